"""Answers in a reply to the comment on a pull request: `Q3: …` at the beginning of a line. Pure.

What a reply quotes, and what it shows as code, answers nothing.
"""

from __future__ import annotations

import hashlib
import re

from afterword.text.comments import without_comments
from afterword.text.invisible import without_invisible
from afterword.text.newlines import with_lf

MAX_WORDS = 5_000
"""Characters of one answer; what is longer belongs into the file."""
_BEGINS = re.compile(
    r" {0,3}(?:[-*+] +)?(?:\*\*|__)?[Qq] ?(?P<number>[1-9]\d{0,2})(?:\*\*|__)? ?:(?:\*\*|__)?(?P<rest>.*)"
)
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_WROTE = re.compile(r".{0,200}(?:wrote|schrieb|a écrit)\s*:\s*")


def read_answers(body: str) -> dict[int, str]:
    """Return the answers in a reply, by the numbers of their questions; the first one counts if there are several.

    An answer ends at the next one, at a quotation, and at the end of the reply.
    """
    found: dict[int, list[str]] = {}
    current: list[str] | None = None
    fence = ""
    for line in with_lf(without_comments(body)).split("\n"):
        match = None if fence else _BEGINS.fullmatch(line)
        if match:
            number = int(match["number"])
            current = [] if number in found else found.setdefault(number, [])
            line = match["rest"]
        elif not fence and line.startswith(">"):
            if current and _WROTE.fullmatch(current[-1]):
                current.pop()
            current = None
        fence = _fence_behind(fence, line)
        if current is not None:
            current.append(line.rstrip())
    answers = {number: without_invisible("\n".join(lines)).strip() for number, lines in found.items()}
    return {number: words for number, words in answers.items() if words}


def _fence_behind(fence: str, line: str) -> str:
    """Return the mark of the code block that goes on behind a line; "" for none."""
    match = _FENCE.match(line)
    if not fence:
        return match["fence"] if match else ""
    closes = match and match["fence"].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def digest(text: str) -> str:
    """Return a short digest of a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
