"""Threads and files are read from GitHub over real HTTP, every page, and nothing is written there."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from afterword.evidence import read_ledger
from afterword.github import api
from fakes import github_bodies as bodies
from fakes import llm
from fakes.github import BOT_ID, TOKEN, FakeGitHub, Fault

NAME = "2026-04-16-x"


class ThreadedGitHub(FakeGitHub):
    """Also answers comments, events, reviews and files."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[tuple[str, str], bytes] = {}

    def _routes(self) -> list[Any]:
        return [
            (r"/(issues/\d+/comments|issues/\d+/events|pulls/\d+/reviews|pulls/\d+/comments)", "GET", self._posts),
            (r"/pulls/(\d+)", "GET", self._pull),
            (r"/contents/(.+)", "GET", self._file),
            *super()._routes(),
        ]  # fmt: skip

    def _pull(self, number: str, **_: Any) -> tuple[int, Any, dict[str, str]]:
        return 200, {"number": int(number), "url": self._url(f"pulls/{number}")}, {}

    def _url(self, place: str) -> str:
        return f"{self.url}/repos/{self.repository}/{place}"

    def _posts(self, place: str, *, query: dict[str, list[str]], **_: Any) -> tuple[int, Any, dict[str, str]]:
        found = self.threads.get(place, [])
        size, page = min(2, int(query["per_page"][0])), int(query.get("page", ["1"])[0])
        link = f'<{self._url(place)}?per_page={size}&page={page + 1}>; rel="next"'
        headers = {"Link": link} if page * size < len(found) else {}
        return 200, found[(page - 1) * size : page * size], headers

    def _file(self, path: str, *, query: dict[str, list[str]], **_: Any) -> tuple[int, Any, dict[str, str]]:
        data = self.files.get((path, query["ref"][0]))
        if data is None:
            return 404, {"message": "Not Found"}, {}
        content = base64.encodebytes(data).decode()
        return 200, {"type": "file", "encoding": "base64", "content": content, "path": path, "name": path}, {}

    def _user(self, login: str) -> dict[str, Any]:
        is_bot = login.endswith("[bot]")
        return bodies.user(self.url, login, BOT_ID if is_bot else 5, is_bot=is_bot)

    def comment(self, place: str, number: int, at: str, login: str | None, body: str, **more: Any) -> None:
        user = self._user(login) if login else None
        post = {"id": number, "url": self._url(f"x/{number}"), "user": user, "body": body}
        self.threads.setdefault(place, []).append({**post, "created_at": at, "updated_at": at, **more})

    def event(self, place: str, number: int, at: str, login: str, kind: str, **more: Any) -> None:
        entry = {"id": number, "url": self._url(f"events/{number}"), "actor": self._user(login), "event": kind}
        self.threads.setdefault(place, []).append({**entry, "created_at": at, **more})


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadedGitHub]:
    monkeypatch.setattr(api, "PACE", api.Pace(0, 0, 0.01, 5, 0))
    with ThreadedGitHub() as server:
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_API_URL", server.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", server.repository)
        yield server


def _begun(root: Path, *more: str) -> None:
    assert run(["-C", str(root), "new", "x", "--started", "2026-04-16", "--owner", "@dana", *more]) == 0


def _collected(root: Path) -> list[tuple[str, str | None, str]]:
    items = read_ledger(root / "postmortems" / NAME).items
    return [(str(item.at), item.actor, item.text) for item in items]


