"""Identifiers and names: what has no value but must be written as the evidence writes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from afterword.text.amounts import Count
from afterword.text.finders import Finder, by_pattern
from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.numbers import parse_number
from afterword.text.word_lists import PERSON_NOUNS, ROLES
from afterword.text.word_set import word_set
from afterword.times.clock_times import is_clock_or_zone


@dataclass(frozen=True, slots=True)
class Identifier:
    """Its text in lower case."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A word in lower case that is a name."""

    word: str


_STOP = FUNCTION_WORDS | word_set("""
    ai almost although around besides despite dr early everyone finally first gmt id instead last late later llm madam
    meanwhile mr mrs ms mx nearly never next nobody none nothing prof roughly second several sir something third three
    two unlike utc version whereas whoever
""")
_CAPITALS = ("IT", "US")  # names, though the words are none
_LABELS = (
    "article|attempt|batch|build|case|cluster|code|error|exit code|experiment|http|item|line|node|page|phase|port|"
    "question|region|replica|rule|run|section|shard|stage|status|step|tier|turn|zone"
)
_LAST = r"(?<![.,:;!?*_~+=/-])"
_COMPOUND = re.compile(r"(\d+)-[A-Za-z]+(?:-[A-Za-z]+)*|(\d+)(?:st|nd|rd|th)")
_ODD = re.compile(r"[\d_=]|[a-z][A-Z]")
_DOTTED = re.compile(r"[\w-]{2,}(?:\.[\w-]+)*\.[a-z]{2,5}")
# It begins with a set of characters, which `re` looks for many times faster than it tries alternatives.
_MAY_BE_ODD = re.compile(r"[\d_=A-Z.](?:(?<![A-Z.])|(?<=[a-z][A-Z])|(?<=\.)(?=[a-z]{2}))")
_LETTER = re.compile(r"[^\W\d_]")


def _verbatim(match: re.Match[str]) -> list[Identifier]:
    text = match[0].strip("`").strip().strip(".,:;!?*=\"'").casefold()
    return [Identifier(text)] if text else []


def _version(match: re.Match[str]) -> list[Identifier]:
    return [Identifier(f"v{match['version'].casefold()}")]


def _named_versions(match: re.Match[str]) -> list[Identifier]:
    name = match["name"].casefold()
    versions = re.findall(r"\d+(?:\.\d+)+", match["versions"])
    return [Identifier(f"{name} {version}") for version in versions if name not in _STOP]


def _token(match: re.Match[str]) -> list[Identifier | Count]:
    """Read a word that is in no dictionary: letters with digits, `snake_case`, `camelCase`, `file.ext`, `key=value`."""
    token = match[0]
    if compound := _COMPOUND.fullmatch(token):
        return [Count(parse_number(compound[1] or compound[2]))]
    is_odd = _ODD.search(token) or _DOTTED.fullmatch(token)
    return [*_verbatim(match)] if is_odd and _LETTER.search(token) else []


_find_tokens = by_pattern(rf"[^\W\0][^\s\0\"'()\[\]{{}}<>|,;!?/%€$]*{_LAST}", _token)

