"""The comment with past incidents: written, kept, withdrawn, and never where it would make post-mortems public."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.pull_requests.recall_comment import MARKER
from learning import incidents
from pull_requests.hub import Hub


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The post-mortems, checked out."""
    root = tmp_path / "incidents"
    root.mkdir()
    incidents.write(root, incidents.ID, ("acme/shop:", ""))
    return root


def _recall(project: Path, number: int, *options: str) -> int:
    return run(["-C", str(project), "pr", "recall", str(number), *options])


def _bodies(hub: Hub, number: int) -> list[str]:
    return [str(one["body"]) for one in hub.comments.get(number, [])]


def test_one_comment_is_kept_and_withdrawn(hub: Hub, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub.git.commit("work", {"prompts/support.md": b"new\n"})
    number = hub.open_pull("work")
    assert _recall(project, number) == 0
    (body,) = _bodies(hub, number)
    assert body.startswith(f"{MARKER}\nThe change touches what 1 past incident names")
    assert "> - **Guarded by eval case:** refund-window, not proven" in body
    assert _recall(project, number) == 0
    assert _bodies(hub, number) == [body]
    assert capsys.readouterr().out == "The comment is written\nThe comment is unchanged\n"
    hub.git.commit("work", {"prompts/support.md": None, "x.py": b"x\n"})
    assert _recall(project, number) == 0
    assert _bodies(hub, number) == [f"{MARKER}\nThe pull request no longer touches what past incidents name.\n"]
    hub.git.commit("work", {"prompts/support.md": b"again\n"})
    assert _recall(project, number) == 0
    assert _bodies(hub, number) == [body.replace("1 changed file,", "2 changed files,")]


def test_nothing_is_said_where_nothing_is_touched(hub: Hub, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub.git.commit("work", {"x.py": b"x\n", f"postmortems/{incidents.ID}-again.md": b"The model was example-chat.\n"})
    number = hub.open_pull("work")
    assert _recall(project, number) == 0
    assert _bodies(hub, number) == []
    assert capsys.readouterr().out == "The pull request touches nothing that a past incident names\n"


@pytest.mark.parametrize(("private", "code"), [(True, 0), (False, 1)])
def test_private_post_mortems_are_not_quoted_in_public(
    hub: Hub, project: Path, capsys: pytest.CaptureFixture[str], private: bool, code: int
) -> None:
    hub.private = private
    hub.git.commit("work", {"prompts/support.md": b"new\n"})
    number = hub.open_pull("work")
    assert _recall(project, number, "--post-mortems", "acme/incidents") == code
    assert len(_bodies(hub, number)) == 1 - code
    assert ("acme/widgets is public, and acme/incidents is not" in capsys.readouterr().err) == bool(code)
