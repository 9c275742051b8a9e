"""What a set of ledger items says: which facts stand in it, and which follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from afterword.grounding.clock import month_and_weekday_names
from afterword.grounding.facts import facts
from afterword.grounding.kinds import Fact, Kind
from afterword.grounding.ledger import LedgerItem
from afterword.text.folding import normalise_caseless
from afterword.times.when import Precision, When

_MAX_INSTANTS = 60
_WORD = re.compile(r"[^\W_][\w']*")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
# Words of four letters and more that say nothing about what a sentence is about.
_EMPTY = frozenset(
    _CONTENT.findall(
        "about after again also because been before being between both cannot could does doing during each from "
        "further have having here into itself just more most must once only other over same should some such than that "
        "their them then there these they this those through under until upon very were what when where which while "
        "whom whose will with within without would your"
    )
)
_RATIO = re.compile(r"(?<![\w.,])(\d{1,9})(?: out)?(?: of(?: the)? |/)(\d{1,9})(?![\w.,]\d|\w)")
_NOT_INSIDE = (r"(?<![^\W_])(?<![^\W_][./:@#_-])(?<!_)", r"(?![^\W_])(?![./:@#_-][^\W_])(?!_)")


class Support:
    """What some items say together.

    Args:
        items: the items, in any order.

    Attributes:
        items: the items.
        dates: the days that they name: year or None, month, day.
    """

    def __init__(self, items: Sequence[LedgerItem]) -> None:
        self.items = tuple(items)
        self._facts = [fact for item in items for fact in facts_of(item)]
        self._text = "\n".join(normalise_caseless(item.text.replace("`", " ")) for item in items)
        self._values = {(fact.kind, fact.value) for fact in self._facts}
        self.dates = {value for kind, value in self._values if kind is Kind.DATE and isinstance(value, tuple)}
        self._months = {value for kind, value in self._values if kind is Kind.MONTH and isinstance(value, tuple)}
        self._months |= {(year, month) for year, month, _ in self.dates}
        self._years = {value for kind, value in self._values if kind is Kind.YEAR} | {year for year, _ in self._months}
        # Who said something may be named; the number of a role counts nothing.
        said = "\n".join((self._text, *(normalise_caseless(item.actor) for item in items)))
        self._words = {re.sub(r"'s?$", "", word) for word in _WORD.findall(said)}
        for day in self._days():
            self._words |= month_and_weekday_names(day)

    def holds(self, fact: Fact) -> bool:
        """Whether a fact stands in the items."""
        value = fact.value
        if fact.kind is Kind.TIME and isinstance(value, tuple):
            minute, second = value
            seconds = {other[1] for other in self._of(Kind.TIME) if isinstance(other, tuple) and other[0] == minute}
            return second in seconds or (bool(seconds) and (second is None or (second == 0 and None in seconds)))
        if fact.kind is Kind.DATE and isinstance(value, tuple):
            year, month, day = value
            years = {known[0] for known in self.dates if known[1:] == (month, day)}
            return year in years or (bool(years) and (year is None or (None in years and year in self._years)))
        if fact.kind is Kind.MONTH:
            return value in self._months
        if fact.kind is Kind.YEAR:
            return value in self._years
        if fact.kind is Kind.NAME:
            return value in self._words or (fact.kind, value) in self._values
        if fact.kind is Kind.IDENTIFIER:
            return (fact.kind, value) in self._values or self._stands(str(value)) or self._abbreviates(str(value))
        return (fact.kind, value) in self._values

    def implies(self, fact: Fact, *, roughly: bool) -> bool:
        """Whether a duration lies between two times of the items, or a percentage is a ratio that they give.

        Args:
            fact: the fact.
            roughly: whether the text calls it approximate; a duration may then be off by a twentieth.
        """
        value = fact.value
        if fact.kind is Kind.DURATION and isinstance(value, tuple) and value[0] == "s":
            stated = float(value[1])
            slack = max(60.0 if stated >= 600 else 0.0, stated / 20 if roughly else 0.0)
            return any(abs(length - stated) <= slack for length in self._lengths()) or any(
                timedelta(seconds=stated) == abs(one - other) for one, other in combinations(self._days(), 2)
            )
        if fact.kind is Kind.PERCENT and isinstance(value, tuple) and value[0] == "%":
            step = Decimal(1).scaleb(min(int(value[1].as_tuple().exponent), 0))
            ratios = [(int(a), int(b)) for a, b in _RATIO.findall(self._text) if int(b) > 0 and int(a) <= int(b)]
            return any((Decimal(100 * part) / whole).quantize(step) == value[1] for part, whole in ratios)
        return False

    def quotes(self, quote: str, *, least: int) -> bool:
        """Whether one item holds these words, at least so many characters of them or the whole item."""
        texts = [normalise_caseless(item.text) for item in self.items]
        for wanted in (normalise_caseless(quote), normalise_caseless(quote).strip(" '\".")):
            if wanted in texts or (len(wanted) >= least and any(wanted in text for text in texts)):
                return bool(wanted)
        return False

    def mentions(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern occurs in the folded text of the items."""
        return pattern.search(self._text) is not None

    def says(self, words: str) -> bool:
        """Whether the items hold these words, not as a part of longer ones."""
        return self._stands(words)

    def shares_a_word(self, text: str) -> bool:
        """Whether a text and the items have a word in common, in whatever form of it, that says something."""
        return not _stems(normalise_caseless(text)).isdisjoint(_stems(self._text))

    def _of(self, kind: Kind) -> list[object]:
        return [value for known, value in self._values if known is kind]

    def _stands(self, text: str) -> bool:
        bare = normalise_caseless(text)
        return bool(bare) and re.search(_NOT_INSIDE[0] + re.escape(bare) + _NOT_INSIDE[1], self._text) is not None

    def _abbreviates(self, text: str) -> bool:
        """Whether it is the beginning of a commit that the items name."""
        return re.fullmatch(r"[0-9a-f]{7,40}", text) is not None and any(
            isinstance(value, str) and re.fullmatch(r"[0-9a-f]{8,64}", value) and value.startswith(text)
            for value in self._of(Kind.IDENTIFIER)
        )

    def _days(self) -> list[date]:
        return sorted(date(*value) for value in self.dates if value[0] is not None)[:_MAX_INSTANTS]

    def _lengths(self) -> Iterator[float]:
        instants = sorted({moment for item in self.items for moment in _instants_of(item)})[:_MAX_INSTANTS]
        for one, other in combinations(instants, 2):
            yield (other - one).total_seconds()


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _CONTENT.findall(text) if word not in _EMPTY}


