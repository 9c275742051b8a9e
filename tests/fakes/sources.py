"""Sources made on the spot, and collecting from them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from afterword.evidence.builder import NewEvidence
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.people import People
from afterword.evidence.source import Source
from afterword.redaction import Known, Numbering, Redactor
from afterword.times.reader import TimeReader

NEAR = date(2026, 4, 16)


_GIVEN: list[People] = []


def given(zone: str = "Z", responders: frozenset[str] = frozenset()) -> ReadContext:
    """What a collector is given; `shown` shows the persons of the last one."""
    _GIVEN.append(People(_responders(responders)))
    return ReadContext(TimeReader(zone, NEAR), _GIVEN[-1])


def _responders(names: frozenset[str]) -> list[Known]:
    return [Known.by(f"@{name}" if " " not in name else name, "responder") for name in sorted(names)]


def source(name: str, content: str | bytes | Any) -> Source:
    """A file in memory; what is neither text nor bytes is written as JSON."""
    data = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    return Source(name, lambda: data)


def told(content: SourceContent, name: str = "s") -> list[str]:
    """What was not read, as a person sees it."""
    return [place.within(name) for place in content.unread]


def shown(content: SourceContent) -> list[tuple[str, str | None, str]]:
    """Time, actor and text of each item, with roles for persons."""
    people, numbering = _GIVEN[-1], Numbering()
    people.settle()
    return [
        (str(one.at or ""), one.actor and people.of(one.actor, numbering), people.hidden(one.text, numbering))
        for one in content.items
    ]


def tree(folder: Path, files: Mapping[str, Any]) -> Path:
    """A folder with files; what is neither text nor bytes is written as JSON."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source(name, content).data)
    return folder


def archive(path: Path, files: Mapping[str, Any]) -> Path:
    """A zip with files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, source(name, content).data)
    return path


def gather(*paths: Path, people: frozenset[str] = frozenset(), zone: str = "Z") -> NewEvidence:
    """Read and redact paths."""
    return ingest(IngestRequest(paths, times=TimeReader(zone, NEAR), redactor=Redactor(people=_responders(people))))
