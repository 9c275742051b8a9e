"""The text of a file by lines and offsets."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from afterword.postmortem import Source

TEXTS = st.text(alphabet="a é\r\n\u2028\ud800\udc80\udcff", max_size=30)


@given(TEXTS)
def test_lines_are_those_of_the_offsets(text: str) -> None:
    source = Source(text)
    spans = [source.line_span(index) for index in range(len(source.line_starts))]
    assert source.lines == [source.readable[span.start : span.end] for span in spans]


@given(TEXTS)
def test_bytes_that_are_not_utf_8_are_found_and_replaced_one_for_one(text: str) -> None:
    source = Source(text)
    match = re.search("[\udc80-\udcff]", text)
    assert source.first_bad_offset == (match.start() if match else None)
    assert source.readable == re.sub("[\udc80-\udcff]", "\ufffd", text)
