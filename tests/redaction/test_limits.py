"""What a rule finds at its limit, and leaves one step beyond it."""

from __future__ import annotations

import base64

import pytest

from afterword.redaction import Redactor

LETTERS = "KqzvWjxhTbnPmRdLgYcsFKqzvWjxhTb"


def _pair(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("password=a1b2", "password=a1b"),
        ("the password is a1b2c3", "the password is a1b2c"),
        ("api_key=aB3dE5gH", "api_key=aB3dE5g"),
        (f"authorization: {LETTERS}", f"authorization: {LETTERS[1:]}"),  # more than 30 letters, or a scheme, or a digit
        (f"authorization: Custom {LETTERS[:10]}", f"authorization: {LETTERS[:10]}"),
        (f'"auth": "{_pair("a:opensesame9")}"', f'"auth": "{_pair(":opensesame9x")}"'),
        ("all\nlogin admin / Zk81!pq", "all\nlogging admin / Zk81pq.rst/x"),
        ("login admin / Zk1!p", "login admin / Zk1!"),
    ],
)
def test_limit(taken: str, left: str) -> None:
    redactor = Redactor()
    assert redactor.redact(taken).found.total() == 1
    assert redactor.redact(left).text == left
