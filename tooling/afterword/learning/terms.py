"""The words of an incident, counted. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

from afterword.postmortem import PostMortem, Span
from afterword.postmortem.outline import ACTION_ITEMS, EVIDENCE
from afterword.text.comments import without_comments
from afterword.text.function_words import FUNCTION_WORDS, FUNCTION_WORDS_ABROAD
from afterword.text.word_set import word_set

_MAX_CHARS = 200_000
"""Of one text; the longest post-mortem that we know has half of it."""
_MAX_WORD = 40
"""Longer ones are digests and keys. Single characters do not count, nor numbers of two digits: every date has them."""
_WORD = re.compile(r"\w+")
"""With `_` replaced it finds what `WORD` finds, in half the time."""
_CLOCK = re.compile(r"\d+z|\d\d?t\d\d?|\d\d?[ap]m")
"""What is left of a time of day, such as `09` and `17z` of `09:17Z`: it says nothing of what happened."""
_CITATION = re.compile(r"\[\^[^\]\s]{1,40}\]")

_SAYS_SOMETHING = word_set("es hat men non pour su van war")
"""Function words of other languages that are words of English too."""
_COMMON = FUNCTION_WORDS.union(*FUNCTION_WORDS_ABROAD.values()) - _SAYS_SOMETHING
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
