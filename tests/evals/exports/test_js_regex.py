"""Patterns of Python as JavaScript reads them: compared with Python by Node where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from tests.evals.generated import HOSTILE, PATTERNS

from afterword.evals.exports.js_regex import Untranslatable, translate

MORE = (
    r"^a.b$",
    r"(?m)^a.b$",
    r"(?s)a.b",
    r"(?is)A.B",
    r"\Aa\Z",
    r"[^\W\d_]+",
    r"[]a]",
    r"[^]a]",
    r"[a\-z]",
    r"[-a]+",
    r"[a-]",
    r"[&~]",
    r"[\]\\^.]",
    r"a{2,3}",
    r"a{,2}b",
    r"a{x",
    r"}",
    r"x{2}?y",
    r"(?:a|b)+?c",
    r"(?=a)a(?!c)",
    r"(?<=a)b(?<!bb)",
    r"(?P<year>\d{4})-\d\d",
    r"(?#note)a",
    r"\x41\u00e9\U0001f389",
    r"\Bb\b",
    r"\S\s\D",
    r"a/b\/c\-d\ e\!",
    r"\$\(\)\{\}",
    "a\nb",
    "é\u2028",
)
TEXTS = (
    *HOSTILE,
    "a",
    "aXb",
    "a\nb",
    "a\nb\n",
    "aab",
    "ab",
    "aabb",
    "]",
    "^",
    "-",
    "&",
    "~",
    "a{x",
    "}",
    "xxy",
    "abc",
    "Aé🎉",
    "2026-01",
    "a/b/c-d e!",
    "$(){}",
    "é",
    "٣ days",
    "a\u2028b",
    "é\u2028",
    "a ",
    "\u00e9b",
)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_javascript_matches_what_python_matches() -> None:
    patterns = [*PATTERNS, *MORE]
    asked = [[*translate(pattern), TEXTS] for pattern in patterns]
    script = (
        "const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(asked.map(([s, f, texts]) => texts.map((t) => new RegExp(s, f).test(t)))))"
    )
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=60
    )
    found = json.loads(done.stdout)
    for pattern, answers in zip(patterns, found, strict=True):
        expected = [re.search(pattern, text) is not None for text in TEXTS]
        assert (pattern, answers) == (pattern, expected)
    assert [pattern for pattern, answers in zip(patterns, found, strict=True) if not any(answers)] == []


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"(a)\1", r"`\1`"),
        (r"(?P<a>x)(?P=a)", "`(?P=`"),
        (r"a++", "`++`"),
        (r"(?>a)", "`(?>a`"),
        (r"(?a)\w", "the flag in `(?a)`"),
        (r"(?i:a)b", "`(?i:`"),
        (r"(?x)a b", "the flag in `(?x)`"),
        (r"[\N{BULLET}]", r"`\N` in brackets"),
    ],
)
def test_what_javascript_lacks_is_refused_by_its_name(pattern: str, part: str) -> None:
    with pytest.raises(Untranslatable) as caught:
        translate(pattern)
    assert str(caught.value) == part
