"""The timeline is merged, ordered and marked by code alone."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.derive.events import Entry
from afterword.derive.timeline import MAX_ROWS, choose_events, gather_events
from afterword.derive.timeline import write_timeline as write_events
from afterword.postmortem import read
from afterword.postmortem.schema import Cause, FrontMatter, Incident
from afterword.times.when import When


def _at(text: str) -> When:
    return When.parse(text)


def write_timeline(front: FrontMatter, entries: list[Entry]) -> str:
    """Choose by rules, and write."""
    return write_events(front, choose_events(front, gather_events(entries)))


def _front(**incident: str) -> FrontMatter:
    return FrontMatter(incident=Incident(**incident))  # type: ignore[arg-type]


def test_events_are_ordered_and_keep_their_precision() -> None:
    entries = [
        Entry(_at("2026-04-16T17:30Z"), "second", ("e1",)),
        Entry(_at("2026-04"), "some time that month", ("e2",)),
        Entry(_at("2026-04-16"), "that day", ("e3",)),
        Entry(_at("2026-04-16T17:00:05Z"), "first", ("e4",)),
    ]
    assert write_timeline(FrontMatter(), entries).split("\n") == [
        "- 2026-04 — some time that month [^e2]",
        "- 2026-04-16 — that day [^e3]",
        "- 2026-04-16 17:00:05Z — first [^e4]",
        "- 2026-04-16 17:30Z — second [^e1]",
    ]


def test_the_same_event_from_two_sources_stands_once_with_both_citations() -> None:
    entries = [Entry(_at("2026-04-16"), "Rolled  back", ("e1",)), Entry(_at("2026-04-16"), "rolled back", ("e2",))]
    assert write_timeline(FrontMatter(), entries) == "- 2026-04-16 — Rolled back [^e1] [^e2]"


def test_a_milestone_that_the_text_states_becomes_its_mark() -> None:
    entries = [Entry(_at("2026-04-16"), "DETECTED: v12 invents rules"), Entry(_at("2026-04-17"), "Resolved: all calm")]
    assert write_timeline(FrontMatter(), entries).split("\n") == [
        "- 2026-04-16 — **detected:** v12 invents rules",
        "- 2026-04-17 — **resolved:** All calm",
    ]


def test_an_alert_of_pagerduty_with_its_number_bears_the_milestone() -> None:
    entries = [Entry(_at("2026-04-16"), "Alert triggered (#7): refunds rise (service: bot)", ("e1",))]
    assert write_timeline(FrontMatter(), entries) == (
        "- 2026-04-16 — **alert triggered:** Refunds rise (service: bot) (`#7`) [^e1]"
    )


def test_a_milestone_of_the_front_matter_marks_the_one_event_of_its_time() -> None:
    front = _front(detected="2026-04-16T17:00Z", resolved="2026-04-16T19:00Z")
    text = write_timeline(front, [Entry(_at("2026-04-16T17:00Z"), "on-call reproduces it", ("e1",))])
    assert text.split("\n") == [
        "- 2026-04-16 17:00Z — **detected:** on-call reproduces it [^e1]",
        "- 2026-04-16 19:00Z — **resolved:** The incident is resolved.",
    ]


def test_two_events_at_the_time_of_a_milestone_are_not_guessed_between() -> None:
    entries = [Entry(_at("2026-04-16"), "one"), Entry(_at("2026-04-16"), "two")]
    text = write_timeline(_front(detected="2026-04-16"), entries)
    assert text.count("**detected:**") == 1
    assert "**detected:** The problem is detected." in text


def test_a_cause_is_a_change_unless_the_evidence_has_it() -> None:
    front = FrontMatter(causes=[Cause(id="a", summary="Prompt v12", started="2026-04-16")])  # type: ignore[arg-type]
    assert write_timeline(front, []) == "- 2026-04-16 — **change:** Prompt v12."
    told = [Entry(_at("2026-04-16T09:00Z"), "Change: release 58")]
    assert write_timeline(front, told).count("**change:**") == 1


def test_unknown_times_are_left_out() -> None:
    assert write_timeline(_front(detected="unknown", resolved="ongoing"), []) == ""


whens = st.sampled_from(["2026-04", "2026-04-16", "2026-04-16T17:00Z", "2026-04-17", "2026-04-15/2026-04-17"])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(whens, st.sampled_from(["a", "b", "detected: c"])), max_size=8))
def test_what_is_derived_reads_back_in_order(entries: list[tuple[str, str]]) -> None:
    text = write_timeline(_front(detected="2026-04-16"), [Entry(_at(when), words) for when, words in entries])
    events = read(f"---\nschema: 1\n---\n\n## Timeline\n\n{text}\n".encode(), "2026-04-16-x.md").events
    assert len(events) == len(text.split("\n"))
    starts = [event.when.earliest for event in events if event.when]
    assert starts == sorted(starts)


def test_the_same_words_at_a_coarser_time_of_another_source_join_the_finer_one() -> None:
    entries = [
        Entry(_at("2026-04-16T17:05Z"), "Rolled back", ("e1",), source="notes.md"),
        Entry(_at("2026-04-16T17:05:11Z"), "rolled back", ("e2",), source="app.log"),
        Entry(_at("2026-04-16"), "ROLLED BACK", ("e3",), source="mail.md"),
    ]
    assert write_timeline(FrontMatter(), entries) == "- 2026-04-16 17:05:11Z — rolled back [^e2] [^e1] [^e3]"


def test_a_coarse_time_that_can_mean_two_events_is_not_guessed() -> None:
    entries = [
        Entry(_at("2026-04-16T17:05Z"), "paged", ("e1",), source="a"),
        Entry(_at("2026-04-16T18:05Z"), "paged", ("e2",), source="a"),
        Entry(_at("2026-04-16"), "paged", ("e3",), source="b"),
    ]
    assert write_timeline(FrontMatter(), entries).count("\n") == 2


def test_what_a_log_repeats_is_one_event_with_first_and_last() -> None:
    entries = [Entry(_at(f"2026-04-16T17:0{n}Z"), "timeout", (f"e{n}",), source="app.log") for n in range(5)]
    assert write_timeline(FrontMatter(), entries) == (
        "- 2026-04-16 17:00Z — timeout (5 times until 2026-04-16 17:04Z) [^e0] [^e4]"
    )


def test_a_measurement_every_minute_is_one_event_and_every_release_one_of_its_own() -> None:
    def told(words: str, count: int) -> str:
        at = (f"2026-04-16T17:{n:02}Z" for n in range(count))
        entries = [Entry(_at(when), words.format(n), (f"e{n}",), source="s") for n, when in enumerate(at)]
        return write_timeline(FrontMatter(), entries)

    assert told("WARN share=0.{0} request=a{0}", 9) == (
        "- 2026-04-16 17:00Z — WARN share=0.0 request=a0 (9 times with other figures, until 2026-04-16 17:08Z) "
        "[^e0] [^e8]"
    )
    # A few lines that are alike are what people say, and each deployment matters.
    assert told("{} of 10 answers are wrong", 7).count("\n") == 6
    assert told("Deployed bot to {}% of traffic", 9).count("\n") == 8


def test_a_release_is_not_the_first_symptom_even_at_its_time() -> None:
    entries = [Entry(_at("2026-04-16T09:00Z"), "Deployed release 311 to 10% of traffic", ("e1",))]
    assert write_timeline(_front(started="2026-04-16T09:00Z"), entries).split("\n") == [
        "- 2026-04-16 09:00Z — Deployed release 311 to 10% of traffic [^e1]",
        "- 2026-04-16 09:00Z — **first symptom:** First effect on users.",
    ]


def test_of_many_events_those_that_matter_most_are_listed() -> None:
    def told(minute: int, text: str, weight: int = 1) -> Entry:
        return Entry(
            _at(f"2026-04-16T{minute // 60:02}:{minute % 60:02}Z"), text, (f"e{minute}",), source="s", weight=weight
        )

    noise = [told(n, f"line {chr(97 + n % 26)}{n // 26 * 'x'}", weight=3) for n in range(600)]
    ours = [
        told(300, "Detected: answers in Latin"),
        told(710, "We go back to v11"),
        told(720, "Rolled back to v11"),
        told(1300, "Resolved: all calm"),
    ]
    listed = write_timeline(_front(started="2026-04-16T09:00Z", resolved="2026-04-16T21:40Z"), [*noise, *ours])
    lines = listed.split("\n")
    assert len(lines) == MAX_ROWS
    assert all(
        any(text in line for line in lines) for text in ("Answers in Latin", "go back", "Rolled back", "All calm")
    )
    assert "09:00Z — **first symptom:** line" in listed
    # Of the rest, what is nearest to the incident.
    assert all(int(label) >= 540 for label in re.findall(r"line \w+ \[\^e(\d+)\]", listed))


def test_of_a_hundred_alerts_the_first_and_the_last_are_listed() -> None:
    alerts = [
        Entry(
            _at(f"2026-04-16T{n // 60:02}:{n % 60:02}Z"), f"Alert triggered: shard {n} is slow", (f"e{n}",), source="p"
        )
        for n in range(100)
    ]
    lines = write_timeline(_front(detected="2026-04-16T00:30Z", resolved="2026-04-16T03:00Z"), alerts).split("\n")
    assert len(lines) == MAX_ROWS and "[^e0]" in lines[0] and "[^e99]" in "".join(lines)


def test_a_stack_trace_is_cut_in_the_timeline() -> None:
    trace = "Error: no policy\n" + "  at handler (/srv/app.js:12)\n" * 100
    (line,) = write_timeline(FrontMatter(), [Entry(_at("2026-04-16T17:02Z"), trace, ("e1",))]).splitlines()
    assert len(line) < 600 and line.endswith("… [^e1]")


def test_a_milestone_is_marked_only_where_the_text_says_nothing_else() -> None:
    entries = [
        Entry(_at("2026-04-16"), "Incident declared as SEV2"),
        Entry(_at("2026-04-17"), "Resolved."),
        Entry(_at("2026-04-18"), "Resolved conflicts in the branch"),
    ]
    assert write_timeline(FrontMatter(), entries).split("\n") == [
        "- 2026-04-16 — **incident declared:** Incident declared as SEV2",
        "- 2026-04-17 — **resolved:** Resolved.",
        "- 2026-04-18 — Resolved conflicts in the branch",
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.permutations(range(6)))
def test_the_order_of_the_evidence_changes_no_event(order: list[int]) -> None:
    whens_ = ["2026-04-16T17:00Z", "2026-04-16T17:00:30Z", "2026-04-16", "2026-04-17", "2026-04-16T17:00Z", "2026-04"]
    entries = [Entry(_at(when), "abcabd"[n], (f"e{n}",), source=f"s{n % 2}") for n, when in enumerate(whens_)]
    events = {line.split(" [^")[0] for line in write_timeline(FrontMatter(), [entries[n] for n in order]).split("\n")}
    assert events == {line.split(" [^")[0] for line in write_timeline(FrontMatter(), entries).split("\n")}
