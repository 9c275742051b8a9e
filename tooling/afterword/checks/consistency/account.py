"""What a post-mortem tells in figures: its sentences with their times, lengths and numbers, and its known moments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate

from afterword.checks.locations import INCIDENT_TIMES, at, causes, time_of
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.wording import stem, words
from afterword.language import split_prose
from afterword.postmortem import PostMortem, Section, Span, State, outline, yamltree
from afterword.postmortem.tables import split_row
from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import read_clock_time
from afterword.times.when import When
from afterword.times.zones import utc_offset

FRONT = "front matter"
_NOT_PROSE = frozenset(
    kind.name
    for kind in (outline.TIMELINE, outline.ACTION_ITEMS, outline.EVIDENCE, outline.PROMPT_DIFF, outline.SAMPLES)
)
"""Sections that have another form, or quote."""
_MAY_TELL = late_pattern(
    # The first two letters of every alternative: seldom those of another word.
    r"\b(?i:(?=[aotfsenhdm][ naeihlouw])(?:an? (?:third|half|quarter|tenth|hour|day|week|month|minute)|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fif|twenty|thirty|forty|eighty|ninety|"
    r"hundred|thousand|dozen|half|noon|midnight))"
)
_DIGIT = late_pattern("[0-9]")
_STATED = late_pattern(r"\d{4}-\d{2}-\d{2}[T ]")
_BLOCK = late_pattern(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])|\n(?=[ \t]*\|)")
_ROW = late_pattern(r"(?m)^[ \t]*\|.*$")
_MAX_SENTENCES = 2_000
_REACH = 300
"""Characters that say what a fact belongs to."""
_NEAR = 80


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A fact that a sentence tells.

    Attributes:
        fact: the fact, with its place in the sentence.
        sentence: the sentence.
        span: where it is in the document.
    """

    fact: Fact
    sentence: Sentence
    span: Span

    @property
    def end(self) -> int:
        """The offset behind it in the sentence."""
        return self.fact.start + len(self.fact.text)

    @property
    def before(self) -> str:
        """What the sentence says just before it."""
        return self.sentence.text[max(0, self.fact.start - _REACH) : self.fact.start]

    @property
    def just_before(self) -> str:
        """The end of it: what says how the fact is to be read."""
        return self.sentence.text[max(0, self.fact.start - _NEAR) : self.fact.start]

    @property
    def behind(self) -> str:
        """What the sentence says just behind it."""
        return self.sentence.text[self.end : self.end + _REACH]


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence that people wrote, in its normal form.

    Attributes:
        text: its words, without markup, quotations and code.
        section: the name of its section, or `FRONT`.
        part: the name of the part of the outline that it is in; in the front matter its key.
        title: the heading above it.
        span: where it is.
        block: its paragraph, list item or row.
        document: its document.
    """

    text: str
    section: str
    part: str
    title: str
    span: Span
    block: tuple[int, int]
    document: PostMortem

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Its facts in their order."""
        found: list[Mention] = []
        may_tell = _DIGIT.search(self.text) or _MAY_TELL.search(self.text)
        for fact in find_facts(self.text) if may_tell else ():
            span = self.place(fact.text, found[-1].span.start if found else self.span.start)
            found.append(Mention(fact, self, span))
        return tuple(found)

    def place(self, words: str, start: int | None = None) -> Span:
        """Find words of the sentence in the document; signs that the normal form changes leave the last known place."""
        raw, end = self.document.source.readable, self.span.end
        start = self.span.start if start is None else start
        first, *others = words.split() or [words]
        at = raw.find(first, start, end)
        while at >= 0:
            last = at + len(first)
            for other in others:
                begin = last + len(raw[last:end]) - len(raw[last:end].lstrip())
                last = begin + len(other) if begin > last and raw.startswith(other, begin) else 0
                if not last:
                    break
            if last and not (at and raw[at - 1].isalnum()):
                return Span(at, last)
            at = raw.find(first, at + 1, end)
        return Span(start, start)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its meaningful words."""
        return word_stems(self.text)


@dataclass(frozen=True, eq=False)
class Moment:
    """A time that the front matter or the timeline states.

    Attributes:
        when: the time.
        name: what people call the place: `incident.started`, `line 55`.
        kind: a key of `incident`, a milestone, `cause`, `cause ended`, or empty.
        text: what happened.
        span: where it is stated.
    """

    when: When
    name: str
    kind: str
    text: str
    span: Span

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its meaningful words."""
        return word_stems(self.text)

    @property
    def edges(self) -> tuple[datetime, datetime]:
        """The first and the last instant that it can mean."""
        assert self.when.earliest
        assert self.when.latest
        return self.when.earliest, self.when.latest

    def agrees_with(self, other: Moment) -> bool:
        """Whether both can be of one time."""
        return not (self.when.is_before(other.when) or other.when.is_before(self.when))

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the minute."""
        return self.when.exact

    @property
    def is_in_front(self) -> bool:
        """Whether the front matter states it, and not the timeline."""
        return self.name.startswith("`")

    def __str__(self) -> str:
        return f"{self.name} says {self.when.display()}"


@dataclass(frozen=True)
class Account:
    """All that a document tells: worked out once for all rules of consistency."""

    document: PostMortem

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the front matter and of the sections that are prose."""
        found = [*_in_front_matter(self.document), *_in_sections(self.document)]
        return tuple(found[:_MAX_SENTENCES])

    @cached_property
    def rows(self) -> tuple[Sentence, ...]:
        """What the events of the timeline say, one sentence for each."""
        events = self.document.events[:_MAX_SENTENCES]
        # Read at once: what costs is to begin.
        texts = [f"{' '.join(event.text.split())}\n\n" for event in events]
        starts = list(accumulate(map(len, texts), initial=0))
        said: list[list[str]] = [[] for _ in events]
        for passage in split_prose("".join(texts)):
            said[bisect_right(starts, passage.start) - 1].append(passage.text)
        name, document = outline.TIMELINE.name, self.document
        return tuple(
            Sentence(normalise(" ".join(parts)), name, event.kind, event.kind, event.span, event.span, document)
            for event, parts in zip(events, said, strict=True)
        )

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All facts of the sentences and of the timeline's events."""
        return tuple(mention for sentence in (*self.sentences, *self.rows) for mention in sentence.mentions)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The known times that the front matter and the timeline state."""
        return tuple(moment for moment in _moments(self.document) if moment.when.known)

    @cached_property
    def offsets(self) -> frozenset[timedelta]:
        """How far the zones are ahead of UTC in which the front matter and the timeline give their times."""
        nodes = [node.text for _, node in yamltree.walk(self.document.tree) if isinstance(node, yamltree.Scalar)]
        texts = [*nodes, *(self.document.text(event.span) for event in self.document.events)]
        return frozenset({timedelta(0), *(offset for text in texts for offset in _offsets(text[:80]))})

    def milestone(self, kind: str) -> Moment | None:
        """The time that the front matter states under `incident`; None if it states none."""
        return next((moment for moment in self.moments if moment.kind == kind and moment.is_in_front), None)

    def line(self, mention: Mention | Moment) -> int:
        """The line of a fact or a moment."""
        return self.document.line(mention.span)


def word_stems(text: str) -> frozenset[str]:
    """The beginnings of the meaningful words of a text, without its numbers."""
    stems = {stem(word) for word in words(text) if not word[0].isdigit()}
    return frozenset(f"{one[:-1]}i" if one.endswith("y") else one for one in stems)


def of_sections(sentences: Iterable[Sentence], *names: str) -> list[Sentence]:
    """The sentences of some sections."""
    return [sentence for sentence in sentences if sentence.section in names]


def _offsets(text: str) -> Iterator[timedelta]:
    for match in _STATED.finditer(text):
        try:
            read = read_clock_time(text, match.end())
            if read and read[0].zone:
                yield utc_offset(read[0].zone, datetime.fromisoformat(match[0][:10]))
        except ValueError:  # no time, or a zone that is not certain
            continue


def _in_front_matter(document: PostMortem) -> Iterator[Sentence]:
    summaries = [("causes", index, "summary") for index, _ in causes(document)]
    for path in (("title",), ("impact", "harm"), ("impact", "notes"), *summaries):
        node = yamltree.find(document.accepted, path)
        if isinstance(node, yamltree.Scalar) and " " in node.text:
            key = ".".join(str(part) for part in path if isinstance(part, str))
            # The words of a quoted or folded value are not where they seem to be; its lines are near enough.
            yield from _split(document, node.text, node.span, FRONT, key, key)


def _in_sections(document: PostMortem) -> Iterator[Sentence]:
    for section in document.sections:
        if section.name not in _NOT_PROSE and section.state is State.ANSWERED:
            yield from _in_part(document, section, section, section.name)


def _in_part(document: PostMortem, section: Section, part: Section, name: str) -> Iterator[Sentence]:
    """The sentences of a part and of those below it; the heading of a cause is in the part above it."""
    name = part.name if part.kind else name
    yield from _split(document, document.text(part.own), part.own, section.name, name, part.title)
    for inner in part.parts:
        yield from _in_part(document, section, inner, name)


def _split(document: PostMortem, text: str, whole: Span, section: str, part: str, title: str) -> Iterator[Sentence]:
    edges = [match.start() for match in _BLOCK.finditer(text)]
    for match in _ROW.finditer(text):
        # The cells of a row are read together: a number alone says nothing.
        cells = [match[0][start:end] for start, end in split_row(match[0])]
        span = Span(whole.start + match.start(), whole.start + match.end())
        yield Sentence(normalise("; ".join(cells).replace("*", "")), section, part, title, span, span, document)
    for passage in split_prose(_ROW.sub(lambda match: " " * len(match[0]), text)):
        start = whole.start + passage.start
        span = Span(min(start, whole.end), min(start + len(passage.text) + 2, whole.end))
        block = (whole.start, bisect_right(edges, passage.start))
        yield Sentence(normalise(passage.text), section, part, title, span, block, document)


def _moments(document: PostMortem) -> Iterator[Moment]:
    incident = document.front.incident
    for key in INCIDENT_TIMES if incident else ():
        assert incident is not None
        if when := time_of(incident, key):
            yield Moment(when, f"`incident.{key}`", key, "", at(document, "incident", key))
    for index, cause in causes(document):
        for key, kind, when in (("started", "cause", cause.started), ("ended", "cause ended", cause.ended)):
            if when:
                name = f"`{key}` of the cause `{cause.id or index + 1}`"
                yield Moment(when, name, kind, cause.summary or "", at(document, "causes", index, key))
    for event in document.events:
        if event.when:
            yield Moment(event.when, f"line {document.line(event.span)}", event.kind, event.text, event.span)
