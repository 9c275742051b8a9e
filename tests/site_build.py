"""A site that a test builds as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from in_process import afterword

NOW = "2026-05-01T12:00:00Z"


def build(root: Path, *options: str, search: str = "pagefind", address: str = "") -> Path:
    """Build the site of a project's post-mortems, as published at an address; returns its folder."""
    url = f", url: {address}" if address else ""
    (root / "afterword.yml").write_text(f"tracker: local\nsite: {{search: {search}{url}}}\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AFTERWORD_NOW", NOW)
        done = afterword("site", "build", *options, cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "build" / "site"


def build_by_a_process(root: Path, seed: int) -> dict[str, bytes]:
    """Build the site in a process whose sets have an order of their own; returns what it wrote, by path."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    subprocess.run([sys.executable, "-m", "afterword", "site", "build"], env=environment, cwd=root, check=True)
    site = root / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
