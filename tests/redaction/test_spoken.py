"""Secrets in sentences: which word behind `password` and `key` goes, and which stays."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor
from afterword.redaction.credentials.spoken import answered, spoken, spoken_before, spoken_key, spoken_key_before

WORD = "password"


def found(sentence: str) -> list[str]:
    """What is found behind the first `password` of a sentence."""
    return [sentence[start:end] for start, end in spoken(sentence, sentence.index(WORD) + len(WORD))]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("just the password, Qx7-lemon-Zug. Nothing else.", "Qx7-lemon-Zug"),
        ("the password of the NAS has always been Muschel-88", "Muschel-88"),
        ("The password? Wolke7-Regen", "Wolke7-Regen"),
        ("the new password (Wolke7-Regen) works", "Wolke7-Regen"),
        ("it printed the password Wolke7-Regen/x twice", "Wolke7-Regen/x"),
        ("the password is now Brezel4Uhr!", "Brezel4Uhr!"),
        ("a password that everybody here knows: fox#geese", "fox#geese"),
        ('her password "Wolke7-Regen" was in it', "Wolke7-Regen"),
        ("the password was that of last year, fietsbel12", "fietsbel12"),
        ("the password for all of us: fietsbel12", "fietsbel12"),
    ],
)
def test_the_word_that_looks_like_a_password_is_found(sentence: str, value: str) -> None:
    assert found(sentence) == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "the password policy follows PCI-DSS-4.0 and more",
        "the password manager is 1Password7x",
        "password reset for INC-20417 took 40min",
        "the password was with AuthService2 all along",
        "the password is hashed with Argon2id",
        "a password is required for gpu-node-07",
        "the password is rotated every 90d by cron-job-14",
        "the password was read by Qwen2.5-72B",
        "the password changed at 2026-06-02T10:11:12Z",
        "the password is in vault/db/prod2",
        "the password is at ops2@acme.example",
        "the password is unknown; Wolke7-Regen is a town",
        "the password is unknown. Wolke7-Regen is a town",
        "the password was lost, but Wolke7-Regen is a town",
        "the password we no longer use was one two three four five Wolke7-Regen",
        "the passwords2Wolke are old",
        "the password is a [password 1]",
        "the password is short: aB1!x",
        "the password is self-made and don't-care",
        "the password has a word-with-dashes",
        "the password that we lost last year, fietsbel12",
    ],
)
def test_words_names_and_versions_stay(sentence: str) -> None:
    assert found(sentence) == []


def test_the_value_is_of_the_same_line_and_no_longer_than_sixty_characters() -> None:
    assert found("the password is\nWolke7-Regen") == []
    assert found("the password is " + "aB1-" * 15) == ["aB1-" * 14 + "aB1-"]
    assert found("the password is " + "aB1-" * 15 + "x") == []
    assert found("the password is aB1!xy") == ["aB1!xy"]


def test_right_behind_the_word_less_is_asked_of_it_if_it_may_be_direct() -> None:
    text = "password hexapod42walks"
    assert [text[a:b] for a, b in spoken(text, len(WORD))] == ["hexapod42walks"]
    assert list(spoken(text, len(WORD), direct=False)) == []


def test_a_key_is_of_three_kinds_of_characters_and_stands_alone() -> None:
    key = "WqKjINi7uQpBVcA3SS0LxWgv"
    for text in (f"key, just use it: {key}", f'key is "{key}"', f"token ({key})"):
        match = spoken_key(text, 5)
        assert match and match["value"] == key
    assert spoken_key("key, just use it: Wq7Ki2Ni5uQp8Vc", 5) is None  # a letter more, and it changes often enough
    assert spoken_key("key, just use it: Wq7Ki2Ni5uQp8VcA", 5) is not None
    few = "WqKjINiuQpBVcASSLxWg777"
    for other in (few, key.lower(), key.upper(), "0123456789abcdef" * 2, f"req_{key}", f"{key}.txt", f"a/{key}"):
        assert spoken_key(f"key, just use it: {other}", 5) is None, other
    assert spoken_key(f"key\n{key}", 3) is None
    assert spoken_key("key " + "word " * 25 + key, 3) is None


@pytest.mark.parametrize("word", ["wachtwoord", "hasło", "пароль", "Kennwort", "senha", "heslo"])
def test_other_languages_have_the_same_sentences(word: str) -> None:
    text = f"{word} van de server nu: Molenwiek&14"
    assert "Molenwiek" not in Redactor().redact(text).text
    assert Redactor().redact(f"{word} is per mail verstuurd").text == f"{word} is per mail verstuurd"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("I set it to Wolke7-Regen as the new password", "Wolke7-Regen"),
        ("Wolke7-Regen is our password", "Wolke7-Regen"),
        ('"Wolke7-Regen" was the root password', "Wolke7-Regen"),
        ("it's Wolke7-Regen (the grafana password)", "Wolke7-Regen"),
        ("Wolke7-Regen <- new jenkins password", "Wolke7-Regen"),
    ],
)
def test_the_value_can_be_before_the_word(sentence: str, value: str) -> None:
    assert [sentence[a:b] for a, b in spoken_before(sentence, sentence.index(WORD))] == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "Llama-3-70B is the password checker model",
        "GPT-4o-mini is not given the password",
        "Version 2.1 was the last with password",
        '"Wolke7-Regen" password',
        "Qwen2.5-72B is the password",
        "Wolke7-Regen\nis the password",
        "Wolke7-Regen is a town where nobody has ever seen the password",
    ],
)
def test_what_is_before_the_word_without_being_it_stays(sentence: str) -> None:
    assert list(spoken_before(sentence, sentence.index(WORD))) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("password?\nsam: Wolke7-Regen", ["Wolke7-Regen"]),
        ("password\nkim: Wolke7-Regen\n", ["Wolke7-Regen"]),
        ("password. New one: Wolke7-Regen", ["Wolke7-Regen"]),
        ("password reset done. It's now Wolke7-Regen.", ["Wolke7-Regen"]),
        ("password changed from Wolke7-Regen to Regen8+Wolke", ["Wolke7-Regen", "Regen8+Wolke"]),
        ("password?\nkim: yes, reset it", []),
        ("password length from 8chars to 12chars", []),
        ("password field moved from LoginForm2 to AccountForm3", []),
        ("password\nWolke7-Regen", []),
    ],
)
def test_an_answer_is_in_the_next_line_or_sentence(text: str, values: list[str]) -> None:
    assert [text[a:b] for a, b in answered(text, len(WORD))] == values


def test_a_key_can_be_before_the_word_too() -> None:
    key = "WqKjINi7uQ2pBVcA3SS0LxWgv"
    for text in (f"is {key} still a valid token", f"revoke {key} please, it's the prod key", f"leaked: {key} (api key"):
        match = spoken_key_before(text, max(text.find("token"), text.find("key")))
        assert match and match["value"] == key
    for other in (key.lower(), f"a/{key}", f"id={key}", "Qwen2VLForConditionalGeneration4bit", "0123456789abcdef" * 2):
        assert spoken_key_before(f"is {other} a token", len(f"is {other} a ")) is None, other


def test_nine_words_can_be_between_and_no_more() -> None:
    words = "we all know here was one two three four"
    assert found(f"the password {words} Wolke7-Regen+") == ["Wolke7-Regen+"]
    assert found(f"the password {words} five Wolke7-Regen+") == []


def test_without_a_word_before_it_a_value_needs_seven_characters_of_three_kinds() -> None:
    assert found("the password that leaked aB1xyzQ here") == ["aB1xyzQ"]
    assert found("the password that leaked aB1xyz here") == []
    assert found("the password that leaked hexapod42walks here") == []
    assert found("the password that leaked Hexapod#Walks here") == []
    assert found('the password that "p4-pre-submit" asks for') == []
    assert found('the password that "Wolke7x" has') == ["Wolke7x"]
