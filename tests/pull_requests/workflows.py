"""The workflow files of this repository, read for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from afterword import init

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
TEMPLATES = Path(init.__file__).parent / "templates"
ACTION = ROOT / "actions" / "run" / "action.yml"
REUSABLE = (
    "check",
    "draft",
    "evals",
    "incident",
    "quarantine",
    "recall",
    "replies",
    "retro",
    "review",
    "schedule",
    "site",
    "sync",
)
CALLERS = (
    "afterword-evals",
    "afterword-evals-nightly",
    "afterword-incident",
    "afterword-main",
    "afterword-pull-request",
    "afterword-replies",
    "afterword-schedule",
)

LOCKS = ("requirements.lock", "requirements-github.lock", "requirements-llm.lock")
"""All that the package can need, what jobs with a token need, and what the job with the key needs."""

PINS = {
    # Which version a digest is was read from public repositories that pin the same; no test asks GitHub.
    "actions/attest": ("1e69f48acb82d1966a394da916b4c1698aa569d6", "v4.2.2"),
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/create-github-app-token": ("bcd2ba49218906704ab6c1aa796996da409d3eb1", "v3.2.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/setup-python": ("ece7cb06caefa5fff74198d8649806c4678c61a1", "v6.3.0"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "github/codeql-action": ("8aad20d150bbac5944a9f9d289da16a4b0d87c1e", "v4.36.2"),
    "ossf/scorecard-action": ("4eaacf0543bb3f2c246792bd56e8cdeffafb205a", "v2.4.3"),
    "pypa/gh-action-pypi-publish": ("dc37677b2e1c63e2034f94d8a5b11f265b73ba33", "v1.14.2"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
}
"""The one table of pins; every `uses` must agree with it."""


def load(path: Path) -> Any:
    """A YAML file as plain values."""
    return YAML(typ="safe").load(path)


def workflow(name: str) -> Any:
    """A workflow by its file's stem."""
    return load(FOLDER / f"{name}.yml")


def steps() -> list[tuple[str, dict[str, Any]]]:
    """Every step of every workflow and of the action, with where it is."""
    found = [("action", step) for step in load(ACTION)["runs"]["steps"]]
    for path in sorted(FOLDER.glob("*.yml")):
        for job, body in load(path)["jobs"].items():
            found += [(f"{path.stem}/{job}", step) for step in body.get("steps", ())]
    return found


_GUIDES = {"afterword": "github-enterprise-server", "afterword-draft": "keep-the-key-in-an-environment"}


def of_the_guide(name: str) -> str:
    """The workflow that a guide tells to write, by its file's stem."""
    guide = (ROOT / "docs" / "how-to" / f"{_GUIDES[name]}.md").read_text()
    (text,) = [block.split("```\n")[0] for block in guide.split("```yaml\n")[1:] if block.startswith("name:")]
    return text
