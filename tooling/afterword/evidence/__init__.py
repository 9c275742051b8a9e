"""Evidence: collected from sources outside the repository, redacted, with ids that never change."""

from afterword.evidence.folder import resolve
from afterword.evidence.item import EvidenceItem
from afterword.evidence.ledger import LEDGER_NAME, Ledger, read_ledger

__all__ = ["LEDGER_NAME", "EvidenceItem", "Ledger", "read_ledger", "resolve"]
