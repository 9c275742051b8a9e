"""Keep a ledger in a folder, as a run of `collect` does beside the other files that it writes."""

from __future__ import annotations

from pathlib import Path

from afterword.evidence import Ledger
from afterword.evidence.ledger import LEDGER_NAME, ledger_bytes, read_ledger
from afterword.postmortem import write_atomically


def write_ledger(folder: Path, ledger: Ledger) -> bool:
    """Write a ledger over the one in the folder; returns whether the file changed."""
    return write_atomically(folder / LEDGER_NAME, ledger_bytes(folder, ledger, read_ledger(folder)))
