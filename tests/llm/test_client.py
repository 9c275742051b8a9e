"""A real endpoint on this machine: the ways to request a schema, failures, limits and settings."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest

from afterword import config
from afterword.llm import DEFAULT_BASE_URL, Llm, LlmUnavailable, Usage
from fakes import llm as fake
from llm.questions import GOOD, MESSAGES, SCHEMA, ask, model


def test_a_good_answer() -> None:
    with fake.endpoint(fake.reply(GOOD)) as script:
        llm = model(script)
        assert ask(llm) == GOOD
    assert llm.usage == Usage(1, 100, 10)
    sent = script.requests[0]
    assert sent["model"] == "test-model"
    assert sent["messages"] == MESSAGES
    assert sent["response_format"]["json_schema"] == {"name": "list", "strict": True, "schema": SCHEMA}
    assert sent["max_completion_tokens"] == 2_000
    assert "max_tokens" not in sent
    assert "tools" not in sent
    assert script.headers[0]["authorization"] == "Bearer sk-secret"


def test_the_ladder_goes_down_and_the_rung_is_remembered() -> None:
    def rejects(body: dict[str, Any]) -> str:
        return "This response_format type is unavailable now" if fake.format_of(body) else ""

    with fake.endpoint(fake.unless(rejects, fake.reply(GOOD))) as script:
        llm = model(script)
        assert ask(llm) == GOOD
        assert ask(llm) == GOOD
    assert script.formats == ["json_schema", "json_object", "", ""]
    assert '"additionalProperties": false' in script.said()
    assert [message["role"] for message in script.requests[-1]["messages"]] == ["system", "user"]


def test_a_server_error_that_names_the_format_is_a_rejection() -> None:
    def rejects(body: dict[str, Any]) -> str:
        return "response_format type must be one of text, json_object" if fake.format_of(body) == "json_schema" else ""

    with fake.endpoint(fake.unless(rejects, fake.reply(GOOD), 500)) as script:
        assert ask(model(script)) == GOOD
    assert script.formats[-1] == "json_object"


def test_parameters_that_are_rejected_are_dropped_for_good() -> None:
    def rejects(body: dict[str, Any]) -> str:
        if "temperature" in body:
            return "Unsupported value: 'temperature' does not support 0 with this model."
        return "max_completion_tokens: Extra inputs are not permitted" if "max_completion_tokens" in body else ""

    with fake.endpoint(fake.unless(rejects, fake.reply(GOOD), 422)) as script:
        llm = model(script)
        ask(llm)
        ask(llm)
    assert script.formats == ["json_schema"] * 4
    assert script.requests[-1]["max_tokens"] == 2_000
    assert "temperature" not in script.requests[-1]


def test_an_endpoint_that_ignores_the_schema_is_shown_it_with_what_was_wrong() -> None:
    with fake.endpoint(fake.reply("Here is a list: a, b"), fake.reply({"list": []}), fake.reply(GOOD)) as script:
        assert ask(model(script)) == GOOD
    assert script.formats == ["json_schema", "json_object", ""]
    assert "the answer lacks `items`" in script.said()


def test_the_last_rung_has_a_second_try_and_then_it_ends() -> None:
    form = "no answer of the required form"
    with fake.endpoint(fake.reply("no")) as script, pytest.raises(LlmUnavailable, match=form):
        ask(model(script))
    assert script.formats == ["json_schema", "json_object", "", ""]


FAILURES = {
    "html": (fake.html, "something other than JSON"),
    "empty": (fake.raw(200, ""), "something other than JSON"),
    "deep": (fake.raw(200, "[" * 100_000), "something other than JSON"),
    "list": (fake.raw(200, []), "something other than JSON"),
    "error with 200": (fake.raw(200, {"error": {"message": "x"}}), "without an answer"),
    "no choices": (fake.raw(200, {"choices": []}), "without an answer"),
    "odd choices": (fake.raw(200, {"choices": "x", "usage": {"prompt_tokens": -1}}), "without an answer"),
    "no message": (fake.raw(200, {"choices": [{"message": None}]}), "without an answer"),
    "refusal": (fake.reply("", message={"role": "assistant", "refusal": "I cannot"}), "refused to answer"),
    "filtered": (fake.reply("", finish_reason="content_filter"), "refused to answer"),
    "cut off": (fake.reply('{"items": ["a', finish_reason="length"), "cut off at 2000 tokens"),
    "key": (fake.error(401, "Incorrect API key provided: sk-secret"), r"refused the key \(401\)"),
    "forbidden": (fake.error(403), r"\(403\)"),
    "unknown model": (fake.error(404, "no such model"), "does not know the model test-model.*no such model"),
    "retired": (fake.error(410, "gone"), r"refused the request \(410\): gone"),
    "redirect": (fake.raw(302, "", {"location": "http://127.0.0.1:1/v1"}), r"redirects \(302\)"),
    "too many": (fake.error(429, "quota", {"retry-after": "0.01"}), r"\(429\): quota"),
    "long wait": (fake.error(429, "quota", {"retry-after": "100"}), r"\(429\)"),
    "wait for a date": (fake.error(429, "quota", {"retry-after": "Fri, 31 Dec 2100 23:59:59 GMT"}), r"\(429\)"),
    "server error": (fake.error(500, "oops", {"retry-after-ms": "10"}), r"failed \(500\): oops"),
    "bad gateway": (fake.raw(502, "<html>", {"retry-after-ms": "10"}, "text/html"), r"failed \(502\)"),
    "too long a context": (fake.error(400, "maximum context length is 10 tokens"), "context length"),
    "reset": (fake.reset, "cannot be reached"),
    "large": (fake.raw(200, " " * 5_000_000), "more than 4 MB"),
}


_WAITED = 20
"""Seconds; less than the endpoint waits, and more than a busy machine takes."""


@pytest.mark.parametrize("name", FAILURES)
def test_every_failure_is_one_clear_line(name: str) -> None:
    behave, expected = FAILURES[name]
    with fake.endpoint(behave) as script:
        began = time.monotonic()
        with pytest.raises(LlmUnavailable, match=expected) as caught:
            ask(model(script))
        assert time.monotonic() - began < _WAITED
    assert "\n" not in caught.value.message
    assert "sk-secret" not in str(caught.value)
    assert len(script.requests) <= 6


def test_one_retry_of_what_may_pass() -> None:
    for first in (fake.error(503, "busy", {"retry-after-ms": "1"}), fake.reset):
        with fake.endpoint(first, fake.reply(GOOD)) as script:
            assert ask(model(script)) == GOOD
        assert script.formats == ["json_schema"] * 2


@pytest.mark.parametrize("behave", [fake.hang, fake.drip])
def test_it_ends_in_time(behave: fake.Behaviour) -> None:
    with fake.endpoint(behave) as script:
        began = time.monotonic()
        with pytest.raises(LlmUnavailable, match=r"took too long|did not answer"):
            ask(model(script, timeout_seconds=0.3))
        assert time.monotonic() - began < _WAITED


def test_nothing_listens() -> None:
    with fake.endpoint(fake.html) as script:
        pass
    with pytest.raises(LlmUnavailable, match=r"http://127.0.0.1:\d+ cannot be reached"):
        ask(model(script, total_seconds=5))


@pytest.mark.parametrize(
    "changes",
    [{"base_url": "not an address"}, {"base_url": "http://[::1/v1"}, {"base_url": "ftp://x"}, {"api_key": "a\nb"},
     {"api_key": "ключ"}, {"base_url": "http://user:hunter2@127.0.0.1:1/v1"}],
)  # fmt: skip
def test_settings_that_cannot_work(changes: dict[str, str]) -> None:
    with pytest.raises(LlmUnavailable) as caught:
        ask(Llm(**{"model": "m", "api_key": "k", "base_url": DEFAULT_BASE_URL, **changes}, total_seconds=5))
    assert "hunter2" not in str(caught.value)


def test_hostile_error_text_stays_on_one_line() -> None:
    hostile = "a\n::add-mask::x\x1b[31m\u202e sk-secret " + "b" * 500
    with fake.endpoint(fake.error(400, hostile)) as script, pytest.raises(LlmUnavailable) as caught:
        ask(model(script))
    assert caught.value.message.isprintable()
    assert "sk-secret" not in caught.value.message
    assert len(caught.value.message) < 300


def test_the_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(LlmUnavailable, match=r"pip install \"afterword\[llm\]\""):
        ask(Llm(model="m", api_key="k"))


def test_from_settings() -> None:
    settings = config.Llm(model="m", base_url="http://a/v1", timeout_seconds=7, max_output_tokens=300)
    assert Llm.from_settings(settings, {}) is None
    assert Llm.from_settings(settings, {"OPENAI_API_KEY": " \n"}) is None
    assert Llm.from_settings(config.Llm(model=""), {"OPENAI_API_KEY": "k"}) is None
    assert Llm.from_settings(config.Llm(), {"OPENAI_API_KEY": "k"}) is None


def test_the_environment_wins_unless_it_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    # What the process holds is not read: only what is passed in.
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/wrong")
    with fake.endpoint(fake.reply(GOOD)) as script:
        for url, settings in [
            (script.base_url, config.Llm(model="m", base_url="http://127.0.0.1:1/v1")),
            ("", config.Llm(model="m", base_url=script.base_url)),
        ]:
            llm = Llm.from_settings(settings, {"OPENAI_API_KEY": "k\n", "OPENAI_BASE_URL": url})
            assert llm is not None
            assert ask(llm) == GOOD
