"""Times of day in a mail are those of its sender's clock, and marked as such."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.mail import read_mail
from fakes.sources import given, source

MAIL = (
    "From: Ivy Larch <ivy@a.example>\nTo: team@a.example\nDate: Wed, 11 Mar 2026 19:02:00 {zone}\n"
    "Subject: wrong totals\n\n"
)


def words(text: str, zone: str = "+0200") -> str:
    (item,) = read_mail(source("a.eml", MAIL.format(zone=zone) + text), given()).items
    return item.text.partition("\n")[2].strip()


def test_a_time_without_a_zone_gets_that_of_the_mail_in_brackets() -> None:
    assert words("The job ran at 14:10 and again at 15:40, until 4:30 pm or so.") == (
        "The job ran at 14:10 [+02:00] and again at 15:40 [+02:00], until 4:30 pm [+02:00] or so."
    )


@pytest.mark.parametrize("text", ["It ran at 14:10 UTC.", "It ran at 14:10 (CET).", "It took 3:1 votes, 1200 calls."])
def test_other_times_and_numbers_stay(text: str) -> None:
    assert words(text) == text


@pytest.mark.parametrize("zone", ["+0000", "-0000"])
def test_a_mail_in_utc_says_nothing_of_its_senders_clock(zone: str) -> None:
    assert words("It ran at 14:10.", zone) == "It ran at 14:10."


def test_a_line_that_the_mail_program_broke_is_whole() -> None:
    text = (
        "The totals were doubled from noon on, as the import counted each of\n"
        "the refunds twice. We have stopped the import and taken the page with\nthe totals off.\n\nIvy"
    )
    assert words(text).split("\n")[0].endswith("taken the page with the totals off.")
