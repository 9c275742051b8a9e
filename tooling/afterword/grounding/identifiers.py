"""Identifiers and names: what has no value but must be written as the evidence writes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from afterword.grounding.amounts import decimal
from afterword.grounding.kinds import Found, Kind, Reader

_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a about after again ai all almost also an and another any around as at because before both but by during each
        early every few finally first for from gmt had he her his how however i id if in it its just last late later
        llm many most more my nearly neither next no nobody none not now of on once one only onto or other our over per
        roughly second she since so some such than that the their then there these they third this those though three
        through thus to two under until up upon us utc version we what when where whether which while who why with
        within without yet you
        """,
    )
)
_LABELS = (
    "article|attempt|batch|build|case|cluster|code|error|exit code|experiment|http|item|line|node|page|phase|port|"
    "question|region|replica|rule|run|section|sev|severity|shard|stage|status|step|ticket|tier|turn|zone"
)
_LAST = r"(?<![.,:;!?*_~+=/-])"


def _verbatim(match: re.Match[str]) -> Found:
    return [(Kind.IDENTIFIER, text)] if (text := _bare(match[0])) else []


def _bare(text: str) -> str:
    return text.strip("`").strip().strip(".,:;!?*=\"'").casefold()


def _version(match: re.Match[str]) -> Found:
    return [(Kind.IDENTIFIER, f"v{match['version'].casefold()}")]


def _named_version(match: re.Match[str]) -> Found:
    if match["name"].casefold() in _STOP:
        return []
    versions = re.findall(r"\d+(?:\.\d+)+", match["versions"])
    return [(Kind.IDENTIFIER, f"{match['name'].casefold()} {version}") for version in versions]


def _token(match: re.Match[str]) -> Found:
    """A word that no dictionary has: letters with digits, `snake_case`, `camelCase`, `file.ext`, `key=value`."""
    token = match[0]
    if compound := re.fullmatch(r"(\d+)-[A-Za-z]+(?:-[A-Za-z]+)*|(\d+)(?:st|nd|rd|th)", token):
        return [(Kind.NUMBER, ("", decimal(compound[1] or compound[2])))]
    letter = re.search(r"[^\W\d_]", token)
    odd = (
        re.search(r"\d", token)
        or "_" in token
        or "=" in token
        or re.search(r"[a-z][A-Z]", token)
        or re.fullmatch(r"[\w-]{2,}(?:\.[\w-]+)*\.[a-z]{2,5}", token)
    )
    return [(Kind.IDENTIFIER, _bare(token))] if letter and odd and _bare(token) else []


CODE_SPAN = re.compile(r"`[^`]+`")

LITERAL: tuple[Reader, ...] = (
    (CODE_SPAN, _verbatim),
    (re.compile(rf"(?i:https?|ftp)://[^\s<>\"'()\[\]{{}}\0]+{_LAST}"), _verbatim),
    (re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _verbatim),
    (re.compile(r"(?<![\w@])@[A-Za-z0-9][\w-]*(?:/[\w.-]*\w)?"), _verbatim),
)

REFERENCES: tuple[Reader, ...] = (
    (re.compile(r"(?<![\w/])[\w.-]+/[\w.-]+#\d+(?!\w)"), _verbatim),
    (
        re.compile(
            r"(?<![\w#])(?:(?i:PR|MR|pull request|merge request|issue|incident|bug)\s#?(?P<a>\d{1,9})|"
            r"GH-(?P<b>\d{1,9})|#(?P<c>\d{1,9}))(?![\w.-]?\w)"
        ),
        lambda match: [(Kind.IDENTIFIER, f"#{match['a'] or match['b'] or match['c']}")],
    ),
    (
        re.compile(r"(?<![\w-])(?i:versions?|releases?|v|ver)[\s.]?(?P<version>\d+(?:\.\d+)*(?:[-+][\w.]*\w)?)(?!\w)"),
        _version,
    ),
    (re.compile(r"(?<![\w.-])(?P<version>\d+\.\d+\.\d+(?:\.\d+)*(?:[-+]\w[\w.]*\w)?)(?![\w-])"), _version),
    (
        re.compile(rf"(?<![\w-])(?i:{_LABELS})\s\d{{1,9}}(?![\w:%]|[.,]\d)"),
        _verbatim,
    ),
    (
        re.compile(
            r"(?<![\w.])(?P<name>[A-Z][A-Za-z]+)[\s-]"
            r"(?P<versions>\d+(?:\.\d+)+(?:(?:,|,? and| or|/| &)\s?\d+(?:\.\d+)+)*)"
            r"(?!\w|%|\s?%|\s(?:per|million|billion|hours?|days?|times|seconds?|minutes?)\b)"
        ),
        _named_version,
    ),
)

TOKENS: tuple[Reader, ...] = (
    (re.compile(rf"(?<![\w/])(?:~|\.{{1,2}})?(?:/[\w.@+-]+){{1,20}}/?{_LAST}(?!\w)"), _verbatim),
    (re.compile(r"(?<![\w/.])[\w.-]+(?:/[\w.-]+){1,20}\.[a-z]{1,5}(?!\w)"), _verbatim),
    (re.compile(rf"[^\W\0][^\s\0\"'()\[\]{{}}<>|,;!?/%€$]*{_LAST}"), _token),
)

# Whatever still holds a digit must stand in the evidence as it is written.
LEFTOVERS: tuple[Reader, ...] = ((re.compile(r"(?<![^\s\0])[^\s\0]*\d[^\s\0]*"), _verbatim),)

_WORD = re.compile(r"[^\W\d_][\w']*")


def names(text: str, known: Collection[str]) -> Iterator[tuple[str, int]]:
    """Capitalised words that are so because they are names, with their places.

    The first word of a sentence counts only when it is in capitals throughout, when the next one is capitalised too, or
    when it is a known name.
    """
    matches = list(_WORD.finditer(text))
    for index, match in enumerate(matches):
        word = re.sub(r"'s?$", "", match[0])
        if not word[:1].isupper() or word.casefold() in _STOP or len(word) < 2:
            continue
        if word.casefold() not in known and not word.isupper() and _opens(text, match.start()):
            following = matches[index + 1] if index + 1 < len(matches) else None
            if following is None or not following[0][0].isupper() or text[match.end() : following.start()] != " ":
                continue
        yield word, match.start()


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'(-")
    return not before or before[-1] in ".!?"
