"""What `check` prints, and its exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.checks import Rule
from afterword.checks.registry import RULES
from afterword.checks.rule import Found
from afterword.cli.check import command
from afterword.cli.main import run
from afterword.cli.session import Session
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.edit import Splice

ID = "2026-04-16-bot"
OTHER = "2026-04-17-bot"


def _project(root: Path, text: str) -> None:
    (root / "postmortems").mkdir()
    (root / "postmortems" / f"{ID}.md").write_text(text)


BROKEN = f"---\nschema: 1\nid: {ID}\ntitel: x\nstatus: draft\nseverity: SEV3\n---\n\n## Summary\n\nText.\n"


def test_findings_name_place_rule_line_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN)
    assert run(["-C", str(tmp_path), "check"]) == 1
    out = capsys.readouterr().out
    assert f"postmortems/{ID}.md\n" in out
    assert "  4:1  error    AW105  `titel` is not a key of the format\n" in out
    assert "      | titel: x\n      → did you mean `title`?\n" in out
    assert out.rstrip().splitlines()[-2].startswith("1 post-mortem: ")
    assert out.endswith(f"\nNext: first fix 1 of 2 errors in {ID}: AW105\n")


def test_the_findings_of_a_draft_fit_on_a_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example, root = "2026-03-04-coding-assistant-quality-drops", Path(__file__).parents[2]
    shutil.copytree(root / "postmortems", tmp_path / "postmortems")
    shutil.copy(root / "afterword.yml", tmp_path)
    assert run(["-C", str(tmp_path), "draft", example]) == 0
    capsys.readouterr()
    assert run(["-C", str(tmp_path), "check", example]) == 0
    out = capsys.readouterr().out
    findings, _, rest = out.partition("\n\nFor the author:")
    assert len(findings.splitlines()) <= 12
    assert "2 questions are open: Sample failing outputs, " in findings
    assert rest.endswith(f"\nNext: answer the open questions of {example}\n")


def test_json_is_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN)
    assert run(["-C", str(tmp_path), "check", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    found = next(finding for finding in findings if finding["rule"] == "AW105")
    assert (found["path"], found["line"], found["severity"]) == (f"postmortems/{ID}.md", 4, "error")


def test_path_patterns_without_a_match_are_reported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN)
    told = "note: `checks.paths` of afterword.yml names `postmortem/*.md`, which matches no post-mortem\n"
    levels = "      rules: {AW6: off}\n"
    (tmp_path / "afterword.yml").write_text(
        f"checks:\n  paths:\n    - path: postmortem/*.md\n{levels}    - path: postmortems/2026-*.md\n{levels}"
    )
    run(["-C", str(tmp_path), "check"])
    assert capsys.readouterr().out.startswith(f"{told}\npostmortems/")
    run(["-C", str(tmp_path), "check", "--format", "json"])
    assert capsys.readouterr().err.startswith(told)


@pytest.mark.parametrize("begun", ["postmortems", "afterword.yml"])
def test_a_project_without_post_mortems_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], begun: str
) -> None:
    (tmp_path / begun).touch() if "." in begun else (tmp_path / begun).mkdir()
    assert run(["-C", str(tmp_path), "check"]) == 0
    assert capsys.readouterr().out == "No post-mortems found. Create one with `afterword new`.\n"


def test_a_folder_of_the_settings_that_does_not_exist_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A required check that passes for ever as its folder has another name protects nothing."""
    (tmp_path / "afterword.yml").write_text("postmortems: incidnets\n")
    assert run(["-C", str(tmp_path), "check"]) == 1
    assert "afterword.yml: `postmortems` names incidnets, which does not exist\n" in capsys.readouterr().err
    (tmp_path / "incidnets").mkdir()
    assert run(["-C", str(tmp_path), "check"]) == 0


COMMANDS = (
    *("sync", "sync --dry-run", "sync --check", "evals list", "evals run", "evals check", "review", "retro"),
    *("recall x.md", "similar text", "tags", "site build", "check"),
    "site build --edition external",
)
"""They read all post-mortems. A required check that passes for ever in the wrong folder protects nothing."""


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_takes_a_folder_that_does_not_exist_for_an_empty_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tmp_path / "afterword.yml").write_text("postmortems: incidnets\ntracker: local\n")
    assert run(["-C", str(tmp_path), *command.split()]) == 1
    assert "afterword.yml: `postmortems` names incidnets, which does not exist\n" in capsys.readouterr().err


