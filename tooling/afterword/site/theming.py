"""What MkDocs and its theme need to know of a page, and corrections of what the theme makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme

from afterword.site.default_config import theme_settings
from afterword.site.headings import Heading
from afterword.site.page import Page, visible

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

_SECTION_TITLE = re.compile(r'<label class="md-nav__title" for="(__nav_[\d_]+)">')


def apply_theme_defaults(config: MkDocsConfig) -> None:
    """Apply our settings of the theme where the user has not changed the theme's own."""
    own = Theme(name=config.theme.name)
    for key, value in theme_settings().items():
        if config.theme.get(key) == own.get(key):
            config.theme[key] = value


def describe(page: MkDocsPage, made: Page, config: MkDocsConfig) -> None:
    """Give MkDocs what it would have found in the Markdown."""
    page.meta = made.front_matter(has_tabs(config))
    name_page(page, page.meta.get("title", "Home"))
    page.toc = _table_of_contents(made.listed_headings)
    page.present_anchor_ids = {heading.id for heading in made.headings}


def name_page(page: MkDocsPage, title: str) -> None:
    """Name a page, unless the navigation in `mkdocs.yml` does."""
    if "title" not in vars(page):
        page.title = title


def has_tabs(config: MkDocsConfig) -> bool:
    """Return whether tabs show the sections of the navigation."""
    return "navigation.tabs" in (config.theme.get("features") or [])


def add_labels(output: str) -> str:
    """Add a label for every section of the navigation that refers to one.

    The theme omits it if a section consists of its index alone.
    """

    def label(match: re.Match[str]) -> str:
        name = f"{match[1]}_label"
        return match[0] if f'id="{name}"' in output else match[0].replace("<label", f'<label id="{name}"')

    return _SECTION_TITLE.sub(label, output)


def _table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    found: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(str(escape(visible(heading.text))), heading.id, heading.level)
        if heading.level == 2:
            found.append(link)
        elif found:
            found[-1].children.append(link)
    return TableOfContents(found)
