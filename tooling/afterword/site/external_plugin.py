"""The MkDocs plugin of the external site: an allow-list of pages that exist only in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mkdocs.config.base import Config as PluginConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.postmortem.external import ExternalEdition
from afterword.site import external_pages as pages
from afterword.site import feed_formats

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage


class NoOptions(PluginConfig):  # type: ignore[no-untyped-call]
    """No options: the plugin receives what it shows."""


class ExternalPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Adds reports to a build, and removes everything else but the theme."""

    def __init__(self, name: str, url: str, editions: Sequence[ExternalEdition]) -> None:
        made = [pages.index(name, editions), *(pages.report(edition) for edition in editions)]
        self._pages = {page.source: page for page in made}
        self._files = {
            pages.STYLE: pages.CSS,
            feed_formats.RSS: pages.rss(name, url, editions),
            feed_formats.JSON: pages.json_feed(name, url, editions),
        }

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep the theme's own files, add ours, and drop everything in the folder of documents."""
        kept = [file for file in files if not file.is_documentation_page() and file.src_dir != config.docs_dir]
        ours = [
            File.generated(
                config,
                source,
                content="",
                inclusion=InclusionLevel.INCLUDED if source == pages.INDEX else InclusionLevel.NOT_IN_NAV,
            )
            for source in self._pages
        ]
        ours += [File.generated(config, name, content=text) for name, text in self._files.items()]
        return Files([*kept, *ours])

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Make the page."""
        made = self._pages[page.file.src_uri]
        page.title = pages.described(made).get("title", "All reports")
        page.meta = {**pages.described(made), "hide": ["navigation", "toc"] if made.source == pages.INDEX else []}
        page.toc = TableOfContents([AnchorLink(str(page.title), "", 1)])
        for heading in made.headings:
            if heading.level == 2:
                page.toc.items[0].children.append(AnchorLink(heading.text, heading.id, 2))
        page.present_anchor_ids = {heading.id for heading in made.headings}
        return made.html
