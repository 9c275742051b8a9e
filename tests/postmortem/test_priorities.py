from __future__ import annotations

import pytest

from afterword.postmortem.priorities import standard_priority


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("P1", "P1"), ("p1", "P1"), ("P 1", "P1"), ("prio-1", "P1"), ("Priority: 0", "P0"), ("HIGH", "High"),
        ("medium", "Medium"), ("", ""), ("P10", "P10"), ("must", "must"), ("p1/p2", "p1/p2"),
    ],
)  # fmt: skip
def test_one_spelling_of_a_priority(written: str, standard: str) -> None:
    assert standard_priority(written) == standard
    assert standard_priority(standard) == standard
