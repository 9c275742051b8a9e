"""A real git repository whose default branch the stand-in for GitHub knows too."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.tracking.status_pull_request import BRANCH
from fakes.github import FakeGitHub
from tracking.rows import ID, markdown

START = datetime(2026, 4, 16, 17, tzinfo=UTC)


class Repository:
    """A clone of the stand-in's repository, whose default branch it moves."""

    def __init__(self, root: Path, github: FakeGitHub) -> None:
        self.root = root
        self.github = github
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, at: datetime = START) -> str:
        env = {"GIT_COMMITTER_DATE": at.isoformat(), "GIT_AUTHOR_DATE": at.isoformat()}
        with pytest.MonkeyPatch.context() as patched:
            for name, value in env.items():
                patched.setenv(name, value)
            done = subprocess.run(["git", "-C", str(self.root), *arguments], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def put(self, *rows: str, document_id: str = ID, **options: str) -> Path:
        path = self.root / "postmortems" / f"{document_id}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(markdown(rows, document_id=document_id, **options))  # type: ignore[arg-type]
        return path

    def commit(self, at: datetime = START) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "work", at=at)
        return self.git("rev-parse", "HEAD")

    def push(self, at: datetime = START) -> str:
        """Commit, and let the default branch on the stand-in stand there."""
        sha = self.commit(at)
        files = {path.relative_to(self.root).as_posix(): path.read_text() for path in self._files()}
        before = self.github.refs.get("heads/main")
        self.github.set_head(sha, files, (before,) if before else ())
        return sha

    def _files(self) -> list[Path]:
        names = self.git("ls-files").splitlines()
        return [self.root / name for name in names]

    def merge_rolling(self) -> None:
        """Merge the pull request, as a person would."""
        for path, text in self.github.files_of(BRANCH).items():
            (self.root / path).write_text(text)
        (pull,) = (one for one in self.github.pulls.values() if one["state"] == "open")
        pull |= {"state": "closed", "merged": True}
        del self.github.refs[f"heads/{BRANCH}"]
        self.push()

    def sync(self, *options: str) -> int:
        return run(["-C", str(self.root), "sync", *options])
