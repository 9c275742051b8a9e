"""Full-text search with Pagefind, for sites on which an index of every word is too much for a browser to load.

Pagefind reads pages and writes an index in small parts, of which a browser loads the few that a query needs. It is
given the text of the incidents alone, without the theme around it: that halves its time and its memory.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.site.page import Page

FOLDER = "pagefind"
_TIMEOUT_SECONDS = 1800
_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_KEPT_KINDS = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind")


def is_available() -> bool:
    """Whether Pagefind is installed with its program."""
    return all(importlib.util.find_spec(name) is not None for name in ("pagefind", "pagefind_bin"))


class Fulltext:
    """An index in the making: pages are added one by one, so that they need not be kept in memory."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="afterword-")

    def add(self, url: str, page: Page, facts: dict[str, str]) -> None:
        """Add a page.

        Args:
            url: its address below the site's root.
            page: the page.
            facts: what a result shows beside the title.
        """
        path = Path(self._folder.name, url, "index.html") if url.endswith("/") else Path(self._folder.name, url)
        path.parent.mkdir(parents=True, exist_ok=True)
        meta = "".join(f'<meta data-pagefind-meta="{escape(key)}[content]" content="{escape(value)}">'
                       for key, value in {"title": page.title, **facts}.items())  # fmt: skip
        text = f'<!doctype html><html lang="en"><head><title>{escape(page.title)}</title>{meta}</head>'
        path.write_text(f"{text}<body data-pagefind-body>{page.html}</body></html>", encoding="utf-8")

    def write(self, site: Path) -> None:
        """Write the index into the site.

        Raises:
            AfterwordError: Pagefind failed.
        """
        output = site / FOLDER
        command = [sys.executable, "-m", "pagefind", "--site", self._folder.name, "--output-path", str(output)]
        done = subprocess.run(
            [*command, "--exclude-selectors", ".headerlink, .aw-steps", "--quiet"],
            capture_output=True, text=True, timeout=_TIMEOUT_SECONDS, check=False, cwd=self._folder.name,
        )  # fmt: skip
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise AfterwordError(
                f"Pagefind could not make the full-text index: {said[-1] if said else done.returncode}",
                remedy="set `site.search: light` in afterword.yml to go without it",
            )
        # Its own interface is not used: a page of ours shows the results.
        for path in list(output.iterdir()):
            if path.is_file() and not (path.name in _KEPT or path.suffix in _KEPT_KINDS):
                path.unlink()

    def close(self) -> None:
        """Delete what was kept for Pagefind."""
        self._folder.cleanup()
