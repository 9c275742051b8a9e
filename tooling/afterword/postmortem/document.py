"""The parts of a parsed post-mortem, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from afterword.postmortem.draft_notice import Notice, SharedNotice
from afterword.postmortem.eval_case import WrittenCase
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.priorities import standard_priority
from afterword.postmortem.problems import Problem
from afterword.postmortem.proposed import ProposedValue, without
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.source import Source, Span
from afterword.postmortem.statuses import is_settled
from afterword.postmortem.values import Person, PersonKind, Ref
from afterword.postmortem.yamltree import Mapping
from afterword.text.comments import without_closed_comments
from afterword.times.when import When

MILESTONES = (
    "change",
    "first symptom",
    "detected",
    "alert triggered",
    "incident declared",
    "triage started",
    "root cause identified",
    "mitigation applied",
    "resolved",
    "communication",
)
"""The words that may be in bold before a timeline event's text."""
MILESTONE_KEYS = {
    "first symptom": "started",
    "detected": "detected",
    "incident declared": "declared",
    "mitigation applied": "mitigated",
    "resolved": "resolved",
}
"""By the milestone of an event, the key of `incident` that has its time."""

CATEGORIES = ("immediate fix", "monitoring improvement", "process improvement", "systemic fix", "eval case")
ACTION_COLUMNS = ("ID", "Action", "Category", "Priority", "Owner", "Due", "Done when", "Status", "Issue")
EMPTY_ACTION_TABLE = f"| {' | '.join(ACTION_COLUMNS)} |\n{'|---' * len(ACTION_COLUMNS)}|"


def action_table(rows: Iterable[str] = (), *, hides_status: bool = False) -> str:
    """Return a table of rows that have a cell for each of `ACTION_COLUMNS`; a hidden Status is left out."""
    lines = [*EMPTY_ACTION_TABLE.split("\n"), *rows]
    if hides_status:
        at = ACTION_COLUMNS.index("Status") + 1
        cells = (re.split(r"(?<!\\)\|", line) for line in lines)
        lines = ["|".join((*one[:at], *one[at + 1 :])) for one in cells]
    return "\n".join(lines)


class State(Enum):
    """Whether a section says something."""

    EMPTY = "empty"
    UNANSWERED = "unanswered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class DerivedBlock:
    """Text that code derived, between its markers, or from its opening marker to the end of its section.

    Attributes:
        name: which derivation wrote it.
        digest: digest of the content as written.
        span: from the first character of the opening marker to the end of the closing one, or of the content.
        content: the lines between the markers.
        untouched: whether the content still has the digest: only then the tool may refresh it.
        is_closed: whether it has a closing marker.
    """

    name: str
    digest: str
    span: Span
    content: Span
    untouched: bool
    is_closed: bool = True

    @property
    def asks(self) -> bool:
        """Whether it contains open questions, which a person replaces by answers."""
        return self.name.partition(".")[0] == "questions"


@dataclass(frozen=True)
class Section:
    """A heading with everything below it, up to the next heading of its level or above.

    Attributes:
        kind: the section of the outline that the heading names, None for any other.
        title: the heading's text as written.
        level: 2 to 4.
        heading: the heading's lines.
        span: heading and everything below it.
        body: everything below the heading.
        own_state: what the text above the first sub-heading says.
        own_notice: the draft notice in it, if any.
        parts: the sections one level down.
        shared_notice: the draft notice above the sections, if that covers it.
    """

    kind: SectionKind | None
    title: str
    level: int
    heading: Span
    span: Span
    body: Span
    own_state: State
    own_notice: Notice | None
    parts: tuple[Section, ...]
    shared_notice: Notice | None = None

    @property
    def notice(self) -> Notice | None:
        """The draft notice that says that it awaits review, if any."""
        return self.own_notice or self.shared_notice

    @property
    def own(self) -> Span:
        """The text between the heading and the first heading below it."""
        return Span(self.body.start, self.parts[0].span.start if self.parts else self.body.end)

    @cached_property
    def state(self) -> State:
        """What the section and its parts say together."""
        states = {self.own_state, *(part.state for part in self.parts)}
        return next((s for s in (State.ANSWERED, State.UNANSWERED) if s in states), State.EMPTY)

    @property
    def name(self) -> str:
        """The outline's name for it, else its own title."""
        return self.kind.name if self.kind else self.title

    def walk(self) -> Iterator[Section]:
        """Visit the section and every section below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event of the timeline.

    Attributes:
        when: None when the time could not be read, which is a problem of its own.
        kind: one of `MILESTONES`, or empty.
        text: what happened, without time, kind and citations.
        citations: labels of the footnotes it cites.
        span: the whole item.
    """

    when: When | None
    kind: str
    text: str
    citations: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `span` is its text without surrounding blanks, `text` has `\\|` resolved."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A GFM table; every row has its line (counted from 0 in the file) and the cells that it was written with."""

    span: Span
    header: tuple[Cell, ...]
    header_line: int
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class ActionItem:
    """One row of the action table.

    Attributes:
        cells: by the format's column name, where the row has the cell.
        due: None when missing or unreadable.
        issue: None when empty or unreadable.
        details: text of the heading that has its id, empty if there is none.
        under_notice: whether the table is a draft that is not accepted yet.
        shifted: whether its cells are in the wrong columns: it has too many, or the first was left out.
        span: the row.
    """

    cells: dict[str, Cell]
    span: Span
    owner: Person | None
    due: When | None
    issue: Ref | None
    details: str
    under_notice: bool
    shifted: bool = False

    def text(self, column: str) -> str:
        """Return a cell's text without HTML comments; empty if the row has no such cell."""
        cell = self.cells.get(column)
        return without_closed_comments(cell.text).strip() if cell else ""

    @property
    def id(self) -> str:
        """The row's id, empty if it has none yet."""
        return self.text("ID")

    @property
    def action(self) -> str:
        """The work to do."""
        return self.text("Action")

    @property
    def status(self) -> str:
        """The status in lower case; `open` if nothing is written."""
        return self.text("Status").casefold() or "open"

    @property
    def has_owner(self) -> bool:
        """Whether a person, a team or a role is named."""
        return self.owner is not None and self.owner.kind is not PersonKind.UNSET

    @property
    def is_settled(self) -> bool:
        """Whether its status says that nothing is left to do."""
        return is_settled(self.status)

    @property
    def category(self) -> str:
        """The category in lower case, empty if it has none yet."""
        return self.text("Category").casefold()

    @property
    def priority(self) -> str:
        """The priority in its one spelling; empty if it has none."""
        return standard_priority(self.text("Priority"))


