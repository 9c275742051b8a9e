"""A repository on the stand-in for GitHub, with a pull request that brings an unfinished post-mortem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.github import api
from drafting.incident import FRONT, ID, ITEMS, SAMPLE
from fakes.github import TOKEN
from pull_requests.hub import Hub

PATH = f"postmortems/{ID}.md"
BRANCH = "post-mortem"


def evidence(folder: Path) -> bytes:
    """The ledger of the incident, as `collect` writes it."""
    from afterword.evidence import EvidenceItem, Ledger
    from afterword.times.when import When
    from kept_ledger import write_ledger

    found = [EvidenceItem("", "chat", line, When.parse(at), None, text) for line, (at, text) in enumerate(ITEMS, 1)]
    folder.mkdir(parents=True, exist_ok=True)
    write_ledger(folder, Ledger().extended(found))
    return (folder / "evidence.jsonl").read_bytes()


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr(api, "PACE", api.Pace(0, 0, 0, 2, 0))
    with Hub(tmp_path / "hub.git", validate=True) as made:
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/widgets")
        made.git.commit("main", {"README.md": b"widgets\n"})
        yield made


@pytest.fixture
def pull(hub: Hub, tmp_path: Path) -> int:
    """The number of the pull request."""
    folder = f"postmortems/{ID}"
    hub.git.commit(
        BRANCH,
        {
            PATH: FRONT.encode(),
            f"{folder}/evidence.jsonl": evidence(tmp_path / "ledger"),
            f"{folder}/samples/refund.yaml": SAMPLE.encode(),
        },
    )
    return hub.open_pull(BRANCH)
