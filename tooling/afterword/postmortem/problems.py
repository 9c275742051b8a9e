"""Problems that reading a document finds, each with its place.

Reading never raises: `check` reports each problem under the id of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from afterword.postmortem.source import Span


class ProblemKind(Enum):
    """What kind of problem; the value is the id of the rule that reports it."""

    UNREADABLE_FILE = "AW101"
    FRONT_MATTER_MISSING = "AW102"
    YAML_MALFORMED = "AW103"
    YAML_REFUSED = "AW104"
    UNKNOWN_KEY = "AW105"
    EMPTY_VALUE = "AW106"
    INVALID_VALUE = "AW107"
    ID_MISMATCH = "AW108"
    DUPLICATE_HEADING = "AW109"
    BAD_TABLE = "AW110"
    BAD_TIMELINE_EVENT = "AW111"
    BAD_EVAL_CASE = "AW112"
    BAD_MARKER = "AW113"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a document, and where.

    Attributes:
        kind: the kind of problem.
        span: the characters concerned.
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
    """

    kind: ProblemKind
    span: Span
    message: str
    remedy: str


class Problems(list[Problem]):
    """The problems that were found so far."""

    def report(self, kind: ProblemKind, span: Span, message: str, remedy: str) -> None:
        """Add a problem."""
        self.append(Problem(kind, span, message, remedy))


def explain(error: ValueError, remedy: str = "correct the value") -> tuple[str, str]:
    """Split the text of a value's error into what is wrong and what to do.

    Args:
        error: its text is `what is wrong; what to do`, or only what is wrong.
        remedy: what to do if the error does not say.
    """
    what, _, told = str(error).partition("; ")
    return what, told or remedy
