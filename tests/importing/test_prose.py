"""Times in prose: on the day that the text is about, one for each event, and none that is a guess."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign


def events(text: str) -> list[tuple[str, str, str]]:
    return [
        (str(event.day), f"{event.clock[0]:02d}:{event.clock[1]:02d}" if event.clock else "", event.text)
        for event in read_foreign(text, "post.md").events
    ]


@pytest.mark.parametrize(
    "head",
    [
        "# Mute\n\nPosted by Nadia on 30 June 2026\n\n",
        "# Mute\n\n*June 30, 2026 · by the platform team*\n\n",
        "---\ntitle: Mute\ndate: 2026-06-30\n---\n\n",
    ],
)
def test_the_day_of_the_words_counts_and_not_that_of_publication(head: str) -> None:
    text = "On Thursday 25 June, our translator stopped.\n\nAt 14:05 UTC we rolled out a prompt.\n\n"
    to_come = (
        "On Sunday 5 July at 09:00 UTC we will run a test. The last outage was on 3 March. At 10:00 UTC it rained.\n"
    )
    assert events(head + text + to_come) == [
        ("2026-06-25", "14:05", "At 14:05 UTC we rolled out a prompt."),
        ("None", "10:00", "At 10:00 UTC it rained."),
    ]


def test_a_text_that_states_only_when_it_was_published_has_no_day() -> None:
    text = "# Mute\n\n*July 8, 2026 · by the platform team*\n\nLast Thursday it stopped. It began at 22:15 UTC.\n"
    assert events(text) == [("None", "22:15", "It began at 22:15 UTC.")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "We rolled out a prompt at 14:05 UTC, and support wrote to us at 14:31 UTC.",
            [("14:05", "We rolled out a prompt at 14:05 UTC"), ("14:31", "support wrote to us at 14:31 UTC.")],
        ),
        ("Between 14:05 and 14:31 UTC all was mute.", [("14:05", "Between 14:05 and 14:31 UTC all was mute.")]),
        ("At 14:05 UTC, after the deploy of 13:50 UTC, all was mute.", []),
        ("At 14:05 and at 14:31 UTC all was mute.", []),
    ],
)
def test_a_sentence_with_two_times_is_two_events_or_none(sentence: str, expected: list[tuple[str, str]]) -> None:
    text = f"# Mute on 2026-06-25\n\nIt was bad.\n\n{sentence}\n"
    assert events(text) == [("2026-06-25", *one) for one in expected]


def test_a_sentence_that_goes_back_in_time_is_not_on_the_next_day() -> None:
    text = "# Mute on 2026-06-25\n\nAt 23:10 UTC we drained it. It had begun at 09:00 UTC.\n"
    assert [day for day, _, _ in events(text)] == ["2026-06-25", "2026-06-25"]


def test_an_update_with_its_label_and_time_in_a_line_of_their_own_has_the_lines_below_it() -> None:
    text = (
        "# Slow\n\n**Resolved** — Mar 6, 2026, 18:45 PST\nIt is normal. We are sorry.\n\n"
        "**Seen** — Mar 6, 2026, 16:28 PST\nWe look into it.\n"
    )
    assert [(event.text, event.clock, event.zone) for event in read_foreign(text, "a.md").events] == [
        ("Resolved: It is normal. We are sorry.", (18, 45, None), "PST"),
        ("Seen: We look into it.", (16, 28, None), "PST"),
    ]


def test_the_head_of_a_mail_is_not_an_event() -> None:
    text = (
        "Subject: Slow\nDate: Fri, 6 Mar 2026 18:00:00 +0100\nFrom: Leif Moen\n\nAt 9:10 CET the model was switched.\n"
    )
    assert [event.text for event in read_foreign(text, "a.md").events] == ["At 9:10 CET the model was switched."]


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [("At 2:05pm Pacific, support saw it.", "Pacific"), ("At 2:05pm Pacific traffic fell.", "")],
)
def test_an_area_of_america_is_a_zone_where_the_clause_ends(sentence: str, zone: str) -> None:
    (event,) = read_foreign(f"# Slow\n\n**Date:** 6 March 2026\n\n## What happened\n\n{sentence}\n", "a.md").events
    assert event.zone == zone


def test_the_beginning_of_a_relative_timeline_is_an_event() -> None:
    text = "# Slow\n\n**Date:** 6 March 2026\n\n## Timeline\n\n- T+0 (09:05 UTC): deploy\n- T+35m: first ticket\n"
    assert [event.clock for event in read_foreign(text, "a.md").events] == [(9, 5, None), (9, 40, None)]
