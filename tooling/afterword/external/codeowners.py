"""Who has to approve external editions, as GitHub reads `CODEOWNERS`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for the file; the first that exists counts."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns a file by the last line that fits it; `line` counts from 1."""

    names: tuple[str, ...]
    line: int


def owners(text: str, path: str) -> Owners | None:
    """Who owns a path; None where no line fits, and without names where the last line that fits gives it to nobody."""
    found = None
    for number, line in enumerate(text.splitlines(), 1):
        pattern, *names = line.partition(" #")[0].split() or [""]
        if pattern and not pattern.startswith("#") and _matcher(pattern).fullmatch(path):
            found = Owners(tuple(names), number)
    return found


def line_for(folder: str, approvers: tuple[str, ...]) -> str:
    """The line that gives the external editions of a folder to those who approve them."""
    names = " ".join(name if name.startswith("@") or "@" in name else f"@{name}" for name in approvers)
    return f"/{folder.strip('/')}/*.external.md {names or '@your-org/those-who-approve'}"


def _matcher(pattern: str) -> re.Pattern[str]:
    """A pattern of CODEOWNERS, which are those of gitignore without negation and ranges."""
    anchored = "/" in pattern.rstrip("/")
    body = ""
    for part in re.split(r"(\*\*/?|\*|\?)", pattern.strip("/")):
        body += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    # A folder stands for all that it holds, but `docs/*` only for what lies right in it.
    below = "" if pattern.endswith("*") and not pattern.endswith("**") else "(?:/.*)?"
    below = "/.*" if pattern.endswith("/") else below
    return re.compile(("" if anchored else "(?:.*/)?") + body + below)
