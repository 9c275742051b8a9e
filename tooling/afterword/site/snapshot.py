"""What the tracker last said about action items: the snapshot that `afterword sync` leaves behind.

It may be old, or somebody else's: what cannot be read counts as not said, and the document's own Status cell stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.statuses import ActionStatus, is_action_status
from afterword.tracking.snapshot import FILE, read_snapshot

_MAX_URL = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the tracker says of one action item.

    Attributes:
        status: None where it says nothing that we know.
        url: page of the issue; empty where there is none on the web.
    """

    status: ActionStatus | None
    url: str = ""


Snapshot = Mapping[tuple[str, str], Told]
"""By id of the post-mortem and id of the action."""


def read(root: Path) -> Snapshot:
    """The latest snapshot of a project; empty where there is none or it cannot be read."""
    path = root / FILE
    if path.is_symlink() or path.parent.is_symlink():
        return {}
    try:
        found = read_snapshot(path)
    except AfterwordError:
        return {}
    if found is None:
        return {}
    return {
        (one.document, one.action): Told(
            one.status if is_action_status(one.status) else None, _web(one.issue.url) if one.issue else ""
        )
        for one in found.actions
    }


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and len(url) < _MAX_URL else ""
