"""What people come for, in steps: the evidence of a claim where the claim is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visits import KINDS, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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


def test_what_people_look_for_is_few_clicks_away(chromium: Browser, site: str) -> None:
    wide = {"width": 1440, "height": 900}
    with visiting(chromium, site, "incidents/", viewport=wide) as page:
        wanted = (
            ("severity", "SEV1"),
            ("severity", "SEV2"),
            ("cause", "prompt"),
            ("year", "2026"),
            ("actions", "overdue"),
        )
        for name, value in wanted:  # five clicks, and one query
            page.locator(f'.aw-option:has(input[name="{name}"][value="{value}"])').click()
        page.fill("input[name=text]", "alpha")
        page.locator(".aw-found", has_text="2 of 4").wait_for()
    with visiting(chromium, site, KINDS["incident"], viewport=wide) as page:
        assert page.locator(".aw-main-facts", has_text="@ana").is_visible(), "whom to ask"
        page.locator(".aw-main-facts a", has_text="@ana").click()
        page.locator("a", has_text="Open action items of @ana").click()
        page.locator(".aw-found", has_text="0 of 3").wait_for()
        assert page.locator(".aw-empty button").all_inner_texts() == ["Without owner: 3"]
    with visiting(chromium, site, "", viewport=wide) as page:
        page.locator(".md-tabs__link", has_text="Since last week").click()
        assert page.locator("h1").inner_text() == "Since last week"
