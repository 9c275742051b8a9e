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
from afterword.evidence.people import Roles
from afterword.evidence.source import Source
from afterword.times.reader import TimeReader

NEAR = date(2026, 4, 16)


def given(zone: str = "Z", responders: frozenset[str] = frozenset()) -> ReadContext:
    """What a collector is given."""
    return ReadContext(TimeReader(zone, NEAR), Roles(responders), people=responders)


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
    """Time, actor and text of each item."""
    return [(str(item.at or ""), item.actor, item.text) for item in content.items]


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
    return ingest(IngestRequest(paths, people=people, times=TimeReader(zone, NEAR)))
