"""Neutral JSONL: a case a line, for every reader of lines."""

from __future__ import annotations

import json

from tests.evals.generated import generate

from afterword.evals.exports import jsonl
from afterword.evals.exports.portable import as_portable


def test_hostile_texts_come_back_as_they_were() -> None:
    cases = [case for one in generate(60)[1] if isinstance(case := as_portable(one.case, lambda text: text), dict)]
    text = jsonl.export(cases)["afterword_cases.jsonl"]
    assert text.isascii()
    assert [json.loads(line) for line in text.splitlines()] == cases
