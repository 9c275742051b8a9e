"""Git ignores the sites that are built, and lines of a repository's own stay as they are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from afterword.init.ignored_files import extend

ADDED = "# The sites that Afterword builds\nbuild/site/\nbuild/external/\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ADDED),
        ("*.pyc\n", f"*.pyc\n\n{ADDED}"),
        ("*.pyc", f"*.pyc\n\n{ADDED}"),
        ("*.pyc\r\n", f"*.pyc\r\n\r\n{ADDED.replace(chr(10), chr(13) + chr(10))}"),
        ("build/site\n", "build/site\n\n# The sites that Afterword builds\nbuild/external/\n"),
    ],
)
def test_missing_lines_are_added_at_the_end(root: Path, before: str, after: str) -> None:
    (root / ".gitignore").write_bytes(before.encode())
    assert extend(root) == (before, after)
    (root / ".gitignore").write_bytes(after.encode())
    assert extend(root) is None


@pytest.mark.parametrize("text", [b"build\n", b"/build/\n", b"*\n", b"\xff\xfe\n"])
def test_nothing_is_added_that_is_ignored_already_or_unreadable(root: Path, text: bytes) -> None:
    (root / ".gitignore").write_bytes(text)
    assert extend(root) is None


def test_without_the_file_it_is_made(root: Path) -> None:
    assert extend(root) == ("", ADDED)


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ("site_name: Ours\n", "site/"),
        ("site_dir: public/docs/\n", "public/docs/"),
        ("site_dir: ../outside\n", "build/site/"),
        ("site_dir: .\n", "build/site/"),
        ("site_dir: !ENV [OUT, out]\n", "build/site/"),
        ("site_dir: [\n", "site/"),
    ],
)
def test_site_of_the_repository_is_ignored_where_its_settings_build_it(root: Path, settings: str, folder: str) -> None:
    (root / "mkdocs.yml").write_text(settings)
    assert extend(root) == ("", ADDED.replace("build/site/", folder))
