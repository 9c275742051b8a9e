"""The reference of the workflows: inputs, secrets, and the permissions of each job."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def as_markdown(root: Path) -> list[str]:
    """Return the page, from its first paragraph on.

    Args:
        root: folder of the repository, with `.github/workflows`.
    """
    from ruamel.yaml import YAML

    lines = [
        "The reusable workflows, which the workflows that `afterword init` adds call. A workflow has no permission",
        "but those of its jobs. [Set up GitHub](../how-to/set-up-github.md) says what each job does.",
        "",
    ]
    for path in sorted((root / ".github" / "workflows").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        body = YAML(typ="safe", pure=True).load(text)
        if "workflow_call" in body["on"]:
            lines += [f"## `{path.name}`", "", *_comment(text), "", *_one(body), ""]
    return lines


def _comment(text: str) -> list[str]:
    lines = text.split("\n")
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [line.removeprefix("#").strip() for line in lines[:end]]


def _one(body: Any) -> list[str]:
    call = body["on"]["workflow_call"] or {}
    lines = []
    if inputs := call.get("inputs"):
        lines += ["| Input | Value | Meaning |", "|---|---|---|"]
        lines += [f"| `{name}` | {_value(one)} | {_described(one)} |" for name, one in inputs.items()]
        lines.append("")
    if secrets := call.get("secrets"):
        lines += ["| Secret | Meaning |", "|---|---|"]
        lines += [f"| `{name}` | {_described(one)} |" for name, one in secrets.items()]
        lines.append("")
    lines += ["| Job | Permissions |", "|---|---|"]
    for name, job in body["jobs"].items():
        rights = ", ".join(f"`{scope}: {level}`" for scope, level in (job.get("permissions") or {}).items())
        lines.append(f"| {name} | {rights or 'none'} |")
    return lines


def _value(one: Any) -> str:
    default = one.get("default")
    shown = str(default).lower() if isinstance(default, bool) else default
    return str(one["type"]) + (f", default `{shown}`" if default not in (None, "") else "")


def _described(one: Any) -> str:
    return str((one or {}).get("description", "")).strip().rstrip(".").replace("|", "\\|").replace("\n", " ")