@dataclass(frozen=True, slots=True)
class EvalCaseBlock:
    """An eval case, its keys and values with their places, and the place of the block."""

    case: WrittenCase
    tree: Mapping
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's definition."""

    label: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ignore:
    """An ignore comment: it says which rules do not apply, and why.

    Attributes:
        rules: ids as written, in upper case.
        reason: empty if none is given, which is a finding.
        span: the comment.
        first_line: first line that it covers, counted from 1.
        last_line: last line that it covers.
    """

    rules: tuple[str, ...]
    reason: str
    span: Span
    first_line: int
    last_line: int

    def covers(self, rule: str, line: int) -> bool:
        """Whether to leave out a finding of a rule at a line; a comment without a reason leaves out nothing."""
        return bool(self.reason) and rule in self.rules and self.first_line <= line <= self.last_line


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the document says is unknown and needs investigation."""

    question: str
    span: Span


@dataclass(frozen=True, kw_only=True)
class Document:
    """What every document has, however broken its file is: front matter with positions, sections, problems.

    Attributes:
        id: the id that the file's name gives; the front matter's should equal it.
        tree: the front matter with positions.
        front_span: the YAML between the `---` lines, None if there is no front matter.
        body_start: offset of the body.
        shared_notices: the draft notices that name the sections they cover.
        ignores: the ignore comments.
        problems: what is wrong with the file, in the order of the text.
    """

    id: str
    source: Source
    tree: Mapping
    front_span: Span | None
    body_start: int
    sections: tuple[Section, ...] = ()
    shared_notices: tuple[SharedNotice, ...] = ()
    derived: tuple[DerivedBlock, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str:
        """The file, as a user would write it."""
        return self.source.path

    def walk(self) -> Iterator[Section]:
        """Visit every section at every level."""
        return iter(self._walked)

    @cached_property
    def _walked(self) -> tuple[Section, ...]:
        return tuple(part for section in self.sections for part in section.walk())

    @cached_property
    def _named(self) -> dict[str, Section]:
        return {part.kind.name: part for part in reversed(self._walked) if part.kind}

    def section(self, name: str) -> Section | None:
        """Find the first section, or part of one, with a name of the outline."""
        return self._named.get(name)

    @property
    def notices(self) -> tuple[tuple[Section, Notice], ...]:
        """Every section that awaits review."""
        return tuple((section, section.notice) for section in self.walk() if section.notice)

    @property
    def notice_spans(self) -> tuple[Span, ...]:
        """The draft notices, those that cover no section included, in the order of the text."""
        own = (section.own_notice.span for section in self.walk() if section.own_notice)
        return tuple(sorted({*own, *(shared.span for shared in self.shared_notices)}))

    def text(self, span: Span) -> str:
        """Return the text of a span."""
        return span.of(self.source.readable)

    def line(self, span: Span) -> int:
        """Return the line at which a span begins, counted from 1."""
        return self.source.line_of(span.start)


@dataclass(frozen=True, kw_only=True)
class PostMortem(Document):
    """A post-mortem as read, however broken its file is.

    Attributes:
        front: the typed front matter, without what is only proposed.
        proposals: the values that carry the comment of a proposal.
    """

    front: FrontMatter
    proposals: tuple[ProposedValue, ...] = ()
    events: tuple[TimelineEvent, ...] = ()
    action_table: Table | None = None
    actions: tuple[ActionItem, ...] = ()
    eval_cases: tuple[EvalCaseBlock, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[tuple[str, Span], ...] = ()

    @property
    def proposed(self) -> tuple[ProposedValue, ...]:
        """The values that the tool proposed and that were not accepted, changed or declined."""
        return tuple(one for one in self.proposals if not one.is_changed)

    @cached_property
    def accepted(self) -> Mapping:
        """The front matter with positions, without what is only proposed."""
        return without(self.tree, [one.path for one in self.proposed]) if self.proposed else self.tree

    @property
    def title(self) -> str:
        """The title, or the id if there is none."""
        return self.front.title or self.id
