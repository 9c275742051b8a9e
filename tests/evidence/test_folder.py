"""Files of an evidence folder are read, and nothing outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.evidence import resolve
from afterword.evidence.folder import list_files, safe_name
from fakes.sources import tree


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "a/../../b", "C:\\x", "prompts\\..\\..\\x", "no-such", "a\0b"]
)
def test_a_path_that_leaves_the_folder_or_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("x")
    folder = tmp_path / "evidence"
    folder.mkdir()
    with pytest.raises(AfterwordError):
        resolve(folder, name)


def test_a_symbolic_link_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.md").write_text("x")
    folder.mkdir()
    (folder / "inside.md").write_text("y")
    (folder / "link.md").symlink_to(folder / "inside.md")
    (folder / "prompts").symlink_to(tmp_path / "outside")
    for name in ("link.md", "prompts/x.md"):
        with pytest.raises(AfterwordError, match="symbolic link"):
            resolve(folder, name)
    assert resolve(folder, "inside.md") == folder / "inside.md"


@pytest.mark.needs_posix
def test_what_is_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    os.mkfifo(tmp_path / "b")
    for name, what in (("a", "`a` in the evidence folder is a folder"), ("b", "`b` .* is not a regular file")):
        with pytest.raises(AfterwordError, match=what) as raised:
            resolve(tmp_path, name)
        assert raised.value.remedy == "move it away, and put the file itself there"
    with pytest.raises(AfterwordError, match="there is no file `a/x`"):
        resolve(tmp_path, "a/x")


def test_files_are_listed_by_name_without_hidden_ones(tmp_path: Path) -> None:
    tree(tmp_path, {"samples/b.yaml": "b", "samples/a.yaml": "a", "samples/.hidden": "h", "other/c.yaml": "c"})
    assert list_files(tmp_path, "samples") == ["samples/a.yaml", "samples/b.yaml"]
    (tmp_path / "link").symlink_to(tmp_path / "samples")
    assert list_files(tmp_path, "link") == list_files(tmp_path, "missing") == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [("refund 1.yaml", "refund-1.yaml"), ("../../x", "x"), (".-", "other"), ("", "other"), ("é/|", "é--")],
)
def test_names_are_safe_everywhere(name: str, safe: str) -> None:
    assert safe_name(name, "other") == safe
