"""HTML comments end where a renderer ends them."""

from __future__ import annotations

import pytest

from afterword.text.comments import closed_comments, without_closed_comments, without_comments
from growth import require_linear


@pytest.mark.parametrize(
    ("text", "without", "without_closed", "closed"),
    [
        ("a <!-- b --> c", "a  c", "a  c", ["<!-- b -->"]),
        ("a <!-- b\nc --> d <!--e-->", "a  d ", "a  d ", ["<!-- b\nc -->", "<!--e-->"]),
        ("a <!--> b <!---> c -->", "a  b  c -->", "a  b  c -->", ["<!-->", "<!--->"]),
        ("a <!-- b", "a ", "a <!-- b", []),
        ("a <!---- b", "a ", "a <!---- b", []),
        ("a <!----> b", "a  b", "a  b", ["<!---->"]),
        ("a < !-- b --> c", "a < !-- b --> c", "a < !-- b --> c", []),
    ],
)
def test_comments_are_recognised(text: str, without: str, without_closed: str, closed: list[str]) -> None:
    assert without_comments(text) == without
    assert without_closed_comments(text) == without_closed
    assert closed_comments(text) == closed


def test_many_openings_take_linear_time() -> None:
    assert without_comments("<!-- " * 200_000) == ""
    require_linear(lambda size: "<!-- " * size, without_comments, size=200_000)
