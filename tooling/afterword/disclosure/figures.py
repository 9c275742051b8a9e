"""Figures: estimates that are told as if they were exact, and figures that are confidential."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from afterword.disclosure.leak import Kind
from afterword.disclosure.places import Place
from afterword.disclosure.views import View
from afterword.grounding.facts import facts
from afterword.grounding.kinds import Fact
from afterword.grounding.kinds import Kind as FactKind
from afterword.grounding.plain import plain
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Impact
from afterword.postmortem.values import Quantity

_CONFIDENTIAL_KEYS = ("revenue", "cost", "sla_violations")
_NOUNS = {
    "users": r"(?:users?|customers?|people|persons|accounts?|subscribers?|clients?|organi[sz]ations?|members?)",
    "requests": r"(?:requests?|queries|questions|answers?|responses?|calls?|messages?|conversations?|chats?)",
    "complaints": r"(?:complaints?|tickets?|reports?|messages?)",
    "sla_violations": r"(?:sla|violations?|breach(?:es)?|guarantees?)",
}
_PLAIN_NUMBER = 100
"""A smaller number says something only with its noun: `3` alone can be anything."""

_MARKED = re.compile(r"(?i)\b(?:confidential|not for publication|do not publish|internal only|under nda)\b")
_ESTIMATED = re.compile(r"~\s?(?=\d)")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ '’]\d{3})+(?![\d.,]?\d)")
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]?\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

_ABOUT = (
    r"about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|ca\.|an? estimated|estimated|estimates? of"
)
_AT_LEAST = r"at least|more than|over|no fewer than|not fewer than|no less than|upwards of|above|>=?|≥"
_AT_MOST = r"at most|up to|fewer than|less than|under|below|no more than|not more than|<=?|≤"
_HEDGES = {
    "~": rf"(?:{_ABOUT}|{_AT_LEAST}|{_AT_MOST}|~|≈|between)",
    ">=": rf"(?:{_AT_LEAST}|{_ABOUT}|~)", ">": rf"(?:{_AT_LEAST}|{_ABOUT}|~)",
    "<=": rf"(?:{_AT_MOST}|{_ABOUT}|~)", "<": rf"(?:{_AT_MOST}|{_ABOUT}|~)",
}  # fmt: skip
_SAID = {
    "~": "an estimate", ">=": "a lower bound", ">": "a lower bound", "<=": "an upper bound", "<": "an upper bound",
}  # fmt: skip
_AFTER = re.compile(
    r"(?i)\s?(?:[^\W\d_]+\s){0,2}(?:\((?:an? )?estimated?\)|or so\b|or more\b|or fewer\b|approximately\b)"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    kind: FactKind
    value: Decimal
    qualifier: str
    noun: str
    is_confidential: bool


def figures(view: View, internal: PostMortem) -> Iterator[Place]:
    """Places where a figure of the internal document is told that is not for the outside as it stands."""
    known = [*_of_impact(internal), *_of_text(internal)]
    if not known:
        return
    # The mark of a quotation is no `more than`.
    whole = _QUOTED.sub(lambda match: " " * len(match[0]), view.text)
    whole = _GROUPED.sub(lambda match: re.sub(r"\D", ",", match[0]), whole)
    yield from _in(view, whole, known)
    if _DOTTED.search(whole):  # a point can part decimals or thousands
        yield from _in(view, _DOTTED.sub(lambda match: match[0].replace(".", ","), whole), known)


def _in(view: View, whole: str, known: list[_Figure]) -> Iterator[Place]:
    for start, end in _paragraphs(whole):
        text = whole[start:end].replace("\n", " ")
        compared = plain(text)
        position = 0
        for fact in facts(compared):
            at = text.find(fact.text, position if compared != text else fact.start)
            at = at if at >= 0 else max(text.find(fact.text), 0)
            position = at
            for figure in known:
                if place := _judged(figure, fact, compared):
                    span = view.span(start + at, min(start + at + len(fact.text), end))
                    yield Place(Kind.FIGURE, span, *place)
                    break


def _judged(figure: _Figure, fact: Fact, text: str) -> tuple[str, str] | None:
    """Why a figure may not stand like this, and what to do; None where it may."""
    value = _value(fact)
    if value is None or value != figure.value or not _same_kind(figure, fact):
        return None
    rest = text[fact.start + len(fact.text) :]
    is_small = figure.kind is FactKind.NUMBER and figure.value < _PLAIN_NUMBER
    if is_small and not re.match(rf"(?i)\W{{0,3}}(?:[^\W\d_]+\W{{1,2}}){{0,2}}{figure.noun}\b", rest):
        return None
    if figure.is_confidential:
        return (
            "the internal document keeps it confidential",
            "leave it out, or list it under `allow` once it may be told",
        )
    before = text[: fact.start].rstrip()
    if re.search(rf"(?i)(?<!\w)(?:{_HEDGES[figure.qualifier]})$", before) or _AFTER.match(rest):
        return None
    # `~1,200` and `>=1,196`: the mark can be a part of what was read.
    if fact.text.startswith(("~", ">", "<", "≥", "≤", "≈")):
        return None
    said = _SAID[figure.qualifier]
    word = {"~": "about", ">=": "at least", ">": "more than", "<=": "at most", "<": "fewer than"}[figure.qualifier]
    return f"the internal document gives {said}, and this sounds exact", f"write `{word} {fact.text}`"


def _same_kind(figure: _Figure, fact: Fact) -> bool:
    # A sum of money is one without its currency too.
    return fact.kind is figure.kind or (
        figure.kind is FactKind.MONEY and fact.kind is FactKind.NUMBER and figure.value >= _PLAIN_NUMBER
    )


def _value(fact: Fact) -> Decimal | None:
    if fact.kind in (FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY) and isinstance(fact.value, tuple):
        return fact.value[1] if isinstance(fact.value[1], Decimal) else None
    return None


def _of_impact(internal: PostMortem) -> Iterator[_Figure]:
    impact = internal.front.impact
    if not isinstance(impact, Impact):
        return
    for key, quantity in impact:
        if not isinstance(quantity, Quantity) or quantity.value is None:
            continue
        confidential = key in _CONFIDENTIAL_KEYS
        if confidential or quantity.qualifier:
            kinds = {"": FactKind.NUMBER, "%": FactKind.PERCENT}
            kind = kinds.get(quantity.unit, FactKind.MONEY)
            noun = _NOUNS.get(key, r"\w+")
            yield _Figure(kind, quantity.value.normalize(), quantity.qualifier, noun, confidential)


def _of_text(internal: PostMortem) -> Iterator[_Figure]:
    """Figures of lines and sentences that are marked as confidential, and estimates written with `~`."""
    text = internal.source.readable
    if not _MARKED.search(text) and not _ESTIMATED.search(text, internal.body_start):
        return
    for number, line in enumerate(text.split("\n")):
        sentences = [line] if "|" in line or internal.source.line_start(number) < internal.body_start else None
        for sentence in sentences or _SENTENCE_END.split(line):
            marked = bool(_MARKED.search(sentence))
            if not marked and not (sentences is None and _ESTIMATED.search(sentence)):
                continue
            compared = plain(sentence)
            for fact in facts(compared):
                value = _value(fact)
                hedged = compared[: fact.start].endswith("~") or fact.text.startswith("~")
                if value is None or not (marked or hedged):
                    continue
                if fact.kind is FactKind.NUMBER and value < _PLAIN_NUMBER:
                    continue
                yield _Figure(fact.kind, value, "~" if not marked else "", "", marked)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for match in re.finditer(r"\n[ \t]*\n", text):
        yield position, match.start()
        position = match.end()
    yield position, len(text)
