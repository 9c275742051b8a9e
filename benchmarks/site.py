"""How long the site takes to build, beside plain Material for MkDocs on the same pages, in the same run.

The peer builds what `afterword site export` wrote: the same pages as Markdown, the same theme, without this package. A
warm rebuild is what `site serve` does when one post-mortem was saved. Both are processes of their own, in turn.

    python benchmarks/site.py [incidents] [rounds]
"""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from check import AFTERWORD, Run, corpus, measured

MKDOCS = str(Path(sys.executable).with_name("mkdocs"))
OF_PEER, WARM_OF_PEER, PAGE_KB, MEGABYTES = 1.1, 0.3, 200, 400
"""The targets: shares of the peer's wall time, the largest page, memory."""

_SERVE = """
import logging, sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.getLogger("mkdocs").setLevel(logging.ERROR)
root, changed = Path(sys.argv[1]), Path(sys.argv[2])
config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "build" / "warm"))
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
changed.write_text(changed.read_text().replace("What went well", "What went quite well"))
config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "build" / "warm"))
started = time.perf_counter()
build(config, serve_url="http://127.0.0.1:8000/")
print(time.perf_counter() - started)
"""


def main(count: int = 1_000, rounds: int = 3) -> None:
    """Generate, measure, print."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        corpus(root, count)
        (root / "afterword.yml").write_text("tracker: local\n")
        (root / "mkdocs.yml").write_text(
            "site_name: Bench\nsite_dir: build/site\ntheme: {name: material}\nplugins: [search, afterword]\n"
        )
        (root / "docs").mkdir()
        subprocess.run([AFTERWORD, "-C", str(root), "site", "export", "build/export"], check=True, capture_output=True)
        ours: list[Run] = []
        peers: list[Run] = []
        for _ in range(rounds):
            ours.append(measured([AFTERWORD, "site", "build"], root))
            peers.append(measured([MKDOCS, "build", "-q", "-f", "build/export/mkdocs.yml"], root))
        _print("afterword site build", count, ours)
        _print("mkdocs build", count, peers)
        _ratio("ratio", [one.seconds / other.seconds for one, other in zip(ours, peers, strict=True)], OF_PEER)
        peer = statistics.median(run.seconds for run in peers)
        changed = sorted((root / "postmortems").glob("*.md"))[count // 2]
        warm = [_warm(root, changed) / peer for _ in range(1)]
        _ratio("warm rebuild after one change", warm, WARM_OF_PEER)
        print(f"memory: {max(run.megabytes for run in ours):.0f} MB (target: at most {MEGABYTES} MB)")
        _sizes(root / "build" / "site")


def _warm(root: Path, changed: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _SERVE, str(root), str(changed)], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def _print(name: str, count: int, runs: list[Run]) -> None:
    seconds = [f"{run.seconds:.1f}" for run in runs]
    print(f"{name:<22} {count} incidents: {', '.join(seconds)} s; {max(run.megabytes for run in runs):.0f} MB")


def _ratio(name: str, ratios: list[float], target: float) -> None:
    print(f"{name}: {statistics.median(ratios):.2f} (target: at most {target})")


def _sizes(site: Path) -> None:
    pages = {path: path.stat().st_size for path in site.rglob("*.html")}
    largest = max(pages, key=lambda path: pages[path])
    print(f"{len(pages)} pages; the largest, {largest.relative_to(site)}, has {pages[largest] / 1000:.0f} kB "
          f"(target: at most {PAGE_KB} kB)")  # fmt: skip
    for name in ("incidents.json", "search/search_index.json"):
        content = (site / name).read_bytes()
        print(f"{name}: {len(content) / 1000:.0f} kB, {len(gzip.compress(content)) / 1000:.0f} kB compressed")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
