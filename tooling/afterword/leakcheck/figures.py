"""Figures: estimates that are stated as if they were exact, and figures that are confidential."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from afterword.grounding.facts import Fact, Value, find_facts
from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Impact
from afterword.postmortem.values import Quantity
from afterword.text.amounts import CURRENCY, CURRENCY_CODES, Count, Money, Percentage
from afterword.text.folding import normalise
from afterword.text.qualifiers import LESS_THAN, MORE_THAN, ROUGHLY, qualifier_in_words
from afterword.times.durations import TimeSpan

_CONFIDENTIAL_KEYS = ("revenue", "cost", "sla_violations")
_NOUNS = {
    "users": r"(?:users?|customers?|people|persons|accounts?|subscribers?|clients?|organi[sz]ations?|members?"
    r"|patients?|students?|employees?|residents?|visitors?|drivers?|tenants?|teams?|companies|shops?|visits?)",
    "requests": r"(?:requests?|queries|questions|answers?|responses?|calls?|messages?|conversations?|chats?)",
    "complaints": r"(?:complaints?|tickets?|reports?|messages?)",
    "sla_violations": r"(?:sla|violations?|breach(?:es)?|guarantees?)",
}
_PLAIN_NUMBER = 100
"""A smaller number says something only with its noun: `3` alone can be anything."""

_MARKED = re.compile(r"(?i)\b(?:confidential|not for publication|do not publish|internal only|under nda)\b")
_ESTIMATED = re.compile(r"~\s?(?=\d)")
_HEADS = re.compile(rf"[\W_]*(?:{_MARKED.pattern.removeprefix('(?i)')})\b[*_ ]*(?::|\Z)[*_ ]*", re.IGNORECASE)
_FOLLOWING = re.compile(r"\W{1,3}(?P<noun>[^\W\d_]{3,40})")
_PERCENT = re.compile(r"(?i)[\s-]?per\s?cent\b")
_CURRENCY = re.compile(rf"\s?{CURRENCY}")
_OF_PRICE = re.compile(
    r"(?i)\s?(?:discount\b|off\b|of (?:(?:the|your|its|a) )?(?:[a-z]+ )?(?:price|value|amount|fee)s?\b)"
)
"""A share of a price is not a share of users."""
_THOUSAND = re.compile(r"(?i)(?<=\d)\s?thousand\b")
_DIGITS = re.compile(r"\d[\d.,]*")
_NEAR = Decimal("0.05")
"""How near a sum of money reveals a confidential one: `about EUR 84,000` reveals EUR 84,200."""
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ '’]\d{3})+(?![\d.,]?\d)")
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]?\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

_ABOUT = rf"{ROUGHLY}|an? estimated|estimated|estimates? of"
_AT_LEAST = rf"{MORE_THAN}|>=?|≥"
_AT_MOST = rf"{LESS_THAN}|<=?|≤"
_HEDGES = {
    "~": ("an estimate", rf"{_ABOUT}|{_AT_LEAST}|{_AT_MOST}|~|≈|between"),
    ">": ("a lower bound", rf"{_AT_LEAST}|{_ABOUT}|~"),
    "<": ("an upper bound", rf"{_AT_MOST}|{_ABOUT}|~"),
}
"""By the first sign of a qualifier: what it is, and the words that say so."""
_AFTER = re.compile(
    r"(?i)\s?(?:[^\W\d_]+\s){0,2}(?:\((?:an? )?estimated?\)|or so\b|or more\b|or fewer\b|approximately\b)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the internal texts.

    Attributes:
        kind: of what it is.
        value: its amount.
        qualifier: what makes it an estimate, such as `~`.
        noun: a pattern of what it counts, which has to follow a small number.
        is_confidential: whether it must not be published in any form.
    """

    kind: type[Value]
    value: Decimal
    qualifier: str
    noun: str
    is_confidential: bool


def collect_figures(internal: PostMortem, evidence: Iterable[str]) -> list[Figure]:
    """Collect the figures of an incident that must not be published as they are.

    Estimates, and what is confidential: violations of guarantees, what is marked so, and every sum of money.
    """
    sums = (found for text in (internal.source.readable, *evidence) for found in _sums(text))
    return list(dict.fromkeys((*_of_impact(internal), *_of_text(internal), *sums)))


