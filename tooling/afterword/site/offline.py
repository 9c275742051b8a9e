"""A site that is opened by file: links name files, and data are scripts, for a page that is a file may not fetch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.site.addresses import SCRIPTS
from afterword.site.theme_search import INDEX

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def prepare(config: MkDocsConfig) -> None:
    """Let every link name a file."""
    config.use_directory_urls = False


def write_scripts(data: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """Return the data that tables filter as scripts, by their paths.

    Args:
        data: what makes each data file, by its path.
    """
    opening = "window.afterword = window.afterword || {};"
    return {
        script: f"{opening}\nwindow.afterword[{name!r}] = {data[name]().strip()};\n" for name, script in SCRIPTS.items()
    }


def write_search_script(site: Path) -> None:
    """Write the index of the theme's search as a script under the name by which the theme asks for it."""
    index = site / INDEX
    if index.is_file():
        script = f"var __index = {index.read_text(encoding='utf-8')};\n"
        index.with_suffix(".js").write_text(script, encoding="utf-8")
