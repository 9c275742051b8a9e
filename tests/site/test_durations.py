"""`site.durations: false` takes durations off every page and file of the built site."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from afterword.postmortem import PostMortem, read
from afterword.site.data import collect_files
from afterword.site.pages import collect_pages
from afterword.site.site import Site

MakeSite = Callable[..., Site]
WORDS = re.compile(r"3 h 28 min|20 min|208|Time to|[Dd]uration|\"minutes\"|\"times\"|4 d 5 h|2 d 3 h|how-fast")
"""The lengths of the two incidents, and what would announce them."""


@pytest.fixture
def documents() -> list[PostMortem]:
    exact = "started: 2026-04-16T10:00Z, detected: 2026-04-16T10:20Z, resolved: 2026-04-16T13:28Z"
    stated = "started: unknown, duration: 4 d 5 h"
    texts = {"2026-04-16-exact": exact, "2026-04-17-stated": stated, "2026-04-18-going-on": "resolved: ongoing"}
    form = "---\nid: {}\nstatus: published\nincident: {{{}}}\n---\n\n## Summary\n\nIt was slow.\n"
    return [read(form.format(*pair).encode(), f"postmortems/{pair[0]}.md") for pair in texts.items()]


def _built(site: Site) -> dict[str, str]:
    pages = {name: make().html for name, make in collect_pages(site).items()}
    return pages | {name: make() for name, make in collect_files(site).items()}


def _site(make_site: MakeSite, documents: list[PostMortem], *, durations: bool) -> Site:
    config = make_site().portfolio.config
    config = config.model_copy(update={"site": config.site.model_copy(update={"durations": durations})})
    published = {document.path: datetime(2026, 4, 18, 16, 28, tzinfo=UTC) for document in documents}
    address = "https://example.org/"
    return make_site(*documents, config=config, published=published, address=address)


def test_the_setting_takes_them_off_every_page_and_file(make_site: MakeSite, documents: list[PostMortem]) -> None:
    built = _built(_site(make_site, documents, durations=False))
    assert {name: match[0] for name, text in built.items() if (match := WORDS.search(text))} == {}
    assert "ongoing" in built["incidents/index.md"] + built["index.md"]


def test_without_the_setting_they_are_there(make_site: MakeSite, documents: list[PostMortem]) -> None:
    built = _built(_site(make_site, documents, durations=True))
    found = {word for text in built.values() for word in WORDS.findall(text)}
    wanted = {"3 h 28 min", "20 min", "208", "Time to", "4 d 5 h", "2 d 3 h", '"minutes"', '"times"', "how-fast"}
    assert wanted <= found
