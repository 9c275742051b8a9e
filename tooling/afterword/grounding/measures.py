"""Measures of length, mass, volume, power and temperature: in another unit, or the same number in a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from afterword.grounding.doubts import Doubt, Weight
from afterword.text.late_pattern import late_pattern

_UNITS = {
    word: (dimension, Decimal(factor), words.split("|")[0])
    for dimension, units in {
        "length": "mm|millimetre|millimeter=0.001 cm|centimetre|centimeter=0.01 metre|meter=1 "
        "km|kilometre|kilometer=1000 feet|foot|ft=0.3048 yard=0.9144 mile|mi=1609.344",
        "mass": "µg|microgram|mcg=0.000001 mg|milligram=0.001 g|gram=1 kg|kilogram|kilo=1000 t|tonne|ton=1000000",
        "volume": "ml|millilitre|milliliter=0.001 cl|centilitre=0.01 l|litre|liter=1 gallon=3.785",
        "power": "W|watt=1 kW|kilowatt=1000 MW|megawatt=1000000",
        "energy": "Wh=1 kWh=1000 MWh=1000000",
        "temperature": "°C|celsius=1 °F|fahrenheit=1 kelvin=1",
    }.items()
    for words, factor in (unit.split("=") for unit in units.split())
    for word in words.split("|")
}  # fmt: skip
"""Each unit in the singular with its dimension, what it is in the unit of the dimension, and its short name."""
_CASELESS = {word.casefold(): unit for word, unit in _UNITS.items()}
"""The same for a text without case."""


def _measure_in(units: Iterable[str]) -> re.Pattern[str]:
    return late_pattern(
        rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?:[.,]\d{{1,6}})?)[\s-]?(?:degrees? )?"
        rf"(?P<unit>{'|'.join(sorted(map(re.escape, units), key=len, reverse=True))})s?(?![\w/²³])"
    )


MEASURE = _measure_in(_UNITS)
_MEASURE_CASELESS = _measure_in(_CASELESS)
_MOST_DIGITS = 6
_MOST_TIMES = 1000
"""How much larger or smaller a unit is in which people say the same."""


def in_other_units(match: re.Match[str]) -> str:
    """A measure of `MEASURE` in the other units of its dimension in which it has few digits: 0.5 t are 500 kg."""
    dimension, factor, _ = _UNITS[match["unit"]]
    amount = _amount(match["number"]) * factor
    others = {
        amount / other: word
        for word, (of, other, short) in _UNITS.items()
        if of == dimension != "temperature" and word == short and 1 < max(factor / other, other / factor) <= _MOST_TIMES
    }
    return " ; ".join(f"{value:f} {word}" for value, word in others.items() if _is_short(value))


def doubts_about_measures(claim: str, texts: Sequence[str]) -> Iterator[Doubt]:
    """Find measures of a claim whose number the items give in another unit alone: `12 metres`, and `12 feet`.

    Args:
        claim: its text without case.
        texts: those of the items, without case.
    """
    known = [_read(match) for text in texts for match in _MEASURE_CASELESS.finditer(text)]
    for match in _MEASURE_CASELESS.finditer(claim):
        amount, dimension, factor, unit = _read(match)
        alike = [one for one in known if one[1] == dimension]
        units = {other for number, _, _, other in alike if number == amount}
        is_same = any(number * other == amount * factor for number, _, other, _ in alike if dimension != "temperature")
        if units and unit not in units and not is_same:
            yield Doubt(Weight.CONTRADICTION, f"what is cited says {match['number']} {min(units)}")
            return


def _read(match: re.Match[str]) -> tuple[Decimal, str, Decimal, str]:
    """The number, the dimension, the factor and the short name of its unit."""
    return _amount(match["number"]), *_CASELESS[match["unit"]]


def _amount(text: str) -> Decimal:
    is_grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", text)
    return Decimal(text.replace(",", "" if is_grouped else "."))


def _is_short(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) <= _MOST_DIGITS and Decimal("0.001") <= value < 10**9
