"""Values are proposed and recorded in their own lines, and nothing of a person's is touched."""

from __future__ import annotations

import pytest

from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, edit, read
from afterword.postmortem.drafted import Drafted
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import (
    accept_value,
    propose_item,
    propose_value,
    record_drafted,
    require_record,
    set_value,
    withdraw_value,
)
from afterword.postmortem.yamltree import Path
from postmortem.documents import PATH, STYLES, Style

FRONT = """\
schema: 1
title: T # mine
incident:
  started: 2026-04-16T17:00Z

  # still open
  resolved: 2026-04-16T18:00Z
services: unknown # which?
models:
- name: m # the big one
  parameters: {top_p: 1}
impact: unknown
evals: {suite: s}
factors:
"""


def document(front: str = FRONT, style: Style = STYLES[0]) -> PostMortem:
    return read(style.write(f"---\n{front}---\n\n## Summary\n\nText.\n"), PATH)


def edited(before: PostMortem, splices: list[Splice]) -> PostMortem:
    return read(edit.apply(before.source, splices).encode(), PATH)


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (
            ("incident", "detected"),
            "2026-04-16T17:30Z",
            "17:00Z\n",
            "17:00Z\n  detected: 2026-04-16T17:30Z # proposed, E1 E2\n",
        ),
        (("incident", "declared"), "x: y", "17:00Z\n", '17:00Z\n  declared: "x: y" # proposed, E1 E2\n'),
        (("incident", "detection"), "alert", "18:00Z\n", "18:00Z\n  detection: alert # proposed, E1 E2\n"),
        (("services",), ["a", "b c"], "unknown # which?", "[a, b c] # proposed, E1 E2 # which?"),
        (("models", 0, "version"), "2026-01", "big one\n", "big one\n  version: 2026-01 # proposed, E1 E2\n"),
        (("provider", "factor"), "none", "impact:", "provider:\n  factor: none # proposed, E1 E2\nimpact:"),
        (("impact", "users"), "12", "impact: unknown", "impact:\n  users: 12 # proposed, E1 E2"),
        (("factors",), ["no-canary"], "factors:", "factors: [no-canary] # proposed, E1 E2"),
    ],
)
@pytest.mark.parametrize("style", [STYLES[0], STYLES[1]], ids=lambda style: style.name)
def test_value_is_proposed_at_its_place(style: Style, path: Path, value: object, old: str, new: str) -> None:
    before = document(style=style)
    after = edited(before, propose_value(before, path, value, ("E1", "E2")))
    assert after.source.encode() == document(FRONT.replace(old, new, 1), style).source.encode()
    (found,) = after.proposed
    assert (found.path, found.value, found.sources) == (path, value, ("E1", "E2"))
    assert not [problem for problem in after.problems if problem.kind.name.startswith("YAML")]
    accepted = edited(after, [accept_value(found)])
    expected = FRONT.replace(old, new.replace(" # proposed, E1 E2", ""), 1)
    assert accepted.source.encode() == document(expected, style).source.encode()


@pytest.mark.parametrize("value", ["2026-04-16T19:00Z", ["a"]], ids=str)
@pytest.mark.parametrize("former", ["1", ["a", "b"]], ids=str)
def test_proposal_is_renewed_in_any_form(former: object, value: object) -> None:
    once = document("title: T\nagent:\n  autonomy: unknown\n# end\n")
    first = edited(once, propose_value(once, ("agent", "x"), former, ("E1",)))
    again = edited(first, propose_value(first, ("agent", "x"), value, ("E2",)))
    fresh = edited(once, propose_value(once, ("agent", "x"), value, ("E2",)))
    assert again.source.text == fresh.source.text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "U"),
        (("incident", "started"), "2026-04-16"),
        (("incident",), "x"),
        (("models", 0, "parameters", "temperature"), "1"),
        (("evals", "gap"), "not-run"),
    ],
)
def test_value_of_a_person_is_not_overwritten(path: Path, value: object) -> None:
    with pytest.raises(ValueError, match=r"has a value|no place"):
        propose_value(document(), path, value, ("E1",))


def test_comment_of_a_person_inside_a_proposal_is_not_lost() -> None:
    before = document("causes:\n  - id: a # proposed, E1\n    # I doubt it\n    kind: prompt\n")
    with pytest.raises(ValueError, match="has a comment"):
        propose_item(before, "causes", {"id": "a"}, ("E2",))


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("z: 1\n", "z: 1\ncauses:\n  - id: b # proposed, E1\n    kind: data\n"),
        ("causes: unknown # which?\n", "causes:\n  - id: b # proposed, E1\n    kind: data # which?\n"),
        (
            "causes:\n- id: a\n  kind: x # mine\nz: 1\n",
            "causes:\n- id: a\n  kind: x # mine\n- id: b # proposed, E1\n  kind: data\nz: 1\n",
        ),
        (
            "causes:\n  - id: b # proposed, E7\n    before: x\n  - id: a\n",
            "causes:\n  - id: b # proposed, E1\n    kind: data\n  - id: a\n",
        ),
    ],
)
@pytest.mark.parametrize("style", [STYLES[0], STYLES[1]], ids=lambda style: style.name)
def test_item_is_proposed_by_itself(style: Style, front: str, after: str) -> None:
    before = document(front, style)
    written = edited(before, propose_item(before, "causes", {"id": "b", "kind": "data"}, ("E1",)))
    assert written.source.encode() == document(after, style).source.encode()
    assert [one.name for one in written.proposed] == ["causes.b"]


