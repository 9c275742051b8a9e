"""The steps of the demo: real commands on the copy, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword.project import Project


@dataclass(frozen=True, slots=True)
class Step:
    """A command of the demo: its arguments, its exit code, all of its output, and the line that says how it ended."""

    arguments: tuple[str, ...]
    code: int
    output: str
    verdict: str


def run_steps(target: Path, env: Mapping[str, str]) -> Iterator[Step]:
    """Draft, check, track and publish what is in a folder, without GitHub and without a model.

    Args:
        target: the demo's folder.
        env: the environment; of it nothing that reaches GitHub or a model is passed on.
    """
    env = {name: value for name, value in env.items() if not name.startswith(("OPENAI_", "GITHUB_"))}
    env |= {"AFTERWORD_TRACKER": "local", "PYTHONSAFEPATH": "1"}
    drafts = [document.id for document in Project.open(target, env).documents if document.front.status == "draft"]
    build = ("site", "build", "--offline")
    for step in (*(("draft", one) for one in drafts), ("check",), ("sync",), ("sync",), build):
        done = subprocess.run(
            [sys.executable, "-m", "afterword", "-C", str(target), *step],
            env=env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        lines = [one for one in done.stdout.splitlines() if one.strip() and not one.startswith(("Next:", " "))]
        yield Step(step, done.returncode, (done.stdout + done.stderr).rstrip(), lines[-1] if lines else "done")
