"""Full-text search with Pagefind, for sites on which an index of every word is too much for a browser to load.

Pagefind reads pages and writes an index in small parts, of which a browser loads the few that a query needs. It is
given the text of the incidents alone, without the theme around it, which halves its time. Its memory grows with what it
indexes at once, a third of a megabyte for each post-mortem; so it makes several indexes, one after the other while the
build goes on, and the browser asks them all as one. Every index is a part more, of some 20 kB, that a reader loads for
each word; so there are no more of them than memory demands.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from html import escape
from math import ceil
from pathlib import Path

from afterword.errors import AfterwordError

FOLDER = "pagefind"
_AT_ONCE = 500
"""Pages in an index, unless that made too many of them."""
_MOST_INDEXES = 8
"""Each index is some requests more for every reader who searches."""
_FRUGAL = {"_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0"}
"""Lets Pagefind's allocator, jemalloc, give back at once what is freed: a sixth less memory for 500 pages."""
_TIMEOUT_SECONDS = 1800
_KEPT_ONCE = ("pagefind.js", "pagefind-worker.js")
_KEPT = ("pagefind-entry.json",)
_KEPT_KINDS = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")


def is_available() -> bool:
    """Whether Pagefind is installed with its program."""
    return all(importlib.util.find_spec(name) is not None for name in ("pagefind", "pagefind_bin"))


def count_indexes(pages: int) -> int:
    """How many indexes a number of pages is divided into."""
    return min(max(ceil(pages / _AT_ONCE), 1), _MOST_INDEXES)


class Fulltext:
    """The indexes in the making: pages are added one by one, so that they need not be kept in memory.

    The first lies in the folder `pagefind`, with the program that the browser runs; the others below it, from 2 on.
    """

    def __init__(self, site: Path, pages: int) -> None:
        """Begin.

        Args:
            site: the folder of the site.
            pages: how many pages will be added.
        """
        self._site = site
        self._folder = tempfile.TemporaryDirectory(prefix="afterword-")
        self._size = ceil(pages / count_indexes(pages))
        self._added = 0
        self._running: subprocess.Popen[str] | None = None

    def add(self, url: str, title: str, html: str, facts: dict[str, str]) -> None:
        """Add a page; an index that is full is written while the build goes on.

        Args:
            url: its address below the site's root.
            title: plain text.
            html: what is searched.
            facts: what a result shows beside the title.

        Raises:
            AfterwordError: Pagefind failed with an earlier index.
        """
        folder = Path(self._folder.name, str(self._number))
        path = folder / url / "index.html" if url.endswith("/") else folder / url
        path.parent.mkdir(parents=True, exist_ok=True)
        meta = "".join(f'<meta data-pagefind-meta="{escape(key)}[content]" content="{escape(value)}">'
                       for key, value in {"title": title, **facts}.items())  # fmt: skip
        text = f'<!doctype html><html lang="en"><head><title>{escape(title)}</title>{meta}</head>'
        path.write_text(f"{text}<body data-pagefind-body>{html}</body></html>", encoding="utf-8")
        self._added += 1
        if self._added % self._size == 0:
            self._index(self._number - 1)

    def end(self) -> None:
        """Wait until everything is written.

        Raises:
            AfterwordError: Pagefind failed.
        """
        if self._added % self._size:
            self._index(self._number)
        self._wait()
        # Its own interface is not used: a page of ours shows the results.
        for path in (self._site / FOLDER).rglob("*"):
            once = path.name in _KEPT_ONCE or path.suffix == ".pagefind"
            kept = path.name in _KEPT or path.suffix in _KEPT_KINDS or (once and path.parent.name == FOLDER)
            if path.is_file() and not kept:
                path.unlink()

    def close(self) -> None:
        """Stop what still runs, and delete what was kept for Pagefind."""
        if self._running and self._running.poll() is None:
            self._running.kill()
            self._running.communicate()
        self._folder.cleanup()

    @property
    def _number(self) -> int:
        """The index that the next page belongs to, counted from 1."""
        return self._added // self._size + 1

    def _index(self, number: int) -> None:
        """Begin to write an index once that before is written: two at a time would need the memory of two."""
        self._wait()
        output = self._site / FOLDER / (str(number) if number > 1 else "")
        folder = Path(self._folder.name, str(number))
        command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(output), "--quiet"]
        self._running = subprocess.Popen(
            [*command, "--exclude-selectors", ".headerlink"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
            env=os.environ | _FRUGAL,
        )  # fmt: skip

    def _wait(self) -> None:
        if self._running is None:
            return
        try:
            said, complained = self._running.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            said, complained = "", f"not done after {_TIMEOUT_SECONDS // 60} minutes"
            self._running.kill()
            self._running.communicate()
        if self._running.returncode:
            lines = (complained or said).strip().splitlines()
            raise AfterwordError(
                f"Pagefind could not make the full-text index: {lines[-1] if lines else self._running.returncode}",
                remedy="set `site.search: light` in afterword.yml to go without it",
            )
        self._running = None
