"""The order of an incident's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from afterword.evidence.footnote import write_footnote
from afterword.evidence.item import EvidenceItem
from afterword.learning.search import offer_similar_among
from afterword.postmortem import read
from afterword.postmortem.draft_notice import write_shared_notice
from afterword.site.incident_page import make_incident_page as incident_page
from afterword.site.links import Repository
from afterword.site.site import Site
from afterword.times.when import When

MakeSite = Callable[..., Site]


def page(make_site: MakeSite, body: str, resolved: str = "2026-04-16T19:00Z") -> str:
    incident = f"{{started: 2026-04-16T17:00Z, detected: 2026-04-16T18:00Z, resolved: {resolved}}}"
    front = f"schema: 1\nid: 2026-04-16-x\ntitle: X\nstatus: published\nincident: {incident}\n"
    document = read(f"---\n{front}---\n\n{body}".encode(), "postmortems/2026-04-16-x.md")
    return incident_page(document, make_site(document)).html


def order(html: str, *parts: str) -> list[str]:
    assert all(html.count(part) == 1 for part in parts)
    return sorted(parts, key=html.index)


def test_the_summary_is_above_the_facts(make_site: MakeSite) -> None:
    html = page(make_site, "## Summary\n\nShort.\n\n## Impact\n\nMany.\n")
    parts = ("<h1>", 'id="summary"', 'class="aw-facts"', 'id="impact"')
    assert order(html, *parts) == [*parts]


SECTIONS = "## Summary\n\nShort.\n\n## Impact\n\nMany.\n\n## Mitigation\n\nNew.\n"
NOTICE = write_shared_notice({"m1": ["Summary", "Mitigation"], "": ["Impact"]})


def test_sections_that_a_notice_names_are_marked_as_drafts(make_site: MakeSite) -> None:
    html = page(make_site, f"{NOTICE}\n\n{SECTIONS}")
    parts = ("<h1>", "aw-unpublished", 'id="summary"', 'class="aw-facts"', 'id="impact"', 'id="mitigation"')
    assert order(html, *parts) == [*parts]
    assert html.count('<span class="aw-chip aw-chip--draft">Draft</span>') == 3


def test_one_box_names_what_awaits_review(make_site: MakeSite) -> None:
    html = page(make_site, f"{NOTICE}\n\n{SECTIONS}")
    assert "aw-drafted" not in html and html.count("Published, but not all of it is reviewed") == 1
    assert all(f'<a href="#{name.lower()}">{name}</a>' in html for name in ("Summary", "Impact", "Mitigation"))
    assert "afterword accept 2026-04-16-x" in html
    assert "aw-unpublished" not in page(make_site, SECTIONS)


@pytest.mark.parametrize("change", [(".\n", ". I doubt it.\n"), ("Impact", "Impakt")])
def test_a_notice_that_says_more_than_the_box_stays(make_site: MakeSite, change: tuple[str, str]) -> None:
    notice = f"{NOTICE}\n".replace(*change)
    assert notice != f"{NOTICE}\n"
    assert "aw-drafted" in page(make_site, f"{notice}\n{SECTIONS}")


def test_whole_prompts_are_below_their_diff(make_site: MakeSite) -> None:
    diff = "## Prompt diff\n\n```diff\n--- a.md\n+++ prompts/b.md\n-Be kind.\n+Be <b>.\n```\n"
    document = read(f"---\nschema: 1\ntitle: X\n---\n\n{diff}".encode(), "postmortems/2026-04-16-x.md")
    site = make_site(document, prompts=lambda one: {"prompts/b.md": "All of </details> it.\n", "c.md": "No."})
    html = incident_page(document, site).html
    assert html.count("<details") == 1 and "<summary>Whole file: prompts/b.md</summary>" in html
    assert "<pre>All of &lt;/details&gt; it.\n</pre>" in html and html.index("aw-diff-ins") < html.index("<details")


def test_changed_words_of_settings_are_marked(make_site: MakeSite) -> None:
    table = "| Setting | Before | After |\n|---|---|---|\n| a | top 1 | top 5 |\n| b | `x` y | `x` z |\n"
    html = page(make_site, f"## Model and configuration\n\n{table}\n## Impact\n\n{table}")
    assert html.count("<td>top <del>1</del></td>\n<td>top <ins>5</ins></td>") == 1
    assert html.count("<td>top 1</td>\n<td>top 5</td>") == 1, "elsewhere, two columns need not be a change"


def test_the_timeline_is_above_the_details(make_site: MakeSite) -> None:
    html = page(make_site, "## Summary\n\nS.\n\n## Timeline\n\n- 2026-04-16 — x\n\n## Mitigation\n\nNew.\n")
    parts = ('id="summary"', 'class="aw-facts"', 'id="timeline"', 'class="aw-details"', 'id="mitigation"')
    assert order(html, *parts) == [*parts]


def test_who_drafted_a_section_is_said_below_its_heading(make_site: MakeSite) -> None:
    record = "drafted:\n  derived: [Timeline]\n  assembled: {Impact: 77ab12cd}\n  m2: [Summary, Mitigation]\n"
    notice = write_shared_notice({"m2": ["Summary"]})
    body = "## Summary\n\nS.\n\n## Timeline\n\n- 2026-04-16 — x\n\n## Impact\n\nI.\n\n## Mitigation\n\nM.\n"
    text = f"---\nschema: 1\nid: 2026-04-16-x\ntitle: X\nstatus: draft\n{record}---\n\n{notice}\n\n{body}"
    document = read(text.encode(), "postmortems/2026-04-16-x.md")
    html = incident_page(document, make_site(document)).html
    assert re.findall(r'<p class="aw-origin"[^>]*>([^<]*)</p>', html) == [
        "Drafted by m2, not yet reviewed",
        "Derived from the evidence by code",
        "Assembled from the evidence by code, accepted by people",
        "Drafted by m2, accepted by people",
    ]


def test_who_accepted_a_section_is_named_if_the_history_says_so(make_site: MakeSite) -> None:
    record = "drafted:\n  m2: [Summary, Mitigation, Impact]\n"
    notice = write_shared_notice({"m2": ["Impact"]})
    text = f"---\nschema: 1\nid: 2026-04-16-x\ntitle: X\n{record}---\n\n{notice}\n\n{SECTIONS}"
    document = read(text.encode(), "postmortems/2026-04-16-x.md")
    site = make_site(document, accepter=lambda one, name: "" if name == "Mitigation" else "Ana <b>")
    assert re.findall(r'<p class="aw-origin"[^>]*>([^<]*)</p>', incident_page(document, site).html) == [
        "Drafted by m2, accepted by Ana &lt;b&gt;",
        "Drafted by m2, not yet reviewed",
        "Drafted by m2, accepted by people",
    ]


def test_facts_lead_to_the_incidents_that_share_them(make_site: MakeSite) -> None:
    front = """\
