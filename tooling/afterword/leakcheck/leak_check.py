"""The leak check: an external edition held against everything internal. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, groupby

from afterword.leakcheck.copied_sentences import EditionSentences
from afterword.leakcheck.copied_words import LEAST_OF_EVIDENCE, LEAST_OF_SECTION, LEAST_OF_TITLE, EditionWords, stems
from afterword.leakcheck.exact_figures import find_contract_terms, find_exact
from afterword.leakcheck.figures import collect_figures, find_figures, find_levels, published_counts
from afterword.leakcheck.initials import find_initials
from afterword.leakcheck.kept_quiet import find_quiet
from afterword.leakcheck.leak import MASKED, UNALLOWABLE, Leak, LeakKind, PossibleLeak
from afterword.leakcheck.material import Material
from afterword.leakcheck.parted_identifiers import find_parted
from afterword.leakcheck.proper_nouns import add_proper_nouns, add_stores, product_names
from afterword.leakcheck.quotations import find_quotations
from afterword.leakcheck.references import find_identifiers, find_references
from afterword.leakcheck.sections import find_headings, split_internal_texts
from afterword.leakcheck.terms import Terms, collect_terms
from afterword.leakcheck.views import View, make_views
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.external import ExternalEdition
from afterword.redaction import Redactor
from afterword.text.folding import folded_words

_NAMES = frozenset({"name", "handle"})
"""What redaction calls the names of persons."""
_NAMING = frozenset({LeakKind.NAME, LeakKind.IDENTIFIER, LeakKind.SERVICE})
_OUTER = frozenset({LeakKind.ADDRESS, LeakKind.PERSONAL, LeakKind.SECRET})
"""Kinds that make other kinds within them redundant."""
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_OWN_WORDS = "say it in your own words, or leave it out"


def find_leaks(edition: ExternalEdition, internal: PostMortem, material: Material) -> list[Leak]:
    """Find everything in an edition that is internal, in the order of the text.

    Args:
        edition: what is to be published.
        material: evidence, files and people of the incident.
    """
    seen = make_views(edition)
    allowed = _allowed(edition, seen)
    text, products = edition.source.readable, product_names(internal)
    places = [place for place in _found(seen, internal, material) if not _is_product(place, text, products)]
    kept = [
        place
        for place in dict.fromkeys(places)
        if place.kind in UNALLOWABLE or not allowed.holds(_core(text, place.span))
    ]
    hidden = [place.span for place in places if place.kind in MASKED]
    return [
        Leak.at(edition.source, place, hidden) for place in _distinct(sorted(kept, key=_order), edition.source.line_of)
    ]


def _found(seen: list[View], internal: PostMortem, material: Material) -> Iterator[PossibleLeak]:
    terms = collect_terms(internal, material.people, material.texts, (name for name, _ in material.files))
    add_proper_nouns(terms, internal, material.evidence)
    whole = (internal.source.readable, *material.texts)
    add_stores(terms, whole)
    prompts, others, plain = split_internal_texts(internal)
    figures = collect_figures(internal, material.items)
    body, published = internal.source.readable[internal.body_start :], published_counts(internal)
    redactor, title = Redactor(material.patterns), internal.front.title or ""
    for view in seen:
        yield from _find_secrets(view, redactor)
        yield from find_references(view, internal)
        yield from (PossibleLeak(term.kind, span, term.reason, term.remedy) for term, span in terms.find_in(view))
        yield from find_figures(view, figures)
        yield from find_levels(view, whole)
        yield from find_exact(view, (body, *material.texts), published)
        yield from find_contract_terms(view, (body, *material.texts))
        yield from find_quotations(view, (body, *material.texts))
        yield from find_quiet(view, (body, *material.texts))
        yield from find_headings(view)
        yield from find_initials(view, whole)
        yield from find_parted(view, whole)
        edition, sentences = EditionWords(view), EditionSentences(view)
        for kind, texts, reason in (
            (LeakKind.EVIDENCE, material.evidence, "these words are in the evidence"),
            (LeakKind.PROMPT, (*material.prompts, *prompts), "these words are in a prompt or an output"),
        ):
            for span in (*edition.find_shared(texts, LEAST_OF_EVIDENCE), *sentences.find_repeated(texts, parts=True)):
                yield PossibleLeak(kind, span, reason, _OWN_WORDS)
        told_plainly = list(edition.find_shared(plain, LEAST_OF_EVIDENCE))
        copied = (*edition.find_shared(others, LEAST_OF_SECTION), *sentences.find_repeated(others, parts=False))
        for span in copied:
            if not any(_holds(other, span) for other in told_plainly):
                yield PossibleLeak(LeakKind.SECTION, span, "these words are in an internal section", _OWN_WORDS)
        for span in edition.find_shared([title], min(LEAST_OF_TITLE, len(stems(title)))):
            yield PossibleLeak(LeakKind.SECTION, span, "it is the internal document's title", _OWN_WORDS)
    yield from find_identifiers(seen, whole)


def _is_product(place: PossibleLeak, text: str, products: frozenset[str]) -> bool:
    return place.kind in _NAMING and "".join(folded_words(place.span.of(text))) in products


def _find_secrets(view: View, redactor: Redactor) -> Iterator[PossibleLeak]:
    for find in redactor.find(view.text):
        kind, remedy = (LeakKind.NAME if find.kind in _NAMES else LeakKind.PERSONAL), "leave it out"
        if find.secret:
            kind, remedy = LeakKind.SECRET, "leave it out, and revoke it: it is in Git"
        yield PossibleLeak(kind, view.span(find.start, find.end), f"redaction knows it as {find.kind}", remedy)


class _Allowed:
    """Where terms of `allow` are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def holds(self, span: Span) -> bool:
        """Whether one of them contains a span."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


def _allowed(edition: ExternalEdition, seen: list[View]) -> _Allowed:
    terms = Terms()
    for text in edition.front.allowed:
        terms.add_any(text, LeakKind.NAME, "allowed", "")
    return _Allowed(span for view in seen for _, span in terms.find_in(view))


def _core(text: str, span: Span) -> Span:
    """A span that begins and ends with a letter or digit."""
    found = _CORE.search(text, span.start, span.end)
    return Span(found.start(), found.end()) if found else span


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _says_all(other: PossibleLeak, place: PossibleLeak) -> bool:
    # An address around a secret can be allowed, the secret cannot.
    is_outer = other.kind in _OUTER or (other.kind, place.kind) == (LeakKind.PROMPT, LeakKind.SECTION)
    return is_outer and place.kind not in UNALLOWABLE and _holds(other.span, place.span)


def _order(place: PossibleLeak) -> tuple[int, int, int]:
    return (place.span.start, -place.span.end, list(LeakKind).index(place.kind))


def _distinct(ordered: Iterable[PossibleLeak], line_of: Callable[[int], int]) -> Iterator[PossibleLeak]:
    """Places without those that another on the line says: one of the same kind, or one that says it all around it."""
    for _, places in groupby(ordered, key=lambda place: line_of(place.span.start)):
        reported: list[PossibleLeak] = []
        for place in places:
            reported = [other for other in reported if other.span.end > place.span.start]
            if any(other.kind is place.kind or _says_all(other, place) for other in reported):
                continue
            reported.append(place)
            yield place
