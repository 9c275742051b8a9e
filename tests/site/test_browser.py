"""What people meet: the pages in a real Chromium, with the keyboard, in both schemes, wide and narrow."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from browser import find_chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="comes with the development dependencies")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="comes with the development dependencies")

NOW = "2026-05-01T12:00:00Z"
HOSTILE = "2026-04-19-hostile"
ATTACKS = [
    "<script>window.owned = 1</script>",
    "<img src=x onerror='window.owned = 1'>",
    "[a link](javascript:window.owned=1)",
    '--8<-- "/etc/hostname"',
    "{: onclick='window.owned = 1' }",
    "<svg onload='window.owned = 1'></svg>",
    "![a pixel](https://evil.example/pixel.png)",
    "abc\u202ecba",
]


def _document(number: int, *, severity: str, service: str, model: str, version: str, word: str) -> str:
    start = f"2026-0{number}-1{number}"
    return f"""---
schema: 1
id: {start}-incident-{number}
title: Incident number {number}
status: {"draft" if number == 3 else "published"}
severity: {severity}
owner: "@ana"
incident:
  started: {start}T08:00Z
  detected: {start}T08:{20 + number}Z
  mitigated: {start}T09:00Z
  resolved: {start}T1{number}:00Z
  detection: alert
services: [{service}]
models:
  - {{provider: ExampleAI, name: {model}, version: {version}}}
causes:
  - {{id: a, kind: prompt, summary: The prompt changed}}
factors: [missing-eval]
---

## Summary

The {word} answer reached many.

## Timeline

- {start} 08:00Z — **first symptom:** It began.
- {start} 09:00Z — **mitigation applied:** Rolled back.

## Prompt diff

```diff
- Answer from the policy.
+ Answer warmly.
```

## Impact

It hid below the word **{word}{word}**.

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Alert on it | monitoring improvement | P1 | @ana | 2026-0{number}-28 | it alerts | open | |
"""


def _hostile() -> str:
    body = "\n\n".join(ATTACKS)
    rows = "\n".join(f"| {number} | x |" for number in range(5000))
    title = json.dumps('</title><script>window.owned = 1</script> "quoted" \u202egnp.exe')
    front = f"id: {HOSTILE}\ntitle: {title}\nstatus: in-review\nseverity: SEV1\nowner: '<b onclick=x>'\n"
    front += (
        "services: ['<img src=x onerror=window.owned=1>']\nmodels: [{name: '\"><script>window.owned=1</script>'}]\n"
    )
    return f"---\nschema: 1\n{front}---\n\n## Summary\n\n{body}\n\n## Impact\n\n| n | x |\n|---|---|\n{rows}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with four incidents, one of them hostile, and a full-text index."""
    find_chromium()
    root = tmp_path_factory.mktemp("browser")
    folder = root / "postmortems"
    folder.mkdir()
    kinds = [
        ("SEV1", "checkout", "alpha", "alpha-2026-01-20", "zebra"),
        ("SEV2", "search", "alpha", "alpha-2026-02-02", "quokka"),
        ("SEV1", "search", "beta", "beta-7", "numbat"),
    ]
    for number, (severity, service, model, version, word) in enumerate(kinds, 1):
        text = _document(number, severity=severity, service=service, model=model, version=version, word=word)
        name = re.search(r"^id: (.*)$", text, re.MULTILINE)
        assert name
        (folder / f"{name[1]}.md").write_text(text)
    (folder / f"{HOSTILE}.md").write_text(_hostile())
    (root / "docs").mkdir()
    (root / "docs" / "guide.md").write_text(
        "# Guide\n\nHow to [read](../postmortems/).\n\n```python\nx = 1 + 2.5\n```\n"
    )
    (root / "afterword.yml").write_text("tracker: local\nsite: {search: pagefind}\n")
    command = [sys.executable, "-m", "afterword", "-C", str(root), "site", "build"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "AFTERWORD_NOW": NOW}, check=False
    )
    assert done.returncode == 0, done.stderr
    with served(root / "build" / "site") as address:
        yield address


