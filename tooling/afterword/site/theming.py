"""What MkDocs and its theme are told of a page, and what is mended in what the theme makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme

from afterword.site.defaults import theme_settings
from afterword.site.page import Page, visible
from afterword.site.passes import Heading
from afterword.site.views import HOME, SEARCH

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

_SECTION_TITLE = re.compile(r'<label class="md-nav__title" for="(__nav_[\d_]+)">')


def apply_theme_defaults(config: MkDocsConfig) -> None:
    """Set of the theme what the user has left as the theme has it."""
    own = Theme(name=config.theme.name)
    for key, value in theme_settings().items():
        if config.theme.get(key) == own.get(key):
            config.theme[key] = value


def describe(page: MkDocsPage, made: Page, config: MkDocsConfig) -> None:
    """Give MkDocs what it would have found in the Markdown. Its templates escape nothing, so it is escaped here."""
    title = escape(visible(made.title))
    name(page, title if made.source != HOME else "Home")
    page.meta = {"title": title} if made.source != HOME else {}
    if made.description:
        page.meta["description"] = escape(visible(made.description))
    page.meta["hide"] = hidden(config, made.is_wide)
    page.meta["searches_itself"] = made.source == SEARCH
    if not made.is_listed:
        page.meta["search"] = {"exclude": True}
    page.toc = _table_of_contents(made.headings)
    page.present_anchor_ids = {heading.id for heading in made.headings}


def name(page: MkDocsPage, title: str) -> None:
    """Name a page, unless the navigation in `mkdocs.yml` does."""
    if "title" not in vars(page):
        page.title = title


def hidden(config: MkDocsConfig, is_wide: bool) -> list[str]:
    """The sidebars that a page goes without: tables need the room. Without tabs the left one is the only way around."""
    left = ["navigation"] if "navigation.tabs" in (config.theme.get("features") or []) else []
    return [*left, "toc"] if is_wide else left


def labelled(output: str) -> str:
    """The page with a label for every section of the navigation that refers to one.

    The theme leaves it out where a section is nothing but its index.
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
        elif heading.level == 3 and found:
            found[-1].children.append(link)
    return TableOfContents(found)
