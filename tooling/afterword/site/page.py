"""A page of the site as a plain value, and the templates that fill it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from afterword.site.addresses import HOME
from afterword.site.headings import Heading
from afterword.site.link_rewriting import FoundLinks

_MOST_HEADINGS = 300


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        source: the path it would have as a Markdown file of the handbook.
        title: plain text.
        html: everything below the site's header, the title included.
        headings: the headings at the top level.
        description: plain text for search engines and previews; empty for none.
        found_links: the links of the document.
        is_wide: whether it needs the width of the table of contents.
        is_listed: whether the search finds it; a list would only repeat its entries.
    """

    source: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    description: str = ""
    found_links: FoundLinks = field(default_factory=FoundLinks)
    is_wide: bool = False
    is_listed: bool = True

    @property
    def listed_headings(self) -> tuple[Heading, ...]:
        """The headings that the table of contents lists: of two levels, as many as people look through.

        The theme's search goes through all of it for each heading of the page, which takes time with their square.
        """
        return tuple(heading for heading in self.headings[:_MOST_HEADINGS] if heading.level <= 3)

    def front_matter(self, has_tabs: bool) -> dict[str, Any]:
        """Return what generators read of a page, escaped, for their templates do not escape.

        Args:
            has_tabs: whether tabs show the sections; without them, the navigation at the side is the only menu.
        """
        # The home page has the name of the site alone.
        found = {"title": "" if self.source == HOME else self.title, "description": self.description}
        return {
            **{key: escape(visible(text)) for key, text in found.items() if text},
            "hide": [*(["navigation"] if has_tabs else []), *(["toc"] if self.is_wide else [])],
            **({} if self.is_listed else {"search": {"exclude": True}}),
        }


def render(template: str, **values: object) -> Markup:
    """Fill a template of ours; every value is escaped unless it is HTML of our own."""
    return Markup(visible(_environment().get_template(template).render(**values)))  # noqa: S704


def visible(text: str) -> str:
    """Spell out every character that reverses the direction of writing.

    Such a character can show text, above all code, in another order than the one in which it is read.
    """
    # To look for each is faster than one pattern for all, and hardly a text has any.
    for character in _BIDI:
        if character in text:
            text = text.replace(character, f"⟦U+{ord(character):04X}⟧")
    return text


_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("afterword.site"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["thousands"] = "{:,}".format
    return made
