"""Files are checked by several processes as one would check them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from afterword.checks import check, check_files
from afterword.errors import AfterwordError
from afterword.project import Project
from checks.good import GOOD, ID, collect

FILES = 130


@pytest.fixture
def many(open_project: Callable[..., Project]) -> Project:
    """A project of which every third document has a defect, and all share two issues."""
    project = open_project()
    collect(project.root)
    for number in range(FILES):
        name = f"{ID}-{number:03}"
        text = GOOD.replace(ID, name)
        text = text.replace("SEV2", "SEV9", 1) if number % 3 == 0 else text
        (project.folder / f"{name}.md").write_text(text)
    return project


def test_the_report_is_the_same_with_any_number_of_processes(many: Project) -> None:
    alone = check(many.documents, many)
    assert sum(finding.rule == "AW507" for finding in alone.findings) == 2 * (FILES - 1)
    assert alone.documents == FILES
    assert [(skipped.rule, skipped.documents) for skipped in alone.skipped] == [
        (rule, FILES) for rule in ("AW402", "AW511", "AW701", "AW803")
    ]
    for processes in (1, 2, None):
        assert check_files(many, many.paths, processes) == alone


def test_a_wrong_setting_is_reported_before_any_file_is_read(many: Project, env: dict[str, str]) -> None:
    (many.root / "afterword.yml").write_text("checks: {rules: {AW999: off}}\n")
    project = Project.open(many.root, env)
    with pytest.raises(AfterwordError, match="AW999"):
        check_files(project, project.paths, 2)


@pytest.mark.skipif(sys.platform != "linux", reason="only a forked process has the defect that is made here")
def test_a_process_that_is_lost_is_an_error(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.checks.parallel.read_file", lambda *_: os._exit(9))
    with pytest.raises(AfterwordError, match="was ended from outside"):
        check_files(many, many.paths, 2)


def test_no_files_are_no_findings(open_project: Callable[..., Project]) -> None:
    report = check_files(open_project(), [])
    assert (report.findings, report.documents, report.skipped) == ((), 0, ())
