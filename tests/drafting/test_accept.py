"""Accepting deletes the draft notices of the named sections, and of no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.accept import accept, awaiting_review, find_document
from afterword.errors import AfterwordError
from afterword.postmortem.draft_notice import write_notice, write_shared_notice
from afterword.project import Project
from drafting.incident import FRONT, ID, make_project

NOTICE = write_notice("m1")
BODY = f"""
## Summary

{NOTICE}

It broke.

## Root cause

### Immediate cause

{NOTICE}

A prompt.

## House notes

{NOTICE}

Ours.

## Impact

Twelve users.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path, body=BODY)


def _text(project: Project) -> str:
    return (project.folder / f"{ID}.md").read_text()


def test_sections_with_a_notice_await_review(project: Project) -> None:
    assert awaiting_review(project.document(ID)) == ["Summary", "Immediate cause", "House notes"]


def test_accept_deletes_the_notice_of_the_named_section_alone(project: Project) -> None:
    before = _text(project)
    assert accept(project, project.document(ID), ["Summary"]) == ["Summary"]
    assert _text(project) == before.replace(f"{NOTICE}\n\nIt broke.", "It broke.")
    assert awaiting_review(project.document(ID)) == ["Immediate cause", "House notes"]


@pytest.mark.parametrize(
    ("names", "accepted"),
    [
        (["overview"], ["Summary"]),
        (["immediate CAUSE"], ["Immediate cause"]),
        (["house NOTES"], ["House notes"]),
        (["Summary", "TL;DR", "summary"], ["Summary"]),
        (["House notes", "Summary"], ["House notes", "Summary"]),
    ],
)
def test_accept_finds_sections_by_name_synonym_and_any_case(
    project: Project, names: list[str], accepted: list[str]
) -> None:
    assert accept(project, project.document(ID), names) == accepted
    assert set(awaiting_review(project.document(ID))).isdisjoint(accepted)


@pytest.mark.parametrize("name", ["Impact", "Timeline", "nothing", "Hous", ""])
def test_accept_refuses_a_section_that_does_not_await_review(project: Project, name: str) -> None:
    before = _text(project)
    with pytest.raises(AfterwordError, match="does not await review") as raised:
        accept(project, project.document(ID), ["Summary", name])
    assert raised.value.remedy == "awaiting review: Summary, Immediate cause, House notes"
    assert _text(project) == before


def test_accept_of_nothing_changes_nothing(project: Project) -> None:
    before = _text(project)
    assert accept(project, project.document(ID), []) == []
    assert _text(project) == before


def test_words_of_a_person_in_the_notice_stay(tmp_path: Path) -> None:
    project = make_project(tmp_path, body=f"\n## Summary\n\n{NOTICE} I doubt it.\n\nIt broke.\n")
    accept(project, project.document(ID), ["Summary"])
    assert "> I doubt it.\n\nIt broke." in _text(project)


@pytest.mark.parametrize("name", [f"{ID}.external", f"{ID}.external.md", f"postmortems/{ID}.external.md"])
def test_find_document_finds_the_external_edition(project: Project, name: str) -> None:
    with pytest.raises(AfterwordError, match="has no external edition"):
        find_document(project, name)
    edition = project.edition_path(ID)
    edition.write_text(f"---\nschema: 1\nid: {ID}\n---\n\n## What happened\n\n{NOTICE}\n\nIt broke.\n")
    found = find_document(project, name)
    assert awaiting_review(found) == ["What happened"]
    assert accept(project, found, ["what happened"]) == ["What happened"]
    assert NOTICE not in edition.read_text() and NOTICE in _text(project)


@pytest.mark.parametrize("name", [ID, f"{ID}.md", f"postmortems/{ID}.md", "refund-policy"])
def test_find_document_finds_the_post_mortem(project: Project, name: str) -> None:
    assert find_document(project, name).path == f"postmortems/{ID}.md"


def test_a_post_mortem_whose_id_contains_external_is_not_an_edition(project: Project) -> None:
    path = project.folder / "2026-03-01-external-audit.md"
    path.write_text(_text(project).replace(ID, path.stem))
    assert find_document(project, path.stem).path == f"postmortems/{path.name}"


SHARED = write_shared_notice({"m1": ["Summary", "Immediate cause", "Mitigation"], "": ["Impact"]})
BELOW_SHARED = f"\n{SHARED}\n{BODY}".replace(f"{NOTICE}\n\nIt broke", "It broke").replace(
    f"{NOTICE}\n\nA prompt", "A prompt"
)
RECORD = "drafted:\n  m1: [Summary, Immediate cause, Mitigation]\n  assembled: {Impact: 77ab12cd}\n"
DRAFTED = FRONT.replace("causes:\n", f"{RECORD}causes:\n", 1)


def test_accept_takes_names_off_the_notice_that_sections_share(tmp_path: Path) -> None:
    project = make_project(tmp_path, front=DRAFTED, body=BELOW_SHARED)
    waiting = ["Summary", "Immediate cause", "House notes", "Impact", "Mitigation"]
    assert awaiting_review(project.document(ID)) == waiting
    before = _text(project)
    assert accept(project, project.document(ID), ["tl;dr", "Impact"]) == ["Summary", "Impact"]
    left = write_shared_notice({"m1": ["Immediate cause", "Mitigation"]})
    assert _text(project).replace(left, SHARED) == before
    # A name that is left of a section that was deleted can be taken off as well.
    assert accept(project, project.document(ID), ["Mitigation"]) == ["Mitigation"]
    accept(project, project.document(ID), awaiting_review(project.document(ID)))
    assert _text(project) == f"{DRAFTED}{BODY}".replace(f"{NOTICE}\n\n", "")


@pytest.mark.parametrize(
    ("notice", "heading", "name", "reason"),
    [
        (SHARED.partition("cause, ")[0], "Impact", "Impact", "does not say which sections it covers"),
        (SHARED, "What it did to users", "What it did to users", "does not name `What it did to users`"),
    ],
)
def test_accept_refuses_what_a_notice_may_cover_without_naming_it(
    tmp_path: Path, notice: str, heading: str, name: str, reason: str
) -> None:
    body = f"\n{notice}\n\n## Summary\n\nIt broke.\n\n## {heading}\n\nTwelve users.\n"
    project = make_project(tmp_path, front=DRAFTED, body=body)
    before = _text(project)
    assert name in awaiting_review(project.document(ID))
    with pytest.raises(AfterwordError, match=reason):
        accept(project, project.document(ID), ["Summary", name])
    assert _text(project) == before
