"""How long the command line takes to answer, beside Python importing click, in turn in the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
AFTERWORD = Path(sys.executable).with_name("afterword")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and the median of the ratios."""
    peer = [sys.executable, "-c", "import click"]
    for name, command in (("--version", [str(AFTERWORD), "--version"]), ("--help", [str(AFTERWORD), "--help"])):
        pairs = [(_seconds(command), _seconds(peer)) for _ in range(ROUNDS + 1)][1:]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"afterword {name:<10} {ours * 1000:6.0f} ms   import click {theirs * 1000:6.0f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
