"""The files that a repository gets: the templates of this package with the repository's own values."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from afterword.config import Config, Way
from afterword.init.conclusions import write_ways

WORKFLOWS = ".github/workflows/"
_TEMPLATES = Path(__file__).with_name("templates")
_USES = re.compile(r"^( *uses: )\$/(\.github/workflows/[a-z-]+\.yml)$", re.MULTILINE)
_PINNED = re.compile(
    r"^ *uses: (?P<name>[\w.-]+/[\w.-]+)/\.github/workflows/[a-z-]+\.yml@(?P<commit>[0-9a-f]{40})"
    r"(?: +# *(?P<version>\S+))?\s*$",
    re.MULTILINE,
)
_BRANCH = re.compile(r"^ *branches: \[(?:([A-Za-z][\w./-]*)|'((?:[^'\n]|'')+)')\]\r?$", re.MULTILINE)
_PARTS = {
    "evals": (f"{WORKFLOWS}afterword-evals",),
    "workflows": (WORKFLOWS, ".github/dependabot.yml"),
    "github": (".github/ISSUE_TEMPLATE/", ".github/CODEOWNERS", ".github/afterword-ruleset.json"),
    "site": ("mkdocs.yml", "docs/index.md"),
    "agents": (".agents/", "AGENTS.md"),
}  # fmt: skip
"""Parts that can be left out; a file belongs to the first. Settings, folder and handbook are always added."""
_TEAM = re.compile(r"@your-org/[a-z-]+")
_MODEL = re.compile(r"^# llm:\n#   model: \S+ +(#.*)$", re.MULTILINE)
_SITE_JOB = re.compile(r"^  site:\n(?:    .+\n)+\n", re.MULTILINE)
_DAILY_JOB = re.compile(r"^  daily:\n(?:    .+\n)+", re.MULTILINE)

ELSEWHERE = {
    f"{WORKFLOWS}afterword-evals.yml": (f"{WORKFLOWS}evals.yml", f"{WORKFLOWS}evals.yaml"),
    f"{WORKFLOWS}afterword-evals-nightly.yml": (f"{WORKFLOWS}evals-nightly.yml", f"{WORKFLOWS}evals-nightly.yaml"),
    # GitHub uses the first that it finds: an empty one of ours would switch theirs off.
    ".github/CODEOWNERS": ("CODEOWNERS", "docs/CODEOWNERS"),
    ".github/dependabot.yml": (".github/dependabot.yaml",),
    ".github/ISSUE_TEMPLATE/incident.yml": (".github/ISSUE_TEMPLATE/incident.yaml",),
    ".github/ISSUE_TEMPLATE/postmortem.yml": (".github/ISSUE_TEMPLATE/postmortem.yaml",),
    "mkdocs.yml": ("mkdocs.yaml",),
    "docs/index.md": ("docs/README.md",),
}  # fmt: skip
"""Where else a repository may have a file with the same job; the case of letters does not matter."""

FORMER_CHECKLIST = ".github/pull_request_template.md"
"""What earlier versions added: the checklist is in the pull request of each post-mortem now."""
FORMER_CHECKLIST_BEGINS = "<!-- For a post-mortem; delete it otherwise. -->"


@dataclass(frozen=True, slots=True)
class Pin:
    """The source of the workflows: `owner/name`, a commit with all its digits, and its version."""

    repository: str
    commit: str
    version: str

    PATTERN = re.compile(
        r"(?P<name>[A-Za-z0-9-]+/[A-Za-z0-9._-]+)@(?P<commit>[0-9a-f]{40})(?:#(?P<version>v?[\w.-]+))?"
    )

    @classmethod
    def parse(cls, text: str, version: str) -> Pin | None:
        """Read `owner/name@commit`, with `#version` if it is not that of this tool; None if it is something else."""
        match = cls.PATTERN.fullmatch(text.strip())
        return cls(match["name"], match["commit"], match["version"] or version) if match else None

    @classmethod
    def found_in(cls, text: str) -> Pin | None:
        """Find the pin of a workflow, which Dependabot may have moved; None if it has none."""
        match = _PINNED.search(text)
        return cls(match["name"], match["commit"], match["version"] or "") if match else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a repository wants to have.

    Attributes:
        branch: its default branch.
        pin: the source of the workflows; None for no workflows.
        without: parts that are left out.
        folder: of the post-mortems.
        owner: of the repository, a user or an organisation; empty if it is not known.
        conclusions: how the sections that conclude are written.
        model: the name of the model that drafts; empty for none.
        has_github: whether it is on GitHub; otherwise action items are tracked in its own files.
        has_external: whether customers get reports.
    """

    branch: str
    pin: Pin | None
    without: frozenset[str] = frozenset()
    folder: str = "postmortems"
    owner: str = ""
    conclusions: Way = "draft"
    model: str = ""
    has_github: bool = True
    has_external: bool = False


