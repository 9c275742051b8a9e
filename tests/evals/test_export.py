"""Writing an export, and seeing that one is stale."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evals.documents import CASE, ID, text

from afterword.evals.export import FORMATS, make_export, stale_files, write_export
from afterword.project import Project


def project(folder: Path, *blocks: str) -> Project:
    (folder / "postmortems").mkdir(exist_ok=True)
    (folder / "postmortems" / f"{ID}.md").write_text(text(*blocks), encoding="utf-8")
    return Project.open(folder, {})


@pytest.mark.parametrize("name", FORMATS)
def test_export_is_up_to_date_until_a_case_changes(tmp_path: Path, name: str) -> None:
    opened = project(tmp_path, CASE)
    export = make_export(opened, opened.documents, name)
    folder = tmp_path / "evals"
    assert stale_files(export, folder) == write_export(export, folder) == list(export.files)
    assert write_export(export, folder) == stale_files(export, folder) == []
    for file in folder.iterdir():  # as git checks out on Windows
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert stale_files(export, folder) == []
    changed = project(tmp_path, CASE.replace("May I", "Can I"))
    later = make_export(changed, changed.documents, name)
    assert len(stale_files(later, folder)) == 1
    (folder / next(iter(export.files))).unlink()
    assert stale_files(export, folder) == [next(iter(export.files))]


def test_cases_that_cannot_be_exported_are_named_with_the_reason(tmp_path: Path) -> None:
    regex = CASE.replace("id: refund", "id: other").replace("contains: 30 days", r"regex: '(3)0\1? days'")
    unreadable = CASE.replace("id: refund", "id: third").replace("contains", "include")
    opened = project(tmp_path, CASE, regex, unreadable)
    export = make_export(opened, opened.documents, "promptfoo")
    assert export.cases == 1
    assert [(one.name.partition("/")[2], one.line, one.reason) for one in export.left_out] == [
        ("other", 25, r"must 1 (regex): JavaScript has no counterpart of `\1`"),
        ("third", 38, "`include` is not a kind of assertion"),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_case_that_judges_its_own_outputs_wrongly_is_left_out(tmp_path: Path, name: str) -> None:
    never = CASE.replace("must: [{contains: 30 days}]", "must_not: [{contains: nothing of this}]")
    accepts = CASE.replace("id: refund", "id: other").replace("contains: 30 days", "contains: days")
    opened = project(tmp_path, never, accepts)
    export = make_export(opened, opened.documents, name)
    assert export.cases == 0
    assert [one.reason.partition(":")[0] for one in export.left_out] == ["fails `evals check`"] * 2
    assert ["never fires" in export.left_out[0].reason, "accepts" in export.left_out[1].reason] == [True, True]


@pytest.mark.parametrize("name", ["promptfoo", "inspect"])
def test_case_that_only_a_model_can_judge_is_left_out(tmp_path: Path, name: str) -> None:
    opened = project(tmp_path, CASE.replace("contains: 30 days", "rubric: polite"))
    export = make_export(opened, opened.documents, name)
    assert (export.cases, [one.reason for one in export.left_out]) == (0, ["only a model can judge it (rubric)"])
