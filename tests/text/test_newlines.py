from __future__ import annotations

from afterword.text.newlines import with_lf


def test_every_kind_of_newline_becomes_lf() -> None:
    assert with_lf("a\r\nb\rc\nd\n\re") == "a\nb\nc\nd\n\ne"
