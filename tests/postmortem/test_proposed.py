"""Which value a comment marks, and what a person's edit makes of a proposal."""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from afterword.postmortem import PostMortem, read, yamltree
from afterword.postmortem.edit import apply
from afterword.postmortem.edit_front_matter import accept_value
from afterword.postmortem.proposed import digest, key_path, key_paths, without
from afterword.postmortem.yamltree import Scalar, plain
from growth import require_linear
from postmortem.documents import PATH


def document(front: str) -> PostMortem:
    return read(f"---\n{front}---\n\n## Summary\n".encode(), PATH)


@pytest.mark.parametrize(
    ("front", "name", "value", "sources"),
    [
        ("services: T # proposed, E7 E9\n", "services", "T", ("E7", "E9")),
        ("services: T   #proposed, E7, E9  \n", "services", "T", ("E7", "E9")),
        ("services: T # proposed\n", "services", "T", ()),
        ("services: T # proposed, E7 # ask Ana\n", "services", "T", ("E7",)),
        ('services: "# proposed, E1" # proposed, E2\n', "services", "# proposed, E1", ("E2",)),
        ("services:\n  [a, b] # Proposed, E1\n", "services", ["a", "b"], ("E1",)),
        ("services: [a, b] # proposed, E1\n", "services", ["a", "b"], ("E1",)),
        ("services: [a,\n  b] # proposed, E1\n", "services", ["a", "b"], ("E1",)),
        ("services: # proposed, E1\n  - a\n  - b\n", "services", ["a", "b"], ("E1",)),
        (
            "incident:\n  started: 2026-04-16 # proposed, E1\n  detected: 2026-04-16\n",
            "incident.started",
            "2026-04-16",
            ("E1",),
        ),
        ("incident: {started: 2026-04-16} # proposed, E1\n", "incident", {"started": "2026-04-16"}, ("E1",)),
        (
            "models:\n  - name: m\n    parameters: {t: 1} # proposed, config/a.yaml\n",
            "models.m.parameters",
            {"t": "1"},
            ("config/a.yaml",),
        ),
        (
            "models:\n- name: m # proposed, E1\n  version: 2\n- name: n\n",
            "models.m",
            {"name": "m", "version": "2"},
            ("E1",),
        ),
        ("models:\n  - provider: p\n    version: 1 # proposed, E1\n", "models.0.version", "1", ("E1",)),
        ("models:\n  - name: m\n  - name: m\n    version: 1 # proposed, E1\n", "models.1.version", "1", ("E1",)),
        (
            "causes: # proposed, E3\n  - id: a\n    kind: prompt # proposed, E4\n",
            "causes",
            [{"id": "a", "kind": "prompt"}],
            ("E3",),
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_comment_marks_the_outermost_value_that_begins_on_its_line(
    newline: str, front: str, name: str, value: object, sources: tuple[str, ...]
) -> None:
    (found,) = document(front.replace("\n", newline)).proposals
    assert (found.name, found.value, found.sources, found.is_changed) == (name, value, sources, False)


@pytest.mark.parametrize(
    "front",
    [
        'services: "a # proposed, E1"\n',
        "services: |\n  a # proposed, E1\n",
        "services: a# proposed, E1\n",
        "# proposed, E1\nservices: a\n",
        "services: a # this is proposed\n",
        "services: a # proposed by Ann, confirm with legal\n",
        "services: a # proposed: Ann to confirm\n",
        "services: a # proposed, E7 I doubt it\n",
        "services: a # proposed in #12 by billing\n",
        "status: draft # proposed, E7\n",
        "drafted: # proposed, E1\n  derived: [Impact]\n",
        "services: a # proposedly\n",
        "services:\n  # proposed, E1\n  - a\n",
        "",
    ],
)
def test_text_and_other_comments_mark_nothing(front: str) -> None:
    assert document(front).proposals == ()


FRONT = """\
title: T
incident:
  started: 2026-04-16T17:00Z # proposed, E1
  detected: 2026-04-16T17:30Z
services: [a] # proposed, E2
models:
  - name: m
    parameters: {temperature: 0.2} # proposed, E3
"""


def recorded(front: str) -> str:
    values = {one.name: digest(one.value) for one in document(front).proposals}
    return f"{front}drafted:\n  values: {{{', '.join(f'{name}: {value!r}' for name, value in values.items())}}}\n"


def test_what_is_only_proposed_is_not_in_the_front_matter() -> None:
    found = document(recorded(FRONT))
    assert [one.name for one in found.proposed] == ["incident.started", "services", "models.m.parameters"]
    assert found.front.incident and found.front.incident.started is None
    assert str(found.front.incident.detected) == "2026-04-16T17:30Z"
    assert found.front.services is None
    assert isinstance(found.front.models, list)
    assert (found.front.models[0].name, found.front.models[0].parameters) == ("m", None)
    assert found.problems == document(recorded(FRONT).replace(" # proposed, E", " # E")).problems


def test_value_without_its_comment_is_accepted() -> None:
    found = document(recorded(FRONT).replace(" # proposed, E2", ""))
    assert found.front.services == ["a"]
    assert [one.name for one in found.proposed] == ["incident.started", "models.m.parameters"]


@pytest.mark.parametrize(
    ("comment", "sources"),
    [
        ("proposed, E2, bob to check", ("E2",)),
        ("Proposed by E10", ("E10",)),
        ("PROPOSED, E2", ("E2",)),
        ("proposed E2", ("E2",)),
        ("proposed, check it", ()),
    ],
)
def test_words_that_are_added_to_the_comment_accept_nothing(comment: str, sources: tuple[str, ...]) -> None:
    edited = recorded(FRONT).replace("proposed, E2", comment)
    found = document(edited)
    assert found.front.services is None
    assert [one.sources for one in found.proposed if one.name == "services"] == [sources]
    assert document(edited.replace("[a]", "[a, b]")).front.services == ["a", "b"]
    (services,) = (one for one in found.proposed if one.name == "services")
    after = read(apply(found.source, [accept_value(services)]).encode(), PATH)
    assert after.front.services == ["a"] and plain(after.tree) == plain(found.tree)


def test_a_comment_that_a_person_proposed_it_is_the_persons() -> None:
    assert document(recorded(FRONT).replace("proposed, E2", "proposed by Ann")).front.services == ["a"]


@pytest.mark.parametrize(("old", "new"), [("17:00Z", "17:05Z"), ("[a]", "[a, b]"), ("0.2", "0.8")])
def test_value_that_was_changed_is_the_persons(old: str, new: str) -> None:
    found = document(recorded(FRONT).replace(old, new, 1))
    assert [one.is_changed for one in found.proposals].count(True) == 1
    assert len(found.proposed) == 2


def test_value_that_the_record_does_not_know_is_proposed() -> None:
    """Somebody may have copied the line: what is not known to be accepted does not count."""
    assert len(document(FRONT).proposed) == 3


def test_invalid_value_is_reported_once_though_it_is_only_proposed() -> None:
    found = document("incident:\n  started: yesterday # proposed, E1\n")
    assert [problem.kind.value for problem in found.problems] == ["AW107"]


def test_tree_without_values_has_nothing_empty() -> None:
    found = document(FRONT)
    left = without(found.tree, [one.path for one in found.proposals] + [("incident", "detected")])
    assert plain(left) == {"title": "T", "models": [{"name": "m"}]}
    assert "incident" in found.tree.values


def test_every_value_has_one_key_path() -> None:
    tree = document(FRONT).tree
    assert key_path(tree, ("models", 0, "parameters", "temperature")) == "models.m.parameters.temperature"
    assert {"incident", "incident.started", "models.m.name", "services.0"} <= set(key_paths(tree).values())
    assert key_path(tree, ("models", 0, "retrieval", "index")) == "models.m.retrieval.index"
    assert key_path(tree, ("impact", "users")) == "impact.users"


COMMENTS = [
    " # proposed, E1",
    " # proposed, E7 E9",
    "  # proposed",
    " # proposed, config/a.yaml # mine",
    " # proposed by Ann",
]
KEYS = ["services", "impact", "incident", "models", "causes", "title"]
VALUES = [
    "12", "[a]", "[a,\n  b]", "{users: 5}", "{id: a, x: [b]}", '"a # proposed, E1\n  b"', "|\n  a # proposed, E2", "",
    "\n  - a\n  - b", "\n- id: a\n- id: b", "\n  - name: m\n    x: 1", "\n  users: 12\n  started: 2026-04-16",
    "\n  x:\n    y: 1",
]  # fmt: skip
BROKEN = ["'", "[", "- ", "\n", "\n  ", "\t", ":", ",", "}", "]", "services: ", *VALUES, *COMMENTS]


@st.composite
def entries(draw: st.DrawFn) -> str:
    """Draw keys with values, and comments at the ends of some of their lines."""
    lines = []
    for key in draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=4)):
        text = f"{key}: {draw(st.sampled_from(VALUES))}"
        lines += [line.rstrip() + draw(st.sampled_from(["", *COMMENTS])) for line in text.split("\n")]
    return "\n".join([*lines, ""])


SCRAPS = st.lists(st.sampled_from(BROKEN), max_size=9).map("".join)
FRONTS = entries() | entries() | entries() | st.tuples(entries(), SCRAPS).map("".join)


@given(FRONTS, st.sampled_from(["\n", "\r\n"]))
def test_any_front_matter_is_read(text: str, newline: str) -> None:
    found = document(text.replace("\n", newline))
    names = key_paths(found.tree)
    for one in found.proposals:
        assert re.fullmatch(r"[ \t]+#[ \t]*[Pp]roposed(?:,[^\r\n#]*)?", found.text(one.comment))
        assert names[one.path] == one.name
        node = yamltree.find(found.tree, one.path)
        assert node is not None and plain(node) == one.value
        below = {value.span for path, value in yamltree.walk(found.tree) if path[: len(one.path)] == one.path}
        if one in found.proposed:
            assert not any(
                value.span in below for _, value in yamltree.walk(found.accepted) if isinstance(value, Scalar)
            )
    paths = [one.path for one in found.proposals]
    assert not any(path != other and path == other[: len(path)] for path in paths for other in paths)


@given(entries())
def test_accepting_what_is_proposed_leaves_its_value(text: str) -> None:
    found = document(text)
    after = read(apply(found.source, [accept_value(one) for one in found.proposals]).encode(), PATH)
    assert plain(after.tree) == plain(found.tree)


def test_most_drawn_front_matter_has_a_proposal() -> None:
    drawn: list[bool] = []

    @settings(max_examples=100, database=None, derandomize=True, phases=[Phase.generate])
    @given(FRONTS)
    def draw(text: str) -> None:
        drawn.append(bool(document(text).proposals))

    draw()
    assert sum(drawn) > len(drawn) / 2, sum(drawn)


@pytest.mark.parametrize("filler", [" \t", " ", "#", "# "])
def test_no_line_takes_long(filler: str) -> None:
    require_linear(lambda size: f"services: x # proposed, E1{filler * size}#\n", document, size=20_000)


@pytest.mark.parametrize("end", ["\u2028", "\x85", "\u2029"])
def test_comment_ends_where_yaml_ends_the_line(end: str) -> None:
    found = document(f"impact:\n  users: 12 # proposed, E7{end}  requests: 5\n")
    assert all("requests" not in found.text(one.comment) for one in found.proposals)
