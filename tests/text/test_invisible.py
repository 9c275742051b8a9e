"""What shows nothing is taken out, and nothing else."""

from __future__ import annotations

import pytest

from afterword.text.invisible import one_line, printable, visible_line, without_controls, without_invisible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text\n", "plain text\n"),
        ("a\u200bb\u00adc\ufeffd", "abcd"),
        ("a\u202eb\u2066c", "abc"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;https://x.example\x07link\x1b]8;;\x1b\\", "link"),
        ("a\x00b\x07c\x7fd", "abcd"),
        ("a\u3164b\ufe0fc\u2800d", "abcd"),
        ("a\t\r\n b\u00a0c\u2028d", "a\t\r\n b\u00a0c\u2028d"),
        ("\ue000\ud800", ""),
        ("naïve — “quoted” 😀", "naïve — “quoted” 😀"),
    ],
)
def test_invisible_characters_are_removed(text: str, expected: str) -> None:
    assert without_invisible(text) == expected


def test_visible_line_has_single_blanks() -> None:
    assert visible_line(" a\u200b \n\x1b[1m b\u00a0\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\n\td", "a\nb\nc\n\td"),
        ("a\x07b\ud800c", "a b c"),
        ("a\u202eb\u061cc\u200ed\u2069e", "abcde"),
        ("\U0001f469\u200d\U0001f4bb \u2764\ufe0f", "\U0001f469\u200d\U0001f4bb \u2764\ufe0f"),
    ],
)
def test_controls_are_removed_and_joiners_stay(text: str, expected: str) -> None:
    assert without_controls(text) == expected


def test_nothing_that_a_terminal_obeys_is_printable() -> None:
    assert printable("a\x1b]0;b\x07\nc\u202ed \u00e9") == "a]0;bcd \u00e9"


def test_one_line_keeps_joiners() -> None:
    assert one_line(" \U0001f469\u200d\U0001f4bb\n\x07b ") == "\U0001f469\u200d\U0001f4bb b"
