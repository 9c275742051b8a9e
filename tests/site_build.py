"""A site that a test builds as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NOW = "2026-05-01T12:00:00Z"


def build(root: Path, *options: str, search: str = "pagefind", address: str = "") -> Path:
    """Build the site of a project's post-mortems, as published at an address; returns its folder."""
    url = f", url: {address}" if address else ""
    (root / "afterword.yml").write_text(f"tracker: local\nsite: {{search: {search}{url}}}\n")
    command = [sys.executable, "-m", "afterword", "-C", str(root), "site", "build", *options]
    environment = {**os.environ, "AFTERWORD_NOW": NOW}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return root / "build" / "site"
