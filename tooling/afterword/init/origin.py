"""Where this Afterword comes from: the commit that the workflows of a repository are pinned to."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from afterword import git
from afterword.init.template_files import Pin

_HOST = "github.com"
"""Only there can a caller use the reusable workflows of another repository by `owner/name`."""
_ADDRESS = re.compile(
    r"(?:git\+)?(?:https|ssh)://(?:[^@/\s]+@)?(?P<host>[^/:\s]+)(?::\d+)?/(?P<name>[^/\s]+/[^/\s]+?)(?:\.git)?/?"
)
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where this Afterword comes from.

    Attributes:
        found_in: where that is recorded, for people.
        pin: the commit that workflows can be pinned to; None if there is none.
        why_not: why there is none; empty if there is one.
    """

    found_in: str
    pin: Pin | None = None
    why_not: str = ""


def find_origin() -> Origin:
    """Find out where the installed package comes from, without a network."""
    try:
        recorded = distribution("afterword").read_text("direct_url.json")
    except PackageNotFoundError:
        recorded = None
    return read_origin(recorded)


def read_origin(recorded: str | None) -> Origin:
    """Read what the installer recorded.

    Args:
        recorded: the text of `direct_url.json` (PEP 610); None if there is none, as after an installation from an
            index.
    """
    try:
        body = json.loads(recorded or "{}")
        address, source = str(body.get("url", "")), body.get("vcs_info")
        commit = str(source.get("commit_id", "")) if isinstance(source, dict) else ""
    except (ValueError, AttributeError):
        address, commit = "", ""
    if urlsplit(address).scheme == "file":
        return _of_checkout(Path(url2pathname(unquote(urlsplit(address).path))))
    where = "the record of its installation"
    match = _ADDRESS.fullmatch(address)
    if not commit or match is None:
        return Origin(where, why_not="it does not name a commit of a repository")
    if match["host"] != _HOST:
        return Origin(where, why_not=f"{match['host']} is not {_HOST}")
    if not _COMMIT.fullmatch(commit):
        return Origin(where, why_not="it does not name a whole commit")
    return Origin(where, Pin(match["name"], commit, ""))


def _of_checkout(folder: Path) -> Origin:
    where = f"the checkout {folder}"
    commit = (git.run(folder, "rev-parse", "--verify", "--quiet", "HEAD") or "").strip()
    remote = git.origin(folder)
    if not _COMMIT.fullmatch(commit):
        return Origin(where, why_not="it is not a git repository with a commit")
    if remote is None or remote[0] != _HOST:
        return Origin(where, why_not=f"its `origin` is not on {_HOST}")
    if not (git.run(folder, "branch", "--remotes", "--contains", commit) or "").strip():
        return Origin(where, why_not=f"its commit {commit[:9]} is not pushed")
    tag = (git.run(folder, "describe", "--tags", "--exact-match", "--match", "v[0-9]*", commit) or "").strip()
    return Origin(where, Pin(remote[1], commit, tag))
