"""Why a case of an earlier suite did not fire."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.evalcases.suite_case import SuiteCase

OUTPUT = "You have 90 days."


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"must": ({"contains": "days"},)}, "it accepts this output (`contains`)"),
        (
            {"must": ({"contains": "days"},), "others": ("llm-rubric",)},
            "it accepts this output (`contains`); `llm-rubric` cannot be tried here",
        ),
        (
            {"must_not": ({"contains": "90"},)},
            "it rejects this output: it was not run on such an answer, or its result was not acted on",
        ),
        ({"others": ("llm-rubric",)}, "what it asserts cannot be tried here: `llm-rubric`"),
        ({"must": ({"regex": "(x"},)}, "what it asserts cannot be tried here: `regex`"),
        ({}, "it asserts nothing"),
    ],
)
def test_what_its_assertions_make_of_the_output_is_said(keys: dict[str, Any], why: str) -> None:
    assert SuiteCase("support", "refund", "May I?", **keys).explain_silence(OUTPUT) == why
