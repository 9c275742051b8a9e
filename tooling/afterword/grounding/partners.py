"""Which words and values stand together, in a claim and in its items: `eu-1 lost 14 min, us-2 lost 9`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import Fact, Value, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.log_forms import spell_out
from afterword.grounding.quantities import Quantity
from afterword.grounding.wording import stems
from afterword.text.amounts import Count
from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate

_PART_END = late_pattern(
    r"(?<=[.!?])\s+|[,;:]\s|\s[-–—]\s|"
    r"\s(?:and|then|while|but|whereas|because|since|versus|vs|before|after|against|instead of)\s",
    re.I,
)
_OTHERS = late_pattern(r"\b(?:others?|rest|remaining|remainder|same|them|these|those)\b", re.I)
_SENTENCE_END = late_pattern(r"(?<=[.!?;])\s+")
_MORE = late_pattern(
    r"\b(?:exceeded|exceeds|outnumbered|(?:more|longer|higher|larger|greater|later|slower)\b[^.;]{0,40}? than|above)\b",
    re.I,
)
_LESS = late_pattern(
    r"\b(?:(?:less|fewer|shorter|lower|smaller|earlier|faster)\b[^.;]{0,40}? than|below|fell short of)\b", re.I
)
_CORRECTED = late_pattern(
    r"\b(?:correct\w*|add(?:s|ed)? up|total|together|assumed|revis\w*|first count|postponed|estimat\w*|planned)\b", re.I
)
_DIGITS = re.compile(r"\d+")
Kind = str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text.

    Attributes:
        values: each with what it can be compared with.
        words: the stems of its other words.
        names: those of them that are names.
        subject: the words of the first part of its sentence, which it is about too.
        implied: the values that are not in the text: the time of an item.
        is_of_others: whether it speaks of something by a pronoun or as the rest: `the other two`.
    """

    values: tuple[tuple[Kind, Value], ...]
    words: frozenset[str]
    names: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    implied: frozenset[Value] = frozenset()
    is_of_others: bool = False


