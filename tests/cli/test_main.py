"""Exit codes, messages and what is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterword import __version__
from afterword.cli import main as entry
from afterword.cli.main import run
from in_process import afterword

HEAVY = ("openai", "github", "mkdocs", "jinja2", "rich", "ruamel", "asyncio", "multiprocessing")
REDACTING = ("afterword.redaction", "afterword.language")
"""Their patterns take as long to load as the rest of a command."""


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_version_is_printed_without_loading_more_than_click(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"afterword, version {__version__}\n"
    loaded = _python(
        "import sys; from afterword.cli.main import run; run(['--version']);"
        "print([m for m in ('pydantic', 'yaml', 'markdown_it', 'rich') if m in sys.modules])"
    )
    assert loaded.splitlines()[-1] == "[]"


@pytest.mark.parametrize("group", [[], ["evals"], ["incident"], ["pr"], ["site"]])
def test_help_cuts_no_line_of_its_list_of_commands(group: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*group, "--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:")[2]
    assert listed and not [line for line in listed.splitlines() if line.endswith("...")]


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        ("--help", ("pydantic", "yaml", "markdown_it")),
        ("new --help", ("pydantic", "yaml", "markdown_it")),
        ("check", ()),
        ("check --format json", ()),
        ("similar bot", (*REDACTING, "regex")),
        ("recall prompts/bot.md", (*REDACTING, "regex")),
        ("evals list", REDACTING),
        ("review", REDACTING),
    ],
)
def test_heavy_modules_are_loaded_only_where_they_are_used(
    tmp_path: Path, arguments: str, more: tuple[str, ...]
) -> None:
    assert _loaded(tmp_path, arguments, (*HEAVY, *more)) == "[]"


def test_a_check_that_remembers_its_results_loads_no_parser_no_rule_of_language_and_no_redaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = tmp_path / "project"
    project.mkdir()
    assert _loaded(project, "check", REDACTING) == f"{list(REDACTING)}"
    assert _loaded(project, "check", (*REDACTING, "markdown_it", "afterword.evalcases")) == "[]"


def _loaded(folder: Path, arguments: str, modules: tuple[str, ...]) -> str:
    (folder / "postmortems").mkdir(exist_ok=True)
    (folder / "postmortems" / "2026-04-16-bot.md").write_text("---\nschema: 1\n---\n")
    loaded = _python(
        f"import sys, os; os.chdir({str(folder)!r});"
        f"from afterword.cli.main import run; run({arguments.split()!r});"
        f"print([m for m in {modules!r} if m in sys.modules])"
    )
    return loaded.splitlines()[-1]


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for name in ("new", "collect", "draft", "accept", "check", "sync", "site", "demo", "schema"):
        assert f"\n  {name} " in out
        assert run([name, "--help"]) == 0
        assert len(capsys.readouterr().out.splitlines()) > 3


def test_a_mistyped_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chekc"]) == 2
    assert "Did you mean `check`?" in capsys.readouterr().err


def test_what_the_user_can_put_right_is_one_located_line_and_its_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "afterword.yml").write_text("tracker: local\ntrackr: x\n")
    assert run(["-C", str(tmp_path), "check"]) == 1
    assert capsys.readouterr().err == (
        "error: afterword.yml:2: `trackr` is not a key of the format\n  did you mean `tracker`?\n"
    )
    assert run(["-C", str(tmp_path / "nowhere"), "check"]) == 1
    assert "there is no folder" in capsys.readouterr().err


def test_a_bug_gives_a_report_to_paste_without_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        secret = "hunter2"  # noqa: F841 a local variable that must not be shown
        raise RuntimeError("boom")

    monkeypatch.setattr(entry.cli, "main", broken)
    assert run(["check"]) == 3
    err = capsys.readouterr().err
    assert "This is a bug in Afterword" in err
    assert "RuntimeError: boom" in err and __version__ in err


@pytest.mark.parametrize("arguments", [["check"], ["-C", "..", "site", "build"]])
def test_a_folder_that_is_gone_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert run(arguments) == 1
    assert "error: the current folder no longer exists" in capsys.readouterr().err


def test_interrupting_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry.cli, "main", interrupted)
    assert run(["check"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_interrupting_while_the_program_loads_is_one_line_and_130(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "afterword", "check"], capture_output=True, text=True, env=env)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")


def test_a_reader_that_goes_away_is_no_bug(tmp_path: Path) -> None:
    code = "import sys; from afterword.cli.main import main; main(['schema'])"
    shell = f'"{sys.executable}" -c "{code}" | head -n 1'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, env=dict(os.environ), check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_output_is_utf_8_even_if_the_system_has_another_encoding(tmp_path: Path) -> None:
    """Windows has a code page for output that goes to a file or another program; `→` and most letters are not in it."""
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "2026-04-16-bot.md").write_text(
        "---\nschema: 1\nstatus: авария\n---\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "afterword", "-C", str(tmp_path), "check"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "авария" in done.stdout


def _ends(output: int, *arguments: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "afterword", *arguments]
    done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stderr.splitlines()


@pytest.mark.needs_posix
@pytest.mark.parametrize("arguments", [("schema",), ("--help",), ("explain", "AW501")])
def test_an_output_that_ends_early_is_one_line(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    assert _ends(writer, *arguments) == (1, ["error: the output ends early: Broken pipe"])
    os.close(writer)
    device = Path("/dev/full")
    if device.exists():
        with device.open("w") as full:
            assert _ends(full.fileno(), *arguments) == (1, ["error: the output ends early: No space left on device"])


@pytest.mark.parametrize("now", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1970-12-31T23:59:59Z"])
def test_a_clock_out_of_range_is_named(now: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_NOW", now)
    done = afterword("check", cwd=tmp_path)
    said = [f"error: AFTERWORD_NOW is `{now}`", "  write a year from 1971 to 2099"]
    assert (done.returncode, done.stderr.splitlines()) == (1, said)


@pytest.mark.parametrize("epoch", ["-1", "x", "4294967296"])
def test_an_epoch_out_of_range_is_named(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [afterword]\n")
    (tmp_path / "docs").mkdir()
    done = afterword("site", "build", cwd=tmp_path)
    assert done.returncode == 1 and done.stderr.splitlines()[0] == f"error: SOURCE_DATE_EPOCH is `{epoch}`"
