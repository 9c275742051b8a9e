"""What the search of the theme reads: its index, with what else is known of each incident."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from afterword.site.default_config import THEME
from afterword.site.page import visible

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

INDEX = "search/search_index.json"
WORKER = "assets/afterword/search-worker.js"

_OF_THEME = r"[\s\-]+"
_SEPARATOR = (
    r"""[\s\u200b\-_,:;!?=+#@$€£¥|<>\[\](){}"“”„«»'‘’~^`/\\]+"""
    r"|\.(?!\d)|&(?:[lg]t|amp|quot);|(?<=[a-z])(?=[A-Z])"
)
"""Names of models, error codes and paths are found by their parts; `4.1` is one."""
_BOOST = 10_000
"""Of incidents, before the pages of the handbook: in the search of the theme a title weighs as much as 1,000 words."""
_LEFT_OUT = ("aw-details", "similar-incidents")
"""Parts of the page of an incident that repeat its facts, or those of others."""


def turn_off(plugins: Iterable[Any]) -> None:
    """Keep the theme's search from indexing pages, as long as it is not shown: that takes as long as to make them."""
    for plugin in plugins:
        if hasattr(plugin, "search_index_prev"):
            plugin.config["enabled"] = False


def use_worker(config: MkDocsConfig) -> None:
    """Give the theme's search our worker, which sorts what it finds, and which a page opened by file may start."""
    config.extra["polyfills"] = [*config.extra.get("polyfills", []), WORKER]


def read_worker() -> str:
    """Return the script of the worker, for a site without the files of our theme."""
    return (THEME / WORKER).read_text(encoding="utf-8")


def complete_index(site: Path, described: Mapping[str, Mapping[str, str]]) -> None:
    """Let results show severity and date, and find facts and other forms of words, in place of the panel of facts.

    Args:
        site: the folder of the site.
        described: what is known of each incident, by the URL of its page.
    """
    path = site / INDEX
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if index["config"].get("separator") == _OF_THEME:
        index["config"]["separator"] = _SEPARATOR
    entries = []
    for entry in index["docs"]:
        page, _, part = entry["location"].partition("#")
        known = described.get(page)
        if known is None:
            entries.append(entry)
        elif part not in _LEFT_OUT:
            entries.append(entry | {"boost": _BOOST} | ({} if part else _describe(entry["title"], known)))
    index["docs"] = entries
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _describe(title: str, known: Mapping[str, str]) -> dict[str, str]:
    said = filter(None, (known["severity"], known["date"]))
    blocks = filter(None, (known["facts"], known["forms"]))
    return {
        "title": " · ".join([title, *(str(escape(visible(text))) for text in said)]),
        "text": " ".join(f"<p>{escape(visible(text))}</p>" for text in blocks),
    }
