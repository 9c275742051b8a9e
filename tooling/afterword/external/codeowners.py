"""Who has to approve external editions, as GitHub reads `CODEOWNERS`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from afterword.postmortem.files import read_regular

LOCATIONS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for the file; the first that exists counts."""
_MAX_BYTES = 3_000_000
"""GitHub reads no larger one."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners of a file by the last line that matches it; `line` counts from 1."""

    names: tuple[str, ...]
    line: int


def find_owners(root: Path, path: str) -> tuple[str, Owners | None]:
    """Return where the repository's CODEOWNERS is, empty if there is none, and the owners of a path.

    Raises:
        AfterwordError: the file cannot be read.
    """
    location = next((one for one in LOCATIONS if os.path.lexists(root / one)), "")
    if not location:
        return "", None
    data = read_regular(root / location, _MAX_BYTES, shown_as=location, root=root)
    return location, match_owners(data.decode("utf-8", "replace"), path)


def match_owners(text: str, path: str) -> Owners | None:
    """Return the owners of a path; None if no line matches, no names if the last line that matches has none."""
    found = None
    for number, line in enumerate(text.splitlines(), 1):
        pattern, *names = line.partition(" #")[0].split() or [""]
        if pattern and not pattern.startswith("#") and _matcher(pattern).fullmatch(path):
            found = Owners(tuple(names), number)
    return found


def propose_line(folder: str, approvers: tuple[str, ...]) -> str:
    """Return the line that makes the approvers the owners of a folder's external editions."""
    names = " ".join(name if name.startswith("@") or "@" in name else f"@{name}" for name in approvers)
    return f"/{folder.strip('/')}/*.external.md {names or '@your-org/those-who-approve'}"


def _matcher(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of CODEOWNERS: those of gitignore without negation and ranges."""
    anchored = "/" in pattern.rstrip("/")
    body = ""
    for part in re.split(r"(\*\*/?|\*|\?)", pattern.strip("/")):
        body += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    # A folder matches everything in it, but `docs/*` only what is directly in it.
    below = "" if pattern.endswith("*") and not pattern.endswith("**") else "(?:/.*)?"
    below = "/.*" if pattern.endswith("/") else below
    return re.compile(("" if anchored else "(?:.*/)?") + body + below)
