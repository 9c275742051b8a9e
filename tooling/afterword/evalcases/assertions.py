"""One assertion of an eval case: `{icontains-any: ["30 days", "specialist"]}`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from afterword.evalcases.patterns import TooLarge, compile_pattern


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion that can be applied to a text.

    Attributes:
        kind: as written, with its `not-`.
        holds: whether a text passes; raises TimeoutError if a pattern takes too long.
    """

    kind: str
    holds: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Misread:
    """Why an assertion cannot be applied.

    Attributes:
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
        wrong: False if the assertion is right and only this tool cannot apply it.
    """

    message: str
    remedy: str
    wrong: bool = True


def read_assertion(raw: Mapping[str, Any]) -> Assertion | Misread:
    """Read an assertion from its YAML mapping of one key, or say what is wrong with it."""
    if len(raw) != 1:
        return Misread("an assertion is one kind with its value", "write each one by itself: `- icontains: 30 days`")
    kind, value = next(iter(raw.items()))
    base = kind.removeprefix("not-")
    maker = _MAKERS.get(base)
    if maker is None:
        near = get_close_matches(kind, KINDS, n=1)
        remedy = f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(_MAKERS)}, or `not-` before it"
        return Misread(f"`{_short(kind)}` is not a kind of assertion", remedy)
    try:
        holds = maker(value)
    except TooLarge as reason:
        return Misread(f"the pattern is not tried: {reason}", "simplify it; the suite itself may run it", wrong=False)
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        return Misread(f"`{kind}`: {what}", remedy or "correct the value")
    return Assertion(kind, holds if base == kind else lambda text: not holds(text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


Test = Callable[[str], bool]


def _one(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the value is one text that is not empty; write it in quotes")
    return value


def _several(value: object) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not values:
        raise ValueError('the value is a list of texts; write `["30 days", "specialist"]`')
    return [_one(each) for each in values]


def _contains(fold: Callable[[str], str]) -> Callable[[object], Test]:
    def make(value: object) -> Test:
        wanted = fold(_one(value))
        return lambda text: wanted in fold(text)

    return make


def _contains_of(fold: Callable[[str], str], of: Callable[[list[bool]], bool]) -> Callable[[object], Test]:
    def make(value: object) -> Test:
        wanted = [fold(each) for each in _several(value)]

        def holds(text: str) -> bool:
            folded = fold(text)
            return of([each in folded for each in wanted])

        return holds

    return make


def _equals(value: object) -> Test:
    wanted = _one(value).strip()
    return lambda text: text.strip() == wanted


def _starts_with(value: object) -> Test:
    wanted = _one(value)
    return lambda text: text.startswith(wanted)


def _regex(value: object) -> Test:
    return compile_pattern(_one(value))


def _is_json(value: object) -> Test:
    if value not in ("true", ""):
        raise ValueError("a schema is not looked at here; write `is-json: true`")
    return _parses_as_json


def _parses_as_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


_MAKERS: dict[str, Callable[[object], Test]] = {
    "contains": _contains(str),
    "contains-any": _contains_of(str, any),
    "contains-all": _contains_of(str, all),
    "icontains": _contains(str.casefold),
    "icontains-any": _contains_of(str.casefold, any),
    "icontains-all": _contains_of(str.casefold, all),
    "equals": _equals,
    "regex": _regex,
    "starts-with": _starts_with,
    "is-json": _is_json,
}
KINDS = (*_MAKERS, *(f"not-{kind}" for kind in _MAKERS))
"""Every kind of assertion."""
