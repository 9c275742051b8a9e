"""Whether a claim stands in the evidence that it cites. Deterministic: no model judges a model."""

from afterword.grounding.claims import Claim, claims_schema
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Status, Verdict, verify

__all__ = ["Claim", "LedgerItem", "Status", "Verdict", "claims_schema", "verify"]
