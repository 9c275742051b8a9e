"""The place of our pages among the handbook's."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from afterword.site.addresses import HOME, INCIDENTS, NAVIGATION

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class FilesByPath(Files):
    """Files of a build that are also found by their path in the project.

    So a link of the handbook that works on GitHub, such as `../postmortems/<id>.md`, works on the site as well.
    """

    def __init__(self, files: Iterable[File], docs: str | None, sources: Mapping[str, str]) -> None:
        super().__init__(files)
        self._docs = docs
        self._sources = sources

    def get_file_from_path(self, path: str) -> File | None:
        """Find a file by its path below the handbook's folder, which may lead out of it to a post-mortem."""
        found = super().get_file_from_path(path)
        if found is None and self._docs is not None:
            source = self._sources.get(posixpath.normpath(posixpath.join(self._docs, path)))
            found = super().get_file_from_path(source) if source else None
        return found


def arrange(nav: Navigation, files: Files, is_automatic: bool) -> Navigation:
    """Put our pages first, and the handbook in a section of its own.

    A navigation in `mkdocs.yml` stays as it is; our pages that it does not name follow its first entry.
    """
    ours = [page for page in (_page(files, source) for source in NAVIGATION if source != HOME) if page]
    if not is_automatic:
        missing = [page for page in ours if page not in nav.pages]
        items = [*nav.items[:1], *map(_as_item, missing), *nav.items[1:]]
        return Navigation(items, [*nav.pages, *missing])
    home = nav.homepage
    rest = [item for item in nav.items if item is not home and not _holds(item, ours)]
    extra = [page for item in nav.items if item not in rest for page in _pages(item) if page not in (home, *ours)]
    for page in (home, *ours):
        if page:
            page.parent = page.previous_page = page.next_page = None
    handbook = [*rest, *extra]
    items = [*([home] if home else []), *map(_as_item, ours)]
    if handbook:
        items.append(_section("Handbook", handbook))
    handbook_pages = [page for item in handbook for page in _pages(item)]
    _chain(handbook_pages)
    return Navigation(items, [*([home] if home else []), *ours, *handbook_pages])


def chain(incidents: list[tuple[str, str]], files: Files, config: MkDocsConfig) -> None:
    """Link the pages of incidents to one another, from the oldest to the newest, below their list.

    Args:
        incidents: source and title of each.
        files: the files of the build; an incident whose page is kept from the last build is not among its pages.
        config: the configuration of MkDocs.
    """
    overview = _page(files, INCIDENTS)
    found = []
    for source, title in incidents:
        page = _page(files, source) or Page(title, File.generated(config, source, content=""), config)
        page.parent = overview.parent if overview else None
        found.append(page)
    _chain(found)


def insert_overview(html: str, overview: str) -> str:
    """Put the overview between the opening of a page and its first H2."""
    at = html.find("<h2")
    return f"{html}\n{overview}" if at < 0 else f"{html[:at]}{overview}\n{html[at:]}"


def _page(files: Files, source: str) -> Page | None:
    for name in (source, source.replace("index.md", "README.md")):
        file = files.get_file_from_path(name)
        if file and file.page:
            return file.page
    return None


def _as_item(page: Page) -> StructureItem:
    """Put the list of incidents in a section, so that the pages of the incidents can have a parent."""
    return _section("Incidents", [page]) if page.file.src_uri == INCIDENTS else page


def _section(title: str, children: list[StructureItem]) -> Section:
    section = Section(title, children)
    for child in children:
        child.parent = section
    return section


def _pages(item: StructureItem) -> list[Page]:
    if isinstance(item, Page):
        return [item]
    return [page for child in getattr(item, "children", None) or [] for page in _pages(child)]


def _holds(item: StructureItem, pages: list[Page]) -> bool:
    return any(page in pages for page in _pages(item))


def _chain(pages: list[Page]) -> None:
    for page in pages:
        page.previous_page = page.next_page = None
    for before, after in pairwise(pages):
        before.next_page, after.previous_page = after, before
