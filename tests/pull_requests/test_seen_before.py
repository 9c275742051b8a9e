"""Past incidents in the comment on a pull request: read through GitHub, escaped, and never silently left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.pull_requests import seen_before
from learning import incidents
from pull_requests.hub import Hub

OURS = "2026-04-20-refunds-again"
HOSTILE = "Support bot | promises <!-- x --> @everyone refunds"


@pytest.fixture
def number(hub: Hub) -> int:
    """A pull request with a post-mortem, in a repository that has a near one, another one, and what is none."""
    past = incidents.TEXT.format(id=incidents.ID).replace("title: Support bot promises refunds", f"title: '{HOSTILE}'")
    other = "---\nid: 2026-01-02-clock\ntitle: A clock\n---\n\n## Summary\n\nThe lift was stuck between two floors.\n"
    files = {
        f"postmortems/{incidents.ID}.md": past.encode(),
        f"postmortems/{incidents.ID}.external.md": past.encode(),
        "postmortems/2026-01-02-clock.md": other.encode(),
        "postmortems/2026-01-03-binary.md": b"\0\0",
    }
    hub.git.commit("main", files)
    hub.git("branch", "work", "main")
    hub.git.commit("work", {f"postmortems/{OURS}.md": incidents.TEXT.format(id=OURS).encode()})
    return hub.open_pull("work")


def _comment(hub: Hub, number: int) -> str:
    assert run(["pr", "comment", str(number)]) == 0
    return str(hub.comments[number][0]["body"])


def test_the_comment_names_what_is_near_and_what_was_not_compared(hub: Hub, number: int) -> None:
    body = _comment(hub, number)
    section = body.partition("<summary>Seen before? (2)</summary>")[2].partition("</details>")[0]
    assert f"| {OURS} | {incidents.ID}, Support bot" in section
    assert "service support-bot" in section and "words " in section
    assert "1 other post-mortem not compared" in section
    assert "2026-01-02-clock" not in section and "external" not in section
    assert "<!-- x -->" not in section and "| promises" not in section.replace("\\|", "")


def test_the_newest_are_compared_if_there_are_too_many(hub: Hub, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_before, "_MAX_READ", 1)
    body = _comment(hub, number)
    assert f"| {OURS} | {incidents.ID}, " in body and "2 other post-mortems not compared" in body


def test_nothing_is_said_where_nothing_is_near(hub: Hub) -> None:
    text = "---\nid: {0}\ntitle: A {1}\n---\n\n## Summary\n\nThe {1} was {2}.\n"
    first, second = text.format("2026-01-02-clock", "clock", "late"), text.format(OURS, "lift", "stuck")
    hub.git.commit("main", {"postmortems/2026-01-02-clock.md": first.encode()})
    hub.git("branch", "work", "main")
    hub.git.commit("work", {f"postmortems/{OURS}.md": second.encode()})
    assert "Seen before?" not in _comment(hub, hub.open_pull("work"))


def test_the_preview_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    incidents.write(tmp_path)
    incidents.write(tmp_path, OURS)
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    monkeypatch.chdir(tmp_path)
    run(["pr", "preview", OURS])
    assert f"| {OURS} | {incidents.ID}, Support bot promises refunds (words " in capsys.readouterr().out