def find_figures(view: View, known: list[Figure]) -> Iterator[PossibleLeak]:
    """Find figures of the internal texts that must not be published in this form."""
    if not known:
        return
    # The mark of a quotation is not `more than`.
    whole = _QUOTED.sub(lambda match: " " * len(match[0]), view.text)
    whole = _GROUPED.sub(_with_commas, whole)
    yield from _in(view, whole, known)
    if _DOTTED.search(whole):  # a point can part decimals or thousands
        yield from _in(view, _DOTTED.sub(_with_commas, whole), known)


def _in(view: View, whole: str, known: list[Figure]) -> Iterator[PossibleLeak]:
    for start, end in _paragraphs(whole):
        text = whole[start:end].replace("\n", " ")
        # `EUR 84.2 thousand` is read as a name with a number otherwise.
        compared = _THOUSAND.sub("k", normalise(text))
        position = 0
        for fact in find_facts(compared):
            at = text.find(fact.text, position if compared != text else fact.start)
            if at < 0:  # written otherwise than it is compared: its digits are there
                digits = _DIGITS.search(fact.text)
                at = max(text.find(digits[0] if digits else fact.text, position), 0)
            position = at
            for figure in known:
                if place := _judged(figure, fact, compared):
                    span = view.span(start + at, min(start + at + len(fact.text), end))
                    yield PossibleLeak(LeakKind.FIGURE, span, *place)
                    break


def _judged(figure: Figure, fact: Fact, text: str) -> tuple[str, str] | None:
    """Why a figure must not be published in this form, and what to do; None if it may."""
    rest = text[fact.start + len(fact.text) :]
    value, kind = _value(fact), _kind(fact, rest)
    if value is None or not _same_value(figure, kind, value) or not _same_kind(figure, kind):
        return None
    is_small = figure.kind is Count and figure.value < _PLAIN_NUMBER
    if is_small and not re.match(rf"(?i)\W{{0,3}}(?:[^\W\d_]+\W{{1,2}}){{0,2}}{figure.noun}\b", rest):
        return None
    if figure.is_confidential:
        return (
            "the internal document keeps it confidential, as it does every sum of money"
            if figure.kind is Money
            else "the internal document keeps it confidential",
            "leave it out, or list it under `allow` once it may be published",
        )
    said, hedges = _HEDGES[figure.qualifier[0]]
    if re.search(rf"(?i)(?<!\w)(?:{hedges})$", text[: fact.start].rstrip()) or _AFTER.match(rest):
        return None
    # `~1,200` and `>=1,196`: the mark can be a part of what was read.
    if fact.text.startswith(("~", ">", "<", "≥", "≤", "≈")) or (kind is Percentage and _OF_PRICE.match(rest)):
        return None
    words = f"{qualifier_in_words(figure.qualifier)}{fact.text}"
    return f"the internal document gives {said}, and this sounds exact", f"write `{words}`"


def _same_kind(figure: Figure, kind: type[Value]) -> bool:
    # A sum of the impact is one without its currency too; one of a text could be any other number by chance.
    is_of_impact = figure.kind is Money and figure.noun != ""
    return kind is figure.kind or (is_of_impact and kind is Count and figure.value >= _PLAIN_NUMBER)


def _same_value(figure: Figure, kind: type[Value], value: Decimal) -> bool:
    if figure.is_confidential and figure.kind is Money and kind is Money:
        return abs(value - figure.value) <= abs(figure.value) * _NEAR
    return value == figure.value


def _kind(fact: Fact, rest: str) -> type[Value]:
    """What a figure is by the word behind it, where the number itself is written in words: `thirty percent`."""
    if isinstance(fact.value, Count) and _PERCENT.match(rest):
        return Percentage
    return Money if isinstance(fact.value, Count) and _CURRENCY.match(rest) else type(fact.value)


def _value(fact: Fact) -> Decimal | None:
    return fact.value.amount if isinstance(fact.value, Count | Percentage | Money | TimeSpan) else None


_OF_MONEY = re.compile(rf"[$€£¥₹]|\b(?:{CURRENCY_CODES}|euros?|dollars?|pounds?|francs?)\b", re.IGNORECASE)
_LEVEL = re.compile(r"(?<![\w.,])0?[.,](?P<digits>\d{1,4})(?![\w%]|[.,]\d)")
_OF_LEVELS = re.compile(
    r"(?i)\b(?:thresholds?|cut-?offs?|limits?|levels?|confidence|scores?|filters?|temperature|margin|setting|weight)\b"
    r"[^.!?\n]{0,60}\Z"
)


