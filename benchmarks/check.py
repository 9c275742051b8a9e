"""How long `afterword check` takes for 1,000 post-mortems of about 1,200 words, and for one.

Beside it, in the same run and on the same files, markdownlint-cli2, where it is on the PATH or MARKDOWNLINT names it
(`npm install markdownlint-cli2` in a folder outside the repository). Both are run as processes, in turn.

    python benchmarks/check.py [documents] [rounds]
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from parse import generate

AFTERWORD = str(Path(sys.executable).with_name("afterword"))
COLD_ROUNDS = 9
OF_PEER, MEGABYTES, COLD_SECONDS = 1 / 3, 200, 0.5
"""The targets: share of the peer's wall time, memory, and seconds for one file."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process with those that it starts: seconds on the wall and of computing, and the most memory in MB."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def measured(command: list[str], folder: Path) -> Run:
    """Run a command to its end; findings are no failure, anything else is."""
    # As it is once installed: with the compiled modules that Python keeps.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A file of its own for errors: what went wrong is shown.
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=errors)
        most = Sampler(process.pid)
        most.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        most.ended.set()
        most.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            errors.seek(0)
            raise SystemExit(f"{command[0]} ended with {process.returncode}: {errors.read()[-500:].decode()}")
    megabytes = most.megabytes or usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Run(seconds, usage.ru_utime + usage.ru_stime, megabytes)


class Sampler(threading.Thread):
    """Looks at the memory of a process and of its children five times a second; what they share counts once.

    Only Linux tells it; elsewhere it stays at 0.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.megabytes = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        """Sample until the end."""
        while not self.ended.wait(0.2):
            self.megabytes = max(self.megabytes, sum(map(_proportional, _tree(self.pid))) / 1e3)


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _tree(int(child)))]


def _proportional(pid: int) -> int:
    """The memory of a process in kB, with its share of what it has in common with others."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(text.split("\nPss:", 1)[1].split()[0])


def corpus(folder: Path, count: int) -> None:
    """Write generated post-mortems with the evidence files that they name."""
    for number in range(count):
        data = generate(number)
        stem = data.split(b"\nid: ", 1)[1].split(b"\n", 1)[0].decode()
        place = folder / "postmortems" / stem
        (place / "prompts").mkdir(parents=True)
        place.with_suffix(".md").write_bytes(data)
        for name, tone in (("before", "from the policy alone"), ("after", "warmly")):
            (place / "prompts" / f"support.{name}.md").write_text(f"Answer {tone}.\n" + "keep this line\n" * 8)


def main(count: int = 1_000, rounds: int = 3) -> None:
    """Generate, measure, print."""
    peer = os.environ.get("MARKDOWNLINT") or shutil.which("markdownlint-cli2")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus(folder, count)
        (folder / ".markdownlint-cli2.jsonc").write_text(json.dumps({"config": {"MD013": False}}))
        ours: list[Run] = []
        theirs: list[Run] = []
        for _ in range(rounds):
            ours.append(measured([AFTERWORD, "check"], folder))
            if peer:
                theirs.append(measured([peer, "postmortems/*.md"], folder))
    _print("afterword check", count, ours)
    if theirs:
        _print("markdownlint-cli2", count, theirs)
        ratio = statistics.median(one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True))
        print(f"ratio: {ratio:.2f} (target: at most {OF_PEER:.2f})")
    else:
        print("markdownlint-cli2 is not installed: set MARKDOWNLINT to its path to compare")
    print(f"memory: {max(run.megabytes for run in ours):.0f} MB (target: at most {MEGABYTES} MB)")
    with tempfile.TemporaryDirectory() as name:
        corpus(Path(name), 1)
        measured([AFTERWORD, "check"], Path(name))  # compiles what was never run
        cold = [measured([AFTERWORD, "check"], Path(name)).seconds for _ in range(COLD_ROUNDS)]
    print(f"one file: {statistics.median(cold):.2f} s (target: at most {COLD_SECONDS} s)")


def _print(name: str, count: int, runs: list[Run]) -> None:
    seconds = [f"{run.seconds:.2f}" for run in runs]
    print(f"{name:<18} {count} documents: {', '.join(seconds)} s; {max(run.megabytes for run in runs):.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
