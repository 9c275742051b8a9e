"""Find ignore comments: which rules do not apply where, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.postmortem.body import Body
from afterword.postmortem.document import Ignore
from afterword.postmortem.source import Source, Span

# Bounded, so that a line full of openings costs no square.
_WORDS = r"[ \t]{0,9}afterword:[ \t]{0,9}ignore\b(?P<words>[^\r\n]{0,400}?)"
_COMMENT = re.compile(rf"<!--{_WORDS}-->")
_YAML_COMMENT = re.compile(rf"(?:^|(?<=\s))#{_WORDS}(?=[\r\n]|\Z)", re.MULTILINE)


def find_in_body(body: Body) -> Iterator[Ignore]:
    """Find ignores in HTML comments: at the end of a line for that line, alone on a line for the block below it."""
    for match in body.prose_matches(_COMMENT):
        line = body.line_at(match.start())
        text = body.line_text(line)
        first = last = line
        if text.strip() == match.group():
            below = next((block for block in body.blocks if block.start > line), None)
            if below is not None:
                first, last = line, below.end - 1
        yield _ignore(match, body.first_line + first + 1, body.first_line + last + 1)


def find_in_front_matter(source: Source, span: Span) -> Iterator[Ignore]:
    """Find ignores in YAML comments: at the end of a line for that line, alone on a line for the line below it."""
    for match in _YAML_COMMENT.finditer(source.readable, span.start, span.end):
        line = source.line_of(match.start())
        alone = not source.readable[source.line_start(line - 1) : match.start()].strip()
        yield _ignore(match, line, line + 1 if alone else line)


def _ignore(match: re.Match[str], first: int, last: int) -> Ignore:
    named, _, reason = match["words"].partition("because")
    return Ignore(tuple(named.replace(",", " ").upper().split()), reason.strip(), Span(*match.span()), first, last)
