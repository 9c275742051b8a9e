"""What a run spends, and that it never exceeds its budget."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from afterword.llm import Llm, LlmUnavailable, NoUsableAnswer, Usage
from afterword.llm.usage import Meter
from fakes import llm as fake
from llm.questions import GOOD, MESSAGES, SCHEMA, model

LIMIT = 30_000


def lie(exchange: fake.Exchange) -> None:
    """Answer at length, and report one token."""
    content = json.dumps({"items": ["word " * 1_500]})
    one = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    exchange.send(200, {"choices": [one], "usage": {"prompt_tokens": 1, "completion_tokens": 0}})


def exaggerate(exchange: fake.Exchange) -> None:
    one = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": json.dumps(GOOD)}}
    exchange.send(200, {"choices": [one], "usage": {"prompt_tokens": 5_000, "completion_tokens": 5_000}})


def ask(llm: Llm, size: int = 4_000) -> str:
    try:
        llm.ask([MESSAGES[0], {"role": "user", "content": "x" * size}], SCHEMA, "list")
    except LlmUnavailable as error:
        return error.message
    return ""


@pytest.mark.parametrize("behave", [fake.reply(GOOD), lie, fake.error(500, "no", {"retry-after-ms": "1"}), fake.reset])
def test_a_run_of_many_questions_stays_within_its_budget(behave: fake.Behaviour) -> None:
    with fake.endpoint(behave) as script:
        llm = model(script, max_tokens=LIMIT)
        with ThreadPoolExecutor(4) as pool:
            said = list(pool.map(lambda _: ask(llm), range(60)))
        sent = sum(len(json.dumps(request)) // 4 for request in script.requests)
        assert said[-1] and sent <= LIMIT and llm.tokens <= LIMIT


def test_what_an_endpoint_reports_counts_if_it_is_more() -> None:
    with fake.endpoint(exaggerate) as script:
        llm = model(script, max_tokens=LIMIT)
        said = [ask(llm) for _ in range(5)]
    assert said[:3] == ["", "", ""] and said[4] == f"the token budget of {LIMIT} for one run is used up"
    assert llm.tokens == 30_000 and llm.usage == Usage(3, 15_000, 15_000)


def test_a_request_that_the_library_repeats_counts_twice() -> None:
    with fake.endpoint(fake.error(503, "busy", {"retry-after-ms": "1"}), fake.reply(GOOD)) as script:
        llm = model(script)
        assert ask(llm) == ""
        assert len(script.requests) == 2 and llm.tokens >= 2 * 1_000
    with fake.endpoint(fake.error(503, "busy", {"retry-after-ms": "1"}), fake.reply(GOOD)) as script:
        llm = model(script, max_tokens=4_000, max_output_tokens=1_000)
        assert "is used up" in ask(llm)
        assert len(script.requests) == 1


def test_no_question_waits_for_an_endpoint_that_is_down() -> None:
    with fake.endpoint(fake.hang) as script:
        llm = model(script, timeout_seconds=0.3)
        first = ask(llm)
        asked = len(script.requests)
        assert [ask(llm) for _ in range(20)] == [first] * 20 and len(script.requests) == asked


def test_a_question_without_a_usable_answer_does_not_end_the_run() -> None:
    with fake.endpoint(fake.reply("", finish_reason="length"), fake.reply(GOOD)) as script:
        llm = model(script)
        assert "cut off" in ask(llm) and ask(llm) == ""


def test_a_compressed_answer_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(b" " * 100_000_000)
    with fake.endpoint(fake.raw(200, bomb, {"content-encoding": "gzip"})) as script:
        assert "sent a compressed answer" in ask(model(script))
        assert script.headers[0]["accept-encoding"] == "identity"


def test_a_meter_counts_what_is_set_aside() -> None:
    meter = Meter(100)
    charge = meter.reserve(40, 20)
    with pytest.raises(NoUsableAnswer):
        meter.reserve(40, 20)
    charge.before_request()
    charge.answered(Usage(1, 10, 10), 5)
    meter.settle(charge)
    assert meter.spent == 45 and meter.usage == Usage(1, 10, 10)
    unsent = meter.reserve(30, 20)
    meter.settle(unsent)
    assert meter.spent == 45
