"""Every command ends, with a clear line, whatever is in the place of a file that it opens."""

from __future__ import annotations

import ast
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
import pytest

import afterword
from afterword.cli.main import cli, run

ID = "2026-04-16-bot-is-slow"
DOCUMENT = f"postmortems/{ID}"
COMMANDS = {
    "init": ["--check"],
    "new": ["Another one", "--started", "2026-04-17"],
    "import": ["note.txt", "docs"],
    "collect": [ID, "note.txt", "--prompt-before", "note.txt"],
    "draft": [ID, "--offline"],
    "accept": [ID, "--all"],
    "answer": [ID],
    "discuss": [ID],
    "evals check": [],
    "evals list": [],
    "evals prove": [ID, "--run", "true"],
    "evals run": [],
    "evals quarantine": ["--run", "result.json"],
    "evals export": ["pytest", "--output", "cases"],
    "evals import": [ID, "suite.yaml"],
    "recall": ["prompts/bot.txt"],
    "similar": ["bot is slow"],
    "tags": ["--fix"],
    "check": [],
    "explain": ["AW101"],
    "sync": [],
    "site build": [],
    "site csp": ["export"],
    "site export": ["export"],
    "site guard": [],
    "external": [ID],
    "review": [],
    "retro": [],
    "incident gate": ["1"],
    "incident prepare": ["1"],
    "incident read": [ID, "--out", "asked.tar"],
    "incident failed": ["1"],
    "incident propose": ["1", ID],
    "pr read": ["1", "--out", "asked.tar"],
    "pr generate": ["asked.tar", "--out", "proposals"],
    "pr apply": ["1", "--drafts", "proposals"],
    "pr comment": ["1"],
    "pr preview": [ID],
    "pr answer": ["1"],
    "pr recall": ["1"],
    "pr status": ["abc", "success"],
    "demo": ["demo"],
    "schema": [],
}
OPTIONS = {
    "draft --apply": ["draft", ID, "--apply", "draft.json"],
    "draft --generate": ["draft", ID, "--generate", "draft.json"],
    "new --from": ["new", "--from", "note.txt", "--yes", "--offline"],
    "sync --apply": ["sync", "--apply", "plan.json"],
    "sync --plan": ["sync", "--plan", "plan.json"],
    "sync --check": ["sync", "--check"],
}
"""Of a command above, with a file that only this option opens."""
SOURCES = [
    ["collect", ID, "note.txt"],
    ["collect", ID, "folder"],
    *(["collect", ID, option, "note.txt"] for option in ("--prompt-after", "--config-before", "--sample")),
    ["new", "--from", "note.txt", "--yes", "--offline"],
    ["new", "--from", "docs/index.md", "--prompt-before", "note.txt", "--yes", "--offline"],
    ["import", "note.txt"],
    ["import", "folder"],
    ["evals", "import", ID, "note.txt"],
    ["evals", "quarantine", "--run", "note.txt"],
    ["draft", ID, "--apply", "note.txt"],
    ["sync", "--apply", "note.txt"],
    ["pr", "generate", "note.txt", "--out", "proposals"],
    ["recall", "note.txt"],
]
"""What names a file on the command line, or a folder with it."""
BESIDE = (
    f"{DOCUMENT}/prompts/bot.before.txt", f"{DOCUMENT}/samples/1.md", f"{DOCUMENT}/evals/run.jsonl",
    f"{DOCUMENT}/shot.png", "docs/page.md", "docs/film.mp4", "CODEOWNERS", "draft.json", "plan.json", "asked.tar",
    "suite.yaml", f"{DOCUMENT}/proofs/case.json", f"{DOCUMENT}/proofs/case.calls.jsonl", "cases/afterword_engine.py",
    ".afterword/actions.json", ".afterword/lock.sqlite3", ".github/workflows/afterword-main.yml",
)  # fmt: skip
"""What does not keep the commands from all the rest."""
SECONDS = 5


def _leaves(command: click.Command, name: str = "") -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield name
        return
    for below in command.list_commands(click.Context(command)):
        found = command.get_command(click.Context(command), below)
        assert found is not None
        yield from _leaves(found, f"{name} {below}".strip())


def test_all_commands_are_tried() -> None:
    assert {*COMMANDS, "site serve", "mcp"} == set(_leaves(cli)), "add the command; these two do not end"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    assert run(["-C", str(root), "new", "Bot is slow", "--started", "2026-04-16"]) == 0
    document = root / f"{DOCUMENT}.md"
    document.write_text(f"{document.read_text()}\n![It]({ID}/shot.png)\n")
    (root / "afterword.yml").write_text("tracker: local\n")
    (root / "note.txt").write_text("10:02 UTC ana: it is slow\n")
    (root / "docs" / "index.md").write_text("# Home\n")
    theme = "theme: {name: material, custom_dir: theme}\nplugins: [search, afterword]\n"
    (root / "mkdocs.yml").write_text(f"INHERIT: base.yml\n{theme}")
    (root / "base.yml").write_text("site_name: Bot\n")
    (root / "theme").mkdir()
    monkeypatch.chdir(root)
    return root


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    """A link to what blocks if it is opened, outside the project."""
    outside = path.absolute().parents[len(path.parts)] / "outside"
    if not outside.exists():
        os.mkfifo(outside)
    path.symlink_to(outside)


