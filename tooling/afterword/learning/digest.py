"""What a person or an agent should know of a past incident before a change: a few facts, from the document as it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, judge_progress, tracked_status
from afterword.portfolio.proofs import NOT_PROVEN
from afterword.portfolio.snapshot import read_tracked_states
from afterword.postmortem import PostMortem, State
from afterword.postmortem.folders import PROOFS
from afterword.postmortem.markers import split_citations
from afterword.postmortem.outline import SUMMARY
from afterword.project import Project

if TYPE_CHECKING:
    from afterword.learning.past_incident import PastIncident


class WrittenAction(NamedTuple):
    """An accepted action item as the post-mortem has it.

    Attributes:
        owner: empty if there is none yet.
        due: empty if it is not known.
        latest: the last instant of the due date in ISO 8601; empty if it is not known.
    """

    id: str
    action: str
    owner: str
    due: str
    priority: str
    status: str
    latest: str


class WrittenCase(NamedTuple):
    """An eval case that can be asked and judged."""

    id: str
    cause: str


class WrittenDigest(NamedTuple):
    """What a post-mortem itself says of its incident in short, which is remembered until the file changes.

    Attributes:
        status: of the post-mortem; empty if it is not known.
        happened: the first sentence of the summary; empty until a person has reviewed it.
        unusable: how many eval cases cannot be asked or judged.
    """

    status: str
    happened: str
    actions: tuple[WrittenAction, ...]
    cases: tuple[WrittenCase, ...]
    unusable: int

    @classmethod
    def of(cls, document: PostMortem) -> WrittenDigest:
        """Read it in a document."""
        from afterword.evalcases.read_case import read_cases

        cases = read_cases(document)
        usable = tuple(WrittenCase(one.case.id, one.case.guards.cause) for one in cases if one.case)
        status = document.front.status or ""
        return cls(status, first_sentence(document), _accepted(document), usable, len(cases) - len(usable))

    def encode(self) -> str:
        """Write it as JSON."""
        return json.dumps(self)

    @classmethod
    def decode(cls, text: str) -> WrittenDigest:
        """Read what `encode` wrote."""
        status, happened, actions, cases, unusable = json.loads(text)
        written = tuple(WrittenAction(*one) for one in actions)
        return cls(status, happened, written, tuple(WrittenCase(*one) for one in cases), unusable)


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action item that is not done.

    Attributes:
        is_overdue: whether its due date has passed.
        owner: empty if there is none yet.
        due: empty if it is not known.
    """

    id: str
    action: str
    owner: str
    due: str
    priority: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class GuardingCase:
    """An eval case; `proof` is the verdict of its proof: `proven`, `not proven`, and so on."""

    id: str
    cause: str
    proof: str


@dataclass(frozen=True, slots=True)
class IncidentDigest:
    """A past incident in short. The texts are those of the document: untrusted, and as long as they are.

    Attributes:
        status: of the post-mortem; empty if it is not known.
        happened: the first sentence of the summary; empty until a person has reviewed it.
        unusable: how many eval cases cannot be asked or judged.
    """

    id: str
    path: str
    title: str
    severity: str
    status: str
    happened: str
    actions: tuple[OpenAction, ...]
    cases: tuple[GuardingCase, ...]
    unusable: int


def open_portfolio(project: Project) -> Portfolio:
    """Return what decides how action items stand; it has no documents."""
    return Portfolio((), project.config, project.now, read_tracked_states(project.root))


def first_sentence(document: PostMortem) -> str:
    """Return the first sentence of the summary as a reader sees it; empty until a person has reviewed it."""
    # Imported here: what was remembered needs neither sentences nor Markdown.
    from afterword.postmortem.sentences import split_sentences
    from afterword.text.comments import without_comments
    from afterword.text.visible_text import visible_pieces

    summary = document.section(SUMMARY.name)
    if summary is None or summary.notice or summary.state is not State.ANSWERED:
        return ""
    _, text = split_citations(without_comments(document.text(summary.body)))
    shown = "".join(piece for piece, _, _ in visible_pieces(text, 0, " "))
    return next(iter(split_sentences(shown)), "")


def digest_incident(project: Project, portfolio: Portfolio, incident: PastIncident) -> IncidentDigest:
    """Return what is known of a past incident: what is remembered of it, and what its proofs and the tracker say today.

    Args:
        portfolio: as `open_portfolio` returns it.
        incident: one of the project's.
    """
    named = _Named(incident.id, incident.path, incident.title, incident.severity)
    return _digest(project, portfolio, named, WrittenDigest.decode(incident.written))


def digest_document(project: Project, portfolio: Portfolio, document: PostMortem) -> IncidentDigest:
    """Return what `digest_incident` does, for a document of the project."""
    named = _Named(document.id, document.path, document.title, document.front.severity or "")
    return _digest(project, portfolio, named, WrittenDigest.of(document))


def guarding_cases(project: Project, document: PostMortem) -> tuple[tuple[GuardingCase, ...], int]:
    """Return the eval cases of a post-mortem, and how many cannot be asked or judged."""
    written = WrittenDigest.of(document)
    return _guarding(project, document.id, written.cases), written.unusable


def open_actions(document: PostMortem, portfolio: Portfolio) -> tuple[OpenAction, ...]:
    """Return the accepted action items that are not done, the overdue ones first."""
    return _open(document.id, _accepted(document), portfolio)


class _Named(NamedTuple):
    """What a post-mortem is called."""

    id: str
    path: str
    title: str
    severity: str


def _digest(project: Project, portfolio: Portfolio, named: _Named, written: WrittenDigest) -> IncidentDigest:
    return IncidentDigest(
        **named._asdict(),
        status=written.status,
        happened=written.happened,
        actions=_open(named.id, written.actions, portfolio),
        cases=_guarding(project, named.id, written.cases),
        unusable=written.unusable,
    )


def _guarding(project: Project, document_id: str, cases: tuple[WrittenCase, ...]) -> tuple[GuardingCase, ...]:
    """Return the eval cases with what their proofs come to today; only for a proof the document is read again."""
    folder = project.evidence_folder(document_id)
    document = project.post_mortem(document_id) if cases and os.path.lexists(folder / PROOFS) else None
    if document is None:
        return tuple(GuardingCase(case.id, case.cause, NOT_PROVEN) for case in cases)
    # Imported here: to load what recomputes proofs takes longer than all else.
    from afterword.portfolio.proofs.recorded_proofs import recorded_proofs

    found = recorded_proofs(project, document)
    return tuple(GuardingCase(one.case.id, one.case.guards.cause, one.standing) for one in found)


def _accepted(document: PostMortem) -> tuple[WrittenAction, ...]:
    return tuple(
        WrittenAction(
            item.id,
            split_citations(item.action)[1],
            str(item.owner) if item.has_owner else "",
            str(item.due) if item.due and item.due.known else "",
            item.priority,
            item.status,
            item.due.latest.isoformat() if item.due and item.due.latest else "",
        )
        for item in document.actions
        if not item.under_notice
    )


def _open(document_id: str, actions: Iterable[WrittenAction], portfolio: Portfolio) -> tuple[OpenAction, ...]:
    """Return the action items that are not done by what the tracker says, the overdue ones first."""
    found = []
    for one in actions:
        status = tracked_status(document_id, one.id, portfolio) or one.status
        progress = judge_progress(status, datetime.fromisoformat(one.latest) if one.latest else None, portfolio.now)
        if progress is not Progress.CLOSED:
            found.append(OpenAction(one.id, one.action, one.owner, one.due, one.priority, progress is Progress.OVERDUE))
    return tuple(sorted(found, key=lambda action: not action.is_overdue))
