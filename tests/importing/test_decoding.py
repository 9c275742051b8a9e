"""Files in other encodings, with marks of terminals, or with nothing in them."""

from __future__ import annotations

import pytest

from afterword.errors import AfterwordError
from afterword.importing.sources.decoding import decode

TEXT = "# Café geschlossen\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)  # fmt: skip
def test_a_file_in_unicode_is_read_by_its_mark(data: bytes) -> None:
    assert decode(data, "a.md") == (TEXT, "")


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
        "<meta charset=windows-1252>", "<!-- -*- coding: latin-1 -*- -->",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    ],
)  # fmt: skip
def test_an_encoding_that_a_file_states_is_that_of_its_text(head: str) -> None:
    text = f"{head}\n{TEXT}"
    assert decode(text.encode("latin-1"), "a.html") == (text, "")
    assert decode(text.encode(), "a.html") == (text, "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TEXT.encode("latin-1"), "line 1 is not UTF-8"),
        (b"a\n<meta charset=klingon>\xe9", "line 2 is not in klingon, as the file says"),
        (b"<meta charset=undefined>\xe9", "line 1 is not in undefined, as the file says"),
        (b"<meta charset=unicode_escape>\xe9", "line 1 is not in unicode_escape, as the file says"),
        (b"<meta charset=utf-8>\nb\xe9", "line 2 is not in utf-8, as the file says"),
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n", "the file is empty"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(AfterwordError) as caught:
        decode(data, "a.md")
    assert caught.value.message == reason


def test_marks_of_a_terminal_are_left_out_and_counted() -> None:
    assert decode(b"\x1b[31mred\x1b[0m\x07\tbell\r\n", "a.md") == (
        "red\tbell\r\n", "3 control characters left out, such as those of a terminal",
    )  # fmt: skip
