"""The pages, made from documents without any site around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from afterword.config import Config, Severity
from afterword.portfolio.snapshot import Evidence, TrackedState
from afterword.postmortem import PostMortem, read
from afterword.postmortem.document import Cell
from afterword.site import labels, list_pages
from afterword.site.addresses import ACTIONS, INCIDENTS
from afterword.site.home_page import make_home_page
from afterword.site.incident_page import make_incident_page
from afterword.site.links import Repository
from afterword.site.metrics_page import make_metrics_page
from afterword.site.page import Page
from afterword.site.site import Site

MakeSite = Callable[..., Site]
GITHUB = Repository("https://github.com/acme/bots")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def incidents(site: Site) -> Page:
    return list_pages.list_incidents(site)[INCIDENTS]()


def actions(site: Site) -> Page:
    return list_pages.list_actions(site)[ACTIONS]()


def document(front: str, body: str = "") -> PostMortem:
    return read(f"---\nid: 2026-04-16-x\n{front}---\n\n{body}".encode(), "postmortems/2026-04-16-x.md")


def test_home_counts_and_lists_the_newest_first(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    page = make_home_page(make_site(old, bot))
    text = text_of(page.html)
    assert "Incidents 2 2 began in the last 90 days Not yet published 1 Open action items 2 Overdue" in text
    assert "Overdue action items 1 " in text
    assert text.index("Overdue 7 days Add the invented case") < text.index("Latest")
    assert text.index("Bot &amp; co") < text.index("The old one")
    assert '<a href="incidents/2026-04-16-support-bot/">' in page.html
    assert page.html.count("<h1") == 1


def test_the_list_shows_each_incident_in_words(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    text = text_of(incidents(make_site(old, bot)).html)
    assert "2026-04-16 SEV1 Bot &amp; co" in text
    assert "example-chat prompt 7 h to 1 d 7 h 2 of 3 1 overdue In review" in text
    assert "2026-02 SEV3 The old one unknown unknown unknown none Published" in text


def test_the_facts_of_an_incident(make_site: MakeSite, bot: PostMortem) -> None:
    page = make_incident_page(bot, make_site(bot, repository=GITHUB))
    text = text_of(page.html)
    assert "SEV1 Resolved In review most users affected" in text
    assert "Time to detect 1 h 12 min Time to mitigate 2 h 5 min Time to resolve 7 h to 1 d 7 h" in text
    assert "Action items 1 of 3 closed 1 overdue" in text and '<a href="#action-items">1 of 3 closed</a>' in page.html
    known = "Users ~1200 Share affected 30% Cost 8420 EUR Data affected exposure"
    assert f"Date 2026-04-16 Owner @ana {known} Services support-bot Models" in text
    assert "Started 2026-04-16 17:00Z" in text
    assert "Detected by an alert" in text
    assert "ExampleAI example-chat (example-chat-2026-01-20)" in text
    assert "Impact unknown: revenue" in text and text.count("~1200") == 1
    assert "Provider factor contributing ExampleAI, degradation" in text
    assert 'href="https://github.com/acme/bots/issues/871"' in page.html
    assert 'href="https://github.com/acme/bots/blob/HEAD/postmortems/2026-04-16-support-bot.md"' in page.html
    assert 'href="https://github.com/acme/bots/issues/482"' in page.html
    assert [heading.id for heading in page.headings] == ["summary", "timeline", "action-items", "evidence"]


def test_nothing_of_a_document_is_markup(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    site = make_site(old, bot)
    for page in (make_home_page(site), incidents(site), actions(site), make_incident_page(bot, site)):
        ours = re.compile(r'<script src="[./]*assets/afterword/(table|evidence).js" defer></script>')
        assert "<script" not in ours.sub("", page.html)
    assert "&lt;script&gt;" in make_incident_page(bot, site).html


def test_without_a_repository_issues_are_text(make_site: MakeSite, bot: PostMortem) -> None:
    html = actions(make_site(bot)).html
    assert "#482" in html and "issues/482" not in html


def test_issues_of_the_local_tracker_are_text(make_site: MakeSite, bot: PostMortem) -> None:
    html = actions(make_site(bot, repository=GITHUB, config=Config(tracker="local"))).html
    assert "#482" in html and "issues/482" not in html


def test_actions_open_ones_first_by_date(make_site: MakeSite, bot: PostMortem) -> None:
    page = actions(make_site(bot, repository=GITHUB))
    text = text_of(page.html)
    assert text.startswith("Action items 2 open, 1 overdue , 1 closed.")
    row = "7 days overdue 14 days old P1 A1 Add the invented case Done when: fails on v41 eval case @octocat open #482"
    assert text.index(f"{row} SEV1") < text.index("2027-01-01 14 days old P2 A3") < text.index("A2 Alert on it")
    assert "[^e1]" not in page.html
    assert 'id="2026-04-16-support-bot-a1"' in page.html and 'href="#2026-04-16-support-bot-a1">A1</a>' in page.html


def test_drafted_rows_are_counted_apart(make_site: MakeSite, bot: PostMortem) -> None:
    notice = "> [!NOTE]\n> Drafted from evidence by m, not yet reviewed.\n\n"
    changed = bot.source.text.replace("## Action items\n\n", f"## Action items\n\n{notice}")
    drafted = read(changed.encode(), bot.path)
    text = text_of(actions(make_site(drafted)).html)
    assert text.startswith("Action items 0 open, 0 closed; 3 drafted and not yet accepted.")
    assert "Drafted and not yet reviewed: Summary , Action items ." in text_of(
        make_incident_page(drafted, make_site(drafted)).html
    )


def test_the_tracker_s_word_counts_before_the_cell(make_site: MakeSite, bot: PostMortem) -> None:
    url = "https://github.com/acme/bots/issues/900"
    tracked = {(bot.id, "A1"): TrackedState("done", url), (bot.id, "A2"): TrackedState("open")}
    site = make_site(bot, tracked=tracked)
    text = text_of(actions(site).html)
    assert text.startswith("Action items 2 open, 1 overdue , 1 closed.")
    assert text.index("A2 Alert on it") < text.index("A1 Add the invented case")
    html = make_incident_page(bot, site).html
    assert '<span class="aw-chip aw-chip--done">done</span>' in html and "issues/900" in html
    assert "1 of 3 closed" in text_of(html)
    # The cell names another issue, or none; a link always says something.
    assert "></a>" not in actions(site).html
    bare = replace(bot.actions[0], cells={**bot.actions[0].cells, "Issue": Cell("", bot.actions[0].span)})
    unnamed = replace(bot, actions=(bare, *bot.actions[1:]))
    assert 'issues/900" rel="noreferrer">#900</a>' in actions(make_site(unnamed, tracked=tracked)).html


def test_the_list_shows_what_shows_that_an_item_was_done(make_site: MakeSite, bot: PostMortem) -> None:
    url = "https://github.com/acme/bots/pull/9"
    pull = Evidence(kind="pull request", name="#9", url=url)
    hostile = Evidence(kind="vouched", name="<b>ana", url="")
    states = {"A1": TrackedState("done", evidence=(pull, hostile)), "A2": TrackedState("done", evidence=())}
    tracked = {(bot.id, name): state for name, state in states.items()}
    html = actions(make_site(bot, tracked=tracked)).html
    assert f'<a href="{url}" rel="noreferrer">pull request #9</a>' in html and "vouched by &lt;b&gt;ana" in html
    assert text_of(html).count("no evidence") == 1 and "Done: 1 with evidence , 1 without ." in text_of(html)
    assert "Done: 0 with evidence ; what closed the other 1 is not known." in text_of(actions(make_site(bot)).html)


def test_a_document_with_problems_names_them(make_site: MakeSite) -> None:
    broken = document("nonsense: 1\nincident: {started: yesterday}\n", "## Impact\n\ntext")
    text = text_of(make_incident_page(broken, make_site(broken)).html)
    assert "2 problems in this file" in text
    assert "Line 3: nonsense is not a key of the format" in text
    assert "Line 4:" in text and "AW107" in text
    for page in (incidents(make_site(broken)), make_home_page(make_site(broken))):
        assert "2 problems" in text_of(page.html)


@pytest.mark.parametrize("front", ["", "status: draft\n", "incident: {}\nmodels: unknown\ncauses: unknown\n"])
def test_a_document_that_says_hardly_anything_still_has_a_page(make_site: MakeSite, front: str) -> None:
    small = document(front)
    page = make_incident_page(small, make_site(small))
    assert page.title == "2026-04-16-x"
    assert "Draft: this post-mortem is not published yet" in text_of(page.html)


def test_an_incident_that_lasts(make_site: MakeSite) -> None:
    lasting = document("incident: {started: 2026-04-16, detected: none, resolved: ongoing}\n")
    text = text_of(make_incident_page(lasting, make_site(lasting)).html)
    assert "Time to detect never" in text and "Time to resolve ongoing" in text
    assert "ongoing" in text_of(incidents(make_site(lasting)).html)


def test_a_stated_duration_replaces_missing_times(make_site: MakeSite) -> None:
    short = document("incident: {duration: ~3 h}\n")
    assert "Time to resolve ~3 h" in text_of(make_incident_page(short, make_site(short)).html)
    assert "~3 h" in text_of(incidents(make_site(short)).html)


def test_severities_of_one_s_own_are_coloured_by_rank() -> None:
    config = Config(severities=[Severity(name=name) for name in ("Critical", "Major", "Minor")])
    kinds = [
        labels.severity_badge(document(f"severity: {name}\n"), config).kind for name in ("Critical", "Minor", "Odd")
    ]
    assert kinds == ["sev-1", "sev-3", "sev-unknown"]
    five = Config(severities=[Severity(name=str(number)) for number in range(5)])
    assert labels.severity_badge(document("severity: 4\n"), five).kind == "sev-4"


def test_the_description_is_plain_and_never_unreviewed(make_site: MakeSite, bot: PostMortem) -> None:
    assert make_incident_page(bot, make_site(bot)).description == ""
    plain = document("", "## Summary\n\nThe **bot** & `co` said [yes](x.md). [^e1]\nAgain.\n\nMore.")
    assert make_incident_page(plain, make_site(plain)).description == "The bot & co said yes. Again."


def test_no_documents_at_all(make_site: MakeSite) -> None:
    site = make_site()
    assert "No post-mortems yet" in make_home_page(site).html
    assert "No post-mortems yet" in incidents(site).html
    assert "no action items" in actions(site).html


PROPOSED = """\
incident:
  started: 2026-04-16T10:00Z
  detected: 2026-04-16T10:40Z # proposed, E7 E9
