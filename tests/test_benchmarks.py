"""Each benchmark runs to its end and prints its figures; how long it takes is not tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from browser import find_chromium

FOLDER = Path(__file__).parents[1] / "benchmarks"
SMALL = {
    "startup": ("1",),
    "parse": ("3", "1"),
    "check": ("3", "1", "1"),
    "redact": ("5",),
    "collect": ("50", "50"),
    "track": ("3", "2", "10", "5"),
    "site": ("3", "1", "4"),
    "browsing": ("12", "1"),
    "evals": ("20", "2", "4", "5"),
    "recall": ("3", "5", "1"),
    "similar": (),
    "truth": ("1",),
}
"""Sizes that take seconds."""


@pytest.mark.needs_posix
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.needs_browser] * (name == "browsing")) for name in SMALL]
)
def test_a_benchmark_runs_to_its_end(name: str, tmp_path: Path) -> None:
    if name == "browsing":
        find_chromium()
    done = subprocess.run(
        [sys.executable, str(FOLDER / f"{name}.py"), *SMALL[name]],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    header, _, *rows = done.stdout.splitlines()
    assert header == "| Figure | Value | Target |"
    assert rows
    assert [row for row in rows if row.count("|") != 4] == []


def test_every_benchmark_is_run_by_make_bench_and_here() -> None:
    run = (FOLDER / "run.py").read_text(encoding="utf-8")
    scripts = {path.stem for path in FOLDER.glob("*.py")} - {"run", "figures"}
    assert scripts == set(SMALL)
    assert [name for name in scripts if f'"{name}"' not in run] == []
