"""No look-alike of an ASCII character hides a key, its prefix or an address."""

from __future__ import annotations

import re

import pytest

from afterword.redaction import Redactor
from afterword.text.lookalikes import unicode_lookalikes
from growth import require_linear

# Put together here, so that no file of the repository holds anything that looks like a live key.
BODY = "1OlI0mB2dE3fG4hJ5kL6nP7qR8sT9uVwXyZabcdefgijo"
SECRETS = {
    "AWS key id": "AK" + "IA" + "IOSFODNN7LMNPQ1Z",
    "GitHub token": "gh" + "p_" + BODY[:36],
    "OpenAI key": "sk-" + "proj-" + BODY[:40],
    "Slack token": "xox" + "b-" + "10293847561-" + BODY[:24],
    "Shopify token": "shp" + "at_" + "01e4f60b9d2c83a75b1d0c9e8f7a6b54",
    "LangSmith key": "ls" + "__" + "01e4f60b9d2c83a75b1d0c9e8f7a6b54",
    "Pulumi token": "pu" + "l-" + "01e4f60b9d2c83a75b1d0c9e8f7a6b5410fedcba",
    "Google key": "AI" + "za" + "SyD1l0OI-_mB2dE3fG4hJ5kL6nP7qR8sT9u",
    "email": "jane.doe-01+l@mail-01.example.org",
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AK\u04c0A" + "IOSFODNN7LMNPQ1Z", "AWS key id"),
        ("AK\u04cfA" + "IOSFODNN7LMNPQ1Z", "AWS key id"),
        ("pu\u04c0-" + "01e4f60b9d2c83a75b1d0c9e8f7a6b5410fedcba", "Pulumi token"),
        ("\u0261hp_" + BODY[:36], "GitHub token"),
        ("jane@ex\u0251mple.org", "email"),
        ("jane@example.\u043er\u0261", "email"),
    ],
)
def test_a_lookalike_hides_nothing(text: str, kind: str) -> None:
    assert Redactor().redact(f"It is {text} here.").text == f"It is [{kind} 1] here."


def test_a_lookalike_hides_nothing_among_terminal_escapes() -> None:
    key = "AK\u04c0A" + "IOSFODNN7LMNPQ1Z"
    text = f"\x1b[31m{key}\x1b[0m \x1b]8;;https://x.example/a\u0431\x07{key}\x1b]8;;\x07"
    assert Redactor().redact(text).text == (
        "\x1b[31m[AWS key id 1]\x1b[0m \x1b]8;;https://x.example/a\u0431\x07[AWS key id 1]\x1b]8;;\x07"
    )


def test_a_lookalike_has_the_number_of_what_it_imitates() -> None:
    redactor = Redactor()
    assert redactor.redact("jane@example.org").text == redactor.redact("jane@ex\u0251mple.org").text == "[email 1]"


SAME_LOOK = {"l": ("l", "I", "1"), "O": ("O", "0")}


@pytest.mark.parametrize("kind", SECRETS)
def test_every_lookalike_of_unicode_is_seen_at_every_place(kind: str) -> None:
    secret = SECRETS[kind]
    imitations: dict[str, list[str]] = {}
    for char, look in unicode_lookalikes().items():
        for same in SAME_LOOK.get(look, (look,)):
            imitations.setdefault(same, []).append(char)
    survived = []
    for at, char in enumerate(secret):
        assert char in imitations or char == "@"
        chosen = imitations.get(char, ())
        # Each in a paragraph of its own: to redact them one by one takes ten times as long.
        text = "\n\n".join(f"It is {secret[:at]}{imitation}{secret[at + 1 :]} here." for imitation in chosen)
        for imitation, found in zip(chosen, Redactor().redact(text).text.split("\n\n"), strict=bool(chosen)):
            if not re.fullmatch(rf"It is \[{kind} \d+\] here\.", found):
                survived.append((at, char, f"U+{ord(imitation):04X}", found))
    assert survived == []


def test_several_lookalikes_hide_nothing_together() -> None:
    secret = SECRETS["Slack token"].translate(str.maketrans("xo1l", "хо\u0661\u04cf"))
    assert Redactor().redact(f"It is {secret} here.").text == "It is [Slack token 1] here."


def test_a_ligature_stands_for_its_letters() -> None:
    assert Redactor().redact("It is \ufb01" + "gd_" + BODY[:40]).text == "It is [Figma token 1]"


@pytest.mark.parametrize(
    "text",
    [
        "Служба поддержки сообщила об ошибке 14 апреля 2026 года, в 3 % ответов.",
        "Ο βοηθός υποσχέθηκε επιστροφές χρημάτων στις 14 Απριλίου.",
        "המערכת הבטיחה החזרים ב־14 באפריל 2026.",
        "وعد المساعد باسترداد الأموال في ١٤ أبريل ٢٠٢٦.",
        "ผู้ช่วยสัญญาว่าจะคืนเงิน ๑๔ เมษายน",
        "サポートボットは返金を約束した。14日のノート/メモを参照。",
        "1080×720 pixels, 3× slower, 5∨6, ∞, ½, №5, 20 °C, naïve œuvre, Þórr",
        "об API-ключ версии 2.1б, блок 5б",
    ],
)
def test_text_of_another_script_is_no_secret(text: str) -> None:
    assert Redactor().redact(text).text == text


@pytest.mark.parametrize("part", ["a\u0431", "\u04c0", "a\u04c0 ", "\u0417-", "\u2169\u2169x", "\u0153a"])
def test_time_is_linear(part: str) -> None:
    require_linear(lambda size: (part * size)[:size], lambda text: Redactor().redact(text), size=32_000)
