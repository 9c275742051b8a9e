"""How long `afterword similar` and `afterword recall` take among 2,000 post-mortems, for a diff of 500 files.

Both run as processes: without what is remembered, and again. Beside it, in the same run, `afterword.postmortem.read`
reads the same files, which is the least that a first run has to do; it is measured in processor time, too.

    python benchmarks/recall.py [documents] [files] [rounds]
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from check import AFTERWORD, Run, measured
from figures import Figure, listed, show
from parse import generate

from afterword.postmortem import read_file

COLD_OF_READING, AGAIN_SECONDS, MEGABYTES = 1.3, 0.5, 250


def write_files(folder: Path, documents: int, files: int) -> Path:
    """Write post-mortems and a diff, and return the diff's path; one file of it is named by every post-mortem."""
    (folder / "postmortems").mkdir(parents=True)
    for number in range(documents):
        data = generate(number)
        name = data.split(b"\nid: ", 1)[1].split(b"\n", 1)[0].decode()
        (folder / "postmortems" / f"{name}.md").write_bytes(data)
    names = [f"src/module{number}.py" for number in range(files - 1)] + ["prompts/support.md"]
    diff = folder / "change.diff"
    lines = (f"diff --git a/{n} b/{n}\n--- a/{n}\n+++ b/{n}\n@@ -1 +1 @@\n-old({n})\n+new({n})\n" for n in names)
    diff.write_text("".join(lines), encoding="utf-8")
    return diff


def reading_seconds(folder: Path) -> float:
    """Return the processor time that reading every post-mortem takes."""
    began = time.process_time()
    for path in sorted((folder / "postmortems").iterdir()):
        read_file(path, path.name)
    return time.process_time() - began


def main(documents: int = 2_000, files: int = 500, rounds: int = 2) -> Iterator[Figure]:
    """Generate post-mortems and a diff, and yield what finding the incidents takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        write_files(folder, documents, files)
        yield Figure("documents, files of the diff", f"{documents}, {files}")
        commands = {
            "similar": [AFTERWORD, "similar", "Support bot promises refunds after the prompt changed"],
            "recall": ["sh", "-c", f"'{AFTERWORD}' recall - < change.diff"],
        }
        start = measured([AFTERWORD, "--version"], folder)
        reading = min(reading_seconds(folder) for _ in range(rounds))
        yield Figure("reading, processor time", f"{reading:.2f} s")
        for what, command in commands.items():
            cold, again = _run(command, folder, Path(name), rounds)
            share = min(run.cpu_seconds for run in cold) / reading
            yield Figure(f"{what}, first: processor time / reading", f"{share:.2f}", f"{COLD_OF_READING}")
            most = max(run.megabytes for run in (*cold, *again))
            yield Figure(f"{what}: memory", f"{most:.0f} MB", f"{MEGABYTES} MB")
            yield Figure(f"{what}, again", listed([run.seconds for run in again]), f"{AGAIN_SECONDS} s")
            yield Figure(f"{what}, again: processor time", listed([run.cpu_seconds for run in again]))
        yield Figure("`afterword --version`", f"{start.seconds:.2f} s, processor time {start.cpu_seconds:.2f} s")


def _run(command: list[str], folder: Path, place: Path, rounds: int) -> tuple[list[Run], list[Run]]:
    """Return first runs, each without anything remembered, and further ones."""
    cold, again = [], []
    for number in range(rounds):
        cache = place / f"cache-{command[1].strip('-')}-{number}"
        cold.append(measured(command, folder, cache))
        again.append(measured(command, folder, cache))
    return cold, again


if __name__ == "__main__":
    show(main)
