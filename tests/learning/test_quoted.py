"""A quarter as items that a model can cite: what each says, and which post-mortems are behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.learning.retro.quoted import Quoted, quote_quarter
from afterword.learning.retro.retrospective import make_retrospective
from afterword.portfolio import Portfolio
from afterword.portfolio.periods import read_quarter
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from planted import make_history

NOTICE = (
    "> [!NOTE]\n> Drafted from evidence by m, not yet reviewed. Delete this note once you have checked the section.\n\n"
)
TABLE = "\n## Action items\n\n| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n"


def incident(started: str, front: str = "", body: str = "It broke. Then it worked.\n") -> PostMortem:
    text = f"---\nid: {started}-bot\ntitle: The bot fails.\nseverity: SEV2\nservices: [bot]\n"
    text += f"{front or 'factors: [no-canary]'}\nincident: {{started: {started}}}\n---\n\n## Summary\n\n{body}"
    return read(text.encode(), f"postmortems/{started}-bot.md")


@pytest.fixture
def quote(open_project: Callable[..., Project]) -> Callable[..., Quoted]:
    project = open_project()

    def make(*documents: PostMortem) -> Quoted:
        portfolio = Portfolio(documents, project.config, project.now)
        return quote_quarter(make_retrospective(portfolio, read_quarter("2026-Q1")), portfolio)

    return make


def behind(quoted: Quoted, part: str) -> list[str]:
    """The post-mortems behind the one item that says this."""
    (item,) = (item for item in quoted.items if part in item.text)
    return [one.id[:10] for one in quoted.behind[item.id]]


def test_an_empty_quarter_is_no_items(quote: Callable[..., Quoted]) -> None:
    assert quote() == quote(incident("2025-12-31")) == Quoted((), {})


def test_an_incident_is_its_facts_causes_and_reviewed_sentences(quote: Callable[..., Quoted]) -> None:
    front = "causes: [{id: a, kind: prompt, summary: A rule was lost}, {id: b, kind: prompt}]"
    cause = "\n## Root cause\n\n### Immediate cause\n\nThe prompt lost a rule. [^e1]\n"
    quoted = quote(incident("2026-02-03", front, f"It broke.\n\n**Unknown, needs investigation:** Why?\n{cause}"))
    assert [(item.id, item.source, item.text) for item in quoted.items] == [
        ("E1", "counts", "Began: 1 incident in 2026-Q1, none in the 4 quarters before."),
        (
            "E2",
            "2026-02-03-bot",
            "The bot fails. Began 2026-02-03 (incident). severity: SEV2. service: bot. kind of cause: prompt.",
        ),
        ("E3", "2026-02-03-bot", "Cause, prompt: A rule was lost"),
        ("E4", "2026-02-03-bot", "It broke."),
        ("E5", "2026-02-03-bot", "The prompt lost a rule."),
    ]
    assert [one.id for one in quoted.documents(["E3", "E4", "E3", "E9"])] == ["2026-02-03-bot"]


def test_what_awaits_review_is_not_quoted_and_a_near_miss_is_called_one(quote: Callable[..., Quoted]) -> None:
    near = incident("2026-02-03", "factors: [no-canary]", f"{NOTICE}Drafted words.\n")
    near = read(near.source.text.replace("started: ", "near_miss: true, started: ").encode(), near.path)
    quoted = quote(near)
    texts = [item.text for item in quoted.items]
    assert behind(quoted, "Began: 0 incidents in 2026-Q1") == ["2026-02-03"]
    assert "Drafted words" not in str(texts) and "Began 2026-02-03 (near miss)." in texts[1]


def test_counts_have_the_incidents_behind_them(quote: Callable[..., Quoted]) -> None:
    early = incident("2025-08-03", body=f"Early.\n{TABLE}| A1 | Add a canary | @bo | 2025-10-01 | open |\n")
    done = incident("2025-11-04", "factors: [slow-rollback]", f"X.\n{TABLE}| A1 | Alert | @bo | 2025-12-01 | done |\n")
    slow = [incident(f"2025-{month}-01", "factors: [slow-rollback]") for month in ("05", "06")]
    quoted = quote(*slow, early, done, incident("2026-02-03"), incident("2026-03-04"))
    quarter = ["2026-02-03", "2026-03-04"]
    assert behind(quoted, "Began: 2 incidents in 2026-Q1, 1 in 2025-Q4, 1 in 2025-Q3, 2 in 2025-Q2.") == quarter
    assert behind(quoted, "contributing factor no-canary: 2 incidents in 2026-Q1, 1 in 2025-Q3.") == quarter
    overdue = (
        "An action item of The bot fails is overdue and still open (due 2025-10-01): Add a canary. 2 later incidents "
        "in 2026-Q1 with service bot, contributing factor no-canary."
    )
    assert behind(quoted, overdue) == ["2025-08-03", *quarter]
    absent = "contributing factor slow-rollback: 0 incidents in 2026-Q1, 1 in 2025-Q4, 2 in 2025-Q2. Its absence does"
    assert behind(quoted, absent) == ["2025-05-01", "2025-06-01", "2025-11-04"]
    assert behind(quoted, "Action items done so far: 1. With evidence: 0; without: 0; not known: 1.") == ["2025-11-04"]


def test_what_chance_does_not_explain_says_so(open_project: Callable[..., Project]) -> None:
    portfolio = Portfolio(make_history(2).documents, (project := open_project()).config, project.now)
    found = make_retrospective(portfolio, read_quarter("2026-Q3"))
    quoted = quote_quarter(found, portfolio)
    texts = [item.text for item in quoted.items]
    assert len(texts) == len(set(texts)) and quoted == quote_quarter(found, portfolio)
    assert sum(text.startswith("More often than chance explains: ") for text in texts) == len(
        (*found.rises, *found.pairs)
    )
    assert sum("; no incident of 2026-Q3 has both" in text for text in texts) == len(found.quiet_pairs)
