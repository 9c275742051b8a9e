"""Escape text that has not been reviewed, so that it does nothing as Markdown.

The result is a run of words on one line for the inside of a paragraph, a list item or a table cell. GitHub, CommonMark
renderers and Python-Markdown with its extensions show it as text: no link, picture, HTML, mention, reference,
heading, list, footnote, macro or attribute comes of it.

What GitHub or an extension would pick up from the finished text (addresses, mentions, references) goes into code
spans, for an escaped `@` is an `@` again by then. What would be read as Markdown is escaped with a backslash where
every renderer knows that escape, and with an entity elsewhere.
"""

from __future__ import annotations

import re

from afterword.text.invisible import visible_line
from afterword.text.late_pattern import late_pattern

_EDGE = r"(?<![.,:;!?'\"*_~)\]-])"
# What redaction puts in place of a value has blanks, and is a part of the address all the same.
_PLACEHOLDER = r"\[[A-Za-z0-9][A-Za-z0-9 .&-]{0,39} [1-9][0-9]{0,5}\]"
_URL = r"[\w\-.~:/?#\[\]@!&'()*+,;=%]"
_ACTIVE = late_pattern(
    "|".join(
        [
            rf"(?P<url>(?i:[a-z][a-z0-9+.-]{{1,30}}://|www\.|mailto:|xmpp:)"
            rf"(?:(?>{_PLACEHOLDER}|{_URL})*(?>{_PLACEHOLDER}|{_URL}{_EDGE}))?)",
            r"(?P<at>(?:(?<![\w.+/-])[\w.+/-]+)?@\w[\w.@/+-]*)",
            # `!1` and `?1` are references to some.
            r"(?P<ref>(?:(?<![\w./-])[\w./-]+)?(?:#\w[\w-]*|[!?]\d+))",
            r"(?P<gh>(?i:GH)-\d+)",
            r"(?P<hex>\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b)",
            r"(?P<emoji>:(?!\d\dZ?:)(?:[\w+-]*[A-Za-z_+-][\w+-]*|100|1234):)",
        ]
    )
)
_CODE = late_pattern(r"(?<!`)(?P<fence>`{1,3})(?!`)(?P<code>[^`]+)(?<!`)(?P=fence)(?!`)")
# Inside a code span nothing is Markdown, but HTML blocks, macros and table cells are found before code spans are.
_UNFIT_FOR_CODE = late_pattern(r"[<>|\\`]|\{[{%#]|\$\$|^#!|^:::")

_ESCAPES = {
    **{char: "\\" + char for char in "\\`*_{}#"},
    # `\[` would begin a formula to some.
    "[": "&#91;", "]": "&#93;",
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "^": "&#94;", "$": "&#36;", "~": "&#126;", "@": "&#64;",
}  # fmt: skip
_SPECIAL = late_pattern(
    r"[\\`*_{}\[\]#&<>|^$@]|(?<!\s)~|~(?!\d)|([=+])\1+|::+|(?<![\w.])--+8|:(?!\d\dZ?:)(?=[\w+-]*[A-Za-z_+-][\w+-]*:)"
)
_LIST_NUMBER = late_pattern(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|$)")
_MARGIN = {"-": "\\-", "+": "\\+", "!": "\\!", "=": "&#61;", "?": "&#63;", "/": "&#47;", ":": "&#58;", "%": "&#37;"}


def escape_markdown(text: str) -> str:
    """Return a text as Markdown that shows the text and does nothing.

    Line breaks become spaces; code spans stay code spans; characters that show nothing are left out. The same text
    always gives the same result; applying it twice escapes the escapes.
    """
    text = visible_line(text)
    parts: list[str] = []
    position = 0
    for match in _CODE.finditer(text):
        parts.append(_prose(text[position : match.start()]))
        parts.append(_code(match["code"].strip()))
        position = match.end()
    parts.append(_prose(text[position:]))
    return _margin(_apart(parts))


def _prose(text: str) -> str:
    parts: list[str] = []
    position = 0
    for match in _ACTIVE.finditer(text):
        parts += [_escaped(text[position : match.start()]), f"`{match[0]}`"]
        position = match.end()
    return _apart([*parts, _escaped(text[position:])])


def _code(text: str) -> str:
    """A code span; what could break out of one is shown as prose."""
    if not text:
        return ""
    return _prose(text) if _UNFIT_FOR_CODE.search(text) else f"`{text}`"


def _apart(parts: list[str]) -> str:
    """The parts in a row; two code spans that touch would be one, so a space keeps them apart."""
    joined = ""
    for part in parts:
        joined += " " + part if joined.endswith("`") and part.startswith("`") else part
    return joined


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "".join(_ESCAPES.get(char, f"&#{ord(char)};") for char in match[0]), text)


def _margin(text: str) -> str:
    """Neutralise what means something only at the beginning of a line."""
    # `~1200` is an estimate; only a tilde behind a word or before one can strike out.
    text = re.sub(r"^&#126;(?=\d)", "~", text.strip())
    if text[:1] in _MARGIN:
        return _MARGIN[text[0]] + text[1:]
    return _LIST_NUMBER.sub(r"\1\\\2", text, count=1) if _LIST_NUMBER.match(text) else text
