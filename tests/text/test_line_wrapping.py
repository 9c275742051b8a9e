"""Lines that a program broke are joined; lines of their own are not."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.text.line_wrapping import join_broken

LONG = (
    "The nightly import read yesterday's tariff, so that from half past six the assistant quoted last year's prices to "
    "everybody who asked about heating. Support noticed at seven and the import ran again before eight."
)


@pytest.mark.parametrize("width", [60, 72, 78, 98])
def test_a_sentence_that_was_broken_is_whole_again(width: int) -> None:
    assert join_broken(textwrap.wrap(LONG, width)) == [LONG]


def test_bullets_and_empty_lines_begin_anew_and_an_indented_line_goes_on() -> None:
    bullets = textwrap.wrap(f"- {LONG}", 72, subsequent_indent="  ")
    assert join_broken([*bullets, "- inform sales", "", "Kim"]) == [f"- {LONG}", "- inform sales", "", "Kim"]


@pytest.mark.parametrize(
    "lines",
    [
        ["the queue is long", "workers were restarted", "all is well"],
        ["Checked the dashboards of all three regions, nothing there.", "Asked the provider whether they changed it."],
        [f"{LONG} {LONG}", "and a short line"],
    ],
)
def test_lines_of_their_own_stay(lines: list[str]) -> None:
    assert join_broken(lines) == lines


@given(st.lists(st.text(max_size=120), max_size=8))
def test_no_word_is_lost(lines: list[str]) -> None:
    assert " ".join(join_broken(lines)).split() == " ".join(lines).split()
