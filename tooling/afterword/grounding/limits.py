"""Limits: a claim that something went over one, or kept it, beside the number and the limit that its items give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.log_forms import spell_out
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"(?:%|ms|s|sec|min|m|h|k|kb|mb|gb|tb)"
_FOUND_AND_LIMIT = late_pattern(
    rf"(?<![\w.,:/-])(?P<found>{_NUMBER})\s?(?P<unit>{_UNIT})?(?![\w.])[^.;\d]{{0,25}}?\b(?:limit|threshold|thr|quota|budget|"
    r"cap|max(?:imum)?|target|sla|slo|allowed|contract|objective|alert (?:at|above|below))\b"
    rf"[^.;\d]{{0,12}}(?P<limit>{_NUMBER})(?:\s?(?P<other>{_UNIT})(?!\w))?"
)
"""The number and its limit; what is before a colon or a stroke is a time or a day."""
_OVER = late_pattern(
    r"\b(?:exceed\w*|above|over|beyond|breach\w*|surpass\w*|miss(?:ed|es)|violat\w*|more than|later than)\b"
)
_WITHIN = late_pattern(r"\b(?:below|under|within|less than|kept|met|respected|inside|short of|complied|observed)\b")
_SPEAKS_OF_LIMIT = late_pattern(
    r"\b(?:limit|threshold|quota|budget|cap|maximum|target|sla|slo|allow\w*|contract\w*|objective|response time)s?\b"
)


def doubts_about_limits(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Find a claim that a limit was exceeded or kept, where the number that an item gives is on its other side.

    Args:
        claim: its text.
        items: the items that it cites.
    """
    text = normalise_caseless(claim)
    is_over = _OVER.search(text) is not None
    if not _SPEAKS_OF_LIMIT.search(text) or cues.NEGATION.search(text) or is_over is (_WITHIN.search(text) is not None):
        return
    for item in items:
        for found, limit in numbers_with_limits(normalise_caseless(spell_out(item.text))):
            if found != limit and (found > limit) is not is_over:
                yield Doubt(Weight.CHECK, f"what is cited says {found}, and the limit is {limit}")
                return


def numbers_with_limits(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Find each number of a text, in lower case, that has its limit beside it, in the same unit or without one."""
    for match in _FOUND_AND_LIMIT.finditer(text):
        if not (match["unit"] and match["other"]) or match["unit"] == match["other"]:
            found, limit = (Decimal(match[name].replace(",", "")) for name in ("found", "limit"))
            yield found, limit
