"""Items that a later one takes back or replaces: `that was wrong, it was v12`.

What is taken back is never stated. The one that takes back means what it shares most with, by any author; where
several share as much, all of them count, since a statement that is missing costs less than one that was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from afterword.evidence import EvidenceItem
from afterword.grounding.corrections import replacements
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import stems
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_NEAR = 12
"""Items before a correction that it can mean."""
_OWN = late_pattern(
    r"^(?:correction|corrected|edit|erratum|fix)\b ?[:,–-]|^update ?:"
    r"|\b(?:that|this|it|i|my (?!phone|mobile|laptop|pager|computer|mic|camera|alarm)\w+|we|which|"
    r"the (?:first|last|above) \w+) (?:was|were|is) (?:wrong|incorrect|"
    r"not (?:right|correct|true)|a mistake|mistaken|misleading|off|the wrong \w+)\b"
    r"|\b(?:scratch|scrap|forget|disregard|ignore|strike) (?:that|this|it|my|the last|what i (?:said|wrote)|\w+,)"
    r"|\bnever ?mind\b|\bnvm\b|\bmy (?:mistake|bad|error)\b|\bi (?:take (?:that|it) back|misread|mixed up|"
    r"miscounted|meant|mistyped|was looking at)"
    r"|\b(?:counted|checked|looked) again\b|\brecount(?:ed)?\b|\bdigits swapped\b"
    r"|\breplaces (?:yesterday|the|my|our|that)|\bsupersedes\b"
    r"|\bmy (?:query|filter|count|number|figure|script)s? (?:was|were|also|had|double|missed|matched)"
    r"|^(?:(?:sorry|oops|argh),?|no,) .*\b(?:it(?:'s| is| was)|they were|should (?:be|have been|read)|wrong|"
    r"(?:double|over|under|mis)[- ]?counted)\b|^fix:|"
    r"^(?:the )?(?:real|actual|true) (?:number|count|figure|total)\b|^real: \d|"
    r"\brated wrongly\b|^(?:final|fixed|revised): ?\d"
)
_POINTS_BACK = late_pattern(
    r"\b(?:that|this|it|i|my|which|what i|never ?mind|nvm)\b|\bthe (?:first|last|above) \w+", re.IGNORECASE
)
"""Words that mean what was just said, without naming it."""
_MINE = late_pattern(r"\b(?:i|my)\b")
_OTHERS = late_pattern(
    r"^(?:no|nope|wrong)\b(?:[,.:!]| (?:it|that|this|they|we|i|he|she)\b)|^not (?:true|correct|right|quite)\b|"
    r"\b(?:that|this|it)(?:'s| is| was)(?:n't| not)(?= (?:true|correct|right|accurate|quite|really|it|that|so|the|us|"
    r"ours|what|how|why)\b|[,.:;!]|$)|\b(?:that|this|it)(?:'s| is| was) (?:wrong|false|incorrect)\b"
    r"|\b(?:isn't|wasn't|is not|was not) (?:true|correct|right|the case)\b|\bfalse alarm\b|\bturn(?:s|"
    r"ed) out (?:not|that it (?:is|was) not)"
    r"|\bclaim\b.{0,40}\b(?:was|is) (?:wrong|false)\b|\bactually\b|\bnot the (?:\w+)(?:,|\.|$)|\bruled? out\b"
)

_NOT_THE = late_pattern(r"\bnot the (?P<what>[\w-]+)(?:,|\.|$)")
_COUNT = late_pattern(r"(?<![\w:.-])\d[\d.,]*k?(?:ish)?(?![\w:-])(?!\s?(?:am|pm|utc)\b)", re.IGNORECASE)
_RECOUNTED = late_pattern(
    r"^(?:real|actual|true|final|correct(?:ed|ion)?|recount(?:ed)?|fixed|revised|updated?)\b[^.;]{0,40}\d"
    r"|\b(?:double|over|under|mis)[- ]?counted\b|\bonly (?:counted|looked at)\b"
)
"""A count that its author gives again."""
_COUNTED_OTHERWISE = late_pattern(
    r"(?<![\w.,:-])(?P<more>\d(?:[\d.,]*\d)?)[\"”]?,? (?:also |wrongly )?(?:includes?|included|had included)\b|"
    r"\d[^.;:!?\n]{0,60}?[,(] ?(?:and )?(?:not|nicht|et non|et pas|pas|non|no|niet) (?:about |ca\.? |~)?"
    r"(?P<before>\d(?:[\d.,]*\d)?)(?![\w:%]| ?(?:%|percent))"
)
"""A number in place of another: `37 customers, not 4`, or one that was too large: `4,410 includes our own`."""


def find_taken_back(items: Sequence[EvidenceItem]) -> Mapping[str, str]:
    """Find the items that a later one takes back or replaces.

    Returns:
        By the id of each, the id of the item that does.
    """
    found: dict[str, str] = {}
    ledger = tuple(LedgerItem(item.id, item.text, item.at, item.source, item.actor or "") for item in items)
    for old, _, new in replacements(ledger):
        found.setdefault(old.id, new.id)
    ordered = sorted(items, key=_moment)
    for index, item in enumerate(ordered):
        said = normalise_caseless(item.text)
        before = ordered[max(0, index - _NEAR) : index]
        if _OWN.search(said):
            for one in _meant(item, said, before):
                found.setdefault(one.id, item.id)
        elif _OTHERS.search(said):
            others = [one for one in before if one.actor and one.actor != item.actor]
            if named := _NOT_THE.search(said):
                others = [one for one in others if named["what"] in normalise_caseless(one.text)]
            for one in _nearest(item, others, least=1 if named else 2):
                found.setdefault(one.id, item.id)
        for counted in _COUNTED_OTHERWISE.finditer(said):
            number = re.compile(rf"(?<![\w.,:-]){re.escape(counted['before'] or counted['more'])}(?![\w:%]|[.,]\d| ?%)")
            for one in before:
                if number.search(one.text):
                    found.setdefault(one.id, item.id)
        if item.reply_to and (_OWN.search(said) or _OTHERS.search(said)):
            found.setdefault(item.reply_to, item.id)
    return found


def stays_stated(text: str, item: EvidenceItem, correction: EvidenceItem) -> bool:
    """Whether a sentence of an item stays, of which a later item replaces a value: it shares no word with that.

    `declaring SEV1. Ann owns the test by 26/11` is still a declaration when the test moves to another day. What takes
    back all that was said is not such a correction.
    """
    said = normalise_caseless(correction.text)
    if _OWN.search(said) or _OTHERS.search(said) or len(text) == len(item.text.strip()):
        return False
    corrected = stems(correction.text)
    return not stems(text) & corrected and bool(stems(item.text) & corrected)


def _meant(item: EvidenceItem, said: str, before: Sequence[EvidenceItem]) -> list[EvidenceItem]:
    """Find what a retraction means: what it shares most with; if nothing, what its author said just before.

    What people say of themselves (`I misread`) is about their own words.
    """
    own = [one for one in before if one.actor == item.actor and item.actor]
    if _RECOUNTED.search(said):
        counts = [one for one in before if _COUNT.search(one.text)]
        return [one for one in counts if one in own][-1:] or _nearest(item, counts, least=2)
    if close := _nearest(item, own if _MINE.search(said) and own else before, least=1):
        return close
    return own[-1:] if _POINTS_BACK.search(said) or own[-1:] == [*before[-1:]] else []


def _nearest(item: EvidenceItem, before: Sequence[EvidenceItem], least: int) -> list[EvidenceItem]:
    """Find the items that share most words and numbers with another, at least so many."""
    shared = [(len(stems(one.text) & stems(item.text)), one) for one in before]
    best = max((count for count, _ in shared), default=0)
    return [one for count, one in shared if count == best >= least]


def _moment(item: EvidenceItem) -> tuple[bool, str]:
    return (item.at is None or item.at.earliest is None, str(item.at.earliest) if item.at and item.at.earliest else "")
