"""The registry: every rule is in the room of its family, and has a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.checks import rules
from afterword.checks.registry import FAMILIES, RULES

TESTS = Path(__file__).parent
ROOM = Path(rules.__file__).parent


def test_every_rule_has_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    assert [rule.id for rule in RULES if f'"{rule.id}"' not in tests] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_rules_are_in_the_file_or_folder_of_their_family(family: str) -> None:
    name, rules = FAMILIES[family]
    assert name
    assert rules
    assert all(rule.id.startswith(family) for rule in rules)
    (place,) = (path for path in ROOM.iterdir() if path.name.startswith(f"{family.lower()}_"))
    assert [*(TESTS / "rules").glob(f"test_{place.stem}*.py")] or place.is_dir()


def test_every_rule_explains_itself() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.why and rule.bad and rule.good and rule.title, rule.id