@lru_cache(maxsize=50_000)  # a long ledger is gone through for every claim
def facts_of(item: LedgerItem) -> tuple[Fact, ...]:
    """The facts of an item: its text and its time."""
    # In a code span of the evidence, a time is a time too.
    found = facts(item.text) + (facts(item.text.replace("`", " ")) if "`" in item.text else ())
    versions = [
        Fact(kind, value, fact.text, fact.start)
        for fact in found
        if fact.kind is Kind.IDENTIFIER and (match := re.fullmatch(r"[a-z]+ (\d+(?:\.\d+)+)", str(fact.value)))
        for kind, value in _of_version(match[1])
    ]
    return (*found, *versions, *_facts_of_time(item.at))


def _of_version(text: str) -> Iterator[tuple[Kind, object]]:
    yield Kind.IDENTIFIER, f"v{text}"
    if text.count(".") == 1:
        yield Kind.NUMBER, ("", Decimal(text).normalize())


def _facts_of_time(at: When | None) -> list[Fact]:
    if at is None or at.earliest is None or at.latest is None:
        return []
    text = str(at)
    if at.precision is Precision.MONTH:
        return [Fact(Kind.MONTH, (at.earliest.year, at.earliest.month), text)]
    if at.precision is Precision.RANGE:
        return [fact for part in text.split("/") for fact in facts(part)]
    moment = at.earliest
    day = Fact(Kind.DATE, (moment.year, moment.month, moment.day), text)
    if not at.exact:
        return [day]
    second = moment.second if at.precision is Precision.SECOND else None
    return [day, Fact(Kind.TIME, (moment.hour * 60 + moment.minute, second), text)]


@lru_cache(maxsize=50_000)
def _instants_of(item: LedgerItem) -> tuple[datetime, ...]:
    """Points in time that an item names: its own, and times in its text, those without a date on its own day."""
    at = item.at if item.at is not None and item.at.precision is not Precision.RANGE else None
    own = at.earliest if at is not None and at.precision is not Precision.MONTH else None
    found = {own} if own is not None and at is not None and at.exact else set()
    dates: dict[int, object] = {}
    for fact in facts_of(item):
        if fact.kind is Kind.DATE and fact.text != str(item.at):
            dates.setdefault(fact.start, fact.value)
    for fact in facts_of(item):
        if fact.kind is not Kind.TIME or not isinstance(fact.value, tuple) or fact.text == str(item.at):
            continue
        day = dates.get(fact.start)
        start = datetime(day[0], day[1], day[2], tzinfo=UTC) if isinstance(day, tuple) and day[0] else None
        if start is None and fact.start not in dates:
            start = (own or datetime(2000, 1, 1, tzinfo=UTC)).replace(hour=0, minute=0, second=0)
        if start is not None:
            found.add(start + timedelta(minutes=fact.value[0], seconds=fact.value[1] or 0))
    return tuple(sorted(found))
