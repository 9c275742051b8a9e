"""Renaming tags and adding factors: nothing but their characters changes."""

from __future__ import annotations

import pytest

from afterword.errors import AfterwordError
from afterword.learning.tags.edits import Renaming, add_factor, rename_tags
from afterword.postmortem import PostMortem, read
from learning import incidents

BOT = Renaming("service", "Support Bot", "support-bot")


def _document(services: str = "services: [support-bot]", factors: str = "factors: [missing-eval]") -> PostMortem:
    text = incidents.TEXT.format(id=incidents.ID)
    text = text.replace("services: [support-bot]", services).replace("factors: [missing-eval]", factors)
    return read(text.encode(), "x.md")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("services: [Support Bot, search]  # who was hit", "services: [support-bot, search]  # who was hit"),
        ("services:\n  - search  # a\n  - 'Support Bot'   # b", "services:\n  - search  # a\n  - support-bot   # b"),
        ("services: [Support Bot, 'a, b', support-bot]", "services: [support-bot, 'a, b']"),
        ("services: [support-bot, Support Bot]", "services: [support-bot]"),
        ("services:\n- Support Bot\n- x\n- support-bot\n", "services:\n- support-bot\n- x\n"),
        ("services: [search]", "services: [search]"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_renaming(before: str, after: str, newline: str) -> None:
    source = _document(before).source.text.replace("\n", newline)
    document = read(b"\xef\xbb\xbf" + source.encode(), "x.md")
    wanted = source.replace(before.replace("\n", newline), after.replace("\n", newline))
    assert rename_tags(document, [BOT]).removeprefix("\ufeff") == wanted


def test_only_the_kind_that_is_meant_changes() -> None:
    text = rename_tags(
        _document(), [Renaming("model", "example-chat", "other"), Renaming("factor", "support-bot", "x")]
    )
    assert "name: other, version: example-chat-2026-01-20" in text
    assert "services: [support-bot]" in text


@pytest.mark.parametrize(
    "before",
    [
        "services: [&name Support Bot]\nagent_team: [*name]",
        "services:\n  - support-bot\n  - Support Bot  # the one in the shop",
        "services: [support-bot, # the first\n  Support Bot]",
    ],
)
def test_what_would_lose_more_than_the_tag_is_refused(before: str) -> None:
    with pytest.raises(AfterwordError, match=r"anchor|cannot be changed"):
        rename_tags(_document(before), [BOT])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("factors: [missing-eval] # agreed", "factors: [missing-eval, no-canary] # agreed"),
        ("factors: []", "factors: [no-canary]"),
        ("factors: unknown  # so far", "factors: [no-canary]  # so far"),
        ("factors:", "factors: [no-canary]"),
        ("factors:\n  - missing-eval  # agreed", "factors:\n  - missing-eval  # agreed\n  - no-canary"),
        ("factors: [no-canary]", "factors: [no-canary]"),
    ],
)
def test_adding_a_factor(before: str, after: str) -> None:
    document = _document(factors=before)
    assert add_factor(document, "no-canary") == document.source.text.replace(before, after)


def test_adding_the_first_factor_makes_its_key() -> None:
    text = add_factor(_document(factors="note: x"), "no-canary")
    assert read(text.encode(), "x.md").front.factors == ["no-canary"]
    assert "\nnote: x\n" in text


def test_factors_that_await_review_are_left() -> None:
    with pytest.raises(AfterwordError, match="await review"):
        add_factor(_document(factors="factors: [missing-eval] # proposed, E1"), "no-canary")
