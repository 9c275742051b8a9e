"""What MkDocs is told of a page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig

from afterword.site.headings import Heading
from afterword.site.page import Page
from afterword.site.theming import describe


def test_table_of_contents_is_as_long_as_people_read_and_every_anchor_is_known() -> None:
    """The theme's search looks through all of it for each heading: 10,000 took 15 s."""
    headings = tuple(Heading(2 + number % 2, f"h{number}", f"<H{number}>") for number in range(1_000))
    page: Any = SimpleNamespace(meta={})
    config = cast(MkDocsConfig, SimpleNamespace(theme={}))
    describe(page, Page("incidents/x.md", "X", "", headings), config)
    listed = [link for top in page.toc for link in (top, *top.children)]
    assert [link.id for link in listed] == [f"h{number}" for number in range(300)]
    assert listed[0].title == "&lt;H0&gt;"
    assert page.present_anchor_ids == {f"h{number}" for number in range(1_000)}
