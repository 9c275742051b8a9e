"""A remark for people: what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.errors import AfterwordError


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know or fix.

    Attributes:
        path: the file it concerns, as a user would write it; empty if it concerns none.
        line: counted from 1; None if it concerns no line.
        reason: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
        rows: names of the rows that lack an issue because of it, as `row_name` gives them; None if no such row can be
            read, but others may exist.
    """

    path: str
    line: int | None
    reason: str
    remedy: str = ""
    rows: tuple[str, ...] | None = ()

    def __str__(self) -> str:
        return str(AfterwordError(self.reason, remedy=self.remedy, path=self.path, line=self.line))
