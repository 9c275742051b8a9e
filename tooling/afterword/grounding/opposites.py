"""Words that exclude each other: how much, how compared, and in which state something is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import aligned, stems
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import NUMBER_WORDS

_SCALES = tuple(
    tuple(late_pattern(rf"\b(?:{side.replace('_', ' ').replace(' | ', '|')})\b") for side in line)
    for line in (
        (
            r"a_few | few | hardly_any | a_handful | a_minority | scarcely_any | barely_any",
            r"(?:nearly|almost|virtually)_(?:all|every\w*) | most | the_majority | the_bulk | plenty | many",
        ),
        ("earlier | sooner", "later"),
        ("more", "less | fewer"),
        ("faster | quicker", "slower"),
        ("higher", "lower"),
        ("better", "worse"),
        ("longer", "shorter"),
        ("larger | bigger | greater", "smaller"),
        ("older", "newer"),
        ("cheaper", "dearer | costlier | more_expensive"),
        ("first", "last"),
    )
)
"""Sides of a scale: a claim that takes one, where its item has the other alone, says the opposite."""
_STATES = tuple(
    (
        late_pattern(rf"\b(?:is|was|were|are|been|being|stayed|remained) (?:now |then |still )?(?:{one})\b"),
        late_pattern(rf"\b(?:{other})\b"),
    )
    for pair in (
        (
            "closed|resolved|done|fixed|completed",
            "reopened|reopens|re-opened|open|opened|unresolved|in progress|pending",
        ),
        ("approved|accepted|granted|allowed", "rejected|declined|denied|refused|disallowed"),
        ("enabled|on|active|switched on|turned on", "disabled|off|inactive|switched off|turned off"),
        ("up|healthy|online|available|reachable", "down|unhealthy|offline|unavailable|unreachable"),
        ("correct|valid|right", "wrong|incorrect|invalid|false"),
        ("manual|by hand", "automatic|automatically|auto"),
    )
    for one, other in (pair, pair[::-1])
)
_COUNTS = late_pattern(rf"^(?:only |about |some |all |the |of the )*(?:\d|{NUMBER_WORDS}|some|others?|rest)\b")
"""A claim about a part, whose other part is in the other state: `two of nine are still open`."""


def doubts_about_opposites(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Find words of a claim whose opposite, and not they, are in the clauses that come closest to it.

    Args:
        claim: its text.
        items: the items that it cites.
    """
    text = normalise_caseless(claim)
    near = aligned(stems(text), items)
    said = " ".join(clause.text for clause in near)
    cited = " ".join(normalise_caseless(item.text) for item in items)
    if not near or bool(cues.NEGATION.search(text)) is not bool(cues.NEGATION.search(said)):
        return
    for sides in _SCALES:
        for mine, other in (sides, sides[::-1]):
            if mine.search(text) and not other.search(text) and other.search(said) and not mine.search(cited):
                yield Doubt(
                    Weight.CHECK, f"what is cited says “{_found(other, said)}”, the claim “{_found(mine, text)}”"
                )
                return
    for state, opposite in () if _COUNTS.search(text) else _STATES:
        found = state.search(text)
        if (
            found
            and opposite.search(said)
            and not opposite.search(text)
            and not re.search(rf"\b{found[0].split()[-1]}\b", cited)
        ):
            yield Doubt(Weight.CHECK, f"what is cited says “{_found(opposite, said)}”")
            return


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""
