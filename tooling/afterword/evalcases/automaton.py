"""Regular expressions matched in time that grows with the text alone.

Python's own matcher can take exponential time on a short pattern such as `(a+)+b`, and cannot be interrupted. A pattern
is read by Python's parser, so that it means what `re` says, and run as a set of states instead. What needs memory of
the text (a back reference, a look ahead or behind, an atomic group) is refused.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

MAX_PATTERN = 500
MAX_STATES = 400
_FEW = 16
_ONE_CHARACTER = ("LITERAL", "NOT_LITERAL", "IN", "ANY", "AT")

Test = Callable[[str], bool]
Place = Callable[[str, int], bool]


class Refused(Exception):  # noqa: N818 the pattern is right
    """The pattern cannot be run here; the message says why."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """States with what leads from each to the next.

    Attributes:
        steps: from a state by one character that passes the test.
        jumps: from a state without a character, where the place passes the test or there is none.
        end: the state at which the pattern has matched.
        states: how many there are.
        plain: the pattern itself where Python's matcher, which is far faster, is bounded, too.
    """

    steps: dict[int, list[tuple[Test, int]]]
    jumps: dict[int, list[tuple[Place | None, int]]]
    end: int
    states: int
    plain: re.Pattern[str] | None = None

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere in the text."""
        if self.plain:
            return bool(self.plain.search(text))
        current: set[int] = set()
        for at in range(len(text) + 1):
            current.add(0)
            reached = self._closure(current, text, at)
            if self.end in reached:
                return True
            if at < len(text):
                char = text[at]
                current = {to for state in reached for test, to in self.steps.get(state, ()) if test(char)}
        return False

    def _closure(self, states: set[int], text: str, at: int) -> set[int]:
        reached, waiting = set(states), list(states)
        while waiting:
            for place, to in self.jumps.get(waiting.pop(), ()):
                if to not in reached and (place is None or place(text, at)):
                    reached.add(to)
                    waiting.append(to)
        return reached


# Several rules try the same case.
@lru_cache(maxsize=64)
def compiled(pattern: str) -> Automaton:
    """Read a pattern in Python's syntax.

    Raises:
        ValueError: it is no pattern, or too long.
        Refused: it is one, and cannot be run in bounded time.
    """
    if len(pattern) > MAX_PATTERN:
        raise ValueError(f"the pattern has more than {MAX_PATTERN} characters")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            known = re.compile(pattern)
            tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"the pattern cannot be read: {error}") from None
    builder = _Builder(tree.state.flags)
    end = builder.sequence(tree, 0)
    return Automaton(builder.steps, builder.jumps, end, builder.count, known if _ways(tree) <= _FEW else None)


def _ways(tree: Any) -> float:
    """In how many ways Python's matcher can go through a pattern from one place; infinite where nothing bounds it."""
    ways = 1.0
    for operation, value in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = value
            once = _ways(inner)
            ways *= sum(once**times for times in range(least, most + 1)) if most <= _FEW else math.inf
        elif name == "BRANCH":
            ways *= sum(map(_ways, value[1]))
        elif name == "SUBPATTERN":
            ways *= _ways(value[3])
        elif name not in _ONE_CHARACTER:
            return math.inf
    return ways


