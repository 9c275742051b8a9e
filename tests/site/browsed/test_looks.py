"""What people see: no violation of what assistive programs need, nothing cut off, paper that is light."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from visits import HOSTILE, KINDS, titles, visiting, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="comes with the development dependencies")


A4 = 718
"""Pixels of CSS between the margins of a page."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(chromium: Browser, site: str, kind: str, scheme: str) -> None:
    with visiting(chromium, site, KINDS[kind], color_scheme=scheme, reduced_motion="reduce") as page:
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if kind == "search":
                page.locator(".aw-results li").first.wait_for()
            page.wait_for_timeout(150)  # the theme fades its tabs in
            found = axe.Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"


def test_everything_can_be_reached_without_scripts(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/", java_script_enabled=False) as page:
        assert len(titles(page)) == 4
        assert not page.locator(".aw-filters").first.is_visible()
        page.click(".aw-incidents tbody tr:last-child a")
        assert page.locator("h1").inner_text() == "Incident number 1"
        page.goto(site + "metrics/")
        page.locator(".aw-numbers summary").first.click()
        assert page.locator(".aw-numbers table").first.is_visible()


def test_the_title_of_a_group_is_below_its_facet(chromium: Browser, site: str) -> None:
    for width in (1440, 390):
        with visiting(chromium, site, KINDS["group"], viewport={"width": width, "height": 900}) as page:
            kicker, title = (page.locator(name).bounding_box() for name in (".aw-kicker a", "h1"))
            assert kicker and title and kicker["y"] + kicker["height"] <= title["y"]


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


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"search"}))  # the open search is above the page
def test_the_first_key_leads_past_the_menus_to_the_title(chromium: Browser, site: str, kind: str) -> None:
    with visiting(chromium, site, KINDS[kind]) as page:
        page.evaluate("document.activeElement.blur()")  # the search begins in its field
        page.locator(".md-skip:visible").press("Enter", timeout=2000)
        assert page.evaluate("document.activeElement.querySelector('h1') !== null")


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_summary_is_on_the_first_screen(chromium: Browser, site: str, size: tuple[int, int]) -> None:
    viewport = {"width": size[0], "height": size[1]}
    for kind in ("incident", "draft"):
        with visiting(chromium, site, KINDS[kind], viewport=viewport) as page:
            told = page.locator("#summary + p").bounding_box()
            assert told
            assert told["y"] + told["height"] < size[1] * 2 / 3
            headings = page.locator("h2").all_inner_texts()
            assert [text.rstrip("¶") for text in headings[:2]] == ["Summary", "Timeline"]


@pytest.mark.parametrize("kind", [*KINDS, "hostile"])
def test_at_four_hundred_per_cent_nothing_is_wider_than_the_screen(chromium: Browser, site: str, kind: str) -> None:
    path = KINDS.get(kind, f"incidents/{HOSTILE}/")
    with visiting(chromium, site, path, viewport={"width": 320, "height": 256}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_long_name_does_not_push_columns_off_the_screen(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, KINDS["incidents"], viewport={"width": 1440, "height": 900}) as page:
        widths = page.eval_on_selector(".aw-finder .aw-scroll", "one => [one.scrollWidth, one.clientWidth]")
        assert widths[0] <= widths[1]


def test_words_that_run_from_the_right_begin_there(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, f"incidents/{HOSTILE}/") as page:
        gap = page.evaluate(
            """() => {
              const told = [...document.querySelectorAll(".aw-body p")].find((one) => one.textContent.includes("שלום"));
              const words = document.createRange();
              words.selectNodeContents(told);
              return told.getBoundingClientRect().right - words.getBoundingClientRect().right;
            }"""
        )
        assert gap < 2


@pytest.mark.parametrize("kind", ["actions", "incidents"])
def test_heads_that_sort_nothing_do_not_look_as_though_they_did(chromium: Browser, site: str, kind: str) -> None:
    with visiting(chromium, site, KINDS[kind], java_script_enabled=False) as page:
        page.locator("th").first.hover()
        shown = page.locator("th").first.evaluate(
            "one => [getComputedStyle(one).cursor, getComputedStyle(one, '::after').display]"
        )
        assert shown == ["default", "none"]


@pytest.mark.parametrize("kind", ["incidents", "search"])
def test_a_telephone_has_its_whole_width_for_words(chromium: Browser, site: str, kind: str) -> None:
    with visiting(chromium, site, KINDS[kind], viewport={"width": 390, "height": 844}) as page:
        page.locator(".aw-results > li, .aw-cards tbody .aw-col-title").first.wait_for()
        widths = page.eval_on_selector_all(
            ".aw-results > li, .aw-cards tbody .aw-col-title",
            "all => all.map(one => one.getBoundingClientRect().width)",
        )
        assert min(widths) > 300


@pytest.mark.parametrize("kind", ["incidents", "actions", "incident"])
def test_no_column_is_cut_off_on_paper(chromium: Browser, site: str, kind: str) -> None:
    with visiting(chromium, site, KINDS[kind], viewport={"width": A4, "height": 1000}) as page:
        page.emulate_media(media="print")
        ends = page.eval_on_selector_all(
            ".aw-table :is(th, td)", "all => all.map(one => one.getBoundingClientRect().right)"
        )
        assert max(ends) <= A4
        broken = page.eval_on_selector_all(".aw-table :is(th, .aw-col-date, .aw-chip)", BROKEN)
        assert broken == []


@pytest.mark.parametrize("kind", ["incidents", "actions", "incident"])
def test_no_cell_runs_into_the_next(chromium: Browser, site: str, kind: str) -> None:
    with visiting(chromium, site, KINDS[kind], viewport={"width": 1440, "height": 900}) as page:
        cells = page.eval_on_selector_all(
            ".aw-table td", "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
        )
        assert cells == []


COLOURS = """() => [...document.querySelectorAll(".md-content *:not(nav, nav *)")].map((element) => {
  const { color, backgroundColor, fill } = getComputedStyle(element);
  return [element.className.baseVal ?? element.className, element.nodeName, color, backgroundColor, fill].join(" ");
})"""


def test_no_telephone_enlarges_the_page_around_a_field(chromium: Browser, site: str) -> None:
    for kind in ("incidents", "search"):
        with visiting(chromium, site, KINDS[kind], viewport={"width": 390, "height": 844}) as page:
            sizes = page.eval_on_selector_all(
                ":is(.aw-filter, .aw-search) > :is(input, select)",
                "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))",
            )
            assert sizes
            assert min(sizes) >= 16


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("kind", ["home", "incidents", "incident", "actions", "metrics", "search"])
def test_the_focused_element_is_visible(chromium: Browser, site: str, kind: str, width: int) -> None:
    with visiting(chromium, site, KINDS[kind], viewport={"width": width, "height": 844}) as page:
        page.add_style_tag(content="* { transition: none !important }")
        seen = []
        for _ in range(150):
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUSED)
            if found is None:
                break
            seen.append(found)
        assert seen
        assert [one["html"] for one in seen if not one["visible"]] == []


FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  if (!one.closest(".md-content")) return { visible: true };  // the theme's own
  const { width, height } = one.getBoundingClientRect();
  let visible = width > 8 && height > 8 && one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  for (let at = one; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== "none") visible = false;
  return { visible, html: one.outerHTML.slice(0, 160) };
}"""

BROKEN = """all => all.filter((one) => {
  const words = document.createRange();
  words.selectNodeContents(one.querySelector("button") ?? one);
  const lines = new Set([...words.getClientRects()].map((box) => Math.round(box.top)));
  return lines.size > one.textContent.trim().split(" ").length;
}).map((one) => one.textContent)"""
