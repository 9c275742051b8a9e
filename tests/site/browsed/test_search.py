"""The full-text search in the header: what it finds, where it leads, and what it says when something fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import searched
from browser import find_chromium, served
from site_build import build
from visits import MANY, visiting, word_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def ask(page: Page, query: str) -> None:
    """Type a query into the open search, and wait for its answer."""
    page.fill("#aw-search-text", query)
    answered = "query => document.querySelector('.aw-search-dialog').dataset.answered === query"
    page.wait_for_function(answered, arg=query)


def results(page: Page) -> list[str]:
    return page.locator(".aw-results a").all_inner_texts()


def wait_for(page: Page, text: str) -> None:
    """Wait until the search says this; what it says instead stands in the failure."""
    expect(page.locator(".aw-search-dialog .aw-found")).to_contain_text(text, timeout=30_000)


def rank(page: Page, queries: list[dict[str, str]]) -> dict[str, int]:
    """Return the place of what each query means."""
    ranks: dict[str, int] = {}
    page.keyboard.press("/")
    for one in queries:
        ask(page, one["query"])
        links = page.eval_on_selector_all(".aw-results a", "all => all.map(one => one.getAttribute('href'))")
        ranks[f"{one['kind']}: {one['query']}"] = searched.find_rank(links, one["meant"])
    return ranks


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the post-mortems that are searched."""
    find_chromium()
    root: Path = tmp_path_factory.mktemp("searched")
    searched.write(root, searched.SERVED)
    with served(build(root)) as address:
        yield address


def test_queries_of_twelve_kinds_find_what_they_mean(chromium: Browser, corpus: str) -> None:
    with visiting(chromium, corpus, "") as page:
        searched.require_good(rank(page, searched.SERVED["queries"]))


@pytest.mark.parametrize("search", ["pagefind", "full"])
def test_incidents_are_found_before_a_handbook_with_the_same_words(
    chromium: Browser, tmp_path: Path, search: str
) -> None:
    searched.write(tmp_path, searched.BESIDE_HANDBOOK)
    rank_queries = rank if search == "pagefind" else searched.rank_in_theme
    wide = {"width": 1440, "height": 900}
    with served(build(tmp_path, search=search)) as address, visiting(chromium, address, "", viewport=wide) as page:
        searched.require_good(rank_queries(page, searched.BESIDE_HANDBOOK["queries"]))


@pytest.mark.parametrize("search", ["pagefind", "full"])
def test_the_code_of_a_handbook_is_found(chromium: Browser, tmp_path: Path, search: str) -> None:
    searched.write(tmp_path, searched.BESIDE_HANDBOOK)
    (tmp_path / "docs" / "rota.md").write_text(
        "# The rota\n\nWho is paged.\n\n```yaml\nescalate_after: 900 wombats\n```\n"
    )
    wide = {"width": 1440, "height": 900}
    with served(build(tmp_path, search=search)) as address, visiting(chromium, address, "", viewport=wide) as page:
        page.keyboard.press("/")
        field, results = {
            "pagefind": ("#aw-search-text", ".aw-results"),
            "full": (".md-search__input", ".md-search-result"),
        }[search]
        page.locator(field).press_sequentially("wombats")
        page.locator(f"{results} a", has_text="The rota").first.wait_for(timeout=5000)


def test_a_code_is_found_by_words_in_its_middle(chromium: Browser, tmp_path: Path) -> None:
    document = {"day": "2026-02-02", "name": "guard", "title": "A guard is silent", "keys": "owner: '@ana'"}
    searched.write(tmp_path, {"documents": [document | {"text": "It answered `E_POLICY_MISSING_77` and stopped."}]})
    with served(build(tmp_path)) as address, visiting(chromium, address, "?search=policy_missing") as page:
        page.locator(".aw-results a", has_text="A guard is silent").wait_for(timeout=5000)


