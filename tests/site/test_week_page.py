"""What happened since last week, by the history, the tracker and the due dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from afterword.learning.review.changes import Change
from afterword.portfolio.snapshot import TrackedState
from afterword.postmortem import PostMortem
from afterword.site.home_page import make_home_page
from afterword.site.site import Site
from afterword.site.week_page import make_week, make_week_page

MakeSite = Callable[..., Site]


def counts(site: Site) -> dict[str, int]:
    return {group.id: len(group.rows) for group in make_week(site).groups}


def test_a_week_has_what_is_new_changed_closed_and_overdue(
    make_site: MakeSite, bot: PostMortem, old: PostMortem
) -> None:
    site = make_site(old, bot)
    now = site.portfolio.now
    changes = [Change(bot, True, ""), Change(old, False, "status in-review → published")]
    assert counts(replace(site, changes=lambda: changes)) == {"new": 1, "changed": 1, "closed": 0, "overdue": 1}
    for days, closed in ((6, 1), (8, 0)):
        tracked = {(bot.id, "A2"): TrackedState("done", closed=now - timedelta(days=days))}
        assert counts(make_site(bot, tracked=tracked))["closed"] == closed, "the tracker says when"
    assert counts(replace(site, closed=lambda: {(bot.path, "A2")}))["closed"] == 1, "else the earlier document"
    home = make_home_page(replace(site, changes=lambda: changes)).html
    words = ["1 new post-mortem", "1 changed post-mortem", "1 newly overdue action item"]
    assert re.findall(r"since-last-week/#\w+\">([^<]*)", home) == words, "each number has a noun"
    assert "0 closed" not in home, "what is empty is left out"
    quiet = make_home_page(make_site(old, tracked={(old.id, one.id): TrackedState("open") for one in old.actions})).html
    assert "Nothing was closed or became overdue." in quiet
    page = make_week_page(replace(site, changes=lambda: changes))
    assert "status in-review → published" in page.html and 'action-items/#2026-04-16-support-bot-a1"' in page.html


def test_what_the_history_does_not_say_is_reported(make_site: MakeSite, bot: PostMortem) -> None:
    page = make_week_page(make_site(bot))
    assert "The history does not say what is new and what has changed." in page.html
    assert [heading.id for heading in page.headings] == ["closed", "overdue"], "what is not known is not none"
