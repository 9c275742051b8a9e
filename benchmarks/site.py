"""How long the site takes to build, beside plain Material for MkDocs on the same pages, in the same run.

The peer builds what `afterword site export` wrote: the same pages as Markdown, the same theme, without this package. Of
its own it makes an index of every word, where ours makes a light one and Pagefind's. A warm rebuild is what
`site serve` does when one post-mortem was saved. All are processes of their own, in turn. Seconds of computing are told
beside those on the wall, which a machine that does other things as well distorts more.

    python benchmarks/site.py [incidents] [rounds] [larger number ...]
"""

from __future__ import annotations

import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from check import AFTERWORD, Run, corpus, measured

MKDOCS = str(Path(sys.executable).with_name("mkdocs"))
OF_PEER, WARM_OF_PEER, PAGE_KB, MEGABYTES, GROWTH = 1.1, 0.3, 200, 400, 1.2
"""The targets: shares of the peer's time, the largest page, memory, and how much dearer an incident may become."""

_SERVE = """
import logging, sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.getLogger("mkdocs").setLevel(logging.ERROR)
root, changed = Path(sys.argv[1]), Path(sys.argv[2])
config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "build" / "warm"))
plugins = config.plugins
plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
changed.write_text(changed.read_text().replace("What went", "What really went"))
started, computed = time.perf_counter(), time.process_time()
config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "build" / "warm"))
assert config.plugins["afterword"] is plugins["afterword"]
build(config, serve_url="http://127.0.0.1:8000/")
print(time.perf_counter() - started, time.process_time() - computed)
"""


def main(count: int = 1_000, rounds: int = 3, *larger: int) -> None:
    """Generate, measure, print."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        project(root, count)
        subprocess.run([AFTERWORD, "-C", str(root), "site", "export", "build/export"], check=True, capture_output=True)
        changed = sorted((root / "postmortems").glob("*.md"))[count // 2]
        ours: list[Run] = []
        peers: list[Run] = []
        warm: list[tuple[float, float]] = []
        for _ in range(rounds):
            ours.append(measured([AFTERWORD, "site", "build"], root))
            peers.append(measured([MKDOCS, "build", "-q", "-f", "build/export/mkdocs.yml"], root))
            warm.append(_warm(root, changed))
        _print("afterword site build", count, ours)
        _print("mkdocs build", count, peers)
        _ratio("build", [(run.seconds, run.cpu_seconds) for run in ours], peers, OF_PEER)
        _ratio("warm rebuild after one change", warm, peers, WARM_OF_PEER)
        print(f"memory: {max(run.megabytes for run in ours):.0f} MB (target: at most {MEGABYTES} MB)")
        _sizes(root / "build" / "site")
    each = statistics.median(run.cpu_seconds for run in ours) / count
    for number in larger or (3_000, 10_000):
        _grown(number, each)


def project(root: Path, count: int) -> None:
    """A project with generated post-mortems and no handbook."""
    corpus(root, count)
    (root / "afterword.yml").write_text("tracker: local\n")
    (root / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_dir: build/site\ntheme: {name: material}\nplugins: [search, afterword]\n"
    )
    (root / "docs").mkdir()


def _warm(root: Path, changed: Path) -> tuple[float, float]:
    before = changed.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _SERVE, str(root), str(changed)], capture_output=True, text=True, check=True
    )
    changed.write_bytes(before)
    shutil.rmtree(root / "build" / "warm")
    wall, computing = map(float, done.stdout.split()[-2:])
    return wall, computing


def _grown(count: int, each: float) -> None:
    """Build a larger site once, and tell what an incident of it costs beside one of the smaller."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        project(root, count)
        run = measured([AFTERWORD, "site", "build"], root)
        _print("afterword site build", count, [run])
        dearer = run.cpu_seconds / count / each
        print(f"an incident among {count} costs {dearer:.2f} of one among fewer (target: at most {GROWTH})")
        _sizes(root / "build" / "site")


def _print(name: str, count: int, runs: Sequence[Run]) -> None:
    wall, computing = ([f"{value:.1f}" for value in values] for values in (
        [run.seconds for run in runs], [run.cpu_seconds for run in runs]))  # fmt: skip
    most = max(run.megabytes for run in runs)
    print(f"{name:<22} {count} incidents: {', '.join(wall)} s; computing {', '.join(computing)} s; {most:.0f} MB")


def _ratio(name: str, ours: Sequence[tuple[float, float]], peers: Sequence[Run], target: float) -> None:
    wall = statistics.median(one[0] / peer.seconds for one, peer in zip(ours, peers, strict=True))
    computing = statistics.median(one[1] / peer.cpu_seconds for one, peer in zip(ours, peers, strict=True))
    print(f"{name}: {wall:.2f} of mkdocs build, computing {computing:.2f} (target: at most {target})")


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
