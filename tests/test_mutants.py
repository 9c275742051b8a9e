"""A mutant is told by what it changes, and a table counts what became of the mutants."""

from __future__ import annotations

import pytest

from mutants import Change, Mutant, change, report

ORIGINAL = "    while a < 3 and not b:\n        c = f(a, key='x') or g.find(a)\n        c += 1\n        continue\n"
CHANGES = {
    "comparison": ("a < 3", "a <= 3"),
    "number": ("< 3", "< 4"),
    "and, or": ("3 and", "3 or"),
    "not, minus": ("not b", "b"),
    "value replaced by None": ("f(a,", "f(None,"),
    "argument dropped": ("f(a, key='x')", "f(a)"),
    "text": ("'x'", "'XXxXX'"),
    "method": ("g.find", "g.rfind"),
    "assignment": ("c += 1", "c = 1"),
    "loop left or gone on with": ("continue", "break"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_of_its_kind(kind: str) -> None:
    changed = ORIGINAL.replace(*CHANGES[kind])
    assert changed != ORIGINAL
    assert change(f"def run(a, b):\n{ORIGINAL}", f"def run(a, b):\n{changed}").kind == kind


def test_mutants_are_counted_by_group_and_by_kind_and_survivors_are_listed() -> None:
    one = Change("comparison", "a < 3", "a <= 3")
    statuses = ("killed", "timeout", "survived", "killed")
    text = "\n".join(report([Mutant("editor", f"m{at}", status, one) for at, status in enumerate(statuses)], "1"))
    assert "| editor | 4 | 2 | 1 | 1 | 75% |" in text
    assert "| comparison | 4 | 2 | 1 | 1 | 75% |" in text
    assert "## Survived\n\n- `m2` (comparison): `a < 3` → `a <= 3`" in text
    assert "## Timeout\n\n- `m1`" in text
