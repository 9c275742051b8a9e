"""The earlier mails that a mail quotes: `On Fri, 12 Jun 2026 at 14:03, Ivy Larch wrote:` above lines with `>`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr

from afterword.text.late_pattern import late_pattern

_MARKS = late_pattern(r"(?:>[ \t]?)*")
_WROTE = late_pattern(
    r"(?:On|Am|Le|El|Op|Il)\s(?P<sent>.{5,100}?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s(?:UTC|GMT|[+-]\d{4}))?)(?:\sUhr)?,?\s(?:schrieb\s|escribió\s)?(?P<sender>[^:]{2,160}?)"
    r"(?:\s(?:wrote|a écrit|schrieb|het volgende geschreven))?\s?:"
)
_VERB = late_pattern(r"\b(?:wrote|schrieb|a écrit|escribió|geschreven|scritto)\b")
_WEEKDAY = late_pattern(r"^[^\W\d_]{2,10}\.?,?\s+(?=\d|[^\W\d_]{3,9}\s\d)")
_MOST_LINES = 3
"""Over which the line above a quotation is broken."""


@dataclass
class QuotedMail:
    """A mail that another quotes.

    Attributes:
        sent: when it was sent, as it is written, without its weekday.
        name: of its sender.
        address: of its sender; empty if it is not named.
        depth: how many marks `>` are before its lines.
        lines: its own words.
    """

    sent: str
    name: str
    address: str
    depth: int
    lines: list[str] = field(default_factory=list)


Line = tuple[int, str]
"""How many marks `>` are before a line, and what is behind them."""


def split_marks(words: str) -> list[Line]:
    """Split a text into its lines, each without the marks of a quotation."""
    return [(match[0].count(">"), line[match.end() :]) for line in words.split("\n") if (match := _MARKS.match(line))]


def is_quotation_head(line: str) -> bool:
    """Whether a line is what a mail program writes above a mail that it quotes, marked or not."""
    return _VERB.search(line) is not None and _WROTE.fullmatch(line.strip()) is not None


def find_quoted_mails(words: str) -> Iterator[QuotedMail]:
    """Yield the mails that a mail quotes, the latest first; what they quote in turn is a mail of its own."""
    lines = split_marks(words)
    mail: QuotedMail | None = None
    at = 0
    while at < len(lines):
        if begun := begin_quoted_mail(lines, at):
            if mail:
                yield mail
            mail, taken = begun
            at += taken
            continue
        depth, text = lines[at]
        if mail and depth == mail.depth:
            mail.lines.append(text)
        elif mail and depth < mail.depth and text.strip():
            yield mail
            mail = None
        at += 1
    if mail:
        yield mail


def begin_quoted_mail(lines: Sequence[Line], at: int) -> tuple[QuotedMail, int] | None:
    """Read the line above a quotation, which can be broken; return the mail and how many lines that is."""
    depth, joined = lines[at][0], ""
    for count in range(1, _MOST_LINES + 1):
        if at + count > len(lines) or lines[at + count - 1][0] != depth:
            return None
        joined = f"{joined} {lines[at + count - 1][1].strip()}".strip()
        if not joined or not joined[0].isupper():
            return None
        if joined.endswith(":"):
            match = _WROTE.fullmatch(joined) if is_quotation_head(joined) else None
            below = next((one for one, text in lines[at + count : at + count + 2] if text.strip()), depth)
            if match is None or below <= depth:
                return None
            name, address = parseaddr(match["sender"])
            if "@" not in address:
                name, address = match["sender"], ""
            sent = _WEEKDAY.sub("", match["sent"]).replace(" at ", " ").replace(" um ", " ")
            return QuotedMail(sent, name, address, depth + 1), count
    return None
