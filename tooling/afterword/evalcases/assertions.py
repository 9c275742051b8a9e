"""One assertion of an eval case: `{icontains-any: ["30 days", "specialist"]}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any

from afterword.evalcases import engine
from afterword.evalcases.engine import BY_MODEL, KINDS, Test
from afterword.evalcases.patterns import TooLarge, compile_pattern
from afterword.text.shorten import shorten

TEXT_KINDS = tuple(kind for kind in KINDS if "tool" not in kind and "json" not in kind and "words" not in kind)
"""Kinds whose value is a text or a list of texts."""
JSON_KINDS = ("json-schema", "calls-tool-with")
"""Kinds, without `not-`, whose value is JSON and not text."""
_TOOL_KINDS = ("calls-tool", "calls-tool-with", "never-calls-tool")
_LISTED = tuple(kind for kind in (*KINDS, *BY_MODEL) if not kind.startswith("not-"))


class Side(Enum):
    """The list that an assertion is in."""

    MUST = "must"
    MUST_NOT = "must_not"


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion of a case.

    Attributes:
        side: the list that it is in.
        number: its place in that list, counted from 1.
        kind: as written, with its `not-`.
        value: text, a list of texts, or JSON values.
        test: what code applies; None if code does not.
        not_applied: why code does not apply it; empty if it does.
    """

    side: Side
    number: int
    kind: str
    value: Any
    test: Test | None
    not_applied: str = ""

    @property
    def by_model(self) -> bool:
        """Whether only a model can judge it."""
        return self.kind.removeprefix("not-") in BY_MODEL

    @property
    def tool(self) -> str | None:
        """The tool that it is about."""
        if self.kind.removeprefix("not-") not in _TOOL_KINDS:
            return None
        return str(self.value["tool"] if isinstance(self.value, Mapping) else self.value)

    @property
    def written(self) -> dict[str, Any]:
        """The assertion as its mapping of one key."""
        return {self.kind: self.value}

    def __str__(self) -> str:
        return f"{self.side.value} {self.number} ({self.kind})"


@dataclass(frozen=True, slots=True)
class Misread:
    """Why an assertion cannot be applied.

    Attributes:
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
    """

    message: str
    remedy: str


def read_assertion(raw: Mapping[str, Any], side: Side = Side.MUST, number: int = 1) -> Assertion | Misread:
    """Read an assertion from its mapping of one kind to its value, or say what is wrong with it.

    Args:
        raw: the mapping; values of `JSON_KINDS` are JSON, others as the document has them.
        side: the list that it is in.
        number: its place in that list, counted from 1.
    """
    if len(raw) != 1:
        return Misread("an assertion is one kind with its value", "write each one by itself: `- icontains: 30 days`")
    kind, value = next(iter(raw.items()))
    if kind.removeprefix("not-") in BY_MODEL:
        if not isinstance(value, str) or not value.strip():
            return Misread(f"`{kind}`: the value is one text that is not empty", "write it in quotes")
        return Assertion(side, number, kind, value, None, "only a model can judge it")
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1)
        remedy = f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(_LISTED)}, or `not-` before it"
        return Misread(f"`{shorten(kind)}` is not a kind of assertion", remedy)
    try:
        return Assertion(side, number, kind, value, engine.make_test(kind, value, compile_pattern))
    except TooLarge as reason:
        return Assertion(side, number, kind, value, None, f"the pattern is not tried: {reason}")
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        return Misread(f"`{kind}`: {what}", remedy or "correct the value")
