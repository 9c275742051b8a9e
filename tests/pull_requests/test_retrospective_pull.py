"""The pull request with a retrospective, against the stand-in for GitHub, over HTTP, with real git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.cli.main import run
from drafting.incident import answer, claim, configure_model
from fakes import llm as fake
from pull_requests.hub import Hub

FILE, BRANCH = "retrospectives/2026-Q1.md", "afterword/retro-2026-Q1"
DOCUMENT = "postmortems/2026-02-01-{0}.md"


def document(name: str) -> bytes:
    return f"---\nid: 2026-02-01-{name}\ntitle: {name}\nseverity: SEV2\nservices: [bot]\n---\n".encode()


@pytest.fixture
def retro(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the quarterly job in a fresh clone of the default branch."""
    runs = iter(range(100))
    monkeypatch.setenv("AFTERWORD_NOW", "2026-05-01T12:00:00Z")

    def call(*options: str) -> int:
        clone = tmp_path / f"clone-{next(runs)}"
        subprocess.run(["git", "clone", "-q", str(hub.git.path), str(clone)], check=True)
        return run(["-C", str(clone), "retro", "2026-Q1", "--pull-request", *options])

    hub.git.commit("main", {DOCUMENT.format("one"): document("one")})
    return call


def test_a_retrospective_is_one_pull_request_that_keeps_what_people_commit(
    hub: Hub, retro: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert retro() == 0
    ((number, pull),) = hub.pulls.items()
    assert capsys.readouterr().out == f"opened pull request #{number}\n"
    assert (pull["title"], pull["head"]["ref"]) == ("Retrospective 2026-Q1", BRANCH)
    text = hub.git.read(BRANCH, FILE)
    assert b"1 incident began" in text and b"<svg" in hub.git.read(BRANCH, "retrospectives/2026-Q1/incidents.svg")
    hub.log.clear()
    assert retro() == 0 and hub.writes == []
    assert capsys.readouterr().out == f"pull request #{number} is up to date\n"

    hub.git.commit(BRANCH, {FILE: text.replace(b"## What we decide\n", b"## What we decide\n\nA canary.\n")})
    hub.git.commit("main", {DOCUMENT.format("two"): document("two")})
    assert retro() == 0
    assert capsys.readouterr().out == f"updated pull request #{number}\n"
    updated = hub.git.read(BRANCH, FILE)
    assert b"2 incidents began" in updated and b"A canary." in updated and len(hub.pulls) == 1


def test_once_merged_it_is_proposed_again_only_when_it_differs(
    hub: Hub, retro: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert retro() == 0
    names = ("2026-Q1.md", "2026-Q1/incidents.svg")
    hub.git.commit("main", {f"retrospectives/{name}": hub.git.read(BRANCH, f"retrospectives/{name}") for name in names})
    for pull in hub.pulls.values():
        pull |= {"state": "closed", "merged": True}
    capsys.readouterr()
    hub.log.clear()
    assert retro() == 0 and hub.writes == []
    assert capsys.readouterr().out == f"{FILE} is up to date\n"
    hub.git.commit("main", {DOCUMENT.format("two"): document("two")})
    assert retro() == 0
    assert capsys.readouterr().out == "opened pull request #2\n"
    assert b"2 incidents began" in hub.git.read(BRANCH, FILE)


def test_words_of_a_model_are_drafted_upon_the_branch_and_kept_without_a_key(
    hub: Hub, retro: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def behave(exchange: fake.Exchange) -> None:
        (item,) = re.findall(r"(?m)^(E\d+) \(2026-02-01-one\): one\.", exchange.body["messages"][1]["content"])
        one = claim("The bot had an incident of the severity SEV2.", item, quote="severity: SEV2. service: bot")
        answer(*([one] if "section What improved" in str(exchange.body) else []))(exchange)

    assert retro() == 0
    plain = hub.git.read(BRANCH, FILE)
    with fake.endpoint(behave) as script, monkeypatch.context() as with_key:
        configure_model(with_key, script)
        assert retro("--draft") == 0
        asked = len(script.requests)
        assert retro("--draft") == 0 and len(script.requests) == asked
    text = hub.git.read(BRANCH, FILE)
    assert b"The bot had an incident of the severity SEV2. ([2026-02-01](<../postmortems/2026-02-01-one.md>))" in text
    words = text[text.index(b"## In words") : text.index(b"## What we conclude")]
    assert text.replace(words, b"") == plain
    hub.git.commit("main", {DOCUMENT.format("two"): document("two")})
    assert retro() == 0
    updated = hub.git.read(BRANCH, FILE)
    assert b"2 incidents began" in updated and words in updated and len(hub.pulls) == 1
