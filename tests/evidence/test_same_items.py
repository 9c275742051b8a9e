"""What was collected before is recognised, though it is read otherwise now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterword.evidence import EvidenceItem, Ledger, read_ledger
from afterword.times.when import When
from fakes.sources import gather

EARLIER = Path(__file__).parent / "earlier"


def _collected(text: str, zone: str, folder: Path, name: str = "app.log") -> tuple[list[EvidenceItem], dict[str, int]]:
    (folder / name).write_text(text)
    found = gather(folder / name, zone=zone)
    return found.items, {report.name: report.assumed_zone for report in found.reports}


LOG = "2026-04-16 19:00:01 begun\n2026-04-16 19:00:05 stopped\n"
HOURLY = "".join(f"2026-04-16 {hour}:00:00 heartbeat\n" for hour in range(12, 20))


@pytest.mark.parametrize("more", ["", "2026-04-16 19:00:09 again\n"])
@pytest.mark.parametrize("zone", ["+02:00", "Europe/Berlin", "-07:00", "+05:30"])
@pytest.mark.parametrize("text", [LOG, HOURLY])
def test_a_zone_that_is_corrected_moves_the_same_items(text: str, zone: str, more: str, tmp_path: Path) -> None:
    ledger = Ledger().extended(_collected(text, "Z", tmp_path)[0])
    items, assumed = _collected(text + more, zone, tmp_path)
    after = ledger.extended(items, assumed=assumed)
    assert [item.id for item in after.items] == [f"E{n}" for n in range(1, text.count("\n") + bool(more) + 1)]
    assert [item.at for item in after.items] == [item.at for item in items]
    assert after.extended(items, assumed=assumed) == after


def test_lines_that_were_added_above_do_not_hide_it(tmp_path: Path) -> None:
    ledger = Ledger().extended(_collected(LOG, "Z", tmp_path)[0])
    items, assumed = _collected("2026-04-16 18:00:00 before\n" + LOG, "+02:00", tmp_path)
    after = ledger.extended(items, assumed=assumed)
    assert [(item.id, str(item.at), item.text) for item in after.items] == [
        ("E1", "2026-04-16T17:00:01Z", "begun"),
        ("E2", "2026-04-16T17:00:05Z", "stopped"),
        ("E3", "2026-04-16T16:00:00Z", "before"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-17 19:00:01 begun\n2026-04-17 19:00:05 stopped\n",
        "2026-04-16 19:00:02 begun\n2026-04-16 19:00:06 stopped\n",
        "2026-04-16 20:00:01 begun\n2026-04-16 22:00:05 stopped\n2026-04-16 22:30:00 begun\n",
    ],
)
def test_other_events_of_the_same_words_are_new(text: str, tmp_path: Path) -> None:
    ledger = Ledger().extended(_collected(LOG + "2026-04-16 19:01:00 begun\n", "Z", tmp_path)[0])
    items, assumed = _collected(text, "Z", tmp_path)
    after = ledger.extended(items, assumed=assumed)
    assert after.items[: len(ledger.items)] == ledger.items
    assert len(after.items) == len(ledger.items) + len(items)


def test_times_with_a_zone_of_their_own_never_move(tmp_path: Path) -> None:
    ledger = Ledger().extended(_collected("2026-04-16 19:00:01Z begun\n", "Z", tmp_path)[0])
    items, assumed = _collected("2026-04-16 19:00:01Z begun\n", "+02:00", tmp_path)
    assert ledger.extended(items, assumed=assumed) == ledger


def test_an_item_of_which_more_is_read_now_is_the_same() -> None:
    old = EvidenceItem("", "pd.json", 3, When.parse("2026-04-16T17:22Z"), None, "priority updated (urgency: high)")
    now = replace(old, text="priority updated (urgency: high priority: P1)")
    ledger = Ledger().extended([old])
    assert ledger.extended([now]) == ledger
    assert len(ledger.extended([replace(now, line=4)]).items) == 2


@pytest.mark.parametrize(
    ("old", "now", "is_same"),
    [
        ("@dana please look", "participant 1 please look", True),
        ("rolled back, ask Oren Pike", "rolled back, ask participant 2", True),
        ("rolled back", "restarted", False),
        ("rolled back twice", "rolled back", False),
        ("Oren Pike rolled it all back again", "participant 1 slept", False),
    ],
)
def test_names_that_are_roles_now_make_no_new_item(old: str, now: str, is_same: bool) -> None:
    before = EvidenceItem("", "notes.csv", 2, When.parse("2026-04-16T17:02Z"), None, old)
    after = Ledger().extended([before]).extended([replace(before, text=now)])
    assert len(after.items) == (1 if is_same else 2)
    assert after.items[0].text == old


def test_an_item_gets_its_time_when_it_is_said_which_zone_is_meant() -> None:
    unread = EvidenceItem("", "a.log", 1, None, None, "2026-04-16 19:00:01 IST ERROR stopped")
    read = replace(unread, at=When.parse("2026-04-16T13:30:01Z"), text="ERROR stopped")
    (item,) = Ledger().extended([unread]).extended([read]).items
    assert (item.id, str(item.at), item.text) == ("E1", "2026-04-16T13:30:01Z", unread.text)
    assert len(Ledger().extended([read]).extended([unread]).items) == 1


def test_an_item_that_had_no_time_gets_it() -> None:
    old = EvidenceItem("", "a.jsonl", 1, None, None, "fallback answered")
    ledger = Ledger().extended([old])
    (item,) = ledger.extended([replace(old, at=When.parse("2026-04-16T17:22Z"))]).items
    assert (item.id, str(item.at)) == ("E1", "2026-04-16T17:22Z")


def test_a_ledger_of_todays_sources_gains_nothing_with_newer_collectors() -> None:
    ledger = read_ledger(EARLIER)
    found = gather(*sorted((EARLIER / "sources").iterdir()))
    after = ledger.extended(found.items, found.replies, assumed={one.name: one.assumed_zone for one in found.reports})
    assert [item.text for item in after.items[len(ledger.items) :]] == []
    assert [item.at for item in after.items] == [item.at for item in ledger.items]