def find_levels(view: View, texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find thresholds of models that are in internal texts: `a cut-off of 0.8` for `.8`.

    Args:
        view: of the edition.
        texts: the internal document, evidence and files; read only where the edition has a level at all.
    """
    told = [
        one for one in _LEVEL.finditer(view.text) if _OF_LEVELS.search(view.text, max(0, one.start() - 80), one.start())
    ]
    known = {one["digits"].rstrip("0") for text in texts for one in _LEVEL.finditer(text)} if told else set()
    for match in told:
        if match["digits"].rstrip("0") in known:
            reason = "it is a setting of a model in the internal document or the evidence"
            yield PossibleLeak(
                LeakKind.IDENTIFIER, view.span(*match.span()), reason, "say what it did, without its value"
            )


def _sums(text: str) -> Iterator[Figure]:
    for line in text.split("\n") if _OF_MONEY.search(text) else ():
        if not _OF_MONEY.search(line):
            continue
        grouped = _GROUPED.sub(_with_commas, line)
        for read in dict.fromkeys((grouped, _DOTTED.sub(_with_commas, grouped))):
            compared = _THOUSAND.sub("k", normalise(read))
            for fact in find_facts(compared):
                value = _value(fact)
                if value and _kind(fact, compared[fact.start + len(fact.text) :]) is Money:
                    yield Figure(Money, value, "", "", True)


def _with_commas(number: re.Match[str]) -> str:
    """A number whose thousands are parted by commas, if signs or blanks part them."""
    return re.sub(r"\D", ",", number[0])


def _of_impact(internal: PostMortem) -> Iterator[Figure]:
    impact = internal.front.impact
    if not isinstance(impact, Impact):
        return
    for key, quantity in impact:
        if not isinstance(quantity, Quantity) or quantity.value is None:
            continue
        confidential = key in _CONFIDENTIAL_KEYS
        if confidential or quantity.qualifier:
            kinds: dict[str, type[Value]] = {"": Count, "%": Percentage}
            kind = kinds.get(quantity.unit, Money)
            noun = _NOUNS.get(key, r"\w+")
            yield Figure(kind, quantity.value.normalize(), quantity.qualifier, noun, confidential)


def published_counts(internal: PostMortem) -> frozenset[Decimal]:
    """Return the counts of the impact that are neither estimates nor confidential, which an edition may state."""
    impact = internal.front.impact if isinstance(internal.front.impact, Impact) else ()
    return frozenset(
        quantity.value.normalize()
        for key, quantity in impact
        if isinstance(quantity, Quantity) and quantity.value is not None
        if key not in _CONFIDENTIAL_KEYS and not quantity.qualifier
    )


def _of_text(internal: PostMortem) -> Iterator[Figure]:
    """Figures of lines and sentences that are marked as confidential, and estimates written with `~`."""
    text = internal.source.readable
    if not _MARKED.search(text) and not _ESTIMATED.search(text, internal.body_start):
        return
    for line in text[: internal.body_start].split("\n"):
        if _MARKED.search(line):
            yield from _told_in(line, marked=True)
    is_headed = False
    body = text[internal.body_start :]
    for start, end in _paragraphs(body):
        paragraph = body[start:end]
        # Text in two rows is not a sentence; wrapped text is one.
        rows = paragraph.split("\n") if "|" in paragraph else _SENTENCE_END.split(" ".join(paragraph.split()))
        marked = is_headed
        for row in rows:
            marks = _MARKED.search(row)
            # `Confidential:` says it of all that follows in the paragraph.
            marked = marked or (marks is not None and _HEADS.match(row) is not None)
            yield from _told_in(row, marked=marked or marks is not None)
        is_headed = _HEADS.fullmatch(paragraph.strip()) is not None


def _told_in(sentence: str, *, marked: bool) -> Iterator[Figure]:
    if not marked and not _ESTIMATED.search(sentence):
        return
    compared = normalise(sentence)
    for found in find_facts(compared):
        rest = compared[found.start + len(found.text) :]
        kind, value = _kind(found, rest), _value(found)
        hedged = compared[: found.start].endswith("~") or found.text.startswith("~")
        if value is None or not (marked or hedged) or (kind is TimeSpan and not marked):
            continue
        noun = ""
        if kind is Count and value < _PLAIN_NUMBER:
            follows = _FOLLOWING.match(rest)
            if follows is None or not marked:
                continue
            noun = re.escape(follows["noun"].removesuffix("s")) + r"\w*"
        yield Figure(kind, value, "" if marked else "~", noun, marked)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for match in re.finditer(r"\n[ \t]*\n", text):
        yield position, match.start()
        position = match.end()
    yield position, len(text)
