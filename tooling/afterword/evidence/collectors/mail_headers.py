"""The headers above a mail, as mail programs write them in several languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.text.late_pattern import late_pattern

_HEADER = late_pattern(r"(?im)^(?:from|date|sent|subject|received|message-id|return-path):\s")
# What Outlook writes above a copied mail in German, French, Spanish, Italian, Dutch and Portuguese
HEADERS_ABROAD = {
    "from": "von|de|da|van",
    "sent": "gesendet|datum|envoyé|date|fecha|enviado(?: el)?|enviada(?: em)?|inviato|data|verzonden",
    "to": "an|à|para|a|aan",
    "cc": "kopie|copie",
    "subject": "betreff|objet|asunto|oggetto|onderwerp|assunto",
}
_FIRST_TWO = late_pattern(r"from:\s.*\n(?:date|sent):\s.*\d.*\n", re.IGNORECASE)
REPLY = r"(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv)"
"""What mail programs write before the subject of a mail that answers or forwards another."""
_ABROAD = late_pattern("|".join(rf"(?P<{name}>{words})" for name, words in HEADERS_ABROAD.items()), re.IGNORECASE)
_HEADER_LINE = late_pattern(r"(?P<name>[^\W\d_][\w -]{0,14}?)\s?:\s")


def is_header(line: str) -> bool:
    """Whether a line has the form of a header: a name, and what is behind a colon."""
    return _HEADER_LINE.match(line) is not None


def is_mail_head(lines: Sequence[str]) -> bool:
    """Whether lines begin with the headers of a mail."""
    match = _HEADER_LINE.match(lines[0])
    text = in_english("\n".join(lines)) if match else ""
    return _HEADER.match(text) is not None and has_headers(text)


def has_headers(text: str) -> bool:
    """Whether a text begins with three headers of a mail, or with who sent it and when."""
    return (
        _FIRST_TWO.match(text) is not None or len(set(map(str.lower, _HEADER.findall(text.partition("\n\n")[0])))) >= 3
    )


def in_english(text: str) -> str:
    """Return a copied mail with the English names of its headers, if it has two that are certain."""
    head, blank, words = text.lstrip().partition("\n\n")
    lines = head.split("\n")
    found = [(line, match) for line in lines[:20] if (match := _HEADER_LINE.match(line))]
    names = [match["name"].lower() for _, match in found]
    english = {name: abroad.lastgroup for name in names if (abroad := _ABROAD.fullmatch(name))}
    if len(set(english.values()) & {"from", "sent", "subject"}) < 3:
        return text
    for line, match in found:
        if name := english.get(match["name"].lower()):
            lines[lines.index(line)] = f"{name}: {line[match.end() :]}"
    return "\n".join(lines) + blank + words
