"""Words that an edition shares with internal texts: evidence, prompts, internal sections.

Compared are words that mean something: without articles and the like, dates, numbers and endings, so that a copy with
another tense, other punctuation or a word put in or exchanged is still one. A run begins with three such words in
a row and goes on over up to two gaps of one word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from afterword.leakcheck.shared_runs import Seeds
from afterword.leakcheck.views import View
from afterword.postmortem import Span
from afterword.text.folding import UNSPACED, folded_words
from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.word_set import word_set
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS_IN_ENGLISH

LEAST_OF_EVIDENCE = 5
"""Shared words from which text is taken for a copy of evidence or a prompt.

Measured: of 585 such words in the plain sections of this repository's post-mortems, three in a row coincide with
another incident or the handbook five times; four or more only where both have the same whole sentence."""
LEAST_OF_SECTION = 7
"""The same for sections of the internal document, which has to state the same facts in its own words."""
LEAST_OF_TITLE = 5
"""The same for the title; of a shorter one, all of its words."""

_MOST_GAPS = 2
_LONGEST = 200
_PAIRED = 3
_RARE = 7
"""Letters that words without their endings have on average for four in a row not to be a coincidence."""
_STEPS = ((1, 1), (1, 0), (0, 1))
"""A word exchanged, put in, left out."""

_STOP = (
    FUNCTION_WORDS
    | word_set("""
    aren couldn didn doesn don hadn hasn haven isn ll mine re shouldn unto use used using ve wasn weren won wouldn
    second seconds minute minutes hour hours day days week weeks month months year years utc two three four five six
    seven eight nine ten eleven twelve hundred thousand million percent cent above against below down else ever still
""")
    | {*MONTHS_IN_ENGLISH, *DAYS_IN_ENGLISH}
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ENDING = re.compile(r"(?:ing|edly|ed|es|ly|s)$")


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word that means something, without its ending, and where it is in the edition."""

    stem: str
    start: int
    end: int
    paragraph: int


def stem(word: str) -> str | None:
    """Return a word without its ending; None for one that means nothing by itself."""
    if len(word) < 2 or word in _STOP or any(char.isdigit() for char in word):
        return None
    short = _ENDING.sub("", word)
    return short.rstrip("e") if len(short) > 3 else word


def stems(text: str) -> list[str]:
    """The words of a text that mean something, without their endings."""
    return [found for word in folded_words(text) for part in _parts(word) if (found := stem(part))]


def _parts(word: str) -> list[str]:
    """A word; of a script without blanks its overlapping pairs of letters."""
    if len(word) < _PAIRED or not UNSPACED.fullmatch(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


class EditionWords:
    """The meaning words of a view, found again by any three of them in a row."""

    def __init__(self, view: View) -> None:
        ends = [view.offsets[match.start()] for match in _BLANK_LINE.finditer(view.text)]
        self.words = [
            ContentWord(found, word.start, word.end, bisect_right(ends, word.start))
            for word in view.words
            for part in _parts(word.text)
            if (found := stem(part))
        ]
        self.stems = [word.stem for word in self.words]
        self._seeds = Seeds(self.stems)

    def find_shared(self, texts: Iterable[str], least: int) -> Iterator[Span]:
        """Yield where the edition shares runs of at least so many words with one of the texts."""
        for text in texts if self._seeds else ():
            theirs = stems(text)
            seen: set[tuple[int, int]] = set()
            for here, there in self._seeds.find(theirs):
                if (here, there) in seen:
                    continue
                matched = self._run(here, theirs, there)
                seen.update(matched)
                if len(matched) >= least or self._is_rare(matched, least):
                    yield from self._spans([mine for mine, _ in matched])

    def _is_rare(self, matched: list[tuple[int, int]], least: int) -> bool:
        """Whether a run that is one word short has nothing but long words, which seldom meet by chance."""
        whole = matched[-1][0] - matched[0][0] == matched[-1][1] - matched[0][1] == len(matched) - 1
        letters = sum(len(self.stems[mine]) for mine, _ in matched)
        return least == LEAST_OF_EVIDENCE == len(matched) + 1 and whole and letters >= _RARE * len(matched)

    def _spans(self, indexes: list[int]) -> Iterator[Span]:
        """Where words are, paragraph by paragraph: one copy can go through several."""
        for _, group in groupby(indexes, key=lambda index: self.words[index].paragraph):
            found = list(group)
            yield Span(self.words[found[0]].start, self.words[found[-1]].end)

    def _run(self, here: int, theirs: list[str], there: int) -> list[tuple[int, int]]:
        """The words of a run, each with the index of its like."""
        mine, gaps = self.stems, 0
        matched: list[tuple[int, int]] = []
        while here < len(mine) and there < len(theirs) and len(matched) < _LONGEST:
            if mine[here] == theirs[there]:
                matched.append((here, there))
                here, there = here + 1, there + 1
                continue
            ends = (len(mine) - here, len(theirs) - there)
            steps = (step for step in _STEPS if step[0] < ends[0] and step[1] < ends[1])
            step = next((step for step in steps if mine[here + step[0]] == theirs[there + step[1]]), None)
            if step is None or gaps == _MOST_GAPS:
                break
            gaps += 1
            here, there = here + step[0], there + step[1]
        return matched
