"""Which built files git must ignore, and the lines of `.gitignore` that say so."""

from __future__ import annotations

from pathlib import Path

from afterword import git
from afterword.init.own_site import built_folder
from afterword.postmortem import read_bytes

FILE = ".gitignore"
_BUILT = "build/site/"
"""Where `site build` writes with the `mkdocs.yml` of `init`."""
_BUILT_FOR_CUSTOMERS = "build/external/"
_HEADING = "# The sites that Afterword builds"


def extend(root: Path) -> tuple[str, str] | None:
    """Return the text of `.gitignore` as it is and with the missing lines; None if git ignores the built files.

    Existing lines stay as they are. A file that is not text is left alone.

    Args:
        root: the top of the repository.
    """
    wanted = (built_folder(root) or _BUILT, _BUILT_FOR_CUSTOMERS)
    missing = [line for line in wanted if not git.ignores(root, f"{line}index.html")]
    data = read_bytes(root / FILE)
    if not missing or (data is None and (root / FILE).exists()):
        return None
    try:
        before = (data or b"").decode("utf-8")
    except UnicodeDecodeError:
        return None
    end = "\r\n" if "\r\n" in before else "\n"
    lines = [*([""] if before.strip() else []), _HEADING, *missing]
    return before, (before if before.endswith(end) or not before else before + end) + end.join((*lines, ""))
