"""Claims about the examples' evidence of which it is known whether they are true, made from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from afterword import demo
from afterword.drafting.citable_items import citable_items
from afterword.evidence import read_ledger
from afterword.grounding.claims import Claim
from afterword.grounding.facts import Fact, Value, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.grounding.ledger import LedgerItem
from afterword.postmortem import read_file
from afterword.text.amounts import Count, Money, Percentage
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate, month_and_weekday_names
from afterword.times.durations import TimeSpan

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *sorted((ROOT / "postmortems").glob("*.md")),
    *sorted((Path(demo.__file__).parent / "sample" / "postmortems").glob("*.md")),
]
EACH = 520
KINDS: dict[str, type[Value]] = {
    "time": ClockTime, "date": CalendarDate, "number": Count, "percentage": Percentage, "money": Money,
    "duration": TimeSpan, "identifier": Identifier, "name": Name,
}  # fmt: skip

# Where an item has no value of a kind to change, a model would put one in.
_PHRASES: dict[type[Value], tuple[str, ...]] = {
    ClockTime: ("at {} UTC", "around {}Z", "from {} UTC on"),
    CalendarDate: ("on {}", "since {}", "by {}"),
    Count: ("for {} users", "in {} answers", "across {} requests"),
    Percentage: ("for {} of users", "in {} of the answers", "which is {} of the traffic"),
    Money: ("at a cost of {}", "which came to {}", "and {} was paid"),
    TimeSpan: ("for {}", "which lasted {}", "after {}"),
    Identifier: ("in {}", "see {}", "as {} shows"),
    Name: ("as {} reports", "which runs on {}", "and {} confirmed it"),
}
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_NAMES = (
    "Kafka", "Zanzibar", "Postgres", "Miriam", "Grafana", "Jonas", "Terraform", "Aurora", "Kestrel", "Mistral", "Odin",
    "Datadog", "Priya", "Snowflake", "Vespa", "Lattice", "Borealis", "Nimbus", "Quartz", "Helena",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A claim, what was done to it, and the items that it may cite."""

    claim: Claim
    what: str
    kind: str
    ledger: tuple[LedgerItem, ...]


def load(path: Path) -> tuple[LedgerItem, ...]:
    """What a claim about an example may cite: its evidence, its facts and the sentences of its document."""
    return citable_items(read_file(path, path.name), read_ledger(path.with_suffix("")))


def _text(item: LedgerItem) -> str:
    return item.text.replace("`", "")


def _is(fact: Fact, kind: type[Value]) -> bool:
    return isinstance(fact.value, kind) and (not isinstance(fact.value, CalendarDate) or fact.value.day is not None)


def _invented(kind: type[Value], dice: random.Random) -> str:
    """A value of a kind, written in one of the ways in which models write it."""
    number = dice.choice((dice.randint(2, 99), dice.randint(100, 99_999)))
    hour, minute = dice.randint(0, 23), dice.randint(0, 59)
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.choice((2019, 2022, 2024, 2026))
    forms = {
        ClockTime: (f"{hour:02}:{minute:02}", f"{hour % 12 or 12}:{minute:02} {'PM' if hour > 11 else 'AM'}"),
        CalendarDate: (
            f"{year}-{month:02}-{day:02}",
            f"{day} {_MONTHS[month - 1]} {year}",
            f"{_MONTHS[month - 1]} {day}",
        ),
        Count: (str(number), f"{number:,}", f"about {number}"),
        Percentage: (f"{number % 100}.{number % 7}%", f"{number % 100} percent", f"{number % 100}%"),
        Money: (f"{number} EUR", f"${number:,}", f"€{number}", f"{number:,} dollars"),
        TimeSpan: (f"{number % 90 + 2} minutes", f"{number % 40 + 2} hours", f"{number % 9 + 2} h {minute} min"),
        Identifier: (
            f"#{number}",
            f"v{number % 90}.{minute}",
            f"INC-{number}",
            f"svc_{number}",
            f"release {number}",
        ),
        Name: _NAMES,
    }
    return dice.choice(forms[kind])


def _put(item: LedgerItem, own: list[Fact], kind: type[Value], value: str, dice: random.Random) -> str:
    """An item's text with a value in the place of one of its own of that kind, or put in where it has none."""
    text = _text(item)
    if own and dice.random() < 0.5:
        return text.replace(dice.choice(own).text, value, 1)
    phrase = dice.choice(_PHRASES[kind]).format(value)
    return f"{text.rstrip('.')}, {phrase}."


