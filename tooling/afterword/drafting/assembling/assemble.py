"""Decide what is shown where: each sentence once, in the timeline or in its section; later places cite it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from afterword.derive.events import Entry
from afterword.drafting.assembling.differing import find_differing
from afterword.drafting.assembling.event_cues import CLOSES, COMMIT
from afterword.drafting.assembling.places import (
    counts_affected,
    names_who_did_it,
    reports_change,
    split_label,
    states_milestone,
)
from afterword.drafting.assembling.reading import Said
from afterword.drafting.assembling.relevance import Weighed, choose_relevant
from afterword.drafting.assembling.same_events import Told, merge_same_events
from afterword.drafting.assembling.sentence_time import is_of_an_earlier_day
from afterword.drafting.selection import Selection, select_by_rules
from afterword.grounding.wording import coverage, stems
from afterword.language import find_blame
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import Standing
from afterword.postmortem import outline
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import FrontMatter, Impact
from afterword.text.late_pattern import late_pattern
from afterword.text.shorten import shorten

_MAX_QUOTES = 6
"""Of a section; the rest is cited."""
_MAX_CHARACTERS = 400
"""Of a quotation; a longer one is cited only."""
_MAX_CITED = 12
"""Sentences that a section cites without quoting them; the rest is counted."""
_SAID_ALREADY = 0.75
"""Share of its words that people used already in what they wrote of the same."""
_OF_EVENTS = frozenset({outline.WHAT_CHANGED, outline.MITIGATION})
"""Sections whose answers are events, which the timeline shows."""

_OF_FINDINGS = frozenset((
    outline.IMPACT, outline.IMMEDIATE_CAUSE, outline.CONTRIBUTING_CAUSES, outline.WHAT_ALLOWED_IT, outline.WHY_EVALS,
    outline.UPSTREAM_PROVIDER,
))  # fmt: skip
"""Sections whose answers are found out at a moment, so that the timeline shows them too."""
_NAME_CAUSES = (outline.IMMEDIATE_CAUSE, outline.UPSTREAM_PROVIDER)
_REVERT = late_pattern(r"\bRevert \"([^\"\n]{8,200})\"")
_VERSION = late_pattern(r"\bv(\d{1,6})\b", re.IGNORECASE)
_NAME = late_pattern(r"\b(?=[\w.-]*[a-z])(?=[\w.-]*\d)[\w.-]*\w")
"""A name with a number, such as `v15`: two sentences with it are about the same change."""
_BEGINNING = 85
"""Characters of such an answer that the timeline shows."""
_LIGHTEST = 10
"""Weight of an event without importance; milestones, which come first, weigh less than any."""
_ACCOUNT = 3
"""Lines, from which on a message is an account of what was before."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of the evidence in a section, without a label such as `Went well:`."""

    said: Said
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the evidence says to a section.

    Attributes:
        quotes: sentences that are shown there, and nowhere else.
        rows: what the timeline shows, and the section only cites.
        more: what is cited without its words.
        differing: pairs of sentences that do not agree.
        figures: rows of the timeline that answer something else, too, and have a figure.
        is_open: whether people must say which of them it was.
        left_out: how many sentences more there are, which are not cited.
    """

    quotes: tuple[Quoted, ...] = ()
    rows: tuple[Said, ...] = ()
    more: tuple[Said, ...] = ()
    differing: tuple[tuple[Quoted, Quoted], ...] = ()
    figures: tuple[Said, ...] = ()
    is_open: bool = False
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but what is cited without its words."""
        return not (self.quotes or self.rows or self.differing or self.figures)


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the evidence gives without a model.

    Attributes:
        selection: what is chosen for the timeline.
        entries: the events that can be chosen, with their words: what rules may choose, and the rest.
        answers: by section, what the evidence says to it.
    """

    selection: Selection = field(default_factory=Selection)
    entries: tuple[Entry, ...] = ()
    answers: Mapping[SectionKind, Answer] = field(default_factory=dict)


def assemble(
    front: FrontMatter, said: Sequence[Said], sections: Collection[str], people: frozenset[str] = frozenset()
) -> Assembly:
    """Give each sentence its one place.

    Args:
        front: what is stated and accepted.
        said: the sentences of the evidence.
        sections: names of the sections that the post-mortem has or gets; H3 parts count with their own names.
        people: handles of people who took part, whom no quotation may blame.
    """
    weighed = choose_relevant([one for one in said if _is_event(one, sections)], _weight)
    events = [one.said for one in weighed]
    alone = _entries(weighed, sections, names_speakers=has_several_speakers(said))
    signals = {one.item.label for one in events if one.kind is ItemKind.SIGNAL}
    apart = {one.item.label for one in events if one.kind is ItemKind.PUBLIC or one.is_alarm}
    entries = merge_same_events(
        [Told(one, one.citations[0] in signals, is_apart=one.citations[0] in apart) for one in alone]
    )
    selection = select_by_rules(front, entries)
    shown = {(name, row.at) for row in selection.timeline for name in row.items}
    merged = {name for row in selection.timeline if len(row.items) > 1 for name in row.items}
    rows = [one for one in events if (one.item.id, one.at) in shown or one.item.id in merged]
    answers: dict[SectionKind, Answer] = {}
    reverted: list[Said] = []
    for kind in (*outline.ROOT_CAUSE_PARTS, *outline.SECTIONS):
        mine = [one for one in said if one.place is kind and one.standing is Standing.STATED]
        if kind is outline.WHAT_CHANGED:
            mended = _first_step(said)
            mine = _not_taken_back([one for one in mine if one.precedes is not False and not _is_after(one, mended)])
            reverted = _reverted(said)
            mine = reverted or mine
        if kind.name in sections and mine:
            answer = _answer(mine, rows, _notes(front) if kind is outline.IMPACT else "", people)
            is_open = kind is outline.WHAT_CHANGED and not (reverted or _is_certain(mine, said))
            answers[kind] = replace(answer, is_open=is_open)
    if outline.IMPACT.name in sections:
        impact = answers.get(outline.IMPACT, Answer())
        quoted = {quote.said.item.id for answer in answers.values() for quote in answer.quotes}
        answers[outline.IMPACT] = replace(impact, figures=tuple(_figures(rows, impact, quoted)))
    answers = {kind: answer for kind, answer in answers.items() if not answer.is_empty}
    return Assembly(selection, (*entries, *alone, *_others(said, events)), answers)


def _figures(rows: Sequence[Said], impact: Answer, quoted: Collection[str]) -> list[Said]:
    """The rows of the timeline in which people count what was affected, and that no section quotes."""
    known = {*quoted, *(one.item.id for one in (*impact.rows, *impact.more))}
    told = [one for one in rows if one.kind is ItemKind.STATEMENT and one.item.actor and one.item.id not in known]
    told = [one for one in told if one.place in (None, outline.MITIGATION)]
    counted = [one for one in told if counts_affected(one.text) and not COMMIT.match(one.item.text)]
    return list({one.item.id: one for one in counted}.values())[:_MAX_QUOTES]


def _reverted(said: Sequence[Said]) -> list[Said]:
    """The commits that a later commit of the evidence reverts, as `git revert` names them."""
    commits = [one for one in said if COMMIT.match(one.item.text)]
    names = [(name, one.item) for one in commits for name in _REVERT.findall(one.item.text)]
    found = [
        one
        for one in commits
        for name, later in names
        if name in one.item.text and not _REVERT.search(one.item.text) and str(one.item.at) < str(later.at)
    ]
    return list({one.item.id: one for one in reversed(found)}.values())[::-1]


def _first_step(said: Sequence[Said]) -> datetime | None:
    """When the first step was made that mended something."""
    steps = (one.at for one in said if one.place is outline.MITIGATION and one.standing is Standing.STATED)
    return min((at.earliest for at in steps if at and at.exact and at.earliest), default=None)


def _is_after(said: Said, mended: datetime | None) -> bool:
    """Whether something was put live after that, so that it did not begin what was mended."""
    at = said.at.earliest if said.at and said.at.exact else None
    return mended is not None and at is not None and at > mended and not is_of_an_earlier_day(said.text, said.item.at)


def _not_taken_back(changes: Sequence[Said]) -> list[Said]:
    """Leave out each change that goes back to a version below the one that an earlier change had reached."""
    highest, kept = 0, []
    for one in sorted(changes, key=lambda one: str(one.at)):
        versions = [int(number) for number in _VERSION.findall(one.text)]
        if not versions or versions[-1] >= highest:
            kept.append(one)
        highest = max(highest, *versions, 0)
    return [one for one in changes if one in kept]


def _is_certain(changes: Sequence[Said], said: Sequence[Said]) -> bool:
    """Whether the evidence names one change alone, and it came before the first symptom.

    What only a program wrote, and people do not mention, may be any of the changes that are always going on.
    """
    spoken = " ".join(one.text for one in said if one.kind is not ItemKind.SIGNAL).lower()
    lines = [one for one in changes if one.kind is ItemKind.SIGNAL and not COMMIT.match(one.item.text)]
    if len(lines) == len(changes) and not any(
        name in spoken for one in lines for name in _NAME.findall(one.text.lower())
    ):
        return False
    causes = (one for one in said if one.place in _NAME_CAUSES and one.standing is Standing.STATED)
    told = [*changes, *(one for one in causes if reports_change(one.text))]
    named = [frozenset(_NAME.findall(one.text.lower())) for one in told]
    is_one = len(told) == 1 or bool(frozenset.intersection(*named))
    return is_one and any(one.precedes for one in changes)


def has_several_speakers(said: Iterable[Said]) -> bool:
    """Whether it matters who said something: what one author wrote needs no name at each sentence."""
    return len({one.item.actor for one in said if one.kind is not ItemKind.SIGNAL}) > 1


def _is_event(said: Said, sections: Collection[str]) -> bool:
    """Whether the timeline may show a sentence: it has a time, is so, and is not kept for a section that explains.

    What an account says on the day on which it appeared did not happen on that day.
    """
    is_order = said.kind is ItemKind.DECISION and said.standing is Standing.WISHED
    if said.at is None or not said.at.known or not (said.standing is Standing.STATED or is_order):
        return False
    if said.kind in (ItemKind.SIGNAL, ItemKind.DECISION) or states_milestone(said.text):
        return True
    if said.place is None or said.place.name not in sections:
        return said.is_event or said.at.exact
    is_message = said.kind is ItemKind.PUBLIC and said.place is outline.IMPACT
    return said.place in _OF_EVENTS or said.is_report or is_message or _is_told_then(said)


def _is_told_then(said: Said) -> bool:
    """Whether a message reports what was just found out, such as who is affected: the timeline has how it begins."""
    is_message = said.kind is ItemKind.STATEMENT and said.at == said.item.at and said.item.text.count("\n") < _ACCOUNT
    is_found = said.place in _OF_FINDINGS and len(said.text) <= _MAX_CHARACTERS
    is_known = said.is_report or states_milestone(said.text)
    return is_message and said.at is not None and said.at.exact and is_found and not is_known


def _is_short_finding(said: Said) -> bool:
    """Whether the timeline has all of a finding, so that its section cites the row."""
    return _is_told_then(said) and not _is_begun(said)


def _is_begun(said: Said) -> bool:
    """Whether the timeline has only how a finding begins, as its section quotes it."""
    return _is_told_then(said) and len(said.text) > _BEGINNING


def _entries(events: Sequence[Weighed], sections: Collection[str], *, names_speakers: bool) -> tuple[Entry, ...]:
    """Make one event of the sentences of an item that are of the same time."""
    groups: dict[tuple[str, str], list[Weighed]] = {}
    for each in events:
        groups.setdefault((each.said.item.id, str(each.said.at)), []).append(each)
    return tuple(
        Entry(
            one.at, " ".join(_words_of_row(each.said, sections) for each in group), (one.item.label,),
            source=one.item.source, weight=_LIGHTEST - max(each.importance for each in group),
            speaker=_speaker(one) if names_speakers else "",
        )
        for group in groups.values()
        if (one := group[0].said).at is not None
    )  # fmt: skip


def _words_of_row(said: Said, sections: Collection[str]) -> str:
    """The words of a sentence; of what its section quotes, how it begins."""
    if said.place is None or said.place.name not in sections or not _is_begun(said):
        return said.text
    return f"{shorten(said.text, _BEGINNING)} (see {said.place.name})"


def _others(said: Sequence[Said], events: Sequence[Said]) -> Iterator[Entry]:
    """Make events of the items that rules do not choose, so that a model can."""
    known = {one.item.id for one in events}
    for item in {one.item.id: one.item for one in said if one.item.id not in known}.values():
        if item.at is not None and item.at.known:
            yield Entry(item.at, item.text, (item.label,), source=item.source)


def _weight(said: Said) -> int:
    """How much an event matters: the less, the more."""
    if said.place in _OF_EVENTS or said.is_alarm:
        return 1
    if said.kind in (ItemKind.DECISION, ItemKind.PUBLIC) or said.is_report or _is_told_then(said):
        return 2
    if said.kind is ItemKind.STATEMENT and (counts_affected(said.text) or CLOSES.search(said.text)):
        return 2
    return 3 if said.is_event else 4


def _speaker(said: Said) -> str:
    """Who said it, if that matters: of a signal it does not."""
    return "" if said.kind is ItemKind.SIGNAL else said.item.actor or ""


def _answer(mine: Sequence[Said], rows: Sequence[Said], known: str, people: frozenset[str]) -> Answer:
    quotes = [
        Quoted(one, words)
        for one in mine
        if (one not in rows or _is_begun(one))
        and (words := _quotable(one, people))
        and coverage(stems(words), stems(known)) < _SAID_ALREADY
    ]
    differing = find_differing(quotes, lambda one: one.text, lambda one: one.said.item.actor or one.said.item.source)
    alone = [one for one in quotes if not any(one in pair for pair in differing)]
    more = tuple(one.said for one in alone[_MAX_QUOTES:])
    cited = tuple(
        one for one in mine if one in rows and (one.place in _OF_EVENTS or not quotes or _is_short_finding(one))
    )
    left_out = sum(max(0, len(some) - _MAX_CITED) for some in (cited, more, differing))
    return Answer(
        tuple(alone[:_MAX_QUOTES]), cited[:_MAX_CITED], more[:_MAX_CITED], tuple(differing[:_MAX_CITED]),
        left_out=left_out,
    )  # fmt: skip


def _notes(front: FrontMatter) -> str:
    return front.impact.notes or "" if isinstance(front.impact, Impact) else ""


def _quotable(said: Said, people: frozenset[str]) -> str:
    """The words to quote; empty if they are too many, or blame somebody."""
    named, rest = split_label(said.text)
    words = rest[:1].upper() + rest[1:] if rest != said.text and named in (None, said.place) else said.text
    blames = names_who_did_it(words) and said.place in _NAME_CAUSES
    blames = blames or any(found.tier == "error" or found.kind == "named-person" for found in find_blame(words, people))
    return "" if blames or len(words) > _MAX_CHARACTERS else words