@pytest.mark.parametrize("command", [*COMMANDS, *(f"check --format {form}" for form in ("github", "sarif", "json"))])
def test_no_command_takes_a_folder_that_is_not_a_project_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("AFTERWORD_TRACKER", "local")
    assert run(["-C", str(tmp_path), *command.split()]) == 1
    out, err = capsys.readouterr()
    assert out == "" and f"error: there is neither afterword.yml nor postmortems/ in {tmp_path}\n" in err


def test_files_that_are_not_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "postmortems").mkdir()
    for number in range(5):
        (tmp_path / "postmortems" / f"\x1b[31moutage{number}.md").touch()
    assert run(["-C", str(tmp_path), "check"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("not read: 5 files whose names are not ids: postmortems/\ufffd[31moutage0.md, ")
    assert " and 2 more; `afterword import`" in first and second.startswith("No post-mortems found.")


def test_a_document_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN.replace("titel: x", "ti\\u001btel: '\u202e'").replace("Text", "\x1b]0;owned\x07"))
    run(["-C", str(tmp_path), "check"])
    out = capsys.readouterr().out
    assert "\x1b]0;" not in out and "\u202e" not in out


@pytest.mark.parametrize(("is_terminal", "no_colour"), [(True, ""), (True, "1"), (False, "")])
def test_only_a_terminal_that_may_gets_colours(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_terminal: bool,
    no_colour: str,
) -> None:
    _project(tmp_path, BROKEN)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    monkeypatch.setenv("NO_COLOR", no_colour)
    run(["-C", str(tmp_path), "check"])
    out = capsys.readouterr().out
    assert ("\x1b[31merror" in out) == (is_terminal and not no_colour)
    assert "  AW105  `titel` is not a key of the format" in out


@pytest.mark.parametrize("kind", ["folder", "link", "huge"])
def test_anything_in_place_of_a_document_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    (tmp_path / "postmortems").mkdir()
    path = tmp_path / "postmortems" / f"{ID}.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("/etc/hostname")
    else:
        with path.open("wb") as file:
            file.truncate(50_000_000)
    assert run(["-C", str(tmp_path), "check"]) == 1
    out = capsys.readouterr().out
    assert out.count("AW1") == 1
    assert {"folder": "a folder", "link": "symbolic link", "huge": "50.0 MB"}[kind] in out


@pytest.mark.parametrize(
    "name", ["2026-04-17-überlast.md", "2026-04-17 two words.md", "2026-04-17.md", "2026-04-17-bot.MD",
             "2026-04-17-bot.draft.md", "2026-04-17-überlast.external.md"]
)  # fmt: skip
def test_a_file_whose_name_is_no_id_is_not_passed_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / name).write_text(BROKEN)
    (tmp_path / "postmortems" / "README.md").write_text("# How we write\n")
    for arguments in ([], [f"postmortems/{name}"]):
        assert run(["-C", str(tmp_path), "check", *arguments]) == 1
        out = capsys.readouterr().out
        assert f"postmortems/{name}\n  1:1  error    AW108  the file name is not an id" in out
        assert "rename it" in out and out.count("AW1") == 1 and "README" not in out


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two post-mortems on main, committed; HEAD is a branch of it."""
    _project(tmp_path, BROKEN)
    (tmp_path / "postmortems" / f"{OTHER}.md").write_text(BROKEN.replace(ID, OTHER))
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    _git(tmp_path, "checkout", "-q", "-b", "work")
    return tmp_path


def _checked(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    run(["-C", str(root), "check", "--format", "json", *arguments])
    return {Path(finding["path"]).stem for finding in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize("committed", [True, False])
def test_what_changed_since_a_ref_is_checked_alone(
    repository: Path, capsys: pytest.CaptureFixture[str], committed: bool
) -> None:
    assert _checked(repository, capsys, "--changed-since", "main") == set()
    (repository / "postmortems" / OTHER).mkdir()
    (repository / "postmortems" / OTHER / "notes with ü.md").write_text("x")
    if committed:
        _git(repository, "add", "-A")
        _git(repository, "commit", "-q", "-m", "two")
    assert _checked(repository, capsys, "--changed-since", "main") == {OTHER}
    with (repository / "postmortems" / f"{ID}.md").open("a") as file:
        file.write("more\n")
    assert _checked(repository, capsys, "--changed-since", "main") == {ID, OTHER}
    assert _checked(repository, capsys, "--changed-since", "main", ID) == {ID}


def test_what_main_changed_meanwhile_is_not_ours(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(repository, "checkout", "-q", "main")
    (repository / "postmortems" / f"{OTHER}.md").write_text("changed on main\n")
    _git(repository, "commit", "-q", "-am", "main goes on")
    _git(repository, "checkout", "-q", "work")
    assert _checked(repository, capsys, "--changed-since", "main") == set()


def test_nothing_changed_is_said(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(repository), "check", "--changed-since", "main"]) == 0
    assert capsys.readouterr().out == "No post-mortem changed since main.\n"


@pytest.mark.parametrize("ref", ["nope", "", "--output=owned", "-x"])
def test_a_ref_that_git_does_not_know_is_one_clear_line(
    repository: Path, capsys: pytest.CaptureFixture[str], ref: str
) -> None:
    assert run(["-C", str(repository), "check", f"--changed-since={ref}"]) == 1
    assert capsys.readouterr().err.startswith(f"error: git knows no commit `{ref}`\n")
    assert not (repository / "owned").exists()


def test_branches_without_a_common_commit(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(repository, "checkout", "-q", "--orphan", "alone")
    _git(repository, "commit", "-q", "-m", "alone")
    assert run(["-C", str(repository), "check", "--changed-since", "main"]) == 1
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_outside_a_repository_what_changed_is_not_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    _project(tmp_path, BROKEN)
    assert run(["-C", str(tmp_path), "check", "--changed-since", "main"]) == 1
    assert "not a git repository" in capsys.readouterr().err


def test_paths_name_documents_folders_and_evidence(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = repository / "postmortems"
    (folder / ID).mkdir()
    (folder / ID / "notes.md").write_text("x")
    (repository / "elsewhere").mkdir()
    (repository / "elsewhere" / f"{ID}.md").write_text("x")
    for name in ("postmortems", ".", str(folder)):
        assert _checked(repository, capsys, name) == {ID, OTHER}
    for name in (f"postmortems/{ID}.md", f"./postmortems/{ID}.md", f"postmortems/{ID}/notes.md", f"postmortems/{ID}"):
        assert _checked(repository, capsys, name) == {ID}
    assert run(["-C", str(repository), "check", f"elsewhere/{ID}.md"]) == 1
    assert "is not in postmortems/" in capsys.readouterr().err


def test_github_gets_annotations_and_a_summary(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = repository / "summary.md"
    summary.write_text("earlier\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert run(["-C", str(repository), "check", "--format", "github"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"::error file=postmortems/{ID}.md,line=")
    assert out.index("::stop-commands::") < out.index("→ did you mean `title`?")
    assert summary.read_text().startswith("earlier\n### 2 post-mortems: ")
    assert "| AW105 | `titel` is not a key of the format | did you mean `title`? |" in summary.read_text()


def test_a_summary_that_cannot_be_written_is_reported(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository))
    assert run(["-C", str(repository), "check", "--format", "github"]) == 1
    assert "the job summary cannot be written" in capsys.readouterr().err


def test_paths_for_github_begin_at_the_root_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _git(tmp_path, "init", "-q")
    (tmp_path / "docs").mkdir()
    _project(tmp_path / "docs", BROKEN)
    run(["-C", str(tmp_path / "docs"), "check", "--format", "github"])
    assert f"file=docs/postmortems/{ID}.md," in capsys.readouterr().out
    assert run(["-C", str(tmp_path / "docs"), "check", "--format", "sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert uris == {f"docs/postmortems/{ID}.md"}


def _colour(document: PostMortem, _: object) -> Iterator[Found]:
    for match in re.finditer("colour", document.source.text):
        span = Span(*match.span())
        yield Found(span, "`colour` is spelled otherwise here", "write `color`", (Splice(span, "color"),))


@pytest.fixture
def colour_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule with a fix, beside the real ones."""
    rule = Rule("AW998", "one spelling", "why", "colour", "color", _colour)
    monkeypatch.setattr("afterword.checks.run.RULES", (*RULES, rule))


