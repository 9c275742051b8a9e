"""Similar incidents of a project: by words and facts, from what is remembered as from the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.learning import library
from afterword.learning.library import open_library
from afterword.learning.search import offer_similar, offer_similar_to, search_similar
from afterword.project import Project
from learning import incidents

OTHER = "2026-03-01-clock-of-the-bank"


@pytest.fixture
def project(tmp_path: Path, open_project: Callable[..., Project], cache_folder: Path) -> Project:
    incidents.write(tmp_path)
    incidents.write(tmp_path, "2026-02-20-refunds-again", ("promised", "invented"), ("90 days to", "60 days to"))
    incidents.write(
        tmp_path,
        OTHER,
        ("Support bot promises refunds", "Bank declines payments"),
        ("The bot **promised** refunds of 90 days to customers.", "The clock was in another zone."),
        ("The tone was rewritten", "A zone was assumed"),
        ("services: [support-bot]", "services: [bank]"),
        ("factors: [missing-eval]", "factors: [config-drift]"),
    )
    return open_project(XDG_CACHE_HOME=str(cache_folder))


def test_a_post_mortem_by_a_part_of_its_id(project: Project) -> None:
    found = search_similar(project, "invented-refunds")
    assert found.subject == incidents.ID
    first, second = found.neighbours
    assert first.incident.id == "2026-02-20-refunds-again"
    assert second.incident.id == OTHER
    assert first.score > second.score
    assert ("service", "support-bot") in first.facts
    assert "customers" in first.terms


def test_a_text(project: Project) -> None:
    found = search_similar(project, "The zone of a clock was wrong")
    assert found.subject == ""
    assert found.neighbours[0].incident.id == OTHER
    assert found.neighbours[0].is_near
    assert {"zone", "clock"} <= set(found.neighbours[0].terms)


def test_a_word_of_several_ids_is_not_guessed(project: Project) -> None:
    with pytest.raises(AfterwordError, match="matches 2 post-mortems"):
        search_similar(project, "refunds")


def test_nothing_near_is_offered_for_something_else(project: Project) -> None:
    assert offer_similar(project, "The lift of the car park was stuck") == ()
    assert offer_similar(project, "") == ()
    assert [one.incident.id for one in offer_similar(project, "a clock in the wrong zone")] == [OTHER]
    offered = offer_similar_to(project, project.document(incidents.ID))
    assert incidents.ID not in [one.incident.id for one in offered]


def test_an_empty_project_has_nothing(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    (tmp_path / "postmortems").mkdir()
    found = search_similar(open_project(), "anything")
    assert (found.neighbours, found.searched) == ((), 0)


def test_what_is_remembered_answers_as_the_files_do(
    project: Project, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    read_again = library.read
    monkeypatch.setattr(library, "read", lambda data, shown: read.append(shown) or read_again(data, shown))
    queries = ("invented-refunds", "a clock in the wrong zone", OTHER)
    fresh = [search_similar(project, query) for query in queries]
    assert len(read) == 3, "each file is read once"
    assert [search_similar(project, query) for query in queries] == fresh
    assert len(read) == 3
    incidents.write(project.root, OTHER, ("SEV2", "SEV3"))
    changed = search_similar(project, "refunds of the support bot")
    assert read[3:] == [f"postmortems/{OTHER}.md"]
    (file,) = (cache_folder / "afterword" / "learning").iterdir()
    file.unlink()
    assert search_similar(project, "refunds of the support bot") == changed


@pytest.mark.parametrize("change", ["a document", "the settings", "evidence"])
def test_documents_are_read_only_if_one_may_have_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(library, "_SETTLED_NS", 0)
    opened: list[str] = []
    read_again = library.read_bytes
    monkeypatch.setattr(library, "read_bytes", lambda path: opened.append(path.name) or read_again(path))
    fresh = search_similar(project, OTHER)
    assert len(opened) == 3, "what it is remembered by is what is read"
    for _ in range(2):
        assert search_similar(project, OTHER) == fresh
    assert len(opened) == 3
    path = project.folder / f"{OTHER}.md"
    if change == "a document":
        path.write_text(path.read_text().replace("another zone", "another room"))  # of the same size
    elif change == "the settings":
        (project.root / "afterword.yml").write_text("sections: {headings: {Summary: [Overview]}}\n")
        project = Project.open(project.root, project.env)
    else:
        (project.evidence_folder(OTHER) / "prompts").mkdir(parents=True)
        (project.evidence_folder(OTHER) / "prompts" / "clock.before.md").write_text("x")
    changed = open_library(project)
    assert len(opened) > 3
    (incident,) = (one for one in changed.incidents if one.id == OTHER)
    assert ("clock.md" in [file.path for file in incident.files]) == (change == "evidence")
    assert bool(search_similar(project, "a room").neighbours) == (change == "a document")


def test_evidence_that_comes_later_is_seen(project: Project) -> None:
    assert not any(file.path == "helpdesk.md" for one in open_library(project).incidents for file in one.files)
    folder = project.evidence_folder(OTHER) / "prompts"
    folder.mkdir(parents=True)
    (folder / "helpdesk.before.md").write_text("x")
    assert [one.id for one in open_library(project).incidents for file in one.files if file.path == "helpdesk.md"] == [
        OTHER
    ]


@pytest.mark.needs_posix
def test_a_link_is_not_read(project: Project) -> None:
    (project.folder / "2026-05-05-link.md").symlink_to("/etc/passwd")
    assert open_library(project).unread == ("postmortems/2026-05-05-link.md",)
