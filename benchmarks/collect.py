"""How fast evidence is collected, and in how much memory: a log, and records of a JSON document.

Each source is read in a process of its own, so that its memory is not that of another. Times are of the processor.

    python benchmarks/collect.py [log lines] [records]
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from figures import Figure, show

from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest

BEGIN = datetime(2026, 4, 16, 17)
LEVELS = ("INFO", "INFO", "INFO", "WARNING", "ERROR")


def main(lines: int = 30_000, records: int = 100_000) -> Iterator[Figure]:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder:
        log, table = Path(folder, "app.log"), Path(folder, "records.json")
        log.write_text("".join(map(_line, range(lines))), encoding="utf-8")
        table.write_text(json.dumps([_record(number) for number in range(records)]), encoding="utf-8")
        yield from _figures(f"{lines:,} log lines", log, "at most 3 s and 200 MB")
        yield from _figures(f"{records:,} records", table, "at most 8 s and 300 MB")


def _line(number: int) -> str:
    time_of_day = (BEGIN + timedelta(milliseconds=137 * number)).isoformat(" ", "milliseconds").replace(".", ",")
    level = LEVELS[number % len(LEVELS)]
    return f"{time_of_day} {level} [main] bot.run: answered {number} for 10.1.{number % 250}.7 in {number % 997} ms\n"


def _record(number: int) -> dict[str, object]:
    time_of_day = (BEGIN + timedelta(milliseconds=137 * number)).isoformat()
    user = ("Ivy Larch", "Oren Pike", "deploy-bot")[number % 3]
    return {"time": f"{time_of_day}Z", "level": "info", "message": f"answered {number}", "user": user, "n": number}


def _figures(what: str, path: Path, target: str) -> Iterator[Figure]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seconds, megabytes, items = pool.apply(_collect, (path,))
    yield Figure(f"{what}, {path.stat().st_size / 1e6:.0f} MB", f"{seconds:.1f} s, {megabytes} MB", target)
    yield Figure("items that are kept of them", f"{items:,}", "at most 5,000")


def _collect(path: Path) -> tuple[float, int, int]:
    started = time.process_time()
    found = ingest(IngestRequest((path,)))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.process_time() - started, used // (1 << 20 if sys.platform == "darwin" else 1024), len(found.items)


if __name__ == "__main__":
    show(main)
