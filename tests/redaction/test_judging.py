"""What tells a secret from a word, a hash, a reference and a filler, each at its limit."""

from __future__ import annotations

import pytest

from afterword.redaction.judging import entropy, is_filler, is_hash_or_uuid, is_random, is_reference


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("abc1def2", True),  # three changes, with digits
        ("abc12def", False),
        ("abc1de2", False),  # seven characters
        ("x.abc1def2.y", True),
        ("12345678", False),
        ("aBcDeFFF", True),  # five changes, without digits
        ("aBcDeeee", False),
        ("refund-policy-and-more", False),
        ("", False),
    ],
)
def test_what_mixes_digits_letters_and_cases_is_random(value: str, expected: bool) -> None:
    assert is_random(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("xxxx", True),
        ("XXXX", True),
        ("**.**#?-_0", True),
        ("xxxy", False),
        ("abc...", True),
        ("AKIAEXAMPLE", True),
        ("EXAMPLEAKIA", True),  # nothing else that could be live
        ("your-key-here", True),
        ("exampleTr0ub4dor3", False),  # six characters or more, and three changes or more, beside the word
        ("example-a1B2c", True),
        ("example-abcde1f", True),
        ("changeme", True),
        ("hunter2", False),
    ],
)
def test_what_stands_for_a_value_that_is_left_out_is_a_filler(value: str, expected: bool) -> None:
    assert is_filler(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("${TOKEN}", True), ("os.environ", True), ("Missing.", True), ('"null"', True), ("op://vault/item", True),
     ("s3cret", False), ("a/run/x", False)],
)  # fmt: skip
def test_what_says_where_a_secret_is_kept_is_a_reference(value: str, expected: bool) -> None:
    assert is_reference(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a" * 7, True), ("a" * 8, True), ("a" * 9, False), ("a" * 32, True), ("A" * 40, True), ("a" * 64, True),
     ("a" * 128, True), ("sha256:" + "a" * 64, True), ("a" * 63, False), ("g" * 40, False),
     ("123e4567-e89b-12d3-a456-426614174000", True), ("123e4567-e89b-12d3-a456-42661417400", False)],
)  # fmt: skip
def test_a_digest_and_a_uuid_are_known_by_their_form(value: str, expected: bool) -> None:
    assert is_hash_or_uuid(value) is expected


def test_entropy_is_of_the_characters_of_the_value() -> None:
    assert entropy("aaaa") == 0
    assert entropy("abab") == 1
    assert entropy("abcd") == 2
    assert entropy("aab") == pytest.approx(0.9183, abs=1e-4)
