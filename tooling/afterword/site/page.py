"""A page of the site as a plain value, and the templates that fill it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from afterword.site.passes import Followed, Heading


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        source: where it would lie as a Markdown file among the handbook's.
        title: plain text.
        html: everything below the site's header, the title included.
        headings: what its table of contents lists.
        description: plain text for search engines and previews; empty for none.
        followed: where the links of the document lead.
        is_wide: whether it needs the room of the table of contents.
        is_listed: whether the search finds it; lists would only repeat what they list.
    """

    source: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    description: str = ""
    followed: Followed = field(default_factory=Followed)
    is_wide: bool = False
    is_listed: bool = True


def render(template: str, **values: object) -> str:
    """HTML of a template; every value is escaped unless it is HTML of our own."""
    return visible(_environment().get_template(template).render(**values))


def visible(text: str) -> str:
    """The same with every character that turns the direction of writing around as a word.

    Such a character can show text, code above all, in another order than the one in which it is read.
    """
    return _TURNING.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", text)


_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("afterword.site"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
