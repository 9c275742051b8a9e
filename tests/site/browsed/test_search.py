"""Full text, and the search of the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from visits import MANY, visiting, wait_for, word_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_full_text_finds_a_word_of_a_body_and_leads_to_its_section(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "search/") as page:
        page.keyboard.type("quokkaquokka")
        # On a slow machine, the beginning of the word is searched first.
        page.locator(".aw-results mark", has_text="quokkaquokka").first.wait_for()
        assert page.locator(".aw-results li").count() == 1
        link = page.locator(".aw-results a").first
        page.reload()
        link.wait_for()
        link.press("Enter")
        page.locator("h1", has_text="Incident number 2").wait_for()
        assert page.url.endswith("/incidents/2026-02-12-incident-2/#impact")
        page.go_back()
        link.wait_for()


@pytest.mark.parametrize("number", [0, MANY - 1])
def test_a_word_of_one_document_finds_it_among_many(chromium: Browser, large: str, number: int) -> None:
    with visiting(chromium, large, f"search/?text={word_of(number)}") as page:
        page.locator(".aw-results a").first.wait_for()
        assert page.locator(".aw-results a").all_inner_texts() == [f"Number {number}"]


@pytest.mark.parametrize("part", [r"pagefind\.js", "pagefind-entry", r"\.pf_meta", r"wasm\.", r"\.pf_index"])
def test_a_search_that_could_not_load_is_tried_again(chromium: Browser, large: str, part: str) -> None:
    with visiting(chromium, large, "") as page:
        page.route(re.compile(part), lambda route: route.fulfill(status=503))
        page.goto(f"{large}search/?text={word_of(7)}")
        wait_for(page, "could not be loaded")
        page.unroute(re.compile(part))
        page.get_by_role("button", name="Try again").press("Enter")
        wait_for(page, "1 post-mortem")


def test_the_search_page_loads_no_second_search(chromium: Browser, large: str) -> None:
    for width in (1440, 390):
        with visiting(chromium, large, "search/", viewport={"width": width, "height": 900}) as page:
            page.fill("input[name=text]", word_of(3))
            wait_for(page, "1 post-mortem")
            page.wait_for_load_state("networkidle")
            loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
            assert any("pf_index" in name for name in loaded)
            assert not [name for name in loaded if "search_index" in name]
            assert not page.locator(".md-search").is_visible()
            assert not page.locator("label[for=__search].md-header__button").is_visible()


@pytest.mark.parametrize("query", ["numbat", "beta-7", "Incident number 3"])
def test_the_search_of_the_theme_finds_titles_summaries_and_facts(chromium: Browser, site: str, query: str) -> None:
    with visiting(chromium, site, "") as page:
        page.wait_for_load_state("networkidle")  # the theme listens by then
        page.keyboard.press("/")
        page.locator(".md-search__output").wait_for()
        page.keyboard.type(query)  # the theme listens to keys, not to what is filled in
        page.locator(".md-search-result__link", has_text="Incident number 3").first.wait_for(timeout=20_000)


def test_a_result_that_could_not_load_is_tried_again(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "search/") as page:
        page.route("**/*.pf_fragment", lambda route: route.abort())
        page.fill("input[name=text]", word_of(7))
        wait_for(page, "could not be loaded")
        page.unroute("**/*.pf_fragment")
        page.get_by_role("button", name="Try again").press("Enter")
        wait_for(page, "1 post-mortem")
        assert not page.get_by_role("button", name="Try again").is_visible()


def test_a_slow_search_says_that_it_goes_on(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "search/") as page:
        page.route("**/*.pf_meta", lambda route: None)  # held
        page.fill("input[name=text]", word_of(7))
        wait_for(page, "Searching")
        page.unroute("**/*.pf_meta")  # let go
        wait_for(page, "1 post-mortem")


def test_further_results_go_on_with_the_keyboard(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "search/?text=impact") as page:
        page.locator(".aw-results li:nth-child(10)").wait_for()
        page.get_by_role("button", name="Show more").press("Enter")
        page.locator(".aw-results li:nth-child(20)").wait_for()
        assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.aw-results li')[10]")


@pytest.mark.parametrize("query", ['"', "<script>window.owned = 1</script>", "%%%", "𝕏" * 50, "word " * 2000, "\u202e"])
def test_any_query_is_answered(chromium: Browser, site: str, query: str) -> None:
    with visiting(chromium, site, "search/") as page:
        page.fill("input[name=text]", query)
        page.locator(".aw-found", has_text=re.compile("post-mortem|Nothing found")).wait_for(timeout=15_000)
        assert page.evaluate("window.owned") is None


def test_nothing_found_says_what_else_to_try(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "search/?text=zzxqw") as page:
        wait_for(page, "Nothing found")
        assert "fewer words" in page.locator(".aw-found").inner_text()


@pytest.mark.parametrize(
    ("query", "expected"), [("“below the word”", "3 post-mortems"), ("“word the below”", "Nothing")]
)
def test_the_quotes_of_a_telephone_find_a_phrase(chromium: Browser, site: str, query: str, expected: str) -> None:
    with visiting(chromium, site, "search/") as page:
        page.fill("input[name=text]", query)
        page.locator(".aw-found", has_text=re.compile("post-mortem|Nothing found")).wait_for()
        assert page.locator(".aw-found").inner_text().startswith(expected)


def test_the_drawing_of_the_course_is_not_searched(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "search/") as page:
        page.fill("input[name=text]", '"course of the incident"')
        wait_for(page, "Nothing found")


def test_a_result_shows_severity_and_date(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "search/?text=quokkaquokka") as page:
        page.locator(".aw-results a").first.wait_for()
        assert page.locator(".aw-results .aw-note").first.inner_text() == "SEV2 · 2026-02-12 · Impact"
