"""Files, folders and archives are read within limits, whatever they hold."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.evidence import json_excerpt
from afterword.evidence import source as sources
from afterword.evidence.source import NotReadable, decode, open_source
from fakes.sources import archive, gather, tree


def test_a_folder_gives_each_file_below_it_and_no_link(tmp_path: Path) -> None:
    folder = tree(tmp_path / "logs", {"b.md": "2026-04-16 b", "a/a.log": "2026-04-16 17:00Z a", ".hidden": "x"})
    (tmp_path / "secret.md").write_text("2026-04-16 secret")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    found = gather(folder)
    assert [(item.source, item.text) for item in found.items] == [("a/a.log", "a"), ("b.md", "b")]


def test_how_many_links_and_hidden_files_of_a_folder_are_not_read_is_said(tmp_path: Path) -> None:
    folder = tree(tmp_path / "logs", {"b.md": "2026-04-16 b", "sub/.env": "x", ".cache/a": "x", ".DS_Store": "x"})
    (folder / "sub" / "gone.md").symlink_to(tmp_path / "gone.md")
    (folder / "up").symlink_to(tmp_path)
    left = [line for report in gather(folder).reports for line in report.unread]
    assert left == [
        "logs: 2 links, which could lead out of it: name the files themselves; "
        "2 files or folders whose names begin with a dot"
    ]
    assert not any(report.unread for report in gather(tree(tmp_path / "plain", {"b.md": "2026-04-16 b"})).reports)


def test_the_thousandth_file_is_read_too(tmp_path: Path) -> None:
    found = gather(tree(tmp_path / "notes", {f"{n:04}.md": f"2026-04-16 note {n}" for n in range(1100)}))
    assert len(found.items) == len(found.reports) == 1100


def test_a_folder_is_no_file_whatever_its_name(tmp_path: Path) -> None:
    folder = tree(tmp_path / "app.log", {"a.md": "2026-04-16 a"})
    assert [item.source for item in gather(folder).items] == ["a.md"]


def test_compact_json_keeps_its_shape_when_redacted(tmp_path: Path) -> None:
    line = '{"at":"2026-04-16","url":"http://web:x","user":"jane@example.org","msg":"down"}\n'
    found = gather(tree(tmp_path, {"a.jsonl": line}) / "a.jsonl")
    assert [(item.actor, item.text) for item in found.items] == [("participant 1", "down (url: http://web:x)")]


def test_a_folder_without_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(AfterwordError, match="no file in this folder"):
        open_source(tmp_path / "empty")


def test_an_archive_of_something_else_is_listed_as_unread(tmp_path: Path) -> None:
    found = gather(archive(tmp_path / "x.zip", {"../../evil.md": "2026-04-16 x"}))
    assert found.items == [] and "unpack it and name the files" in found.reports[0].unread[0]


def test_what_nothing_reads_is_named_with_what_to_do(tmp_path: Path) -> None:
    files = {
        "model.yaml": "model: x",
        "a.json": {"model": "x"},
        "x.tar.gz": b"\x1f\x8b",
        "e.txt": "",
        "movie.mp4": b"\0",
    }
    found = gather(tree(tmp_path / "in", files))
    unread = {report.name: report.unread[0] for report in found.reports if not report.was_read and report.unread}
    assert set(unread) == set(files)
    assert unread["e.txt"] == "e.txt: the file is empty"
    assert "--config-before" in unread["model.yaml"] and "--sample" in unread["a.json"]
    assert "unpack it" in unread["x.tar.gz"] and "`.mp4` files are not supported" in unread["movie.mp4"]


def test_json_that_breaks_off_is_told_with_its_line(tmp_path: Path) -> None:
    """It was said to have no form that is known, and to go in as model settings."""
    (tmp_path / "alerts.json").write_text('{\n "alerts": [\n  {"status": "firing"')
    (report,) = gather(tmp_path / "alerts.json").reports
    assert report.unread == ("alerts.json: not JSON: Expecting ',' delimiter in line 3; export it again",)


def test_one_file_that_cannot_be_read_keeps_no_other_of_its_folder_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "read_bytes", partial(sources.read_bytes, limit=1000))
    folder = tree(
        tmp_path / "in", {"a.md": "2026-04-16 a", "big.log": "2026-04-16 17:00Z x\n" * 100, "z.md": "2026-04-16 z"}
    )
    found = gather(folder)
    assert [item.text for item in found.items] == ["a", "z"]
    (unread,) = [line for report in found.reports for line in report.unread]
    assert unread == "big.log: the file is larger than 0 MB; cut out the incident"


def test_a_member_that_is_larger_than_it_says_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_SOURCE_BYTES", 1000)
    path = archive(tmp_path / "x.zip", {"users.json": [], "c/2026-04-16.json": "[" + " " * 100_000 + "]"})
    found = gather(path)
    assert any("larger than" in line for line in found.reports[0].unread)


def test_an_archive_that_holds_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_ARCHIVE_BYTES", 1000)
    with pytest.raises(AfterwordError, match="the archive contains more than"):
        open_source(archive(tmp_path / "x.zip", {"a": "x" * 5000}))
    monkeypatch.setattr(sources, "MAX_PARTS", 2)
    with pytest.raises(AfterwordError, match="more than 2 files"):
        open_source(archive(tmp_path / "y.zip", dict.fromkeys("abc", "")))
    with pytest.raises(AfterwordError, match="more than 2 files"):
        open_source(tree(tmp_path / "y", dict.fromkeys("abc", "")))


def test_a_broken_archive_is_an_error_and_a_broken_member_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(AfterwordError, match="the archive cannot be read"):
        open_source(tmp_path / "x.zip")
    path = archive(tmp_path / "y.zip", {"users.json": "[]", "c/d.json": "[" + "1," * 500 + "1]"})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        at = zipped.getinfo("c/d.json").header_offset
    data[at + 40 : at + 46] = b"\xff" * 6
    path.write_bytes(data)
    assert any("cannot be unpacked" in line for line in gather(path).reports[0].unread)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é\r\nb\rc".encode(), "é\nb\nc"),
        (b"\xef\xbb\xbfa", "a"),
        ("é".encode("utf-16-le"), None),
        ("é".encode("utf-16"), "é"),
        (b"caf\xe9 \x96 \x80", "café – €"),
        (b"\xe9\x01", None),
    ],
)
def test_text_in_the_encodings_that_exports_have(data: bytes, text: str | None) -> None:
    if text is None:
        with pytest.raises(NotReadable):
            decode(data)
    else:
        assert decode(data)[0] == text


def test_long_files_of_a_folder_are_read_in_part_and_one_that_cannot_be_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_SOURCE_BYTES", 400)
    monkeypatch.setattr(json_excerpt, "_CHUNK", 100)
    record = '{"time": "2026-04-16T17:00:0%dZ", "message": "judge timeout"}'
    folder = tree(
        tmp_path / "all",
        {
            "a.json": f"[{', '.join(record % number for number in range(9))}]",
            "b.json": '{"text": "%s"}' % ("x" * 500),
            "c.log": "".join(f"2026-04-16 17:01:{second:02} judge ok\n" for second in range(60)),
        },
    )
    found = gather(folder)
    assert {item.source for item in found.items} == {"a.json", "c.log"}
    unread = [line for report in found.reports for line in report.unread]
    assert [line.partition(":")[0] for line in unread] == ["a.json", "b.json", "c.log"]


def test_what_was_read_of_a_source_is_dropped(tmp_path: Path) -> None:
    source = open_source(tree(tmp_path, {"a.log": "x\n"}) / "a.log")
    assert source.text == "x\n"
    source.forget()
    assert set(vars(source)) == {"name", "read", "parts", "path", "read_part"}
