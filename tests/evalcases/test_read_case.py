"""From the `yaml` block of a document to a case, and what keeps a block from being one, with its place."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.evalcases import Call, Output, find_cases, judge, read_cases
from afterword.evalcases.case import Attachment, EvalCase, Message, Quarantine, Tool
from afterword.evalcases.chat import as_messages, as_tools
from afterword.postmortem import PostMortem, read

FRONT = """\
---
schema: 1
id: 2026-02-10-refund
title: Bot promises refunds
severity: SEV2
services: [support-bot]
models: [{provider: acme, name: acme-9}]
causes:
  - {id: tone-rewrite, kind: prompt, before: "prompts/bot.md@aaa1111", after: "acme/bot:prompts/bot.md@bbb2222"}
---

## Eval coverage gap

No case asked.

"""
PLAIN = """\
id: refund
input: "May I return it?"
must: [{contains: 30 days}]
observed: "Within 90 days."
expected: "Within 30 days."
"""
AGENT = """\
id: agent
messages:
  - {role: system, content: You help.}
  - {role: user, content: Refund order A-1.}
  - role: assistant
    calls: [{tool: look_up, arguments: {order: A-1}}]
  - {role: tool, content: '{"total": 20}'}
tools:
  - {name: look_up}
  - name: refund
    description: Pay money back.
    parameters: {type: object, properties: {amount: {type: number, maximum: 50}}}
