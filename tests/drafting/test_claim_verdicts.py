"""Drafting a section: what the model is sent, what becomes of its claims, and what is written."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from afterword.drafting.ask_model import ask_section
from afterword.drafting.claim_verdicts import JudgedSection, judge_section
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import write_ledger
from afterword.drafting.rendering import render
from afterword.drafting.sections import BY_NAME, SPECS, SectionSpec
from afterword.grounding.verify import Status
from afterword.llm import Llm, LlmUnavailable
from afterword.postmortem import read
from drafting.incident import ACTION, CASE, FRONT, GOOD, TWO_CAUSES, answer, claim, inputs
from fakes import llm as fake
from renderers import rendered

SUMMARY = BY_NAME["Summary"]
ACTIONS, CASES = BY_NAME["Action items"], BY_NAME["Eval coverage gap"]
OWN = claim("The support bot invented a refund policy.", "D1", quote="invents a refund policy")
UNKNOWN = "**Unknown, needs investigation:**"
BAD = claim("In all, 4711 customers were affected by release 59.", "E2", quote="promises a full refund")


@pytest.fixture
def known(tmp_path: Path) -> DraftInputs:
    return inputs(tmp_path)


def draft(script: fake.Script, known: DraftInputs, spec: SectionSpec = SUMMARY) -> JudgedSection:
    llm = Llm(model="m", api_key="k", base_url=script.base_url, timeout_seconds=5, max_tokens=10_000_000)
    numbers = itertools.count(1)
    return judge_section(
        spec, ask_section(llm, spec, known, write_ledger(known, lambda: f"nonce{next(numbers)}")), known
    )


def drafted(
    known: DraftInputs, *claims: dict[str, Any], spec: SectionSpec = SUMMARY, unknowns: tuple[str, ...] = ()
) -> str:
    """What is written when a model answers with these claims and repairs none."""
    with fake.endpoint(answer(*claims, unknowns=unknowns), answer()) as script:
        return render(draft(script, known, spec), known)


def reasons(known: DraftInputs, one: dict[str, Any], spec: SectionSpec) -> str:
    """Why a claim is dropped; "" when it is not."""
    with fake.endpoint(answer(one), answer()) as script:
        return "; ".join(reason for judged in draft(script, known, spec).dropped for reason in judged.verdict.reasons)


def test_what_holds_is_written_with_its_citations(known: DraftInputs) -> None:
    with fake.endpoint(answer(OWN, GOOD, unknowns=("How many customers were affected?",))) as script:
        result = draft(script, known)
    assert len(script.requests) == 1
    assert render(result, known) == (
        "The support bot invented a refund policy.\n"
        "At 09:17Z on 10 February 2026 the bot began to promise refunds. [^e2]\n\n"
        "**Unknown, needs investigation:** How many customers were affected?"
    )
    assert [one.verdict.status for one in result.kept] == [Status.FOUND] * 2


def test_a_claim_is_repaired_once(known: DraftInputs) -> None:
    wrong = claim("From 09:17Z the bot promised refunds until release 59.", "E2", quote="promises a full refund")
    repaired = {"replaces": 1, **wrong, "evidence": ["E2", "E3"]}
    with fake.endpoint(answer(wrong, GOOD), answer(repaired, unknowns=("How many customers?",))) as script:
        result = draft(script, known)
    text = render(result, known)
    assert wrong["text"] in text.partition("\n")[0] and "[^e2][^e3]\nAt 09:17Z" in text
    assert not result.dropped and "How many customers?" not in text
    assert "`release 59` is not in E2; it is in E3" in script.said()
    schema = script.requests[1]["response_format"]["json_schema"]
    assert schema["name"] == "repaired_claims"
    assert schema["schema"]["properties"]["unknowns"]["items"]["required"] == ["replaces", "question"]


VAGUER = {"replaces": 1, **claim("The bot promises a full refund to customers.", "E2", quote="promises a full refund")}


@pytest.mark.parametrize(
    ("repaired", "asked", "question"),
    [
        ((VAGUER,), (), "How many customers were there?"),
        (
            (VAGUER,),
            ("How many customers got a promise, and who counted them?",),
            "How many customers got a promise, and who counted them?",
        ),
        ((VAGUER,), ("Ask 4711 people.",), "How many customers were there?"),
        (({"replaces": 7, **GOOD},), (), ""),
        ((), ("How many customers were told so?",), "How many customers were told so?"),
    ],
)
def test_a_repair_that_loses_the_figure_becomes_the_question_about_it(
    known: DraftInputs, repaired: tuple[dict[str, Any], ...], asked: tuple[str, ...], question: str
) -> None:
    wrong = claim("The bot promises a full refund to 4711 customers.", "E2", quote="promises a full refund")
    with fake.endpoint(answer(wrong, GOOD), answer(*repaired, unknowns=asked)) as script:
        result = draft(script, known)
    assert len(script.requests) == 2
    assert [one.proposal.text for one in result.dropped] == [wrong["text"]]
    text = render(result, known)
    assert "4711" not in text and VAGUER["text"] not in text
    assert text.partition("\n\n")[2] == (f"{UNKNOWN} {question}" if question else "")


def test_a_repeated_claim_is_no_question_about_what_is_proven(known: DraftInputs) -> None:
    with fake.endpoint(answer(GOOD, GOOD)) as script:
        result = draft(script, known)
    assert len(script.requests) == len(result.kept) == len(result.dropped) == 1
    text = render(result, known)
    assert text.count(GOOD["text"].rstrip(".")) == 1 and "Unknown" not in text


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("All data is lost. What is the reason?", "What is the reason?"),
        ("Did 4711 customers lose money at Globex, or all?", "Did … customers lose money at …, or all?"),
        ("how many customers saw it", "how many customers saw it?"),
        ("Was release 58 tested?", "Was release 58 tested?"),
    ],
)
def test_a_question_asks_and_states_nothing(known: DraftInputs, asked: str, written: str) -> None:
    assert drafted(known, OWN, unknowns=(asked,)).endswith(f"refund policy.\n\n{UNKNOWN} {written}")


@pytest.mark.parametrize("told", ["The platform team will roll back quickly.", "4711?", "It was the cache", "?!"])
def test_a_statement_among_the_questions_is_not_written(known: DraftInputs, told: str) -> None:
    assert "Unknown" not in drafted(known, OWN, unknowns=(told,))


def test_a_wrong_question_costs_itself_and_not_the_answer(known: DraftInputs) -> None:
    unknowns = [7, None, {"question": 4}, {"question": "How many customers?"}, {}, ["x"]]
    with fake.endpoint(fake.reply({"claims": [GOOD], "unknowns": unknowns})) as script:
        result = draft(script, known)
    assert len(script.requests) == 1
    assert [one.proposal.text for one in result.kept] == [GOOD["text"]]
    assert result.unknowns == ("How many customers?",)


@pytest.mark.parametrize("failure", [fake.html, fake.error(500, "x", {"retry-after-ms": "1"}), fake.reply("no")])
def test_a_failed_repair_keeps_what_held(known: DraftInputs, failure: fake.Behaviour) -> None:
    with fake.endpoint(answer(GOOD, BAD), failure) as script:
        result = draft(script, known)
    assert [one.proposal.evidence for one in result.kept] == [["E2"]]
    assert len(result.dropped) == 1


def test_without_an_answer_there_is_no_draft(known: DraftInputs) -> None:
    with fake.endpoint(fake.error(401)) as script, pytest.raises(LlmUnavailable):
        draft(script, known)


def test_invented_ids_cost_one_claim_and_not_the_answer(known: DraftInputs) -> None:
    with fake.endpoint(answer(GOOD, {**OWN, "evidence": ["E99"]}), answer()) as script:
        result = draft(script, known)
    assert len(result.kept) == len(result.dropped) == 1


def test_ids_in_the_text_are_taken_out_and_causes_are_hypotheses(known: DraftInputs) -> None:
    cause = claim(
        "The release [E1, D1] led to wrong promises (E2).", "E1", "E2", quote="puts prompt v12 on all traffic"
    )
    assert drafted(known, cause) == "**Hypothesis:** The release led to wrong promises. [^e1][^e2]"


def test_what_only_code_doubts_is_kept_and_marked(known: DraftInputs) -> None:
    doubted = claim("Only prompt v12 is on all traffic.", "E1", quote="puts prompt v12 on all traffic")
    assert drafted(known, doubted) == "**Check this first:** Only prompt v12 is on all traffic. [^e1]"


BLAME = (
    "The engineer forgot to test the prompt.", "It was human error.", "They should have noticed the promise.",
    "@octocat released the prompt.",
)  # fmt: skip


@pytest.mark.parametrize("text", BLAME)
def test_blame_is_told_to_the_model_and_never_written(known: DraftInputs, text: str) -> None:
    blaming = claim(text, "E1", quote="puts prompt v12 on all traffic")
    fair = {"replaces": 1, **claim("Prompt v12 went out untested.", "E1", quote="puts prompt v12 on all traffic")}
    with fake.endpoint(answer(blaming), answer(fair)) as script:
        assert render(draft(script, known), known).startswith("Prompt v12 went out untested. [^e1]")
    assert "blames or judges" in script.said()
    assert drafted(known, blaming) == ""


def test_advice_is_no_way_around_the_evidence(known: DraftInputs) -> None:
    free = claim("The bot was down for everybody.", quote="", kind="recommendation")
    assert "advice belongs in the action items" in reasons(known, free, SUMMARY)


def test_a_secret_that_a_model_makes_up_is_not_written(known: DraftInputs) -> None:
    leak = claim("Write to jane@example.org.", "E1", quote="puts prompt v12 on all traffic")
    assert "example.org" not in drafted(known, leak)


def test_each_cause_has_its_item_where_there_are_several(tmp_path: Path) -> None:
    known = inputs(tmp_path, front=TWO_CAUSES)
    spec = BY_NAME["Immediate cause"]
    other = claim("Release 58 put prompt v12 on all traffic.", "E1", quote="puts prompt v12 on all traffic")
    claims = ({**GOOD, "cause": "all"}, {**other, "cause": "tone"}, {**OWN, "cause": "invented"})
    with fake.endpoint(answer(*claims), answer()) as script:
        text = render(draft(script, known, spec), known)
    assert text.split("\n\n")[:2] == [
        "At 09:17Z on 10 February 2026 the bot began to promise refunds. [^e2]",
        "- **tone:** Release 58 put prompt v12 on all traffic. [^e1]",
    ]
    assert "Unknown" not in text  # what holds of all causes is said of `settings` too
    more = {**OWN, "cause": "tone"}
    assert drafted(known, claims[1], more, spec=spec) == (
        "- **tone:** Release 58 put prompt v12 on all traffic. [^e1]\n  The support bot invented a refund policy.\n"
        f"- {UNKNOWN} {spec.kind.questions[0]} (`settings`)"
    )
    schema = script.requests[0]["response_format"]["json_schema"]["schema"]["properties"]["claims"]["items"]
    assert schema["properties"]["cause"]["enum"] == ["tone", "settings", "all"]
    assert "`tone`, `settings`" in script.requests[0]["messages"][1]["content"].rpartition("</ledger")[2]


def test_whys_are_numbered_and_lists_are_lists(known: DraftInputs) -> None:
    why = claim(
        "Why was a refund promised? Prompt v12 was on all traffic.", "E1", quote="puts prompt v12 on all traffic"
    )
    text = drafted(known, why, spec=BY_NAME["Contributing causes"])
    assert text == "1. Why was a refund promised? Prompt v12 was on all traffic. [^e1]"
    assert drafted(known, GOOD, spec=BY_NAME["What went well"]).startswith("- At 09:17Z")


def test_a_why_whose_answer_is_a_hypothesis_or_dropped_stays_a_question(known: DraftInputs) -> None:
    whys = BY_NAME["Contributing causes"]
    quote = "puts prompt v12 on all traffic"
    guess = claim("Why was a refund promised? The prompt may lack a rule.", "E1", quote=quote, kind="inference")
    text = drafted(known, guess, spec=whys)
    assert text == "1. Why was a refund promised? **Hypothesis:** The prompt may lack a rule. [^e1]"
    invented = claim("Why did prompt v12 pass at Globex? 4711 tests were green.", "E1", quote=quote)
    assert drafted(known, invented, spec=whys) == ""
    invented["text"] = "Why did prompt v12 pass? 4711 tests were green."
    assert drafted(known, invented, spec=whys) == f"{UNKNOWN} Why did prompt v12 pass?"


def test_who_said_it_may_be_named_and_is_told_to_the_model(tmp_path: Path) -> None:
    known = inputs(tmp_path)
    said = known.evidence.items[1]
    told = replace(said, actor="participant 7 (Support lead)")
    known = replace(known, evidence=replace(known.evidence, items=(told,)))
    quote = "promises a full refund"
    named = claim("A lead of Support saw that the bot promises refunds.", "E2", quote=quote)
    counted = claim("The bot promises 7 refunds.", "E2", quote=quote)
    with fake.endpoint(answer(named, counted), answer()) as script:
        result = draft(script, known)
    assert [one.proposal.text for one in result.kept] == [named["text"]]
    assert "E2 (2026-02-10 09:17Z, chat, participant 7, Support lead, statement): The bot" in script.said(0)


def test_actions_are_rows_that_have_an_owner_only_where_the_evidence_names_one(known: DraftInputs) -> None:
    one = {
        **ACTION,
        "text": "Add a case for refunds.",
        "category": "eval case",
        "owner": "somebody",
        "due": "2026-03-01",
    }
    text = drafted(known, ACTION, one, spec=ACTIONS)
    rows = text.split("\n")[2:]
    assert rows == [
        "| A1 | Add an alert on invented promises. [^e4] | monitoring improvement | P1 | platform team | 2026-02-20 | "
        "the alert fires in a replay | open |  |",
        "| A2 | Add a case for refunds. [^e4] | eval case | P1 | TBD | TBD | the alert fires in a replay | open |  |",
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": "Improve monitoring."}, "is not an action that can be done"),
        ({"text": "The alert."}, "begin with what is to be done"),
        ({"category": "nice to have"}, "`category` is none of"),
        ({"done_when": ""}, "`done_when`"),
        ({"done_when": "the rate is below 4711"}, "`done_when`: the number `4711` is not in E4"),
        ({"text": "Add an alert at 7%."}, "7%"),
        ({"text": "Remind the team to be more careful."}, "blames or judges"),
    ],
)
def test_an_action_that_cannot_be_kept_is_dropped(known: DraftInputs, change: dict[str, str], reason: str) -> None:
    assert reason in reasons(known, {**ACTION, **change}, ACTIONS)
    assert not reasons(known, ACTION, ACTIONS)


@pytest.mark.parametrize("owner", ["@evil", "platform | team", "<b>platform team</b>", "team`", "platform teams"])
def test_an_owner_is_who_took_it_on_in_the_evidence_and_not_whom_a_model_names(known: DraftInputs, owner: str) -> None:
    text = drafted(known, {**ACTION, "owner": owner}, spec=ACTIONS)
    assert "| platform team | 2026-02-20 |" in text
    assert owner not in text


def test_a_case_is_the_samples_own_with_the_models_assertions(known: DraftInputs) -> None:
    text = drafted(known, CASE, spec=CASES)
    document = read(f"{FRONT}\n## Eval coverage gap\n\n{text}\n".encode(), "2026-02-10-x.md")
    (found,) = document.eval_cases
    assert not [p for p in document.problems if "id" not in p.message]
    assert found.case.id == "support-bot-invents-refund-policy-refund"
    assert found.case.input == "Can I get a refund after 90 days?"
    assert found.case.observed_texts == ["Of course! We will refund you in full."]
    assert [one.text for one in found.case.expected or ()] == [
        "Refunds are possible within 30 days. A specialist will look at it."
    ]
    assert found.case.must == [{"icontains-any": ["30 days", "specialist"]}]
    assert found.case.must_not == [{"icontains": "refund you in full"}]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sample": "S9"}, "`sample` is none of S1"),
        ({"must": [], "must_not": []}, "no assertion"),
        ({"must_not": [], "must": [{"kind": "icontains", "values": ["refund"]}]}, "accept the output that failed"),
        ({"must": [{"kind": "icontains", "values": ["never"]}]}, "rejects the expected output"),
        ({"must": [{"kind": "levenshtein", "values": ["x"]}]}, "not a kind of assertion"),
        ({"must": [{"kind": "regex", "values": ["x{1001}"]}]}, "repeats too often"),
        ({"must": [{"kind": "contains", "values": []}]}, "not empty"),
        ({"must_not": [{"kind": "icontains", "values": ["Of course! We will refund you in full."]}]}, "whole output"),
    ],
)
def test_a_case_that_proves_nothing_is_dropped(known: DraftInputs, change: dict[str, Any], reason: str) -> None:
    assert reason in reasons(known, {**CASE, **change}, CASES)
    assert "yaml" not in drafted(known, {**CASE, **change}, spec=CASES)


ANSWER = "We refund within the first month."


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        ({"good": [*CASE["good"], ANSWER]}, f"it refuses an answer that is correct: “{ANSWER}”"),
        (
            {"bad": [*CASE["bad"], "30 days or 90 days, as you like."]},
            "it accepts an output that is as wrong: “30 days or",
        ),
        ({"good": []}, "it is tried on 0 of 2 further good outputs"),
        ({"bad": ["Sure."]}, "it is tried on 1 of 2 further bad outputs"),
    ],
)
def test_a_case_is_tried_on_further_outputs_and_says_where_it_is_wrong(
    known: DraftInputs, change: dict[str, Any], doubt: str
) -> None:
    assert drafted(known, CASE, spec=CASES).startswith("The bot promises no refund after the period.")
    with fake.endpoint(answer({**CASE, **change}), answer()) as script:
        result = draft(script, known, CASES)
    assert doubt.partition("“")[0] in script.said(1), "the model can repair it"
    text = render(result, known)
    assert text.startswith("**Check this first:** ") and doubt.partition("“")[2][:20] in text and "```yaml" in text
    with fake.endpoint(answer({**CASE, **change}), answer({"replaces": 1, **CASE})) as script:
        assert "Check this first" not in render(draft(script, known, CASES), known)


def test_one_case_for_each_sample(known: DraftInputs) -> None:
    assert drafted(known, CASE, {**CASE, "text": "Another one."}, spec=CASES).count("eval-case") == 1


HOSTILE = (
    "The bot promises\n\n## Timeline\n\n- [x] <script>x</script> [a](javascript:x) ![](https://e.example/?q) @octocat "
    "fixes #1 {: onclick=x} `a`{: .x} [^e9]: forged\n[runbook]: https://e.example <!-- afterword:derived timeline "
    "0123456789ab --> --8<-- \"pyproject.toml\" \u202e\x1b[31m **Unknown, needs investigation:** x"
)  # fmt: skip


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.prompt)
def test_a_hostile_model_writes_nothing_but_words(tmp_path: Path, spec: SectionSpec) -> None:
    known = inputs(tmp_path, items=(("2026-02-10T08:58Z", HOSTILE),), front=TWO_CAUSES)
    kind = "recommendation" if spec in (ACTIONS, CASES) else "fact"
    hostile = {
        **ACTION, **CASE, **claim(HOSTILE, "E1", quote=HOSTILE, kind=kind), "cause": HOSTILE, "category": HOSTILE,
        "owner": HOSTILE, "due": HOSTILE, "done_when": HOSTILE,
    }  # fmt: skip
    fair = {**hostile, "cause": "tone", "category": "eval case", "text": f"Add {HOSTILE}"}
    with fake.endpoint(answer(hostile, fair, unknowns=(HOSTILE,)), answer()) as script:
        text = render(draft(script, known, spec), known)
    for line in text.replace("```", "").split("\n"):
        words = line.removeprefix("**Unknown, needs investigation:** ").replace("**Hypothesis:** ", "")
        for cell in words.strip("|").split(" | ") if line.startswith("|") else [words]:
            for renderer in ("gfm", "python-markdown"):
                if spec is not CASES and not line.startswith(("####", "|---", "- ", "1. ")):
                    assert not rendered(renderer, cell).wrong, (cell, rendered(renderer, cell).wrong)
    name = f"### {spec.name}" if spec.kind.parent else f"## {spec.name}"
    document = read(f"{TWO_CAUSES}\n{name}\n\n{text}\n\n## Impact\n\nHuman words.\n".encode(), "x.md")
    assert [s.name for s in document.walk() if s.level < 4] in ([spec.name, "Impact"], ["Impact"])
    assert {label for label, _ in document.citations} <= {"e1"}
    assert not document.footnotes and not document.derived
    assert all(item.category == "eval case" for item in document.actions)


def test_one_megabyte_of_text_is_cut_and_dropped(known: DraftInputs) -> None:
    long = claim("word " * 200_000, "E1", quote="x" * 1_000_000)
    with fake.endpoint(answer(long, unknowns=("why " * 250_000,)), answer()) as script:
        result = draft(script, known)
    assert not result.kept
    assert len(render(result, known)) < 2_000
    assert len(json.dumps(script.requests[1])) < 60_000


def test_the_same_answer_gives_the_same_bytes(known: DraftInputs) -> None:
    results = []
    for _ in range(2):
        with fake.endpoint(answer(GOOD, BAD), answer()) as script:
            results.append((render(draft(script, known), known), json.dumps(script.requests)))
    assert results[0] == results[1]
