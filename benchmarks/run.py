"""Run every benchmark to its end, print the tables, and keep them in `build/bench.md`.

A benchmark that fails is named, and the others still run.

    python benchmarks/run.py [name ...]
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent
KEPT = FOLDER.parent / "build" / "bench.md"
NAMES = (
    "startup",
    "parse",
    "check",
    "redact",
    "collect",
    "track",
    "site",
    "browsing",
    "evals",
    "recall",
    "similar",
    "truth",
)


def main(*names: str) -> int:
    """Return the exit code: 1 if a benchmark failed."""
    failed: list[str] = []
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("w", encoding="utf-8") as kept:

        def say(line: str) -> None:
            print(line, flush=True)
            print(line, file=kept, flush=True)

        say(f"# Benchmarks\n\nPython {platform.python_version()}, {os.cpu_count()} processors.")
        for name in names or NAMES:
            say(f"\n## {name}\n")
            started = time.monotonic()
            with subprocess.Popen(
                [sys.executable, str(FOLDER / f"{name}.py")], stdout=subprocess.PIPE, text=True
            ) as process:
                for line in process.stdout or ():
                    say(line.rstrip("\n"))
            if process.returncode:
                failed.append(name)
            say(f"\n{'Failed' if process.returncode else 'Done'} after {time.monotonic() - started:.0f} s.")
        if failed:
            say(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
