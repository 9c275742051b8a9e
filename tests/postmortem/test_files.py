"""Writing loses nothing: the whole new file or the old one, and never someone else's change."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.postmortem import (
    PostMortem,
    find_post_mortems,
    find_unread,
    read_file,
    save,
    save_text,
    write_atomically,
)
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import set_value
from afterword.postmortem.files import read_regular
from afterword.postmortem.source import Span
from postmortem.documents import FULL, STYLES, Style

NAME = "2026-04-16-support-bot.md"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / NAME
    file.write_bytes(FULL.encode())
    return file


def opened(path: Path) -> tuple[PostMortem, list[Splice]]:
    document = read_file(path, NAME)
    return document, set_value(document, ("status",), "in-review")


def only_file(path: Path) -> bool:
    return [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_saved_edit_is_on_disk(tmp_path: Path, style: Style) -> None:
    path = tmp_path / NAME
    path.write_bytes(style.write(FULL))
    assert save(*opened(path), path) is True
    assert path.read_bytes() == style.write(FULL.replace("status: draft", "status: in-review"))
    assert only_file(path)


def test_saving_the_same_again_changes_nothing(path: Path) -> None:
    document, splices = opened(path)
    assert save(document, splices, path)
    before = path.stat()
    assert save(*opened(path), path) is False
    assert save(read_file(path, NAME), [], path) is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_change_by_someone_else_is_not_overwritten(path: Path) -> None:
    document, splices = opened(path)
    theirs = FULL.replace("severity: SEV2", "severity: SEV1").encode()
    path.write_bytes(theirs)
    with pytest.raises(AfterwordError, match="changed by someone else") as refused:
        save(document, splices, path)
    assert refused.value.remedy == "run the command again"
    assert path.read_bytes() == theirs
    assert only_file(path)


def test_file_that_could_not_be_read_again_is_not_written(path: Path) -> None:
    document, before = read_file(path, NAME), path.read_bytes()
    with pytest.raises(AfterwordError, match="could not be read again; nothing was written"):
        save_text(document, document.source.text + "x" * 1_000_000, path)
    assert path.read_bytes() == before


def test_file_that_is_gone_is_not_made_again(path: Path) -> None:
    document, splices = opened(path)
    path.unlink()
    with pytest.raises(AfterwordError, match="cannot be read again: No such file"):
        save(document, splices, path)
    assert not path.exists()


@pytest.mark.parametrize("damage", [b"title: a: b\n", b"title: \xff\n", b"id: x\nid: y\n"])
def test_broken_document_is_not_saved(path: Path, damage: bytes) -> None:
    data = path.read_bytes().replace(b"schema: 1\n", b"schema: 1\n" + damage, 1)
    path.write_bytes(data)
    document = read_file(path, NAME)
    with pytest.raises(AfterwordError, match="nothing was written"):
        save(document, [Splice(Span(4, 4), "x: y\n")], path)
    assert path.read_bytes() == data


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_mode_of_the_file_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert save(*opened(path), path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.needs_posix
def test_new_file_has_the_mode_of_the_process(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_atomically(tmp_path / "deep" / "er" / "new.md", b"x") is True
    finally:
        assert os.umask(before) == 0o027
    assert stat.S_IMODE((tmp_path / "deep" / "er" / "new.md").stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_failure_leaves_only_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    document, splices = opened(path)

    def fail(self: Path, *arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(AfterwordError, match="cannot be written: No space left on device"):
        save(document, splices, path)
    assert path.read_bytes() == FULL.encode()
    assert only_file(path)


def test_interruption_leaves_only_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, *arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == FULL.encode()
    assert only_file(path)


def test_file_is_replaced_not_rewritten(path: Path) -> None:
    """A reader that has it open goes on reading the old text, never half of the new one."""
    with path.open("rb") as reader:
        assert save(*opened(path), path)
        assert reader.read() == FULL.encode()


def test_symbolic_link_is_not_followed(path: Path) -> None:
    document, splices = opened(path)
    elsewhere = path.with_name("elsewhere.md")
    path.rename(elsewhere)
    path.symlink_to(elsewhere.name)
    with pytest.raises(AfterwordError, match="symbolic link"):
        save(document, splices, path)
    with pytest.raises(AfterwordError, match="symbolic link"):
        write_atomically(path, b"new")
    assert elsewhere.read_bytes() == FULL.encode()
    assert path.is_symlink()


@pytest.mark.needs_posix
def test_what_is_not_a_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(AfterwordError, match="something else than a file is in its place; nothing was written"):
        write_atomically(tmp_path / "pipe", b"new")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_folder_in_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AfterwordError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "below.md", b"x")


def test_only_names_that_are_ids_are_post_mortems(tmp_path: Path) -> None:
    names = ["2026-01-02-b.md", "2025-01-02-z.md", "2026-01-02-a.md"]
    others = [
        "README.md",
        "2026-01-02-b.external.md",
        "2026-01-02.md",
        "2026-01-02-b.md.bak",
        "draft-2026-01-02-b.md",
        "2026-01-02-B_x.md",
    ]
    for name in (*names, *others):
        (tmp_path / name).write_text("x")
    (tmp_path / "2026-01-02-b").mkdir()
    (tmp_path / "2024-01-01-folder.md").mkdir()
    assert [path.name for path in find_post_mortems(tmp_path)] == ["2024-01-01-folder.md", *sorted(names)]


def test_missing_folder_is_empty_and_a_file_is_an_error(tmp_path: Path) -> None:
    assert find_post_mortems(tmp_path / "none") == []
    (tmp_path / "file").write_text("x")
    with pytest.raises(AfterwordError, match="found a file"):
        find_post_mortems(tmp_path / "file")


def test_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(AfterwordError, match="cannot be read"):
        find_post_mortems(tmp_path / "a")


def test_regular_file_is_read_and_a_link_within_the_root_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    assert read_regular(tmp_path / "a", 1) == b"x"
    assert read_regular(tmp_path / "link", 1, root=tmp_path) == b"x"
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "missing", 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor devices in folders")
@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("pipe", "not a regular file"),
        ("folder", "not a regular file"),
        ("device", "leads out of the project"),
        ("link out", "leads out of the project"),
        ("link to a pipe", "not a regular file"),
        ("circle", "cannot be read|leads out"),
        ("linked folder", "leads out of the project"),
        ("large", "at most 1e-05 MB are read"),
    ],
)
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, kind: str, message: str) -> None:
    root, path = tmp_path / "root", tmp_path / "root" / "x"
    root.mkdir()
    (tmp_path / "outside").write_text("secret")
    make: dict[str, Callable[[], object]] = {
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "device": lambda: path.symlink_to("/dev/zero"),
        "link out": lambda: path.symlink_to(tmp_path / "outside"),
        "link to a pipe": lambda: (os.mkfifo(root / "p"), path.symlink_to("p")),
        "circle": lambda: path.symlink_to("x"),
        "large": lambda: path.write_bytes(b"x" * 11),
        "linked folder": lambda: path.symlink_to(tmp_path),
    }
    make[kind]()
    with pytest.raises(AfterwordError, match=message):
        read_regular(path / "outside" if kind == "linked folder" else path, 10, root=root)


def test_without_a_root_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    with pytest.raises(AfterwordError, match="this is a symbolic link"):
        read_regular(tmp_path / "link", 1)


def test_files_whose_names_are_not_ids_are_found(tmp_path: Path) -> None:
    """Also in folders by year, and in a folder that no post-mortem has as its evidence."""
    (tmp_path / "link").symlink_to(tmp_path)
    for name in (
        "2026-04-16-bot.md", "2026-04-16-bot.external.md", "2026-04-16-bot/prompts/v1.md", "2026-04-17.md", "outage.md",
        "2025/2025-01-02-old.md", "2025/README.md", "README.md", "readme.de.md", "index.md", "_template.md",
        "_drafts/x.md", ".git/x.md", "notes.txt", "a\nb.MD",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_unread(tmp_path)]
    assert found == ["a\nb.MD", "outage.md", "2025/2025-01-02-old.md"]
    assert find_unread(tmp_path / "none") == []


def test_a_file_that_grows_while_it_is_read_is_read_whole_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, look = tmp_path / "log", os.fstat
    log.write_bytes(b"one ")

    def look_and_grow(handle: int) -> os.stat_result:
        status = look(handle)
        with log.open("ab") as file:
            file.write(b"more ")
        return status

    monkeypatch.setattr(os, "fstat", look_and_grow)
    assert read_regular(log, 12) == b"one more "
    with pytest.raises(AfterwordError, match="too large"):
        read_regular(log, 12)
