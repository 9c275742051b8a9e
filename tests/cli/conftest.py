"""A repository and the stand-in for GitHub that it is pushed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from afterword.github import api
from cli.repository import START, Repository
from fakes.github import TOKEN, FakeGitHub


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    monkeypatch.setenv("AFTERWORD_NOW", START.isoformat())
    monkeypatch.setattr(api, "PACE", api.Pace(0, 0, 0, 2, 0))
    with FakeGitHub(validate=True) as fake:
        monkeypatch.setenv("GITHUB_API_URL", fake.url)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/widgets")
        yield fake


@pytest.fixture
def repository(tmp_path: Path, github: FakeGitHub) -> Repository:
    return Repository(tmp_path, github)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda moment: monkeypatch.setenv("AFTERWORD_NOW", moment.isoformat())
