"""Values of logs read like those of a sentence."""

from __future__ import annotations

import pytest

from afterword.grounding.log_forms import spell_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tokens=1893 (was 1211)", "tokens 1893 (was 1211)"),
        ("latency_ms=8123", "latency 8123 ms"),
        ("size_kb = 12.5, x", "size 12.5 kB, x"),
        ("share_pct=7", "share 7 percent"),
        ('msg="deploy finished" by=bot', 'msg "deploy finished" by bot'),
        ("version=2025.07.03-1", "version 2025.07.03-1"),
        ("timeout_ms=none", "timeout_ms none"),
        ("elapsed=00:07:41", "elapsed 00 h 07 min 41 sec"),
        ("at 00:07:41 it ended", "at 00:07:41 it ended"),
        ("nothing here", "nothing here"),
    ],
)
def test_pairs_are_spelled_out(text: str, expected: str) -> None:
    assert spell_out(text) == expected
