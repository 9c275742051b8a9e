"""Patterns from settings are run only where their work is bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword import config
from afterword.errors import AfterwordError
from afterword.text.patterns import longest_literal, require_bounded


@pytest.mark.parametrize(
    "pattern",
    ["CUST-[0-9]{6}", r"(?:[A-Z]{2,4}-){2}\d{1,8}", "(?i)acme-(?:eu|us)-[a-z]{1,20}", "(?<=id )[0-9]{4,9}", "a|b|c"],
)
def test_what_is_bounded_is_accepted(pattern: str) -> None:
    assert require_bounded(pattern) == pattern


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("[0-9]+", "without a limit"),
        ("(a+)+b", "without a limit"),
        ("(?:a|a){0,20}b", "ways"),
        ("(?:a{1,9}){9}", "ways"),
        ("a{0,200}a{0,200}b", "ways"),
        (r"(.)\1", "refers back"),
        ("(unclosed", "cannot be read"),
        ("a{0,5}", "empty text"),
        ("a" * 501, "more than 500"),
    ],
)
def test_what_is_not_bounded_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        require_bounded(pattern)


@pytest.mark.parametrize(
    ("setting", "line", "message"),
    [
        ("  patterns:\n    - name: x\n      regex: a+\n", 4, "without a limit"),
        ("  patterns:\n    - name: '[x]'\n      regex: ab\n", 3, "redaction.patterns"),
        ("  allow:\n    - text: a\n", 3, "because"),
        ("  allow:\n    - because: a\n", 3, "either"),
        ("  allow:\n    - regex: '.{1,500}'\n      because: a\n", 3, "almost anything"),
        (
            "  allow:\n    - text: b\n      because: b\n    - because: a\n      regex: '.{1,9}@[a-z]{2,9}|abcd'\n",
            6,
            "almost",
        ),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, setting: str, line: int, message: str) -> None:
    (tmp_path / config.FILE_NAME).write_text("redaction:\n" + setting)
    with pytest.raises(AfterwordError, match=message) as caught:
        config.load(tmp_path, {})
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        (".{1,500}", 0),
        (r".{1,64}@example\.com", 12),
        ("(?:foo|ab)[0-9]", 2),
        ("(?:foobar){0,1}[0-9]ab", 2),
        ("(?:foobar){1,2}x", 6),
        ("(?>abc)|.", 0),
        ("(?i)Acme", 4),
        ("[a-z]a[a-z]b", 1),
    ],
)
def test_what_a_pattern_must_hold_is_known(pattern: str, length: int) -> None:
    assert longest_literal(pattern) == length
