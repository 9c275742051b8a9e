"""Reading external editions: total, located, and by the same reader as post-mortems."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.cli.main import run
from afterword.postmortem import ProblemKind, find_external_editions, find_post_mortems
from afterword.postmortem.external import ExternalEdition, read, template
from afterword.postmortem.external.outline import EXTERNAL_SECTIONS
from afterword.postmortem.external.schema import REQUIRED, ExternalFrontMatter
from afterword.project import Project
from postmortem.documents import NASTY, STYLES, TEXT, Style

ID = "2026-04-16-bot"
PATH = f"postmortems/{ID}.external.md"
GOOD = f"""---
schema: 1
id: {ID}
edition: external
title: Our assistant promised refunds that we do not offer
status: published
date: 2026-04-16
allow: [ACME Assistant]
---

## What happened

For two hours the assistant gave wrong answers about refunds.

## Who was affected

About 1,200 customers.

## What we did

We returned to the earlier version.

## How we prevent recurrence

Every change is now compared with our policy. Done.
"""


def edition(text: str = GOOD) -> ExternalEdition:
    return read(text.encode(), PATH)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_good_edition_is_read_whole_in_every_style(style: Style) -> None:
    found = read(style.write(GOOD), PATH)
    assert found.problems == ()
    assert found.id == ID
    assert found.front.allowed == ("ACME Assistant",)
    assert str(found.front.date) == "2026-04-16"
    assert [section.kind for section in found.sections] == list(EXTERNAL_SECTIONS)
    assert all(found.is_written(section) for section in found.sections)


DEFECTS = {
    "edition: external": ("edition: internal", ProblemKind.INVALID_VALUE, 4, "did you mean `external`?"),
    "status: published": ("status: live", ProblemKind.INVALID_VALUE, 6, "draft"),
    "date: 2026-04-16": ("date: last week", ProblemKind.INVALID_VALUE, 7, "2026-04-16"),
    "allow: [ACME Assistant]": ("allowed: [x]", ProblemKind.UNKNOWN_KEY, 8, "did you mean `allow`?"),
    f"id: {ID}": ("id: 2026-04-17-bot", ProblemKind.ID_MISMATCH, 3, f"write `id: {ID}`"),
    "title: Our assistant": ("title: a: b", ProblemKind.YAML_MALFORMED, 5, "quotes"),
    "## Who was affected": ("## What happened", ProblemKind.DUPLICATE_HEADING, 15, "merge"),
    "About 1,200 customers.": ("<!-- afterword:derived x -->", ProblemKind.BAD_MARKER, 17, "marker"),
    "schema: 1": ("schema: 2", ProblemKind.INVALID_VALUE, 2, "schema 1"),
}


@pytest.mark.parametrize("old", DEFECTS)
def test_defect_is_one_located_problem(old: str) -> None:
    new, kind, line, remedy = DEFECTS[old]
    found = edition(GOOD.replace(old, new))
    (problem,) = found.problems
    assert (problem.kind, found.line(problem.span)) == (kind, line)
    assert remedy in problem.remedy or remedy in problem.message


def test_section_is_written_if_it_has_more_than_derived_text() -> None:
    derived = "<!-- afterword:derived reach 0123456789ab -->\n\nAbout 1,200 users.\n\n<!-- /afterword:derived -->"
    found = edition(GOOD.replace("About 1,200 customers.", f"<!-- guidance -->\n\n{derived}"))
    assert [found.is_written(section) for section in found.sections] == [True, False, True, True]
    found = edition(GOOD.replace("About 1,200 customers.", f"{derived}\n\nSorry."))
    assert all(found.is_written(section) for section in found.sections)


def test_template_is_an_edition_without_text() -> None:
    found = edition(template.render(ID, "Incident of 16 April 2026", "2026-04-16"))
    assert found.problems == ()
    assert {key for key in REQUIRED if key not in found.tree.values} == set()
    assert [section.kind for section in found.sections] == list(EXTERNAL_SECTIONS)
    assert not any(found.is_written(section) for section in found.sections)


def test_edition_is_found_by_its_id_and_is_not_a_post_mortem(
    tmp_path: Path, open_project: Callable[..., Project]
) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / f"{ID}.external.md").write_text(GOOD)
    (folder / "notes.external.md").write_text("not an edition")
    project = open_project()
    assert find_post_mortems(folder) == [] and project.documents == []
    assert [path.name for path in find_external_editions(folder)] == [f"{ID}.external.md"]
    found = project.edition(ID)
    assert found is not None and found.path == PATH
    assert project.path(found) == folder / f"{ID}.external.md"
    assert project.edition("2026-04-17-other") is None
    assert project.edition(ID) is found, "not read again"
    (folder / f"{ID}.external.md").write_text(GOOD.replace("two hours", "2 hours"))
    assert project.editions[0] is not found


@pytest.mark.parametrize("kind", ["folder", "link", "dangling", "huge", "not utf-8"])
def test_anything_in_place_of_an_edition_is_reported(
    tmp_path: Path, open_project: Callable[..., Project], kind: str
) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    path = folder / f"{ID}.external.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "huge":
        path.write_bytes(b"x" * 1_000_001)
    elif kind == "not utf-8":
        path.write_bytes(GOOD.encode() + b"\xff")
    else:
        (tmp_path / "secret").write_text("---\nid: x\n---\n")
        path.symlink_to(tmp_path / ("secret" if kind == "link" else "gone"))
    found = open_project().edition(ID)
    assert found is not None
    assert [problem.kind for problem in found.problems] == [ProblemKind.UNREADABLE_FILE]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), TEXT), max_size=6), st.sampled_from(STYLES))
def test_reading_never_raises(edits: list[tuple[float, int, str]], style: Style) -> None:
    text = GOOD
    for share, length, new in edits:
        at = int(share * len(text))
        text = text[:at] + new + text[at + length :]
    found = read(style.write(text), PATH)
    for section in found.sections:
        assert isinstance(found.own_text(section), str)


@given(st.lists(st.sampled_from([*NASTY, *GOOD.split("\n")]), max_size=60))
def test_lines_are_read_in_any_order(lines: list[str]) -> None:
    found = edition("---\n" + "\n".join(lines))
    assert sum(map(found.is_written, found.sections)) <= len(found.sections)


def test_schema_is_made_from_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--edition", "external"]) == 0
    schema = json.loads(capsys.readouterr().out)
    keys = [field.alias or name for name, field in ExternalFrontMatter.model_fields.items()]
    assert list(schema["properties"]) == keys
    assert schema["required"] == list(REQUIRED)
    assert run(["schema"]) == 0
    assert "post-mortem" in json.loads(capsys.readouterr().out)["title"]
