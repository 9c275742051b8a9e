"""Proposals are reviewed in the diff: accepted, changed, declined, and renewed while nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import pytest

from afterword.drafting.derived_values import DerivedValues, Differing, Proposal
from afterword.drafting.propose_values import ProposedValues
from afterword.drafting.propose_values import propose_values as propose_derived_values
from afterword.postmortem import PostMortem, read
from afterword.postmortem.proposed import key_paths
from afterword.postmortem.yamltree import find, plain
from drafting.incident import ID

FRONT = f"""---
schema: 1
id: {ID}
status: draft # mine
incident:
  # still open
  started: 2026-02-10T08:58Z
models:
  - name: first
    version: "1"
  - name: chat # the one
    provider: acme
provider: {{factor: none}}
---

## Summary

It  broke.
"""
PARAMETERS = ("models", 1, "parameters")
ALL = (
    Proposal(("incident", "detected"), "2026-02-10T09:17Z", ("E2",)),
    Proposal(("services",), ["bot", "web"], ("E1", "E3")),
    Proposal(PARAMETERS, {"temperature": "0.8"}, ("config/m.after.yaml",)),
    Proposal(("causes", "tone"), {"id": "tone", "kind": "prompt"}, ("E4",), is_item=True),
    Proposal(("causes", "model"), {"id": "model", "kind": "config"}, ("E5",), is_item=True),
)
NAMES = ["incident.detected", "services", "models.chat.parameters", "causes.tone", "causes.model"]
LATER = {"incident.detected": ("2026-02-10T09:20Z", ("E9",)), "services": (["bot"], ("E9",)),
         "models.chat.parameters": ({"temperature": "0.9", "top_p": "1"}, ("E9",)),
         "causes.tone": ({"id": "tone", "kind": "data", "summary": "x"}, ("E9",)),
         "causes.model": ({"id": "model"}, ("E9",))}  # fmt: skip


def document(text: str = FRONT, newline: str = "\n") -> PostMortem:
    return read(text.replace("\r\n", "\n").replace("\n", newline).encode(), f"postmortems/{ID}.md")


def value_of(document: PostMortem, name: str) -> object:
    """The value at a key path; None if there is none."""
    path = next((path for path, known in key_paths(document.tree).items() if known == name), None)
    return None if path is None else plain(find(document.tree, path))  # type: ignore[arg-type]


def propose_values(
    document: PostMortem, proposals: Iterable[Proposal], only: Collection[str] = (), *differing: Differing
) -> ProposedValues:
    return propose_derived_values(document, DerivedValues(tuple(proposals), differing), only)


both = pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
each = pytest.mark.parametrize("index", range(len(ALL)), ids=NAMES)


def once(newline: str = "\n") -> ProposedValues:
    return propose_values(document(newline=newline), ALL)


@both
def test_what_is_missing_is_proposed_and_all_else_stays(newline: str) -> None:
    result = once(newline)
    assert (result.proposed, result.declined, result.without_place) == (NAMES, [], [])
    text = result.document.source.text
    assert [one.name for one in result.document.proposed] == NAMES
    assert f"  detected: 2026-02-10T09:17Z # proposed, E2{newline}" in text
    left = iter(text.split(newline))
    assert all(line in left for line in FRONT.split("\n")), "a line of a person is gone or moved"
    again = propose_values(result.document, ALL)
    assert again.document.source.text == text and again.proposed == []


@both
@each
def test_value_that_was_accepted_is_the_persons(newline: str, index: int) -> None:
    done = once(newline).document
    comment = next(one.comment for one in done.proposed if one.name == NAMES[index])
    accepted = document(done.source.text[: comment.start] + done.source.text[comment.end :], newline)
    assert value_of(accepted, NAMES[index]) == ALL[index].value
    assert len(accepted.proposed) == len(ALL) - 1
    value, sources = LATER[NAMES[index]]
    later = propose_values(accepted, [replace(ALL[index], value=value, sources=sources)])
    assert later.document.source.text == accepted.source.text and later.declined == []


@both
@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("T09:17Z", "T09:18Z", "incident.detected"),
        ("[bot, web]", "[bot]", "services"),
        ("{temperature: 0.8}", "{temperature: 0.8, top_p: 1}", "models.chat.parameters"),
        ("kind: prompt", "kind: data", "causes.tone"),
    ],
)
def test_value_that_was_changed_loses_the_comment(newline: str, old: str, new: str, name: str) -> None:
    changed = document(once(newline).document.source.text.replace(old, new), newline)
    assert name not in [one.name for one in changed.proposed]
    result = propose_values(changed, ALL)
    assert result.proposed == [] and new in result.document.source.text
    assert name not in [one.name for one in result.document.proposals]
    assert result.document.source.text.count("# proposed") == len(ALL) - 1


@both
@each
def test_value_that_was_deleted_is_declined_unless_asked_for_by_name(newline: str, index: int) -> None:
    done = once(newline).document
    lines = done.source.text.split(newline)
    name = ALL[index].path[-1]
    first = next(at for at, line in enumerate(lines) if line.strip().startswith((f"{name}:", f"- id: {name} ")))
    last = first + (2 if ALL[index].is_item else 1)
    without = document("\n".join(lines[:first] + lines[last:]), newline)
    assert value_of(without, NAMES[index]) is None
    result = propose_values(without, ALL)
    assert result.declined == [NAMES[index]]
    assert result.document.source.text == without.source.text
    named = propose_values(without, ALL, {NAMES[index]})
    assert named.proposed == [NAMES[index]]
    assert {one.name for one in named.document.proposed} == set(NAMES)


@both
@each
def test_value_that_is_not_reviewed_follows_new_evidence(newline: str, index: int) -> None:
    done = once(newline).document
    value, sources = LATER[NAMES[index]]
    result = propose_values(done, [replace(ALL[index], value=value, sources=sources)])
    assert result.proposed == [NAMES[index]]
    renewed = next(one for one in result.document.proposed if one.name == NAMES[index])
    assert (renewed.value, renewed.sources) == (value, sources)
    assert len(result.document.proposed) == len(ALL)
    back = propose_values(result.document, ALL)
    assert back.document.source.text == done.source.text


def test_value_of_a_person_is_never_proposed_over_and_braces_are_reported() -> None:
    taken = [
        Proposal(("incident", "started"), "2026-02-10T09:00Z", ("E1",)),
        Proposal(("models",), [], ("E1",)),
        Proposal(("provider", "name"), "Acme", ("E1",)),
    ]
    result = propose_values(document(), taken)
    assert result.document.source.text == FRONT
    assert (result.proposed, result.without_place) == ([], ["provider.name: Acme (E1)"])


@both
@each
def test_value_that_new_evidence_contradicts_is_taken_out_and_can_come_back(newline: str, index: int) -> None:
    done = once(newline).document
    differs = Differing(ALL[index].path, (("this", ("E2",)), ("that", ("E9",))))
    result = propose_values(done, [one for at, one in enumerate(ALL) if at != index], (), differs)
    assert (result.withdrawn, result.proposed, result.declined) == ([NAMES[index]], [], [])
    assert result.differing == [f"{'.'.join(map(str, ALL[index].path))}: this (E2), that (E9)"]
    assert value_of(result.document, NAMES[index]) is None
    assert NAMES[index] not in result.document.front.drafted.values
    assert {one.name for one in result.document.proposed} == set(NAMES) - {NAMES[index]}
    again = propose_values(result.document, [one for at, one in enumerate(ALL) if at != index], (), differs)
    assert again.document.source.text == result.document.source.text and again.withdrawn == []
    back = propose_values(result.document, ALL)
    assert {one.name for one in back.document.proposed} == set(NAMES)
    if not ALL[index].is_item:
        texts = (one.source.text.split("  values: ")[0] for one in (back.document, done))
        assert len(set(texts)) == 1


def test_key_that_has_nothing_else_goes_with_a_value_that_is_taken_out() -> None:
    only = Proposal(("evals", "gap"), "not-run", ("E1",))
    done = propose_values(document(), [only]).document
    result = propose_values(done, [], (), Differing(only.path, (("not-run", ("E1",)), ("none", ("E2",)))))
    assert result.withdrawn == ["evals.gap"] and "evals" not in result.document.source.text


def test_what_a_person_wrote_or_commented_is_not_taken_out() -> None:
    text = once().document.source.text
    changed = document(text.replace("T09:17Z", "T09:18Z"))
    differs = Differing(ALL[0].path, (("this", ("E2",)), ("that", ("E9",))))
    result = propose_values(changed, [], (), differs)
    assert (result.withdrawn, result.differing) == ([], []) and "T09:18Z" in result.document.source.text
    commented = document(text.replace("# proposed, E2", "# proposed, E2 # ask Ann"))
    result = propose_values(commented, [], (), differs)
    assert result.withdrawn == [] and "# ask Ann" in result.document.source.text and len(result.differing) == 1