def false_claims() -> Iterator[Sample]:
    """At least `EACH` claims of every kind with an invented value, and as many with another item's value."""
    dice = random.Random(20260504)
    ledgers = [load(path) for path in DOCUMENTS]
    for name, kind in KINDS.items():
        found = {
            item: [fact for fact in find_facts(_text(item)) if _is(fact, kind)] for ledger in ledgers for item in ledger
        }
        for what in ("invented", "swapped"):
            made = 0
            while made < EACH:
                # Not every ledger has a value of every kind to take.
                ledger = dice.choice([one for one in ledgers if any(found[item] for item in one)])
                item = dice.choice(ledger)
                if what == "invented":
                    value = _invented(kind, dice)
                else:
                    others = [fact.text for other in ledger if other is not item for fact in found[other]]
                    if not others:
                        continue
                    value = dice.choice(others)
                text = _put(item, found[item], kind, value, dice)
                if len(text) > 600 or _is_true(value, kind, item):
                    continue
                made += 1
                yield Sample(Claim(text, (item.id,), item.text, "fact"), what, name, ledger)


def _is_true(value: str, kind: type[Value], item: LedgerItem) -> bool:
    """Whether the item says the value too, in its text or by its time, or spells the name: then the claim is true.

    Who said it is a part of the item, as its time is.
    """
    own = {fact.value for text in (_text(item), str(item.at or "")) for fact in find_facts(text)}
    days = {(value.month, value.day) for value in own if isinstance(value, CalendarDate) and value.day}
    read = [fact.value for fact in find_facts(f"It was {value}.") if _is(fact, kind)]
    if any(isinstance(value, CalendarDate) and (value.month, value.day) in days for value in read):
        return True
    if kind is Name and value.casefold() in item.actor.casefold():
        return True
    if kind is Name and value in _MONTHS:  # the month of its time
        return True
    dates = [value for value in own if isinstance(value, CalendarDate)]
    whole = [date(one.year, one.month, one.day) for one in dates if one.year and one.month and one.day]
    if kind is Name and any(value.casefold() in month_and_weekday_names(day) for day in whole):
        return True
    if kind is TimeSpan and len(days) > 1:  # it may be what lies between them
        return True
    # A value that is not found as one of its kind is no true one: whether it is caught all the same is the question.
    is_own = bool(read) and all(value in own for value in read)
    return is_own or value.casefold() in _text(item).casefold()


def true_claims() -> Iterator[Sample]:
    """Claims that say what the items say, in other words and other ways to write a value."""
    for path in DOCUMENTS:
        ledger = load(path)
        for item in ledger:
            text = _text(item)
            for form in (text, f"According to the {item.source}, {text[:1].lower()}{text[1:]}", *_rewritten(text)):
                if len(form) <= 600:
                    yield Sample(Claim(form, (item.id,), item.text, "fact"), "true", "", ledger)
            if item.at is not None and item.at.exact and item.at.earliest is not None:
                at = item.at.earliest
                for when in (f"At {at:%H:%M} UTC", f"At {at:%H:%M}Z on {at.day} {at:%B %Y}", f"On {at:%Y-%m-%d}"):
                    said = f"{when} it was noted: {text}"
                    if len(said) <= 600:
                        yield Sample(Claim(said, (item.id,), item.text, "fact"), "true", "", ledger)
        yield from _between(ledger)


def _rewritten(text: str) -> Iterator[str]:
    """The text with each of its values written in another way."""
    for fact in find_facts(text):
        other = ""
        match fact.value:
            case Count(unit="") if fact.text.isdigit():
                other = f"{int(fact.text):,}"
            case Percentage() if fact.text.endswith("%"):
                other = fact.text.removesuffix("%") + " percent"
            case Money() if fact.text.endswith(" EUR"):
                other = "€" + fact.text.removesuffix(" EUR")
            case ClockTime(hour, minute):
                other = f"{hour % 12 or 12}:{minute:02} {'PM' if hour >= 12 else 'AM'} UTC"
            case CalendarDate(int(year), int(month), int(day)):
                other = f"{day} {_MONTHS[month - 1]} {year}"
            case Identifier() if not fact.text.startswith(("#", "@")):
                other = f"`{fact.text}`"
        if other:
            yield text.replace(f"{fact.text}T", f"{other}, ").replace(fact.text, other, 1)


def _between(ledger: tuple[LedgerItem, ...]) -> Iterator[Sample]:
    """The time that passed between two items that are cited together."""
    timed = [item for item in ledger if item.at is not None and item.at.exact]
    for one, other in pairwise(timed):
        assert one.at and other.at and one.at.earliest and other.at.earliest
        minutes = abs(int((other.at.earliest - one.at.earliest).total_seconds() // 60))
        if minutes >= 2:
            length = f"{minutes // 60} h {minutes % 60} min" if minutes > 59 and minutes % 60 else f"{minutes} minutes"
            text = f"Between these two events {length} passed."
            yield Sample(Claim(text, (one.id, other.id), one.text, "fact"), "true", "", ledger)
