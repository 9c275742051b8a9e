"""What a program and a person report at nearly the same time is one event of the timeline."""

from __future__ import annotations

import pytest

from afterword.derive.events import Entry
from afterword.drafting.assembling.same_events import Told, merge_same_events
from afterword.times.when import When


def merged(*told: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The time, words and citations of the events of `17:00:02 log: text`; `log` is a program."""
    found = []
    for number, one in enumerate(told, 1):
        head, _, text = one.partition(": ")
        clock, _, who = head.partition(" ")
        is_signal = who in ("log", "audit")
        at, source = When.parse(f"2026-04-16T{clock}Z"), who if is_signal else "chat"
        entry = Entry(at, text, (f"e{number}",), source=source, speaker="" if is_signal else who)
        found.append(Told(entry, is_signal, is_apart=who == "vendor"))
    return [(str(one.at)[11:], one.text, one.citations) for one in merge_same_events(found)]


def test_a_line_of_a_log_and_who_announced_it_are_one_event_at_the_time_of_the_line() -> None:
    assert merged(
        "17:41 a: rollback complete on all 12 pods", "17:41:02 log: rollback complete build=2207 pods=12"
    ) == [("17:41:02Z", "rollback complete on all 12 pods", ("e1", "e2"))]


def test_what_somebody_was_doing_and_has_done_is_one_event() -> None:
    told = (
        "17:18 a: scaling the workers to 0",
        "17:20 a: done, spend is flat",
        "17:19:41 log: scaled workers replicas=0",
    )
    assert merged(*told) == [("17:19:41Z", "scaling the workers to 0 – done, spend is flat", ("e1", "e2", "e3"))]


@pytest.mark.parametrize(
    "told",
    [
        ("17:00 a: rollback complete on all pods", "17:06:02 log: rollback complete on all pods"),  # later
        ("17:00 a: rollback complete on all pods", "17:01 b: rollback complete on all pods, checked"),  # one source
        ("17:00 a: the flag is off", "17:00:30 log: cert renewed host=edge"),
        ("17:00 vendor: the model answers 529 errors", "17:00:30 log: upstream model errors 529"),
        ("17:10 a: scaling the workers to 0", "17:20 b: done, spend is flat"),
        ("17:10 a: scaling the workers to 0", "17:20 a: done with the letter to all the customers, it goes out at six"),
    ],
)
def test_other_events_stay_apart(told: tuple[str, ...]) -> None:
    assert len(merged(*told)) == len(told)
