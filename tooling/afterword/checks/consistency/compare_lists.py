"""AW006: compare how many things a sentence announces with how many are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.consistency.sentences import FRONT, Sentence
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import Section, outline
from afterword.text.late_pattern import late_pattern

_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"(?P<number>(?!\w{{0,5}}(?-i:\u0131))(?:{'|'.join(_WORDS)}|[2-9]|1[0-2]))"
"""Not with a dotless i, which matches `i` without case."""
_KIND = (
    r"(?:reasons?|causes?|factors?|things|steps?|changes|measures|actions|fixes|problems?|issues|mistakes|gaps|"
    r"points?|lessons|ways|conditions|layers|failures?|items|questions|bugs|defects|errors|findings|options|stages|"
    r"phases|cases|kinds?|types?|categories|decisions|follow-ups|tasks|improvements|circumstances|weaknesses|"
    r"safeguards|checks|controls|barriers|signals|symptoms|effects|consequences|assumptions|faults|parts|places|"
    r"ingredients|links|holes|observations|remarks)"
)
"""What a list below can be of without a colon."""
_NUMBERS = late_pattern(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_ANNOUNCED = late_pattern(
    rf"(?<![\w.,:-]){_NUMBER} (?P<noun>(?:[a-z][\w-]* ){{0,3}}?[a-z][a-z-]{{2,}}s|"
    r"(?:[a-z-]+ ){0,2}(?:people|children))\b",
    re.IGNORECASE,
)
_ANNOUNCED_KIND = late_pattern(rf"(?<![\w.,:-]){_NUMBER} (?P<noun>(?:[a-z][\w-]* ){{0,3}}?{_KIND})\b", re.IGNORECASE)
_NOT_ALL = late_pattern(
    r"\b(?:of(?= \w+ [a-z]+s\b)|of (?:the|these|those|our|them|which)|among|at least|about|around|more than|over|up "
    r"to|some|including|e\.g|such as|for example|mainly|first|last|next|other|another|further|every|each|per|within|"
    r"after|minutes|hours|days|weeks|months|seconds|years|percent|times|both|most|not|or)\b|~",
    re.IGNORECASE,
)
"""Words of a number of which the list may show only a part, or which counts something else."""
_AMONG = late_pattern(r"\b(?:among|amongst|such as|e\.g|for example|including|others?|for instance)\b", re.IGNORECASE)
_ITEM = late_pattern(r"(?m)^(?P<indent>[ \t]*)(?:[-*+•]|\(?(?:\d{1,2}|[a-z])[.)])[ \t]+\S")
_OPENS = late_pattern(
    rf"(?<![\w.,:-]){_NUMBER} (?P<noun>(?:[a-z][\w-]* ){{0,3}}?[a-z][a-z-]{{2,}}s)"
    r"(?P<rest>[^:;.]{0,60}): (?P<items>[^:.()]+)\.?$",
    re.IGNORECASE,
)
_CLAUSES = late_pattern(
    r"\b(?:which|who|whose|where|because|although|since|when|if|that|including|such as|e\.g|i\.e|etc|others?|more|so "
    r"on|mostly|each|respectively|not|is|are|was|were|has|have|had|did|can|for)\b|\d",
    re.IGNORECASE,
)
"""Words of a text that is not a plain list of names."""
_JOINT = late_pattern(r",?\s(?:and|or|&)\s|,\s")
_SEVERAL = 2
_REMEDY = "correct the number, or the list"


def find_wrong_list_lengths(statements: Statements) -> Iterator[Found]:
    """Find announced numbers of things of which a list has more or fewer."""
    document = statements.document
    for section in document.walk():
        if section.name not in (outline.TIMELINE.name, outline.ACTION_ITEMS.name):
            yield from _above_lists(statements, section)
    for sentence in statements.sentences:
        if sentence.section != FRONT and not sentence.is_row:
            yield from _in_sentence(sentence)


def _above_lists(statements: Statements, section: Section) -> Iterator[Found]:
    """`There were four reasons.` directly above a list."""
    document, own = statements.document, section.own
    text = document.text(own)
    lists: list[list[tuple[int, int]]] = []
    for match in _ITEM.finditer(text):
        between = text[lists[-1][-1][0] : match.start()] if lists else ""
        # Paragraphs of an item are indented; any other line between two items ends the list.
        if lists and not any(line[:1].strip() for line in between.splitlines()[1:]):
            lists[-1].append((match.start(), len(match["indent"])))
        else:
            lists.append([(match.start(), len(match["indent"]))])
    for items in lists:
        number = sum(indent <= items[0][1] for _, indent in items)
        place = own.start + items[0][0]
        before = [
            one for one in statements.sentences if own.start <= one.span.start < place and one.span.end <= place + 2
        ]
        if number >= _SEVERAL and before and not text[before[-1].span.end - own.start : items[0][0]].strip():
            yield from _announced(before[-1], number)


def _announced(sentence: Sentence, number: int) -> Iterator[Found]:
    text = sentence.text.rstrip()
    pattern = _ANNOUNCED if text.endswith(":") else _ANNOUNCED_KIND
    matches = list(pattern.finditer(text))
    is_all = matches and not _NOT_ALL.search(text[: matches[0].end()]) and not _AMONG.search(text, matches[0].end())
    is_only = len(_NUMBERS.findall(text)) < _SEVERAL
    if len(matches) == 1 and is_all and is_only and _value(matches[0]["number"]) != number:
        yield _found(sentence, matches[0]["number"], matches[0]["noun"], str(number))


def _in_sentence(sentence: Sentence) -> Iterator[Found]:
    """`Three teams were asked: search, billing and support .`"""
    match = _OPENS.search(sentence.text)
    is_all = match and not _NOT_ALL.search(sentence.text, 0, match.end("noun")) and not _AMONG.search(match["rest"])
    if match and is_all:
        yield from _compared(sentence, match["number"], match["noun"], match["items"])


def _compared(sentence: Sentence, number: str, noun: str, items: str) -> Iterator[Found]:
    found = least_and_most(items)
    if found and not found[0] <= _value(number) <= found[1]:
        yield _found(sentence, number, noun, str(found[1]) if found[0] == found[1] else f"{found[0]} or {found[1]}")


def least_and_most(items: str) -> tuple[int, int] | None:
    """How many names a text lists at least and at most; None if it is not a plain list.

    Only the last `and` certainly joins two names: another one can be in a name.
    """
    joints = [match[0] for match in _JOINT.finditer(items)]
    if _CLAUSES.search(items) or not joints or ("," in joints[-1] and len(joints[-1]) < _SEVERAL + 1):
        return None
    return sum("," in joint for joint in joints) + 1 + ("," not in joints[-1]), len(joints) + 1


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _WORDS.index(number.casefold()) + 2


def _found(sentence: Sentence, number: str, noun: str, listed: str) -> Found:
    return Found(sentence.place(number), f"“{number} {noun}” are announced, and {listed} are listed", _REMEDY)