def _device(path: Path) -> None:
    """A link to what never ends."""
    path.symlink_to("/dev/zero")


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


ALL = [[*name.split(), *rest] for name, rest in COMMANDS.items()] + list(OPTIONS.values())
QUICK = [each for each in ALL if each[0] != "demo"]
SITE = [each for each in ALL if each[0] == "site"]
KINDS = (_pipe, _link, _device, _large)


@pytest.mark.needs_posix
@pytest.mark.parametrize(
    ("places", "kinds", "commands"),
    [
        (("afterword.yml",), KINDS, ALL),
        ((f"{DOCUMENT}.md", f"{DOCUMENT}.external.md"), (_pipe, _device), QUICK),
        ((f"{DOCUMENT}/evidence.jsonl",), (_pipe, _large), QUICK),
        (BESIDE, (_pipe, _large), QUICK),
        (("note.txt", "folder/note.txt"), KINDS, SOURCES),
        (("mkdocs.yml",), KINDS, SITE),
        (("base.yml",), KINDS, SITE),
        (("theme/main.html",), KINDS, SITE),
    ],
    ids=["settings", "document", "ledger", "beside", "sources", "site", "parent", "template"],
)
def test_every_command_ends(
    project: Path,
    capfd: pytest.CaptureFixture[str],
    places: Sequence[str],
    kinds: Sequence[Callable[[Path], None]],
    commands: Sequence[list[str]],
) -> None:
    for kind in kinds:
        for path in map(Path, places):
            path.unlink(missing_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            kind(path)
        _try(commands, capfd)


def _try(commands: Sequence[list[str]], capfd: pytest.CaptureFixture[str]) -> None:
    for each in commands:
        began = time.process_time()
        signal.alarm(10 * SECONDS)  # nothing that waits uses the processor; nothing that works waits so long
        before = signal.signal(signal.SIGALRM, signal.default_int_handler)
        try:
            code = run(each)
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
        out, err = capfd.readouterr()
        assert code in (0, 1), (each, code, err)
        assert time.process_time() - began < SECONDS, each
        assert code == 0 or out or err
        assert len(re.findall("^error: ", err, re.MULTILINE)) <= 1, (each, err)


@pytest.mark.needs_posix
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Path("docs/all").symlink_to("/"), "docs/all: this is a symbolic link to a folder"),
        (lambda: Path("docs/loop").symlink_to("."), "docs/loop: this is a symbolic link to a folder"),
        (lambda: Path("base.yml").write_text("INHERIT: mkdocs.yml"), "mkdocs.yml: `INHERIT` has a cycle"),
        (lambda: Path("base.yml").write_text("x: " + "[" * 9_000), "base.yml:1: more than 50 levels are not read"),
    ],
)
def test_site_does_not_follow_what_has_no_end(
    project: Path, capfd: pytest.CaptureFixture[str], make: Callable[[], None], message: str
) -> None:
    make()
    assert run(["site", "build"]) == 1
    assert capfd.readouterr().err.startswith(f"error: {message}")


OPENS = {
    "cli/main.py": "opens the null device",
    "cli/job_files.py": "appends to the files of Actions",
    "checks/rules/aw8_evidence/privacy.py": "reads the beginning of a regular file",
    "demo/prepare_copy.py": "reads and copies regular files of any size",
    "drafting/prompting.py": "reads the package itself",
    "evals/exports/engine_files.py": "reads the package itself",
    "evidence/given.py": "reads standard input and pipes that the shell opened, to a limit",
    "evidence/excerpt.py": "reads sources named on the command line",
    "evidence/json_excerpt.py": "reads sources named on the command line",
    "evidence/source.py": "reads sources named on the command line",
    "evidence/ledger.py": "locks a folder",
    "init/origin.py": "reads what the installer recorded",
    "init/template_files.py": "reads the package itself",
    "language/phrasebook.py": "reads the package itself",
    "new/begin.py": "reads what it wrote into a folder of its own",
    "portfolio/proofs/proof_files.py": "appends to a file that it has prepared",
    "postmortem/files.py": "is the reader",
    "reference/__init__.py": "reads the package itself",
    "reference/workflows.py": "reads the workflows of the project",
    "site/default_config.py": "reads the package itself",
    "site/offline.py": "reads the package itself, and what it has built",
    "site/theme_search.py": "reads the index that the build has written",
    "site/export.py": "copies regular files of any size",
    "site/external.py": "reads the package itself",
    "site/external_pages.py": "reads the package itself",
    "text/lookalikes.py": "reads the package itself",
    "text/word_lists.py": "reads the package itself",
}
_READS = {"read_bytes", "read_text", "copyfile", "copytree", "copy2", "open", "fdopen"}
_OTHERS = {"session", "Project", "project", "archive", "tarfile"}
"""Variables whose `open` opens no file of a path."""


def test_files_are_opened_by_the_reader_of_regular_files_alone() -> None:
    package, found = Path(afterword.__file__).parent, set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_reading(node.func):
                found.add(path.relative_to(package).as_posix())
    assert found == OPENS.keys(), "read with `read_regular`, or say here why that is not needed"


def _is_reading(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute):
        return isinstance(called, ast.Name) and called.id == "open"
    return called.attr in _READS and getattr(called.value, "id", "") not in _OTHERS
