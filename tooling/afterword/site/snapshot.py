"""What the tracker last said about action items: `actions.json`, where it has been written.

The file is an answer from outside, so nothing of it is taken for granted: what cannot be read counts as not said, and
the document's own Status cell stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FILE_NAME = "actions.json"
PLACES = (FILE_NAME, f".afterword/{FILE_NAME}")
"""Where it may lie below the project's folder; the first that exists counts."""

_MAX_BYTES = 20_000_000

Status = Literal["open", "done", "not planned"]
_STATUSES: dict[str, Status] = {
    "open": "open",
    "done": "done",
    "closed": "done",
    "completed": "done",
    "not planned": "not planned",
    "not_planned": "not planned",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the tracker says of one action item.

    Attributes:
        status: None where it says nothing that we know.
        url: page of the issue; empty where there is none on the web.
    """

    status: Status | None
    url: str = ""


Snapshot = Mapping[tuple[str, str], Told]
"""By id of the post-mortem and id of the action."""


def read(root: Path) -> Snapshot:
    """The latest snapshot of a project; empty where there is none or it cannot be read."""
    path = next((root / name for name in PLACES if (root / name).is_file()), None)
    if path is None or path.is_symlink():
        return {}
    try:
        if path.stat().st_size > _MAX_BYTES:
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    entries = found.get("actions") if isinstance(found, dict) else found
    if not isinstance(entries, list):
        return {}
    told: dict[tuple[str, str], Told] = {}
    for entry in entries:
        if isinstance(entry, dict):
            names = (entry.get("postmortem") or entry.get("incident"), entry.get("action") or entry.get("id"))
            if all(isinstance(name, str) and name for name in names):
                told[str(names[0]), str(names[1])] = _told(entry)
    return told


def _told(entry: dict[str, object]) -> Told:
    state = str(entry.get("status") or entry.get("state") or "").strip().casefold()
    url = entry.get("url")
    is_web = isinstance(url, str) and url.startswith(("https://", "http://")) and len(url) < 1000
    return Told(_STATUSES.get(state), str(url) if is_web else "")
