"""The words of an incident, counted. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

from afterword.postmortem import PostMortem, Span
from afterword.postmortem.outline import ACTION_ITEMS, EVIDENCE
from afterword.text.comments import without_comments
from afterword.text.folding import WORD

_MAX_CHARS = 200_000
"""Of one text; the longest post-mortem that we know has half of it."""
_MAX_WORD = 40
"""Longer ones are digests and keys. Single characters do not count, nor numbers of two digits: every date has them."""
_WORD = re.compile(r"\w+")
"""With `_` replaced it finds what `WORD` finds, in half the time."""
_CLOCK = re.compile(r"\d+z|\d\d?t\d\d?|\d\d?[ap]m")
"""What is left of a time of day, such as `09` and `17z` of `09:17Z`: it says nothing of what happened."""
_CITATION = re.compile(r"\[\^[^\]\s]{1,40}\]")

_COMMON = frozenset(
    WORD.findall(
        "after all also an and are as at be because been before but by could did do does during for from had has have "
        "he if in into is it its more no not of on one or our out so than that the their them then there they this to "
        "two up us was we were what when which who will with would you your "
        # German, French, Spanish, Portuguese and Italian; without words that say something in English.
        "aber als auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer für haben "
        "hatte hatten ich im ist mit nach nicht noch nur oder ohne sein sich sie sind um und unter vom von vor weil "
        "wenn werden wie wird wir wurde wurden zu zum zur über "
        "au aux avec ce ces cette comme dans de deux du elle elles est et il ils la le les leur lui mais ne nous ont "
        "ou par pas qu que qui se ses sont sur un une vous été être "
        "al con cuando del el ella en entre esta este fue hasta las lo los más muy no para pero porque por "
        "se sin sobre sus también un una y ya "
        "ao aos com da das do dos ele ela em foi mas na nas não os ou pela pelo quando sem seu sua são um uma "
        "che chi da dei del della delle di gli hanno il lo nel nella perché più stato sono una uno è"
    )
)
"""Words of any text in a language: among few texts they would seem rare."""

Terms = Counter[str]


def count_terms(text: str) -> Terms:
    """Count the words of a text, without case."""
    folded = normalize("NFC", text[:_MAX_CHARS]).casefold()
    found = Counter(_WORD.findall(_CITATION.sub(" ", folded).replace("_", " ")))
    return Counter({word: number for word, number in found.items() if _counts(word)})


def _counts(word: str) -> bool:
    return (
        1 < len(word) <= _MAX_WORD
        and word not in _COMMON
        and not (len(word) == 2 and word.isdecimal())
        and not (word < ":" and _CLOCK.fullmatch(word))  # it begins with a digit
    )


def document_terms(document: PostMortem) -> Terms:
    """Count the words that say what happened.

    Action items and evidence do not say it, and headings and what the tool asks are the same in every draft.
    """
    causes = (cause.summary or "" for cause in document.front.stated_causes)
    left_out = (section.span for section in document.sections if section.name in (ACTION_ITEMS.name, EVIDENCE.name))
    format_of_all = (
        *(section.heading for section in document.walk() if section.kind),
        *document.notice_spans,
        *(one.span for one in document.open_questions),
        *(block.span for block in document.derived if block.asks),
    )
    return count_terms("\n".join((document.title, *causes, _body_without(document, (*left_out, *format_of_all)))))


def _body_without(document: PostMortem, spans: Iterable[Span]) -> str:
    """Return the text of the body without some spans, which may overlap, and without comments."""
    start, parts = document.body_start, []
    for span in sorted(spans):
        parts.append(document.source.readable[start : span.start])
        start = max(start, span.end)
    return without_comments(" ".join((*parts, document.source.readable[start:])))
