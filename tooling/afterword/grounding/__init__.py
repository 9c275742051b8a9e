"""Verify that claims are supported by the evidence they cite: first by code, then, if there is one, by a reader."""

from afterword.grounding.claims import Claim, ClaimKind, claims_schema, object_schema
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.second_reading import Answer, Question, Reader, Reading, question_about, read_again
from afterword.grounding.verify import Grounds, Status, Verdict, verify

__all__ = [
    "Answer",
    "Claim",
    "ClaimKind",
    "Grounds",
    "LedgerItem",
    "Question",
    "Reader",
    "Reading",
    "Status",
    "Verdict",
    "claims_schema",
    "object_schema",
    "question_about",
    "read_again",
    "verify",
]
