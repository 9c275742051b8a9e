"""The timeline is merged, ordered and marked by code alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.derive.timeline import Entry, timeline
from afterword.postmortem import read
from afterword.postmortem.schema import Cause, FrontMatter, Incident
from afterword.postmortem.values import When


def _at(text: str) -> When:
    return When.parse(text)


def _front(**incident: str) -> FrontMatter:
    return FrontMatter(incident=Incident(**incident))  # type: ignore[arg-type]


def test_events_are_ordered_and_keep_their_precision() -> None:
    entries = [
        Entry(_at("2026-04-16T17:30Z"), "second", ("e1",)),
        Entry(_at("2026-04"), "some time that month", ("e2",)),
        Entry(_at("2026-04-16"), "that day", ("e3",)),
        Entry(_at("2026-04-16T17:00:05Z"), "first", ("e4",)),
    ]
    assert timeline(FrontMatter(), entries).split("\n") == [
        "- 2026-04 — some time that month [^e2]",
        "- 2026-04-16 — that day [^e3]",
        "- 2026-04-16 17:00:05Z — first [^e4]",
        "- 2026-04-16 17:30Z — second [^e1]",
    ]


def test_the_same_event_from_two_sources_stands_once_with_both_citations() -> None:
    entries = [Entry(_at("2026-04-16"), "Rolled  back", ("e1",)), Entry(_at("2026-04-16"), "rolled back", ("e2",))]
    assert timeline(FrontMatter(), entries) == "- 2026-04-16 — Rolled back [^e1] [^e2]"


def test_a_milestone_that_the_text_states_becomes_its_mark() -> None:
    entries = [Entry(_at("2026-04-16"), "DETECTED: v12 invents rules"), Entry(_at("2026-04-17"), "Resolved: all calm")]
    assert timeline(FrontMatter(), entries).split("\n") == [
        "- 2026-04-16 — **detected:** v12 invents rules",
        "- 2026-04-17 — **resolved:** All calm",
    ]


def test_a_milestone_of_the_front_matter_marks_the_one_event_of_its_time() -> None:
    front = _front(detected="2026-04-16T17:00Z", resolved="2026-04-16T19:00Z")
    text = timeline(front, [Entry(_at("2026-04-16T17:00Z"), "on-call reproduces it", ("e1",))])
    assert text.split("\n") == [
        "- 2026-04-16 17:00Z — **detected:** on-call reproduces it [^e1]",
        "- 2026-04-16 19:00Z — **resolved:** The incident is resolved.",
    ]


def test_two_events_at_the_time_of_a_milestone_are_not_guessed_between() -> None:
    entries = [Entry(_at("2026-04-16"), "one"), Entry(_at("2026-04-16"), "two")]
    text = timeline(_front(detected="2026-04-16"), entries)
    assert text.count("**detected:**") == 1
    assert "**detected:** The problem is recognised." in text


def test_a_cause_is_a_change_unless_the_evidence_has_it() -> None:
    front = FrontMatter(causes=[Cause(id="a", summary="Prompt v12", started="2026-04-16")])  # type: ignore[arg-type]
    assert timeline(front, []) == "- 2026-04-16 — **change:** Prompt v12."
    told = [Entry(_at("2026-04-16T09:00Z"), "Change: release 58")]
    assert timeline(front, told).count("**change:**") == 1


def test_unknown_times_are_left_out() -> None:
    assert timeline(_front(detected="unknown", resolved="ongoing"), []) == ""


whens = st.sampled_from(["2026-04", "2026-04-16", "2026-04-16T17:00Z", "2026-04-17", "2026-04-15/2026-04-17"])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(whens, st.sampled_from(["a", "b", "detected: c"])), max_size=8))
def test_what_is_derived_reads_back_in_order(entries: list[tuple[str, str]]) -> None:
    text = timeline(_front(detected="2026-04-16"), [Entry(_at(when), words) for when, words in entries])
    events = read(f"---\nschema: 1\n---\n\n## Timeline\n\n{text}\n".encode(), "2026-04-16-x.md").events
    assert len(events) == len(text.split("\n"))
    starts = [event.when.earliest for event in events if event.when]
    assert starts == sorted(starts)