def fill_templates(choices: Choices, existing: dict[str, str]) -> dict[str, str]:
    """Return the text of every file, by path.

    Args:
        choices: what the repository wants to have.
        existing: text of the files that exist, by path: a workflow keeps its pin.
    """
    found: dict[str, str] = {}
    for path, text in sorted(_templates().items()):
        part = next((name for name, places in _PARTS.items() if path.startswith(places)), "postmortems")
        if part in choices.without or (path.startswith(WORKFLOWS) and choices.pin is None):
            continue
        own = Pin.found_in(existing.get(path, "")) if path.startswith(WORKFLOWS) else None
        target = re.sub("^postmortems/", f"{choices.folder}/", path)
        found[target] = _filled(path, text, replace(choices, pin=own or choices.pin))
    return found


def parts_without_use(config: Config) -> frozenset[str]:
    """Return the parts that the settings give no work: the workflows of evals ask with the prompts that they name."""
    return frozenset() if config.evals.prompts else frozenset({"evals"})


def branch_of(workflow: str) -> str:
    """Return the branch that a workflow of ours runs for; empty if it names none or several."""
    match = _BRANCH.search(workflow)
    return match[1] or match[2].replace("''", "'") if match else ""


def _filled(path: str, text: str, choices: Choices) -> str:
    if path.startswith(WORKFLOWS):
        assert choices.pin is not None
        pin = choices.pin
        comment = f" # {pin.version}" if pin.version else ""
        text = _USES.sub(rf"\g<1>{pin.repository}/\g<2>@{pin.commit}{comment}", text)
        text = text.replace("branches: [main]", f"branches: [{_yaml(choices.branch)}]")
        text = text.replace('"postmortems/**"', f'"{choices.folder}/**"')
        if "site" in choices.without:
            text = _SITE_JOB.sub("", text)
            text = _DAILY_JOB.sub(r"\g<0>    with:\n      site: false # which is not deployed\n", text)
    if path == ".github/CODEOWNERS":
        # Without an owner the lines stay comments: GitHub obeys none that names somebody unknown.
        text = (
            _TEAM.sub(f"@{choices.owner}", text) if choices.owner else re.sub("^(?!#)", "# ", text, flags=re.MULTILINE)
        )
    if path == "afterword.yml":
        if choices.model:
            text = _MODEL.sub(lambda line: f"llm:\n  model: {json.dumps(choices.model)} {line[1]}", text)
        if not choices.has_github:
            text += "tracker: local # in the files; delete this line once the repository is on GitHub\n"
        if choices.has_external:
            text += "external:\n  name: Incident reports # for customers; add `url` once they are published\n"
        text += write_ways(choices.conclusions)
    if choices.folder == "postmortems":
        return text
    if path == "afterword.yml":
        text += f"postmortems: {choices.folder}\n"
    if path == "postmortems/README.md":
        text = text.replace("](../", "](" + "../" * len(choices.folder.split("/")))
    if path == ".github/CODEOWNERS":
        text = re.sub(r"^(# )?postmortems/", rf"\g<1>{choices.folder}/", text, flags=re.MULTILINE)
    return text


def _yaml(text: str) -> str:
    """Write a branch's name as a YAML scalar within brackets."""
    return text if re.fullmatch(r"[A-Za-z][\w./-]*", text) else "'" + text.replace("'", "''") + "'"


def _templates() -> dict[str, str]:
    paths = (path for path in _TEMPLATES.rglob("*") if path.is_file())
    return {path.relative_to(_TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in paths}
