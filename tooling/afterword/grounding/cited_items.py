"""The items that a claim cites: which facts they contain, and which follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import combinations, pairwise
from zoneinfo import available_timezones

from afterword.grounding.abbreviations import written_out
from afterword.grounding.arithmetic import IS_SUM, derive
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.grounding.item_values import NO_DAY, instants_of, jotted_values_of, values_of
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.quantities import Quantity
from afterword.text.amounts import Count, Percentage
from afterword.text.folding import normalise_caseless
from afterword.text.foreign_words import is_foreign_note
from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import TO_TWELVE, parse_number
from afterword.text.word_lists import NATIONALITIES
from afterword.text.word_set import word_set
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate, month_and_weekday_names
from afterword.times.durations import TimeSpan
from afterword.times.zones import ZoneError

_MAX_INSTANTS = 60
_WORD = late_pattern(r"[^\W_][\w']*")
_CONTENT = late_pattern(r"[^\W\d_]{4,}")
_STEM = 4
_RATIO = late_pattern(r"(?<![\w.,])(\d{1,9})(?: out)?(?: of(?: the)? |/)(\d{1,9})(?![\w.,]\d|\w)")
_IN_DAYS = late_pattern(r"day|week|night", re.I)
_ALL_CITED = late_pattern(r"\b(?:the|these|those|all|both)\s$", re.I)
_ITEMS = late_pattern(r" (?:entries|events|items|messages|notes|readings|records|reports|statements|times)\b")
"""What a claim calls the items that it cites, of which there are as many as it says."""
_HIDDEN_KEY = late_pattern(r"\[[^\]]*\b(?:key|token)\b[^\]]*\]")  # what the redaction puts in the place of a key
_PLURAL_CODE = late_pattern(r"(?<![\w-])([A-Z]{2,5})s\b")
_CODE = late_pattern(r"(?<![\w.-])[A-Z]{3,4}(?![\w-])")
_OTHER_SCRIPT = late_pattern(r"[^\u0000-\u024f]")
_NUMBERED = late_pattern(r"([a-z]+) (\d{1,9})")
_MOST_COUNTED = 12
_MOST_ADDED = 5
_FOLLOWING = late_pattern(r" (?:of (?:the |these |those )?[a-z\d]+ )?(?:[a-z-]{3,} )?[a-z-]{3,}s\b")
_OF_THE_MAP = word_set("africa america antarctica asia atlantic baltic east europe north pacific south west")
"""Names that each language has its own word for."""
_CODE_BEFORE = late_pattern(r"(?:\b(?:with|code|status|http|by|as|an?)\s)$", re.I)
_CODE_BEHIND = late_pattern(r" (?:errors?|responses?|status|codes?|answers?)\b")
_HALF_PAST = late_pattern(rf"\bhalf past (?P<hour>1?\d|{'|'.join(TO_TWELVE)})\b", re.I | re.A)
_O_CLOCK = late_pattern(r" (?:o'clock|in the (?:morning|afternoon|evening)|at night)\b")
_NOT_INSIDE = (r"(?<![^\W_])(?<![^\W_][./:@#_-])(?<!_)", r"(?![^\W_])(?![./:@#_-][^\W_])(?!_)")


class CitedItems:
    """What some items say together.

    Args:
        items: the items, in any order.

    Attributes:
        items: the items.
        dates: the days, months and years that they name.
    """

    def __init__(self, items: Sequence[LedgerItem]) -> None:
        self.items = tuple(items)
        self._text = "\n".join(normalise_caseless(item.text.replace("`", " ")) for item in items)
        self._values = {value for item in items for value in (*values_of(item), *jotted_values_of(item))}
        self.dates = {value for value in self._values if isinstance(value, CalendarDate)}
        # Who said something may be named; the number of a role counts nothing.
        self._roles = " / ".join(normalise_caseless(item.actor) for item in items)
        self._said = said = "\n".join((self._text, *(normalise_caseless(item.actor) for item in items)))
        self._words = {re.sub(r"'s?$", "", word) for word in _WORD.findall(said)}
        self._words |= {part for word in self._words if "_" in word for part in word.split("_")}
        written = "\n".join(f"{item.text}\n{item.actor}" for item in items)
        self._words |= {word.casefold() for word in _PLURAL_CODE.findall(written)}
        self._words |= written_out(written, frozenset(self._words))
        if _HIDDEN_KEY.search(said):
            self._words.add("api")
        for day in self._days():
            self._words |= month_and_weekday_names(day)

    def contains(self, fact: Fact) -> bool:
        """Whether the items contain a fact."""
        if fact.value in self._values:
            return True
        match fact.value:
            case ClockTime() as clock:
                return self._contains_time(clock) or self._contains_in_zone(clock)
            case CalendarDate(year) as day:
                is_dated_elsewhere = any(known.year == year for known in self.dates)
                return any(map(day.includes, self.dates)) or (
                    day.day is not None and is_dated_elsewhere and replace(day, year=None) in self.dates
                )
            case Name(word):
                return word in self._words
            case Count(amount, "") if re.fullmatch(r"(?:19|20)\d\d", fact.text):  # the year in `/tariffs/2026`
                return re.search(rf"(?<!\d){amount}(?!\d)", self._text) is not None
            case Identifier(text) if re.fullmatch(r"v\d+(?:\.\d+)+", text) and self.contains_words(text[1:]):
                return True
            case Count(amount, "") if Count(amount, "x") in self._values:  # `tried 30 times`, and `30 attempts`
                return True
            case Identifier(text) if (numbered := _NUMBERED.fullmatch(text)) and self._lists_number(*numbered.groups()):
                return True
            case Identifier(text):
                singular = re.sub(r"(?<=\d)s$", "", text)  # `16 A100s`
                return any(map(self.contains_words, (singular, f"{text}s"))) or self._names_commit(text)
        return False

    def implies(self, fact: Fact, *, roughly: bool) -> bool:
        """Whether a duration is between two times of the items, or a percentage is a ratio that they give.

        Args:
            roughly: whether the text calls it approximate; a duration may then be off by a twentieth.
        """
        match fact.value:
            case TimeSpan(amount, "s"):
                stated = float(amount)
                slack = max(60.0 if stated >= 600 else 0.0, stated / 20 if roughly else 0.0)
                if any(abs(length - stated) <= slack for length in self._lengths()):
                    return True
                # From day to day there are days; hours only if nothing says at which hour it was.
                if not _IN_DAYS.search(fact.text) and any(item.at and item.at.exact for item in self.items):
                    return False
                return any((other - one).total_seconds() == stated for one, other in combinations(self._days(), 2))
            case Percentage(amount, is_points=False):
                rounding = Decimal("0.5").scaleb(min(int(amount.as_tuple().exponent), 0))
                ratios = [(int(part), int(whole)) for part, whole in _RATIO.findall(self._text)]
                return any(
                    abs(Decimal(100 * part) / whole - amount) <= rounding for part, whole in ratios if part <= whole > 0
                )
        return False

    def may_be_meant(self, fact: Fact, claim: str) -> str:
        """Say why a fact that the items do not contain may be true; empty if it is probably invented.

        A writer counts what items list, and says German for `de`; code cannot tell whether that is right.
        """
        if fact.value == Identifier("majority"):
            return "no cited item speaks of a majority: count it"
        if isinstance(fact.value, Name) and self._is_inflected(fact.value.word):
            return f"what is cited is in another language: look for “{fact.text}”"
        is_word = isinstance(fact.value, Identifier | Count) and (
            fact.text.isalpha() or self._has_number_of(fact.value)
        )
        is_word = is_word or (isinstance(fact.value, Name) and fact.value.word in _OF_THE_MAP)
        if self.is_foreign and is_word:
            return f"what is cited is in another language: look for “{fact.text}”"
        if isinstance(fact.value, Name) and (
            fact.value.word in NATIONALITIES or any(map(fact.value.word.startswith, self._codes))
        ):
            return f"no cited item says “{fact.text}”"
        is_counted = isinstance(fact.value, Count) and fact.text.isalpha() and fact.value.amount <= _MOST_COUNTED
        of_items = _ALL_CITED.search(claim[: fact.start]) and _ITEMS.match(claim, fact.start + len(fact.text))
        is_counted = is_counted and not of_items
        following = _FOLLOWING.match(claim, fact.start + len(fact.text)) if is_counted else None
        if following and not any(
            re.search(rf"\d (?:\w+ )?{word[:_STEM]}", self._text) for word in _WORD.findall(following[0].casefold())
        ):
            return f"no cited item says “{fact.text}{following[0]}”: count it"
        return ""

    def derivation(self, fact: Fact, claim: str) -> str:
        """Say how a fact of a claim follows from the quantities and times of the items; empty if it does not.

        Args:
            fact: a fact that the items do not contain.
            claim: the claim in its normal form.
        """
        value = fact.value
        if isinstance(value, Name) and _names_place_of_time(value.word, claim):
            return "it says where the time is local"
        if isinstance(value, Count) and value.amount == len(self.items) and _ALL_CITED.search(claim[: fact.start]):
            return "so many items are cited"
        for half in _HALF_PAST.finditer(claim):
            clocks = (known for known in self._values if isinstance(known, ClockTime) and known.minute == 30)
            if half.start() <= fact.start < half.end() and any(
                known.hour % 12 == parse_number(half["hour"]) % 12 for known in clocks
            ):
                return "it is the hour of a time"
        if isinstance(value, Count) and f"{value.amount}s" in self._words:  # `503s since noon`
            behind = claim[fact.start + len(fact.text) :]
            if _CODE_BEFORE.search(claim[: fact.start]) or _CODE_BEHIND.match(behind):
                return "it is a status code"
        if isinstance(value, Count) and _O_CLOCK.match(claim, fact.start + len(fact.text)) and self._strikes(value):
            return "it is the hour of a time"
        before = re.search(r"(\w+)\s$", claim[: fact.start].casefold())
        if before and f"{before[1]} {fact.text}".casefold() in self._roles:
            return "it is the number of a role"
        if re.fullmatch(r"\d\d?(?:st|nd|rd|th)", fact.text) and int(fact.text[:-2]) in self._numbers_of_days:
            return "it is the day of the month"
        if isinstance(value, TimeSpan) and value.unit == "month" and value.amount in self._months:
            return "so many months are between two days"
        if (sum_of := Quantity.of(value)) and sum_of.dimension in ("", "s") and sum_of in self._sums:
            return f"it {IS_SUM} all numbers of an item"
        return derive(fact, claim, self.quantities, self._seconds, self._text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that the items give, in their order."""
        read = (value for item in self.items for value in (*values_of(item), *jotted_values_of(item)))
        found = (Quantity.of(value) for value in read)
        return tuple(dict.fromkeys(one for one in found if one))

    @cached_property
    def is_foreign(self) -> bool:
        """Whether an item is in another language than English, so that its words are not those of a claim."""
        return any(is_foreign_note(item.text) for item in self.items)

    @cached_property
    def is_all_foreign(self) -> bool:
        """Whether no item is in English, so that code can compare values, and no words."""
        return bool(self.items) and all(is_foreign_note(item.text) for item in self.items)

    def _is_inflected(self, name: str) -> bool:
        """Whether an item in another language has a name with another ending, or in other letters."""
        if not self.is_foreign:
            return False
        beginning = name[: max(_STEM - 1, len(name) - 2)]
        return any(map(str.isalpha, filter(_OTHER_SCRIPT.match, self._said))) or any(
            word.startswith(beginning) for word in self._words
        )

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        """What stands for a longer name: `SIN`, `FRA`."""
        return tuple(code.casefold() for item in self.items for code in _CODE.findall(item.text))

    @cached_property
    def _months(self) -> frozenset[int]:
        """The whole months between two days of the items."""
        dated = (item.at.earliest.date() for item in self.items if item.at is not None and item.at.earliest is not None)
        days = sorted({*self._days(), *dated})[:_MAX_INSTANTS]
        pairs = (pair for pair in combinations(days, 2) if pair[0].day == pair[1].day)
        return frozenset(12 * (other.year - one.year) + other.month - one.month for one, other in pairs)

    @cached_property
    def _numbers_of_days(self) -> frozenset[int]:
        """The days of the month on which the items were written or which they name."""
        written = {item.at.earliest.day for item in self.items if item.at is not None and item.at.earliest is not None}
        return frozenset(written | {day.day for day in self.dates if day.day})

    @cached_property
    def _sums(self) -> frozenset[Quantity]:
        """What the numbers or lengths of one item add up to, of items that have two to five: `yes 2, no 5`."""
        sums = set()
        for item in self.items:
            known = [quantity for fact in find_facts(item.text) if (quantity := Quantity.of(fact.value))]
            for unit in ("", "s"):
                amounts = [one.amount for one in known if one.dimension == unit]
                if 2 <= len(amounts) <= _MOST_ADDED:
                    sums.add(Quantity(sum(amounts, Decimal(0)), unit))
        return frozenset(sums)

    @cached_property
    def _seconds(self) -> tuple[float, ...]:
        return tuple(self._lengths())

    def contains_quote(self, quote: str, *, least: int) -> bool:
        """Whether one item contains these words, at least so many characters of them or the whole item."""
        texts = [normalise_caseless(item.text) for item in self.items]
        for wanted in (normalise_caseless(quote), normalise_caseless(quote).strip(" '\".")):
            if wanted in texts or (len(wanted) >= least and any(wanted in text for text in texts)):
                return bool(wanted)
        return False

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern occurs in the folded text of the items."""
        return pattern.search(self._text) is not None

    def contains_words(self, words: str) -> bool:
        """Whether the items contain these words, not as a part of longer ones."""
        bare = normalise_caseless(words)
        return bool(bare) and re.search(_NOT_INSIDE[0] + re.escape(bare) + _NOT_INSIDE[1], self._said) is not None

    def shares_a_word_with(self, text: str) -> bool:
        """Whether a text and the items have a meaningful word in common, in any form."""
        return not _stems(normalise_caseless(text)).isdisjoint(_stems(self._said))

    def _contains_time(self, clock: ClockTime) -> bool:
        """Whether it is a time of the items without its seconds: `17:02` is `17:02:30`, and `17:02:00` is `17:02`."""
        if clock.second is not None:
            return clock.second == 0 and replace(clock, second=None) in self._values
        return any(isinstance(value, ClockTime) and replace(value, second=None) == clock for value in self._values)

    def _contains_in_zone(self, clock: ClockTime) -> bool:
        """Whether it is an instant of the items in a zone whose offset depends on the day."""
        for moment in {moment for item in self.items for moment in instants_of(item)} if clock.zone else ():
            for days in (-1, 0, 1):
                with suppress(ZoneError, OverflowError):
                    there = clock.on(moment.date() + timedelta(days=days))
                    if there == (moment.replace(second=0) if clock.second is None else moment):
                        return True
        return False

    def _strikes(self, hour: Count) -> bool:
        """Whether a time of the items is at this hour of the clock, of the morning or of the evening."""
        clocks = (value for value in self._values if isinstance(value, ClockTime))
        return any(clock.minute == 0 and clock.hour % 12 == hour.amount % 12 for clock in clocks)

    def _lists_number(self, noun: str, number: str) -> bool:
        """Whether the items have a noun in the plural and this number: shard 11 of `shards 6-10 done, 11 timed out`."""
        return f"{noun}s" in self._words and Count(Decimal(number)) in self._values

    def _has_number_of(self, value: Identifier | Count) -> bool:
        """Whether the items have the number of a label, which another language calls otherwise: `line 2`."""
        numbered = _NUMBERED.fullmatch(value.text) if isinstance(value, Identifier) else None
        return numbered is not None and Count(Decimal(numbered[2])) in self._values

    def _names_commit(self, text: str) -> bool:
        """Whether it is the beginning of a commit that the items name."""
        return re.fullmatch(r"[0-9a-f]{7,40}", text) is not None and any(
            re.fullmatch(r"[0-9a-f]{8,64}", value.text) and value.text.startswith(text)
            for value in self._values
            if isinstance(value, Identifier)
        )

    def _days(self) -> list[date]:
        days = [date(day.year, day.month, day.day) for day in self.dates if day.year and day.month and day.day]
        return sorted(days)[:_MAX_INSTANTS]

    def _lengths(self) -> Iterator[float]:
        instants = sorted({moment for item in self.items for moment in instants_of(item)})[:_MAX_INSTANTS]
        for one, other in combinations(instants, 2):
            yield (other - one).total_seconds()
        for item in self.items:  # `from 23:40 to 00:25`
            clocks = [value for value in values_of(item) if isinstance(value, ClockTime) and not value.day]
            if len({clock.zone for clock in clocks if clock.zone}) > 1:
                continue
            for first, then in pairwise(dict.fromkeys(replace(clock, zone="") for clock in clocks)):
                length = then.on(NO_DAY) - first.on(NO_DAY)
                yield (length + timedelta(days=length < timedelta(0))).total_seconds()


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _CONTENT.findall(text) if word not in FUNCTION_WORDS}


def _names_place_of_time(word: str, claim: str) -> bool:
    """Whether a word is the city of a zone, and the claim only says which time it is there."""
    form = rf"\bin {word} it (?:was|is) \d|\b{word} time\b|\d(?: ?[ap]m)?(?: [A-Z]{{3,4}})? (?:in|\() ?{word}\b"
    return word in zone_cities() and re.search(form, claim, re.I) is not None


@lru_cache(maxsize=1)
def zone_cities() -> frozenset[str]:
    """The cities by which the zones of the world are called, in lower case."""
    return frozenset(
        name.rpartition("/")[2].replace("_", " ").casefold() for name in available_timezones() if "/" in name
    )
