"""What internal texts say is to stay inside: `not told to them yet`, `never mention the journalist`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from afterword.leakcheck.copied_words import stem, stems
from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View, Word
from afterword.postmortem import Span

_QUIET = re.compile(
    r"(?i)\b(?:not (?:for (?:the )?(?:outside|public\w*|press)|public (?:yet|so far)|yet public|announced|told to"
    r"|to be (?:told|shared|disclosed|named|mentioned))|(?:do not|don['’]t|never|must not|may not|cannot|can['’]t"
    r"|won['’]t|please nobody|nobody) (?:tell|mention|disclose|say|name|share|reveal|publish)"
    r"|not to (?:mention|tell|say|name|disclose)"
    r"|(?:stays?|remain\w*|keep) (?:between us|quiet|inside|secret|in[- ]house|internal)"
    r"|between us\b|so quiet|hush|confidential\w*|under (?:nda|embargo|subpoena)|(?:is|are) embargoed|off the record"
    r"|no (?:names?|numbers|word) (?:out|outside|of this)|doesn['’]t know (?:yet|it)|not told yet"
    r"|nicht (?:nach außen|weitersagen|erwähnen)|vertraulich|intern bleiben|ne pas (?:dire|mentionner)"
    r"|confidentiel\w*|no (?:mencionar|decir)|riservat\w+|vertrouwelijk)"
)
_OBJECT = re.compile(
    r"(?i)\b(?:never mention|don['’]t (?:name|mention)|do not (?:name|mention)|not to mention"
    r"|no names outside,? esp\w*\.?) (?:(?:the|a|an|any|our) )?(?P<word>[a-z]{5,20})\b"
)
_AFFAIR = re.compile(
    r"(?i)(?<!if the )(?<!unless the )\b(?P<word>contract|agreement|settlement|acquisition|merger|take-?over"
    r"|partnership|negotiation|tender|lawsuit|lay-?off)s?(?: (?:with|of|between|by|for|about|over) [^.,;:()\n]{1,40}?)?"
    r" (?:(?:is|are|remains?)(?: still)? not|isn['’]t|aren['’]t)(?: yet)? public\b"
)
"""What parties do with each other: `the bucket is not public` tells who can read it; of data it is in order."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]?")
_LEAST = 2
_REACH = 6
"""Words of the edition, that mean something, between the first and the last that a sentence shares."""
_LEAST_LETTERS = 5
_REASON = "the internal document says that this is to stay inside"
_REMEDY = "leave it out, or list it under `allow` once it may be said"


def find_quiet(view: View, texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find what an edition says of things that internal texts keep quiet about.

    Args:
        view: of the edition.
        texts: the internal document and the evidence.
    """
    sentences, words = set[frozenset[str]](), set[str]()
    for text in texts:
        objects = (match["word"] for pattern in (_OBJECT, _AFFAIR) for match in pattern.finditer(text))
        words |= {one for word in objects if (one := stem(word.lower()))}
        if not _QUIET.search(text):
            continue
        for before, sentence in pairwise(["", *(match[0] for match in _SENTENCE.finditer(text))]):
            if found := _QUIET.search(sentence):
                # `We may not tell that.` speaks of the sentence before it.
                said = stems(sentence[: found.start()] + " " + sentence[found.end() :])
                sentences.add(frozenset(said if len(said) >= _LEAST else stems(before)))
    if sentences or words:
        yield from _shared([(word, one) for word in view.words if (one := stem(word.text))], sentences, words)


def _shared(mine: list[tuple[Word, str]], sentences: set[frozenset[str]], words: set[str]) -> Iterator[PossibleLeak]:
    known = {one: [said for said in sentences if one in said] for _, one in mine} if sentences else {}
    for at, (word, one) in enumerate(mine):
        if one in words:
            yield PossibleLeak(LeakKind.SECTION, Span(word.start, word.end), _REASON, _REMEDY)
        for said in known.get(one, ()):
            last = (
                next((other for other, two in mine[at + 1 : at + _REACH] if two in said and two != one), None)
                if len(one) >= _LEAST_LETTERS
                else None
            )
            if last:
                yield PossibleLeak(LeakKind.SECTION, Span(word.start, last.end), _REASON, _REMEDY)
                break
