"""Lists in pages that stay small, and the sources of all pages."""

from __future__ import annotations

from collections.abc import Callable

from afterword.postmortem import PostMortem, read
from afterword.site import list_pages, pages
from afterword.site.addresses import ACTIONS, INCIDENTS
from afterword.site.search import Search
from afterword.site.site import Site

MakeSite = Callable[..., Site]


def document(number: int, front: str = "") -> PostMortem:
    name = f"2026-04-{number % 28 + 1:02d}-incident-{number}"
    return read(f"---\nid: {name}\ntitle: Number {number}\n{front}---\n".encode(), f"postmortems/{name}.md")


def test_long_lists_are_pages_that_lead_to_one_another(make_site: MakeSite) -> None:
    site = make_site(*(document(number, "severity: SEV1\n") for number in range(250)))
    made = list_pages.list_incidents(site)
    assert list(made) == [INCIDENTS, "incidents/page/2.md", "incidents/page/3.md"]
    shown = [page().html for page in made.values()]
    assert [html.count('class="aw-col-title"') for html in shown] == [100, 100, 50]
    assert 'href="page/2/"' in shown[0] and 'href="../../"' in shown[1] and 'href="../3/"' in shown[1]
    assert "aw-filters" in shown[0] and "aw-filters" not in shown[1]
    groups = list_pages.list_facets(site)
    assert {"browse/severity/sev1.md", "browse/severity/sev1/2.md"} <= set(groups)
    assert all(len(page().html) < 200_000 for page in (*made.values(), *groups.values()))


def test_every_page_is_known_by_its_source(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    site = make_site(old, bot, search=Search.PAGEFIND)
    made = pages.collect_pages(site)
    assert {"index.md", INCIDENTS, ACTIONS, "metrics.md", "browse/index.md", "search.md"} <= set(made)
    assert all(make().source == source for source, make in made.items())


def test_action_items_are_grouped_in_the_order_of_their_progress(make_site: MakeSite, bot: PostMortem) -> None:
    page = list_pages.list_actions(make_site(bot))[ACTIONS]()
    assert [heading.text for heading in page.headings] == ["Overdue", "Open", "Closed"]
