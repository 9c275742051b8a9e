"""Lists in pages that stay small, and the sources of all pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from afterword.evalcases import find_cases
from afterword.evalcases.proofs.recompute import Recomputed, replay
from afterword.evalcases.statistics.procedure import Verdict
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem, read
from afterword.site import list_pages, pages
from afterword.site.addresses import ACTIONS, BROWSE, EVAL_CASES, INCIDENTS
from afterword.site.site import Site
from evalcases.proofs.proof import record_of

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


def test_a_facet_with_many_values_has_pages_of_its_own(make_site: MakeSite) -> None:
    services = ["page", *(f"service-{number:03}" for number in range(549))]
    site = make_site(*(document(number, f"services: [{name}, all]\n") for number, name in enumerate(services)))
    made = list_pages.list_facets(site)
    browse = made[BROWSE]().html
    assert browse.count('href="service/') == 40 + 1 and '<a href="service/">All 551 values</a>' in browse
    assert browse.index(">all<") < browse.index(">page<"), "the frequent ones first"
    shown = [made[source]().html for source in ("browse/service/index.md", "browse/service/page/2.md")]
    assert [html.count('class="aw-count"') for html in shown] == [500, 51]
    assert 'href="all/"' in shown[0] and 'href="page-2/"' in shown[0], "an address of its own"
    assert 'href="../../service-548/"' in shown[1]
    assert '<p class="aw-kicker"><a href="../">' in made["browse/service/all.md"]().html
    assert '<p class="aw-kicker"><a href="../../#year">' in made["browse/year/2026.md"]().html


def test_every_page_is_known_by_its_source(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    site = make_site(old, bot)
    made = pages.collect_pages(site)
    assert {"index.md", INCIDENTS, ACTIONS, "metrics.md", "browse/index.md"} <= set(made)
    assert all(make().source == source for source, make in made.items())


def test_action_items_are_grouped_in_the_order_of_their_progress(make_site: MakeSite, bot: PostMortem) -> None:
    page = list_pages.list_actions(make_site(bot))[ACTIONS]()
    assert re.findall(r'<tr role="row" id="[^"]*-(a\d)"', page.html) == ["a1", "a3", "a2"]


CASE = """## Eval coverage gap

```yaml
# afterword: eval-case
id: refund-window
input: "May I?"
must: [{contains: "30 days"}]
```
"""


def test_eval_cases_are_listed_with_their_proofs(make_site: MakeSite) -> None:
    text = f"---\nid: 2026-04-01-refunds\ntitle: Refunds <b>\nservices: [bot]\n---\n\n{CASE}"
    post_mortem = read(text.encode(), "postmortems/2026-04-01-refunds.md")
    (case,) = find_cases([post_mortem])
    record = record_of("FFFF", "PPPP", "P" * 29)
    result = Recomputed(replay(record, 0), Verdict.PROVEN, ())
    proofs = {
        "proven": RecordedProof(case, "p.json", record, result),
        "not proven": RecordedProof(case, "p.json"),
        "proof void": RecordedProof(case, "p.json", problem="it is not JSON"),
    }
    for standing, proof in proofs.items():
        site = make_site(post_mortem, proofs=lambda document, proof=proof: (proof,))
        page = pages.collect_pages(site)[EVAL_CASES]()
        assert f">{standing}</span>" in page.html
        assert ("Failed 4 of 4 before the fix, 0 of 33 after (m-2026-09, 21 Nov 2026)" in page.html) is proof.is_proven
        assert 'href="../incidents/2026-04-01-refunds/">Refunds &lt;b&gt;</a>' in page.html
        assert 'href="../incidents/2026-04-01-refunds/#eval-coverage-gap">' in page.html, "the case itself"
        assert f"1 eval case, {int(proof.is_proven)} proven" in page.html
    assert EVAL_CASES not in pages.collect_pages(make_site(post_mortem)), "without a case there is no page"


def test_filters_leave_out_what_leaves_no_choice(make_site: MakeSite) -> None:
    rows = "| A1 | Do it | P1 | open |\n| A2 | Do it | P2 | done |\n"
    table = f"| ID | Action | Priority | Status |\n|---|---|---|---|\n{rows}"
    text = f"---\ntitle: X\n---\n\n## Action items\n\n{table}"
    html = list_pages.list_actions(make_site(read(text.encode(), "postmortems/2026-04-16-x.md")))[ACTIONS]().html
    values = re.findall(r'name="(?:state|priority|owner|severity)" value="([^"]*)"', html)
    assert values == ["open", "closed", "P1", "P2"]
    assert re.findall(r'data-facet="(\w+)">', html) == ["state", "priority", "age"], "the others are hidden"
    assert 'data-facet="owner" hidden' in html, "an address can still ask for an owner"
