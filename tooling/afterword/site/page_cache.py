"""Pages of post-mortems that did not change, reused from build to build while the site is served.

Otherwise saving one file would build every page. A page is built again when its document, its neighbours in time, the
tracker's states, the settings or the handbook's navigation changed. Until then its similar incidents are those of the
build that made it: to look for them again for each page would take longer than all the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from afterword.portfolio.incidents import start_key
from afterword.postmortem import PostMortem
from afterword.postmortem.files import read_if_regular
from afterword.site.addresses import incident_page, page_url
from afterword.site.folders import MAX_PAGE_BYTES
from afterword.site.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass
class _BuiltPage:
    """A page with what it was made from, its HTML, and what the theme's search found on it."""

    document: PostMortem
    surroundings: object
    output: str
    entries: list[dict[str, Any]] = field(default_factory=list)


class PageCache:
    """The pages of post-mortems that the last build made, by id."""

    def __init__(self) -> None:
        self._pages: dict[str, _BuiltPage] = {}
        self._surroundings: dict[str, object] = {}
        self._reused: set[str] = set()
        self._common: object = None

    def begin(self, site: Site, handbook: Sequence[File], config: MkDocsConfig) -> None:
        """Begin a build: note what surrounds each page, and forget all pages if that changed for all."""
        common = (
            _digest(Path(config.config_file_path or "")),
            [(file.src_uri, _digest(Path(file.abs_src_path or ""))) for file in handbook],
            site.portfolio.config, site.portfolio.now.date(),
            site.name, site.address, site.repository, site.search, site.directory_urls,
            # Any page may link to one that was added or removed.
            set(site.urls),
        )  # fmt: skip
        if common != self._common:
            self._common, self._pages = common, {}
        ordered = sorted(site.documents, key=start_key)
        titles = [(document.id, document.title) for document in ordered]
        tracked: dict[str, list[object]] = {}
        for (name, action), state in site.portfolio.tracked.items():
            tracked.setdefault(name, []).append((action, state))
        self._surroundings = {
            document.id: (titles[at - 1 : at] if at else [], titles[at + 1 : at + 2], tracked.get(document.id),
                          site.changed.get(document.path), len(titles) == 1, site.prompts(document),
                          [(one.record, one.result, one.problem) for one in site.proofs(document)])
            for at, document in enumerate(ordered)
        }  # fmt: skip
        self._reused = set()

    def reuse(self, document: PostMortem, file: File, config: MkDocsConfig) -> File | None:
        """Return the finished page as a file to be copied; None if it must be built."""
        known = self._pages.get(document.id)
        if known is None or known.document is not document or known.surroundings != self._surroundings[document.id]:
            return None
        self._reused.add(document.id)
        copied = File.generated(config, file.dest_uri, content=known.output)
        copied.url = file.url
        return copied

    def store(self, document: PostMortem, output: str) -> None:
        """Store a page that was built."""
        self._pages[document.id] = _BuiltPage(document, self._surroundings[document.id], output)

    def end(self, config: MkDocsConfig) -> None:
        """Store what the theme's search found on each page that was built, and give it what it found on the others."""
        indexes: list[Any] = [getattr(plugin, "search_index", None) for plugin in config.plugins.values()]
        index = next((index for index in indexes if hasattr(index, "entries")), None)
        if index is None:
            return
        found: dict[str, list[dict[str, Any]]] = {}
        for entry in index.entries:
            found.setdefault(entry["location"].split("#")[0], []).append(entry)
        for name, known in self._pages.items():
            if name in self._reused:
                index.entries.extend(known.entries)
            else:
                known.entries = found.get(page_url(incident_page(known.document), config.use_directory_urls), [])


def _digest(path: Path) -> str:
    data = read_if_regular(path, MAX_PAGE_BYTES, root=path.parent)
    return "" if data is None else hashlib.sha256(data).hexdigest()
