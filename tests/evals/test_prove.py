"""The sample's case is red on its broken prompt and green on the fixed one, and nothing else is called a proof."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from afterword.errors import AfterwordError
from afterword.evalcases.proofs.record import read_calls, read_record
from afterword.evalcases.statistics.procedure import Refutation, Verdict
from afterword.evals.prove import prove
from afterword.evals.proving import Stop
from afterword.evals.try_cases import try_cases
from afterword.portfolio.proofs.recorded_proofs import recorded_proofs
from afterword.project import Project
from evals.bot import (
    BAD,
    BROKEN_PROMPT,
    CASE,
    DOCUMENT,
    GOOD,
    NOW,
    Counter,
    Nobody,
    answer,
    bot,
    copy_sample,
    files_of,
    project_at,
    prove_sample,
    request,
)
from fakes import llm as fake

PROMPTS = f"postmortems/{DOCUMENT}/prompts"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def edit(root: Path, old: str, new: str, name: str = f"{DOCUMENT}.md") -> None:
    path = root / "postmortems" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def states(root: Path) -> list[tuple[str | None, tuple[str, ...]]]:
    project = Project.open(root, {}, NOW)
    found = recorded_proofs(project, project.document(DOCUMENT))
    return [(one.result.verdict if one.result else None, one.void) for one in found]


@pytest.mark.parametrize(
    ("rate", "letters", "least", "most"), [(1.0, "FFFF", 37, 37), (0.5, None, 37, 60), (0.1, None, 100, 300)]
)
def test_the_sample_is_red_when_broken_and_green_when_fixed(
    root: Path, rate: float, letters: str | None, least: int, most: int
) -> None:
    with project_at(root, bot(rate)) as (project, script):
        one = prove_sample(project)
    assert one.result.verdict is Verdict.PROVEN
    assert least <= one.calls == len(script.requests) <= most, "no call is thrown away"
    assert letters is None or one.record.broken == letters
    record, calls = files_of(root)
    assert read_record(record.read_bytes()) == one.record
    assert len(read_calls(calls.read_bytes())) == one.calls
    assert states(root) == [(Verdict.PROVEN, ())]


def test_both_sides_are_asked_with_what_the_evidence_has(root: Path) -> None:
    with project_at(root, bot(1)) as (project, script):
        prove_sample(project)
    evidence = root / "postmortems" / DOCUMENT / "prompts"
    prompts = {(evidence / f"support.{side}.md").read_text() for side in ("before", "after")}
    assert {body["messages"][0]["content"] for body in script.requests} == prompts
    for body in script.requests:
        assert (body["model"], body["temperature"]) == ("example-chat-2026-01-20", 0.2)
        assert body["messages"][1]["content"].startswith("I bought a rain jacket")
    assert sorted(body["seed"] for body in script.requests[:8]) == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_proof_that_is_done_makes_no_call(root: Path) -> None:
    with project_at(root, bot(1)) as (project, _):
        first = prove_sample(project)
    with project_at(root, bot(0)) as (project, script):
        again = prove_sample(project)
    assert (again.record, again.stop, again.calls, script.requests) == (first.record, None, 0, [])


def test_a_proof_that_ran_out_of_calls_goes_on(root: Path) -> None:
    letters = ""
    for most in (10, 60):
        with project_at(root, bot(1), AFTERWORD_LLM_BASE_URL="") as (project, _):
            path = files_of(root)[0]
            if path.exists():  # the stand-in has another port now
                edit(
                    root,
                    json.loads(path.read_text())["endpoint"]["host"],
                    project.env["OPENAI_BASE_URL"][7:-3],
                    f"{DOCUMENT}/proofs/{CASE}.json",
                )
            one = prove_sample(project, max_runs=most)
            letters = one.record.broken + one.record.fixed + one.record.fixed_only
            assert one.record.attempt == 1
    assert len(letters) == 37
    assert one.calls == 29
    assert (one.result.verdict, one.stop) == (Verdict.PROVEN, Stop.VERDICT)


def test_a_crash_in_the_middle_of_a_line_costs_that_pair_alone(root: Path) -> None:
    with project_at(root, bot(0.5)) as (project, _):
        prove_sample(project, max_runs=6)
        record, calls = files_of(root)
        lines = calls.read_bytes().splitlines(keepends=True)
        calls.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
        as_begun = {**json.loads(record.read_text()), "broken": "", "fixed": "", "distinct": {"broken": 0, "fixed": 0}}
        record.write_text(json.dumps(as_begun))
        one = prove_sample(project)
    assert one.result.verdict is Verdict.PROVEN
    assert calls.read_bytes().startswith(b"".join(lines[:-2]))
    assert states(root) == [(Verdict.PROVEN, ())]


@pytest.mark.parametrize(
    ("behaviour", "verdict", "why"),
    [
        (bot(0), Verdict.REFUTED, Refutation.NOT_RED),
        (bot(1, 1), Verdict.REFUTED, Refutation.NOT_GREEN),
        (bot(0.05, 0.05), Verdict.NOT_YET, None),
    ],
)
def test_what_is_not_proven(root: Path, behaviour: fake.Behaviour, verdict: Verdict, why: Refutation | None) -> None:
    with project_at(root, behaviour) as (project, _):
        one = prove_sample(project)
    assert one.result.proof is not None
    assert (one.result.verdict, one.result.proof.refutation) == (verdict, why)
    assert states(root) == [(verdict, ())]


def test_answers_that_arrive_late_are_judged_in_the_order_of_their_numbers(root: Path) -> None:
    import time

    inner = bot(0.5)

    def slow(exchange: fake.Exchange) -> None:
        if BROKEN_PROMPT in exchange.body["messages"][0]["content"]:
            time.sleep(0.02 * (exchange.body["seed"] % 3))
        inner(exchange)

    letters = []
    for concurrency, behaviour in (("1", inner), ("8", slow)):
        for path in files_of(root):
            path.unlink(missing_ok=True)
        with project_at(root, behaviour, AFTERWORD_LLM_CONCURRENCY=concurrency) as (project, _):
            record = prove_sample(project).record
            letters.append((record.broken, record.fixed, record.fixed_only))
    assert letters[0] == letters[1]


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        (fake.error(401), "refused the key"),
        (fake.error(404, "no such model"), "does not know the model"),
        (fake.error(400, "maximum context length is 8192"), "maximum context length"),
        (fake.html, "something other than JSON"),
    ],
)
def test_an_endpoint_that_refuses_ends_it_with_its_reason(root: Path, behaviour: fake.Behaviour, message: str) -> None:
    with project_at(root, behaviour) as (project, _), pytest.raises(AfterwordError, match=message):
        prove_sample(project)
    assert states(root) == [(Verdict.NOT_YET, ())], "an empty record, which the next run goes on with"


@pytest.mark.parametrize("behaviour", [fake.raw(200, {"output": "x"}), fake.reply("")])
def test_an_endpoint_that_never_answers_the_question_gives_no_verdict(root: Path, behaviour: fake.Behaviour) -> None:
    with project_at(root, behaviour) as (project, script):
        one = prove_sample(project)
    assert one.result.verdict is Verdict.NO_VERDICT
    assert sum(one.unanswered.values()) == 20
    assert len(script.requests) <= 24
    with project_at(root, bot(1)) as (project, _):
        again = prove_sample(project)
    assert (again.result.verdict, again.record.attempt) == (Verdict.PROVEN, 2)


def test_an_endpoint_that_is_down_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.evals.answering._FIRST_WAIT_SECONDS", 0.001)
    with project_at(root, fake.reset) as (project, script), pytest.raises(AfterwordError, match="cannot be reached"):
        prove_sample(project)
    assert len(script.requests) <= 6 * 3, "each of a few calls is repeated twice"


def test_calls_that_break_off_are_repeated_and_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.evals.answering._FIRST_WAIT_SECONDS", 0.001)
    counter, inner = Counter(), bot(1)

    def flaky(exchange: fake.Exchange) -> None:
        (fake.error(503) if counter.next() % 5 == 0 else inner)(exchange)

    with project_at(root, flaky, AFTERWORD_LLM_CONCURRENCY="1") as (project, script):
        one = prove_sample(project)
    assert one.result.verdict is Verdict.PROVEN
    assert one.calls == len(script.requests) == 37 + 9


def test_missing_answers_that_could_change_the_verdict_are_told(root: Path) -> None:
    inner = bot(1)

    def refuses_once(exchange: fake.Exchange) -> None:
        if exchange.body["seed"] == 20:
            exchange.send(200, {"choices": [{"finish_reason": "content_filter", "message": {"content": ""}}]})
        else:
            inner(exchange)

    with project_at(root, refuses_once) as (project, _):
        one = prove_sample(project)
    assert (one.result.verdict, one.result.robust) == (Verdict.PROVEN, False)
    assert one.record.fixed_only.count("-") == 1


def test_another_model_in_the_middle_begins_a_new_record(root: Path) -> None:
    counter = Counter()

    def switching(exchange: fake.Exchange) -> None:
        bot(1, model="m-1" if counter.next() <= 6 else "m-2")(exchange)

    with project_at(root, switching, AFTERWORD_LLM_CONCURRENCY="1") as (project, _):
        one = prove_sample(project)
    assert one.changed == ("m-1", "m-2")
    assert (one.record.attempt, one.record.endpoint.answered) == (2, ["m-2"])
    assert (one.result.verdict, one.record.broken) == (Verdict.PROVEN, "FFFF")


def test_models_that_answer_in_turn_prove_nothing(root: Path) -> None:
    counter = Counter()

    def alternating(exchange: fake.Exchange) -> None:
        bot(1, model=f"m-{counter.next() % 2}")(exchange)

    with project_at(root, alternating) as (project, _), pytest.raises(AfterwordError, match="in turn"):
        prove_sample(project)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"max_runs": 0}, "--max-runs 0"),
        ({"max_tokens": 0}, "--max-cost 0"),
        ({"case_id": "another"}, "no eval case `another`"),
        ({"fixed": "nowhere.md"}, "no file `nowhere.md`"),
        ({"fixed": "../../etc/passwd@HEAD"}, "leads out of the repository"),
        ({"command": " "}, "--run is empty"),
        ({"command": "'"}, "cannot be read"),
        ({"command": "/no/such/program"}, "cannot be started"),
    ],
)
def test_a_request_that_cannot_be_met(root: Path, changes: dict[str, Any], message: str) -> None:
    with project_at(root, bot(1)) as (project, script), pytest.raises(AfterwordError, match=re.escape(message)):
        prove_sample(project, **changes)
    assert script.requests == []


def test_a_budget_too_small_for_one_call_is_said(root: Path) -> None:
    with project_at(root, bot(1)) as (project, script):
        one = prove_sample(project, max_tokens=50)
    assert (one.stop, one.result.verdict, script.requests) == (Stop.TOKENS, Verdict.NOT_YET, [])


def test_a_budget_that_runs_out_keeps_what_was_paid_for(root: Path) -> None:
    with project_at(root, bot(1), AFTERWORD_LLM_CONCURRENCY="1", AFTERWORD_LLM_MAX_OUTPUT_TOKENS="100") as (project, _):
        one = prove_sample(project, max_tokens=3_000)
    assert (one.stop, one.result.verdict) == (Stop.TOKENS, Verdict.NOT_YET)
    assert one.record.broken == "FFFF"
    assert one.tokens <= 3_000


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    before: prompts/support.before.md\n", "", "the cause `tone-rewrite` has no `before`"),
        ("after: prompts/support.after.md", "after: prompts/nowhere.md", "there is no file `prompts/nowhere.md`"),
        ("kind: prompt\n", "kind: unknown\n", "both sides would be asked the same"),
        ("kind: prompt\n", "kind: retrieval\n", "kind `retrieval`, and its versions change no prompt"),
        ("after: prompts/support.after.md", "after: prompts/support.before.md", "both sides would be asked the same"),
        (
            "models:\n  - {provider: ExampleAI, ",
            "models:\n  - {name: other}\n  - {provider: ExampleAI, ",
            "several models",
        ),
        (
            "must: [{icontains-any:",
            "must: [{contains: '90 days'}, {icontains-any:",
            "fails offline, so no call is made",
        ),
    ],
)
def test_evidence_that_does_not_suffice(root: Path, old: str, new: str, message: str) -> None:
    edit(root, old, new)
    with project_at(root, bot(1)) as (project, script), pytest.raises(AfterwordError, match=message):
        prove_sample(project)
    assert script.requests == []


def test_a_template_that_nothing_fills_is_not_sent(root: Path) -> None:
    edit(root, "Ask for the order number", "Customer: {{ customer.name }}. Ask", f"{DOCUMENT}/prompts/support.after.md")
    with project_at(root, bot(1)) as (project, script), pytest.raises(AfterwordError, match=r"customer\.name"):
        prove_sample(project)
    assert script.requests == []


def test_a_template_field_is_filled_from_the_variables_of_the_case(root: Path) -> None:
    for side in ("before", "after"):
        with (root / PROMPTS / f"support.{side}.md").open("a") as file:
            file.write("Customer: {{ customer.name }}.\n")
    edit(root, "cause: tone-rewrite\n", "cause: tone-rewrite\nvariables: {customer.name: 'Dana {{ x }}'}\n")
    with project_at(root, bot(1)) as (project, script):
        assert prove_sample(project).result.verdict is Verdict.PROVEN
    assert all("Customer: Dana {{ x }}.\n" in body["messages"][0]["content"] for body in script.requests)
    edit(root, "Dana {{ x }}", "Dana")
    assert "of the case changed since" in states(root)[0][1][0]


def test_a_system_prompt_of_the_case_is_not_sent_with_a_field(root: Path) -> None:
    edit(root, "cause: tone-rewrite\n", "cause: tone-rewrite\nsystem: 'Serve {{ name }}'\n")
    edit(root, "kind: prompt\n", "kind: config\n")
    with project_at(root, bot(1)) as (project, script):
        with pytest.raises(AfterwordError, match="system prompt of the case has a template field"):
            prove_sample(project)
        (tried,) = try_cases([project.document(DOCUMENT)])
    assert script.requests == []
    assert "unfilled-field" in {finding.rule for finding in tried.findings}


def test_a_prompt_of_two_megabytes_is_sent_whole(root: Path) -> None:
    filler = "- Larkspur sells jackets.\n" * 70_000
    for side in ("before", "after"):
        path = root / PROMPTS / f"support.{side}.md"
        path.write_text(path.read_text() + filler)
    with project_at(root, bot(1)) as (project, script):
        one = prove_sample(project, max_runs=8, max_tokens=100_000_000)
    assert one.record.broken == "FFFF"
    assert all(len(body["messages"][0]["content"]) > 1_800_000 for body in script.requests)


def test_a_fixed_version_is_copied_redacted_and_asked(root: Path) -> None:
    (root / "support.md").write_text("Refunds within 30 days. Questions to dana.fox@larkspur.example.com.\n")
    with project_at(root, bot(1)) as (project, script):
        one = prove_sample(project, fixed="support.md")
    copy = root / "postmortems" / DOCUMENT / "proofs" / f"{CASE}.fixed.md"
    text = copy.read_text()
    assert "dana.fox" not in text
    assert text in {body["messages"][0]["content"] for body in script.requests}
    assert one.result.verdict is Verdict.PROVEN
    (root / "support.md").write_text("another\n")
    assert states(root) == [(Verdict.PROVEN, ())], "later prompts do not void it"
    with project_at(root, bot(1)) as (project, _):
        again = prove_sample(project, fixed="before")
    assert again.record.attempt == 2
    assert not copy.exists()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (f"{DOCUMENT}.md", "70 days ago", "71 days ago"),
        (f"{DOCUMENT}.md", '"specialist"', '"specialists"'),
        (f"{DOCUMENT}.md", "temperature: 0.2", "temperature: 0.3"),
        (f"{DOCUMENT}/prompts/support.after.md", "warm", "cold"),
        (f"{DOCUMENT}/prompts/support.before.md", "specialist", "human"),
        (f"{DOCUMENT}/proofs/{CASE}.json", '"FFFF"', '"FFFP"'),
        (f"{DOCUMENT}/proofs/{CASE}.json", '"schema": 1', '"schema": 1, "by": "me"'),
        (f"{DOCUMENT}/proofs/{CASE}.calls.jsonl", '"letter": "F"', '"letter": "P"'),
    ],
)
def test_what_changed_since_voids_a_proof(root: Path, name: str, old: str, new: str) -> None:
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project)
    edit(root, old, new, name)
    ((verdict, void),) = states(root)
    assert verdict is None
    assert void


def test_an_edited_case_begins_attempt_two(root: Path) -> None:
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project)
    edit(root, "70 days ago", "71 days ago")
    with project_at(root, bot(1)) as (project, _):
        assert prove_sample(project).record.attempt == 2


def test_a_record_that_was_edited_by_hand_is_not_gone_on_with(root: Path) -> None:
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project, max_runs=8)
        edit(root, '"broken": "FFFF"', '"broken": "FFFFF"', f"{DOCUMENT}/proofs/{CASE}.json")
        with pytest.raises(AfterwordError, match="contradict each other"):
            prove_sample(project)


def test_a_verdict_that_was_written_by_hand_is_not_shown_as_one(root: Path) -> None:
    with project_at(root, bot(1)) as (project, script):
        prove_sample(project)
        edit(root, '"verdict": "proven"', '"verdict": "refuted"', f"{DOCUMENT}/proofs/{CASE}.json")
        calls = len(script.requests)
        with pytest.raises(AfterwordError, match="contradict each other"):
            prove_sample(project)
    assert len(script.requests) == calls


def test_a_run_that_was_killed_before_it_wrote_its_verdict_is_finished_without_a_call(root: Path) -> None:
    with project_at(root, bot(1)) as (project, script):
        prove_sample(project)
        edit(root, '"verdict": "proven"', '"verdict": "not yet"', f"{DOCUMENT}/proofs/{CASE}.json")
        calls = len(script.requests)
        assert prove_sample(project).result.verdict is Verdict.PROVEN
    assert len(script.requests) == calls
    assert '"verdict": "proven"' in files_of(root)[0].read_text()


def test_no_key_is_said(root: Path) -> None:
    with project_at(root, bot(1), OPENAI_API_KEY="") as (project, _), pytest.raises(AfterwordError, match="no key"):
        prove_sample(project)


def test_the_key_is_nowhere_in_the_files(root: Path) -> None:
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project)
    assert all("sk-secret" not in path.read_text() for path in files_of(root))


def test_names_that_no_file_can_hold_are_recorded_as_far_as_it_can(root: Path) -> None:
    def odd(exchange: fake.Exchange) -> None:
        is_broken = BROKEN_PROMPT in exchange.body["messages"][0]["content"]
        reply = answer(BAD if is_broken else GOOD, "m\ud800\x1b[31m\n1")
        reply["system_fingerprint"] = "fp\udfff"
        reply["choices"][0]["finish_reason"] = "stop\ud800"
        exchange.send(200, reply)

    with project_at(root, odd) as (project, _):
        one = prove_sample(project)
        (recorded,) = recorded_proofs(project, project.document(DOCUMENT))
    assert recorded.is_proven
    assert (one.record.endpoint.answered, one.record.endpoint.fingerprints) == (["m [31m 1"], ["fp"])


def test_names_that_an_endpoint_chooses_are_redacted_and_short(root: Path) -> None:
    key = "sk-proj-" + "aB3" * 16

    def odd(exchange: fake.Exchange) -> None:
        is_broken = BROKEN_PROMPT in exchange.body["messages"][0]["content"]
        reply = answer(BAD if is_broken else GOOD, "m " * 94 + key)
        reply["system_fingerprint"] = "dana.fox@larkspur.example.com"
        reply["choices"][0]["finish_reason"] = key
        exchange.send(200, reply)

    with project_at(root, odd) as (project, _):
        one = prove_sample(project)
        (recorded,) = recorded_proofs(project, project.document(DOCUMENT))
    assert recorded.is_proven
    (name,) = one.record.endpoint.answered
    assert len(name) <= 200
    text = "".join(path.read_text() for path in files_of(root))
    assert all(part not in text for part in (key[:20], "dana.fox"))


def test_a_model_that_is_named_begins_anew_and_says_so(root: Path) -> None:
    seen: list[str] = []

    class Watching(Nobody):
        def begin(self, *values: object) -> None:
            seen.append(str(values[-1]))

    with project_at(root, bot(1)) as (project, _):
        for model in (None, "other"):
            prove(project, request(project, model=model), Watching(), lambda *_: None)
    assert seen == ["", "is of the model example-chat-2026-01-20"]


def test_tools_that_a_model_calls_are_judged(root: Path) -> None:
    edit(
        root,
        'must: [{icontains-any: ["30 days", "specialist"]}]\n',
        "tools: [{name: refund, description: Refund an order}]\nmust: [{never-calls-tool: refund}]\n",
    )
    edit(root, "observed: ", "observed: {calls: [{tool: refund, arguments: {amount: 20}}]}\n#")
    call = {"id": "1", "type": "function", "function": {"name": "refund", "arguments": '{"amount": 20}'}}
    calls = {"choices": [{"finish_reason": "tool_calls", "message": {"content": None, "tool_calls": [call]}}]}

    def behave(exchange: fake.Exchange) -> None:
        assert exchange.body["tools"][0]["function"]["name"] == "refund"
        is_broken = BROKEN_PROMPT in exchange.body["messages"][0]["content"]
        exchange.send(200, calls if is_broken else answer(GOOD))

    with project_at(root, behave) as (project, _):
        assert prove_sample(project).result.verdict is Verdict.PROVEN


def test_bad_is_bad_and_good_is_good() -> None:
    assert "90 days" in BAD
    assert "30 days" in GOOD
