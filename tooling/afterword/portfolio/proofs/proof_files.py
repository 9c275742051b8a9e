"""The files of a proof in the evidence folder, which are whole after every call."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evalcases.proofs.record import (
    MAX_BYTES,
    ProofCall,
    ProofRecord,
    read_calls,
    read_record,
    write_calls,
    write_record,
)
from afterword.evidence.folder import prepare, resolve
from afterword.postmortem.files import read_regular, write_atomically
from afterword.postmortem.folders import PROOFS


@dataclass(frozen=True, slots=True)
class ProofFiles:
    """The record of one case and the calls beside it.

    Attributes:
        folder: the evidence folder.
        case_id: the id of the case.
        shown: the evidence folder as a user would write it.
    """

    folder: Path
    case_id: str
    shown: str

    @property
    def record_name(self) -> str:
        """The record, below the evidence folder."""
        return f"{PROOFS}/{self.case_id}.json"

    @property
    def calls_name(self) -> str:
        """The calls, below the evidence folder."""
        return f"{PROOFS}/{self.case_id}.calls.jsonl"

    @property
    def path(self) -> str:
        """The record, as a user would write it."""
        return f"{self.shown}/{self.record_name}"

    @property
    def exists(self) -> bool:
        """Whether there is a record, or something in its place."""
        return os.path.lexists(self.folder / self.record_name)

    def read_record(self) -> ProofRecord:
        """Read the record.

        Raises:
            AfterwordError: it is not one, or cannot be read.
        """
        data = self._read(self.record_name)
        try:
            return read_record(data)
        except ValueError as error:
            raise self._unreadable(self.record_name, f"this is not the record of a proof: {error}") from None

    def read_calls(self, *, cut_off: bool = False) -> list[ProofCall]:
        """Read the calls.

        Args:
            cut_off: whether a last line that a crash cut off is left out.

        Raises:
            AfterwordError: a line is not a call, or the file is missing.
        """
        data = self._read(self.calls_name)
        if cut_off and not data.endswith(b"\n"):
            data = data[: data.rfind(b"\n") + 1]
        try:
            return read_calls(data)
        except ValueError as error:
            raise self._unreadable(self.calls_name, f"these are not the calls of a proof: {error}") from None

    def write(self, record: ProofRecord, calls: Iterable[ProofCall] | None = None) -> None:
        """Write the record, and the calls if they are given."""
        prepare(self.folder)
        prepare(self.folder / PROOFS)
        if calls is not None:
            write_atomically(self.folder / self.calls_name, write_calls(calls))
        write_atomically(self.folder / self.record_name, write_record(record))

    def append(self, calls: Sequence[ProofCall]) -> None:
        """Add calls to their file.

        Raises:
            AfterwordError: they cannot be written.
        """
        path = resolve(self.folder, self.calls_name)
        try:
            with path.open("ab") as file:
                file.write(write_calls(calls))
        except OSError as error:
            shown = f"{self.shown}/{self.calls_name}"
            raise AfterwordError(f"cannot be written: {error.strerror}", path=shown) from error

    def write_fixed(self, suffix: str, text: str) -> None:
        """Keep a copy of what the fixed side is asked with, in place of an earlier one."""
        prepare(self.folder)
        prepare(self.folder / PROOFS)
        self.remove_fixed()
        write_atomically(self.folder / PROOFS / f"{self.case_id}.fixed{suffix}", text.encode())

    def remove_fixed(self) -> None:
        """Remove the copy of what the fixed side is asked with."""
        for path in (self.folder / PROOFS).glob(f"{self.case_id}.fixed.*"):
            path.unlink()

    def _read(self, name: str) -> bytes:
        if not os.path.lexists(self.folder / name):
            raise self._unreadable(name, "there is no such file")
        return read_regular(resolve(self.folder, name), MAX_BYTES, shown_as=f"{self.shown}/{name}")

    def _unreadable(self, name: str, message: str) -> AfterwordError:
        remedy = "restore it from git, or delete both files of the proof to prove the case again"
        return AfterwordError(message, remedy=remedy, path=f"{self.shown}/{name}")
