"""Sentences that an edition repeats word for word, however short: of evidence, prompts and internal sections.

`copied_words` finds longer copies that were reworded. Here each word counts, the small ones too; endings may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterword.leakcheck.copied_words import stem
from afterword.leakcheck.shared_runs import Seeds
from afterword.leakcheck.views import View
from afterword.postmortem import Span
from afterword.text.folding import folded_words

_SENTENCE_END = re.compile(r"[.!?:;|\n]+(?=\s|\Z)|\||\n")
_MOST_OF_IT = 0.75
"""The share of a sentence from which the rest of it does not matter."""


class EditionSentences:
    """The words of a view in their order, found again by any three of them in a row."""

    def __init__(self, view: View) -> None:
        self._words = view.words
        self._tokens = [stem(word.text) or word.text for word in view.words]
        self._means = [stem(word.text) is not None for word in view.words]
        self._seeds = Seeds(self._tokens)

    def find_repeated(self, texts: Iterable[str], *, parts: bool) -> Iterator[Span]:
        """Yield where sentences of texts are repeated.

        Args:
            texts: what the edition is compared with.
            parts: whether any four words in a row count, two of which mean something; else it takes most of a sentence,
                three of which mean something, or five words, of which four do.
        """
        for text in texts:
            for sentence in _SENTENCE_END.split(text) if self._seeds else ():
                theirs = [stem(word) or word for word in folded_words(sentence)]
                for here, length in self._runs(theirs):
                    if self._is_copy(here, length, len(theirs), parts):
                        yield Span(self._words[here].start, self._words[here + length - 1].end)

    def _runs(self, theirs: list[str]) -> Iterator[tuple[int, int]]:
        """Each longest run of words that both have: where it begins in the edition, and its words."""
        seen: set[tuple[int, int]] = set()
        for here, there in self._seeds.find(theirs):
            seen.add((here, there))
            if (here - 1, there - 1) in seen:
                continue
            length = 0
            while self._tokens[here + length : here + length + 1] == theirs[there + length : there + length + 1] != []:
                length += 1
            yield here, length

    def _is_copy(self, here: int, length: int, whole: int, parts: bool) -> bool:
        meaning = sum(self._means[here : here + length])
        if length == whole:
            return meaning > 1
        if length >= 4 and length >= whole * _MOST_OF_IT:
            return meaning > (1 if parts else 2)
        if parts:
            return length >= 4 and meaning > 1
        return length >= 5 and meaning > 3
