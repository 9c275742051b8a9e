"""The tracker's snapshot, which may be broken or hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.portfolio.snapshot import (
    FILE,
    ActionState,
    IssueState,
    Snapshot,
    TrackedState,
    read_snapshot,
    read_tracked_states,
)

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


def test_states_are_known_by_incident_and_action(tmp_path: Path) -> None:
    snapshot = Snapshot(tracker="acme/bots", actions=[GOOD])
    written(tmp_path, snapshot.model_dump_json())
    assert read_snapshot(tmp_path / FILE) == snapshot
    assert read_tracked_states(tmp_path) == {("p", "A1"): TrackedState("done", URL)}


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert read_tracked_states(tmp_path) == {}
    assert read_snapshot(tmp_path / FILE) is None


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "null", '{"actions": 3}', '[1, {"action": "A1"}, []]'])
def test_what_cannot_be_read_is_unknown(tmp_path: Path, content: str) -> None:
    assert read_tracked_states(written(tmp_path, content)) == {}
    with pytest.raises(AfterwordError, match="not a snapshot of action items"):
        read_snapshot(tmp_path / FILE)


def test_an_invalid_address_or_status_is_left_out(tmp_path: Path) -> None:
    entry = plain(status="exploded", issue=ISSUE.model_dump() | {"url": "javascript:alert(1)"})
    assert read_tracked_states(written(tmp_path, entry)) == {("p", "A1"): TrackedState(None, "")}


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_symbolic_link_is_not_followed(tmp_path: Path, linked: str) -> None:
    (tmp_path / "there").mkdir()
    there = written(tmp_path / "there", plain())
    root = tmp_path / "root"
    root.mkdir()
    if linked == "folder":
        (root / ".afterword").symlink_to(there / ".afterword")
    else:
        (root / ".afterword").mkdir()
        (root / ".afterword" / "actions.json").symlink_to(there / ".afterword" / "actions.json")
    assert read_tracked_states(there)
    assert read_tracked_states(root) == {}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*plain()["actions"][0]]), inner),
    max_leaves=12,
)


@given(_JSON)
def test_any_content_is_read_without_an_error(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    folder = tmp_path_factory.mktemp("any")
    for state in read_tracked_states(written(folder, {**plain(), "actions": content})).values():
        assert state.status in (None, "open", "done", "not planned")
