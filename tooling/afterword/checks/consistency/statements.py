"""What a post-mortem states: its sentences, times, lengths and figures, each read once for all rules."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from afterword.checks.consistency.figures import Figure, read_figures
from afterword.checks.consistency.known_times import KnownTimes
from afterword.checks.consistency.lengths_stated import StatedLength
from afterword.checks.consistency.moments import Moment, read_moments, times_of_rows
from afterword.checks.consistency.row_times import RowTimes
from afterword.checks.consistency.sentences import Mention, Sentence, read_events, read_sentences, word_stems
from afterword.postmortem import PostMortem
from afterword.times.dates import CalendarDate

_SHARED, _LEAST_BITS, _MARGIN = 2, 3.0, 1.5
_OTHER_WORD = 0.15


@dataclass(frozen=True)
class Statements:
    """The statements of a document, each with its kind, value and place."""

    document: PostMortem

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the front matter and of the sections that are prose."""
        return read_sentences(self.document)

    @cached_property
    def events(self) -> tuple[Sentence, ...]:
        """What the events of the timeline say, one sentence for each."""
        return read_events(self.document)

    @cached_property
    def _sentences_with(self) -> Counter[str]:
        return Counter(stem for sentence in (*self.sentences, *self.events) for stem in sentence.stems)

    def rarity(self, stem: str) -> float:
        """How rare the beginning of a word is: the logarithm of all sentences to those that have it."""
        number = len(self.sentences) + len(self.events)
        return math.log((number + 1) / (self._sentences_with[stem] + 0.5))

    def rarities(self, stems: Iterable[str]) -> float:
        """How rare some words are together."""
        return sum(map(self.rarity, stems))

    @cached_property
    def days(self) -> dict[object, tuple[int | None, int | None]]:
        """The first day that each paragraph, item or row names: its month and its day of the month."""
        days: dict[object, tuple[int | None, int | None]] = {}
        for sentence in (*self.sentences, *self.events):
            for one in sentence.dates:
                if isinstance(one.value, CalendarDate):
                    days.setdefault(sentence.block, (one.value.month, one.value.day))
        return days

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All facts of the sentences and of the events: times of day, dates, lengths, amounts, names."""
        return tuple(mention for sentence in (*self.sentences, *self.events) for mention in sentence.mentions)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The known times that the front matter and the timeline state."""
        return tuple(moment for moment in read_moments(self.document, self._rows) if moment.when.known)

    @cached_property
    def _rows(self) -> RowTimes:
        return times_of_rows(self.document)

    @cached_property
    def times(self) -> KnownTimes:
        """What times of day and dates of the text can mean."""
        return KnownTimes(self.document, self.moments, (self.sentences, self.events), self._rows.offset)

    def moment_about(self, text: str) -> Moment | None:
        """The one known moment that a text is about, by the words that they share; None if that is not certain."""
        stems = word_stems(text)
        texts: dict[datetime, frozenset[str]] = {}
        for moment in self.times.exact:
            texts[moment.start] = texts.get(moment.start, frozenset()) | moment.stems
        scored = sorted(
            ((self._likeness(stems, own), len(stems & own), start) for start, own in texts.items()), reverse=True
        )
        if not scored or scored[0][1] < _SHARED or scored[0][0] < _LEAST_BITS:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
            return None
        return next(moment for moment in self.times.exact if moment.start == scored[0][2])

    def _likeness(self, stems: frozenset[str], own: frozenset[str]) -> float:
        others = min(self.rarities(stems - own), self.rarities(own - stems))
        return self.rarities(stems & own) - _OTHER_WORD * others

    @cached_property
    def lengths(self) -> tuple[StatedLength, ...]:
        """The lengths of time."""
        return tuple(length for mention in self.mentions if (length := StatedLength.of(mention)))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The counts, sums of money, shares and lengths, with those of the front matter."""
        return read_figures(self.document, (*self.sentences, *self.events))
