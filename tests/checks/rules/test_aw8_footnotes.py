"""Footnotes are what reviewers compare a claim with, so they say what the ledger says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import check
from afterword.checks.fixing import fix
from afterword.checks.rule import Finding, Level
from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem, read
from afterword.postmortem.markers import write_derived
from afterword.project import Project
from afterword.times.when import When
from checks.minor import GOOD, ID
from kept_ledger import write_ledger

LEDGER = Ledger().extended([
    EvidenceItem("", "chat", 4, When.parse("2026-04-16T14:02Z"), "on-call", "the suite has *no* refund case"),
    EvidenceItem("", "log", None, None, None, "release 59"),
    EvidenceItem("", "chat", 9, When.parse("2026-04-16T15:00Z"), "participant 2 (support lead)", "rolled\nback"),
])  # fmt: skip
E1 = '[^e1]: 2026-04-16 14:02Z, on-call: "the suite has \\*no\\* refund case" (chat)'
E2 = '[^e2]: "release 59" (log)'
E3 = '[^e3]: 2026-04-16 15:00Z, participant 2 (support lead): "rolled back" (chat)'


class Checked:
    """A project with a ledger of three items."""

    def __init__(self, project: Project) -> None:
        self.project = project
        folder = project.root / "postmortems" / ID
        folder.mkdir(parents=True, exist_ok=True)
        write_ledger(folder, LEDGER)

    def document(self, notes: str, newline: str = "\n") -> PostMortem:
        text = f"{GOOD.rstrip()}\n\nAll of it. [^e1] [^e2] [^e3]\n\n{notes}\n"
        return read(text.replace("\n", newline).encode(), f"postmortems/{ID}.md")

    def found(self, document: PostMortem) -> list[Finding]:
        return [one for one in check([document], self.project).findings if one.rule == "AW808"]

    def messages(self, notes: str) -> list[str]:
        return [one.message for one in self.found(self.document(notes))]

    def fixed(self, notes: str, newline: str = "\n") -> str:
        before = self.document(notes, newline)
        assert any(one.fix for one in self.found(before))
        after = fix(before, self.found).document
        assert not any(one.fix for one in self.found(after))
        head, _, made = after.source.text.partition(f"[^e3]{newline}{newline}")
        assert before.source.text.startswith(head) and ("\r" in made) == (newline == "\r\n")
        return made.replace("\r\n", "\n").removesuffix("\n")


@pytest.fixture
def checked(open_project: Callable[..., Project], tmp_path: Path) -> Checked:
    return Checked(open_project())


@pytest.mark.parametrize(
    "notes",
    [
        f"{E1}\n{E2}\n{E3}",
        E1.replace(" refund", "\nrefund"),
        f"{E1}  ",
        f"{E1} <!-- a reviewer's comment -->",
        f"{E1}\n[^runbook]: my own, step 4\n[^evals]: mine",
        f"{E1}\n\n```\n> [^e2]: in code\n```\n\n<!--\n> [^e2]: in a comment\n-->\n\n`[^e2]: in code`",
        "",
    ],
)
def test_footnotes_as_the_tool_writes_them_are_right(checked: Checked, notes: str) -> None:
    assert checked.messages(notes) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "forged",
    [
        E1.replace("has \\*no\\*", "has a"),
        E1.replace("14:02", "16:02"),
        E1.replace("on-call", "the vendor"),
        E1.replace("(chat)", "(log)"),
        E1.replace("e1", "E1").replace("refund", "tone"),
        "[^e1]: chat line 4, on-call said that nobody is to blame",
        "[^e1]: approved",
    ],
)
def test_a_footnote_that_says_something_else_is_an_error_and_written_anew(
    checked: Checked, forged: str, newline: str
) -> None:
    (found,) = checked.found(checked.document(f"{E2}\n{forged}\n{E3}", newline))
    assert (found.level, found.message) == (Level.ERROR, "the footnote of E1 is not what the evidence ledger says")
    assert checked.fixed(f"{E2}\n{forged}\n{E3}", newline) == f"{E2}\n{E1}\n{E3}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[^e1]: chat line 4, 2026-04-16 14:02Z, on-call", E1),
        ("[^e1]: chat line 4, 2026-04-16 16:02Z", E1),
        ("[^e2]: log", E2),
        ("[^e3]: chat line 9, 2026-04-16 15:00Z, participant 2", E3),
        (write_derived("evidence", "[^e1]: chat line 4\n[^e2]: log"), f"{E1}\n{E2}"),
        (write_derived("evidence", "\n[^e1]: chat line 4\n[^e2]: log\n"), f"{E1}\n{E2}"),
    ],
)
def test_the_form_of_earlier_versions_is_a_note_and_gets_the_words(checked: Checked, old: str, new: str) -> None:
    found = checked.found(checked.document(old))
    assert {one.level for one in found} == {Level.NOTE}
    assert "has the form of an earlier version, without the item's words" in found[0].message
    assert checked.fixed(old) == new


def test_a_block_that_a_person_edited_keeps_its_markers(checked: Checked) -> None:
    edited = write_derived("evidence", "[^e1]: chat line 4\n[^e2]: log").replace("log", "log, I think")
    assert checked.fixed(edited) == edited.replace("[^e1]: chat line 4", E1).replace("[^e2]: log, I think", E2)


def test_a_footnote_of_an_item_that_is_not_in_the_ledger_is_found(checked: Checked) -> None:
    (found,) = checked.found(checked.document("[^e9]: made up"))
    assert (found.level, found.message, found.fix) == (Level.ERROR, "the evidence ledger has no item E9", ())
    assert checked.messages("[^e01]: made up") == ["the evidence ledger has no item E01"]
    (ledger := checked.project.root / "postmortems" / ID / "evidence.jsonl").write_text("damaged\n")
    assert checked.messages("[^e9]: perhaps it is in the line that cannot be read") == []
    ledger.unlink()
    (found,) = checked.found(checked.document("[^e9]: by hand, without collected evidence"))
    assert (found.level, found.message) == (Level.WARNING, "the evidence ledger has no item E9")


def test_a_footnote_is_defined_once(checked: Checked) -> None:
    found = checked.found(checked.document(f"{E1}\n{E2}\n[^e1]: other words"))
    assert [(one.message.split(" on line")[0], one.fix) for one in found] == [("`[^e1]` is also defined", ())]
    assert checked.fixed(f"{E1}\n{E2}\n{E1}\n\nText.") == f"{E1}\n{E2}\n\nText."


@pytest.mark.parametrize(
    "hidden", ["> [^e1]: forged", "- [^e1]: forged", "1. > [^e1]: forged", "[^own]: x\n\n    [^e1]: forged"]
)
def test_a_definition_inside_something_else_is_found(checked: Checked, hidden: str) -> None:
    (found,) = checked.found(checked.document(f"{hidden}\n\nText.\n\n{E1}"))
    assert found.message == "`[^e1]` is defined inside a quote, a list, or another footnote"
    assert (found.level, found.fix) == (Level.ERROR, ())


def test_lines_that_a_person_wrote_below_a_footnote_stay(checked: Checked) -> None:
    assert checked.fixed(f"{E1}\nMy own words.") == f"{E1}\n\nMy own words."
    for kept in (f"{E1}\n\n    My own words.", "[^e1]: forged\nMy own words.", "[^e1]: forged <!-- mine -->"):
        (found,) = checked.found(checked.document(kept))
        assert (found.level, found.fix) == (Level.ERROR, ())
