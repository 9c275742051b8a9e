"""Do what a page of the handbook tells its reader to do: run its commands, and write its files and sections."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from afterword.cli.main import run

_BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>[^\n]+?) -->\n)?(?P<indent> *)(?P<fence>`{3,})(?P<kind>\w*)\n(?P<body>.*?)^ *(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code of a page.

    Attributes:
        kind: its language.
        body: its lines.
        before: the text before it, back to the block before.
        mark: what a comment directly above it says: `not run: …` or `typed: …`; empty without.
    """

    kind: str
    body: str
    before: str
    mark: str


def blocks_of(page: str) -> Iterator[Block]:
    """List the blocks of a page."""
    at = 0
    for match in _BLOCK.finditer(page):
        yield Block(match["kind"], match["body"], page[at : match.start()], match["mark"] or "")
        at = match.end()


def commands_of(body: str) -> list[str]:
    """Return the commands of a block; of a session with `$`, without the output."""
    lines = body.replace("\\\n", " ").splitlines()
    if any(line.startswith("$ ") for line in lines):
        lines = [line[2:] for line in lines if line.startswith("$ ")]
    plain = (re.sub(r"\s+# .*$", "", line).strip() for line in lines)
    return [part for line in plain if line and not line.startswith("#") for part in line.split(" && ")]


@dataclass
class Reader:
    """A person at a shell who follows a page.

    Attributes:
        folder: where the shell is.
        monkeypatch: sets the folder and the environment for a command.
        variables: of the shell.
    """

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    variables: dict[str, str] = field(default_factory=dict)

    def type(self, command: str) -> int:
        """Run a command and return its exit code; those of Afterword run in this process."""
        words = shlex.split(self._expand(command))
        with self.monkeypatch.context() as patch:
            patch.chdir(self.folder)
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                patch.setenv(*words.pop(0).split("=", 1))
            if words[0] == "afterword":
                arguments, out = (words[1 : words.index(">")], words[-1]) if ">" in words else (words[1:], "")
                if not out:
                    return run(arguments)
                with (self.folder / out).open("w") as file, patch.context() as inner:
                    inner.setattr("sys.stdout", file)
                    return run(arguments)
            if words[0] == "cd":
                self.folder = (self.folder / words[1]).resolve()
                return 0
            if words[0] == "export":
                self.variables |= dict(word.split("=", 1) for word in words[1:])
                return 0
            if words[0] == "eval" or "$(" in command:
                words = ["bash", "-ec", command]
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            name = {"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org"}
            name |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in name.items()}
            done = subprocess.run(words, env={**os.environ, **name, "PATH": path}, capture_output=True, check=False)
            return done.returncode

    def write(self, block: Block) -> None:
        """Write what a block shows into the file or the document that the page means."""
        named = re.search(r"\bas `([\w./-]+)`:\s*$", block.before)
        if named:
            (self.folder / named[1]).write_text(block.body)
            return
        (document,) = (self.folder / "postmortems").glob("2026-*.md")
        text = document.read_text(encoding="utf-8")
        document.write_text(_with_section(text, block.body) if "#" in block.body[:4] else _with_keys(text, block.body))

    def _expand(self, command: str) -> str:
        expanded = re.sub(r"\$(\w+)", lambda name: self.variables.get(name[1], name[0]), command)
        expanded = expanded.replace("~/", f"{self.variables.get('HOME', '~')}/")
        words = []
        for word in expanded.split(" "):
            found = sorted(Path("/").glob(word[1:])) if word.startswith("/") and word.endswith("/*") else []
            words += map(str, found) if found else [word]
        return " ".join(words)


def _with_section(text: str, section: str) -> str:
    """Replace the section that begins with the same heading, up to the next heading of its level or above."""
    heading = section.partition("\n")[0]
    level = len(heading) - len(heading.lstrip("#"))
    found = re.compile(rf"^{re.escape(heading)}\n.*?(?=^#{{1,{level}}} |\Z)", re.DOTALL | re.MULTILINE)
    assert found.search(text), f"the document has no section {heading}"
    return found.sub(lambda _: section.rstrip("\n") + "\n\n", text, count=1)


def _with_keys(text: str, keys: str) -> str:
    """Write keys into the front matter: at the top level in place of those that are there, below a key beside them."""
    head, _, rest = text[4:].partition("\n---\n")
    entries = re.findall(r"^(\w+:.*(?:\n[ ]+.*)*)$", keys, re.MULTILINE)
    for entry in entries:
        key, _, below = entry.partition(":")
        present = re.search(rf"^{key}:.*(?:\n[ -]+.*)*", head, re.MULTILINE)
        if present and below.startswith("\n  ") and not below.startswith("\n  -"):
            for line in below.strip("\n").split("\n"):
                name = line.strip().partition(":")[0]
                head = re.sub(rf"^  {name}:.*$", line, head, count=1, flags=re.MULTILINE)
        elif present:
            head = head[: present.start()] + entry + head[present.end() :]
        else:
            head += f"\n{entry}"
    return f"---\n{head}\n---\n{rest}"