def test_a_result_leads_to_the_section_and_shows_what_matched(chromium: Browser, corpus: str) -> None:
    with visiting(chromium, corpus, "?search=idempotency") as page:
        page.locator(".aw-results a").first.wait_for()
        assert page.locator(".aw-results .aw-note").first.inner_text() == "SEV2 · 2026-04-29 · Root cause"
        assert page.locator(".aw-results mark").first.inner_text() == "idempotency"
        ask(page, "@ingrid")
        assert results(page) == ["Scheduler doubles bookings"], "a fact"
        assert "Owner" not in page.locator(".aw-results p").first.inner_text(), "and no panel of facts is quoted"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator("h1", has_text="Scheduler doubles bookings").wait_for()
        assert "/incidents/2026-04-29-bookings/" in page.url
        page.go_back()
        page.locator(".aw-results a").first.wait_for()


def test_the_search_of_the_theme_is_neither_shown_nor_loaded(chromium: Browser, large: str) -> None:
    for width in (1440, 390):
        with visiting(chromium, large, "", viewport={"width": width, "height": 900}) as page:
            page.get_by_role("button", name="Search").click()
            ask(page, word_of(3))
            assert results(page) == ["Number 3"]
            page.wait_for_load_state("networkidle")
            loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
            assert not [name for name in loaded if "search_index" in name]
            assert page.locator(".md-search").count() == 0
            page.keyboard.press("Escape")
            page.wait_for_url(large)
            assert not page.locator(".aw-search-dialog").is_visible()


@pytest.mark.parametrize("part", [r"pagefind\.js", r"\.pf_meta", r"\.pf_index", r"\.pf_fragment"])
def test_a_search_that_could_not_load_is_tried_again(chromium: Browser, large: str, part: str) -> None:
    with visiting(chromium, large, "") as page:
        page.route(re.compile(part), lambda route: route.fulfill(status=503))
        page.keyboard.press("/")
        page.fill("#aw-search-text", word_of(MANY - 1))
        wait_for(page, "could not be loaded")
        page.unroute(re.compile(part))
        page.get_by_role("button", name="Try again").press("Enter")
        wait_for(page, "1 page")


def test_a_slow_search_says_that_it_goes_on(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "") as page:
        page.route("**/*.pf_meta", lambda route: None)  # held
        page.keyboard.press("/")
        page.fill("#aw-search-text", word_of(7))
        wait_for(page, "Searching")
        page.unroute("**/*.pf_meta")  # let go
        wait_for(page, "1 page")


def test_further_results_go_on_with_the_keyboard(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "?search=impact") as page:
        page.locator(".aw-results li:nth-child(10)").wait_for()
        page.get_by_role("button", name="Show more").press("Enter")
        page.locator(".aw-results li:nth-child(20)").wait_for()
        assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.aw-results li')[10]")


def test_any_query_is_answered(chromium: Browser, site: str) -> None:
    queries = ('"', "<script>window.owned = 1</script>", "%%%", "𝕏" * 50, "word " * 200, "\u202e", "zzxqw")
    with visiting(chromium, site, "") as page:
        page.keyboard.press("/")
        for query in queries:
            ask(page, query.strip())
            assert re.search("page|Nothing found", page.locator(".aw-search-dialog .aw-found").inner_text())
        assert page.evaluate("window.owned") is None
        ask(page, "“below the word”")
        assert len(results(page)) == 3, "the quotes of a telephone find a phrase"
        ask(page, "“word the below”")
        assert results(page) == []


def test_results_lead_on_when_the_theme_has_changed_the_page_alone(chromium: Browser, tmp_path: Path) -> None:
    searched.write(tmp_path, searched.SERVED)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\nsite_url: https://site.example/\nsite_dir: build/site\nplugins: [search, afterword]\n"
        "theme: {name: material, features: [navigation.instant, navigation.tabs]}\n"
    )
    (tmp_path / "docs").mkdir()
    folder = build(tmp_path)
    sitemap = folder / "sitemap.xml"
    with served(folder) as address:
        # The theme follows those links alone that the sitemap names.
        sitemap.write_text(sitemap.read_text().replace("https://site.example/", address))
        with visiting(chromium, address, "") as page:
            assert page.locator("svg a").count(), "the theme fails on links in pictures that have a plain `href`"
            page.evaluate("window.isKept = true")
            page.click(".md-tabs__link >> text=Incidents")
            page.wait_for_url(f"{address}incidents/")
            assert page.evaluate("window.isKept")
            page.click(".aw-search-open")
            ask(page, "idempotency")
            link = page.eval_on_selector(".aw-results a", "one => one.href")
            assert link.startswith(f"{address}incidents/2026-04-29-")
