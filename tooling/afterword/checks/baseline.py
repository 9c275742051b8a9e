"""The baseline: findings that a project has accepted, so that only other ones are listed and can fail a check.

A project that brings old post-mortems along begins with a required check that passes, and still learns of each new
finding. A finding is the accepted one if its file, rule, message and the text of its line are the same, wherever the
line is now, and its level has not risen. After an edit of its line it is new again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from afterword.checks.registry import BY_ID
from afterword.checks.rule import Finding, Level
from afterword.checks.sources import Sources
from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular, write_atomically

FILE = "afterword-baseline.json"
"""The file beside the settings; it is committed, so a pull request shows what it accepts."""
_MAX_BYTES = 64_000_000
_SEVERITY = list(Level)


class AcceptedFinding(BaseModel):
    """A finding as the baseline keeps it.

    Attributes:
        path: the file, relative to the project.
        rule: the rule's id.
        level: the level when it was accepted.
        message: what was wrong; empty where the rule looks at the clock, as its message changes by itself.
        line: the first 16 hexadecimal digits of the SHA-256 of the line's text; empty if the file has no text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    path: str
    rule: str
    level: Level
    message: str
    line: str


class Baseline(BaseModel):
    """All accepted findings of a project.

    Attributes:
        version: of this form.
        findings: by file and rule.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Literal[1] = 1
    findings: tuple[AcceptedFinding, ...] = Field(default=(), max_length=200_000)


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline.

    Attributes:
        new: those that it does not accept.
        accepted: those that it does.
        left: its entries that no finding needed.
    """

    new: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    left: tuple[AcceptedFinding, ...]


def read_baseline(root: Path) -> Baseline:
    """Read the baseline of a project; empty if there is none.

    Raises:
        AfterwordError: the file cannot be read, or is not a baseline of this version.
    """
    try:
        return Baseline.model_validate_json(read_regular(root / FILE, _MAX_BYTES, shown_as=FILE, root=root))
    except FileNotFoundError:
        return Baseline.model_construct()
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        remedy = "resolve its merge conflict, or delete it and run `afterword check --baseline`"
        message = f"this is not a baseline: {place + ': ' if place else ''}{first['msg']}"
        raise AfterwordError(message, remedy=remedy, path=FILE) from None


def write_baseline(root: Path, baseline: Baseline) -> None:
    """Write the baseline with a line for each finding, in the order of files and rules; delete it if it is empty.

    Raises:
        AfterwordError: the file cannot be written.
    """
    file = root / FILE
    if not baseline.findings:
        file.unlink(missing_ok=True)
        return
    entries = sorted((one.model_dump(mode="json") for one in baseline.findings), key=lambda one: list(one.values()))
    lines = ",\n".join(f"    {json.dumps(entry, ensure_ascii=True)}" for entry in entries)
    write_atomically(file, f'{{\n  "version": 1,\n  "findings": [\n{lines}\n  ]\n}}\n'.encode())


def compare(baseline: Baseline, findings: Iterable[Finding], source_of: Sources) -> Compared:
    """Tell new findings from accepted ones; an entry accepts one finding."""
    open_entries: dict[tuple[str, str, str, str], list[AcceptedFinding]] = {}
    for entry in baseline.findings:
        open_entries.setdefault((entry.path, entry.rule, entry.message, entry.line), []).append(entry)
    places = {(entry.path, entry.rule) for entry in baseline.findings}
    new: list[Finding] = []
    accepted: list[Finding] = []
    for finding in findings:
        matching: list[AcceptedFinding] = []
        if (finding.path, finding.rule) in places and can_be_accepted(finding):
            one = accept(finding, source_of)
            matching = open_entries.get((one.path, one.rule, one.message, one.line), [])
        used = next((entry for entry in matching if not _is_worse(finding.level, entry.level)), None)
        if used is None:
            new.append(finding)
        else:
            matching.remove(used)
            accepted.append(finding)
    return Compared(tuple(new), tuple(accepted), tuple(one for several in open_entries.values() for one in several))


def accept(finding: Finding, source_of: Sources) -> AcceptedFinding:
    """Make the entry of a finding."""
    source = source_of(finding.path)
    line = ""
    if source is not None:
        text = source.readable[source.line_start(finding.line - 1) : source.line_start(finding.line)]
        line = sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:16]
    looks_at_clock = finding.rule in BY_ID and "clock" in BY_ID[finding.rule].needs
    return AcceptedFinding(
        path=finding.path,
        rule=finding.rule,
        level=finding.level,
        message="" if looks_at_clock else finding.message,
        line=line,
    )


def can_be_accepted(finding: Finding) -> bool:
    """Whether the finding may be in a baseline: not one of a rule that nothing switches off, such as secrets."""
    return finding.rule in BY_ID and not BY_ID[finding.rule].absolute


def replace_entries(baseline: Baseline, folder: str, ids: Set[str], entries: Iterable[AcceptedFinding]) -> Baseline:
    """Return the baseline with other entries for the post-mortems of these ids, their editions and their evidence.

    Args:
        baseline: as it is.
        folder: the folder of the post-mortems, relative to the project.
        ids: of the post-mortems that were checked.
        entries: what is accepted of them now.
    """
    others = (one for one in baseline.findings if document_id(one.path, folder) not in ids)
    return Baseline(findings=(*others, *entries))


def document_id(path: str, folder: str) -> str:
    """Return the id of the post-mortem that a file is or belongs to; the path itself if it belongs to none."""
    file = PurePosixPath(path)
    if not file.is_relative_to(folder):
        return path
    return file.relative_to(folder).parts[0].split(".")[0]


def _is_worse(level: Level, than: Level) -> bool:
    return _SEVERITY.index(level) < _SEVERITY.index(than)
