"""The JSON object is found where models put it, and its shape is checked."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.llm.answers import NoAnswerError, read_object
from fakes import llm as fake
from llm.questions import GOOD, SCHEMA, ask, model


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(GOOD),
        f"```json\n{json.dumps(GOOD)}\n```",
        f"Sure! Here it is:\n```\n{json.dumps(GOOD)}\n```\nAnything else?",
        f'<think>{{"items": 3}} maybe {{</think>\n{json.dumps(GOOD)}',
        f"The result {{as asked}} is {json.dumps(GOOD)}.",
        "\ufeff" + json.dumps(GOOD),
    ],
)
def test_json_is_found_where_models_put_it(text: str) -> None:
    with fake.endpoint(fake.reply(text)) as script:
        assert ask(model(script)) == GOOD
    assert len(script.requests) == 1


def test_half_a_character_does_not_come_through() -> None:
    with fake.endpoint(fake.reply('{"items": ["\\ud800"]}')) as script:
        assert ask(model(script)) == {"items": ["?"]}


@given(st.text(alphabet=st.sampled_from('{}[]":,\\ `\nitemsjthk<>/0'), max_size=200))
def test_reading_an_answer_is_total(text: str) -> None:
    with contextlib.suppress(NoAnswerError):
        assert isinstance(read_object(text, SCHEMA)["items"], list)


@given(
    st.dictionaries(st.just("items"), st.lists(st.text()), min_size=1), st.sampled_from(["", "x ", "<think>{</think>"])
)
def test_an_object_is_found_whatever_stands_before_it(value: dict[str, list[str]], before: str) -> None:
    found = read_object(before + json.dumps(value), SCHEMA)
    assert [text.encode("utf-8", "replace") for text in value["items"]] == [text.encode() for text in found["items"]]