def doubts_about_partners(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Compare what stands beside a value in a claim with what stands beside it in the items.

    Args:
        claim: its text in its normal form.
        items: the items that it cites.
    """
    theirs = [part for item in items for part in _parts_of(item)]
    yield from _compared(claim, theirs)
    if _CORRECTED.search(claim) or any(_CORRECTED.search(item.text) for item in items):
        return
    known = {value for part in theirs for _, value in part.values}
    for mine in _split(claim):
        if not known.issuperset(value for _, value in mine.values):
            continue  # what follows by arithmetic has partners of its own
        for kind, value in mine.values:
            beside = [part for part in theirs if value in (one for _, one in part.values)]
            if any(part.is_of_others for part in beside):
                continue
            found = max(_shared(mine, part, kind) for part in beside)
            for part in theirs:
                other = _other_value(kind, part, mine)
                if other is not None and _shared(mine, part, kind) > found:
                    words = ", ".join(sorted(mine.words & part.words))
                    yield Doubt(
                        Weight.CHECK,
                        f"what is cited says {_shown(other)} with “{words}”, and {_shown(value)} elsewhere",
                    )
                    return


def _shared(mine: _Part, other: _Part, kind: Kind) -> int:
    """How many words a part of the claim shares with one of the items; a name counts twice."""
    compared = {value.text for of, value in mine.values if of == kind and isinstance(value, Identifier)}
    words = mine.words - compared
    return len(words & (other.words | other.subject)) + len(words & other.names)


def _other_value(kind: Kind, part: _Part, mine: _Part) -> Value | None:
    """A value of this kind that a part has, if it has none of those of the part of the claim."""
    theirs = [value for other, value in part.values if kind == other or (kind in _MAY_LACK_UNIT and _is_bare(value))]
    if any(value in theirs for _, value in mine.values):
        return None
    return next((value for value in theirs if value not in part.implied), None)


def _is_bare(value: Value) -> bool:
    """Whether it can be a duration or a percentage whose unit stands before: `eu-1 lost 14 min, us-2 lost 9`."""
    return isinstance(value, Count) and not value.unit and value.amount == int(value.amount)


_MAY_LACK_UNIT = frozenset(("s", "%"))


def _compared(claim: str, theirs: Sequence[_Part]) -> Iterator[Doubt]:
    """A claim that one thing is more than another, where the items give both."""
    for pattern, is_more in ((_MORE, True), (_LESS, False)):
        found = pattern.search(claim)
        if found is None:
            continue
        if cues.NEGATION.search(claim):
            return
        left, right = stems(claim[: found.start()]), stems(claim[found.end() :])
        one, other = _amount_beside(left - right, theirs), _amount_beside(right - left, theirs)
        if one and other and one.dimension == other.dimension:
            larger, smaller = (one, other) if is_more else (other, one)
            if larger.amount < smaller.amount:
                yield Doubt(Weight.CONTRADICTION, f"what is cited says {_amount(one)} and {_amount(other)}")
        return


def _amount_beside(words: frozenset[str], parts: Sequence[_Part]) -> Quantity | None:
    """The one quantity of the only parts that share words with some."""
    valued = [part.words for part in parts if any(Quantity.of(value) for _, value in part.values)]
    telling = words - frozenset.intersection(*valued) if len(valued) > 1 else words  # `old prompt 0.8, new prompt 0.6`
    near = [part for part in parts if part.words & telling]
    amounts = {quantity for part in near for _, value in part.values if (quantity := Quantity.of(value))}
    return next(iter(amounts)) if len(near) == 1 and len(amounts) == 1 else None


@lru_cache(maxsize=20_000)
def _parts_of(item: LedgerItem) -> tuple[_Part, ...]:
    """The parts of an item; those without a time of day of their own have that of the item."""
    clocks = [_bare(fact.value) for fact in find_facts(str(item.at)[11:]) if isinstance(fact.value, ClockTime)]
    timed = tuple(("time", clock) for clock in clocks)
    return tuple(
        part
        if any(kind == "time" for kind, _ in part.values)
        else replace(part, values=part.values + timed, implied=frozenset(clocks))
        for sentence in _SENTENCE_END.split(normalise(spell_out(item.text.replace("`", " "))))
        for part in _with_subject(_split(sentence))
    )


def _with_subject(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts of a sentence; what the first one is about, the others are about too: `41 vans rerouted, 3 stuck`."""
    for part in parts:
        yield replace(part, subject=parts[0].words)


def _split(text: str) -> list[_Part]:
    found = []
    for part in _PART_END.split(text):
        facts = find_facts(part)
        values = tuple((kind, _bare(fact.value)) for fact in facts if (kind := _kind(fact)))
        rest = part
        for fact in reversed(facts):
            if not isinstance(fact.value, Name):
                rest = rest[: fact.start] + " " + rest[fact.start + len(fact.text) :]
        labels = {fact.value.text.lstrip("@") for fact in facts if isinstance(fact.value, Identifier)}
        names = frozenset(labels).union(*(stems(fact.text) for fact in facts if isinstance(fact.value, Name)))
        found.append(_Part(values, stems(rest) | names, names, is_of_others=_OTHERS.search(part) is not None))
    return found


def _kind(fact: Fact) -> Kind:
    """What a value can be compared with; empty for what is none."""
    match fact.value:
        case ClockTime():
            return "time"
        case CalendarDate():
            return "date"
        case Identifier(text):
            return _DIGITS.sub("0", text) if _DIGITS.search(text) else ""
        case Name():
            return ""
    quantity = Quantity.of(fact.value)
    return (quantity.dimension or "number") if quantity else ""


def _bare(value: Value) -> Value:
    """A time without its zone, day and seconds."""
    return ClockTime(value.hour, value.minute) if isinstance(value, ClockTime) else value


def _shown(value: Value) -> str:
    match value:
        case ClockTime():
            return f"{value.hour:02}:{value.minute:02}"
        case Identifier(text):
            return text
        case Name(word):
            return word
    quantity = Quantity.of(value)
    return _amount(quantity) if quantity else str(value)


def _amount(quantity: Quantity) -> str:
    amount = quantity.amount / 60 if quantity.dimension == "s" and quantity.amount >= 60 else quantity.amount
    unit = "min" if quantity.dimension == "s" and quantity.amount >= 60 else quantity.dimension
    return f"{Decimal(amount).normalize():f} {unit}".strip()
