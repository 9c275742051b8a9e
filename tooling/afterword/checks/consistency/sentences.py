"""The sentences of a post-mortem, and the facts in them with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from afterword.checks.locations import causes
from afterword.grounding.facts import Fact, Value, find_facts
from afterword.grounding.wording import stem, words
from afterword.language import split_prose
from afterword.postmortem import PostMortem, Section, Span, State, outline, yamltree
from afterword.postmortem.tables import split_row
from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate

FRONT = "front matter"
_NOT_PROSE = frozenset(
    kind.name
    for kind in (outline.TIMELINE, outline.ACTION_ITEMS, outline.EVIDENCE, outline.PROMPT_DIFF, outline.SAMPLES)
)
"""Sections that have another form, or quote."""
_MAY_TELL = late_pattern(
    # The first two letters of every alternative: seldom those of another word.
    r"[0-9]|\b(?i:(?=[aotfsenhdm][ naeihlouw])(?:an? (?:third|half|quarter|tenth|hour|day|week|month|minute)|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fif|twenty|thirty|forty|eighty|ninety|"
    r"hundred|thousand|dozen|half|noon|midnight))"
)
_BLOCK = late_pattern(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])|\n(?=[ \t]*\|)")
_ROW = late_pattern(r"(?m)^[ \t]*\|.*$")
_CLAUSE_END = late_pattern(
    r"[;:]\s|\s\(|\)|\s-\s|,\s(?=(?:and|but|so|which|who|whose|where|when|while|whereas|because|since|although|though|"
    r"as|until|after|before|then|not)\b)|\s(?=(?:but|while|whereas|because|although|so that)\s)"
)
_MAX_SENTENCES = 2_000
_REACH = 300
"""Characters that say what a fact belongs to."""
_NEAR = 80


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A fact that a sentence states.

    Attributes:
        fact: the fact, with its place in the sentence.
        sentence: the sentence.
        span: where it is in the document.
    """

    fact: Fact
    sentence: Sentence
    span: Span

    @property
    def value(self) -> Value:
        """The time, date, length, amount or name."""
        return self.fact.value

    @property
    def text(self) -> str:
        """How it is written."""
        return self.fact.text

    @property
    def start(self) -> int:
        """Its offset in the sentence."""
        return self.fact.start

    @property
    def end(self) -> int:
        """The offset behind it in the sentence."""
        return self.fact.start + len(self.fact.text)

    @property
    def before(self) -> str:
        """What the sentence says just before it."""
        return self.sentence.text[max(0, self.start - _REACH) : self.start]

    @property
    def just_before(self) -> str:
        """The end of it: what says how the fact is to be read."""
        return self.sentence.text[max(0, self.start - _NEAR) : self.start]

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
        part: the name of the part of the outline that it is in; in the front matter its key, in the timeline the kind
            of the event.
        title: the heading above it.
        span: where it is.
        block: its paragraph, list item or row.
        document: its document.
        heads: of a row, where each cell begins in the text, with the head of its column.
    """

    text: str
    section: str
    part: str
    title: str
    span: Span
    block: tuple[int, int]
    document: PostMortem
    heads: tuple[tuple[int, str], ...] = ()

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Its facts in their order."""
        found: list[Mention] = []
        for fact in find_facts(self.text) if _MAY_TELL.search(self.text) else ():
            span = self.place(fact.text, found[-1].span.start if found else self.span.start)
            found.append(Mention(fact, self, span))
        return tuple(found)

    @cached_property
    def clocks(self) -> list[Mention]:
        """Its times of day."""
        return [mention for mention in self.mentions if isinstance(mention.value, ClockTime)]

    @cached_property
    def dates(self) -> list[Mention]:
        """Its dates."""
        return [mention for mention in self.mentions if isinstance(mention.value, CalendarDate)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its meaningful words."""
        return word_stems(self.text)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, or an event of the timeline."""
        return self.block == self.span

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


@lru_cache(maxsize=20_000)
def word_stem(word: str) -> str:
    """The beginning of a word that its forms share: the same one for `ready` and `readies`."""
    one = stem(word)
    return f"{one[:-1]}i" if one.endswith("y") else one


@lru_cache(maxsize=4_000)  # rules ask for the same clauses
def word_stems(text: str) -> frozenset[str]:
    """The beginnings of the meaningful words of a text, without its numbers."""
    return frozenset(word_stem(word) for word in words(text) if not word[0].isdigit())


def clause_of(text: str, start: int, end: int) -> str:
    """The clause around a part of a sentence."""
    begin = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    last = _CLAUSE_END.search(text, end)
    return text[begin : last.start() if last else len(text)]


def of_sections(sentences: Iterable[Sentence], *names: str) -> list[Sentence]:
    """The sentences of some sections."""
    return [sentence for sentence in sentences if sentence.section in names]


def read_sentences(document: PostMortem) -> tuple[Sentence, ...]:
    """Read the sentences of the front matter and of the sections that are prose."""
    found = [*_in_front_matter(document), *_in_sections(document)]
    return tuple(found[:_MAX_SENTENCES])


def read_events(document: PostMortem) -> tuple[Sentence, ...]:
    """Read what the events of the timeline say, one sentence for each."""
    events = document.events[:_MAX_SENTENCES]
    # Read at once: what costs is to begin.
    texts = [f"{' '.join(event.text.split())}\n\n" for event in events]
    starts = list(accumulate(map(len, texts), initial=0))
    said: list[list[str]] = [[] for _ in events]
    for passage in split_prose("".join(texts)):
        said[bisect_right(starts, passage.start) - 1].append(passage.text)
    name = outline.TIMELINE.name
    return tuple(
        Sentence(normalise(" ".join(parts)), name, event.kind, event.kind, event.span, event.span, document)
        for event, parts in zip(events, said, strict=True)
    )


def read_actions(document: PostMortem) -> Iterator[Sentence]:
    """Read what the action items say, one sentence for each."""
    name = outline.ACTION_ITEMS.name
    for item in document.actions:
        text = normalise(f"{item.action}; {item.text('Done when')}")
        yield Sentence(text, name, name, name, item.span, item.span, document)


def _in_front_matter(document: PostMortem) -> Iterator[Sentence]:
    summaries = [("causes", index, "summary") for index, _ in causes(document)]
    for path in (("title",), ("impact", "harm"), ("impact", "notes"), *summaries):
        node = yamltree.find(document.accepted, path)
        if isinstance(node, yamltree.Scalar) and " " in node.text:
            key = ".".join(str(part) for part in path if isinstance(part, str))
            # The words of a quoted or folded value are not where they seem to be; its lines are near enough.
            yield from _split(document, node.text, node.span, FRONT, key, key)


def _in_sections(document: PostMortem) -> Iterator[Sentence]:
    other = {outline.TIMELINE.name: document.events, outline.ACTION_ITEMS.name: document.actions}
    for section in document.sections:
        is_prose = section.name not in _NOT_PROSE or not other.get(section.name, True)
        if is_prose and section.state is State.ANSWERED:
            yield from _in_part(document, section, section, section.name)


def _in_part(document: PostMortem, section: Section, part: Section, name: str) -> Iterator[Sentence]:
    """The sentences of a part and of those below it; the heading of a cause is in the part above it."""
    name = part.name if part.kind else name
    yield from _split(document, document.text(part.own), part.own, section.name, name, part.title)
    for inner in part.parts:
        yield from _in_part(document, section, inner, name)


def _split(document: PostMortem, text: str, whole: Span, section: str, part: str, title: str) -> Iterator[Sentence]:
    edges = [match.start() for match in _BLOCK.finditer(text)]
    names: list[str] = []
    last = 0
    for match in _ROW.finditer(text):
        # The cells of a row are read together: a number alone says nothing.
        cells = [normalise(match[0][start:end].replace("*", "")) for start, end in split_row(match[0])]
        if not last or text[last : match.start()].strip():
            names = cells
        last = match.end()
        span = Span(whole.start + match.start(), whole.start + match.end())
        starts = accumulate((len(cell) + 2 for cell in cells), initial=0)
        heads = tuple(zip(starts, names, strict=False))
        yield Sentence("; ".join(cells), section, part, title, span, span, document, heads)
    for passage in split_prose(_ROW.sub(lambda match: " " * len(match[0]), text)):
        start = whole.start + passage.start
        span = Span(min(start, whole.end), min(start + len(passage.text) + 2, whole.end))
        block = (whole.start, bisect_right(edges, passage.start))
        yield Sentence(normalise(passage.text), section, part, title, span, block, document)
