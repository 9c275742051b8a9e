"""Facets, their addresses, and lists in pages that stay small."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from afterword.config import Config
from afterword.postmortem import PostMortem, read
from afterword.site import facets, listing, pages
from afterword.site.facets import FACETS
from afterword.site.views import ACTIONS, INCIDENTS, Search, Site

MakeSite = Callable[..., Site]
BY_KEY = {facet.key: facet for facet in FACETS}


def document(number: int, front: str = "") -> PostMortem:
    name = f"2026-04-{number % 28 + 1:02d}-incident-{number}"
    return read(f"---\nid: {name}\ntitle: Number {number}\n{front}---\n".encode(), f"postmortems/{name}.md")


def test_values_are_those_of_the_front_matter(bot: PostMortem, old: PostMortem) -> None:
    assert BY_KEY["model"].values(bot) == ("example-chat",)
    assert BY_KEY["provider"].values(bot) == ("ExampleAI",)
    assert BY_KEY["cause"].values(bot) == ("prompt",)
    assert BY_KEY["detection"].values(bot) == ("alert",)
    assert BY_KEY["factor"].values(old) == ()
    assert [facets.year(one) for one in (bot, old)] == ["2026", "2026"]


def test_severities_stand_by_rank_and_the_rest_by_number() -> None:
    documents = [
        document(1, "severity: SEV3\nservices: [b]\n"),
        document(2, "severity: SEV1\nservices: [a, b]\n"),
        document(3, "severity: Odd\nservices: [c, b, a]\n"),
    ]
    assert [group.value for group in facets.groups(BY_KEY["severity"], documents, Config())] == ["SEV1", "SEV3", "Odd"]
    found = facets.groups(BY_KEY["service"], documents, Config())
    assert [(group.value, len(group.documents)) for group in found] == [("b", 3), ("a", 2), ("c", 1)]


@given(st.lists(st.text(max_size=12), unique=True, max_size=12))
def test_every_value_has_an_address_of_its_own_that_leads_nowhere_else(values: list[str]) -> None:
    made: set[str] = set()
    for value in values:
        unique = facets._unique(facets.slug(value), made)
        assert "/" not in unique and "." not in unique and unique not in ("", "index")
    assert len(made) == len(values)


def test_an_address_does_not_depend_on_how_often_a_value_occurs() -> None:
    one = [document(1, "services: ['A B']\n"), document(2, "services: ['a-b']\n")]
    more = [*one, document(3, "services: ['a-b']\n")]
    for documents in (one, more):
        found = facets.groups(BY_KEY["service"], documents, Config())
        assert {group.value: group.slug for group in found} == {"A B": "a-b", "a-b": "a-b-2"}


def test_long_lists_are_pages_that_lead_to_one_another(make_site: MakeSite) -> None:
    site = make_site(*(document(number, "severity: SEV1\n") for number in range(250)))
    made = listing.incidents(site)
    assert list(made) == [INCIDENTS, "incidents/page/2.md", "incidents/page/3.md"]
    shown = [page().html for page in made.values()]
    assert [html.count('class="aw-col-title"') for html in shown] == [100, 100, 50]
    assert 'href="page/2/"' in shown[0] and 'href="../../"' in shown[1] and 'href="../3/"' in shown[1]
    assert "aw-filters" in shown[0] and "aw-filters" not in shown[1]
    groups = listing.browse(site)
    assert {"browse/severity/sev1.md", "browse/severity/sev1/2.md"} <= set(groups)
    assert all(len(page().html) < 200_000 for page in (*made.values(), *groups.values()))


def test_every_page_is_known_by_its_source(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    site = make_site(old, bot, search=Search.PAGEFIND)
    made = pages.all_pages(site)
    assert {"index.md", INCIDENTS, ACTIONS, "metrics.md", "browse/index.md", "search.md"} <= set(made)
    assert all(make().source == source for source, make in made.items())


def test_drafts_and_closed_items_follow_what_is_open(make_site: MakeSite, bot: PostMortem) -> None:
    states = [listing._state(*pair, make_site(bot)) for pair in listing.ordered_actions(make_site(bot))]
    assert states == ["Overdue", "Open", "Closed"]
