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