def test_a_thread_is_read_to_its_last_page_with_what_happened(
    tmp_path: Path, fake: ThreadedGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    number = fake.add_issue("Bot promises refunds", "Reported by @eve and jane@example.org")
    comments, events = f"issues/{number}/comments", f"issues/{number}/events"
    for minute in range(1, 4):
        fake.comment(comments, minute, f"2026-04-16T17:1{minute}:00Z", "dana", f"step {minute}, @eve")
    fake.comment(comments, 4, "2026-04-16T17:20:00Z", "ci[bot]", "deployed v42", updated_at="2026-04-16T18:00:00Z")
    fake.comment(comments, 5, "2026-04-16T17:21:00Z", None, "gone", author_association="NONE")
    fake.event(events, 6, "2026-04-16T17:05:00Z", "dana", "labeled", label={"name": "sev2"})
    fake.event(events, 7, "2026-04-16T17:06:00Z", "dana", "subscribed")
    fake.event(events, 8, "2026-04-16T19:00:00Z", "eve", "closed")
    _begun(tmp_path)
    assert run(["-C", str(tmp_path), "collect", NAME, "--issue", f"#{number}"]) == 0
    out = capsys.readouterr().out
    assert f"acme/widgets#{number}  8 items · redacted: 1 email" in out and "left out: 1 subscribed" in out
    assert _collected(tmp_path) == [
        (
            "2026-04-16T17:00Z",
            "participant 1 (outsider)",
            "Bot promises refunds\n\nReported by participant 2 and [email 1]",
        ),
        ("2026-04-16T17:05Z", "responder 1", "Added the label sev2."),
        ("2026-04-16T17:11Z", "responder 1", "step 1, participant 2"),
        ("2026-04-16T17:12Z", "responder 1", "step 2, participant 2"),
        ("2026-04-16T17:13Z", "responder 1", "step 3, participant 2"),
        ("2026-04-16T17:20Z", "bot ci", "deployed v42 (edited)"),
        ("2026-04-16T17:21Z", "participant (outsider)", "gone"),
        ("2026-04-16T19:00Z", "participant 2", "Closed this."),
    ]
    assert fake.writes == []
    before = (tmp_path / "postmortems" / NAME / "evidence.jsonl").read_bytes()
    assert run(["-C", str(tmp_path), "collect", NAME, "--issue", f"acme/widgets#{number}"]) == 0
    assert (tmp_path / "postmortems" / NAME / "evidence.jsonl").read_bytes() == before


def test_a_pull_request_has_its_reviews_too(tmp_path: Path, fake: ThreadedGitHub) -> None:
    number = fake.add_issue("Prompt v42", "", pull_request=True)
    fake.comment(
        f"pulls/{number}/reviews", 1, "", "dana", "Fine", state="APPROVED", submitted_at="2026-04-16T17:10:00Z"
    )
    fake.comment(f"pulls/{number}/comments", 2, "2026-04-16T17:09:00Z", "eve", "Too warm?", path="prompt.md")
    _begun(tmp_path)
    assert run(["-C", str(tmp_path), "collect", NAME, "--issue", f"https://github.com/acme/widgets/pull/{number}"]) == 0
    assert [text for _, _, text in _collected(tmp_path)] == [
        "Prompt v42",
        "On prompt.md: Too warm?",
        "Review, approved. Fine",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--issue", "#77"), 1, "there is no issue #77 in acme/widgets"),
        (("--issue", "soon"), 2, "is not a reference"),
        (("--issue", "https://example.org/"), 2, "is not an issue"),
        (("--prompt-after", "acme/widgets2:p.md@main"), 1, "acme/widgets2"),
    ],
)
def test_what_is_missing_is_reported_and_nothing_is_written(
    tmp_path: Path,
    fake: ThreadedGitHub,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    _begun(tmp_path)
    assert run(["-C", str(tmp_path), "collect", NAME, *arguments]) == code
    assert message in capsys.readouterr().err
    assert not (tmp_path / "postmortems" / NAME).exists()


def test_without_a_token_it_says_what_it_needs(
    tmp_path: Path, fake: ThreadedGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    _begun(tmp_path)
    assert run(["-C", str(tmp_path), "collect", NAME, "--issue", "9"]) == 1
    assert "set GITHUB_TOKEN; it needs `issues: read`" in capsys.readouterr().err


def test_a_failing_server_is_asked_again_and_then_reported(
    tmp_path: Path, fake: ThreadedGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    number = fake.add_issue("x", "y")
    fake.faults.append(Fault("502", method="GET", path=r".*/comments", times=1))
    _begun(tmp_path)
    assert run(["-C", str(tmp_path), "collect", NAME, "--issue", f"#{number}"]) == 0
    fake.faults.append(Fault("502", method="GET", path=r".*/comments", times=99))
    assert run(["-C", str(tmp_path), "collect", NAME, "--issue", f"#{number}"]) == 1
    assert "GitHub kept failing" in capsys.readouterr().err


def test_versions_that_a_cause_names_are_copied_from_another_repository(tmp_path: Path, fake: ThreadedGitHub) -> None:
    there = "acme/widgets:prompts/s.md"
    fake.files = {("prompts/s.md", "v41"): b"Promise nothing.\n", ("prompts/s.md", "v42"): b"Be warm.\n"}
    _begun(tmp_path)
    path = tmp_path / "postmortems" / f"{NAME}.md"
    cause = f"causes:\n  - id: tone\n    kind: prompt\n    before: {there}@v41\n    after: {there}@v42"
    path.write_text(path.read_text().replace("\n---\n\n", f"\n{cause}\n---\n\n", 1))
    (tmp_path / "afterword.yml").write_text("tracking:\n  repository: acme/elsewhere\n")
    assert run(["-C", str(tmp_path), "collect", NAME]) == 0
    assert (path.with_suffix("") / "prompts" / "tone.before.md").read_text() == "Promise nothing.\n"
    assert run(["-C", str(tmp_path), "draft", NAME, "--offline"]) == 0
    assert "-Promise nothing.\n+Be warm.\n" in path.read_text()


def test_no_secret_of_a_thread_or_of_a_version_reaches_a_file_or_a_model(
    tmp_path: Path, fake: ThreadedGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key, mail = "sk-" + "proj-" + "Zz09" * 10, "jane.roe@example.org"
    secret = f"{key} of {mail}"
    number = fake.add_issue(f"Refunds {secret}", secret, pull_request=True)
    at = "2026-04-16T17:10:00Z"
    fake.comment(f"issues/{number}/comments", 1, at, "dana", secret)
    fake.comment(f"pulls/{number}/comments", 2, at, "eve", secret, path=f"{key}.md")
    fake.comment(f"pulls/{number}/reviews", 3, "", "dana", secret, state="APPROVED", submitted_at=at)
    fake.event(f"issues/{number}/events", 4, at, "dana", "labeled", label={"name": secret})
    fake.files = {("s.md", "v1"): f"Ask {mail}.\n".encode(), ("s.md", "v2"): f"Use {key}.\n".encode()}
    _begun(tmp_path)
    (tmp_path / "afterword.yml").write_text("tracking:\n  repository: acme/elsewhere\n")
    versions = ("--prompt-before", "acme/widgets:s.md@v1", "--prompt-after", "acme/widgets:s.md@v2")
    with llm.endpoint(llm.reply({"claims": [], "unknowns": []})) as script:
        for name, value in {"API_KEY": "k", "BASE_URL": script.base_url}.items():
            monkeypatch.setenv(f"OPENAI_{name}", value)
        monkeypatch.setenv("AFTERWORD_LLM_MODEL", "m")
        assert run(["-C", str(tmp_path), "collect", NAME, "--issue", f"acme/widgets#{number}", *versions]) == 0
        assert len(_collected(tmp_path)) == 5
        assert run(["-C", str(tmp_path), "draft", NAME]) == 0
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).decode()
    assert "Use [OpenAI key" in written and "<ledger " in json.dumps(script.requests)
    for told in (written, json.dumps(script.requests), "".join(capsys.readouterr())):
        assert key not in told and mail not in told
