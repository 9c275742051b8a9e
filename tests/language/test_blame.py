"""The rules of blame: figures on the labelled sentences, and each kind on its own."""

from __future__ import annotations

import pytest

from afterword.language import KINDS, blame
from language.measure import measure, rows


def tiers(text: str, people: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(f.kind, f.tier) for f in blame(text, people)]


def errors(text: str) -> list[str]:
    return [f.matched for f in blame(text) if f.tier == "error"]


@pytest.mark.parametrize("name", ["develop", "held-out"])
def test_figures_on_labelled_sentences(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = measure(name)
    with capsys.disabled():
        print(f"\n{figures}")
    assert figures.precision >= 0.95
    assert figures.recall >= 0.85


def test_the_sets_are_large_apart_and_cover_the_kinds() -> None:
    develop, held_out = rows("develop"), rows("held-out")
    everything = develop + held_out
    assert len({row["text"] for row in everything}) == len(everything) >= 450
    assert sum(row["label"] == "blame" for row in everything) >= 200
    assert sum(row["label"] == "ok" for row in everything) >= 250
    for rows_ in (develop, held_out):
        assert {row["kind"] for row in rows_ if row["label"] == "blame"} == {
            "human-error", "blame-noun", "character", "actor-failed", "should-have"
        }  # fmt: skip


def test_a_finding_says_where_and_what() -> None:
    text = "It was late. The on-call engineer forgot to page the *vendor*."
    (finding,) = blame(text)
    assert text[finding.start : finding.end] == finding.matched == "The on-call engineer forgot"
    assert (finding.kind, finding.tier) == ("actor-failed", "error")
    assert finding.suggestion


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The on-call engineer could have checked the dashboard.", "counterfactual"),
        ("They would have seen the spike had they looked.", "counterfactual"),
        ("Had the reviewer read the diff, this would not have shipped.", "counterfactual"),
        ("We should have tested the prompt in Spanish.", "should-have"),
        ("We failed to test the fallback.", "actor-failed"),
        ("The vendor failed to tell us.", "actor-failed"),
        ("If only the flag had been off.", "if-only"),
        ("The canary was obviously wrong.", "hindsight"),
        ("We will be more careful with prompts.", "care-as-fix"),
        ("Remind the team to read the runbook.", "care-as-fix"),
        ("Why did the engineer who failed to page anyone leave?", "actor-failed"),
    ],
)
def test_warnings(text: str, kind: str) -> None:
    assert (kind, "warning") in tiers(text)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The sole root cause was the timeout.", "sole-cause"),
        ("The row was accidentally deleted.", "accident"),
        ("This was a catastrophic failure.", "dramatic"),
        ("The site was down!", "dramatic"),
        ("The cache was to blame.", "culprit"),
        ("The engineer missed the alert because the phone was muted.", "actor-failed"),
    ],
)
def test_notes(text: str, kind: str) -> None:
    assert tiers(text) == [(kind, "info")]


@pytest.mark.parametrize(
    "text",
    [
        "The engineers saw the alerts but they ignored them.",
        "The support lead, along with two engineers, failed to escalate.",
        "One of the engineers failed to follow the runbook.",
        "The engineer’s failure to check the diff is the cause.",
        "The engineer hadn’t verified the backup.",
        "The developers behaved irresponsibly.",
        "It was missed by both of the reviewers.",
    ],
)
def test_forms_of_accusation(text: str) -> None:
    assert errors(text)


@pytest.mark.parametrize(
    "text",
    [
        "The engineer restarted the pods but they failed to come up.",
        "The model the engineers trained failed to converge.",
        "The engineer saw that the job that she started failed to finish.",
        "`the engineer` failed to parse.",
        "> The engineer was careless.",
        'The customer wrote: "your engineers failed to help".',
        "<!-- the engineer forgot to check -->",
        "```\nThe engineer forgot to check.\n```",
        "@dependabot failed to open a pull request.",
    ],
)
def test_no_accusation(text: str) -> None:
    assert not blame(text)


def test_people_are_actors_and_named() -> None:
    people = frozenset({"Ada Novak", "@octocat", "Claude Dupont"})
    assert tiers("Novak forgot to check.", people) == [("named-person", "warning"), ("actor-failed", "error")]
    assert tiers("@octocat ran the script.", people) == [("named-person", "warning")]
    assert tiers("Claude Dupont ran the script.", people) == [("named-person", "warning")]
    assert tiers("Claude failed to follow the schema.", people) == []
    assert tiers("Ada is the name of the cluster.", people) == []


def test_kinds_are_announced() -> None:
    for name in ("develop", "held-out"):
        for row in rows(name):
            assert all(f.kind in KINDS for f in blame(row["text"]))
