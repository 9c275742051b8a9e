"""Accepted findings stay accepted where their line moves, and nothing new hides behind them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.checks import Finding, Level
from afterword.checks.baseline import (
    FILE,
    Baseline,
    accept,
    can_be_accepted,
    compare,
    document_id,
    read_baseline,
    write_baseline,
)
from afterword.checks.registry import RULES
from afterword.checks.sources import Sources
from afterword.errors import AfterwordError
from afterword.postmortem import Source

PATH = "postmortems/2026-04-16-bot.md"


def _finding(line: int = 1, rule: str = "AW203", level: Level = Level.ERROR, message: str = "wrong") -> Finding:
    return Finding(PATH, line, 1, line, rule, level, message, "mend it")


def _sources(text: str) -> Sources:
    source = Source(text, PATH)
    return lambda _: source


def _baseline(findings: list[Finding], text: str) -> Baseline:
    return Baseline(findings=tuple(accept(one, _sources(text)) for one in findings))


def test_a_finding_whose_line_moved_is_the_accepted_one() -> None:
    baseline = _baseline([_finding(2)], "a\nb\nc\n")
    compared = compare(baseline, [_finding(4)], _sources("new\na\nmore\n b \r\nc\n"))
    assert (compared.new, len(compared.accepted), compared.left) == ((), 1, ())


@pytest.mark.parametrize(
    "changed",
    [
        _finding(2, message="wrong in another way"),
        _finding(2, rule="AW204"),
        _finding(3),
        replace(_finding(2), path="postmortems/2026-04-17-bot.md"),
    ],
    ids=["message", "rule", "line", "file"],
)
def test_another_finding_is_new(changed: Finding) -> None:
    baseline = _baseline([_finding(2)], "a\nb\nc\n")
    compared = compare(baseline, [changed], _sources("a\nb\nc\n"))
    assert compared.new == (changed,) and compared.left == baseline.findings


def test_who_edits_the_line_sees_the_finding_again() -> None:
    assert compare(_baseline([_finding(2)], "a\nb\n"), [_finding(2)], _sources("a\nbb\n")).new


def test_an_entry_accepts_one_finding_and_not_its_copy() -> None:
    compared = compare(_baseline([_finding(2)], "a\nb\n"), [_finding(2), _finding(3)], _sources("a\nb\nb\n"))
    assert (compared.accepted, compared.new) == ((_finding(2),), (_finding(3),))


@pytest.mark.parametrize(
    ("then", "now", "is_new"),
    [
        (Level.WARNING, Level.ERROR, True),
        (Level.NOTE, Level.WARNING, True),
        (Level.ERROR, Level.WARNING, False),
        (Level.ERROR, Level.ERROR, False),
    ],
)
def test_a_finding_that_became_worse_is_new(then: Level, now: Level, is_new: bool) -> None:
    compared = compare(_baseline([_finding(level=then)], "a\n"), [_finding(level=now)], _sources("a\n"))
    assert bool(compared.new) is is_new


def test_the_message_of_a_rule_that_looks_at_the_clock_may_change() -> None:
    baseline = _baseline([_finding(rule="AW702", message="resolved 3 days ago")], "a\n")
    assert not compare(baseline, [_finding(rule="AW702", message="resolved 2 months ago")], _sources("a\n")).new


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.absolute])
def test_what_nothing_switches_off_is_never_accepted(rule: str) -> None:
    secret = _finding(rule=rule)
    assert not can_be_accepted(secret)
    assert compare(_baseline([secret], "a\n"), [secret], _sources("a\n")).new == (secret,)


lines = st.lists(st.sampled_from("abc"), min_size=1, max_size=6)


@given(lines, lines)
def test_each_finding_is_new_or_accepted_and_each_entry_used_or_left(before: list[str], after: list[str]) -> None:
    """Each line is a finding: of equal lines as many are accepted as there were."""
    then, now = "\n".join(before) + "\n", "\n".join(after) + "\n"
    baseline = _baseline([_finding(n) for n, _ in enumerate(before, 1)], then)
    compared = compare(baseline, [_finding(n) for n, _ in enumerate(after, 1)], _sources(now))
    for letter in "abc":
        new = sum(after[one.line - 1] == letter for one in compared.new)
        assert new == max(0, after.count(letter) - before.count(letter))
    assert len(compared.new) + len(compared.accepted) == len(after)
    assert len(compared.accepted) + len(compared.left) == len(before)


def test_the_file_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    entries = _baseline([_finding(1), _finding(2), _finding(2, rule="AW105")], "a\nß\n").findings
    write_baseline(tmp_path, Baseline(findings=entries))
    written = (tmp_path / FILE).read_bytes()
    write_baseline(tmp_path, Baseline(findings=entries[::-1]))
    assert (tmp_path / FILE).read_bytes() == written and written.count(b"\n") == 8
    assert set(read_baseline(tmp_path).findings) == set(entries)
    write_baseline(tmp_path, Baseline())
    assert not (tmp_path / FILE).exists() and read_baseline(tmp_path) == Baseline()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"<<<<<<< HEAD\n{}", b'{"version": 2}', b'{"findings": [{"path": 1}]}', b'{"other": 1}', b"\xff"],
    ids=["empty", "list", "conflict", "version", "types", "key", "bytes"],
)
def test_what_is_no_baseline_accepts_nothing_and_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(AfterwordError, match="this is not a baseline") as raised:
        read_baseline(tmp_path)
    assert FILE in str(raised.value) and "merge conflict" in str(raised.value)


@pytest.mark.parametrize(
    ("path", "belongs_to"),
    [
        ("postmortems/2026-04-16-bot.md", "2026-04-16-bot"),
        ("postmortems/2026-04-16-bot.external.md", "2026-04-16-bot"),
        ("postmortems/2026-04-16-bot/prompts/v1.md", "2026-04-16-bot"),
        ("postmortems/notes.md", "notes"),
        ("elsewhere.md", "elsewhere.md"),
    ],
)
def test_files_belong_to_the_post_mortem_in_whose_folder_they_are(path: str, belongs_to: str) -> None:
    assert document_id(path, "postmortems") == belongs_to
