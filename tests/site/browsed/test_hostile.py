"""Documents that want to do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visits import HOSTILE, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_hostile_documents_stay_inert(chromium: Browser, site: str) -> None:
    for path in (
        f"incidents/{HOSTILE}/",
        "incidents/?text=hostile",
        "",
        "action-items/",
        "browse/",
        "?search=pixel",
    ):
        with visiting(chromium, site, path) as page:
            page.wait_for_timeout(400)
            assert page.evaluate("window.owned") is None
            content = page.content()
            assert "\u202e" not in content
            for link in page.locator("a[href]").all():
                assert not (link.get_attribute("href") or "").lower().startswith("javascript:")


def test_turned_text_is_shown_as_what_it_is(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, f"incidents/{HOSTILE}/") as page:
        assert "⟦U+202E⟧gnp.exe" in page.locator("h1").inner_text()
        assert "⟦U+202E⟧" in page.title()
        assert '--8<-- "/etc/hostname"' in page.locator(".aw-body").first.inner_text()
