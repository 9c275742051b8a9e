"""The exception whose message users see."""

from __future__ import annotations


class AfterwordError(Exception):
    """An error that the user can fix.

    The command line prints it as one located line and its remedy, and exits with 1.

    Args:
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it; empty if the message says it.
        path: the file it concerns, as the user would write it.
        line: the line in that file, counted from 1.
    """

    def __init__(self, message: str, *, remedy: str = "", path: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = self.path + (f":{self.line}" if self.path and self.line else "")
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  {self.remedy}" if self.remedy else text
