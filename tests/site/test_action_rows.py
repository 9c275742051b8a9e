"""Action items as data: what a row says, and a table whose cells are no formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from afterword.portfolio.snapshot import Evidence, TrackedState
from afterword.postmortem import PostMortem, read
from afterword.site.action_rows import count_values, write_actions, write_csv
from afterword.site.addresses import ACTIONS
from afterword.site.home_page import make_overview
from afterword.site.list_pages import list_actions
from afterword.site.site import Site

MakeSite = Callable[..., Site]


def test_rows_say_state_age_and_what_closed_them(make_site: MakeSite, bot: PostMortem) -> None:
    now = make_site(bot).portfolio.now
    proof = (Evidence(kind="pull request", name="#9", url="https://github.com/acme/bots/pull/9"),)
    tracked = {
        (bot.id, "A1"): TrackedState("open", opened=now - timedelta(days=100)),
        (bot.id, "A2"): TrackedState("done", evidence=proof),
    }
    late, later, done = json.loads(write_actions(make_site(bot, tracked=tracked)))["actions"]
    assert late["state"] == ["open", "overdue"] and late["late"] == 7
    assert (late["age"], late["days"]) == ("to 30 d", 14), "since the incident, whenever the issue was opened"
    assert (late["action"], late["priority"]) == ("Add the invented case", "P1") and late["done_when"] == "fails on v41"
    assert later["state"] == ["not overdue", "open"] and later["age"] == late["age"]
    assert done["evidence"] == [{"words": "pull request #9", "url": "https://github.com/acme/bots/pull/9"}]
    assert "age" not in done and "closing" not in done


def test_values_are_counted_in_an_order_that_people_expect(make_site: MakeSite, bot: PostMortem) -> None:
    found = {key: values for key, _, values in count_values(make_site(bot))}
    assert found["state"] == [("open", 2), ("overdue", 1), ("not overdue", 1), ("closed", 1)]
    assert found["priority"] == [("P1", 2), ("P2", 1)] and found["owner"][0] == ("@octocat", 2)


def test_how_to_tell_that_an_item_is_done_is_shown_without_markup(make_site: MakeSite) -> None:
    row = "| A1 | Do it | @ana | the **old** `case` \\| <passes> | open |"
    table = f"| ID | Action | Owner | Done when | Status |\n{'|---' * 5}|\n{row}\n"
    document = read(f"---\ntitle: X\n---\n\n## Action items\n\n{table}".encode(), "postmortems/2026-04-16-x.md")
    (found,) = json.loads(write_actions(make_site(document)))["actions"]
    assert found["done_when"] == "the old case | <passes>"


@pytest.mark.parametrize(("owner", "shown"), [("@ana", "@ana"), ("", "no owner"), ("TBD", "no owner")])
def test_an_item_without_an_owner_is_shown_as_such(make_site: MakeSite, owner: str, shown: str) -> None:
    table = f"| ID | Action | Owner | Due |\n{'|---' * 4}|\n| A1 | Do it | {owner} | 2026-04-20 |\n"
    document = read(f"---\ntitle: X\n---\n\n## Action items\n\n{table}".encode(), "postmortems/2026-04-16-x.md")
    assert f'<span class="aw-note">{shown} · X</span>' in make_overview(make_site(document))


def test_no_cell_of_the_table_is_a_formula(make_site: MakeSite) -> None:
    row = "| A1 | =HYPERLINK(1) | x | P1 | @ana | 2026-06-01 | a, b | open | |"
    table = f"| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |\n{'|---' * 9}|\n{row}\n"
    document = read(f"---\ntitle: X\n---\n\n## Action items\n\n{table}".encode(), "postmortems/2026-04-16-x.md")
    first, second = csv.reader(io.StringIO(write_csv(make_site(document))))
    found = dict(zip(first, second, strict=True))
    assert found["action"] == "'=HYPERLINK(1)" and found["owner"] == "'@ana" and found["due"] == "2026-06-01"


def test_what_closed_an_item_is_said_as_far_as_it_is_known(make_site: MakeSite, bot: PostMortem) -> None:
    closed = datetime(2026, 4, 20, 9, tzinfo=UTC)
    for state, said in (
        (TrackedState("done", closed=closed, closed_by="ana", evidence=()), "closed 2026-04-20 by ana"),
        (TrackedState("done", closed=closed), "closed 2026-04-20"),
        (TrackedState("done"), "what closed it is not known"),
    ):
        site = make_site(bot, tracked={(bot.id, "A2"): state})
        assert json.loads(write_actions(site))["actions"][-1]["closing"] == said
        rows = list(csv.DictReader(io.StringIO(write_csv(site))))
        assert (rows[-1]["closed_by"], rows[0]["days_old"], rows[0]["services"]) == (said, "14", "support-bot")
        assert f'<span class="aw-note">{said}</span>' in list_actions(site)[ACTIONS]().html


def test_what_has_no_owner_can_be_looked_for(make_site: MakeSite, bot: PostMortem) -> None:
    table = f"| ID | Action | Owner | Status |\n{'|---' * 4}|\n| A1 | Do it | TBD | open |\n"
    text = f"---\ntitle: X\n---\n\n## Action items\n\n{table}"
    document = read(text.encode(), "postmortems/2026-04-16-x.md")
    found = {key: values for key, _, values in count_values(make_site(document))}
    assert found["owner"] == found["priority"] == found["category"] == [("none", 1)]
