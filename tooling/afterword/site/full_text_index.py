"""Full-text search with Pagefind, for sites on which an index of every word is too much for a browser to load.

Pagefind reads the finished pages of incidents and writes an index in small parts, of which a browser loads the few that
a query needs.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from afterword.errors import AfterwordError

FOLDER = "pagefind"
_OPTIONS = ("--quiet", "--glob", "incidents/**/*.html", "--exclude-selectors", ".headerlink, .aw-timescale")
"""The drawing of an incident's course repeats the timeline, in titles that only a mouse finds."""
_TIMEOUT_SECONDS = 1800


def is_available() -> bool:
    """Return whether Pagefind is installed with its program."""
    return all(importlib.util.find_spec(name) is not None for name in ("pagefind", "pagefind_bin"))


def write_index(site: Path) -> None:
    """Index the incidents of a finished site.

    Args:
        site: the folder of the site.

    Raises:
        AfterwordError: Pagefind failed.
    """
    output = site / FOLDER
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(output), *_OPTIONS]
    try:
        subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_SECONDS, cwd=site, check=True)
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or error.stdout).strip().splitlines()
        raise _failed(lines[-1] if lines else str(error.returncode)) from error
    except subprocess.TimeoutExpired as error:
        raise _failed(f"not done after {_TIMEOUT_SECONDS // 60} minutes") from error
    # Its own interface is not used: a page of ours shows the results, without a worker.
    for path in output.iterdir():
        if path.suffix in (".css", ".js") and path.name != "pagefind.js":
            path.unlink()


def _failed(reason: str) -> AfterwordError:
    return AfterwordError(
        f"Pagefind could not make the full-text index: {reason}",
        remedy="set `site.search: light` in afterword.yml to do without it",
    )
