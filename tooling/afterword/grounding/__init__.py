"""Verify that claims are supported by the evidence they cite. Deterministic: no model judges a model."""

from afterword.grounding.claims import Claim, ClaimKind, claims_schema, object_schema
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, Status, Verdict, verify

__all__ = [
    "Claim",
    "ClaimKind",
    "Grounds",
    "LedgerItem",
    "Status",
    "Verdict",
    "claims_schema",
    "object_schema",
    "verify",
]
