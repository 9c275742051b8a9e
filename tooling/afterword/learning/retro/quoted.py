"""What a model gets to read of a quarter: the counts, and what its post-mortems say of themselves, as items to cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from afterword.evidence import EvidenceItem
from afterword.learning.retro.retrospective import QUARTERS_BEFORE, Retrospective
from afterword.portfolio import Portfolio
from afterword.portfolio.done import is_done
from afterword.portfolio.facets import FACETS, Fact
from afterword.portfolio.first_sentence import reviewed_sentences
from afterword.portfolio.incidents import is_near_miss, start_date, start_key
from afterword.portfolio.periods import began_at
from afterword.portfolio.themes import Theme
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.markers import split_citations
from afterword.text.counting import counted

_COUNTS = "counts"
"""The source of what code counted, as the prompt calls it."""
_MOST_COUNTS = 30
_MOST_SENTENCES = 6
"""Of one section."""
_TOLD = (outline.SUMMARY, outline.IMMEDIATE_CAUSE)

_Row = tuple[str, str, tuple[PostMortem, ...]]
"""Source, text, and the post-mortems that the text is about."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quarter as items that can be cited.

    Attributes:
        items: E1, E2, …; not redacted.
        behind: by the id of an item, the post-mortems that it is about.
    """

    items: tuple[EvidenceItem, ...]
    behind: dict[str, tuple[PostMortem, ...]]

    @property
    def counts(self) -> frozenset[str]:
        """The ids of the items that code counted."""
        return frozenset(item.id for item in self.items if item.source == _COUNTS)

    def documents(self, names: Sequence[str]) -> list[PostMortem]:
        """Return the post-mortems behind items, each once."""
        found = {one.id: one for name in names for one in self.behind.get(name, ())}
        return list(found.values())


def quote_quarter(found: Retrospective, portfolio: Portfolio) -> Quoted:
    """Quote a quarter; nothing if nothing happened in it."""
    documents = (*found.incidents, *found.near_misses)
    if not documents:
        return Quoted((), {})
    rows = [*_counts(found), *_done(found, portfolio), *(row for one in documents for row in _incident(one))]
    items = [EvidenceItem(f"E{n}", source, n, None, None, text) for n, (source, text, _) in enumerate(rows, 1)]
    return Quoted(tuple(items), {item.id: behind for item, (_, _, behind) in zip(items, rows, strict=True)})


def _incident(document: PostMortem) -> Iterator[_Row]:
    def row(text: str) -> _Row:
        return document.id, text, (document,)

    kind = "near miss" if is_near_miss(document) else "incident"
    known = ((facet.label.lower(), facet.values(document)) for facet in FACETS if facet.key != "year")
    facts = "".join(f" {label}: {', '.join(values)}." for label, values in known if values)
    yield row(f"{_title(document)}. Began {start_date(document)} ({kind}).{facts}")
    for cause in document.front.stated_causes[:_MOST_SENTENCES]:
        if cause.summary:
            yield row(f"Cause, {cause.kind or 'of no kind'}: {cause.summary}")
    for section in _TOLD:
        yield from map(row, islice(reviewed_sentences(document, section), _MOST_SENTENCES))


def _counts(found: Retrospective) -> Iterator[_Row]:
    """Yield what the other parts of the retrospective count, in words."""
    quarter = found.quarter.name

    def row(text: str, documents: Sequence[PostMortem]) -> _Row:
        return _COUNTS, text, tuple(documents)

    yield row(f"Began: {_numbers(len(found.incidents), found.numbers, found)}.", found.incidents or found.near_misses)
    for one in islice({one.fact: one for one in (*found.burned, *found.counts)}.values(), _MOST_COUNTS):
        yield row(f"{_named(one.fact)}: {_numbers(len(one.documents), one.before, found)}.", one.documents)
    for theme in (*found.rises, *found.pairs):
        yield row(f"More often than chance explains: {_theme(theme)}.", theme.documents)
    for undone in found.undone[:_MOST_COUNTS]:
        due = f" (due {undone.item.due.display()})" if undone.item.due else ""
        shared = ", ".join(map(_named, undone.shared))
        yield row(
            f"An action item of {_title(undone.document)} is overdue and still open{due}: "
            f"{split_citations(undone.item.action)[1]}. {counted(len(undone.later), 'later incident')} in {quarter} "
            f"with {shared}.",
            (undone.document, *undone.later),
        )
    for one in found.absent[:_MOST_COUNTS]:
        numbers = _numbers(0, one.before, found)
        yield row(f"{_named(one.fact)}: {numbers}. Its absence does not say why.", one.earlier)
    for theme in found.quiet_pairs:
        yield row(f"{_theme(theme)}; no incident of {quarter} has both.", theme.documents)


def _done(found: Retrospective, portfolio: Portfolio) -> Iterator[_Row]:
    done, end = found.done, found.quarter.end
    documents = sorted((one for one in portfolio.documents if began_at(one) < end), key=start_key)
    behind = tuple(one for one in documents if any(is_done(one, item, portfolio) for item in one.actions))
    if behind:
        yield (
            _COUNTS,
            f"Action items done so far: {done.total}. With evidence: {done.evidenced}; without: "
            f"{done.bare}; not known: {done.unknown}.",
            behind,
        )


def _numbers(now: int, before: Sequence[int], found: Retrospective) -> str:
    """Say how many there were. Quarters before without any are left out: a 0 would read like a denial of the rest."""
    then = zip(reversed(found.before), reversed(before), strict=True)
    numbers = [f"{counted(now, 'incident')} in {found.quarter.name}", *(f"{n} in {one.name}" for one, n in then if n)]
    return ", ".join(numbers if any(before) else (*numbers, f"none in the {QUARTERS_BEFORE} quarters before"))


def _theme(theme: Theme) -> str:
    number = len(theme.documents)
    if len(theme.facts) == 1:
        then, total = theme.before
        return f"{_named(theme.facts[0])}, in {number} of {theme.among[0]} incidents, before in {then} of {total}"
    return f"{' with '.join(map(_named, theme.facts))}, in {counted(number, 'incident')}"


def _title(document: PostMortem) -> str:
    return document.title.rstrip(" .")


def _named(fact: Fact) -> str:
    return f"{fact.label} {fact.value}"
