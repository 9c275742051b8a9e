"""Times of day within words have the zone of their author, and in minutes the day of the meeting or the one before."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.chats import read_chat
from afterword.evidence.collectors.notes import read_notes
from fakes.sources import given, shown, source

_HEAD = "# Review, Fri 17 Apr 2026, 10:00 (all times Europe/Berlin)\n\n"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("The mill stopped at 09:12.", "The mill stopped at 09:12 [2026-04-17 07:12Z]."),
        ("The belt tore yesterday at 17:05.", "The belt tore yesterday at 17:05 [2026-04-16 15:05Z]."),
        ("Die Anlage lief gestern um 17:05 leer.", "Die Anlage lief gestern um 17:05 [2026-04-16 15:05Z] leer."),
        ("It stopped at 09:12. Others ran.", "It stopped at 09:12 [2026-04-17 07:12Z]. Others ran."),
        ("It stopped at 09:12 UTC.", "It stopped at 09:12 UTC."),
        ("It stopped on Monday at 09:12.", "It stopped on Monday at 09:12."),
        ("It ran from 09:12 to 09:40.", "It ran from 09:12 to 09:40."),
        ("Next test tomorrow at 09:12.", "Next test tomorrow at 09:12."),
        ("It stopped on 12/04 at 09:12.", "It stopped on 12/04 at 09:12."),
        ("Fix it by 09:12.", "Fix it by 09:12."),
    ],
)
def test_minutes_tell_the_instant_of_a_time_whose_day_is_certain(line: str, text: str) -> None:
    assert [one for _, _, one in shown(read_notes(source("m.md", f"{_HEAD}- {line}\n"), given()))][-1] == text


def test_without_a_day_or_a_zone_minutes_stay_as_they_are() -> None:
    for head in ("# Review (all times Europe/Berlin)\n\n", "# Review, 17 Apr 2026\n\n"):
        found = shown(read_notes(source("m.md", f"{head}- The mill stopped at 09:12.\n"), given()))
        assert found[-1][2] == "The mill stopped at 09:12."


def test_a_message_of_a_chat_with_a_known_zone_has_it_behind_its_times() -> None:
    chat = "all times Europe/Berlin\nIvy Larch  2026-04-16 17:02\nthe belt is off since 16:40, not since 14:41 UTC\n"
    assert shown(read_chat(source("c.txt", chat), given()))[-1][2] == (
        "the belt is off since 16:40 [+02:00], not since 14:41 UTC"
    )
