"""How long `afterword check` takes for 1,000 post-mortems of about 1,200 words, and for one.

Beside it, in the same run and on the same files, markdownlint-cli2 and rumdl: all run as processes, in turn. `check`
runs three times in each round: without its cache, again without a change, and after one document has changed.

    python benchmarks/check.py [documents] [rounds] [rounds for one document]
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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from figures import Figure, listed, show
from parse import generate

AFTERWORD = str(Path(sys.executable).with_name("afterword"))
PEERS = {
    "markdownlint-cli2": ("postmortems/*.md",),
    "rumdl": ("check", "--no-cache", "--silent", "postmortems"),
}
COLD_OF_MARKDOWNLINT, AGAIN_OF_MARKDOWNLINT, AGAIN_SECONDS, MORE_SECONDS = 0.40, 0.12, 1.0, 0.1
MEGABYTES, ONE_SECONDS = 200, 0.5
"""The targets: shares of markdownlint-cli2's wall time, seconds, what one changed document adds, and memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process with those that it starts: seconds on the wall and of computing, and the most memory in MB."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def find_peer(name: str) -> str | None:
    """Return the path of a program to compare with: beside this Python, or on the PATH."""
    return shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


def measured(command: list[str], folder: Path, cache: Path | None = None) -> Run:
    """Run a command to its end, with a cache folder of its own; findings are not a failure, anything else is."""
    # As it is once installed: with the compiled modules that Python keeps.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cache:
        env["XDG_CACHE_HOME"] = str(cache)
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


def main(count: int = 1_000, rounds: int = 3, one_rounds: int = 9) -> Iterator[Figure]:
    """Generate documents and yield what checking them takes."""
    peers = {name: path for name in PEERS if (path := find_peer(name))}
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as caches:
        folder = Path(name)
        corpus(folder, count)
        (folder / ".markdownlint-cli2.jsonc").write_text(json.dumps({"config": {"MD013": False}}))
        changed = sorted((folder / "postmortems").glob("*.md"))[count // 2]
        for number in range(rounds):
            cache = Path(caches) / str(number)
            for step in ("cold", "again", "changed"):
                if step == "changed":
                    changed.write_bytes(changed.read_bytes() + f"\n<!-- round {number} -->\n".encode())
                runs.setdefault(step, []).append(measured([AFTERWORD, "check"], folder, cache))
            for peer, path in peers.items():
                runs.setdefault(peer, []).append(measured([path, *PEERS[peer]], folder))
    yield from _figures(count, runs)
    for peer in (name for name in PEERS if name not in peers):
        yield Figure(peer, "is not installed: not compared; `make bench` installs it where it can")
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as caches:
        corpus(Path(name), 1)
        measured([AFTERWORD, "check"], Path(name), Path(caches))  # compiles what was never run
        one = [measured([AFTERWORD, "check"], Path(name), Path(caches) / str(n)).seconds for n in range(one_rounds)]
    yield Figure("one document", f"{statistics.median(one):.2f} s", f"at most {ONE_SECONDS} s")


def _figures(count: int, runs: dict[str, list[Run]]) -> Iterator[Figure]:
    for name, those in runs.items():
        what = f"`afterword check`, {name}" if name in ("cold", "again", "changed") else name
        target = f"at most {AGAIN_SECONDS:.0f} s" if name == "again" else ""
        seconds = [run.seconds for run in those]
        computing = statistics.median(run.cpu_seconds for run in those)
        yield Figure(f"{what}, {count} documents", f"{listed(seconds)}; computing {computing:.2f} s", target)
    more = [one.seconds - other.seconds for one, other in zip(runs["changed"], runs["again"], strict=True)]
    yield Figure("one changed document adds", f"{statistics.median(more):.2f} s", f"at most {MORE_SECONDS} s")
    for peer in (name for name in PEERS if name in runs):
        for step, most in (("cold", COLD_OF_MARKDOWNLINT), ("again", AGAIN_OF_MARKDOWNLINT)):
            ratio = statistics.median(a.seconds / b.seconds for a, b in zip(runs[step], runs[peer], strict=True))
            target = f"at most {most:.2f}" if peer == "markdownlint-cli2" else ""
            yield Figure(f"{step} / {peer}", f"{ratio:.2f}", target)
    memory = max(run.megabytes for run in runs["cold"])
    yield Figure("memory", f"{memory:.0f} MB", f"at most {MEGABYTES} MB")


if __name__ == "__main__":
    show(main)