attachments: [{name: policy.md, content: "At most 50."}]
must: [{calls-tool-with: {tool: refund, arguments: {amount: 20, code: "20"}}}]
must_not: [{calls-tool: look_up}]
observed: [{calls: [{tool: refund, arguments: {amount: 200}}]}, "I cannot."]
expected: {text: Done., calls: [{tool: refund, arguments: {amount: 20, code: "20"}}]}
runs: 20
max_failures: 1
quarantine: {reason: flaky, owner: octocat, until: 2026-12-10}
"""


def document(*blocks: str) -> PostMortem:
    fences = "".join(f"```yaml\n# afterword: eval-case\n{block}```\n\n" for block in blocks)
    return read((FRONT + fences).encode(), "postmortems/2026-02-10-refund.md")


def only(block: str) -> EvalCase:
    (case,) = find_cases([document(block)])
    return case


def test_plain_case_is_read_with_its_incident_and_what_it_guards() -> None:
    case = only(PLAIN)
    assert (case.name, case.severity, case.line) == ("2026-02-10-refund/refund", "SEV2", 16)
    assert (case.input, case.system, case.runs, case.max_failures) == ("May I return it?", "", None, 0)
    assert (case.observed, case.expected) == ((Output("Within 90 days."),), (Output("Within 30 days."),))
    assert (case.guards.cause, case.guards.kind) == ("tone-rewrite", "prompt")
    assert (case.guards.prompts, case.guards.models, case.guards.services) == (
        ("prompts/bot.md",),
        ("acme-9",),
        ("support-bot",),
    )
    assert judge(case, Output("Within 30 days.")).passed
    assert case.by_code


def test_case_of_an_agent_is_read_with_values_as_json_has_them() -> None:
    case = only(AGENT)
    assert case.system == "You help."
    assert case.messages == (
        Message("user", "Refund order A-1."),
        Message("assistant", "", (Call("look_up", {"order": "A-1"}),)),
        Message("tool", '{"total": 20}'),
    )
    assert case.tools[1] == Tool(
        "refund", "Pay money back.", {"type": "object", "properties": {"amount": {"type": "number", "maximum": 50}}}
    )
    assert case.attachments == (Attachment("policy.md", "At most 50."),)
    assert case.observed == (Output("", (Call("refund", {"amount": 200}),)), Output("I cannot."))
    assert judge(case, case.expected[0]).passed
    assert not any(judge(case, output).passed for output in case.observed)
    assert (case.runs, case.max_failures) == (20, 1)
    assert case.quarantine == Quarantine("flaky", "@octocat", date(2026, 12, 10))


def test_case_becomes_the_messages_and_tools_of_a_chat_request() -> None:
    case = only(AGENT)
    assert as_messages(case, "You are strict.") == [
        {"role": "system", "content": "You are strict."},
        {"role": "user", "content": "Refund order A-1.\n\n--- policy.md ---\nAt most 50."},
        {
            "role": "assistant",
            "content": "",
            "tool_calls": [
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "look_up", "arguments": '{"order": "A-1"}'},
                }
            ],
        },
        {"role": "tool", "content": '{"total": 20}', "tool_call_id": "call_1"},
    ]
    assert as_messages(case)[0] == {"role": "system", "content": "You help."}
    assert [tool["function"]["name"] for tool in as_tools(case)] == ["look_up", "refund"]
    assert as_messages(only(PLAIN)) == [{"role": "user", "content": "May I return it?"}]


WITHOUT_INPUT = PLAIN.replace('input: "May I return it?"\n', "")
CONVERSATION = WITHOUT_INPUT + "messages:\n"


@pytest.mark.parametrize(
    ("block", "line", "message"),
    [
        (PLAIN.replace("id: refund\n", ""), 16, "the eval case has no `id`"),
        (PLAIN.replace("must: [{contains: 30 days}]\n", ""), 16, "the eval case has no assertion"),
        (PLAIN.replace('"May I return it?"', "unknown"), 19, "the input is unknown, so the case cannot be asked"),
        (PLAIN.replace("contains:", "contain:"), 20, "`contain` is not a kind of assertion"),
        (PLAIN + "cause: tone\n", 23, "there is no cause `tone`"),
        (PLAIN + "runs: many\n", 23, "`runs`: Input should be a valid integer, unable to parse string as an integer"),
        (PLAIN + "runs: 5\nmax_failures: 5\n", 24, "`max_failures: 5` of `runs: 5` allows every run to fail"),
        (PLAIN + "owner: x\n", 23, "`owner` is not a key of the format"),
        (PLAIN + "quarantine: {reason: flaky}\n", 23, "a quarantine has `reason`, `owner` and `until`"),
        (PLAIN + "attachments: [{name: a.md}]\n", 23, "an attachment has a `name` and its `content`"),
        (PLAIN + "tools: [{name: a b}]\n", 23, "`a b` is not a name of a tool"),
        (PLAIN + "tools: [{name: a}, {name: a}]\n", 23, "two tools are called `a`"),
        (PLAIN + "must_not: [{calls-tool: refund}]\n", 23, "the model is not offered the tool `refund`"),
        (PLAIN + "messages: [{role: user, content: x}]\n", 23, "a case has `input` or `messages`, not both"),
        (CONVERSATION + "  - {role: robot, content: x}\n", 23, "`robot` is not a value of `messages[0].role`"),
        (CONVERSATION + "  - {role: user}\n", 23, "a message has a `role` and its `content`"),
        (CONVERSATION + "  - {role: system, content: x}\n", 23, "no message is the user's"),
        (
            CONVERSATION + "  - {role: user, content: x}\n  - {role: assistant, content: y}\n",
            23,
            "the last message is of the assistant, so there is nothing to answer",
        ),
        (
            CONVERSATION + "  - {role: user, content: x}\n  - {role: tool, content: y}\n",
            24,
            "a message of a tool answers no call",
        ),
        (
            CONVERSATION + "  - {role: user, content: x}\n  - {role: assistant, calls: [{tool: a}]}\n",
            23,
            "1 of the assistant's calls have no answer",
        ),
    ],
)
def test_block_that_is_no_case_says_where_and_why(block: str, line: int, message: str) -> None:
    read = document(block)
    assert find_cases([read]) == ()
    problems = [problem for case in read_cases(read) for problem in case.problems]
    assert (problems[0].path, problems[0].line, problems[0].message) == (
        "postmortems/2026-02-10-refund.md",
        line,
        message,
    )
    assert all(problem.remedy for problem in problems)


def test_two_cases_of_one_name_are_one_case_and_a_problem() -> None:
    read = document(PLAIN, PLAIN)
    assert len(find_cases([read])) == 1
    assert [problem.message for case in read_cases(read) for problem in case.problems] == [
        "two eval cases are called `refund`"
    ]


def test_case_without_outputs_can_be_asked() -> None:
    case = only(PLAIN.split("observed")[0] + "observed: unknown\n")
    assert (case.observed, case.expected) == ((), ())


def test_several_causes_guard_nothing_until_one_is_named() -> None:
    front = FRONT.replace("causes:\n", "causes:\n  - {id: new-model, kind: model}\n")
    text = front + f"```yaml\n# afterword: eval-case\n{PLAIN}```\n"
    (case,) = find_cases([read(text.encode(), "postmortems/2026-02-10-refund.md")])
    assert (case.guards.cause, case.guards.kind) == ("", "")
