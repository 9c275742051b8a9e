"""Zones that a text names for all its times."""

from __future__ import annotations

import pytest

from afterword.times.stated_zones import read_stated_zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("#ops-bridge\nGrabbed by Noor, Teams shows her clock (Denver, MDT)\n", "America/Denver"),
        ("[export of channel]  by: Ivy Larch   timezone of export: Prague\n", "Europe/Prague"),
        ("time shown = my laptop (Denver)\n", "America/Denver"),
        ("09:10 down\n09:20 up\nTZ of this machine: Asia/Tokyo\n", "Asia/Tokyo"),
        ("(extrait du fil, affichage heure locale Nantes)\n", "Europe/Paris"),
        ("Hendelser mandag (norsk tid)\n", "Europe/Oslo"),
        ("2026年4月16日 日本時間\n", "Asia/Tokyo"),
        ("all timestamps are CEST unless noted\n", "CEST"),
        ("shop floor 3, all times SGT\n", "SGT"),
    ],
)
def test_a_zone_beside_a_word_for_time_in_the_first_or_last_lines_is_that_of_all(text: str, zone: str) -> None:
    stated = read_stated_zone(text)
    assert stated and stated.zone == zone


@pytest.mark.parametrize(
    "text",
    [
        "Ivy: what time is the Oslo demo?\n", "Response time in Frankfurt is bad\n", "meeting with Sydney about time\n",
        "three times Denver failed\n", "long time no see, Paris\n", "nice time had by all\n",
        "clocks (Oslo) and clocks (Tokyo) differ\n",
    ],
)  # fmt: skip
def test_a_place_that_is_named_otherwise_is_not(text: str) -> None:
    assert read_stated_zone(text) is None
