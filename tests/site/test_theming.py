"""What MkDocs is told of a page."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig

import afterword.site
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


def test_every_class_of_the_style_sheet_is_given_somewhere() -> None:
    """A class that only rules name styles nothing."""
    folder = Path(afterword.site.__file__).parent
    css = (folder / "theme" / "assets" / "afterword" / "site.css").read_text(encoding="utf-8")
    named = set(re.findall(r"\.(aw-[a-z0-9-]+)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))
    sources = [path for path in folder.rglob("*") if path.suffix in (".py", ".html", ".svg", ".js")]
    given = "".join(path.read_text(encoding="utf-8") for path in sources)
    made = tuple(set(re.findall(r"\b(aw-[a-z0-9-]*-)(?=\{|\$|\"|`)", given)))
    whole = set(re.findall(r"\baw-[a-z0-9-]+", given))
    assert sorted(name for name in named - whole if not name.startswith(made)) == []
