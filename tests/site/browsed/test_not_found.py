"""The page for what is not found, of a site whose settings give no address, at the server's root and below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterword.site.csp import write_policy
from browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("below", ["", "incidents-of-acme/", "team/incidents/"])
def test_it_has_its_look_links_and_search_wherever_the_site_is(
    chromium: Browser, site_folder: Path, below: str
) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with served(site_folder, {"Content-Security-Policy": write_policy(site_folder)}, below) as address:
        page = context.new_page()
        page.goto(f"{address}incidents/2020-01-01-gone/more/")
        assert page.locator("h1").inner_text() == "This page does not exist"
        page.locator(".aw-search-open:visible").wait_for(timeout=5000)
        shown = page.locator(".md-tabs__list").evaluate("list => getComputedStyle(list).display")
        assert shown == "flex", "the style sheet of the theme is there"
        links = page.eval_on_selector_all("article p a[href]", "all => all.map(one => one.href)")
        assert links == [f"{address}incidents/", address]
        page.keyboard.press("/")
        page.keyboard.type("numbat")
        page.locator(".aw-results > li", has_text="Incident number 3").first.wait_for(timeout=5000)
        page.locator(".aw-results a").first.click()
        assert page.locator("h1").inner_text() == "Incident number 3"
    context.close()
