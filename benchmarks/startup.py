"""How long the command line takes to answer, beside Python importing click, in turn in the same run.

python benchmarks/startup.py [rounds]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, show

AFTERWORD = Path(sys.executable).with_name("afterword")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(rounds: int = 15) -> Iterator[Figure]:
    """Yield the medians and the median of the ratios."""
    peer = [sys.executable, "-c", "import click"]
    for flag in ("--version", "--help"):
        pairs = [(_seconds([str(AFTERWORD), flag]), _seconds(peer)) for _ in range(rounds + 1)][1:]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        yield Figure(f"`afterword {flag}`", f"{ours * 1000:.0f} ms")
        yield Figure("Python with `import click`", f"{theirs * 1000:.0f} ms")
        yield Figure("ratio", f"{statistics.median(one / other for one, other in pairs):.2f}")


if __name__ == "__main__":
    show(main)
