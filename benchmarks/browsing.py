"""How long a reader of 1,000 post-mortems waits for a full-text query and for a filter, in the system's Chromium.

The site is served on loopback without compression. Every query is the first of a browser without a cache, which has
loaded the page, opens the search and types; its times run from the last key to the first result and to the ten that are
shown, and its bytes are what the page alone would not have loaded.

    python benchmarks/browsing.py [incidents] [rounds]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from check import AFTERWORD, corpus
from figures import Figure, show

from browser import NAMES, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

QUERY_SECONDS, QUERY_KB, FILTER_MS = 0.5, 400, 50
"""The targets."""

KEY_MS = 100
"""From one key to the next, as somebody types who is quick."""

QUERIES = ("policy", "refunds promised", "number 4")
FILTERS = (("severity", "SEV1"), ("service", "search"), ("text", "number 4"), ("text", ""), ("severity", "SEV1"))

_NOTE_TIMES = """() => {
  addEventListener("input", () => { window.typed = performance.now(); }, true);
  const list = document.querySelector(".aw-results");
  new MutationObserver(() => { if (list.children.length === 1) window.shown = performance.now(); })
    .observe(list, { childList: true });
}"""
_ANSWERED = """query => {
  const search = document.querySelector(".aw-search-dialog");
  return search.dataset.answered === query && search.querySelector("li") &&
    [window.shown - window.typed, performance.now() - window.typed];
}"""
_FILTERED = """async ([name, value]) => {
  // A filter that would leave no choice is not offered: any other one then stands for it.
  const field = document.querySelector(`.aw-filters [name=${name}]${name === "text" ? "" : `[value="${value}"]`}`)
    ?? document.querySelector(".aw-filters input[type=checkbox]");
  const body = document.querySelector(".aw-incidents tbody");
  const drawn = new Promise((resolve) => new MutationObserver(resolve).observe(body, { childList: true }));
  const started = performance.now();
  name === "text" ? (field.value = value) : (field.checked = !field.checked);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn;
  body.getBoundingClientRect();  // laid out, so that it can be seen
  return performance.now() - started;
}"""


def main(count: int = 1_000, rounds: int = 5) -> Iterator[Figure]:
    """Generate and build a site, and yield what its readers wait for."""
    chromium = next((path for path in map(shutil.which, NAMES) if path), None)
    if chromium is None:
        yield Figure("a reader in the browser", f"not measured: no Chromium on this machine ({', '.join(NAMES)})")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        corpus(root, count)
        (root / "afterword.yml").write_text("tracker: local\nsite: {search: pagefind}\n")
        subprocess.run([AFTERWORD, "-C", name, "site", "build"], check=True, capture_output=True, env=dict(os.environ))
        with served(root / "build" / "site") as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for query in QUERIES:
                yield from _query_figures(query, [_query(browser, address, query) for _ in range(rounds)])
            yield from _filter_figures([one for _ in range(rounds) for one in _filter(browser, address)])
            browser.close()


def _query(browser: Browser, address: str, query: str) -> tuple[float, float, float, float]:
    """Seconds to the first result and to all that are shown, kB that the query loaded, kB that the page loaded."""
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        sizes[response.url] = int(response.headers.get("content-length", 0))

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.locator(".aw-search-open:visible").wait_for()
    page.evaluate(_NOTE_TIMES)
    page.keyboard.press("/")
    page.keyboard.type(query, delay=KEY_MS)
    first, shown = page.wait_for_function(_ANSWERED, arg=query, polling=5).json_value()
    page.wait_for_load_state("networkidle")
    context.close()
    asked = sum(size for url, size in sizes.items() if "/pagefind/" in url) / 1000
    return first / 1000, shown / 1000, asked, sum(sizes.values()) / 1000 - asked


def _filter(browser: Browser, address: str) -> list[float]:
    """Milliseconds of each filter, one after the other on the same page; the first also loads the data."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}incidents/", wait_until="networkidle")
    page.wait_for_selector(".aw-filters")  # shown by the script that answers to it; the network may rest before that
    found = [float(page.evaluate(_FILTERED, list(step))) for step in FILTERS]
    context.close()
    return found


def _query_figures(query: str, runs: list[tuple[float, float, float, float]]) -> Iterator[Figure]:
    seconds, shown, kilobytes, page = (statistics.median(values) for values in zip(*runs, strict=True))
    slowest = max(run[0] for run in runs)
    yield Figure(f"query `{query}`", f"{seconds:.2f} s, slowest {slowest:.2f} s", f"at most {QUERY_SECONDS} s")
    yield Figure(f"query `{query}`, ten results", f"{shown:.2f} s")
    yield Figure(f"query `{query}`, loaded", f"{kilobytes:.0f} kB beside {page:.0f} kB", f"at most {QUERY_KB} kB")


def _filter_figures(times: list[float]) -> Iterator[Figure]:
    first, later = times[:: len(FILTERS)], [one for at, one in enumerate(times) if at % len(FILTERS)]
    slowest = max(later)
    yield Figure("filter", f"{statistics.median(later):.0f} ms, slowest {slowest:.0f} ms", f"at most {FILTER_MS} ms")
    yield Figure("first filter, which loads the data", f"{statistics.median(first):.0f} ms")


if __name__ == "__main__":
    show(main)