services: [bot, web] # proposed, E2
models: # proposed, config/model.after.yaml
  - name: example-chat
    parameters: {temperature: 0.8}
"""


def test_the_page_lists_what_is_only_proposed_and_no_fact_contains_it(make_site: MakeSite) -> None:
    proposed = document(PROPOSED)
    text = text_of(make_incident_page(proposed, make_site(proposed)).html)
    assert "Only proposed: 3 values." in text
    assert "incident.detected 2026-04-16T10:40Z from E7, E9" in text and "services bot, web from E2" in text
    assert "models name example-chat, parameters temperature 0.8 from config/model.after.yaml" in text
    assert "Time to detect not stated" in text and "Services not stated" in text


def test_lists_and_counts_say_how_much_is_only_proposed(make_site: MakeSite) -> None:
    site = make_site(document(PROPOSED))
    assert "3 proposed" in text_of(incidents(site).html)
    for page in (make_home_page(site), make_metrics_page(site)):
        assert "Not counted: 3 values only proposed and not accepted yet." in text_of(page.html)
    assert "browse/service" not in make_home_page(site).html


def test_near_misses_are_shown_as_what_they_are_and_not_counted(make_site: MakeSite, bot: PostMortem) -> None:
    times = "started: 2026-04-16T10:00Z, detected: 2026-04-16T10:10Z, resolved: 2026-04-16T10:20Z"
    near = document(f"severity: SEV1\nincident: {{{times}, near_miss: true}}\n")
    assert "users" not in text_of(make_incident_page(near, make_site(near)).html).replace("no user was affected", "")
    site = make_site(near, bot)
    for page in (incidents(site), make_home_page(site), make_incident_page(near, site)):
        assert '<span class="aw-chip aw-chip--near-miss">Near miss</span>' in page.html
    assert "1 incident, 1 near miss" in text_of(incidents(site).html)
    assert "Incidents 1 1 began in the last 90 days" in text_of(make_home_page(site).html)
    assert "Not counted: 1 near miss." in text_of(make_metrics_page(site).html)


@pytest.mark.parametrize(
    ("front", "shown"),
    [("", "Models not stated"), ("models: unknown\n", "Models unknown"), ("provider: {factor: unknown}\n",
     "Provider factor unknown"), ("evals: {gap: unknown}\n", "Eval gap unknown"), ("", "Impact not stated")],
)  # fmt: skip
def test_unknown_is_shown_only_of_what_is_said_to_be(make_site: MakeSite, front: str, shown: str) -> None:
    one = document(front)
    assert shown in text_of(make_incident_page(one, make_site(one)).html)


@pytest.mark.parametrize("heading", ["Root cause", "How it happened"])
def test_optional_sections_and_either_heading_of_the_causes_are_shown(make_site: MakeSite, heading: str) -> None:
    body = f"## {heading}\n\nIt was so.\n\n## How it was found out\n\nSlowly.\n\n## Lessons\n\nTwo.\n"
    one = document("", body)
    page = make_incident_page(one, make_site(one))
    assert [found.text for found in page.headings] == [heading, "How it was found out", "Lessons"]
