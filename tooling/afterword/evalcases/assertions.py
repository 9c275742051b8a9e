"""One assertion of an eval case: `{icontains-any: ["30 days", "specialist"]}`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from afterword.evalcases.automaton import Automaton, Refused, compiled


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion that can be applied to a text.

    Attributes:
        kind: as written, with its `not-`.
        holds: whether a text passes.
        states: how many steps each character of a text costs.
    """

    kind: str
    holds: Callable[[str], bool]
    states: int = 1


@dataclass(frozen=True, slots=True)
class Misread:
    """What keeps an assertion from being applied.

    Attributes:
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
        wrong: False where the assertion is right and only this tool cannot apply it.
    """

    message: str
    remedy: str
    wrong: bool = True


def read_assertion(raw: Mapping[str, Any]) -> Assertion | Misread:
    """An assertion from its YAML mapping of one key, or what is wrong with it."""
    if len(raw) != 1:
        return Misread("an assertion is one kind with its value", "write each one by itself: `- icontains: 30 days`")
    kind, value = next(iter(raw.items()))
    base = kind.removeprefix("not-")
    maker = _MAKERS.get(base)
    if maker is None:
        near = get_close_matches(kind, KINDS, n=1)
        remedy = f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(_MAKERS)}, or `not-` before it"
        return Misread(f"`{_short(kind)}` is no kind of assertion", remedy)
    try:
        test, states = maker(value)
    except Refused as reason:
        return Misread(f"the pattern is not tried: {reason}", "simplify it; the suite itself may run it", wrong=False)
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        return Misread(f"`{kind}`: {what}", remedy or "correct the value")
    return Assertion(kind, test if base == kind else _negated(test), states)


def _negated(test: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: not test(text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


Made = tuple[Callable[[str], bool], int]


def _one(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the value is one text that is not empty; write it in quotes")
    return value


def _several(value: object) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not values:
        raise ValueError('the value is a list of texts; write `["30 days", "specialist"]`')
    return [_one(each) for each in values]


def _contains(fold: Callable[[str], str]) -> Callable[[object], Made]:
    def make(value: object) -> Made:
        wanted = fold(_one(value))
        return (lambda text: wanted in fold(text)), 1

    return make


def _contains_of(fold: Callable[[str], str], of: Callable[[list[bool]], bool]) -> Callable[[object], Made]:
    def make(value: object) -> Made:
        wanted = [fold(each) for each in _several(value)]

        def test(text: str) -> bool:
            folded = fold(text)
            return of([each in folded for each in wanted])

        return test, len(wanted)

    return make


def _equals(value: object) -> Made:
    wanted = _one(value).strip()
    return (lambda text: text.strip() == wanted), 1


def _starts_with(value: object) -> Made:
    wanted = _one(value)
    return (lambda text: text.startswith(wanted)), 1


def _regex(value: object) -> Made:
    automaton: Automaton = compiled(_one(value))
    return automaton.search, automaton.states


def _is_json(value: object) -> Made:
    if value not in ("true", ""):
        raise ValueError("a schema is not looked at here; write `is-json: true`")
    return _parses_as_json, 1


def _parses_as_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _same(text: str) -> str:
    return text


_MAKERS: dict[str, Callable[[object], Made]] = {
    "contains": _contains(_same),
    "contains-any": _contains_of(_same, any),
    "contains-all": _contains_of(_same, all),
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