@pytest.mark.usefixtures("colour_rule")
def test_fix_makes_the_edits_and_reports_what_remains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN + "colour, colour\n")
    path = tmp_path / "postmortems" / f"{ID}.md"
    run(["-C", str(tmp_path), "check"])
    assert "`afterword check --fix` fixes 2" in capsys.readouterr().out
    assert run(["-C", str(tmp_path), "check", "--fix"]) == 1
    out = capsys.readouterr().out
    assert out.count(f"fixed: postmortems/{ID}.md:12  AW998  `colour` is spelled otherwise here\n") == 2
    assert "AW105" in out and "--fix" not in out
    assert path.read_text() == BROKEN + "color, color\n"
    before = path.stat()
    assert run(["-C", str(tmp_path), "check", "--fix"]) == 1
    assert "fixed:" not in capsys.readouterr().out
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.usefixtures("colour_rule")
def test_fix_leaves_alone_what_it_cannot_read_with_certainty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BROKEN.replace("titel: x", "title: a: b") + "colour\n"
    _project(tmp_path, text)
    (tmp_path / "postmortems" / f"{OTHER}.md").write_text(BROKEN.replace(ID, OTHER) + "colour\n")
    assert run(["-C", str(tmp_path), "check", "--fix", "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert f"not fixed: postmortems/{ID}.md:4: " in captured.err and f"fixed: postmortems/{OTHER}.md" in captured.err
    assert [finding["path"] for finding in json.loads(captured.out) if finding["rule"] == "AW998"] == [
        f"postmortems/{ID}.md"
    ]
    assert (tmp_path / "postmortems" / f"{ID}.md").read_text() == text


def test_one_named_document_is_summarised_for_its_author_in_text_alone(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, told in (([ID], True), ([], False), ([ID, OTHER], False), ([ID, "--format", "github"], False)):
        run(["-C", str(repository), "check", *arguments])
        assert ("For the author:" in capsys.readouterr().out) is told


def test_no_color_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, BROKEN)
    shown = {}
    for no_color in ("", "1"):
        monkeypatch.setenv("NO_COLOR", no_color)
        shown[no_color] = CliRunner().invoke(
            command, obj=Session(tmp_path, dict(os.environ)), color=True, standalone_mode=False
        )
    assert "\x1b[31m" in shown[""].output
    assert "\x1b" not in shown["1"].output


def test_the_hook_of_pre_commit_is_this_command() -> None:
    import yaml

    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["entry"], hook["language"]) == ("afterword-check", "afterword check", "python")
    assert re.search(hook["files"], f"postmortems/{ID}.md") and re.search(hook["files"], f"postmortems/{ID}/notes.md")
    assert not re.search(hook["files"], "postmortems/README.md") and not re.search(hook["files"], "docs/index.md")


EDITION = f"---\nschema: 1\nid: {ID}\nedition: external\ntitel: x\nstatus: draft\n---\n\n## What happened\n\nText.\n"


def _files(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    run(["-C", str(root), "check", "--format", "json", *arguments])
    return {Path(finding["path"]).name for finding in json.loads(capsys.readouterr().out)}


def test_external_editions_are_checked_with_their_post_mortems(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = repository / "postmortems"
    (folder / f"{ID}.external.md").write_text(EDITION)
    (folder / "2026-05-05-orphan.external.md").write_text(EDITION)
    internal, external, orphan = f"{ID}.md", f"{ID}.external.md", "2026-05-05-orphan.external.md"
    assert _files(repository, capsys) == {internal, external, f"{OTHER}.md", orphan}
    assert _files(repository, capsys, ID) == {internal, external}
    assert _files(repository, capsys, f"postmortems/{external}") == {external}
    assert _files(repository, capsys, f"postmortems/{internal}") == {internal}
    run(["-C", str(repository), "check", ID])
    out = capsys.readouterr().out
    assert f"postmortems/{external}\n  4:1" not in out
    assert "  5:1  error    AW105  `titel` is not a key of the format\n      | titel: x" in out
    assert out.splitlines()[-2].startswith("1 post-mortem and 1 external edition: ")
    assert run(["-C", str(repository), "check", "--format", "sarif", f"postmortems/{external}"]) == 1
    assert f"postmortems/{external}" in capsys.readouterr().out


def test_an_edition_is_checked_again_when_what_it_is_compared_with_changed(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = repository / "postmortems"
    (folder / f"{ID}.external.md").write_text(EDITION)
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "edition")
    assert _files(repository, capsys, "--changed-since", "HEAD") == set()
    with (folder / f"{ID}.md").open("a") as file:
        file.write("more\n")
    assert _files(repository, capsys, "--changed-since", "HEAD") == {f"{ID}.md", f"{ID}.external.md"}


def test_no_comment_takes_a_finding_out_of_an_edition(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "postmortems" / f"{ID}.external.md").write_text(
        EDITION.replace("titel: x", "titel: x  # afterword: ignore AW105 because I say so")
    )
    run(["-C", str(repository), "check", f"postmortems/{ID}.external.md"])
    assert "AW105" in capsys.readouterr().out
