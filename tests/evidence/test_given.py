"""What a person names on the command line: files, issues, standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from afterword.errors import AfterwordError
from afterword.evidence.given import GivenSources, parse_sources


def test_files_issues_and_standard_input_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("#7").write_text("a file with a strange name")
    texts = ["chat.md", "-", "https://github.com/acme/widgets/issues/9", "acme/other#3", "#8", "#7", "chat.md"]
    assert parse_sources(texts, "acme/widgets") == GivenSources(
        (Path("chat.md"), Path("#7")), (("acme/widgets", 9), ("acme/other", 3), ("acme/widgets", 8)), True
    )


@pytest.mark.needs_posix
def test_what_commands_write_is_read_from_the_pipes_that_the_shell_opened(tmp_path: Path) -> None:
    opened = []
    for text in ("first\n", "second\n"):
        ours, theirs = os.pipe()
        os.write(theirs, text.encode())
        os.close(theirs)
        opened.append(ours)
    os.mkfifo(tmp_path / "pipe")
    names = [f"/dev/fd/{number}" for number in opened]
    given = parse_sources([*names, str(tmp_path / "pipe"), "/dev/fd/none"], None)
    assert given.pipes == tuple(map(Path, names))
    assert given.paths == (tmp_path / "pipe", Path("/dev/fd/none"))  # a pipe with a name may have no other end
    assert given.read_inputs(io.BytesIO()) == {"command-1.txt": b"first\n", "command-2.txt": b"second\n"}
    for number in opened:
        os.close(number)
    with pytest.raises(AfterwordError, match="cannot be read"):
        given.read_inputs(io.BytesIO())


def test_standard_input_without_an_end_is_refused() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0, "it has no end"
            self.asked += size
            return b"x" * size

    given, endless = parse_sources(["-"], None), Endless()
    with pytest.raises(AfterwordError, match="there is more than 20 MB to read"):
        given.read_inputs(cast(BinaryIO, endless))
    assert endless.asked == 20_000_001
    assert given.read_inputs(io.BytesIO(b"a")) == {"standard-input.txt": b"a"}


@pytest.mark.parametrize(
    ("text", "own", "message"),
    [
        ("https://example.org/thread", "acme/widgets", "is not an issue"),
        ("#9", None, "cannot determine the repository"),
    ],
)
def test_what_is_no_source_is_refused(text: str, own: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_sources([text], own)