def _word(number: int) -> str:
    """A word that no other begins with."""
    return "q" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "z"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with 360 incidents: several pages of every list, and two indexes of every word."""
    find_chromium()
    root = tmp_path_factory.mktemp("large")
    (root / "postmortems").mkdir()
    for number in range(360):
        name = f"20{number // 28 + 10}-02-{number % 28 + 1:02}-n{number}"
        front = f"id: {name}\ntitle: Number {number}\nstatus: published\nseverity: SEV1\n"
        (root / "postmortems" / f"{name}.md").write_text(f"---\n{front}---\n\n## Impact\n\n{_word(number)}\n")
    (root / "afterword.yml").write_text("tracker: local\nsite: {search: pagefind}\n")
    command = [sys.executable, "-m", "afterword", "-C", str(root), "site", "build"]
    subprocess.run(command, capture_output=True, env={**os.environ, "AFTERWORD_NOW": NOW}, check=True)
    with served(root / "build" / "site") as address:
        yield address


@pytest.fixture(scope="module")
def chromium(site: str) -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


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


KINDS = {
    "home": "",
    "incidents": "incidents/",
    "incident": "incidents/2026-01-11-incident-1/",
    "draft": "incidents/2026-03-13-incident-3/",
    "actions": "action-items/",
    "metrics": "metrics/",
    "browse": "browse/",
    "group": "browse/severity/sev1/",
    "search": "search/?text=numbat",
    "handbook": "guide/",
    "not found": "404.html",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(chromium: Browser, site: str, kind: str, scheme: str) -> None:
    for width in (1440, 390):
        with visiting(
            chromium, site, KINDS[kind], viewport={"width": width, "height": 900}, color_scheme=scheme,
            reduced_motion="reduce",
        ) as page:  # fmt: skip
            if kind == "search":
                page.locator(".aw-results li").first.wait_for()
            page.wait_for_timeout(150)  # the theme fades its tabs in
            found = axe.Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"


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


def test_everything_can_be_reached_without_scripts(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/", java_script_enabled=False) as page:
        assert len(titles(page)) == 4
        assert not page.locator(".aw-filters").first.is_visible()
        page.click(".aw-incidents tbody tr:last-child a")
        assert page.locator("h1").inner_text() == "Incident number 1"
        page.goto(site + "metrics/")
        page.locator(".aw-numbers summary").first.click()
        assert page.locator(".aw-numbers table").first.is_visible()


def test_full_text_finds_a_word_of_a_body_and_leads_to_its_section(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "search/") as page:
        page.keyboard.type("quokkaquokka")
        link = page.locator(".aw-results a").first
        link.wait_for()
        assert page.locator(".aw-results li").count() == 1
        assert "quokka" in page.locator(".aw-results mark").first.inner_text()
        page.reload()
        link.wait_for()
        link.press("Enter")
        page.locator("h1", has_text="Incident number 2").wait_for()
        assert page.url.endswith("/incidents/2026-02-12-incident-2/#impact")
        page.go_back()
        link.wait_for()


@pytest.mark.parametrize("number", [0, 359])
def test_every_index_is_asked(chromium: Browser, large: str, number: int) -> None:
    with visiting(chromium, large, f"search/?text={_word(number)}") as page:
        page.locator(".aw-results a").first.wait_for()
        assert page.locator(".aw-results a").all_inner_texts() == [f"Number {number}"]


def test_a_search_that_could_not_load_is_tried_again(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "search/") as page:
        page.route("**/pagefind/*/pagefind-entry.json*", lambda route: route.abort())
        page.route("**/pagefind.js", lambda route: route.abort())
        page.fill("input[name=text]", _word(7))
        wait_for(page, "could not be loaded")
        page.unroute("**/pagefind.js")
        page.unroute("**/pagefind/*/pagefind-entry.json*")
        page.fill("input[name=text]", f"{_word(7)} ")
        wait_for(page, "1 post-mortem")


def test_the_search_page_loads_no_second_search(chromium: Browser, large: str) -> None:
    for width in (1440, 390):
        with visiting(chromium, large, "search/", viewport={"width": width, "height": 900}) as page:
            page.fill("input[name=text]", _word(3))
            wait_for(page, "1 post-mortem")
            page.wait_for_load_state("networkidle")
            loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
            assert any("pf_index" in name for name in loaded)
            assert not [name for name in loaded if "search_index" in name]
            assert not page.locator(".md-search").is_visible()
            assert not page.locator("label[for=__search].md-header__button").is_visible()


def test_long_lists_go_on_with_the_keyboard(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "incidents/") as page:
        assert len(titles(page)) == 100
        page.fill("input[name=text]", "number")
        page.locator(".aw-finder .aw-more").wait_for()
        page.locator(".aw-finder .aw-more").press("Enter")
        page.locator(".aw-incidents tbody tr:nth-child(101)").wait_for()
        assert page.evaluate("document.activeElement.textContent") == titles(page)[100]


def test_long_lists_have_pages_without_scripts(chromium: Browser, large: str) -> None:
    for path, pages in (("incidents/", 4), ("browse/severity/sev1/", 2)):
        seen = []
        with visiting(chromium, large, path, java_script_enabled=False) as page:
            for _ in range(pages - 1):
                seen += page.locator(".md-content a[href*='incidents/20'], .aw-col-title a").all_inner_texts()
                page.click(".aw-paging a[rel=next]")
            seen += page.locator(".md-content a[href*='incidents/20'], .aw-col-title a").all_inner_texts()
            assert page.locator(".aw-paging a[rel=next]").count() == 0
        assert sorted(seen) == sorted(f"Number {number}" for number in range(360))


def test_the_title_of_a_group_stands_below_the_name_of_its_kind(chromium: Browser, site: str) -> None:
    for width in (1440, 390):
        with visiting(chromium, site, KINDS["group"], viewport={"width": width, "height": 900}) as page:
            kicker, title = (page.locator(name).bounding_box() for name in (".aw-kicker a", "h1"))
            assert kicker and title and kicker["y"] + kicker["height"] <= title["y"]


@pytest.mark.parametrize("query", ["numbat", "beta-7", "Incident number 3"])
def test_the_search_of_the_theme_finds_titles_summaries_and_facts(chromium: Browser, site: str, query: str) -> None:
    with visiting(chromium, site, "") as page:
        page.wait_for_load_state("networkidle")  # the theme listens by then
        page.keyboard.press("/")
        page.locator(".md-search__output").wait_for()
        page.keyboard.type(query)  # the theme listens to keys, not to what is filled in
        page.locator(".md-search-result__link", has_text="Incident number 3").first.wait_for(timeout=20_000)


def test_hostile_documents_stay_inert(chromium: Browser, site: str) -> None:
    for path in (
        f"incidents/{HOSTILE}/",
        "incidents/?text=hostile",
        "",
        "action-items/",
        "browse/",
        "search/?text=pixel",
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
        assert '--8<-- "/etc/hostname"' in page.locator(".aw-body").inner_text()


def test_what_is_printed_has_no_controls(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/?severity=SEV1") as page:
        wait_for(page, "3 of 4")
        page.emulate_media(media="print")
        assert not page.locator(".aw-filters").first.is_visible()
        assert page.locator(".aw-incidents tbody tr").count() == 3
        assert page.locator(".aw-incidents").is_visible()


def test_what_is_printed_from_a_dark_screen_is_dark_on_light(chromium: Browser, site: str) -> None:
    for kind in ("incident", "metrics", "actions", "home", "handbook"):
        shown = []
        for scheme in ("light", "dark"):
            with visiting(chromium, site, KINDS[kind], color_scheme=scheme) as page:
                page.emulate_media(media="print", color_scheme=scheme)
                page.wait_for_timeout(400)  # the theme fades from one to the other
                shown.append(page.evaluate(COLOURS))
        assert shown[0] == shown[1], kind


COLOURS = """() => [...document.querySelectorAll(".md-content *:not(nav, nav *)")].map((element) => {
  const { color, backgroundColor, fill } = getComputedStyle(element);
  return [element.className.baseVal ?? element.className, element.nodeName, color, backgroundColor, fill].join(" ");
})"""
