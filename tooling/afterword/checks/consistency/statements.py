"""What a post-mortem states: its sentences, times, lengths and figures, each read once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from afterword.checks.consistency.acts import Acts
from afterword.checks.consistency.figures import Figure, read_figures
from afterword.checks.consistency.known_times import KnownTimes
from afterword.checks.consistency.lengths_stated import StatedLength
from afterword.checks.consistency.moments import Moment, read_moments, times_of_rows
from afterword.checks.consistency.row_times import RowTimes
from afterword.checks.consistency.sentences import Mention, Sentence, read_events, read_sentences
from afterword.postmortem import PostMortem, Span


@dataclass(frozen=True, slots=True)
class Named:
    """What a sentence says a thing is.

    Attributes:
        of: what it is of: the name of a model, `prompt` for a release; empty for the incident.
        key: what is stated: `severity`, `detection`, `version`, `provider`, `model`, `release`, or a setting.
        value: what it is said to be, as it is written.
        sentence: the sentence.
    """

    of: str
    key: str
    value: str
    sentence: Sentence

    @property
    def span(self) -> Span:
        """Where it is in the document."""
        return self.sentence.place(self.value)


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

    @cached_property
    def acts(self) -> Acts:
        """The events of the timeline, by which parts of sentences are recognised."""
        return Acts(self.document, self.moments, self.events)

    @cached_property
    def lengths(self) -> tuple[StatedLength, ...]:
        """The lengths of time."""
        return tuple(length for mention in self.mentions if (length := StatedLength.of(mention)))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The counts, sums of money, shares and lengths, with those of the front matter."""
        return read_figures(self.document, (*self.sentences, *self.events))
