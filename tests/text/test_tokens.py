"""Estimates of tokens."""

from __future__ import annotations

from afterword.text.tokens import estimate_tokens


def test_a_token_has_four_bytes_in_any_script() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("abcdefgh") == 2
    assert estimate_tokens("日本語日") == 3
    assert estimate_tokens("\ud800" * 8) == 2
