"""A site that is opened by file: every link leads to a file, and filters and search work without a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

import searched
from browser import find_chromium
from samples import BOT, BOT_TEXT, OLD, OLD_TEXT
from site_build import build
from visits import titles, visiting, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with two incidents and a handbook, built to be opened by file."""
    find_chromium()
    root = tmp_path_factory.mktemp("offline site")
    (root / "postmortems").mkdir()
    (root / "postmortems" / f"{BOT}.md").write_text(BOT_TEXT)
    (root / "postmortems" / f"{OLD}.md").write_text(OLD_TEXT)
    (root / "docs").mkdir()
    (root / "docs" / "guide.md").write_text("# Guide\n\nHow to [read](../postmortems/).\n")
    return build(root, "--offline")


def test_filters_search_and_links_work_by_file(chromium: Browser, folder: Path) -> None:
    site = f"{folder.as_uri()}/"
    wide = {"width": 1440, "height": 900}
    with visiting(chromium, site, "incidents/index.html?severity=SEV3", viewport=wide) as page:
        wait_for(page, "1 of 2")
        assert titles(page) == ["The old one"]
        page.locator(".md-search__input").focus()  # the theme sets its search up when it is used
        page.locator(".md-search-result__meta", has_text="Type to start").wait_for(state="attached")
        page.locator(".md-search__input").press_sequentially("quokka")
        page.locator(".md-search-result__link", has_text="The old one").first.click()
        assert page.locator("h1").inner_text() == "The old one"
        page.goto(site + "index.html")
        waiting, seen = [page.url], set()
        while waiting:
            page.goto(waiting.pop(0))
            found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
            for url in {urljoin(page.url, href).partition("#")[0] for href in found}:
                parts = urlsplit(url)
                if parts.scheme == "file" and url not in seen:
                    seen.add(url)
                    assert Path(unquote(parts.path)).is_file(), f"{page.url} links to {url}"
                    if parts.path.endswith(".html") and not parts.query:
                        waiting.append(url)
    assert len(seen) > 15


def test_queries_of_twelve_kinds_find_what_they_mean_by_file(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("searched by file")
    searched.write(root, searched.OFFLINE)
    site = f"{build(root, '--offline').as_uri()}/"
    with visiting(chromium, site, "index.html", viewport={"width": 1440, "height": 900}) as page:
        searched.require_good(searched.rank_in_theme(page, searched.OFFLINE["queries"]))
        field = page.locator(".md-search__input")
        field.fill("idempotency")
        field.press("Shift")
        best = page.locator(".md-search-result__item", has_text="Refund tool paid").first
        best.wait_for()
        assert "SEV2 · 2026-03-29" in best.locator("h1").inner_text()
        assert best.locator("mark").first.inner_text() == "idempotency"
        assert "Owner" not in best.inner_text() and "Action items" not in best.inner_text(), "no panel of facts"
