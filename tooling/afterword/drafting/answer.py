"""Answer open questions: in a person's own words, or as evidence from which the section is drafted again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.drafting.action_rows import free_action_ids
from afterword.drafting.draft import DraftRequest, draft
from afterword.evidence import EvidenceItem, Ledger
from afterword.evidence.collect import CollectRequest, collect
from afterword.github.connections import Connection
from afterword.postmortem import PostMortem, Section, outline, save
from afterword.postmortem.document import OpenQuestion
from afterword.postmortem.edit import Splice, add_rows
from afterword.postmortem.markers import split_citations
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.source import Span
from afterword.project import Project

SOURCE = "answers.jsonl"
"""The source of items that are answers."""
_FIRST: tuple[SectionKind, ...] = (
    outline.WHAT_CHANGED, outline.IMMEDIATE_CAUSE, outline.WHAT_ALLOWED_IT, outline.IMPACT, outline.MITIGATION,
    outline.WHY_EVALS, outline.EVAL_GAP, outline.ACTION_ITEMS,
)  # fmt: skip
"""Sections that readers need most to learn from an incident; the others follow as they are written."""
_LIST_MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])(?:\s+\[[ x]\])?\s+")


@dataclass(frozen=True, slots=True)
class Question:
    """An open question.

    Attributes:
        section: the name of the section that it is in.
        words: without its marker and citations.
        bearing: the items of evidence that it cites.
        asked: where it is written.
    """

    section: str
    words: str
    bearing: tuple[EvidenceItem, ...]
    asked: OpenQuestion


def list_questions(document: PostMortem, ledger: Ledger) -> list[Question]:
    """Return the open questions, the ones that matter most first."""
    order = {kind.name: place for place, kind in enumerate(_FIRST)}
    found = list(_questions(document, ledger))
    return sorted(found, key=lambda one: order.get(one.section, len(order)))


def _questions(document: PostMortem, ledger: Ledger) -> Iterator[Question]:
    items = {item.label: item for item in ledger.items}
    for one in document.open_questions:
        labels, words = split_citations(one.question)
        bearing = tuple(items[label] for label in dict.fromkeys(labels) if label in items)
        section = _section_at(document, one.span.start)
        yield Question(section.name if section else "", words, bearing, one)


def _section_at(document: PostMortem, offset: int) -> Section | None:
    """Return the innermost section of the outline that an offset is in."""
    found = [one for one in document.walk() if one.kind and one.body.start <= offset < one.body.end]
    return found[-1] if found else None


def answer(project: Project, document: PostMortem, question: Question, words: str) -> tuple[str, ...]:
    """Put a person's words in the place of a question; they are theirs.

    The outline's question for action items is answered by action items: each line becomes a row of their table.

    Returns:
        The ids of new action items.

    Raises:
        AfterwordError: the file changed meanwhile, or cannot be written.
    """
    actions = [one for line in words.splitlines() if (one := _LIST_MARKER.sub("", line).strip())]
    if question.words not in outline.ACTION_ITEMS.questions or document.action_table is None:
        save(document, [Splice(question.asked.span, words)], project.path(document))
        return ()
    ids = tuple(name for name, _ in zip(free_action_ids(document), actions, strict=False))
    rows = [
        {"ID": name, "Action": action, "Owner": "TBD", "Due": "TBD", "Status": "open"}
        for name, action in zip(ids, actions, strict=True)
    ]
    save(document, [_without_line(document, question.asked.span), add_rows(document, rows)], project.path(document))
    return ids


def _without_line(document: PostMortem, span: Span) -> Splice:
    """Take text out, with the blank lines that follow it."""
    text = document.source.text
    return Splice(Span(span.start, len(text) - len(text[span.end :].lstrip())), "")


def answer_as_evidence(
    project: Project, document: PostMortem, question: Question, words: str, author: str, *, ask_model: bool = True
) -> tuple[EvidenceItem, ...]:
    """Add an answer to the evidence, redacted, with its author and the present time, and draft the section again.

    Args:
        project: where the post-mortem is.
        document: the post-mortem.
        question: what is answered.
        words: the answer.
        author: who answers, as a role.
        ask_model: whether the configured model is asked.

    Returns:
        The items that are new: one, or none if the same was answered at the same time.

    Raises:
        AfterwordError: the evidence or the post-mortem cannot be read or written.
    """
    record = {"time": f"{project.now:%Y-%m-%dT%H:%M:%SZ}", "actor": author, "text": words}
    request = CollectRequest(
        document,
        path=project.path(document),
        root=project.root,
        now=project.now,
        redaction=project.config.redaction,
        texts={SOURCE: json.dumps(record).encode()},
        mapping={key: key for key in record},
        committers=tuple(project.committers),
    )
    with Connection(project.env) as github:
        added = collect(request, github).items
    only = frozenset({question.section} - {""})
    draft(project, DraftRequest(project.document(document.id), only, ask_model=ask_model))
    return added
