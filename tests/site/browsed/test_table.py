"""The table of incidents: filters, words, order and further rows, with the address as their memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from visits import MANY, titles, visiting, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_filters_combine_and_going_back_and_reloading_keep_them(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        assert len(titles(page)) == 4
        page.select_option("select[name=severity]", "SEV1")
        wait_for(page, "3 of 4")
        page.select_option("select[name=service]", "search")
        wait_for(page, "1 of 4")
        assert titles(page) == ["Incident number 3"]
        assert page.url.endswith("?severity=SEV1&service=search")
        page.reload()
        wait_for(page, "1 of 4")
        assert page.input_value("select[name=severity]") == "SEV1"
        page.click(".aw-incidents tbody a")
        page.go_back()
        wait_for(page, "1 of 4")
        page.go_back()
        wait_for(page, "3 of 4")
        assert page.input_value("select[name=service]") == ""
        page.click(".aw-filters button[type=reset]")
        wait_for(page, "4 incidents")
        assert page.url.endswith("/incidents/")


def test_a_filter_that_is_folded_away_is_shown_when_it_is_set(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/?status=unpublished&factor=missing-eval") as page:
        wait_for(page, "1 of 4")
        assert page.locator("select[name=factor]").is_visible()


@pytest.mark.parametrize(("query", "expected"), [("beta-7", "3"), ("checkout", "1"), ("ALPHA incident-2", "2")])
def test_words_find_versions_services_and_titles(chromium: Browser, site: str, query: str, expected: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        page.fill("input[name=text]", query)
        wait_for(page, "1 of 4")
        assert titles(page) == [f"Incident number {expected}"]


def test_columns_sort_with_the_keyboard_and_say_so(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        page.locator("th[data-key=title] button").focus()
        page.keyboard.press("Enter")
        page.locator("th[data-key=title][aria-sort=ascending]").wait_for()
        assert titles(page)[1:] == [f"Incident number {number}" for number in (1, 2, 3)]
        page.keyboard.press("Enter")
        page.locator("th[data-key=title][aria-sort=descending]").wait_for()
        assert titles(page)[:3] == [f"Incident number {number}" for number in (3, 2, 1)]
        page.locator("th[data-key=duration] button").click()
        page.locator("th[data-key=duration][aria-sort=descending]").wait_for()
        assert titles(page)[0] == "Incident number 3"


def test_the_table_that_a_script_draws_is_the_one_that_was_built(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        before = page.locator(".aw-incidents tbody").inner_text()
        page.select_option("select[name=severity]", "SEV1")
        wait_for(page, "3 of 4")
        page.select_option("select[name=severity]", "")
        wait_for(page, "4 incidents")
        assert page.locator(".aw-incidents tbody").inner_text() == before


def test_long_lists_go_on_with_the_keyboard(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "incidents/") as page:
        assert len(titles(page)) == 100
        page.fill("input[name=text]", "number")
        page.locator(".aw-finder .aw-more").wait_for()
        page.locator(".aw-finder .aw-more").press("Enter")
        page.locator(".aw-incidents tbody tr:nth-child(101)").wait_for()
        assert page.evaluate("document.activeElement.textContent") == titles(page)[100]


def test_long_lists_have_pages_without_scripts(chromium: Browser, large: str) -> None:
    for path, pages in (("incidents/", 6), ("browse/severity/sev1/", 3)):
        seen = []
        with visiting(chromium, large, path, java_script_enabled=False) as page:
            for _ in range(pages - 1):
                seen += page.locator(".md-content a[href*='incidents/20'], .aw-col-title a").all_inner_texts()
                page.click(".aw-paging a[rel=next]")
            seen += page.locator(".md-content a[href*='incidents/20'], .aw-col-title a").all_inner_texts()
            assert page.locator(".aw-paging a[rel=next]").count() == 0
        assert sorted(seen) == sorted(f"Number {number}" for number in range(MANY))
