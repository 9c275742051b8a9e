"""`afterword site` as a user runs it, where it says no."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from afterword.cli.main import run
from in_process import Done, afterword


def site(folder: Path, *arguments: str) -> Done:
    return afterword("-C", str(folder), "site", *arguments, cwd=folder)


def post_mortem(folder: Path, body: str = "") -> None:
    (folder / "postmortems").mkdir()
    text = f"---\nschema: 1\nid: 2026-04-16-x\ntitle: X\n---\n\n## Impact\n\n{body}\n"
    (folder / "postmortems" / "2026-04-16-x.md").write_text(text)


def test_help_needs_no_mkdocs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["site", "--help"]) == 0
    assert "build" in capsys.readouterr().out


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert run(["-C", str(tmp_path), "site", "build"]) == 1
    assert 'pip install "afterword[site]"' in capsys.readouterr().err


def test_strict_fails_on_a_broken_link_that_is_fine_otherwise(tmp_path: Path) -> None:
    post_mortem(tmp_path, "See [that](gone.md).")
    assert site(tmp_path, "build").returncode == 0
    done = site(tmp_path, "build", "--strict")
    assert done.returncode == 1
    assert "warning: postmortems/2026-04-16-x.md:9: the link `gone.md` leads to no file" in done.stderr
    assert "`--strict` allows none" in done.stderr


def test_a_build_says_each_step_on_request_and_nothing_without_a_terminal(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    steps = site(tmp_path, "build", "--verbose").stderr.splitlines()
    assert steps[0] == "building the site ..." and steps[2] == "indexing the words of all pages for the search ..."
    assert steps[1].startswith("making ") and steps[1].endswith(" pages of 1 post-mortem ...")
    assert site(tmp_path, "build").stderr == ""


def test_a_broken_link_is_reported_as_written(tmp_path: Path) -> None:
    post_mortem(tmp_path, "See\r\n[that](übersicht 1.md), [that](<übersicht 2.md>) and [that](a%E2%80%AEb.md).")
    assert [line for line in site(tmp_path, "build").stderr.splitlines() if "leads to" in line] == [
        "warning: postmortems/2026-04-16-x.md:10: the link `übersicht 2.md` leads to no file",
        "warning: postmortems/2026-04-16-x.md:10: the link `a%E2%80%AEb.md` leads to no file",
    ]


def test_a_folder_with_other_files_is_not_emptied(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    keep = tmp_path / "keep"
    keep.mkdir()
    (keep / "thesis.md").write_text("years of work")
    for out in ("keep", ".", ".."):
        done = site(tmp_path, "build", "--out", out)
        assert done.returncode == 1 and "Traceback" not in done.stderr
    assert (keep / "thesis.md").read_text() == "years of work"
    assert (tmp_path / "postmortems" / "2026-04-16-x.md").is_file()


def test_an_earlier_site_is_replaced(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    assert site(tmp_path, "build", "--out", "public").returncode == 0
    (tmp_path / "public" / "stale.html").write_text("old")
    done = site(tmp_path, "build", "--out", "public")
    assert done.stdout.startswith("Site: public/index.html · 1 incident · 0 action items (0 open) · ")
    assert not (tmp_path / "public" / "stale.html").exists()


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("site_name: X\ntheme: {name: material}\n", "does not use this plugin"),
        ("site_name: X\ntheme: {name: nonsense}\nplugins: [afterword]\n", "Unrecognised theme name"),
        ("site_name: [\n", "error parsing the configuration file"),
        ("plugins: [afterword, nonsense]\nsite_name: X\n", "nonsense"),
    ],
)
def test_a_wrong_configuration_is_reported_in_words(tmp_path: Path, config: str, message: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(config)
    done = site(tmp_path, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("error: ") and message in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_settings_are_reported_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "afterword.yml").write_text("tracker: github\nnonsense: 1\n")
    done = site(tmp_path, "build")
    assert done.returncode == 1
    assert "error: afterword.yml:2:" in done.stderr


def test_serve_reports_a_port_in_use_and_that_a_missing_folder_is_not_watched(tmp_path: Path) -> None:
    (tmp_path / "afterword.yml").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "afterword", "site", "serve", "--port", str(taken.getsockname()[1])]
        # In a process of its own: when the port is taken, MkDocs leaves its socket open.
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("postmortems/ does not exist yet; restart once it does")
    assert "choose another `--port`" in done.stderr


def test_a_site_of_another_generator_is_not_emptied(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    (tmp_path / "public").mkdir()
    for name in ("sitemap.xml", "404.html", "precious.html"):
        (tmp_path / "public" / name).write_text("kept")
    assert site(tmp_path, "build", "--out", "public").returncode == 1
    assert (tmp_path / "public" / "precious.html").read_text() == "kept"


def test_a_link_in_the_handbook_is_not_published(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "leak.txt").symlink_to("/etc/hostname")
    done = site(tmp_path, "build")
    assert done.returncode == 0 and "leak.txt is or goes through a symbolic link" in done.stderr
    assert not (tmp_path / "build" / "site" / "leak.txt").exists()


def test_out_is_seen_from_the_folder_of_dash_c_as_the_export_s_is(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    project.mkdir()
    elsewhere.mkdir()
    post_mortem(project)
    for arguments in (["build", "--out", "o"], ["build", "--edition", "external", "--out", "x"], ["export", "e"]):
        done = afterword("-C", str(project), "site", *arguments, cwd=elsewhere)
        assert done.returncode == 0, done.stderr
        assert (project / arguments[-1]).is_dir()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("arguments", [["build", "--out"], ["build", "--edition", "external", "--out"], ["export"]])
def test_an_unwritable_folder_is_a_user_error(tmp_path: Path, arguments: list[str]) -> None:
    post_mortem(tmp_path)
    (tmp_path / "file").write_text("")
    done = site(tmp_path, *arguments, "file/site")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "file/site" in done.stderr and "Not a directory" in done.stderr


def test_a_wrong_custom_template_is_reported_with_its_line(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    for name in ("docs", "theme"):
        (tmp_path / name).mkdir()
    (tmp_path / "theme" / "main.html").write_text('{% extends "base.html" %}\n{% block footer %}\n{% endblok %}\n')
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\nsite_dir: build/site\ntheme: {name: material, custom_dir: theme}\nplugins: [afterword]\n"
    )
    done = site(tmp_path, "build")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert done.stderr.startswith(f"error: {tmp_path}/theme/main.html:3: a template cannot be used: ")


def test_a_warning_cannot_command_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # It strips what it knows of where nobody looks; on a terminal everything would pass.
    monkeypatch.setenv("FORCE_COLOR", "1")
    post_mortem(tmp_path)
    path = tmp_path / "postmortems" / "2026-04-16-x.md"
    path.write_text(path.read_text().replace("title: X", 'title: X\n"a\\e[31mb\\a": 1'))
    assert run(["-C", str(tmp_path), "site", "build"]) == 0
    warned = capsys.readouterr().err
    assert "is not a key of the format" in warned and "\x1b" not in warned and "\a" not in warned


def test_a_file_whose_name_is_not_an_id_is_reported(tmp_path: Path) -> None:
    post_mortem(tmp_path)
    for name in ("2026-04-17-überlast.md", "2026-04-18 two words.md", "README.md", "2026-04-16-x.external.md"):
        (tmp_path / "postmortems" / name).write_text("# X\n")
    assert site(tmp_path, "build").stderr.splitlines() == [
        "warning: postmortems/2026-04-17-überlast.md has no page: a name is a date and a-z, 0-9 with hyphens",
        "warning: postmortems/2026-04-18 two words.md has no page: a name is a date and a-z, 0-9 with hyphens",
    ]
