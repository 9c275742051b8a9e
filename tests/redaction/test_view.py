"""A text as patterns see it: entities and escapes are undone, and each place is known in the original."""

from __future__ import annotations

import pytest

from afterword.redaction.view import View


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a&#64;b", "a@b"), ("a&#x40;b", "a@b"), ("a&#X40;b", "a@b"), ("a&commat;b&period;c", "a@b.c"),
        ("a&lowbar;b&hyphen;c&plus;d&num;e", "a_b-c+d#e"), ("a\\u0040b", "a@b"), ("&#233;", "é"),
        # What would break the structure around it, shows nothing, or is none.
        ("a&#10;b", "a&#10;b"), ("a&#60;b", "a&#60;b"), ("a&#34;b", "a&#34;b"), ("a\\u0022b", "a\\u0022b"),
        ("a&#999999;b", "a&#999999;b"), ("a&#64b", "a&#64b"), ("a&amp;b", "a&amp;b"), ("a\\u000ab", "a\\u000ab"),
        ("a\\u00e9b", "a\\u00e9b"),
    ],
)  # fmt: skip
def test_a_character_is_seen_however_it_is_written(text: str, seen: str) -> None:
    assert View.of(text).text == seen


def test_a_place_behind_an_entity_is_known_in_the_text() -> None:
    view = View.of("a&#64;b.c d&#46;e")
    assert view.text == "a@b.c d.e"
    assert view.original(0, 5) == (0, 9)
    assert view.original(1, 2) == (1, 6)
    assert view.original(7, 9) == (11, 17)


def test_words_with_other_letters_are_possible_where_a_text_has_all_of_them() -> None:
    assert list(View.of("пароль").possible(("пароль", "парад"))) == ["пароль"]
    assert list(View.of("password").possible(("пароль",))) == []
    assert list(View.of("haslo ł").possible(("hasło", "jelszó"))) == ["hasło"]
    assert View.of("a–b").characters == {"–"}


def test_each_letter_of_a_character_that_is_seen_as_several_is_at_its_place() -> None:
    view = View.of("a\ufb03b")
    assert view.text == "affib"
    assert [view.original(at, at + 1) for at in range(5)] == [(0, 1), *[(1, 2)] * 3, (2, 3)]
