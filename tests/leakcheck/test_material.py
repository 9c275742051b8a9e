"""What an edition is compared with, read from a real repository and folder."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.leak_check import find_leaks
from afterword.leakcheck.material import read_material
from afterword.postmortem.external import read
from afterword.project import Project
from leakcheck.incident import ID, INTERNAL, PATH, with_sentence


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def _project(folder: Path) -> Path:
    (folder / "postmortems" / ID / "prompts").mkdir(parents=True)
    (folder / "postmortems" / f"{ID}.md").write_text(INTERNAL)
    return folder / "postmortems" / ID


def test_those_who_wrote_the_post_mortem_are_people_of_it(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    _project(tmp_path)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    author = "Wilhelmina Brandvoll <77+brandvollw@users.noreply.example>"
    _git(tmp_path, "commit", "-q", "-m", "one", "--author", author)
    project = open_project()
    internal = project.documents[0]
    material = read_material(project, internal)
    assert {"Wilhelmina Brandvoll", "brandvollw"} <= set(material.people)
    edition = read(with_sentence("Thanks to Brandvoll.").encode(), PATH)
    assert {leak.kind for leak in find_leaks(edition, internal, material)} == {LeakKind.NAME}


def test_files_are_read_and_what_cannot_be_is_told(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    folder = _project(tmp_path)
    (folder / "prompts" / "a.md").write_text("prompt text")
    (folder / "notes.bin").write_bytes(b"notes \xff text")
    (folder / "dump.gz").write_bytes(b"\x1f\x8b\x08\x00\x00\xff")
    (folder / "wide.txt").write_bytes("notes".encode("utf-16"))
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3\n")
    (folder / "picture.PNG").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "chat.png").write_text("a chat under the name of a picture")
    (folder / "huge.txt").write_bytes(b"x" * 2_000_001)
    (folder / "away").symlink_to(tmp_path)
    (folder / "evidence.jsonl").write_text("not json\n")
    project = open_project()
    material = read_material(project, project.documents[0])
    assert material.prompts == ("prompt text",)
    assert material.evidence == ("a chat under the name of a picture",)
    assert [line.split(": ")[0].rpartition("/")[2] for line in material.unread] == [
        "evidence.jsonl:1", "away", "dump.gz", "huge.txt", "notes.bin", "report.pdf", "wide.txt",
    ]  # fmt: skip


def test_a_ledger_that_cannot_be_read_is_reported_and_the_rest_is_compared(
    tmp_path: Path, open_project: Callable[..., Project]
) -> None:
    folder = _project(tmp_path)
    (folder / "evidence.jsonl").mkdir()
    (folder / "prompts" / "a.md").write_text("prompt text")
    project = open_project()
    material = read_material(project, project.documents[0])
    assert material.prompts == ("prompt text",) and material.people == () and material.items == ()
    assert any("evidence.jsonl" in line for line in material.unread)


def test_without_a_folder_or_a_repository_there_is_nothing_to_compare_with(
    tmp_path: Path, open_project: Callable[..., Project]
) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / f"{ID}.md").write_text(INTERNAL)
    project = open_project()
    material = read_material(project, project.documents[0])
    assert (material.texts, material.unread) == ((), ())
