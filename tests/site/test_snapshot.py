"""The tracker's snapshot, which nobody vouches for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.site import snapshot
from afterword.site.snapshot import Told

GOOD = {"postmortem": "p", "action": "A1", "status": "done", "url": "https://github.com/acme/bots/issues/4"}


def written(folder: Path, content: object, name: str = "actions.json") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


@pytest.mark.parametrize("wrapped", [{"version": 1, "actions": [GOOD]}, [GOOD]])
def test_what_the_tracker_says_is_known_by_incident_and_action(tmp_path: Path, wrapped: object) -> None:
    assert snapshot.read(written(tmp_path, wrapped)) == {("p", "A1"): Told("done", GOOD["url"])}


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert snapshot.read(tmp_path) == {}


def test_it_may_lie_beside_the_local_tracker(tmp_path: Path) -> None:
    assert snapshot.read(written(tmp_path, [GOOD], ".afterword/actions.json"))


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "null", '{"actions": 3}', '[1, {"action": "A1"}, []]'])
def test_what_cannot_be_read_counts_as_not_said(tmp_path: Path, content: str) -> None:
    assert snapshot.read(written(tmp_path, content)) == {}


def test_an_address_that_is_none_and_a_state_that_is_none_are_left_out(tmp_path: Path) -> None:
    entry = {**GOOD, "url": "javascript:alert(1)", "status": "exploded"}
    assert snapshot.read(written(tmp_path, [entry])) == {("p", "A1"): Told(None, "")}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text(json.dumps([GOOD]))
    (tmp_path / "actions.json").symlink_to(tmp_path / "elsewhere.json")
    assert snapshot.read(tmp_path) == {}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*GOOD, "state", "id"]), inner),
    max_leaves=12,
)


@given(_JSON)
def test_whatever_the_file_holds_nothing_breaks(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    folder = tmp_path_factory.mktemp("any")
    for told in snapshot.read(written(folder, {"actions": content})).values():
        assert told.status in (None, "open", "done", "not planned")
