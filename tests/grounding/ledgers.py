"""Short ledgers, for tests that ask about one claim."""

from __future__ import annotations

import re

from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, Verdict, verify
from afterword.times.when import When


def item(number: int, text: str) -> LedgerItem:
    """Make an item of `2026-04-16T10:00Z actor: text`, `actor: text` behind `@`, or text alone."""
    at, actor = None, ""
    if re.match(r"\d{4}-", text):
        at, text = text.split(" ", 1)
    if text.startswith("@"):
        actor, text = text[1:].split(": ", 1)
    return LedgerItem(f"E{number}", text, When.parse(at) if at else None, "", actor)


def judge(claim: str, *texts: str, cited: str = "", quote: str = "") -> Verdict:
    """Verify a claim that cites all items of a ledger, or those of the numbers that are given."""
    items = [item(number, text) for number, text in enumerate(texts, 1)]
    ids = tuple(f"E{number}" for number in cited) or tuple(one.id for one in items)
    first = next(one for one in items if one.id == ids[0])
    verdict = verify(Claim(claim, ids, quote or first.text, "fact"), Grounds(items))
    # Each reason is shown to people, and sent to a model that repairs.
    assert all(isinstance(reason, str) and reason.strip() for reason in verdict.reasons)
    return verdict
