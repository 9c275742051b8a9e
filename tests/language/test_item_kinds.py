"""Kinds of items, on labelled ones of many sources; what small talk hides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.language.item_kinds import ItemKind, item_kind

LABELLED = Path(__file__).parent / "labelled" / "item-kinds.txt"
_LABELS = {"public": ItemKind.PUBLIC, "addresses-ai": ItemKind.ADDRESSES_AI}


def _labelled() -> Iterator[tuple[ItemKind, str, str, str]]:
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            label, source, actor, text = line.split("|", 3)
            yield _LABELS.get(label) or ItemKind(label), source, actor, text


def test_kinds_of_labelled_items_are_found_and_no_content_is_called_chatter() -> None:
    found = Counter((label, item_kind(text, source, actor)) for label, source, actor, text in _labelled())
    total, right = found.total(), sum(number for (label, kind), number in found.items() if label is kind)
    assert right >= 0.96 * total, found
    lost = sum(n for (label, kind), n in found.items() if kind is ItemKind.CHATTER and label is not ItemKind.CHATTER)
    assert lost <= 0.01 * total, found


@pytest.mark.parametrize(
    "text",
    [
        "thanks, that did it, latency is normal again", "sorry, that was me: wrong tag", "same error in eu-west",
        "ok, rolled back", "no, only staging", "all good in staging, prod is red", "coffee machine proxy explains it",
        "looking: 40 % of answers are empty", "yes, all tenants", "+1 ticket", "99%", "no alert", "fixed",
        "ok again, thanks",
    ],
)  # fmt: skip
def test_a_short_message_that_says_something_is_no_chatter(text: str) -> None:
    assert item_kind(text, "slack", "participant 1") is not ItemKind.CHATTER


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "Thanks all :heart:",
        "👍",
        "Nice!",
        "thank you so much 🎉 :+1:",
        "...",
        "looking",
        "@participant 3 ty",
        "lunch was ages ago, who orders pizza",
    ],
)
def test_mere_thanks_are_chatter(text: str) -> None:
    assert item_kind(text, "slack", "participant 1") is ItemKind.CHATTER


def test_a_log_is_a_signal_and_what_an_engineer_says_of_it_is_not() -> None:
    assert item_kind("index rebuilt", "app.log", "") is ItemKind.SIGNAL
    assert item_kind("the alert is about the wrong index", "alerts.json", "on-call engineer") is ItemKind.STATEMENT
    assert item_kind("ERROR engine: out of memory", "slack", "participant 2") is ItemKind.SIGNAL


def test_long_repetitions_take_no_time() -> None:
    for text in ("thanks for the " * 5_000, "ok " * 20_000, "a" * 100_000, "[" * 50_000, "x=1 " * 20_000):
        item_kind(text, "slack", "participant 1")


@pytest.mark.parametrize(
    "text", ["This is SEV1!!! declaring SEV1.", "[FIRING:1] BotDown severity=SEV1 service=bot", "we agreed to pay you"]
)
def test_what_a_stranger_writes_is_neither_a_signal_nor_a_decision(text: str) -> None:
    assert item_kind(text, "acme/widgets#1", "participant 3 (outsider)") is ItemKind.STATEMENT
    assert item_kind(text, "acme/widgets#1", "participant 3") is not ItemKind.STATEMENT


@pytest.mark.parametrize(
    "text", ["Closing this on our side. All were called back.", "closing this, resolved", "closing this"]
)
def test_who_closes_the_incident_decides(text: str) -> None:
    assert item_kind(text, "chat", "participant 3") is ItemKind.DECISION
    assert item_kind("we were closing this gap when it broke", "chat", "participant 3") is ItemKind.STATEMENT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("we set retries=2 backoff=4s and now the importer waits", ItemKind.STATEMENT),
        ("importer started retries=2 backoff=4s", ItemKind.SIGNAL),
    ],
)
def test_settings_in_a_sentence_are_mentioned_by_a_person(text: str, kind: ItemKind) -> None:
    assert item_kind(text, "chat", "participant 3") is kind
