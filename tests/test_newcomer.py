"""A newcomer types the README's commands into a shell: in an empty repository, and in one with a history of its own.

The clone's environment is the one of the tests, so that installing it takes no time here: `make demo` counts as a
command and not in the stopwatch. `pytest -s tests/test_newcomer.py` prints what each command took.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword import demo
from old_repository import COUNT, write_post_mortems, write_site_and_ci
from shell_blocks import blocks_of
from terminal import Program

pytestmark = [pytest.mark.needs_source, pytest.mark.needs_posix]
ROOT = Path(__file__).parents[1]
MOST_COMMANDS = 12
FIX = "Require a review by the policy team for prompt changes"
_PROMPT = r"\[exit (\d+)\] "
_QUESTIONS = {
    r"Action items, \d+ open\n(?:.*\n)*Your words.*: ": FIX,
    r"Your words.*: |\]: ": "",
    r"\[q\]uit: ": "k",
}
"""What ends the output of a command that waits, and what the newcomer types: Enter takes defaults, skips questions."""


class Newcomer(Program):
    """A person at a shell in their repository, with a home of their own.

    Attributes:
        commands: what was typed, with the seconds that each took.
    """

    def __init__(self, home: Path, repository: Path) -> None:
        clone = home / "afterword"
        shutil.copytree(Path(demo.__file__).parent / "sample" / "sources", clone / "build" / "demo" / "sources")
        (clone / ".venv").symlink_to(sys.prefix)
        (home / ".gitconfig").write_text("[user]\n\tname = Ann\n\temail = ann@example.org\n")
        super().__init__(
            "bash", "--norc", "--noprofile", "-i", cwd=repository, HOME=str(home), PS1=r"[exit $?] ",
            AFTERWORD_NOW="2026-02-11T09:00Z", GITHUB_TOKEN="", GITHUB_REPOSITORY="", HISTFILE="",
        )  # fmt: skip
        self.commands: dict[str, float] = {}
        self.expect_end(_PROMPT)

    def run(self, command: str) -> str:
        """Type a command, answer what it asks, and return its output; it must succeed."""
        began, at = time.monotonic(), len(self.screen)
        answer = command
        while True:
            since = len(self.screen)
            self.type(answer + "\n")
            end = self.expect_end("|".join((rf"\n{_PROMPT}", *_QUESTIONS)), since=since)
            if end[1] is not None:
                break
            answer = next(answer for question, answer in _QUESTIONS.items() if re.fullmatch(question, end[0]))
        self.commands[command] = time.monotonic() - began
        output = self.screen[at:]
        assert end[1] == "0", output
        return output


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "ours"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    return folder


@pytest.fixture
def newcomer(repository: Path) -> Iterator[Newcomer]:
    with Newcomer(repository.parent, repository) as person:
        yield person
        total = sum(person.commands.values())
        print(*("", *(f"{took:5.1f} s  {command}" for command, took in person.commands.items())), sep="\n")
        print(f"{total:5.1f} s  in all")


def commands() -> list[str]:
    """The lines that the README shows in its five minutes."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    part = page.partition("## Five minutes in your repository")[2].partition("\n## ")[0]
    return [line for block in blocks_of(part) for line in block.body.splitlines() if block.kind == "sh"]


def test_readme_leads_from_an_empty_repository_to_a_tracked_post_mortem(newcomer: Newcomer, repository: Path) -> None:
    typed = commands()
    assert len(["make demo", *typed]) <= MOST_COMMANDS
    printed = {command: newcomer.run(command) for command in typed}
    assert "Next: git add -A && git commit" in printed["afterword init"]
    assert "no errors" in printed["afterword new --from $SOURCES/*"]
    assert f"create    {FIX}" in printed["afterword sync --dry-run"] and "1 created" in printed["afterword sync"]
    assert "1 incident · 1 action item (1 open)" in printed["afterword site build"]
    (document,) = (repository / "postmortems").glob("2026-*.md")
    text = document.read_text(encoding="utf-8")
    assert "# proposed" not in text and "not yet reviewed" not in text and "| open | #1 |" in text
    assert "Nothing is missing or outdated" in newcomer.run("afterword init --check")
    assert newcomer.run("git status --short").count(" M ") == 1, "only the post-mortem changed since its first commit"


def test_readme_leads_to_the_same_in_a_repository_with_a_site_a_ci_and_old_post_mortems(
    newcomer: Newcomer, repository: Path
) -> None:
    before = write_site_and_ci(repository)
    write_post_mortems(repository / "postmortems")
    for words in (("add", "-A"), ("commit", "-qm", "Before")):
        name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        subprocess.run(["git", "-C", str(repository), *name, *words], check=True)
    first, add, commit, *others = commands()
    newcomer.run(first)
    assert "- afterword" in newcomer.run(add), "the lines that the site lacks"
    site = repository / "mkdocs.yml"
    site.write_text(site.read_text().replace("  - search\n", "  - search\n  - afterword\n"))
    newcomer.run(commit)
    imported = newcomer.run('afterword import old-postmortems && git add -A && git commit -qm "Import"')
    assert f"{COUNT} files: {COUNT} written" in imported
    printed = {command: newcomer.run(command) for command in others}
    assert len(["make demo", *newcomer.commands]) <= MOST_COMMANDS
    assert f"{COUNT} imported action items of {COUNT} post-mortems" in printed["afterword sync"]
    assert f"{COUNT + 1} incidents" in printed["afterword site build"]
    assert {path for path, text in before.items() if path.read_text() != text} == {site, repository / ".gitignore"}
    assert (repository / "site" / "on-call" / "index.html").is_file(), "pages of their own stay"
    assert "site/" not in newcomer.run("git status --short")