schema: 1
id: 2026-04-16-x
title: X
status: published
owner: "@ana"
responders: [payments team]
services: [support-bot]
models: [{provider: ExampleAI, name: vendor/chat, version: v2}]
causes: [{id: a, kind: prompt, summary: "The `tone` changed", ref: "#871", before: prompts/a.md}]
factors: [missing-eval]
agent: {autonomy: asks first, tools: [shell], control: enforced}
taxonomy: {owasp: ["LLM06:2025"], atlas: [AML.T0051]}
regulatory: {aware: 2026-04-17, regimes: [GDPR]}
corrected: [{date: 2026-05-02, what: The count was too low}]
"""
    document = read(f"---\n{front}---\n\n## Summary\n\nS.\n".encode(), "postmortems/2026-04-16-x.md")
    html = incident_page(document, make_site(document, repository=Repository("https://github.com/acme/bots"))).html
    for page_of in ("person/ana", "person/payments-team", "service/support-bot", "model/vendor-chat",
                    "provider/exampleai", "cause/prompt", "factor/missing-eval", "tool/shell", "control/enforced",
                    "taxonomy/llm06-2025", "taxonomy/aml-t0051", "regime/gdpr"):  # fmt: skip
        assert f'href="../../browse/{page_of}/"' in html, page_of
    assert "<code>tone</code>" in html
    assert 'href="https://github.com/acme/bots/blob/HEAD/postmortems/2026-04-16-x/prompts/a.md"' in html
    assert html.index("The count was too low") < html.index('id="summary"'), "a correction is seen first"
    assert "asks first" in html and "2026-04-17" in html


@pytest.mark.parametrize("body", ["", "## Root cause\n\nThe tone.\n\n## Impact\n\nMany noticed.\n"])
def test_details_do_not_repeat_what_sections_say(make_site: MakeSite, body: str) -> None:
    causes = "[{id: tone, kind: prompt, summary: The tone changed}]"
    front = f"schema: 1\ntitle: X\ncauses: {causes}\nimpact: {{users: 5, cost: unknown, notes: Many noticed}}\n"
    document = read(f"---\n{front}---\n\n{body}".encode(), "postmortems/2026-04-16-x.md")
    html = incident_page(document, make_site(document)).html
    details = html[html.index('class="aw-details"') :]
    assert html.count("Many noticed") == 1 and "unknown: cost" in details
    assert ("The tone changed" in details) is not bool(body)
    assert html.index("<dt>Users</dt><dd>5</dd>") < html.index('class="aw-details"')


@pytest.mark.parametrize(
    ("incident", "words"),
    [
        ("started: 2026-04-16, resolved: 2026-04-17", "Resolved"),
        ("started: 2026-04-16, mitigated: 2026-04-17, resolved: unknown", "Mitigated"),
        ("started: 2026-04-16, resolved: ongoing", "Unresolved"),
        ("started: 2026-04-16", "No end stated"),
        ("started: 2024-04-16", ""),
        ("started: 2026-04-16, resolved: 2026-04-17, near_miss: true", ""),
    ],
)
def test_it_is_said_beside_the_severity_whether_it_is_over(make_site: MakeSite, incident: str, words: str) -> None:
    text = f"---\nschema: 1\ntitle: X\nstatus: published\nincident: {{{incident}}}\n---\n"
    document = read(text.encode(), "postmortems/2026-04-16-x.md")
    site = make_site(document, now=datetime(2026, 4, 17, tzinfo=UTC))
    (badges,) = re.findall('<p class="aw-badges">(.*?)</p>', incident_page(document, site).html, re.DOTALL)
    said = set(re.findall(r'aw-chip--\S+">([^<]*)</span>', badges)) - {"Published", "Near miss"}
    assert said == ({words} if words else set())


def test_citations_show_the_evidence_itself(make_site: MakeSite) -> None:
    item = EvidenceItem("E1", "chat.json", 7, When.parse("2026-04-16T17:02Z"), "on-call", "<b>It</b> is *down*")
    body = f"## Impact\n\nDown. [^e1]\n\n## Evidence\n\n{write_footnote(item)}\n"
    document = read(f"---\nschema: 1\ntitle: X\n---\n\n{body}".encode(), "postmortems/2026-04-16-x.md")
    html = incident_page(document, make_site(document, evidence=lambda one: {"e1": item})).html
    assert '<p class="aw-evidence-head">2026-04-16 17:02Z · on-call · chat.json, line 7</p>' in html
    assert '<p class="aw-evidence-text">&lt;b&gt;It&lt;/b&gt; is *down*</p>' in html
    assert html.count("chat.json") == 1, "the footnote says nothing else"
    noted = read(document.source.text.replace("(chat.json)", "(chat.json), which I doubt").encode(), document.path)
    html = incident_page(noted, make_site(noted, evidence=lambda one: {"e1": item})).html
    assert "which I doubt" in html, "words of people stay"
    html = incident_page(document, make_site(document, evidence=lambda one: None)).html
    assert "ledger of this post-mortem cannot be read" in html


def test_a_summary_alone_is_above_the_facts(make_site: MakeSite) -> None:
    assert order(page(make_site, "## Summary\n\nAlone.\n"), 'class="aw-facts"', "Alone.")[0] == "Alone."


@pytest.mark.parametrize("body", ["## Impact\n\nMany.\n\n## Summary\n\nLate.\n", "Many.\n\n## Summary\n\nLate.\n"])
def test_a_document_that_does_not_open_with_its_summary_keeps_its_order(make_site: MakeSite, body: str) -> None:
    parts = ['class="aw-facts"', "Many.", "Late."]
    assert order(page(make_site, body), *parts) == parts


def test_a_document_without_text_has_its_facts(make_site: MakeSite) -> None:
    html = page(make_site, "")
    assert 'class="aw-facts"' in html and 'class="aw-body"' not in html


def test_an_ongoing_incident_is_marked_as_unresolved(make_site: MakeSite) -> None:
    html = page(make_site, "## Summary\n\nShort.\n", resolved="ongoing")
    assert html.index("Unresolved") < html.index("Short.")
    assert "users may still be affected" in html
    assert "Unresolved" not in page(make_site, "## Summary\n\nShort.\n")


def test_similar_incidents_are_linked_with_what_made_them_so(make_site: MakeSite) -> None:
    texts = ("The clock of the bank was in another zone", "The bank's clock was off by a zone", "A lift was stuck")
    documents = [
        read(
            f"---\nschema: 1\ntitle: <b>{number}</b>\n---\n\n## Summary\n\n{text}.\n".encode(),
            f"postmortems/2026-04-1{number}-x.md",
        )
        for number, text in enumerate(texts)
    ]
    site = replace(make_site(*documents), similar=offer_similar_among(documents))
    first, _, last = (incident_page(document, site).html for document in documents)
    _, similar = first.split('<h2 id="similar-incidents">')
    assert similar.count("<li>") == 1
    assert "&lt;b&gt;1&lt;/b&gt;</a>" in similar
    assert "bank, clock, zone" in similar
    assert "similar-incidents" not in last
