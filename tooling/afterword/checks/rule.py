"""What a rule is, and what it finds."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from afterword.checks.context import Context
from afterword.checks.key_facts import KeyFacts
from afterword.checks.locations import Location, cell
from afterword.postmortem import ActionItem, PostMortem, Span
from afterword.postmortem.edit import Splice
from afterword.postmortem.external import ExternalEdition


class Level(Enum):
    """How much a finding matters: errors fail the check, warnings ask for a look, notes only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class LevelByStatus:
    """The level of findings by the document's status: mild for a draft, strict for what is published."""

    draft: Level
    in_review: Level
    published: Level

    def of(self, status: str | None) -> Level:
        """Return the level for a status; a document without one counts as a draft."""
        return {"in-review": self.in_review, "published": self.published}.get(status or "draft", self.draft)


ERROR = LevelByStatus(Level.ERROR, Level.ERROR, Level.ERROR)
"""Wrong at any time: the file says something that cannot be."""
ERROR_FROM_REVIEW = LevelByStatus(Level.WARNING, Level.ERROR, Level.ERROR)
"""A gap, which a draft may still have."""
ERROR_WHEN_PUBLISHED = LevelByStatus(Level.WARNING, Level.WARNING, Level.ERROR)
"""Open until the document is published."""
ADVICE = LevelByStatus(Level.NOTE, Level.WARNING, Level.WARNING)
"""A person decides; never a reason to fail."""
WARNING = LevelByStatus(Level.WARNING, Level.WARNING, Level.WARNING)
NOTE = LevelByStatus(Level.NOTE, Level.NOTE, Level.NOTE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says about one place.

    Attributes:
        where: characters of the document, or lines of any file.
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
        fix: the edits of `--fix`, if there are any.
        document: the document of a rule that looks around it, if `where` or `fix` has offsets of its text.
        levels: if they differ from the rule's.
        veiled: whether the line itself must not be shown.
        place: what people call the place, such as a section or a key; by default its line.
    """

    where: Span | Location
    message: str
    remedy: str
    fix: tuple[Splice, ...] = ()
    levels: LevelByStatus | None = None
    veiled: bool = False
    place: str = ""
    document: PostMortem | None = None

    @classmethod
    def in_cell(
        cls,
        item: ActionItem,
        column: str,
        message: str,
        remedy: str,
        fix: tuple[Splice, ...] = (),
        levels: LevelByStatus | None = None,
    ) -> Found:
        """Say something about a cell of an action item, by whose id the place is called."""
        return cls(cell(item, column), message, remedy, fix, levels, place=item.id)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in a file; lines and columns count from 1. The line of one that is `veiled` is not shown.

    `also` are the further places of one that was joined from several; `fix_of` is the digest of the text to `fix`.
    """

    path: str
    line: int
    column: int
    end_line: int
    rule: str
    level: Level
    message: str
    remedy: str
    fix: tuple[Splice, ...] = ()
    veiled: bool = False
    place: str = ""
    also: tuple[Location, ...] = ()
    fix_of: str = ""


Checked = PostMortem | ExternalEdition
"""What can be checked."""

Check = Callable[[Any, Any], Iterable[Found]]
"""Look at a document, which is of a class that the rule's `of` names, and at its `DocumentFacts` or `EditionFacts`."""

CheckAround = Callable[["KeyFacts", "Context"], Iterable[Found]]
"""Look at what is around a document; what it finds has a `Location`."""

Need = Literal["evidence", "prompts", "clock", "git", "corpus"]
"""What a rule looks at beside the document; `prompts` are files of the evidence, `corpus` the other post-mortems."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: `AW` and three digits; stable, never reused.
        title: what is true of a document that keeps it.
        why: the reason, with its source if it has one.
        bad: an example that it flags; a line or two of a document.
        good: the corrected example.
        check: looks at one document and its evidence, and at nothing else: what it finds is remembered.
        levels: the level of its findings by status.
        needs: what it looks at beside the document; without `git` or `prompts` it raises `Skipped`.
        of: the documents that it looks at.
        absolute: whether it can be neither ignored nor switched off.
        many: how to say several of its findings in one, such as `{} questions are open`; empty if each says its own.
        check_around: looks at what changes without the document (clock, history, other post-mortems), in every run.
    """

    id: str
    title: str
    why: str
    bad: str
    good: str
    check: Check
    levels: LevelByStatus = ERROR
    needs: Set[Need] = frozenset()
    of: tuple[type[Checked], ...] = (PostMortem,)
    absolute: bool = False
    many: str = ""
    check_around: CheckAround | None = None


def rule(
    rule_id: str,
    title: str,
    levels: LevelByStatus = ERROR,
    *,
    needs: Set[Need] = frozenset(),
    of: tuple[type[Checked], ...] = (PostMortem,),
    absolute: bool = False,
    many: str = "",
    check_around: CheckAround | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of the function that is its check; the docstring says why, and has the examples.

    Args: those of `Rule`.
    """
    return lambda check: Rule(
        rule_id, title, *_explanation(check), check, levels, needs, of, absolute, many, check_around
    )


def rule_around(
    rule_id: str, title: str, levels: LevelByStatus = ERROR, *, needs: Set[Need]
) -> Callable[[CheckAround], Rule]:
    """Make a rule of a function that looks only at what is around a document, as `rule` does."""
    return lambda check: Rule(rule_id, title, *_explanation(check), nothing, levels, needs, check_around=check)


def nothing(*_: object) -> Iterable[Found]:
    """Find nothing."""
    return ()


_EXPLANATION = re.compile(r".*?\n\n(.*?)\n\nBad:\n(.*?)\n\nGood:\n(.*?)(?:\n\nRaises:.*)?", re.DOTALL)


def _explanation(function: Callable[..., object]) -> tuple[str, str, str]:
    """Return from a docstring why there is a rule, the bad example, and the good one; nothing under `python -OO`."""
    match = _EXPLANATION.fullmatch(inspect.getdoc(function) or "")
    why, bad, good = match.groups() if match else ("", "", "")
    return why.replace("\n", " "), textwrap.dedent(bad), textwrap.dedent(good)
