"""Blame, hindsight, causes that stop and vague actions: flagged where they stand, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Level, check
from afterword.postmortem import read
from afterword.project import Project

ID = "2026-04-16-bot"


def _document(status: str = "published", **texts: str) -> str:
    said = {"summary": "The bot was wrong.", "cause": "A rule was gone.", "wrong": "The alert was late."} | texts
    action = texts.get("action", "Add the refund case to the suite")
    return f"""---
schema: 1
id: {ID}
title: Bot invents refunds
status: {status}
severity: SEV4
owner: "@dana-k"
incident: {{detected: 2026-04-16, resolved: 2026-04-16, detection: alert}}
services: [bot]
---

## Summary

{said["summary"]}

## Timeline

- 2026-04-16 — **detected:** the engineer forgot to run the evals, says @dana-k

## Root cause

{said["cause"]}

## What went wrong

{said["wrong"]}

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | {action} | eval case | P1 | @octocat | 2026-04-24 | it fails | open | |
"""


def _wording(project: Project, text: str) -> list[tuple[str, Level, str]]:
    found = check([read(text.encode(), f"postmortems/{ID}.md")], project).findings
    lines = text.splitlines()
    rules = ("AW303", "AW508", "AW6")
    return [(f.rule, f.level, lines[f.line - 1]) for f in found if f.rule.startswith(rules)]


def test_plain_words_and_people_in_the_timeline_are_not_flagged(open_project: Callable[..., Project]) -> None:
    assert _wording(open_project(), _document()) == []


@pytest.mark.parametrize(
    ("place", "sentence", "rule", "severity"),
    [
        ("summary", "The engineer forgot to run the evals.", "AW601", Level.ERROR),
        ("wrong", "First part.\n\nThis was down to the reviewer's carelessness.", "AW601", Level.ERROR),
        ("wrong", "We should have noticed the spike.", "AW602", Level.WARNING),
        ("summary", "The outage was a nightmare.", "AW603", Level.NOTE),
        ("cause", "@dana-k merged the prompt.", "AW604", Level.WARNING),
        ("cause", "The model hallucinated.", "AW303", Level.WARNING),
    ],
)
def test_wording_is_flagged_at_its_line(
    open_project: Callable[..., Project], place: str, sentence: str, rule: str, severity: Level
) -> None:
    found = _wording(open_project(), _document(**{place: sentence}))
    assert found == [(rule, severity, sentence.split("\n")[-1])]


def _with_front(line: str) -> str:
    return _document().replace("services: [bot]\n", f"services: [bot]\n{line}\n")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("impact: {notes: The engineer forgot to run the evals.}", "AW601"),
        ("impact: {harm: 'The engineer forgot to run the evals.'}", "AW601"),
        ('impact: {notes: "The engineer forgot\\tto run the evals."}', "AW601"),
        ("corrected: [{date: 2026-05-01, change: The reviewer was careless with the first version.}]", "AW601"),
        ("causes: [{id: a, kind: model, summary: The model hallucinated a policy}]", "AW303"),
        ("causes: [{id: a, kind: model, summary: Hallucination}]", "AW303"),
        ("causes: [{id: a, kind: model, summary: '@dana-k merged the prompt'}]", "AW604"),
    ],
)
def test_words_in_the_front_matter_are_judged(open_project: Callable[..., Project], line: str, rule: str) -> None:
    assert [(found[0], found[2]) for found in _wording(open_project(), _with_front(line))] == [(rule, line)]


def test_words_in_the_front_matter_are_found_at_their_place(open_project: Callable[..., Project]) -> None:
    columns = {}
    for written in ("The engineer forgot it", "'The engineer forgot it'", '"The engineer\\u0020forgot it"'):
        line = f"impact: {{notes: {written}}}"
        text = _with_front(line)
        found = check([read(text.encode(), f"postmortems/{ID}.md")], open_project()).findings
        (column,) = [finding.column for finding in found if finding.rule == "AW601"]
        columns[written] = line[column - 1 :].split()[0]
    # Escapes shift what follows them: the value as a whole is pointed at.
    assert list(columns.values()) == ["The", "The", '"The']


def test_a_cause_that_goes_on_in_the_front_matter_is_left_alone(open_project: Callable[..., Project]) -> None:
    line = "causes: [{id: a, kind: model, summary: The model invented a policy because the index was empty}]"
    assert _wording(open_project(), _with_front(line)) == []


def test_a_draft_is_judged_gently(open_project: Callable[..., Project]) -> None:
    (found,) = _wording(open_project(), _document("draft", summary="The engineer forgot to run the evals."))
    assert found[:2] == ("AW601", Level.WARNING)


def test_a_vague_action_is_flagged_until_it_is_done(open_project: Callable[..., Project]) -> None:
    text = _document(action="Improve monitoring")
    assert [found[:2] for found in _wording(open_project(), text)] == [("AW508", Level.WARNING)]
    assert _wording(open_project(), text.replace("| open |", "| done |")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The job failed to start.",
        "The classifier ignored the header.",
        "`the engineer forgot to run the evals` was the alert's text.",
        "> the engineer forgot to run the evals",
        "The on-call engineer failed over the database.",
    ],
)
def test_look_alikes_are_left_alone(open_project: Callable[..., Project], sentence: str) -> None:
    assert _wording(open_project(), _document(wrong=sentence)) == []


def test_text_before_the_first_section_and_without_sections_is_read(open_project: Callable[..., Project]) -> None:
    blame = "The engineer forgot to run the evals."
    before = _document().replace("## Summary", f"# Bot invents refunds\n\n{blame}\n\n## Summary")
    assert _wording(open_project(), before) == [("AW601", Level.ERROR, blame)]
    start = _document().index("## Summary")
    assert ("AW601", Level.ERROR, blame) in _wording(
        open_project(), f"{_document()[:start]}# Only a title\n\n{blame}\n"
    )


def test_what_the_provider_did_is_no_end_of_the_chain_in_its_own_part(open_project: Callable[..., Project]) -> None:
    said = "The provider changed the model."
    assert [rule for rule, *_ in _wording(open_project(), _document(cause=said))] == ["AW303"]
    assert _wording(open_project(), _document(cause=f"A rule was gone.\n\n### Upstream provider\n\n{said}")) == []


def test_a_place_has_one_warning_about_a_person(open_project: Callable[..., Project]) -> None:
    assert [rule for rule, *_ in _wording(open_project(), _document(cause="We forgot to run the evals."))] == ["AW603"]


def test_rules_of_english_report_that_they_skip_other_languages(open_project: Callable[..., Project]) -> None:
    german = (
        "Der Router schickte zwei Drittel der Anfragen an den alten Index, der nach dem Umzug im Mai stehen geblieben "
        "war. Nichts in der Pipeline vergleicht beide Versionen, deshalb antwortete der Bot mit Fristen, die nicht in "
        "der Richtlinie stehen."
    )
    document = read(_document(summary=german, cause=german, wrong=german).encode(), f"postmortems/{ID}.md")
    skipped = {one.rule: one.reason for one in check([document], open_project()).skipped}
    assert {"AW303", "AW508", "AW601", "AW602", "AW603"} <= skipped.keys()
    assert skipped["AW601"] == "the rules of language read English only"
    assert "AW604" not in skipped


SAID = (
    ("The engineer forgot to check the diff.", "AW601"),
    ("The surveyors were careless.", "AW601"),
    ("We should be more careful with prompts.", "AW602"),
    ("The signs were plain to see for weeks.", "AW602"),
    ("We failed to test the fallback.", "AW603"),
    ("The restorer restarted the pool at noon.", None),
)
LAYOUTS = {
    "below a section": "# Title\n\n## What went wrong\n\n{}\n",
    "below a part of a section": "# Title\n\n## What went wrong\n\n### Later\n\n{}\n",
    "below the title alone": "# Title\n\n{}\n",
    "below an underlined title": "Title\n=====\n\n{}\n",
    "without a heading": "{}\n",
    "hyphen": "# Title\n\n- {}\n- One.\n",
    "asterisk": "# Title\n\n* One.\n* {}\n",
    "plus": "# Title\n\n+ {}\n",
    "number": "# Title\n\n1. {}\n",
    "number in brackets": "# Title\n\n1) {}\n",
    "task": "# Title\n\n- [ ] {}\n",
    "bullet inside a bullet": "# Title\n\n- One:\n  - {}\n",
    "typed bullet": "# Title\n\n• {}\n",
    "bold label": "# Title\n\n**Cause:** {}\n",
    "bold label with its colon outside": "# Title\n\n- **Cause**: {}\n",
    "plain label": "# Title\n\nCause: {}\n",
    "bold": "# Title\n\n**{}**\n",
    "italic": "# Title\n\n_{}_\n",
    "link": "# Title\n\n[{}](https://example.org)\n",
    "table": "# Title\n\n| Cause | Text |\n|---|---|\n| a | {} |\n",
    "head of a table": "# Title\n\n| Cause | {} |\n|---|---|\n| a | b |\n",
    "details": "# Title\n\n<details>\n<summary>More</summary>\n\n{}\n\n</details>\n",
    "footnote": "# Title\n\n{} [^1]\n\n[^1]: A note.\n",
    "behind a line break": "# Title\n\nOne.<br>{}\n",
    "lines of Windows": "# Title\r\n\r\n- {}\r\n",
    "summary of the front matter": "---\nsummary: {}\n---\n# Title\n",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_same_sentence_gives_the_same_finding_in_every_layout(
    open_project: Callable[..., Project], layout: str
) -> None:
    project = open_project()
    for sentence, rule in SAID:
        found = check([read(layout.format(sentence).encode(), f"postmortems/{ID}.md")], project).findings
        assert [f.rule for f in found if f.rule.startswith("AW6")] == ([rule] if rule else []), sentence
