"""Items that a claim can cite."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """An item of evidence, or a fact or sentence of the post-mortem itself.

    Attributes:
        id: `E1`, `E2`, … for evidence; `D1`, `D2`, … for the document.
        text: what it says, redacted.
        at: when it was said or happened; None if that is unknown.
        source: where it is from, in a word or two.
        actor: who said it, as a role; empty if that is unknown.
    """

    id: str
    text: str
    at: When | None = None
    source: str = ""
    actor: str = ""
