"""One page for the meeting about an incident: decisions, accounts that differ, surprises, questions by role. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from afterword.drafting.answer import list_questions
from afterword.drafting.assembling.reading import Said
from afterword.drafting.draft_inputs import DraftInputs
from afterword.evidence import EvidenceItem
from afterword.language.item_kinds import ItemKind, is_stranger
from afterword.postmortem import PostMortem, outline
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown
from afterword.text.shorten import shorten

_MOST_DECISIONS = 6
_MOST_SEEN = 3
_MOST_SURPRISES = 5
_MOST_QUESTIONS = 4
_WORDS = 160
_ALL = "everyone"
_DIFFER = re.compile(r"^\s*(?:[-*] )?\*\*Accounts differ:\*\* ?(?P<text>.+)$", re.MULTILINE)
_SURPRISE = re.compile(
    r"\b(?:surpris\w+|unexpected\w*|(?:did not|didn't|never) expect\w*|turns? out|turned out|(?:i|we) (?:had )?"
    r"(?:thought|assumed|believed)|strange\w*|weird\w*|odd(?:ly)?|confus\w+|no idea|puzzl\w+|"
    r"should have (?:fired|alerted|failed)|why did(?:n't| not)?)\b",
    re.IGNORECASE,
)


_ACTS = (outline.MITIGATION, outline.WHAT_CHANGED)
"""Where what somebody did belongs: what people do, they have decided."""
_DECLARES = re.compile(
    r"\b(?:declar(?:e|es|ed|ing)|escalat(?:e|es|ed|ing)|rais(?:e|es|ed|ing) (?:it|this) to)\b", re.IGNORECASE
)


_DECIDED = ("change", "incident declared", "mitigation applied", "communication")
"""Milestones of the timeline that somebody decided."""
_TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, and the last that could be seen before it."""

    item: EvidenceItem
    seen: tuple[EvidenceItem, ...]


@dataclass(frozen=True, slots=True)
class Discussion:
    """What a meeting talks about.

    Attributes:
        decisions: in the order of time.
        differing: accounts that differ, in words.
        surprises: items in which somebody is surprised.
        questions: open questions by role: of those whose words are relevant to them, else `everyone`.
    """

    decisions: tuple[Decision, ...]
    differing: tuple[str, ...]
    surprises: tuple[EvidenceItem, ...]
    questions: dict[str, tuple[str, ...]]


def prepare_discussion(inputs: DraftInputs) -> Discussion:
    """Gather what to talk about. Items that address an AI are left out."""
    items = [item for item in inputs.evidence.items if item.id not in inputs.addressing_ai]
    kinds = inputs.kinds
    acts = {one.item.id for one in inputs.said if one.place in _ACTS and one.kind is not ItemKind.SIGNAL}
    ours = [one for one in items if not is_stranger(one.actor or "")]
    decided = [one for one in ours if kinds.get(one.id) is ItemKind.DECISION or one.id in acts or _declares(one)]
    shows = {one.item.id: one.item for one in inputs.said if one.is_alarm or one.is_report or one.is_event}
    decisions = [Decision(item, _seen_before(item, shows.values())) for item in _by_time(decided)]
    return Discussion(
        tuple(decisions) or tuple(_decided_in_timeline(inputs.document)),
        tuple(dict.fromkeys([*_differing_in(inputs.document), *map(str, inputs.values.differing)])),
        tuple(_surprises(items, inputs.said)),
        _questions(inputs),
    )


def _declares(item: EvidenceItem) -> bool:
    return "?" not in item.text and _DECLARES.search(item.text) is not None


def _by_time(items: Iterable[EvidenceItem]) -> list[EvidenceItem]:
    """Return the items that have a time, the oldest first."""
    timed = [(at.earliest, index, item) for index, item in enumerate(items) if (at := item.at) and at.earliest]
    return [item for _, _, item in sorted(timed, key=lambda one: one[:2])]


