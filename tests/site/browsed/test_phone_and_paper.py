"""Narrow screens and paper: the menu and the contents of a page at hand, tables that show they go on, words whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visits import KINDS, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PHONE = {"width": 390, "height": 800}
A4 = {"width": 718, "height": 1000}
WIDEN = """box => {
  box.innerHTML = "<table class='aw-table'><tr>" + "<td></td>".repeat(30) + "</tr></table>";
  box.querySelectorAll("td").forEach((cell) => { cell.style.border = "0"; cell.style.minWidth = "3rem"; });
}"""


def test_the_menu_of_an_incident_has_the_pages_and_its_contents(chromium: Browser, site: str) -> None:
    for scripts in (True, False):
        with visiting(chromium, site, KINDS["incident"], viewport=PHONE, java_script_enabled=scripts) as page:
            page.locator("label.md-header__button[for=__drawer]").click()
            page.locator(".md-nav__link:visible", has_text="Since last week").wait_for()
            page.locator(".aw-contents a", has_text="Impact").click()
            assert page.url.endswith("#impact")
    with visiting(chromium, site, KINDS["incident"], viewport={"width": 1440, "height": 800}) as page:
        assert not page.locator(".aw-contents").is_visible(), "the contents are beside the page"


def test_a_wide_table_shows_at_which_edge_it_goes_on(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, KINDS["incident"], viewport=PHONE) as page:
        box = page.locator(".aw-scroll").first
        box.evaluate(WIDEN)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        seen = [box.screenshot()]
        for at in (40, 9999):
            box.evaluate(f"box => box.scrollTo({at}, 0)")
            seen.append(box.screenshot())
        assert len({*seen}) == 3, "beyond the right edge, beyond both, beyond the left edge"


def test_the_whole_prompt_is_one_click_below_its_diff(chromium: Browser, site: str) -> None:
    for scripts in (True, False):
        with visiting(chromium, site, KINDS["incident"], viewport=PHONE, java_script_enabled=scripts) as page:
            assert not page.get_by_text("Be kind.").is_visible()
            page.locator(".aw-whole summary").click()
            assert page.get_by_text("Be kind.").is_visible()


def test_paper_is_filled_and_breaks_no_words(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, KINDS["incident"], viewport=A4) as page:
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('.aw-facts')).breakInside") == "auto"
        assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
        assert not page.locator(".footnote-backref").first.is_visible()
    with visiting(chromium, site, "", viewport=A4) as page:
        page.emulate_media(media="print")
        left, right = (page.locator(f".aw-columns > div:nth-child({at})").bounding_box() for at in (1, 2))
        assert left and right and right["y"] >= left["y"] + left["height"], "one below the other"
        assert left["width"] == right["width"] >= 600
    with visiting(chromium, site, KINDS["metrics"], viewport=A4) as page:
        page.emulate_media(media="print")
        assert not page.locator(".aw-numbers").first.is_visible(), "the charts have their numbers"
        widths = "all => all.map((one) => one.clientWidth)"
        assert min(page.eval_on_selector_all(".aw-charts:not(:has(.aw-chart--bars)) > figure", widths)) >= 600
        bars = page.eval_on_selector_all(".aw-figure-chart:has(.aw-chart--bars)", widths)
        assert 300 <= min(bars) <= max(bars) < 400, "bars are in two columns"
