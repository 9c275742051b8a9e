"""The MkDocs plugin of the external site: an allow-list of pages that exist only in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config as PluginConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from afterword.postmortem.external import ExternalEdition
from afterword.site import external_pages as pages
from afterword.site import feed_formats, offline, theme_search, theming
from afterword.site.addresses import HOME

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext


class NoOptions(PluginConfig):  # type: ignore[no-untyped-call]
    """No options: the plugin receives what it shows."""


class ExternalPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Adds reports to a build, and removes everything else but the theme."""

    def __init__(self, name: str, url: str, editions: Sequence[ExternalEdition], *, offline: bool) -> None:
        self._is_offline = offline
        feed = pages.make_feed(name, url, editions)
        written = {feed_formats.RSS: feed.write_rss(), feed_formats.JSON: feed.write_json()}
        if url:  # which Atom requires
            written[feed_formats.ATOM] = feed.write_atom()
        feeds = [(title, path) for title, path in feed_formats.FEEDS if path in written]
        index = pages.make_index(name, editions, feeds=feeds, offline=offline)
        made = [index, *(pages.make_report(edition, url=url, feeds=feeds) for edition in editions)]
        self._pages = {page.source: page for page in made}
        self._files = {
            pages.STYLE: pages.CSS,
            pages.ICON: pages.ICON_SVG,
            **written,
            **{f"{pages.address(one)}/{pages.TEXT}": pages.write_text(one, url) for one in editions},
        }

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let links name files if the site is opened by file."""
        if self._is_offline:
            offline.prepare(config)
            theme_search.use_worker(config)
            self._files[theme_search.WORKER] = theme_search.read_worker()
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep the theme's own files, add ours, and drop everything in the folder of documents."""
        kept = [file for file in files if not file.is_documentation_page() and file.src_dir != config.docs_dir]
        levels = dict.fromkeys(self._pages, InclusionLevel.NOT_IN_NAV) | {HOME: InclusionLevel.INCLUDED}
        ours = [File.generated(config, name, content="", inclusion=level) for name, level in levels.items()]
        ours += [File.generated(config, name, content=text) for name, text in self._files.items()]
        return Files([*kept, *ours])

    def on_page_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put a report into the menu of its own page, where the theme shows the contents of a page on a telephone."""
        if page not in nav.pages:
            context["nav"] = Navigation([*nav.items, page], [*nav.pages, page])
        return context

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Make the page."""
        made = self._pages[page.file.src_uri]
        theming.describe(page, made, config)
        if made.source == HOME:
            page.title, page.meta["hide"] = "All reports", ["navigation", "toc"]
        return made.html

    @event_priority(-50)  # after the theme's search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what the search reads if the site is opened by file."""
        if self._is_offline:
            offline.write_search_script(Path(config.site_dir))
