"""Suites in the evidence folder."""

from __future__ import annotations

from pathlib import Path

from afterword.evalcases.suite_case import SuiteCase
from afterword.evidence.source_redactor import SourceRedactor
from afterword.evidence.suites import read_suites, write_suite
from afterword.redaction import Redactor


def test_cases_come_back_redacted(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems" / "2026-02-10-x"
    folder.parent.mkdir()
    case = SuiteCase(
        "my suite.yaml", "a", "I am jo@mail-provider.net\u2028", ({"contains-any": ["a", "b"]},), (), ("cost",)
    )
    name, missing = write_suite(folder, [case], SourceRedactor(Redactor()))
    assert (name.startswith("suites/my-suite-yaml-"), missing) == (True, 0)
    (read,) = read_suites(folder)
    assert (read.input.strip(), read.must, read.others) == (
        "I am [email 1]",
        ({"contains-any": ["a", "b"]},),
        ("cost",),
    )


def test_line_that_is_no_case_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "2026-02-10-x"
    (folder / "suites").mkdir(parents=True)
    deep = "[" * 100_000
    good = '{"suite": "s", "case": "c", "input": "i", "must": [], "must_not": [], "others": []}'
    (folder / "suites" / "s.jsonl").write_text(f'{deep}\n{{}}\n[]\n{{"suite": 1}}\n{good}\n')
    assert [case.name for case in read_suites(folder)] == ["c"]
