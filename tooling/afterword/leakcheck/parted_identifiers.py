"""Identifiers that an edition parts otherwise than the internal texts: `yard7 v31` for `yard7_v31.svg`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View
from afterword.postmortem import Span
from afterword.text.folding import folded_words
from afterword.text.word_lists import NO_PERSONS, STANDARDS
from afterword.text.word_set import word_set

_JOINED = re.compile(
    r"(?<![\w./@#-])[A-Za-z][A-Za-z0-9]*(?:[-_./][A-Za-z0-9]+){1,5}(?![\w/-])|\b[A-Za-z]{2,}\d+\b"
    r"|(?<![\w./@#-])\d{2,4}[-_/][A-Za-z]{2,5}[-_/]\d{3,8}(?![\w/-])"
)
_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}\Z")
_RUNS = re.compile(r"[A-Za-z]+|\d+")
_PUBLIC = STANDARDS | {"sev"}
_NUMBERED = word_set("step stage attempt round week top tier no nr zone room gate option figure table article annex")
_MOST_WORDS = 5
_SHORTEST = 4


def find_parted(view: View, texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find identifiers of internal texts, with other signs or none between their parts.

    Args:
        view: of the edition.
        texts: the internal document, evidence and files.
    """
    known = {form for text in texts for match in _JOINED.finditer(text) if (form := _form(match[0]))}
    longest = max(map(len, known), default=0)
    words = view.words if known else []
    for first, word in enumerate(words):
        letters = ""
        for one in words[first : first + _MOST_WORDS]:
            letters += _normal(one.text)
            if len(letters) > longest:
                break
            if letters in known:
                span = Span(word.start, one.end)
                yield PossibleLeak(LeakKind.IDENTIFIER, span, _REASON, _REMEDY)


_REASON = "it is in the internal document or the evidence"
_REMEDY = "say it in words that customers use, or list it under `allow`"


def _form(token: str) -> str:
    """The letters and digits of an identifier; empty where words of the language could have them."""
    runs = [run for run in _RUNS.findall(_ENDING.sub("", token)) if run]
    letters = [run for run in runs if run.isalpha()]
    first = letters[0].lower()
    if len(letters) < len(runs):
        is_word = len(first) < 2 or first in NO_PERSONS or first in _NUMBERED
    else:  # `qx-main`: a part that no word is
        is_word = not any(len(run) > 1 and run.islower() and not re.search("[aeiouy]", run) for run in letters)
    form = "".join(_normal(part) for run in runs for part in folded_words(run))
    return "" if is_word or first in _PUBLIC or len(form) < _SHORTEST else form


def _normal(text: str) -> str:
    """A part without the zeros before its number."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", text)
