"""A mutant is told by what it changes, and a table counts what became of the mutants."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutants import Change, Mutant, changes_of, report

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
def test_a_change_is_of_its_kind(kind: str, tmp_path: Path) -> None:
    changed = ORIGINAL.replace(*CHANGES[kind])
    assert changed != ORIGINAL
    file = tmp_path / "mutants" / "src" / "afterword" / "room.py"
    file.parent.mkdir(parents=True)
    file.write_text(f"def x_run__mutmut_orig(a, b):\n{ORIGINAL}\n\ndef x_run__mutmut_7(a, b):\n{changed}")
    ((name, change),) = changes_of(file, tmp_path)
    assert name == "afterword.room.x_run__mutmut_7"
    assert change.kind == kind


def test_mutants_are_counted_by_group_and_by_kind_and_survivors_are_listed() -> None:
    change = Change("comparison", "a < 3", "a <= 3")
    statuses = ("killed", "timeout", "survived", "no tests", "exit code 255")
    text = "\n".join(report([Mutant("editor", f"m{at}", status, change) for at, status in enumerate(statuses)], "1"))
    assert "| editor | 5 | 1 | 1 | 1 | 1 | 1 | 40% |" in text
    assert "| comparison | 5 | 1 | 1 | 1 | 1 | 1 | 40% |" in text
    assert "## Survived\n\n- `m2` (comparison): `a < 3` → `a <= 3`" in text
    for status, name in (("No tests", "m3"), ("Timeout", "m1"), ("Exit code 255", "m4")):
        assert f"## {status}\n\n- `{name}`" in text
