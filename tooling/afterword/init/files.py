"""What a repository gets: the templates of this package, with its own values in them. Pure but for reading them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

WORKFLOWS = ".github/workflows/"
_USES = re.compile(r"^( *uses: )\$/(\.github/workflows/[a-z-]+\.yml)$", re.MULTILINE)
_PINNED = re.compile(
    r"^ *uses: (?P<name>[\w.-]+/[\w.-]+)/\.github/workflows/[a-z-]+\.yml@(?P<commit>[0-9a-f]{40})"
    r"(?: +# *(?P<version>\S+))?\s*$",
    re.MULTILINE,
)
_BRANCH = re.compile(r"^ *branches: \[(?:([A-Za-z][\w./-]*)|'((?:[^'\n]|'')+)')\]\r?$", re.MULTILINE)
_PARTS = {
    "workflows": (WORKFLOWS, ".github/dependabot.yml"),
    "github": (".github/ISSUE_TEMPLATE/", ".github/pull_request_template.md", ".github/CODEOWNERS",
               ".github/afterword-ruleset.json"),
    "site": ("mkdocs.yml", "docs/index.md"),
}  # fmt: skip
"""Parts that can be left out. Settings, folder and handbook are always there."""
_SITE_JOB = re.compile(r"^  site:\n(?:    .+\n)+\n", re.MULTILINE)
_DAILY_JOB = re.compile(r"^  daily:\n(?:    .+\n)+", re.MULTILINE)

ELSEWHERE = {
    # GitHub takes the first that it finds: an empty one of ours would switch theirs off.
    ".github/CODEOWNERS": ("CODEOWNERS", "docs/CODEOWNERS"),
    ".github/pull_request_template.md": (
        "pull_request_template.md", "pull_request_template.txt", ".github/pull_request_template.txt",
        ".github/pull_request_template", "pull_request_template", "docs/pull_request_template.md",
    ),
    ".github/dependabot.yml": (".github/dependabot.yaml",),
    ".github/ISSUE_TEMPLATE/incident.yml": (".github/ISSUE_TEMPLATE/incident.yaml",),
    "mkdocs.yml": ("mkdocs.yaml",),
    "docs/index.md": ("docs/README.md",),
}  # fmt: skip
"""Where else a repository may have what a file of ours does; upper and lower case are one."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where the workflows are: `owner/name`, a commit in full, and the version that it is."""

    repository: str
    commit: str
    version: str

    PATTERN = re.compile(
        r"(?P<name>[A-Za-z0-9-]+/[A-Za-z0-9._-]+)@(?P<commit>[0-9a-f]{40})(?:#(?P<version>v?[\w.-]+))?"
    )

    @classmethod
    def parse(cls, text: str, version: str) -> Pin | None:
        """`owner/name@commit`, with `#version` where it is not that of this tool; None where it is something else."""
        match = cls.PATTERN.fullmatch(text.strip())
        return cls(match["name"], match["commit"], match["version"] or version) if match else None

    @classmethod
    def found_in(cls, text: str) -> Pin | None:
        """The pin that a workflow has, which Dependabot may have moved; None where it has none."""
        match = _PINNED.search(text)
        return cls(match["name"], match["commit"], match["version"] or "") if match else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a repository is to have.

    Attributes:
        branch: its default branch.
        pin: where the workflows are; None to do without workflows.
        without: parts that are left out.
        folder: of the post-mortems.
    """

    branch: str
    pin: Pin | None
    without: frozenset[str] = frozenset()
    folder: str = "postmortems"


def wanted_files(wanted: Wanted, there: dict[str, str]) -> dict[str, str]:
    """The text of every file, by path.

    Args:
        wanted: what the repository is to have.
        there: files that are there, by path: a workflow keeps its pin.
    """
    found: dict[str, str] = {}
    for path, text in sorted(_templates().items()):
        part = next((name for name, places in _PARTS.items() if path.startswith(places)), "postmortems")
        if part in wanted.without or (part == "workflows" and wanted.pin is None):
            continue
        own = Pin.found_in(there.get(path, "")) if path.startswith(WORKFLOWS) else None
        found[path.replace("postmortems/", f"{wanted.folder}/", 1) if path.startswith("postmortems/") else path] = (
            _filled(path, text, replace(wanted, pin=own or wanted.pin))
        )
    return found


def branch_of(workflow: str) -> str:
    """The branch that a workflow of ours runs for; empty where it names none or several."""
    match = _BRANCH.search(workflow)
    return match[1] or match[2].replace("''", "'") if match else ""


def _filled(path: str, text: str, wanted: Wanted) -> str:
    if path.startswith(WORKFLOWS):
        assert wanted.pin is not None
        pin = wanted.pin
        said = f" # {pin.version}" if pin.version else ""
        text = _USES.sub(rf"\g<1>{pin.repository}/\g<2>@{pin.commit}{said}", text)
        text = text.replace("branches: [main]", f"branches: [{_yaml(wanted.branch)}]")
        text = text.replace('"postmortems/**"', f'"{wanted.folder}/**"')
        if "site" in wanted.without:
            text = _SITE_JOB.sub("", text)
            text = _DAILY_JOB.sub(r"\g<0>    with:\n      site: false # which is not deployed\n", text)
    if wanted.folder == "postmortems":
        return text
    if path == "afterword.yml":
        text += f"postmortems: {wanted.folder}\n"
    if path == "postmortems/README.md":
        text = text.replace("](../", "](" + "../" * len(wanted.folder.split("/")))
    if path == ".github/CODEOWNERS":
        text = re.sub(r"^# postmortems/", f"# {wanted.folder}/", text, flags=re.MULTILINE)
    return text


def _yaml(text: str) -> str:
    """A branch's name as a YAML scalar within brackets."""
    return text if re.fullmatch(r"[A-Za-z][\w./-]*", text) else "'" + text.replace("'", "''") + "'"


def _templates() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(folder: Traversable, prefix: str) -> None:
        for entry in folder.iterdir():
            if entry.is_dir():
                walk(entry, f"{prefix}{entry.name}/")
            else:
                found[prefix + entry.name] = entry.read_text(encoding="utf-8")

    walk(files("afterword.init") / "templates", "")
    return found