find_code_spans: Finder[Identifier] = by_pattern(
    r"`[^`]+`", lambda match: [] if is_clock_or_zone(match[0].strip("` ")) else _verbatim(match), cues="`"
)
FIND_LITERALS: tuple[Finder[Identifier], ...] = (
    by_pattern(rf"(?i:https?|ftp)://[^\s<>\"'()\[\]{{}}\0]+{_LAST}", _verbatim, cues="/"),
    by_pattern(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _verbatim, cues="@"),
    by_pattern(r"(?<![\w@])@[A-Za-z0-9][\w-]*(?:/[\w.-]*\w)?", _verbatim, cues="@"),
)
FIND_REFERENCES: tuple[Finder[Identifier], ...] = (
    # Which number is the month depends on the country, so such a date must be written as the evidence writes it.
    by_pattern(
        r"(?<![\w./])\d{1,2}(?P<s>[./])\d{1,2}(?P=s)\d{4}(?![\w./]\w|\w)", _verbatim, cues=". /", has_digits=True
    ),
    by_pattern(r"(?<![\w/.-])[\w.-]+/[\w.-]+#\d+(?!\w)", _verbatim, cues="#", has_digits=True),
    by_pattern(
        r"(?<![\w#])(?:(?i:PR|MR|(?:pull|merge) request|issue|incident|bug|ticket)\s[#!]?|GH-|#|!(?=\d{2}))(\d{1,9})"
        r"(?![\w.-]?\w)",
        lambda match: [Identifier(f"#{match[1]}")],
        cues="pr mr request issue incident bug ticket gh # !",
        has_digits=True,
    ),
    by_pattern(
        r"(?<![\w-])(?i:versions?|releases?|v|ver)[\s.]?(?P<version>\d+(?:\.\d+)*(?:[-+][\w.]*\w)?)(?!\w)",
        _version,
        cues="version versions release releases v ver",
        has_digits=True,
    ),
    by_pattern(
        r"(?<![\w.-])(?P<version>\d+\.\d+\.\d+(?:\.\d+)*(?:[-+](?:\w[\w.]*\w|\w))?)(?![\w-])",
        _version,
        cues=".",
        has_digits=True,
    ),
    by_pattern(
        r"(?<![\w-])(?:(?P<nth>\d{1,2}(?:\.\d+)?)(?:st|nd|rd|th)?[\s-](?i:percentile)|[pP](?P<short>\d{2,3}(?:\.\d+)?))(?!\w)",
        lambda match: [Identifier(f"p{match['nth'] or match['short']}")],
        cues="percentile p",
        has_digits=True,
    ),
    by_pattern(
        r"(?<![\w-])(?i:sev(?:erity)?)(?:\s(?i:level|of))?[\s-]?(?P<level>[0-9])(?![\w:%]|[.,]\d)",
        lambda match: [Identifier(f"sev{match['level']}")],
        cues="sev severity",
        has_digits=True,
    ),
    by_pattern(
        rf"(?<![\w-])(?i:{_LABELS})\s\d{{1,9}}(?![\w:%]|[.,]\d|\s(?:second|minute|hour|day|week|per ?cent))",
        _verbatim,
        cues=_LABELS.replace("|", " "),
        has_digits=True,
    ),
    by_pattern(
        r"(?<![\w.])(?P<name>[A-Z][A-Za-z]+)[\s-](?P<versions>\d+(?:\.\d+)+(?:(?:,|,? and| or|/| &)\s?\d+(?:\.\d+)+)*)"
        r"(?!\w|%|\s?%|\s(?:per|million|billion|hours?|days?|times|seconds?|minutes?)\b)",
        _named_versions,
        cues=".",
        has_digits=True,
    ),
)
FIND_TOKENS: tuple[Finder[Identifier | Count], ...] = (
    by_pattern(rf"(?<![\w/])(?:~|\.{{1,2}})?(?:/[\w.@+-]+){{1,20}}/?{_LAST}(?!\w)", _verbatim, cues="/"),
    by_pattern(r"(?<![\w/.-])[\w.-]+(?:/[\w.-]+){1,20}\.[a-z]{1,5}(?!\w)", _verbatim, cues="/"),
    Finder(lambda text: _find_tokens(text) if _MAY_BE_ODD.search(text) else ()),
)
FIND_REST: tuple[Finder[Identifier], ...] = (
    by_pattern(
        r"(?<![\w-])(?i:hundreds|thousands|millions|billions|dozens|half|twice|doubled?|tripled?|quarter|majority|"
        r"(?:third|fifth|tenth)(?= of\b))(?!\w)",
        _verbatim,
        cues="hundreds thousands millions billions dozens half twice double doubled triple tripled quarter majority "
        "third fifth tenth",
    ),
    # What still contains a digit must be in the evidence as it is written.
    by_pattern(r"(?<![^\s\0])[^\s\0]*\d[^\s\0]*", _verbatim, has_digits=True),
)

_WORD = re.compile(r"[^\W\d_][\w']*")
_NAME_BEHIND = re.compile(r" (?:[A-Z]\. )?[^\W\d_](?<=[^a-z])[\w'-]+")


def find_names(text: str, known: Collection[str]) -> Iterator[tuple[Name, int, int]]:
    """Find capitalised words that are names, with their places.

    The first word of a sentence counts only if it is in capitals, if the next word is capitalised too, or if it is a
    known name.
    """
    for match in _WORD.finditer(text):
        if not match[0][0].isupper():
            continue
        word = match[0].removesuffix("s").removesuffix("'") if match[0].endswith(("'s", "'")) else match[0]
        if len(word) < 2 or (word.casefold() in _STOP and word not in _CAPITALS):
            continue
        if word.casefold() not in known and not word.isupper() and _opens_sentence(text, match.start()):
            if word.endswith("ing"):  # `Counting Malik`
                continue
            following = _WORD.match(text, match.end() + 1) if text.startswith(" ", match.end()) else None
            if following is None or not following[0][0].isupper():
                continue
        if word.casefold() in ROLES | PERSON_NOUNS and _NAME_BEHIND.match(text, match.end()):
            continue  # `Pharmacist Rybak`
        yield Name(word.casefold()), match.start(), match.start() + len(word)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'(-")
    return not before or before[-1] in ".!?"
