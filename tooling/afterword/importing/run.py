"""The use case of `afterword import`: import what was found, and say what is ambiguous."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from afterword.errors import AfterwordError
from afterword.importing.batch import Batch, Result, import_files
from afterword.importing.gather import Found
from afterword.importing.questions import Question, Word, questions_of, vocabulary_of
from afterword.importing.writer.answers import Answers
from afterword.times.zones import require_zone


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did."""

    results: tuple[Result, ...]
    left_out: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    words: tuple[Word, ...]

    @property
    def is_complete(self) -> bool:
        """Whether each file is a document now, with the comments of its issue."""
        return all(
            result.outcome not in ("held", "failed") and all(need.code != "comments-missing" for need in result.needs)
            for result in self.results
        )


def run_import(
    batch: Batch, found: Found, *, is_answered: bool = True, tell: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Import what was found.

    Args:
        batch: into which project, and what a person said for all of it.
        found: the files or issues.
        is_answered: whether the answers are new, so that sources that did not change are written again.
        tell: gets what is being done.
    """
    answers = batch.answers
    results = import_files(batch, found.inputs, tell, again=is_answered and answers != Answers())
    severities = [severity.name for severity in batch.project.config.severities]
    return Outcome(
        tuple(results),
        found.left_out,
        tuple(questions_of(results, answers)),
        tuple(vocabulary_of(results, answers, severities)),
    )


def answers_from(zones: Sequence[str], dates: str | None, severities: Sequence[str], known: Sequence[str]) -> Answers:
    """Read the options of a command.

    Args:
        zones: `Europe/Berlin`, `+02:00`, or what a name means: `PST=America/Los_Angeles`.
        dates: `day-first` or `month-first`.
        severities: `WORD=SEVERITY`.
        known: the project's severities.

    Raises:
        AfterwordError: a zone, or a severity, is not known.
    """
    names: dict[str, str] = {}
    general = ""
    for written in zones:
        name, mark, meant = written.partition("=")
        try:
            zone = require_zone(meant if mark else name)
        except ValueError as error:
            raise AfterwordError(
                str(error), remedy="write an offset such as `+02:00`, or a place such as `Europe/Berlin`"
            ) from None
        if mark:
            names[name.strip().casefold()] = zone
        else:
            general = zone
    mapped: dict[str, str] = {}
    for written in severities:
        word, mark, severity = written.rpartition("=")
        if not mark or severity not in (*known, "unknown"):
            raise AfterwordError(
                f"`{written}` maps no word to a severity", remedy=f"write WORD=SEVERITY with one of {', '.join(known)}"
            )
        mapped[word.strip().casefold()] = severity
    return Answers(general, names, {"day-first": True, "month-first": False}.get(dates or ""), mapped)
