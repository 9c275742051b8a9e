"""A site that is opened by file: links name files, and data are scripts, for a page that is a file may not fetch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afterword.site.addresses import DATA, SCRIPT_DATA
from afterword.site.default_config import THEME

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

WORKER = "assets/afterword/file-worker.js"
_SEARCH_INDEX = "search/search_index.json"


def prepare(config: MkDocsConfig) -> None:
    """Let every link name a file, and give the theme's search a worker that a file may start."""
    config.use_directory_urls = False
    config.extra["polyfills"] = [*config.extra.get("polyfills", []), WORKER]


def read_worker() -> str:
    """Return the script that replaces a worker, for a site without the files of our theme."""
    return (THEME / WORKER).read_text(encoding="utf-8")


def write_data(written: str) -> tuple[str, str]:
    """Return the script that holds the data which the table of incidents filters: its path and its text."""
    text = f"window.afterword = window.afterword || {{}};\nwindow.afterword[{DATA!r}] = {written.strip()};\n"
    return SCRIPT_DATA, text


def write_search_script(site: Path) -> None:
    """Write the index of the theme's search as a script under the name by which the theme asks for it."""
    index = site / _SEARCH_INDEX
    if index.is_file():
        script = f"var __index = {index.read_text(encoding='utf-8')};\n"
        index.with_suffix(".js").write_text(script, encoding="utf-8")
