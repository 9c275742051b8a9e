"""Suites that were there before the incident: their files `suites/<name>-<digest>.jsonl`, one case a line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from afterword.errors import AfterwordError
from afterword.evalcases.suite_case import SuiteCase
from afterword.evidence.folder import MAX_FILE_BYTES, list_files, prepare, read_text
from afterword.evidence.source_redactor import SourceRedactor
from afterword.postmortem import write_atomically

FOLDER = "suites"
_MAX_TEXT = 2_000
_SLUG = re.compile(r"[^a-z0-9]+")


def write_suite(folder: Path, cases: Sequence[SuiteCase], redactor: SourceRedactor) -> tuple[str, int]:
    """Write the cases of one suite into an evidence folder, redacted.

    Returns:
        The name of the file below the folder, and how many cases were too many for it.
    """
    suite = cases[0].suite
    slug = _SLUG.sub("-", suite.lower()).strip("-")[:40].strip("-") or "suite"
    name = f"{FOLDER}/{slug}-{hashlib.sha256(suite.encode('utf-8', 'replace')).hexdigest()[:8]}.jsonl"
    lines: list[bytes] = []
    size = 0
    for case in cases:
        plain = {
            "suite": case.suite,
            "case": case.name,
            "input": case.input[:_MAX_TEXT],
            "must": list(case.must),
            "must_not": list(case.must_not),
            "others": list(case.others),
        }
        lines.append(
            f"{json.dumps(_redacted(plain, redactor, suite), ensure_ascii=False)}\n".encode("utf-8", "replace")
        )
        size += len(lines[-1])
        if size > MAX_FILE_BYTES:
            lines.pop()
            break
    prepare(folder)
    prepare(folder / FOLDER)
    write_atomically(folder / name, b"".join(lines))
    return name, len(cases) - len(lines)


def read_suites(folder: Path) -> list[SuiteCase]:
    """Read the cases of every suite in an evidence folder; lines that cannot be read are left out."""
    cases = []
    for name in list_files(folder, FOLDER):
        text = ""
        if name.endswith(".jsonl"):
            with suppress(AfterwordError):  # `check` reports files that cannot be read
                text = read_text(folder, name)
        cases += [case for case in map(_read, text.split("\n")) if case]
    return cases


def _read(line: str) -> SuiteCase | None:
    try:
        record = json.loads(line)
        must, must_not = (assertions(record[key]) for key in ("must", "must_not"))
        others = tuple(str(kind) for kind in record["others"])
        return SuiteCase(str(record["suite"]), str(record["case"]), str(record["input"]), must, must_not, others)
    except (ValueError, RecursionError, TypeError, KeyError):
        return None


def assertions(values: Any) -> tuple[dict[str, Any], ...]:
    """Return the mappings of one kind to its value."""
    return tuple(one for one in values if isinstance(one, dict) and len(one) == 1)


def _redacted(value: Any, redactor: SourceRedactor, place: str) -> Any:
    if isinstance(value, str):
        return redactor.text(value, place)
    if isinstance(value, list):
        return [_redacted(one, redactor, place) for one in value]
    if isinstance(value, Mapping):
        return {key: _redacted(one, redactor, place) for key, one in value.items()}
    return value
