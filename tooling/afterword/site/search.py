"""The search of the site: how much it finds, and the full-text index that Pagefind makes for many incidents.

Material's search loads one index, whole, into the browser. Pagefind reads the finished pages of incidents and writes an
index in small parts, of which a browser loads the few that a query needs.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.outline import (
    ACTION_ITEMS,
    EVAL_GAP,
    EVIDENCE,
    MODEL_CONFIG,
    PROMPT_DIFF,
    SAMPLES,
    TIMELINE,
)
from afterword.site.headings import slug

FULL_SEARCH_UP_TO = 300
"""Incidents of which a browser loads and indexes every word within a second."""
PAGEFIND_FOLDER = "pagefind"

_OPTIONS = (
    "--quiet", "--keep-index-url", "--root-selector", "[data-pagefind-body]", "--exclude-selectors",
    ".headerlink, .aw-badges, .aw-main-facts, .aw-facts, .aw-details, .aw-problems, .aw-overview, .footnote-ref, "
    ".footnote-backref, thead, [data-search-exclude]",
)  # fmt: skip
"""Facts are found by what pages say of themselves: among the words they would be what a result shows. Similar incidents
are found on their own pages."""
_TIMEOUT_SECONDS = 1800
_CODE = re.compile(r"<pre(?=[ >])")
_HEADING = re.compile(r'<(h[2-6]) id="([^"]*)"')
_TABULAR = frozenset(
    slug(kind.name) for kind in (TIMELINE, PROMPT_DIFF, MODEL_CONFIG, SAMPLES, EVAL_GAP, ACTION_ITEMS, EVIDENCE)
)
"""Ids of the sections that are lists, tables and code: two thirds of the words, of which few are looked for."""


class Search(Enum):
    """What the site's search contains."""

    FULL = "full"
    """Every word, in Material's index: comfortable up to about 300 incidents."""
    LIGHT = "light"
    """Titles, facts and what sentences say, in Material's index."""
    PAGEFIND = "pagefind"
    """Every word, from Pagefind's index, in a search of ours."""


def choose_search(wanted: str, incidents: int, can_use_index: bool) -> Search:
    """Choose what the search contains.

    Args:
        wanted: the value of `site.search` in the settings.
        incidents: how many there are.
        can_use_index: whether the site can have an index of Pagefind, and who builds it waits for one.

    Raises:
        AfterwordError: the settings want Pagefind, and it is not installed.
    """
    is_installed = all(importlib.util.find_spec(name) is not None for name in ("pagefind", "pagefind_bin"))
    if wanted == "auto":
        wanted = "pagefind" if is_installed else "full" if incidents <= FULL_SEARCH_UP_TO else "light"
    if wanted == "pagefind" and not is_installed:
        raise AfterwordError('`site.search: pagefind` needs Pagefind; install it: pip install "afterword[search]"')
    if wanted == "pagefind" and not can_use_index:
        return Search.FULL if incidents <= FULL_SEARCH_UP_TO else Search.LIGHT
    return Search(wanted)


def exclude_sections(html: str) -> str:
    """Mark what LIGHT does not find of an incident's page: figures, and sections that are lists, tables and code."""
    is_tabular = False

    def mark(heading: re.Match[str]) -> str:
        nonlocal is_tabular
        if heading[1] == "h2":
            is_tabular = heading[2] in _TABULAR
        return f'<{heading[1]} data-search-exclude id="{heading[2]}"' if is_tabular else heading[0]

    html = str(html).replace('<dl class="aw-figures">', '<dl class="aw-figures" data-search-exclude>', 1)
    return _HEADING.sub(mark, html)


def weigh_code(html: str) -> str:
    """Let the code of a page of the handbook count less than its sentences, which a result shows rather than YAML."""
    return _CODE.sub('<pre data-pagefind-weight="0.05"', html)


def write_full_text_index(site: Path) -> None:
    """Index every word of the incidents of a finished site.

    Args:
        site: the folder of the site.

    Raises:
        AfterwordError: Pagefind failed.
    """
    output = site / PAGEFIND_FOLDER
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(output), *_OPTIONS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=site) as running:
        try:
            said, complained = running.communicate(timeout=_TIMEOUT_SECONDS)
        except BaseException as error:
            # An interrupted build leaves no process behind, not even an ended one.
            running.kill()
            running.wait()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            raise _failed(f"not done after {_TIMEOUT_SECONDS // 60} minutes") from error
    if running.returncode:
        lines = (complained or said).strip().splitlines()
        raise _failed(lines[-1] if lines else f"exit code {running.returncode}")
    # Its own interface is not used: ours shows the results, without a worker.
    for path in output.iterdir():
        if path.suffix in (".css", ".js") and path.name != "pagefind.js":
            path.unlink()


def _failed(reason: str) -> AfterwordError:
    return AfterwordError(
        f"Pagefind could not make the full-text index: {reason}",
        remedy="set `site.search: light` in afterword.yml to do without it",
    )
