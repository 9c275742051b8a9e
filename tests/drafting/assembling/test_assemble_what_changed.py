"""What changed: a change before the first symptom, or a question that lists what may have begun it."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.assemble import assemble
from afterword.drafting.assembling.places import place_of
from afterword.drafting.assembling.reading import ReadEvidence
from afterword.drafting.assembling.writing import write_answer
from afterword.evidence import EvidenceItem
from afterword.postmortem import outline
from afterword.postmortem.schema import FrontMatter
from afterword.times.when import When

BEFORE = ("08:50", "deployed prompt v15 to production")
SYMPTOM = ("09:20", "the assistant returns wrong prices, customers complain")
NAMED = ("11:00", "photo-prep moved to base image trixie-12 on 4 June")


def write(*said: tuple[str, str]) -> str:
    """Write what the evidence says that changed; empty if it says nothing."""
    items = [
        EvidenceItem(f"E{number}", "chat", number, When.parse(f"2026-06-08T{at}Z"), f"participant {number}", text)
        for number, (at, text) in enumerate(said, 1)
    ]
    front = FrontMatter.model_construct()
    found = assemble(front, ReadEvidence.of(items, front).said, {"What changed", "Timeline"})
    answer = found.answers.get(outline.WHAT_CHANGED)
    return write_answer(answer, names_speakers=True) if answer else ""


def test_the_only_change_before_the_first_symptom_is_stated() -> None:
    assert write(BEFORE, SYMPTOM).startswith("See the timeline: 2026-06-08 08:50Z (deployed prompt v15")


@pytest.mark.parametrize(
    "text",
    [
        "shipped: client retries lowered to 2",
        "backfill finished for all tables with the new index",
        "publicar v14 -> prod",
        "done: new threshold for the alert, merged",
    ],
)
def test_what_is_released_after_the_first_symptom_did_not_begin_it(text: str) -> None:
    assert write(SYMPTOM, ("10:30", text)) == ""
    assert text.split()[0] not in write(BEFORE, SYMPTOM, ("10:30", text))


def test_a_return_to_an_earlier_version_is_not_what_began_it() -> None:
    written = write(("08:10", "model v9 went live"), ("08:50", "publicar modelo v8 -> prod, release v8"), SYMPTOM)
    assert "v9" in written
    assert "publicar" not in written


def test_of_several_changes_people_say_which_began_it() -> None:
    written = write(BEFORE, SYMPTOM, NAMED)
    assert written.startswith("**Unknown, needs investigation:** Which of these began it?\n\n- ")
    assert "[^e1]" in written
    assert "photo-prep moved to base image" in written


def test_a_change_that_somebody_finds_out_later_is_asked_about() -> None:
    written = write(SYMPTOM, ("11:00", "the vendor pushed firmware 4.4.1 at 02:00"))
    assert written.startswith("**Unknown, needs investigation:** Did this begin it?\n\n- ")
    assert "firmware 4.4.1" in written


def test_two_accounts_of_one_change_are_one_change() -> None:
    assert "Which of these" not in write(("08:40", "prompt v15 merged"), BEFORE, SYMPTOM)


def test_a_section_cites_only_some_of_many_changes_and_says_so() -> None:
    written = write(*((f"08:{minute:02}", f"deployed config {minute} of the model") for minute in range(50)), SYMPTOM)
    assert written.count("[^e") == 6 + 12 + 12
    assert "Not listed: 20 more of the evidence." in written


def test_what_was_put_live_after_the_first_fix_did_not_begin_it() -> None:
    later = ("12:10", "calibrated on 5k messages, the new threshold 0.71 is live for all since 12:00")
    written = write(SYMPTOM, NAMED, ("11:30", "rolled back to the old image"), later)
    assert "threshold" not in written and "photo-prep moved" in written


def test_the_commit_that_a_later_one_reverts_is_what_changed() -> None:
    commit = ("08:10", "commit 3ac770d: scorer: window of 64\n-window: 16\n+window: 64")
    other = ("08:20", "commit 77d1e02: docs: rename the page of windows")
    revert = ("10:30", 'commit 91be02f: Revert "scorer: window of 64"')
    written = write(commit, other, SYMPTOM, revert)
    assert written.startswith("See the timeline: 2026-06-08 08:10Z (commit")
    assert "77d1e02" not in written
    assert write(SYMPTOM, revert) == ""


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [("agent-7: promoted build 4.2 of sorter", True), ("agent-7: promoted sorter-4.2", False)],
)
def test_a_lone_line_of_a_program_that_people_do_not_mention_is_asked_for(line: str, is_asked: bool) -> None:
    items = [
        EvidenceItem("E1", "agent.log", 1, When.parse("2026-06-08T08:10:00Z"), None, line),
        EvidenceItem("E2", "chat", 1, When.parse("2026-06-08T09:20Z"), "participant 1", SYMPTOM[1]),
        EvidenceItem("E3", "chat", 2, When.parse("2026-06-08T09:40Z"), "participant 2", "looking at sorter-4.2"),
    ]
    front = FrontMatter.model_construct()
    found = assemble(front, ReadEvidence.of(items, front).said, {"What changed", "Timeline"})
    assert found.answers[outline.WHAT_CHANGED].is_open is is_asked


def test_what_people_switch_off_when_they_find_out_is_no_change_that_began_it() -> None:
    assert write(("09:10", "turned the helper bot off"), SYMPTOM) == ""


@pytest.mark.parametrize(("line", "is_change"), [("loaded the uvm driver", False), ("model loaded teat-8.1", True)])
def test_what_a_program_loads_at_its_start_changed_only_with_a_version(line: str, is_change: bool) -> None:
    assert (place_of(line, is_signal=True) is outline.WHAT_CHANGED) is is_change
