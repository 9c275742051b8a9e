"""Days that a text names become the times of what it tells, as precisely as it names them."""

import pytest

from afterword.drafting.assembling.sentence_time import is_of_an_earlier_day, time_of_event
from afterword.times.when import When

AT = When.parse("2026-04-23T09:00Z")


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The change of 26 March cleared old thinking on every turn.", "2026-03-26"),
        ("It was merged on 15 April with 4.12.0.", "2026-04-15"),
        (
            "4.12.0 went live 17 April 21:30 CEST",
            "2026-04-17",
        ),  # the year is not written, so the instant is not certain
        ("4.12.0 went live on 2026-04-17 21:30 CEST", "2026-04-17T19:30Z"),
        ("It was deployed on 2026-04-17 21:30", "2026-04-17T21:30Z"),
        ("Canary was switched off in February to save time.", "2026-02"),
        ("The rename was announced on 2 December.", "2025-12-02"),
        ("Deployed between 3 and 5 April.", None),
        ("The limit holds until 20 April.", None),
        ("I will add it on 20 May.", None),
        ("The gate dates from 2024.", None),
        ("It uses a copy of the feed from January.", None),
        ("Rolled back at 08:40.", None),
        ("we changed the prompt on the 20th as well, v17 to v18", "2026-04-20"),
        ("It was deployed on the 24th.", "2026-03-24"),
        ("It was deployed on the 2nd floor.", None),
        ("It was deployed on the 20th and the 21st.", None),
        ("We deploy it on the 28th.", None),
        ("All had passed on the 23rd.", None),
        ("Prompt v7 went out with release 2026.11.3 at 7:31 UTC", "2026-04-23T07:31Z"),
        ("The rebuild finished 02:30 CEST with 0 documents", "2026-04-23T00:30Z"),
        ("It stopped at 23:50 UTC.", "2026-04-22T23:50Z"),
        ("The next release goes out 18:00 UTC.", None),
        ("It was closed until 08:00 UTC.", None),
        ("The mill stopped at 09:40 [2026-04-23 07:40Z], says the log", "2026-04-23T07:40Z"),
        ("The mill stopped at 9:40 am [2026-04-22 07:40Z]", "2026-04-22T07:40Z"),
        ("It ran from 09:40 [2026-04-23 07:40Z] on", None),
        ("A at 09:40 [2026-04-23 07:40Z], B at 09:50 [2026-04-23 07:50Z]", None),
        ("the 07:40 UTC job ended without rows", None),
        ("el job de las 07:40 UTC terminó sin filas", None),
        ("913 chats since Tuesday 07:40 UTC", None),
        ("todo está mal desde las 07:40 UTC", None),
        ("Restored from the backup of 02:00 UTC.", None),
        ("Restored the backup of 2026-04-20.", None),
        ("Switched back to index 2026-04-20", None),
        ("Pinned to model version 2026-04-20", None),
        ("The new index of last month was built on 2026-04-20", "2026-04-20"),
        ("post-mortem meeting Wednesday 08:00 CEST", None),
        ("Answers were wrong from 06:00 to 07:00 UTC.", None),
    ],
)
def test_time_that_a_sentence_tells(sentence: str, when: str | None) -> None:
    assert time_of_event(sentence, AT) == (When.parse(when) if when else None)


def test_without_the_time_of_its_item_a_day_needs_its_year() -> None:
    assert time_of_event("The change of 26 March cleared it.", None) is None
    assert time_of_event("The change of 26 March 2026 cleared it.", None) == When.parse("2026-03-26")


@pytest.mark.parametrize(
    ("sentence", "is_earlier"),
    [("policy changed yesterday", True), ("policy reverted", False), ("reverted at 08:30 UTC", False)],
)
def test_words_for_an_earlier_day(sentence: str, is_earlier: bool) -> None:
    assert is_of_an_earlier_day(sentence, AT) is is_earlier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The limit was put back at 11:20 [+02:00] on Tuesday.", "2026-04-14T09:20Z"),
        ("Yesterday at 11:20 [+02:00] the limit was put back", "2026-04-15T09:20Z"),
        ("It began at 11:20 [+02:00].", "2026-04-16T09:20Z"),
        ("It began two days ago at 11:20 [+02:00].", ""),
        ("Every night at 11:20 [+02:00] the job runs", ""),
        ("It ran at 11:20 [+02:00] on Monday or Tuesday", ""),
    ],
)
def test_a_time_of_day_is_of_the_day_that_is_named_beside_it(text: str, expected: str) -> None:
    assert str(time_of_event(text, When.parse("2026-04-16T15:00:00Z")) or "") == expected
