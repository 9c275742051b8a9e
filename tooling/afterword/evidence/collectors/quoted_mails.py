"""The earlier mails that a mail quotes: `On Fri, 12 Jun 2026 at 14:03, Ivy Larch wrote:` above lines with `>`.

Others are below the headers that their program shows, often behind a rule or `-----Original Message-----`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_string, policy
from email.utils import parseaddr

from afterword.evidence.collectors.mail_headers import in_english, is_header, is_mail_head
from afterword.text.late_pattern import late_pattern

_MARKS = late_pattern(r"(?:>[ \t]?)*")
_WROTE = late_pattern(
    r"(?:On|Am|Le|El|Em|Op|Il)\s(?P<sent>.{5,100}?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s(?:UTC|GMT|[+-]\d{4}))?)(?:\sUhr)?,?\s(?:schrieb\s|escribió\s)?(?P<sender>[^:]{2,160}?)"
    r"(?:\s(?:wrote|a écrit|schrieb|escribió|escreveu|ha scritto|scrisse|het volgende geschreven))?\s?:"
)
_AT = late_pattern(r"\s(?:at|um|à|a las?|às|alle|om)\s(?=\d)")
_VERB = late_pattern(r"\b(?:wrote|schrieb|a écrit|escribió|escreveu|geschreven|scritto|scrisse)\b")
_WEEKDAY = late_pattern(r"^[^\W\d_]{2,10}\.?,?\s+(?=\d|[^\W\d_]{3,9}\s\d)")
_RULE = late_pattern(
    r"(?:_{10,}|-{2,}\s?(?i:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|"
    r"Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original)\s?-{2,})\s*"
)
"""What mail programs write between a mail and the one that it answers."""
_MOST_HEADERS = 8
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
        if begun := begin_quoted_mail(lines, at) or begin_mail_below(lines, at):
            if mail:
                yield mail
            mail, taken = begun
            at += taken
            continue
        depth, text = lines[at]
        if mail and depth == mail.depth:
            mail.lines += [] if is_rule(text) else [text]
        elif mail and depth < mail.depth and text.strip():
            yield mail
            mail = None
        at += 1
    if mail:
        yield mail


def is_rule(line: str) -> bool:
    """Whether a line is what mail programs write between a mail and an earlier one."""
    return _RULE.fullmatch(line) is not None


def begin_mail_below(lines: Sequence[Line], at: int) -> tuple[QuotedMail, int] | None:
    """Read the headers that a mail program shows above an earlier mail; return it and how many lines they are."""
    depth = lines[at][0]
    block: list[str] = []
    for below, text in lines[at : at + _MOST_HEADERS]:
        if below != depth or not is_header(text):
            break
        block.append(text)
    if not block or not is_mail_head(block):
        return None
    head = message_from_string(in_english("\n".join(block) + "\n\n"), policy=policy.default)
    name, address = parseaddr(str(head["from"] or ""))
    sent = str(head["sent"] or head["date"] or "")
    if not sent or not (name or address):
        return None
    return QuotedMail(_WEEKDAY.sub("", sent), name, address, depth), len(block)


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
            sent = _AT.sub(" ", _WEEKDAY.sub("", match["sent"]))
            return QuotedMail(sent, name, address, depth + 1), count
    return None