@pytest.mark.parametrize("front", ["causes: [{id: a}]\n", "causes: tone\n", "causes: []\n"])
def test_item_has_no_place_in_brackets(front: str) -> None:
    with pytest.raises(ValueError, match="not a list with an item a line"):
        propose_item(document(front), "causes", {"id": "b"}, ("E1",))


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("title: T\n", "title: T\ndrafted:\n  derived: [I x]\n  m1: [J]\n"),
        ("title: T\ncorrected: []\n", "title: T\ndrafted:\n  derived: [I x]\n  m1: [J]\ncorrected: []\n"),
        ("drafted:\n  derived: [Z] # mine\n", "drafted:\n  derived: [I x] # mine\n  m1: [J]\n"),
        ("drafted:\n    m1: [J]\n    m2: [K]\n", "drafted:\n  derived: [I x]\n  m1: [J]\n"),
        ("drafted:\n  - {section: J, by: m1}\n  - section: I x\n", "drafted:\n  derived: [I x]\n  m1: [J]\n"),
        (
            "drafted: # tool record\n  # by hand\n  - {section: J, by: m1} # ours\n  - {section: I x}\n",
            "drafted:\n  # tool record\n  # by hand\n  # ours\n  derived: [I x]\n  m1: [J]\n",
        ),
        ("drafted:\n    m1: [K]\n# end\n", "drafted:\n    m1: [J]\n    derived: [I x]\n# end\n"),
        ("drafted: {m2: [K]}\nz: 1\n", "drafted:\n  derived: [I x]\n  m1: [J]\nz: 1\n"),
        ("drafted:\n", "drafted:\n  derived: [I x]\n  m1: [J]\n"),
        ("{title: T}\n", "{title: T, drafted: {derived: [I x], m1: [J]}}\n"),
        ("{drafted: {m2: [K]}}\n", "{drafted: {derived: [I x], m1: [J]}}\n"),
    ],
)
@pytest.mark.parametrize("style", [STYLES[0], STYLES[1]], ids=lambda style: style.name)
def test_record_is_written(style: Style, front: str, after: str) -> None:
    before, record = document(front, style), Drafted({"I x": "derived", "J": "m1"})
    written = edited(before, record_drafted(before, record))
    assert written.source.encode() == document(after, style).source.encode()
    assert written.front.drafted == record
    assert record_drafted(written, record) == []


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("incident:\n  started: 1\n  detected: 2 # proposed, E1\nz: 1\n", "incident:\n  started: 1\nz: 1\n"),
        ("schema: 1\nprovider:\n  factor: none # proposed, E1\n# end\n", "schema: 1\n# end\n"),
        ("services: [a, b] # proposed, E1\nz: 1 # mine\n", "z: 1 # mine\n"),
        ("# mine\nimpact: # proposed, E1\n  users: 12\n  cost: 3 EUR\nz: 1\n", "# mine\nz: 1\n"),
        ("causes:\n  - id: a\n  - id: b # proposed, E1\n    kind: data\nz: 1\n", "causes:\n  - id: a\nz: 1\n"),
        ("causes:\n- id: b # proposed, E1\n  kind: data\n- id: a\n", "causes:\n- id: a\n"),
        ("causes:\n  - id: b # proposed, E1\n    kind: a-b\nz: 1\n", "z: 1\n"),
        ("models:\n  - name: m\n    version: v-1 # proposed, E1\n", "models:\n  - name: m\n"),
    ],
)
@pytest.mark.parametrize("style", [STYLES[0], STYLES[1]], ids=lambda style: style.name)
def test_proposal_is_withdrawn_with_its_lines(style: Style, front: str, after: str) -> None:
    before = document(front, style)
    (found,) = before.proposed
    assert edited(before, withdraw_value(before, found)).source.encode() == document(after, style).source.encode()


@pytest.mark.parametrize(
    "front",
    [
        "causes:\n  - id: b # proposed, E1\n    # I doubt it\n    kind: data\n",
        "incident:\n  detected: 2 # proposed, E1 # by me\n  started: 1\n",
    ],
)
def test_proposal_with_a_comment_of_a_person_is_not_withdrawn(front: str) -> None:
    before = document(front)
    (found,) = before.proposed
    with pytest.raises(ValueError, match="has a comment"):
        withdraw_value(before, found)


def test_record_that_cannot_be_read_is_refused() -> None:
    require_record(document())
    require_record(document("title: T\ndrafted:\n  m1: [Summary]\n"))
    with pytest.raises(AfterwordError) as refused:
        require_record(document("title: T\ndrafted:\n  m1: Summary\n"))
    assert str(refused.value) == (
        f"{PATH}:4: `drafted`: cannot read what `m1` drafted; nothing was written\n  restore the record from Git"
    )


def test_record_of_nothing_is_not_written() -> None:
    assert record_drafted(document(), Drafted()) == []


def test_key_is_added_at_its_place_in_the_order_of_the_format() -> None:
    before = document("schema: 1\nown: x\nstatus: draft\nmodels: []\n")
    after = edited(before, set_value(before, ("owner",), "me"))
    assert after.source.text.startswith("---\nschema: 1\nown: x\nstatus: draft\nowner: me\nmodels: []\n---\n")
