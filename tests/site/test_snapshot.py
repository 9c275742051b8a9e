"""The tracker's snapshot, which nobody vouches for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.site import snapshot
from afterword.site.snapshot import Told
from afterword.tracking.snapshot import ActionState, IssueState, Snapshot, write_snapshot

URL = "https://github.com/acme/bots/issues/4"
ISSUE = IssueState(number=4, repository="acme/bots", url=URL, state="closed", reason="completed")
GOOD = ActionState(document="p", action="A1", title="Add the case", status="done", issue=ISSUE)


def written(folder: Path, content: object) -> Path:
    path = folder / ".afterword" / "actions.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def plain(**changes: Any) -> dict[str, Any]:
    return {"version": 1, "tracker": "acme/bots", "actions": [GOOD.model_dump() | changes]}


def test_what_sync_wrote_is_known_by_incident_and_action(tmp_path: Path) -> None:
    (tmp_path / ".afterword").mkdir()
    write_snapshot(tmp_path / ".afterword" / "actions.json", Snapshot(tracker="acme/bots", actions=[GOOD]))
    assert snapshot.read(tmp_path) == {("p", "A1"): Told("done", URL)}


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert snapshot.read(tmp_path) == {}


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "null", '{"actions": 3}', '[1, {"action": "A1"}, []]'])
def test_what_cannot_be_read_counts_as_not_said(tmp_path: Path, content: str) -> None:
    assert snapshot.read(written(tmp_path, content)) == {}


def test_an_address_that_is_none_and_a_state_that_is_none_are_left_out(tmp_path: Path) -> None:
    entry = plain(status="exploded", issue=ISSUE.model_dump() | {"url": "javascript:alert(1)"})
    assert snapshot.read(written(tmp_path, entry)) == {("p", "A1"): Told(None, "")}


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_link_is_not_followed(tmp_path: Path, linked: str) -> None:
    (tmp_path / "there").mkdir()
    there = written(tmp_path / "there", plain())
    root = tmp_path / "root"
    root.mkdir()
    if linked == "folder":
        (root / ".afterword").symlink_to(there / ".afterword")
    else:
        (root / ".afterword").mkdir()
        (root / ".afterword" / "actions.json").symlink_to(there / ".afterword" / "actions.json")
    assert snapshot.read(there)
    assert snapshot.read(root) == {}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*plain()["actions"][0]]), inner),
    max_leaves=12,
)


@given(_JSON)
def test_whatever_the_file_holds_nothing_breaks(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    folder = tmp_path_factory.mktemp("any")
    for told in snapshot.read(written(folder, {**plain(), "actions": content})).values():
        assert told.status in (None, "open", "done", "not planned")