@dataclass
class _Builder:
    flags: int
    steps: dict[int, list[tuple[Test, int]]] = field(default_factory=dict)
    jumps: dict[int, list[tuple[Place | None, int]]] = field(default_factory=dict)
    count: int = 1

    def new(self) -> int:
        if self.count >= MAX_STATES:
            raise Refused("the pattern has too many parts")
        self.count += 1
        return self.count - 1

    def jump(self, start: int, to: int, place: Place | None = None) -> None:
        self.jumps.setdefault(start, []).append((place, to))

    def sequence(self, tree: Any, start: int) -> int:
        for operation, value in tree:
            start = self.one(str(operation), value, start)
        return start

    def one(self, name: str, value: Any, start: int) -> int:
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, tree = value
            return self.repeat(least, most, tree, start)
        if name == "BRANCH":
            end = self.new()
            for tree in value[1]:
                self.jump(self.sequence(tree, start), end)
            return end
        if name == "SUBPATTERN":
            _, added, removed, tree = value
            flags, self.flags = self.flags, (self.flags | added) & ~removed
            end = self.sequence(tree, start)
            self.flags = flags
            return end
        if name == "AT":
            end = self.new()
            self.jump(start, end, _place(str(value), self.flags))
            return end
        end = self.new()
        self.steps.setdefault(start, []).append((_test(name, value, self.flags), end))
        return end

    def repeat(self, least: int, most: Any, tree: Any, start: int) -> int:
        # Begun at a state of its own, so that no way leads back into what stands before.
        entry = self.new()
        self.jump(start, entry)
        for _ in range(least):
            entry = self.sequence(tree, entry)
            following = self.new()
            self.jump(entry, following)
            entry = following
        if most is re._parser.MAXREPEAT:  # type: ignore[attr-defined]
            self.jump(self.sequence(tree, entry), entry)
            end = self.new()
            self.jump(entry, end)
            return end
        end = self.new()
        self.jump(entry, end)
        for _ in range(int(most) - least):
            following = self.new()
            self.jump(self.sequence(tree, entry), following)
            self.jump(following, end)
            entry = following
        return end


def _place(name: str, flags: int) -> Place:
    lines = bool(flags & re.MULTILINE)
    if name == "AT_BEGINNING_STRING" or (name == "AT_BEGINNING" and not lines):
        return lambda text, at: at == 0
    if name == "AT_BEGINNING":
        return lambda text, at: at == 0 or text[at - 1] == "\n"
    if name == "AT_END_STRING":
        return lambda text, at: at == len(text)
    if name == "AT_END" and not lines:
        return lambda text, at: at == len(text) or (at == len(text) - 1 and text[at] == "\n")
    if name == "AT_END":
        return lambda text, at: at == len(text) or text[at] == "\n"
    if name == "AT_BOUNDARY":
        return lambda text, at: _is_boundary(text, at)
    if name == "AT_NON_BOUNDARY":
        return lambda text, at: bool(text) and not _is_boundary(text, at)
    raise Refused(f"`{name}` is not supported")


def _is_boundary(text: str, at: int) -> bool:
    before = at > 0 and _is_word(text[at - 1])
    after = at < len(text) and _is_word(text[at])
    return before != after


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _test(name: str, value: Any, flags: int) -> Test:
    if name == "ANY":
        return (lambda char: True) if flags & re.DOTALL else (lambda char: char != "\n")
    if name == "IN":
        negated = bool(value) and str(value[0][0]) == "NEGATE"
        parts = [_test(str(part), inner, flags) for part, inner in value[negated:]]
        return lambda char: any(test(char) for test in parts) != negated
    if name == "CATEGORY":
        return _category(str(value))
    if name in ("LITERAL", "NOT_LITERAL", "RANGE"):
        low, high = value if name == "RANGE" else (value, value)
        wanted = name != "NOT_LITERAL"
        if flags & re.IGNORECASE:
            return lambda char: any(low <= ord(form) <= high for form in _forms(char)) == wanted
        return lambda char: (low <= ord(char) <= high) == wanted
    words = {"GROUPREF": "a back reference", "ASSERT": "a look ahead or behind", "ASSERT_NOT": "a look ahead or behind"}
    raise Refused(f"{words.get(name, 'this construct')} cannot be run in bounded time")


def _forms(char: str) -> set[str]:
    return {form for form in (char, char.lower(), char.upper()) if len(form) == 1}


def _category(name: str) -> Test:
    test: Test = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": _is_word}[name.rpartition("_")[2]]
    return (lambda char: not test(char)) if "_NOT_" in name else test
