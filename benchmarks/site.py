"""How long the site takes to build, beside plain Material for MkDocs on the same pages, in the same run.

The peer builds what `afterword site export` wrote, with the texts as Markdown: the same pages, the same theme, without
this package. Of its own it makes an index of every word, where ours makes a light one and Pagefind's. A warm rebuild is
what `site serve` does when one post-mortem was saved. All are processes of their own, in turn. Seconds of computing
are beside those on the wall, which other work of the machine lengthens more.

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
from collections.abc import Iterator, Sequence
from pathlib import Path

from check import AFTERWORD, Run, corpus, measured
from figures import Figure, listed, show

MKDOCS = str(Path(sys.executable).with_name("mkdocs"))
OF_PEER, WARM_OF_PEER, PAGE_KB, MEMORY, GROWTH = 1.0, 0.3, 200, "at most 1,000 MB", 1.2
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


def main(count: int = 300, rounds: int = 2, *larger: int) -> Iterator[Figure]:
    """Generate projects and yield what building their sites takes."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        project(root, count)
        subprocess.run([AFTERWORD, "-C", str(root), "site", "export", "build/export"], check=True, capture_output=True)
        _put_texts_as_markdown(root)
        changed = sorted((root / "postmortems").glob("*.md"))[count // 2]
        ours: list[Run] = []
        peers: list[Run] = []
        warm: list[tuple[float, float]] = []
        for _ in range(rounds):
            ours.append(measured([AFTERWORD, "site", "build"], root))
            peers.append(measured([MKDOCS, "build", "-q", "-f", "build/export/mkdocs.yml"], root))
            warm.append(_warm(root, changed))
        yield _took("`afterword site build`", count, ours, MEMORY)
        yield _took("`mkdocs build`", count, peers)
        yield _ratio("build / mkdocs build", [(run.seconds, run.cpu_seconds) for run in ours], peers, OF_PEER)
        yield _ratio("warm rebuild after one change / mkdocs build", warm, peers, WARM_OF_PEER)
        yield from _sizes(root / "build" / "site")
    each = statistics.median(run.cpu_seconds for run in ours) / count
    for number in larger or (1_000,):
        yield from _grown(number, each)


def project(root: Path, count: int) -> None:
    """A project with generated post-mortems and no handbook."""
    corpus(root, count)
    (root / "afterword.yml").write_text("tracker: local\n")
    (root / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_dir: build/site\ntheme: {name: material}\nplugins: [search, afterword]\n"
    )
    (root / "docs").mkdir()


def _put_texts_as_markdown(root: Path) -> None:
    """Replace what the export made of each text by the text: the peer has a parser of its own."""
    for path in (root / "postmortems").glob("*.md"):
        exported = root / "build" / "export" / "docs" / "incidents" / path.stem / "index.md"
        front, facts, _ = exported.read_text().split("\n\n", 2)
        exported.write_text(f"{front}\n\n{facts}\n\n{path.read_text().split('---', 2)[2]}")


def _warm(root: Path, changed: Path) -> tuple[float, float]:
    before = changed.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _SERVE, str(root), str(changed)], capture_output=True, text=True, check=True
    )
    changed.write_bytes(before)
    shutil.rmtree(root / "build" / "warm")
    wall, computing = map(float, done.stdout.split()[-2:])
    return wall, computing


def _grown(count: int, each: float) -> Iterator[Figure]:
    """Build a larger site once, and yield what an incident of it costs beside one of the smaller."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        project(root, count)
        run = measured([AFTERWORD, "site", "build"], root)
        yield _took("`afterword site build`", count, [run], MEMORY)
        dearer = run.cpu_seconds / count / each
        yield Figure(f"an incident among {count} / one among fewer", f"{dearer:.2f}", f"at most {GROWTH}")
        yield from _sizes(root / "build" / "site")


def _took(name: str, count: int, runs: Sequence[Run], target: str = "") -> Figure:
    wall, computing = listed([run.seconds for run in runs], 1), listed([run.cpu_seconds for run in runs], 1)
    most = max(run.megabytes for run in runs)
    return Figure(f"{name}, {count} incidents", f"{wall}; computing {computing}; {most:.0f} MB", target)


def _ratio(name: str, ours: Sequence[tuple[float, float]], peers: Sequence[Run], target: float) -> Figure:
    wall = statistics.median(one[0] / peer.seconds for one, peer in zip(ours, peers, strict=True))
    computing = statistics.median(one[1] / peer.cpu_seconds for one, peer in zip(ours, peers, strict=True))
    return Figure(name, f"{wall:.2f}; computing {computing:.2f}", f"at most {target}")


def _sizes(site: Path) -> Iterator[Figure]:
    pages = {path: path.stat().st_size for path in site.rglob("*.html")}
    largest = max(pages, key=lambda path: pages[path])
    name, size = largest.relative_to(site).as_posix(), pages[largest] / 1000
    yield Figure(f"largest of {len(pages)} pages", f"{name}, {size:.0f} kB", f"at most {PAGE_KB} kB")
    for data in ("incidents.json", "search/search_index.json"):
        if (site / data).exists():
            content = (site / data).read_bytes()
            compressed = len(gzip.compress(content)) / 1000
            yield Figure(data, f"{len(content) / 1000:.0f} kB, compressed {compressed:.0f} kB")


if __name__ == "__main__":
    show(main)
