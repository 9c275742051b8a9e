"""What a person or an agent should know of a past incident before a change: a few facts, from the document as it is."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.evalcases.read_case import read_cases
from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, find_progress
from afterword.portfolio.proofs.recorded_proofs import recorded_proof
from afterword.portfolio.snapshot import read_tracked_states
from afterword.postmortem import PostMortem, State
from afterword.postmortem.markers import split_citations
from afterword.postmortem.outline import SUMMARY
from afterword.postmortem.sentences import split_sentences
from afterword.project import Project
from afterword.text.comments import without_comments
from afterword.text.visible_text import visible_pieces


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


def digest_document(project: Project, portfolio: Portfolio, document: PostMortem) -> IncidentDigest:
    """Read what is known of a past incident.

    Args:
        portfolio: as `open_portfolio` returns it.
        document: one of the project's.
    """
    cases, unusable = guarding_cases(project, document)
    return IncidentDigest(
        document.id,
        document.path,
        document.title,
        document.front.severity or "",
        document.front.status or "",
        first_sentence(document),
        open_actions(document, portfolio),
        cases,
        unusable,
    )


def guarding_cases(project: Project, document: PostMortem) -> tuple[tuple[GuardingCase, ...], int]:
    """Return the eval cases of a post-mortem, and how many cannot be asked or judged."""
    read = read_cases(document)
    usable = tuple(
        GuardingCase(one.case.id, one.case.guards.cause, recorded_proof(project, document, one.case).standing)
        for one in read
        if one.case
    )
    return usable, len(read) - len(usable)


def first_sentence(document: PostMortem) -> str:
    """Return the first sentence of the summary as a reader sees it; empty until a person has reviewed it."""
    summary = document.section(SUMMARY.name)
    if summary is None or summary.notice or summary.state is not State.ANSWERED:
        return ""
    _, text = split_citations(without_comments(document.text(summary.body)))
    shown = "".join(piece for piece, _, _ in visible_pieces(text, 0, " "))
    return next(iter(split_sentences(shown)), "")


def open_actions(document: PostMortem, portfolio: Portfolio) -> tuple[OpenAction, ...]:
    """Return the accepted action items that are not done, the overdue ones first."""
    progress = [(item, find_progress(document, item, portfolio)) for item in document.actions]
    waiting = [(item, one is Progress.OVERDUE) for item, one in progress if one in (Progress.OPEN, Progress.OVERDUE)]
    return tuple(
        OpenAction(
            item.id,
            split_citations(item.action)[1],
            str(item.owner) if item.has_owner else "",
            str(item.due) if item.due and item.due.known else "",
            item.priority,
            is_overdue,
        )
        for item, is_overdue in sorted(waiting, key=lambda pair: not pair[1])
    )
