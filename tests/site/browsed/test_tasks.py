"""What people come for, in steps that are counted: the evidence of a claim where the claim is, and lists of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from visits import KINDS, MANY, NEWEST, name_of, titles, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

Click: TypeAlias = "Callable[[Locator], None]"


def test_a_citation_shows_its_evidence_where_it_is(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, KINDS["incident"], viewport={"width": 1440, "height": 900}) as page:
        cited, card = page.locator("a.footnote-ref"), page.locator(".aw-evidence-card")
        cited.hover()
        assert card.inner_text().split("\n")[0].startswith("E2")
        assert "alert · pager.json, line 4" in card.inner_text()
        assert "<b>Half</b> of the answers changed at once in checkout" in card.inner_text()
        assert page.url.endswith(KINDS["incident"]), "the reader stays in the place"
        card.hover()
        page.wait_for_timeout(400)
        assert card.is_visible(), "a pointer may travel to the evidence"
        page.keyboard.press("Escape")
        assert card.count() == 0
        cited.focus()
        assert card.is_visible()
        page.keyboard.press("Enter")
        assert page.url.endswith("#fn:e2") and page.locator("li#fn\\:e2").is_visible()
    with visiting(chromium, site, KINDS["incident"], viewport={"width": 390, "height": 800}, has_touch=True) as page:
        page.locator("a.footnote-ref").tap()
        box = page.locator(".aw-evidence-card").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.locator("h1").tap()
        assert page.locator(".aw-evidence-card").count() == 0
    with visiting(chromium, site, KINDS["incident"], java_script_enabled=False) as page:
        page.locator("a.footnote-ref").click()
        assert page.url.endswith("#fn:e2")


def test_an_owner_without_open_action_items_gets_a_list_that_says_what_to_loosen(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, KINDS["incident"], viewport={"width": 1440, "height": 900}) as page:
        page.locator(".aw-main-facts a", has_text="@ana").click()
        page.locator("a", has_text="Open action items of @ana").click()
        page.locator(".aw-found", has_text="0 of 3").wait_for()
        assert page.locator(".aw-empty button").all_inner_texts() == ["Without owner: 3"]


@contextmanager
def counting(chromium: Browser, site: str, path: str = "") -> Iterator[tuple[Page, Click, list[str]]]:
    """A wide page of a site, what clicks on something that is shown, and what was clicked on."""
    with visiting(chromium, site, path, viewport={"width": 1440, "height": 900}) as page:
        clicked: list[str] = []

        def click(target: Locator) -> None:
            clicked.append(target.inner_text())
            target.click(timeout=5000)

        yield page, click, clicked


def test_incidents_with_five_facts_and_a_word_are_six_clicks_and_a_query_away(chromium: Browser, large: str) -> None:
    meant = {number for number in range(MANY) if name_of(number) > "2026" and number % 4 < 2}
    meant = {number for number in meant if number % 3 == 0 and number // 4 % 2 and number % 7}
    wanted = {"severity": ["SEV1", "SEV2"], "cause": ["prompt"], "year": ["2026"], "actions": ["overdue"]}
    with counting(chromium, large) as (page, click, clicked):
        click(page.locator(".md-tabs__link", has_text="Incidents"))
        for name, value in ((name, value) for name, values in wanted.items() for value in values):
            click(page.locator(f'.aw-option:has(input[name="{name}"][value="{value}"])'))
        page.fill("input[name=text]", "claude")
        page.locator(".aw-found", has_text=f"{len(meant)} of {MANY}").wait_for()
        assert {*titles(page)} == {f"Number {number}" for number in meant} and len(meant) > 2
        assert len(clicked) == 6


def test_what_has_changed_since_last_week_is_one_click_away(chromium: Browser, large: str) -> None:
    with counting(chromium, large) as (page, click, clicked):
        click(page.locator(".md-tabs__link", has_text="Since last week"))
        page.locator("#changed + ul a", has_text="Number 299").wait_for()
        assert page.locator("#new .aw-count").inner_text() == "0"
        assert len(clicked) == 1


def test_the_open_action_items_of_an_owner_are_two_clicks_away(chromium: Browser, large: str) -> None:
    with counting(chromium, large, f"incidents/{NEWEST}/") as (page, click, clicked):
        click(page.locator(".aw-main-facts a", has_text="@p29"))
        click(page.locator("a", has_text="Open action items of @p29"))
        page.locator(".aw-found", has_text=f"9 of {MANY}").wait_for()
        assert {*page.locator("td.aw-col-owner").all_inner_texts()} == {"@p29"}
        assert {*page.locator("td.aw-col-status").all_inner_texts()} == {"open"}
        assert len(clicked) == 2
    with counting(chromium, large) as (page, click, clicked):  # or one click and their name
        click(page.locator(".md-tabs__link", has_text="Action items"))
        page.fill("input[name=text]", "@p29 open")
        page.locator(".aw-found", has_text=f"9 of {MANY}").wait_for()


def test_whom_to_ask_is_shown_and_what_guards_and_the_feed_are_one_click_away(chromium: Browser, large: str) -> None:
    with counting(chromium, large, f"incidents/{NEWEST}/") as (page, click, clicked):
        box = page.locator(".aw-main-facts", has_text="@p29").bounding_box()
        assert box and box["y"] + box["height"] < 900, "without a click, and without scrolling"
        click(page.locator(".aw-fact:has(dt:text('Guarded by')) a", has_text="refund-window"))
        box = page.locator("pre", has_text="May I?").bounding_box()
        assert box and box["y"] < 900, "the case is in sight"
        assert len(clicked) == 1
        page.locator("a.footnote-ref").hover()
        assert "<b>Half</b> of the answers" in page.locator(".aw-evidence-card").inner_text()
        assert len(clicked) == 1, "the evidence of a claim is shown without a click"
    with counting(chromium, large) as (page, click, clicked):
        feed = page.locator("#subscribe + p a", has_text="Atom")
        assert "<feed" in page.request.get(page.evaluate("one => one.href", feed.element_handle())).text()
