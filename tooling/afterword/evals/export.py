"""Export the eval cases of post-mortems, and see whether an earlier export is stale."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword import git
from afterword.errors import AfterwordError
from afterword.evalcases import read_cases
from afterword.evalcases.case import EvalCase
from afterword.evals.exports.portable import Exporter, LeftOut, NotExported, PortableCase, as_portable
from afterword.evals.try_cases import JUDGED_WRONG, try_cases
from afterword.evidence.people import known_people
from afterword.postmortem import PostMortem, write_atomically
from afterword.postmortem.files import read_regular
from afterword.project import Project
from afterword.redaction import Redactor

FORMATS = {"promptfoo": "promptfoo", "inspect": "inspect_ai", "pytest": "pytest_suite", "jsonl": "jsonl"}
"""The module of each format, by the name that users know."""
_MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Export:
    """What an export writes.

    Attributes:
        files: the text of each file by its name.
        cases: how many cases they have.
        left_out: the cases that they do not have.
    """

    files: Mapping[str, str]
    cases: int
    left_out: tuple[LeftOut, ...]


def make_export(project: Project, documents: Iterable[PostMortem], format_name: str) -> Export:
    """Make the files of a format from every case that can be asked and judged, and judges its own outputs rightly.

    Args:
        project: the project, for what it redacts.
        documents: the post-mortems whose cases are exported.
        format_name: one of `FORMATS`.
    """
    exporter: Exporter = importlib.import_module(f"afterword.evals.exports.{FORMATS[format_name]}").export
    portable: list[PortableCase] = []
    left_out: list[LeftOut] = []
    for document in documents:
        redactor = Redactor(project.config.redaction, known_people(document, git.committers(project.root)))
        for read, tried in zip(read_cases(document), try_cases([document]), strict=True):
            name = f"{document.id}/{read.block.case.id or '?'}"
            wrong = next((one for one in tried.findings if one.rule in JUDGED_WRONG), None)
            if read.case is None:
                problem = next(one for one in read.problems if one.prevents)
                left_out.append(LeftOut(name, document.path, problem.line, problem.message))
            elif wrong:
                left_out.append(LeftOut(name, document.path, wrong.line, f"fails `evals check`: {wrong.message}"))
            else:
                _add(read.case, redactor, exporter, portable, left_out)
    return Export(exporter(portable), len(portable), tuple(left_out))


def _add(
    case: EvalCase, redactor: Redactor, exporter: Exporter, portable: list[PortableCase], left_out: list[LeftOut]
) -> None:
    found = as_portable(case, lambda text: redactor.redact(text).text)
    if isinstance(found, LeftOut):
        left_out.append(found)
        return
    try:
        exporter([found])
    except NotExported as reason:
        left_out.append(LeftOut(case.name, case.path, case.line, str(reason)))
    else:
        portable.append(found)


def stale_files(export: Export, folder: Path) -> list[str]:
    """List the files of an export that a folder lacks, or has with another text; git may have changed line ends."""
    return [name for name, text in export.files.items() if _text(folder / name) != text.encode()]


def is_export(name: str, data: bytes) -> bool:
    """Whether a file of this name is an earlier export."""
    return "afterword" in name or b"afterword" in data[:2_000]


def write_export(export: Export, folder: Path) -> list[str]:
    """Write the files of an export, and return the names of those that changed.

    Raises:
        AfterwordError: a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AfterwordError(f"the folder cannot be made: {error.strerror}", path=str(folder)) from error
    return [name for name, text in export.files.items() if write_atomically(folder / name, text.encode())]


def _text(path: Path) -> bytes | None:
    try:
        return read_regular(path, _MAX_BYTES).replace(b"\r\n", b"\n")
    except FileNotFoundError:
        return None
