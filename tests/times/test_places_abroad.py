from __future__ import annotations

import pytest

from afterword.times.places_abroad import place_of


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Brasília", "America/Sao_Paulo"),
        ("Berliner", "Europe/Berlin"),
        ("hora peninsular", "Europe/Madrid"),
        ("Zürich", "Europe/Zurich"),
        ("Denver", "America/Denver"),
        ("Europe/Warsaw", "Europe/Warsaw"),
        ("北京时间", "Asia/Shanghai"),
        ("Springfield", ""),
        ("PST", ""),
    ],
)
def test_a_place_is_known_by_its_names_in_several_languages(name: str, place: str) -> None:
    assert place_of(name) == place
