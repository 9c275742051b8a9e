"""The section that a heading names, at any level and in several languages.

A heading is compared without its markup, its number, and what is behind it in brackets: `### 3. **Timeline** (all times
UTC):` is `timeline`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from afterword.postmortem import outline
from afterword.postmortem.heading_table import HEADINGS
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, SectionKind
from afterword.text.late_pattern import late_pattern

_MARKUP = late_pattern(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?|<[^<>\n]*>|\{[#:.][^}\n]*\}|:[a-z0-9_+-]+:")
_NUMBER = late_pattern(
    r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])(?:[.)、．]|(?<=\d)\s(?=\D))|"
    r"\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、|#\d{1,2}:?)\s*"
)
_LEADING = late_pattern(r"^[^\w]+")
_BRACKETS = late_pattern(r"\s*[(（\[【][^()（）\[\]【】]{0,80}[)）\]】]$")
_TIMES_BEHIND = late_pattern(
    r"(?:\s*[-–—:,/|]\s*|\s+)\(?(?:all )?(?:times?\b.{0,40}|in )?"
    r"(?:utc|gmt|[pmce][sd]?t|ces?t|me[sz]z?|[bijks]st|ae[sd]t|nz[sd]t|brt|clt)\b.{0,12}$"
)
_TERM = late_pattern(
    r"(?:(?:short|long|medium|mid|near)[- ]?(?:er)?[- ]?term|immediate|further|additional|other|planned|proposed|open|"
    r"kurzfristige|langfristige|mittelfristige|weitere)\s"
)
_COURSE_OF = late_pattern(
    r"(?:log|course|timeline) of (?:the|that|our) (?:day|night|evening|morning|afternoon|weekend|week)"
)
_AND = late_pattern(r"\s(?:and|und|et|y|e|en|i)\s|\s?[&/+・、]\s?|\s?と\s?|\s?及(?:び)?\s?|\s?和\s?")
_APART = late_pattern(r"\s[-–—|]\s|[:：,]\s?|・|、")
_TRAILING = " \t:：.?？!#*_`~-–—|"
_OF_INCIDENT = late_pattern(
    r"\s(?:of|for|from|to)\s(?:the\s|this\s|our\s)?"
    r"(?:incident|outage|event|issue|problem|disruption|failure|downtime)s?$|"
    r"\s(?:and|&|with|by)\s(?:owners?|tickets?|due dates?|dates|deadlines|when)$"
)
_WHAT_COMES = late_pattern(
    r"(?:so |and )?(?:now )?what"
    r"(?=.*\b(?:next|(?:will|we'll|going to|doing|do) (?:we |you )?(?:do|change|about|fix)|changing|changes|promised?|"
    r"decided?|agreed|now)\b)(?!.*\b(?:learn|know|saw|see|mean|did about))"
    r"(?:'s| is| are| do| does| did| will| we| we're| we'll| (?:comes|happens|changes))\b.*|"
    r"(?:how|steps|measures|actions|ideas)\b.*\b(?:prevent|avoid)(?:ing)?\b.*|"
    r".*\b(?:not|n't|never|from) (?:to )?happen(?:s|ing)? again|what we(?:'ll| will) change|"
    r"was wir (?:nun |jetzt |künftig )?(?:tun|ändern|machen|anders machen|als nächstes tun)(?: werden)?|"
    r"ce (?:que nous|qu'on) (?:allons|va|ferons|fera|changeons|change|faisons)\b.{0,30}|"
    r"(?:lo )?qu[eé] (?:vamos a|haremos|cambiaremos|vamos hacer)\b.{0,30}|"
    r"o que (?:vamos|iremos|faremos|mudaremos)\b.{0,30}|(?:che )?cosa (?:faremo|cambieremo|cambiamo)\b.{0,30}|"
    r"wat (?:we|wij) (?:gaan|zullen|doen|veranderen)\b.{0,30}|co (?:zrobimy|zmienimy)\b.{0,30}"
)
"""Headings of what is to be done: `What will we do about it?`, `How we keep this from happening again`."""
_BEFORE = late_pattern(
    r"^(?:(?:the|our|incident|incident's|outage|event|issue|post-?mortem|detailed|preliminary|initial)\s)+"
)


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared: lower case, without markup, number, brackets and marks at its ends."""
    text = _MARKUP.sub(lambda match: match[1] or "", heading).replace("’", "'").casefold()
    text = " ".join(text.split()).strip(_TRAILING)
    text = _LEADING.sub("", _NUMBER.sub("", _LEADING.sub("", text), count=1))
    while (shorter := _BRACKETS.sub("", text).strip(_TRAILING)) != text:
        text = shorter
    return text


