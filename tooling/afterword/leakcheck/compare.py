"""The leak check: an external edition held against everything internal. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from afterword.leakcheck.copied_words import LEAST_OF_EVIDENCE, LEAST_OF_SECTION, LEAST_OF_TITLE, Edition, stems
from afterword.leakcheck.figures import figures
from afterword.leakcheck.leak import MASKED, UNALLOWABLE, Kind, Leak
from afterword.leakcheck.material import Material
from afterword.leakcheck.references import Place, by_form, identifiers
from afterword.leakcheck.secrets import secrets
from afterword.leakcheck.sections import headings, internal_texts
from afterword.leakcheck.terms import Terms, terms_of
from afterword.leakcheck.views import View, views
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.external import ExternalEdition
from afterword.redaction import Redactor

_OUTER = frozenset({Kind.ADDRESS, Kind.PERSONAL, Kind.SECRET})
"""Kinds that say all there is to say of what stands within them."""
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_OWN_WORDS = "tell it in your own words, or leave it out"


def leaks(edition: ExternalEdition, internal: PostMortem, material: Material) -> list[Leak]:
    """Everything in an edition that is internal, in the order of the text.

    Args:
        edition: what is to be published.
        internal: its post-mortem.
        material: evidence, files and people of the incident.
    """
    seen = views(edition)
    allowed = _allowed(edition, seen)
    places = [*_found(seen, internal, material)]
    text = edition.source.readable
    kept = [
        place
        for place in dict.fromkeys(places)
        if place.kind in UNALLOWABLE or not allowed.holds(_core(text, place.span))
    ]
    hidden = [place.span for place in places if place.kind in MASKED]
    return [
        Leak.at(edition.source, place.kind, place.span, place.reason, place.remedy, hidden)
        for place in _distinct(sorted(kept, key=_order), edition.source.line_of)
    ]


def _found(seen: list[View], internal: PostMortem, material: Material) -> Iterator[Place]:
    terms = terms_of(internal, material.people, material.texts, (name for name, _ in material.files))
    prompts, others, plain = internal_texts(internal)
    redactor, title = Redactor(material.patterns), internal.front.title or ""
    for view in seen:
        yield from secrets(view, redactor)
        yield from by_form(view, internal)
        yield from (Place(term.kind, span, term.reason, term.remedy) for term, span in terms.places(view))
        yield from figures(view, internal)
        yield from headings(view)
        edition = Edition(view)
        for kind, texts, reason in (
            (Kind.EVIDENCE, material.evidence, "these words stand in the evidence"),
            (Kind.PROMPT, (*material.prompts, *prompts), "these words stand in a prompt or an output"),
        ):
            for span in edition.shared_with(texts, LEAST_OF_EVIDENCE):
                yield Place(kind, span, reason, _OWN_WORDS)
        told_plainly = list(edition.shared_with(plain, LEAST_OF_EVIDENCE))
        for span in edition.shared_with(others, LEAST_OF_SECTION):
            if not any(_holds(other, span) for other in told_plainly):
                yield Place(Kind.SECTION, span, "these words stand in an internal section", _OWN_WORDS)
        for span in edition.shared_with([title], min(LEAST_OF_TITLE, len(stems(title)))):
            yield Place(Kind.SECTION, span, "it is the internal document's title", _OWN_WORDS)
    yield from identifiers(seen, (internal.source.readable, *material.texts))


class _Allowed:
    """Where terms of `allow` stand."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def holds(self, span: Span) -> bool:
        """Whether one of them holds a span."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


def _allowed(edition: ExternalEdition, seen: list[View]) -> _Allowed:
    terms = Terms()
    for text in edition.front.allowed:
        terms.add_any(text, Kind.NAME, "allowed", "")
    return _Allowed(span for view in seen for _, span in terms.places(view))


def _core(text: str, span: Span) -> Span:
    """A span without what is no letter or digit at its ends."""
    found = _CORE.search(text, span.start, span.end)
    return Span(found.start(), found.end()) if found else span


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _says_all(other: Place, place: Place) -> bool:
    # An address around a secret can be allowed, the secret cannot.
    return other.kind in _OUTER and place.kind not in UNALLOWABLE and _holds(other.span, place.span)


def _order(place: Place) -> tuple[int, int, int]:
    return (place.span.start, -place.span.end, list(Kind).index(place.kind))


def _distinct(ordered: Iterable[Place], line_of: Callable[[int], int]) -> Iterator[Place]:
    """Places without those that another on the line says: one of the same kind, or one that says it all around it."""
    told: list[Place] = []
    line = 0
    for place in ordered:
        if line_of(place.span.start) != line:
            line, told = line_of(place.span.start), []
        told = [other for other in told if other.span.end > place.span.start]
        if any(other.kind is place.kind or _says_all(other, place) for other in told):
            continue
        told.append(place)
        yield place