def _seen_before(item: EvidenceItem, shows: Iterable[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """Return the last of the signals and reports that are from before an item."""
    return tuple([one for one in _by_time(shows) if _is_before(one, item)][-_MOST_SEEN:])


def _decided_in_timeline(document: PostMortem) -> Iterator[Decision]:
    """Yield the decisions that the timeline has, if the evidence has none."""
    events = [EvidenceItem(_TIMELINE, _TIMELINE, None, one.when, None, one.text) for one in document.events]
    for item, event in zip(events, document.events, strict=True):
        if event.kind in _DECIDED:
            yield Decision(item, _seen_before(item, events))


def _is_before(one: EvidenceItem, other: EvidenceItem) -> bool:
    return bool(one.at and other.at and one.at.earliest and other.at.earliest and one.at.earliest < other.at.earliest)


def _differing_in(document: PostMortem) -> Iterator[str]:
    for match in _DIFFER.finditer(document.source.readable[document.body_start :]):
        yield " ".join(match["text"].split())


def _surprises(items: Iterable[EvidenceItem], said: Sequence[Said]) -> Iterator[EvidenceItem]:
    by_people = {one.item.id for one in said if one.kind is ItemKind.STATEMENT}
    return (item for item in items if item.id in by_people and _SURPRISE.search(item.text))


def _questions(inputs: DraftInputs) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for question in list_questions(inputs.document, inputs.evidence):
        people = (item.actor for item in question.bearing if inputs.kinds.get(item.id) is not ItemKind.SIGNAL)
        roles = list(dict.fromkeys(filter(None, people))) or [_ALL]
        found.setdefault(roles[0], []).append(f"{question.section}: {question.words}")
    return {role: tuple(questions) for role, questions in found.items()}


def write_sheet(document: PostMortem, discussion: Discussion) -> str:
    """Write the page as Markdown; what evidence says is escaped."""
    incident = document.front.incident
    times = [
        f"{name} {at.display()}"
        for name in ("started", "detected", "mitigated", "resolved")
        if (at := getattr(incident, name, None)) and at.known
    ]
    facts = ", ".join(filter(None, (document.front.severity, *times)))
    lines = [f"# To discuss: {escape_markdown(document.title)}", "", f"{document.id}: {escape_markdown(facts)}"]
    lines += ["", "Talk about what people saw and knew at the time, not about what they should have done."]
    lines += _section("Decisions, and what could be seen then", _decisions(discussion.decisions))
    lines += _section("Accounts that differ", [f"- {escape_markdown(text)}" for text in discussion.differing])
    lines += _section("Surprises", _capped([f"- {_words(item)}" for item in discussion.surprises], _MOST_SURPRISES))
    asked = []
    for role, questions in discussion.questions.items():
        asked += [f"- **{escape_markdown(role)}**"]
        asked += _capped([f"  - {escape_markdown(one)}" for one in questions], _MOST_QUESTIONS, "  ")
    lines += _section("Questions, by who may know", asked)
    return "\n".join(lines) + "\n"


def _decisions(decisions: Sequence[Decision]) -> list[str]:
    lines = []
    for one in decisions[:_MOST_DECISIONS]:
        lines += [f"- {_words(one.item)}", *(f"  - seen before: {_words(item)}" for item in one.seen)]
        lines += ["  - nothing that was collected is from before it"] if not one.seen else []
    more = len(decisions) - _MOST_DECISIONS
    return [*lines, *([f"- and {counted(more, 'more decision')}"] if more > 0 else [])]


def _words(item: EvidenceItem) -> str:
    head = ", ".join(filter(None, (item.at.display() if item.at else "", item.actor or "")))
    return f"{escape_markdown(head)}: “{escape_markdown(shorten(item.text, _WORDS))}” ({item.id})"


def _capped(lines: list[str], most: int, indent: str = "") -> list[str]:
    more = len(lines) - most
    return [*lines[:most], *([f"{indent}- and {more} more"] if more > 0 else [])]


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"## {title}", "", *(lines or ["- none was found in the evidence"])]
