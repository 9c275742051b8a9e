"""Pages of post-mortems that did not change, kept from build to build while the site is served.

Saving one file would otherwise build every page anew. A kept page is copied; it is built again when its document, its
neighbours in time, the tracker's word, the settings or the handbook's navigation changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from afterword.postmortem import PostMortem
from afterword.site import views
from afterword.site.views import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass
class _Kept:
    document: PostMortem
    around: object
    output: str
    entries: list[dict[str, Any]] = field(default_factory=list)


class Keeper:
    """What the last build made of each post-mortem."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._around: dict[str, object] = {}
        self._reused: list[str] = []
        self._common: object = None
        self._links: set[str] = set()

    def begin(self, site: Site, handbook: Sequence[File], config: MkDocsConfig) -> None:
        """Begin a build: note what surrounds each page, and forget everything when that changed for all."""
        common = (
            _digest(Path(config.config_file_path or "")),
            [(file.src_uri, _digest(Path(file.abs_src_path or ""))) for file in handbook],
            site.config,
            site.now.date(),
            site.name,
            site.address,
            site.repository,
            site.search,
            site.directory_urls,
        )
        if common != self._common:
            self._common, self._kept = common, {}
        ordered = sorted(site.documents, key=views.order)
        titles = [(document.id, document.title) for document in ordered]
        told: dict[str, list[object]] = {}
        for (name, action), said in site.told.items():
            told.setdefault(name, []).append((action, said))
        self._around = {
            document.id: (titles[at - 1 : at] if at else [], titles[at + 1 : at + 2], told.get(document.id),
                          site.changed.get(document.path), len(titles) == 1)
            for at, document in enumerate(ordered)
        }  # fmt: skip
        links = set(site.urls)
        if links != self._links:
            # A link to a page that came or went may stand anywhere.
            self._kept = {}
        self._links = links
        self._reused = []

    def kept(self, document: PostMortem, file: File, config: MkDocsConfig) -> File | None:
        """The finished page as a file to be copied, None where it must be built."""
        known = self._kept.get(document.id)
        if known is None or known.document is not document or known.around != self._around[document.id]:
            return None
        self._reused.append(document.id)
        copied = File.generated(config, file.dest_uri, content=known.output)
        copied.url = file.url
        return copied

    def keep(self, document: PostMortem, file: File, output: str) -> None:
        """Keep a page that was built."""
        self._kept[document.id] = _Kept(document, self._around[document.id], output)

    def end(self, config: MkDocsConfig) -> None:
        """Note what the theme's search found on each page that was built, and add what it had found on the others."""
        indexes: list[Any] = [getattr(plugin, "search_index", None) for plugin in config.plugins.values()]
        index = next((index for index in indexes if hasattr(index, "entries")), None)
        if index is None:
            return
        found: dict[str, list[dict[str, Any]]] = {}
        for entry in index.entries:
            found.setdefault(entry["location"].split("#")[0], []).append(entry)
        for name, known in self._kept.items():
            if name in self._reused:
                index.entries.extend(known.entries)
            else:
                url = views.page_url(views.incident_page(known.document), config.use_directory_urls)
                known.entries = found.get(url, [])


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
