"""Evidence that is collected after the draft names the sections it is relevant to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.drafting.accept import accept
from afterword.project import Project
from drafting.incident import ID, answer, claim, configure_model, make_project
from fakes import llm as fake

FIRST = (
    "2026-04-16 17:00Z On-call: About 12 customers were affected.\n2026-04-16 17:30Z On-call: Rolled back the prompt.\n"
)
LATER = "2026-04-16 18:00Z On-call: 40 customers were affected.\n2026-04-16 18:01Z On-call: Maybe too late?\n"


def collect(root: Path, text: str, name: str) -> int:
    (root / name).write_text(text)
    return run(["-C", str(root), "collect", ID, str(root / name)])


@pytest.fixture
def drafted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    project = make_project(tmp_path, body="\n## Summary\n\nA person wrote it.\n")
    assert collect(tmp_path, FIRST, "first.md") == 0
    assert "newer than" not in capsys.readouterr().out
    assert run(["-C", str(tmp_path), "draft", "--offline"]) == 0
    capsys.readouterr()
    return project


def test_it_says_which_sections_are_older_and_how_they_are_drafted_again(
    drafted: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert collect(drafted.root, LATER, "later.md") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("newer than")]
    assert lines == ["newer than Impact: E7; `afterword draft` brings it up to date, unless it was edited"]
    assert run(["-C", str(drafted.root), "draft", "--offline"]) == 0
    assert "40 customers" in drafted.document(ID).source.text


def test_what_people_accepted_is_theirs_to_compare(drafted: Project, capsys: pytest.CaptureFixture[str]) -> None:
    accept(drafted, drafted.document(ID), ["Impact"])
    assert collect(drafted.root, LATER, "later.md") == 0
    assert "newer than Impact: E7; people wrote or accepted it: compare it yourself" in capsys.readouterr().out
    assert collect(drafted.root, LATER, "later.md") == 0
    assert "newer than" not in capsys.readouterr().out, "nothing is new the second time"


FIXED = claim("No invented promise was seen since release 59.", "E3", quote="no invented promise since release 59")
ROLLED_BACK = claim("The prompt was rolled back.", "E5", quote="Rolled back the prompt")
NEW = "2026-02-10 15:30Z On-call: Rolled back the prompt.\n"
OFFER = "Mitigation was drafted before E5 was collected"


@pytest.fixture
def by_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project whose mitigation a model drafted, and that has newer evidence of it."""
    make_project(tmp_path)
    with fake.endpoint(answer(FIXED)) as script:
        configure_model(monkeypatch, script)
        assert draft(tmp_path) == 0
    assert collect(tmp_path, NEW, "new.md") == 0
    assert "newer than Mitigation: E5; `afterword draft` offers to draft it again" in capsys.readouterr().out
    return tmp_path


def draft(root: Path, *more: str) -> int:
    return run(["-C", str(root), "draft", ID, "--section", "Mitigation", *more])


def text(root: Path) -> str:
    return (root / "postmortems" / f"{ID}.md").read_text()


def again(root: Path, monkeypatch: pytest.MonkeyPatch, *more: str, says: fake.Behaviour | None = None) -> int:
    """Draft with a model that knows the new evidence; return how many requests it got."""
    with fake.endpoint(says or answer(FIXED, ROLLED_BACK)) as script:
        configure_model(monkeypatch, script)
        assert draft(root, *more) == 0
        return len(script.requests)


def test_without_a_terminal_the_offer_is_said_and_nothing_is_asked(
    by_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(by_model)
    assert again(by_model, monkeypatch) == 0
    assert f"  newer      {OFFER}: with a model, `afterword draft --yes` drafts it again" in capsys.readouterr().out
    assert text(by_model) == before


def test_with_yes_the_section_is_drafted_again_and_not_offered_twice(
    by_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert again(by_model, monkeypatch, "--yes") > 0
    assert "The prompt was rolled back." in text(by_model) and "since release 59" in text(by_model)
    assert "  drafted    Mitigation" in capsys.readouterr().out
    before = text(by_model)
    assert again(by_model, monkeypatch, "--yes") == 0
    assert (OFFER in capsys.readouterr().out, text(by_model)) == (False, before)


@pytest.mark.parametrize(("answered", "is_new"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_each_section_is_asked_about(
    by_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answered: str, is_new: bool
) -> None:
    terminal = io.StringIO(answered)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    again(by_model, monkeypatch)
    assert f"{OFFER}. Draft it again? [y/N]" in capsys.readouterr().out
    assert ("The prompt was rolled back." in text(by_model)) is is_new


def test_what_a_person_changed_or_accepted_is_never_drafted_again(
    by_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = by_model / "postmortems" / f"{ID}.md"
    path.write_text(text(by_model).replace("No invented promise", "Hardly any invented promise"))
    before = text(by_model)
    assert (again(by_model, monkeypatch, "--yes"), text(by_model)) == (0, before)
    project = Project.open(by_model, {})
    accept(project, project.document(ID), ["Mitigation"])
    before = text(by_model)
    assert (again(by_model, monkeypatch, "--yes"), text(by_model)) == (0, before)


def test_a_draft_stays_if_the_model_has_nothing_that_holds_or_is_not_asked(
    by_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text(by_model)
    wrong = claim("Nine people were fired.", "E5", quote="Rolled back the prompt")
    assert again(by_model, monkeypatch, "--yes", says=answer(wrong)) > 0
    assert text(by_model) == before
    assert (again(by_model, monkeypatch, "--yes", "--offline"), text(by_model)) == (0, before)