@lru_cache(maxsize=4096)  # the same few headings in every document
def section_called(heading: str) -> SectionKind | None:
    """Return the section or part that a heading of any level names; None for any other heading."""
    text = plain_heading(heading)
    before_bracket = re.split(r"\s*[(（\[]", text, maxsplit=1)[0].strip(_TRAILING)
    for form in (text, before_bracket, _TIMES_BEHIND.sub("", text), _OF_INCIDENT.sub("", text), _BEFORE.sub("", text)):
        if found := _named(form):
            return found
    if found := _named(_BEFORE.sub("", _OF_INCIDENT.sub("", _TIMES_BEHIND.sub("", text)))):
        return found
    return _in_pieces(text) or (outline.ACTION_ITEMS if _WHAT_COMES.fullmatch(text) else None)


def recogniser(headings: Iterable[tuple[str, int]]) -> Callable[[str, int], SectionKind | None]:
    """Return what says which section a heading of a document names, by the outline's names first, then by the table.

    A heading of the table counts only for a section that no heading names by the outline's own names, and once: beside
    `Summary`, `Description` is a heading like any other. Parts of Root cause are found below it alone.

    Args:
        headings: all headings of the document with their levels.
    """
    taken = {kind for text, level in headings if (kind := outline.recognise(text, level))}
    above: SectionKind | None = None

    def recognise(text: str, level: int) -> SectionKind | None:
        nonlocal above
        found = outline.recognise(text, level)
        if found is None and level in (2, 3) and (called := section_called(text)):
            is_below = level == 2 or above is outline.ROOT_CAUSE
            if called.level == level and called not in taken and is_below:
                taken.add(called)
                found = called
        if level == 2:
            above = found
        return found

    return recognise


def kind_named(name: str) -> SectionKind | None:
    """Return the section or part that a person means by a name, in any language of the table; None if it is none."""
    return outline.recognise(name, 2) or outline.recognise(name, 3) or section_called(name)


def names_lessons(heading: str) -> bool:
    """Whether a heading of action items names lessons, too: `Lessons learned and next steps`."""
    return outline.LESSONS in map(_named, _AND.split(plain_heading(heading)))


def _in_pieces(text: str) -> SectionKind | None:
    """The section that all pieces of `next steps & action items` name, or the first of `timeline – 5 March`.

    Lessons with action items are action items, of which the tasks are taken.
    """
    if (term := _TERM.match(text)) and (found := _named(text[term.end() :])) is outline.ACTION_ITEMS:
        return found
    if _COURSE_OF.fullmatch(text):
        return outline.TIMELINE
    joined = {_named(piece) for piece in _AND.split(text)}
    if len(joined) == 1 and (found := joined.pop()):
        return found
    if joined == {outline.LESSONS, outline.ACTION_ITEMS}:
        return outline.ACTION_ITEMS
    first = _named(_APART.split(text, maxsplit=1)[0])
    return first if first in (outline.TIMELINE, outline.ACTION_ITEMS) else None


_own: dict[str, SectionKind] = {}


def use_headings(headings: Mapping[str, Sequence[str]]) -> None:
    """Extend the table by the headings of a team's own: in this process, for all that reads headings.

    Args:
        headings: by the name of a section of the outline, in place of those that were given before.
    """
    kinds = {kind.name: kind for kind in (*SECTIONS, *ROOT_CAUSE_PARTS)}
    own = {plain_heading(text): kinds[name] for name, texts in headings.items() for text in texts}
    if own != _own:
        _own.clear()
        _own.update(own)
        section_called.cache_clear()


def _named(text: str) -> SectionKind | None:
    """The section that a heading names, as it is compared: by the team's headings first, then by the table."""
    return _own.get(text) or _by_heading().get(text) or _by_heading().get(f"{text}s")


@cache
def _by_heading() -> Mapping[str, SectionKind]:
    found: dict[str, SectionKind] = {}
    for kind in (*SECTIONS, *ROOT_CAUSE_PARTS):
        for heading in (*HEADINGS.get(kind.name, ()), *kind.synonyms, kind.name):
            found.setdefault(plain_heading(heading), kind)
            found.setdefault(heading.casefold(), kind)  # `5 whys`, whose number belongs to it
    return found
