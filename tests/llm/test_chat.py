"""What an application asks, asked of a real endpoint on this machine: answers as they are, and why there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from afterword import config
from afterword.llm import BudgetSpent, Chat, ChatQuestion, LlmUnavailable, NoAnswer
from fakes import llm as fake

ASKED: list[dict[str, Any]] = [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hello?"}]


@contextmanager
def chat(*behaviours: fake.Behaviour, **changes: Any) -> Iterator[tuple[Chat, fake.Script]]:
    with fake.endpoint(*behaviours) as script:
        client = Chat(**{"api_key": "sk-secret", "base_url": script.base_url, "timeout_seconds": 5, **changes})
        try:
            yield client, script
        finally:
            client.close()


def question(**changes: Any) -> ChatQuestion:
    return ChatQuestion(**{"model": "m", "messages": ASKED, **changes})


def test_an_answer_as_it_is() -> None:
    with chat(fake.reply("Hello {you}!")) as (client, script):
        answer = client.ask(question(parameters={"temperature": 0.2, "top_k": 5}, seed=7))
    assert (answer.text, answer.calls, answer.finish, answer.seed, answer.tokens) == (
        "Hello {you}!",
        (),
        "stop",
        7,
        110,
    )
    assert script.requests[0] == {
        "model": "m",
        "messages": ASKED,
        "temperature": 0.2,
        "top_k": 5,
        "seed": 7,
        "max_completion_tokens": 2_000,
    }
    assert client.meter.spent == 110


def test_the_model_and_its_fingerprint_are_those_that_answered() -> None:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Hi"}}
    payload = {"model": "m-2026-09", "system_fingerprint": "fp_1", "choices": [choice]}
    with chat(fake.raw(200, payload)) as (client, _):
        answer = client.ask(question())
    assert (answer.model, answer.fingerprint, answer.tokens) == ("m-2026-09", "fp_1", 0)


def test_calls_of_tools_are_an_answer() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "refund", "arguments": '{"amount": 20}'}}
    bare = {"id": "2", "type": "function", "function": {"name": "close", "arguments": " "}}
    message = {"role": "assistant", "content": None, "tool_calls": [call, bare, "junk"]}
    tools = [{"type": "function", "function": {"name": "refund"}}]
    with chat(fake.reply("", message=message, finish_reason="tool_calls")) as (client, script):
        answer = client.ask(question(tools=tools))
    assert answer.calls == (("refund", {"amount": 20}), ("close", {}))
    assert script.requests[0]["tools"] == tools


def test_a_call_with_arguments_that_cannot_be_read_is_no_answer() -> None:
    broken = {"id": "1", "type": "function", "function": {"name": "refund", "arguments": '{"amount": 20'}}
    message = {"role": "assistant", "content": "Done.", "tool_calls": [broken]}
    script = fake.reply("", message=message, finish_reason="tool_calls")
    with chat(script) as (client, _), pytest.raises(NoAnswer) as raised:
        client.ask(question())
    assert raised.value.reason == "unreadable tool call"


def test_a_parameter_that_is_rejected_is_left_out_from_then_on() -> None:
    def rejects(body: dict[str, Any]) -> str:
        if "seed" in body:
            return "Unrecognized request argument: seed"
        return "Unsupported: max_completion_tokens" if "max_completion_tokens" in body else ""

    with chat(fake.unless(rejects, fake.reply("Hi"))) as (client, script):
        assert client.ask(question(seed=1)).seed is None
        assert client.ask(question(seed=2)).seed is None
    assert [sorted({"seed", "max_tokens"} & set(body)) for body in script.requests[-2:]] == [["max_tokens"]] * 2
    assert len(script.requests) == 4


def test_a_limit_of_the_question_counts() -> None:
    with chat(fake.reply("Hi")) as (client, script):
        client.ask(question(parameters={"max_tokens": 300}))
    assert script.requests[0]["max_completion_tokens"] == 300
    assert "max_tokens" not in script.requests[0]


@pytest.mark.parametrize(
    ("behaviour", "reason", "can_retry"),
    [
        (fake.error(500), "status 500", True),
        (fake.error(429, "slow down", {"retry-after": "30"}), "status 429", True),
        (fake.reset, "connection", True),
        (fake.reset_in_body, "connection", True),
        (fake.broken_chunks, "connection", True),
        (fake.endless, "connection", True),
        (fake.reply("", message={"role": "assistant", "refusal": "No."}), "refusal", False),
        (fake.reply("So", finish_reason="length"), "length", False),
        (fake.reply("So", finish_reason="content_filter"), "content filter", False),
        (fake.error(400, "blocked", code="content_filter"), "content filter", False),
        (fake.reply(" "), "empty", False),
        (fake.raw(200, {"choices": []}), "no answer in the reply", False),
        (fake.raw(200, {"output": [{"content": "Hi"}]}), "no answer in the reply", False),
    ],
)
def test_no_answer(behaviour: fake.Behaviour, reason: str, can_retry: bool) -> None:
    with chat(behaviour) as (client, script), pytest.raises(NoAnswer) as raised:
        client.ask(question())
    assert (raised.value.reason, raised.value.can_retry) == (reason, can_retry)
    assert len(script.requests) == 1, "repeating is up to the caller, who counts"


@pytest.mark.parametrize("behaviour", [fake.hang, fake.drip])
def test_no_answer_in_time(behaviour: fake.Behaviour) -> None:
    began = time.monotonic()
    with chat(behaviour, timeout_seconds=0.3) as (client, _), pytest.raises(NoAnswer) as raised:
        client.ask(question())
    assert raised.value.can_retry
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        (fake.error(401), "refused the key"),
        (fake.error(404), "does not know the model m"),
        (fake.error(400, "context length exceeded"), "context length exceeded"),
        (fake.raw(302, "", {"location": "http://127.0.0.1:1/"}), "redirects"),
        (fake.html, "something other than JSON"),
    ],
)
def test_what_every_question_would_meet(behaviour: fake.Behaviour, message: str) -> None:
    with chat(behaviour) as (client, _), pytest.raises(LlmUnavailable, match=message) as raised:
        client.ask(question())
    assert not isinstance(raised.value, NoAnswer)
    assert "sk-secret" not in str(raised.value)


@pytest.mark.parametrize("status", [403, 404])
def test_a_model_that_cannot_be_asked_is_named_on_the_command_line_too(status: int) -> None:
    with chat(fake.error(status)) as (client, _), pytest.raises(LlmUnavailable) as raised:
        client.ask(question())
    assert "`--model`" in raised.value.remedy


def test_nothing_listens() -> None:
    client = Chat(api_key="k", base_url="http://127.0.0.1:9/v1", timeout_seconds=2)
    with pytest.raises(NoAnswer, match="cannot be reached"):
        client.ask(question())
    client.close()


def test_the_budget_is_for_all_questions() -> None:
    with chat(fake.reply("Hi"), max_tokens=2_100) as (client, script):
        client.ask(question())
        with pytest.raises(BudgetSpent, match="token budget of 2100"):
            client.ask(question())
    assert len(script.requests) == 1


def test_a_prompt_larger_than_the_budget_is_not_sent() -> None:
    with chat(fake.reply("Hi")) as (client, script), pytest.raises(BudgetSpent):
        client.ask(question(messages=[{"role": "user", "content": "long " * 400_000}]))
    assert script.requests == []


def test_from_settings() -> None:
    client = Chat.from_settings(config.Llm(), {"OPENAI_API_KEY": " k\n", "OPENAI_BASE_URL": "http://x/v1"}, 5)
    assert (client.api_key, client.base_url, client.max_tokens) == ("k", "http://x/v1", 5)
    with pytest.raises(LlmUnavailable, match="no key"):
        Chat.from_settings(config.Llm(), {"OPENAI_API_KEY": ""})


def test_content_in_parts_is_not_taken_for_an_empty_answer() -> None:
    parts = {"role": "assistant", "content": [{"type": "text", "text": "Hello"}]}
    with chat(fake.reply("", message=parts)) as (client, _), pytest.raises(NoAnswer, match="another form than text"):
        client.ask(question())
