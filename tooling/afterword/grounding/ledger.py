"""What a claim may cite."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One thing that is known: an item of evidence, or a fact or sentence of the document itself.

    Attributes:
        id: `E1`, `E2`, … for evidence; `D1`, `D2`, … for the document.
        text: what it says, redacted.
        at: when it was said or happened; None when that is not known.
        source: where it comes from, in a word or two.
        actor: who said it, as a role; "" when that is not known.
    """

    id: str
    text: str
    at: When | None = None
    source: str = ""
    actor: str = ""
