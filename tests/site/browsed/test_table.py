"""The table of incidents: filters, words, order and further rows, with the address as their memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from visits import LONG, MANY, titles, visiting, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route


def check(page: Page, name: str, value: str) -> None:
    page.locator(f'.aw-option:has(input[name="{name}"][value="{value}"])').click()


def is_checked(page: Page, name: str, value: str) -> bool:
    return page.locator(f'input[name="{name}"][value="{value}"]').is_checked()


def counts(page: Page, name: str) -> list[str]:
    return page.locator(f'[data-facet="{name}"] .aw-option').all_inner_texts()


def test_filters_take_several_values_and_say_how_many_each_would_leave(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/?severity=SEV1&severity=SEV2&service=search") as page:
        wait_for(page, "2 of 4")
        assert titles(page) == ["Incident number 3", "Incident number 2"]
        assert counts(page, "severity") == ["SEV1 1", "SEV2 1"], "of those of the service"
        assert counts(page, "cause") == ["prompt 2"]
        page.fill("input[name=from]", "2026-03-01")
        wait_for(page, "1 of 4")
        assert page.url.endswith("&from=2026-03-01")
        page.fill("input[name=to]", "2026-03-02")
        wait_for(page, "0 of 4")
        assert page.locator(".aw-empty button").all_inner_texts() == [
            "Without the first day: 1",
            "Without the last day: 1",
        ]
        page.locator(".aw-empty button").last.click()
        wait_for(page, "1 of 4")
        assert page.input_value("input[name=to]") == ""


def test_action_items_are_filtered_grouped_and_sorted(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "action-items/?group=owner&state=overdue") as page:
        wait_for(page, "3 action items")
        assert page.locator(".aw-group").all_inner_texts() == [f"@{LONG} 3 open, 3 overdue"]
        rows = page.locator(".aw-action-list tbody tr:not(.aw-group)")
        assert "Done when: it alerts" in rows.first.inner_text() and "P1" in rows.first.inner_text()
        page.locator("th[data-key=incident] button").click()
        page.locator("th[data-key=incident][aria-sort=descending]").wait_for()
        assert "Incident number 3" in rows.first.inner_text()
        with page.expect_download() as given:
            page.locator(".aw-download").click()
        lines = given.value.path().read_text().splitlines()
        assert lines[0].startswith("id,action,state") and len(lines) == 4
        assert f'"\'@{LONG}"' in lines[1], "a spreadsheet takes it for a formula otherwise"


def test_filters_combine_and_going_back_and_reloading_keep_them(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        assert len(titles(page)) == 4
        check(page, "severity", "SEV1")
        wait_for(page, "3 of 4")
        check(page, "service", "search")
        wait_for(page, "1 of 4")
        assert titles(page) == ["Incident number 3"]
        assert page.url.endswith("?severity=SEV1&service=search")
        page.reload()
        wait_for(page, "1 of 4")
        assert is_checked(page, "severity", "SEV1")
        page.click(".aw-incidents tbody a")
        page.go_back()
        wait_for(page, "1 of 4")
        page.go_back()
        wait_for(page, "3 of 4")
        assert not is_checked(page, "service", "search")
        page.click(".aw-filters button[type=reset]")
        wait_for(page, "4 incidents")
        assert page.url.endswith("/incidents/")


def test_a_filter_that_is_folded_away_is_shown_when_it_is_set(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/?status=unpublished&factor=missing-eval") as page:
        wait_for(page, "1 of 4")
        assert page.locator(".aw-option:has(input[name=factor])").is_visible()


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
        check(page, "severity", "SEV1")
        wait_for(page, "3 of 4")
        check(page, "severity", "SEV1")
        wait_for(page, "4 incidents")
        assert page.locator(".aw-incidents tbody").inner_text() == before


def test_action_items_that_a_script_draws_are_those_that_were_built(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "action-items/3/", java_script_enabled=False) as page:
        row = page.locator("tbody tr").last
        name, built = row.get_attribute("id"), row.inner_text()
        assert "done" in built
    with visiting(chromium, large, "action-items/?state=closed") as page:
        wait_for(page, f"of {MANY} action items")
        assert page.locator(f"[id='{name}']").inner_text() == built


def test_long_lists_go_on_with_the_keyboard(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "incidents/") as page:
        assert len(titles(page)) == 100
        page.fill("input[name=text]", "number")
        page.locator(".aw-finder .aw-more").wait_for()
        page.locator(".aw-finder .aw-more").press("Enter")
        page.locator(".aw-incidents tbody tr:nth-child(101)").wait_for()
        assert page.evaluate("document.activeElement.textContent") == titles(page)[100]


def test_long_lists_have_pages_without_scripts(chromium: Browser, large: str) -> None:
    for path, pages in (("incidents/", 3), ("browse/service/answers/", 2)):
        seen = []
        with visiting(chromium, large, path, java_script_enabled=False) as page:
            for _ in range(pages - 1):
                seen += page.locator(".md-content a[href*='incidents/20'], .aw-col-title a").all_inner_texts()
                with page.expect_navigation():
                    page.click(".aw-paging a[rel=next]")
            seen += page.locator(".md-content a[href*='incidents/20'], .aw-col-title a").all_inner_texts()
            assert page.locator(".aw-paging a[rel=next]").count() == 0
        assert sorted(seen) == sorted(f"Number {number}" for number in range(MANY))


def test_a_property_of_every_object_is_not_a_column(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/?sort=constructor:down&severity=SEV1") as page:
        wait_for(page, "3 of 4")
        assert page.locator("th[aria-sort]").all_inner_texts() == ["Date"]


@pytest.mark.parametrize(("name", "value"), [("severity", "<b>SEV9"), ("status", "nonsense"), ("actions", "__proto__")])
def test_a_value_that_no_incident_has_is_shown_as_what_is_asked_for(
    chromium: Browser, site: str, name: str, value: str
) -> None:
    with visiting(chromium, site, f"incidents/?{name}={value}") as page:
        wait_for(page, "0 of 4")
        chosen = page.locator(f".aw-option:has(input[name={name}]:checked)")
        assert chosen.inner_text() == f"{value} 0" and chosen.is_visible()


def test_going_back_restores_the_words_of_a_focused_field(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/?text=beta") as page:
        wait_for(page, "1 of 4")
        check(page, "severity", "SEV1")
        page.fill("input[name=text]", "alpha")
        page.go_back()
        page.wait_for_url("**/incidents/?text=beta")
        assert page.input_value("input[name=text]") == "beta"
        assert titles(page) == ["Incident number 3"]


def test_the_address_does_not_change_with_every_key(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        page.evaluate(
            "() => { const kept = history.replaceState; window.changes = 0;"
            "history.replaceState = function (...all) { window.changes++; kept.apply(this, all); }; }"
        )
        page.type("input[name=text]", "alpha-2026-02-02")
        wait_for(page, "1 of 4")
        page.press("input[name=text]", "Tab")
        assert page.url.endswith("?text=alpha-2026-02-02")
        assert page.evaluate("window.changes") < 5


def test_incidents_that_could_not_be_loaded_are_asked_for_again(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        page.route("**/incidents.json", lambda route: route.abort())
        check(page, "severity", "SEV1")
        wait_for(page, "could not be loaded")
        assert len(titles(page)) == 4
        page.unroute("**/incidents.json")
        page.get_by_role("button", name="Try again").press("Enter")
        wait_for(page, "3 of 4")
        assert not page.get_by_role("button", name="Try again").is_visible()
        assert page.evaluate("document.activeElement.matches('.aw-found')")


def test_a_slow_network_is_reported(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/") as page:
        page.route("**/incidents.json", lambda route: None)  # held
        check(page, "severity", "SEV1")
        wait_for(page, "Loading")
        page.unroute("**/incidents.json")  # let go
        wait_for(page, "3 of 4")


def test_rows_below_the_screen_are_drawn_after_those_on_it(chromium: Browser, large: str) -> None:
    with visiting(chromium, large, "incidents/") as page:
        drawn = page.evaluate("""async () => {
          const body = document.querySelector(".aw-incidents tbody");
          const counts = [];
          const watch = new MutationObserver(() => counts.push(body.rows.length));
          watch.observe(body, { childList: true });
          const field = document.querySelector("[name=text]");
          field.value = "number";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          while (counts.at(-1) !== 100) await new Promise((resolve) => setTimeout(resolve, 10));
          return counts;
        }""")
        assert 20 <= drawn[0] < 50


def test_the_table_is_sorted_on_a_telephone_too(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/", viewport={"width": 390, "height": 844}) as page:
        page.locator("th[data-key=title]").get_by_role("button").click(timeout=2000)
        page.locator("th[data-key=title][aria-sort=ascending]").wait_for()
        assert titles(page)[1:] == [f"Incident number {number}" for number in (1, 2, 3)]


def test_incidents_are_loaded_when_a_filter_gets_the_focus(chromium: Browser, site: str) -> None:
    with visiting(chromium, site, "incidents/", viewport={"width": 1440, "height": 900}) as page:
        page.wait_for_load_state("networkidle")
        loaded = "performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/incidents.json'))"
        assert not page.evaluate(loaded)
        page.focus("input[name=severity]")
        page.wait_for_function(loaded, timeout=3000)


def test_rows_that_a_filter_draws_say_what_is_a_near_miss_and_what_only_proposed(chromium: Browser, site: str) -> None:
    def change(route: Route) -> None:
        data = route.fetch().json()
        next(row for row in data["incidents"] if row["id"].endswith("-3")).update(near_miss=True, proposed=2)
        route.fulfill(json=data)

    with visiting(chromium, site, "") as page:
        page.route("**/incidents.json", change)
        page.goto(f"{site}incidents/?text=incident")
        wait_for(page, "3 of 3 incidents, 1 near miss")
        first = page.locator(".aw-incidents tbody tr").first
        assert first.locator(".aw-col-title .aw-chip").all_inner_texts() == ["Near miss", "2 proposed"]
