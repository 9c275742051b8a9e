"""A visit to a site in the browser, and what the tests look for there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "2026-04-19-hostile"
"""The document that wants to do something."""

LONG = "long-name-of-a-person-" * 2 + "x"
"""The owner of action items."""

MANY = 300
"""Post-mortems of the large site."""

NEWEST = "2026-02-24-n299"
"""The last of them, which cites evidence and has an eval case."""

KINDS = {
    "home": "",
    "incidents": "incidents/",
    "incident": "incidents/2026-01-11-incident-1/",
    "draft": "incidents/2026-03-13-incident-3/",
    "actions": "action-items/",
    "week": "since-last-week/",
    "metrics": "metrics/",
    "browse": "browse/",
    "group": "browse/severity/sev1/",
    "search": "?search=numbat",
    "handbook": "guide/",
    "not found": "404.html",
}


@contextmanager
def visiting(chromium: Browser, site: str, path: str, **options: object) -> Iterator[Page]:
    """A page of the site in a browser of its own; every request to elsewhere and every error of a script fails."""
    context = chromium.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: None if request.url.startswith((site, "data:", "blob:"))
            else elsewhere.append(request.url))  # fmt: skip
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site + path)
    yield page
    context.close()
    assert elsewhere == []
    assert errors == []


def titles(page: Page) -> list[str]:
    return page.locator(".aw-incidents tbody .aw-col-title a").all_inner_texts()


def wait_for(page: Page, text: str) -> None:
    page.locator(".aw-found", has_text=text).wait_for(timeout=5000)


def name_of(number: int) -> str:
    """The id of a document of the large site."""
    year, rest = divmod(number, 62)
    return f"{2022 + year}-{rest // 28 + 1:02}-{rest % 28 + 1:02}-n{number}"


def word_of(number: int) -> str:
    """The word that is in one document alone, and that no other begins with."""
    return "q" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "z"
