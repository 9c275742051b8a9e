"""Signs and words before a value that say how exact it is: `~1200`, `>=30 %`, `about 40`, `mehr als 3`."""

from __future__ import annotations

import re


def split_qualifier(text: str) -> tuple[str, str]:
    """Return the sign (`~`, `>=`, `<=`, `>`, `<`, or empty) and the text behind it."""
    match = re.match(r"(~|>=|<=|>|<)\s*", text)
    return (match[1], text[match.end() :]) if match else ("", text)


HEDGES = (
    "about", "around", "approximately", "approx.", "approx", "roughly", "nearly", "almost", "some", "circa", "ca.",
    "close to", "just under",
    "etwa", "ungefähr", "rund", "zirka", "knapp", "annähernd", "schätzungsweise",
    "unos", "unas", "alrededor de", "aproximadamente", "aprox.", "cerca de", "casi", "más o menos",
    "environ", "env.", "à peu près", "près de", "presque",
    "uns", "umas", "por volta de", "em torno de", "quase", "mais ou menos", "quasi", "più o meno",
    "ongeveer", "bijna", "zo'n", "ungefär", "omkring", "cirka", "około", "prawie",
)  # fmt: skip
"""Words before a value that is only about so much, in the languages that evidence is read in."""
ROUGHLY = "|".join(map(re.escape, HEDGES))
"""A pattern of them; like the two below it is matched without case."""
MORE_THAN = (
    r"(?<!no )(?<!not )(?:more|greater|longer|higher|larger|later) than|over|above|at least|upwards of|"
    r"n(?:o|ot) (?:fewer|less) than|mehr als|mindestens|über|plus de|au moins|más de|al menos|mais de|pelo menos|"
    r"più di|almeno|oltre|meer dan|minstens|ponad|co najmniej"
)
LESS_THAN = (
    r"(?<!no )(?<!not )(?:less|fewer|lower|shorter|smaller) than|under|below|at most|up to|within|not even|"
    r"n(?:o|ot) more than|weniger als|höchstens|bis zu|moins de|au plus|menos de|como máximo|no máximo|meno di|"
    r"al massimo|minder dan|hooguit|mniej niż|najwyżej"
)
_WORDS = {"": "", "~": "about ", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than "}


def qualifier_in_words(sign: str) -> str:
    """Return what the sign says, with a blank behind it: `about `; empty for no sign."""
    return _WORDS[sign]
