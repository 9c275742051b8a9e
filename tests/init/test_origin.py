"""Workflows are pinned to the commit that Afterword was installed from, and to nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from afterword.init.origin import read_origin
from afterword.init.template_files import Pin

COMMIT = "0123456789" * 4


def recorded(url: str, **more: object) -> str:
    return json.dumps({"url": url, **more})


def git(root: Path, *arguments: str) -> str:
    name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    done = subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.parametrize("url", ["https://github.com/acme/afterword", "ssh://git@github.com/acme/afterword.git"])
def test_commit_that_the_installer_recorded_is_the_pin(url: str) -> None:
    found = read_origin(recorded(url, vcs_info={"vcs": "git", "commit_id": COMMIT}))
    assert (found.pin, found.why_not) == (Pin("acme/afterword", COMMIT, ""), "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "it does not name a commit"),
        ("not json", "it does not name a commit"),
        ("[]", "it does not name a commit"),
        (recorded("https://github.com/acme/afterword", vcs_info="x"), "it does not name a commit"),
        (recorded("https://files.example/afterword.whl", archive_info={}), "it does not name a commit"),
        (recorded("https://github.com/acme/afterword", vcs_info={"commit_id": "v1"}), "a whole commit"),
        (recorded("https://git.acme.example/acme/afterword", vcs_info={"commit_id": COMMIT}), "is not github.com"),
    ],
)
def test_without_a_commit_on_github_there_is_no_pin(text: str | None, reason: str) -> None:
    found = read_origin(text)
    assert found.pin is None and reason in found.why_not


def test_checkout_is_the_pin_once_its_commit_is_pushed(tmp_path: Path) -> None:
    checkout = tmp_path / "my checkout"
    checkout.mkdir()
    record = recorded(checkout.as_uri(), dir_info={"editable": True})
    assert "not a git repository with a commit" in read_origin(record).why_not
    git(checkout, "init", "-q", "-b", "main")
    git(checkout, "commit", "-q", "--allow-empty", "-m", "One")
    assert "its `origin` is not on github.com" in read_origin(record).why_not
    git(checkout, "remote", "add", "origin", "git@github.com:acme/afterword.git")
    commit = git(checkout, "rev-parse", "HEAD")
    assert f"{commit[:9]} is not pushed" in read_origin(record).why_not
    git(checkout, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert read_origin(record).pin == Pin("acme/afterword", commit, "")
    git(checkout, "tag", "v0.1.0")
    assert read_origin(record).pin == Pin("acme/afterword", commit, "v0.1.0")
    git(checkout, "commit", "-q", "--allow-empty", "-m", "Two")
    assert read_origin(record).pin is None
