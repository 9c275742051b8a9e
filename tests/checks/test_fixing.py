"""Fixes are minimal edits; making them twice changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from afterword.checks import Finding, Level
from afterword.checks.fixing import fix
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, Span, read
from afterword.postmortem.edit import Splice

PATH = "postmortems/2026-04-16-bot.md"
FRONT = "---\nschema: 1\nid: 2026-04-16-bot\n---\n\n"

Find = Callable[[PostMortem], Iterator[Finding]]


def document(body: str, front: str = FRONT) -> PostMortem:
    return read((front + body).encode(), PATH)


def rule(pattern: str, by: str) -> Find:
    """Finds what a pattern finds; the fix puts other text in its place."""

    def find(document: PostMortem) -> Iterator[Finding]:
        for match in re.finditer(pattern, document.source.text):
            span = Span(*match.span())
            line = document.line(span)
            splice = Splice(span, match.expand(by))
            yield Finding(
                PATH,
                line,
                1,
                line,
                "AW001",
                Level.ERROR,
                f"`{pattern}`",
                "put right",
                (splice,),
                fix_of=document.source.digest,
            )

    return find


def both(*rules: Find) -> Find:
    return lambda document: (finding for find in rules for finding in find(document))


def test_only_the_characters_concerned_change() -> None:
    before = document("\ufeffcolour and colour\r\nother\r\n")
    find = rule("colour", "color")
    fixed = fix(before, find)
    assert fixed.document.source.text == before.source.text.replace("colour", "color")
    assert len(fixed.findings) == 2
    again = fix(fixed.document, find)
    assert again.findings == () and again.document is fixed.document


def test_new_lines_are_those_of_the_file() -> None:
    fixed = fix(document("a\r\n", FRONT.replace("\n", "\r\n")), rule("a(?!\r\nb)", "a\nb"))
    assert fixed.document.source.text.endswith("a\r\nb\r\n")


def test_of_two_fixes_at_one_place_the_second_waits_for_the_next_round() -> None:
    fixed = fix(document("abc\n"), both(rule("ab", "x"), rule("bc", "y"), rule("xc", "z")))
    assert fixed.document.source.text == FRONT + "z\n"
    assert len(fixed.findings) == 2


def test_two_insertions_at_one_place_come_one_after_the_other() -> None:
    fixed = fix(document("end\n"), both(rule("(?<![12])(?=end)", "1"), rule("(?<!2)(?=end)", "2")))
    assert fixed.document.source.text == FRONT + "12end\n"


def test_findings_that_share_a_fix_are_all_fixed() -> None:
    def find(document: PostMortem) -> Iterator[Finding]:
        for one in rule("colour", "color")(document):
            yield one
            yield replace(one, rule="AW002")

    fixed = fix(document("colour\n"), find)
    assert [finding.rule for finding in fixed.findings] == ["AW001", "AW002"]


def test_a_fix_in_two_steps_is_reported_once() -> None:
    fixed = fix(
        document("abc\n"),
        lambda one: (replace(f, message="wrong") for f in both(rule("ab", "x"), rule("xc", "z"))(one)),
    )
    assert fixed.document.source.text == FRONT + "z\n"
    assert [finding.message for finding in fixed.findings] == ["wrong"]


def test_rules_that_undo_each_other_come_to_an_end() -> None:
    fixed = fix(document("on\n"), both(rule("on", "off"), rule("off", "on")))
    assert fixed.document.source.text in (FRONT + "on\n", FRONT + "off\n")


def test_edits_of_another_text_are_refused() -> None:
    """They were computed from the file, or before another edit: their offsets are those of other characters."""
    first = document("longer and longer\n")
    stale = list(rule("longer", "long")(first))
    assert fix(first, lambda one: stale if one is first else ()).document.source.text == FRONT + "long and long\n"
    with pytest.raises(AfterwordError, match="the fix of AW001 is of another text than this one; nothing was written"):
        fix(first, lambda _: stale)


def test_fixes_without_an_end_change_nothing() -> None:
    with pytest.raises(AfterwordError, match="the fixes of AW001 do not come to an end; nothing was written"):
        fix(document("a\n"), rule("a$", "aa"))


def test_a_document_that_was_not_read_with_certainty_is_not_touched() -> None:
    broken = document("colour\n", "---\nschema: 1\ntitle: a: b: c\n---\n\n")
    with pytest.raises(AfterwordError, match="nothing was written"):
        fix(broken, rule("colour", "color"))
    assert fix(broken, rule("none", "x")).document is broken
