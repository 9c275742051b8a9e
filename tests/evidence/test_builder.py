"""Collecting refuses what is no text, redacts before it cuts, and tells what it left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.evidence.builder import MAX_TEXT
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest
from afterword.redaction import Known, Redactor

KEY = "sk-" + "proj-" + "Zz09" * 10
PRIVATE = "-----BEGIN PRIVATE " + "KEY-----\n" + "MIIB" * 16 + "\n-----END PRIVATE " + "KEY-----"


def _collect(*paths: Path) -> tuple[list[str], list[str]]:
    found = ingest(IngestRequest(tuple(paths)))
    return [item.text for item in found.items], [line for report in found.reports for line in report.unread]


def _file(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("name", ["notes.md", "notes.txt", "app.log"])
def test_a_private_key_over_several_lines_goes(tmp_path: Path, name: str) -> None:
    texts, _ = _collect(_file(tmp_path, name, f"2026-04-16 17:00Z leaked:\n{PRIVATE}\n2026-04-16 17:05Z rotated\n"))
    assert not any("MIIB" in text for text in texts)
    assert texts[-1] == "rotated"


def test_a_key_inside_json_is_found_after_decoding(tmp_path: Path) -> None:
    hidden = KEY[:10] + "\\u200b" + KEY[10:]
    texts, _ = _collect(_file(tmp_path, "a.jsonl", '{"text": "it was KEY"}\n'.replace("KEY", hidden)))
    assert texts == ["it was [OpenAI key 1]"]


def test_text_is_cut_after_it_was_redacted(tmp_path: Path) -> None:
    text = "x" * (MAX_TEXT - 20) + " " + KEY + " y" * 50
    (cut,), _ = _collect(_file(tmp_path, "a.txt", f"2026-04-16 17:00Z {text}"))
    assert "sk-" not in cut and cut.endswith("more characters]")


def test_utf_16_is_decoded_and_what_is_no_text_is_not_read(tmp_path: Path) -> None:
    texts, _ = _collect(_file(tmp_path, "a.md", f"2026-04-16 17:00Z {KEY}".encode("utf-16")))
    assert texts == ["[OpenAI key 1]"]
    for name, data in (("b.md", b"a\0b"), ("c.md", b"\xff\xfe\xfd" * 3), ("d.md", b"caf\xe9 \x81")):
        texts, unread = _collect(_file(tmp_path, name, data))
        assert texts == [] and len(unread) == 1, name


def test_latin_1_is_read_and_told(tmp_path: Path) -> None:
    found = ingest(IngestRequest((_file(tmp_path, "d.md", b"2026-04-16 17:00Z caf\xe9\r\n"),)))
    assert [item.text for item in found.items] == ["café"]
    assert found.reports[0].remarks == ("not UTF-8; read as Windows-1252 (Latin-1)",)


def test_a_bom_and_windows_newlines_are_no_text(tmp_path: Path) -> None:
    found = ingest(IngestRequest((_file(tmp_path, "d.csv", b"\xef\xbb\xbftime,text\r\n2026-04-16,x\r\n"),)))
    assert [(item.line, str(item.at), item.text) for item in found.items] == [(2, "2026-04-16", "x")]


def test_a_secret_in_a_files_name_goes_too(tmp_path: Path) -> None:
    found = ingest(IngestRequest((_file(tmp_path, f"{KEY}.md", "2026-04-16 17:00Z x"),)))
    assert [item.source for item in found.items] == ["[OpenAI key 1].md"]


@pytest.mark.needs_posix
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device"])
def test_what_is_no_regular_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.png"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    with pytest.raises(AfterwordError):
        _collect(path)


def test_people_are_told_apart_by_their_part(tmp_path: Path) -> None:
    notes = "2026-04-16 17:00Z @dana: a\n2026-04-16 17:01Z @eve: b\n2026-04-16 17:02Z <on-call> c\n"
    known = Redactor(people=[Known("responder", handles=("dana",))])
    found = ingest(IngestRequest((_file(tmp_path, "a.md", notes),), redactor=known))
    assert [item.actor for item in found.items] == ["responder 1", "participant 1", "on-call"]


def test_lines_beyond_those_that_fit_into_memory_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.evidence.builder.MAX_LINES", 3)
    texts, unread = _collect(_file(tmp_path, "a.log", "".join(f"2026-04-16 17:00:0{n}Z x{n}\n" for n in range(5))))
    assert texts == ["x0", "x1", "x2"]
    assert unread == ["a.log: 2 lines beyond the first 3; cut out the incident"]


def test_one_reason_is_said_once_with_its_first_line(tmp_path: Path) -> None:
    _, unread = _collect(_file(tmp_path, "a.log", "".join(f"2026-04-16 17:00:0{n} IST x\n" for n in range(4))))
    (line,) = unread
    assert line.startswith("a.log:1: `IST` is not the name of one time zone for certain")
    assert "`--zone IST=Asia/Kolkata`" in line and line.endswith("(3 more like it)")
