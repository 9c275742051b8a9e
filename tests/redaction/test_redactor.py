"""Secrets and personal data are taken out; what only looks like them stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.config import Redaction as Settings
from afterword.config import RedactionPattern
from afterword.redaction import PLACEHOLDER, Numbering, Redaction, Redactor
from afterword.redaction.redactor import KINDS


def redact(text: str) -> Redaction:
    """One text on its own."""
    return Redactor().redact(text)


# Assembled at run time: no file of this repository holds anything that looks like a live key.
SECRETS = {
    "Anthropic key": "sk-" + "ant-api03-" + "a1B2" * 12,
    "OpenAI key": "sk-" + "proj-" + "Zz09" * 10,
    "GitHub token": "ghp_" + "aB3d" * 9,
    "AWS key id": "AKIA" + "ABCDEFGHIJKLMNOP",
    "Google key": "AIza" + "Sy" + "B" * 33,
    "Slack token": "xoxb-" + "1234567890-abcdefghij",
    "Hugging Face token": "hf_" + "abcdEFGH12" * 4,
    "Stripe key": "sk_" + "live_" + "abcdEFGH1234567890",
    "JSON web token": "eyJ" + "hbGciOiJIUzI1" + ".eyJ" + "zdWIiOiIxMjM0" + "." + "SflKxwRJSMeKKF2QT4",
    "email": "jane.doe+ops@mail.example.org",
    "IBAN": "DE89 3704 0044 0532 0130 00",
    "card number": "4111 1111 1111 1111",
    "phone number": "+49 30 901820-12",
    "IP address": "85.214.132.117",
}

LOOK_ALIKES = (
    "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736",
    "id 123e4567-e89b-12d3-a456-426614174000",
    "model gpt-4.1-2025-04-14, version 2.1.68",
    "release 1.2.3.4 went out",
    "8420 EUR and 1206 records on 2026-04-16 at 17:00Z",
    "timestamp 20261103141200",
    "request took 1204.5 ms at 0.0.0.0:8080",
    "sk-8 is a bus line",
    "max_tokens: 400000000",
    "the password was rotated: yesterday",
    "https://example.org:8443/@user",
)


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_becomes_a_placeholder_that_names_its_kind(kind: str) -> None:
    found = redact(f"he wrote {SECRETS[kind]}, then left.")
    assert found.text == f"he wrote [{kind} 1], then left."
    assert found.found == {kind: 1}


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert redact(text).text == text


def test_the_same_value_keeps_its_number_within_a_source() -> None:
    redactor = Redactor()
    first = redactor.redact("a@example.org asked b@example.org").text
    second = redactor.redact("b@example.org answered a@example.org").text
    assert first == "[email 1] asked [email 2]"
    assert second == "[email 2] answered [email 1]"


def test_a_private_key_is_taken_out_whole_even_when_cut_off() -> None:
    marker = "-----BEGIN RSA PRIVATE " + "KEY-----"
    assert redact(f"{marker}\nMIIEowIBAAKCAQEA7\nabc").text == "[private key 1]\n\n"


@pytest.mark.parametrize("hidden", ["\u200b", "\u200e", "\ufe0f", "\x00", "\x1b[31m", "\u2063", "\u00ad"])
def test_invisible_characters_do_not_hide_a_key(hidden: str) -> None:
    key = SECRETS["GitHub token"]
    assert redact(key[:6] + hidden + key[6:]).text == "[GitHub token 1]"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("password: hunter2hunter2", "password: "),
        ("API_KEY = 0123456789abcdef", "API_KEY = "),
        ('"access_token": "abcd1234efgh"', '"access_token": "'),
        ("Authorization: Basic dXNlcjpwYXNzd29yZA==", "Authorization: Basic "),
        ("redis://:s3cr3tpass@cache/0", "redis://:"),
        ("postgres://app:p@ss:w/rd1@db", "postgres://app:"),
    ],
)
def test_the_value_of_a_secret_setting_goes_and_its_name_stays(text: str, kept: str) -> None:
    found = redact(text).text
    assert found.startswith(kept + "[")
    assert not any(part in found for part in ("hunter2", "0123456789", "abcd1234", "dXNlcjpw", "s3cr3t", "rd1"))


def test_what_is_redacted_keeps_its_lines() -> None:
    text = "a\n-----BEGIN PRIVATE " + "KEY-----\nMIIB\n-----END PRIVATE " + "KEY-----\nb"
    assert redact(text).text.split("\n") == ["a", "[private key 1]", "", "", "b"]


def test_the_password_of_a_connection_string_goes_and_the_host_stays() -> None:
    text = redact("postgres://app:" + "hunter2secret" + "@db.example.org/main").text
    assert "hunter2secret" not in text
    assert text.startswith("postgres://app:[password 1]@")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.sampled_from(sorted(SECRETS)), st.text(max_size=200))
def test_redaction_is_idempotent(before: str, kind: str, after: str) -> None:
    once = redact(f"{before} {SECRETS[kind]} {after}").text
    assert redact(once).text == once


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[4111 1111 1111 1111]", "card number"),
        ("[GB29 NWBK 6016 1331 9268 19]", "IBAN"),
        ("call [415 867 5309]", "phone number"),
        (f"[{SECRETS['AWS key id']} 1]", "AWS key id"),
        ("[jane 8.8.8.8 1]", "IP address"),
        ("password: [Tr0ub4dor 3]", "password"),
    ],
)
def test_brackets_and_a_number_do_not_hide_what_stands_between(text: str, kind: str) -> None:
    assert redact(text).found == {kind: 1}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_placeholder_of_every_kind_is_left_alone(kind: str) -> None:
    for text in (f"password: [{kind} 12]", f'{{"api_key": "[{kind} 1]"}}', f"Authorization: Bearer [{kind} 1]"):
        assert redact(text).text == text


def test_a_placeholder_of_a_pattern_of_ones_own_is_left_alone() -> None:
    pattern = RedactionPattern(name="Customer Id", regex="C-[0-9]{6}", secret=False)
    redactor = Redactor(Settings(patterns=[pattern]))
    once = redactor.redact("token: C-123456").text
    assert once == "token: [Customer Id 1]"
    assert redactor.redact(once).text == once


def test_a_high_number_in_a_source_does_not_push_new_ones_out_of_their_form() -> None:
    redactor = Redactor()
    redactor.numbering.reserve("[email 999999] and [email 99999] and [email 100001]")
    texts = [redactor.redact(f"user{number}@mail.example.org").text for number in range(3)]
    assert texts == ["[email 100000]", "[email 100002]", "[email 100003]"]
    assert all(PLACEHOLDER.fullmatch(text) for text in texts)


def test_a_learned_number_is_given_to_no_other_value() -> None:
    numbering = Numbering()
    numbering.learn("email", "a@example.org", 100_000)
    numbering.reserve("[email 99999]")
    assert numbering.placeholder("email", "b@example.org") == "[email 100001]"


@pytest.mark.parametrize("word", ["example", "xxxx", "changeme", "your-"])
def test_a_password_that_holds_the_word_of_a_filler_is_live(word: str) -> None:
    assert redact(f"password: {word}Tr0ub4dor3").found == {"password": 1}


@pytest.mark.parametrize("value", ["changeme", "your-password-here", "xxxxxxxx", "example-password-1", "changeme123"])
def test_a_filler_stays(value: str) -> None:
    assert redact(f"password: {value}").text == f"password: {value}"


@pytest.mark.parametrize("name", ["pw", "PW", "db_pw", "contraseña", "contrasena", "mot de passe", '"pw"'])
@pytest.mark.parametrize("sign", [": ", "=", " = "])
def test_a_password_is_announced_in_other_words_too(name: str, sign: str) -> None:
    assert redact(f"{name}{sign}Sommer2024!").text == f"{name}{sign}[password 1]"


def test_no_part_of_a_postcode_stays() -> None:
    assert redact("12 Main Street, Springfield 62043").text == "[postal address 1]"
