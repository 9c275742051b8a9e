import pytest

from afterword.grounding.doubts import Weight
from afterword.grounding.measures import MEASURE, doubts_about_measures, in_other_units


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("off by 0.5 t", "500 kg"),
        ("1,500 g of it", "1.5 kg"),
        ("0,5 mg", "500 µg"),
        ("2 km", "2000 metre"),
        ("750 ml", "0.75 l"),
        ("12 kW", "12000 W"),
    ],
)
def test_a_measure_in_other_units(text: str, other: str) -> None:
    match = MEASURE.search(text)
    assert match is not None
    assert other in [f"{float(part.split()[0]):g} {part.split()[1]}" for part in in_other_units(match).split(" ; ")]


def test_a_temperature_is_in_no_other_unit() -> None:
    match = MEASURE.search("4 °C in the van")
    assert match is not None
    assert in_other_units(match) == ""


@pytest.mark.parametrize(
    ("claim", "text", "found"),
    [
        ("it was off by 12 metres.", "off by 12 feet", "12 feet"),
        ("it reached 80 celsius.", "80 °f at the rack", "80 °F"),
        ("it took 12 mw.", "12 kw at the meter", "12 kW"),
        ("it flew 5 km.", "5 kg, flew 5,000 metres", ""),
        ("it weighs 500 kg.", "0.5 t, in bags of 500 g", ""),
        ("it was off by 12 metres.", "off by 12 m or 12 metres", ""),
        ("it was off by 12 metres.", "off by 11 feet", ""),
        ("it was off by 12.", "off by 12 feet", ""),
        ("12 litres ran out.", "12 l ran out", ""),
    ],
)
def test_the_same_number_of_another_unit(claim: str, text: str, found: str) -> None:
    doubts = list(doubts_about_measures(claim, [text]))
    assert [(doubt.weight, doubt.reason) for doubt in doubts] == (
        [(Weight.CONTRADICTION, f"what is cited says {found}")] if found else []
    )
