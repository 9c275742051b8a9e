"""Which events a reviewer wants: what the system did, and what people found out and did to it, while it lasted.

There is one notion for all kinds of sources, instead of one for each section. A program's line is an event if it
raises an alarm, or changes the state of something that others speak of. A person's sentence is one if it reports a
change or a step that was made, a symptom, a finding, those affected, a recovery, or the state of the incident.
Questions, orders, plans, denials and answers are not. What is not relevant stays reachable in the evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log

from afterword.drafting.assembling.event_cues import (
    ALARM,
    ANSWERS,
    CLOSING,
    COMMIT,
    REPORTS,
    SAYS_NOTHING_OF_IT,
    STATE_CHANGE,
)
from afterword.drafting.assembling.reading import Said
from afterword.language.item_kinds import ItemKind
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_FEW = 3
"""Of lines of one form, from which on they are routine; of events, to which the rest must not shrink."""
_FEW_MESSAGES = 8
"""Of people, up to which each is shown that says anything: no choice is needed."""
_APART = timedelta(hours=4)
"""Between what belongs to an incident and what was before it."""
_LEAST_WORDS = 5
"""Of a text that says something of the system by its figures alone."""
_RECORD = late_pattern(r"[^:;(\n]{1,40}: [^;\n]*(?:; [^:;\n]{1,40}: [^;\n]*)+")
"""A row of a table in which no column is a text."""
_VARIES = late_pattern(r"\"[^\"]*\"|[^\s=]*\d\S*")
_ROLE = late_pattern(r"\[?(?:participant|responder|name) \d+\]?|https?://\S+")
_EXACT = late_pattern(r"`|\w_\w|\w\.\w+\.\w|\d\s?%|\bx ?\d|\bv\d|\d ?/ ?\d|[a-z]-?\d")
_LEVEL = late_pattern(r"\b(?:lvl|level|severity)\s?[=:]\s?\"?(?P<field>[a-z]+)|^\W{0,2}(?P<first>[a-z]+)\b")
_QUIET = frozenset(("trace", "debug", "verbose", "info", "information", "notice"))
"""Levels of lines by which a program only says what it does."""
_WORD = late_pattern(r"[^\W\d_]{4,}|(?=[\w.@/-]{3})[\w.@/-]*\d[\w.@/-]*\w|\w+_\w+")
_STEM = 5
_DIGITS = 4
"""Of the number of one thing, such as a ticket: who names it means that thing."""
_ROW = late_pattern(r" \((?:[\w .-]{1,40}: [^;()\n]*; )+[\w .-]{1,40}: [^;()\n]*\)$")
"""The other columns of a row of a table, behind its text."""
_COLUMN = late_pattern(r"[\w .-]{1,40}(?=: )")
_SMILEY = late_pattern(r"(?<!\S)[:;]-?[()DPp/|](?!\S)|:[a-z_+-]+:|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]")
_APART_OF_FEW = timedelta(hours=12)
"""Between what few people write of an incident, who sleep in between."""
_WEEK = timedelta(days=7)
_OF_WEIGHT = {1: 2.4, 2: 1.4, 3: 0.4}
_OF_TOPIC = 1.6
_FIRST = 2
_MUCH = 0.35
"""Share of its words that others use, by which a statement is about the incident, with any verbs."""
_ACCOUNT = 4
"""Lines, from which on a message is an account of what was before."""
_TELLING = 5
"""Words that show what a text is about."""
_BEFORE = 4
"""Changes before what belongs to an incident that may have begun it."""


def choose_relevant(events: Sequence[Said], weigh: Callable[[Said], int]) -> list[Weighed]:
    """Choose the events that say something of the system, and belong to this incident; all of them if few would stay.

    Args:
        events: what the timeline may show.
        weigh: how much the place of one matters: the less, the more.
    """
    forms = Counter(_form(one) for one in events if _is_line(one))
    topic = Topic.of(events)
    is_short = len({one.item.id for one in events if not _is_line(one)}) <= _FEW_MESSAGES
    seen: set[tuple[str, str]] = set()
    found: list[Weighed] = []
    for one in events:
        form = _form(one)
        share = topic.share(one)
        weight = weigh(one)
        if _is_line(one):
            is_change = STATE_CHANGE.search(normalise_caseless(one.text)) is not None
            is_routine = forms[form] >= (_FEW if is_change else 2) and weight > 1 and form in seen
            is_told_of = _is_of_a_list(one) and share >= _MUCH
            if not _is_signal_of_it(one, weight, topic) or (is_routine and not is_told_of):
                continue
            seen.add(form)
        elif not (weight <= 1 or (_says_something(one) and (is_short or _reports(one, share, weight)))):
            continue
        found.append(Weighed(one, _importance(one, weight, share, topic)))
    chosen = _of_one_time(found, weigh, topic, _APART_OF_FEW if is_short else _APART)
    return chosen if len(chosen) >= _FEW else [Weighed(one, _importance(one, weigh(one), 0, topic)) for one in events]


def _is_line(said: Said) -> bool:
    """Whether a program wrote it, or it is a row of a list."""
    return said.kind is ItemKind.SIGNAL or _is_of_a_list(said)


def _importance(said: Said, weight: int, share: float, topic: Topic) -> float:
    """How much an event matters, by its place, its words, and what others say of the same: the more, the more."""
    text = normalise_caseless(said.text)
    found = _OF_WEIGHT.get(weight, 0.0) + _OF_TOPIC * share
    if _is_line(said):
        is_alarm = said.is_alarm or ALARM.search(text) is not None
        level = _LEVEL.search(text)
        is_quiet = level is not None and (level["field"] or level["first"]) in _QUIET
        found += (0.8 if is_alarm else 0.4 if STATE_CHANGE.search(text) else 0.0) - (0.8 if is_quiet else 0.0)
        return found if share else found - 1.0
    found += 0.8 if REPORTS.search(text) else 0.0
    found += 0.7 if said.is_event else 0.0
    found += 0.6 if said in topic.first_reports else 0.0
    if said.item.text.count("\n") >= _ACCOUNT and said.at == said.item.at:
        found -= 1.5  # an account, which appeared long after what it says
    return found + (0.6 if said.place is not None else 0.0) + 0.6


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event, and how much it matters."""

    said: Said
    importance: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What an incident is about: the words that several speakers, or a machine and a person, use.

    Attributes:
        weights: of these words; what nearly all say weighs little.
        spoken: by source, the words of the alarms and of what people say in the others.
        first_reports: what people said first in each source.
    """

    weights: Mapping[str, float]
    spoken: Mapping[str, frozenset[str]]
    first_reports: frozenset[Said]

    @classmethod
    def of(cls, events: Sequence[Said]) -> Topic:
        """Read the words of all events."""
        speakers: dict[str, set[tuple[str, str]]] = {}
        seen: Counter[str] = Counter()
        texts = {one.item.id: one for one in events}
        for one in texts.values():
            for word in _words(one.item.text):
                speakers.setdefault(word, set()).add((one.item.source, "" if _is_line(one) else one.item.actor or ""))
                seen[word] += 1
        total = max(2, len(texts))
        shared = (word for word, who in speakers.items() if len(who) > 1)
        weights = {word: log(total / seen[word]) / log(total) for word in shared}
        told = [one for one in events if one.kind is not ItemKind.SIGNAL or one.is_alarm]
        words = {one.item.id: _words(one.item.text) for one in told}
        spoken = {
            source: frozenset(word for one in told if one.item.source != source for word in words[one.item.id])
            for source in {one.item.source for one in events}
        }
        first: dict[str, list[Said]] = {}
        for one in events:
            if one.kind is ItemKind.STATEMENT and one.item.actor and not _is_of_a_list(one):
                first.setdefault(one.item.source, []).append(one)
        return cls(weights, spoken, frozenset(one for said in first.values() for one in said[:_FIRST]))

    def share(self, said: Said) -> float:
        """How much of what an event says others speak of, too: between 0 and 1."""
        words = _words(said.text)
        found = sorted((self.weights.get(word, 0.0) for word in words), reverse=True)
        return min(1.0, sum(found[:_TELLING]) / max(2, min(len(words), _TELLING - 1)))


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] if word.isalpha() else word for word in _WORD.findall(normalise_caseless(text)))


def _form(said: Said) -> tuple[str, str]:
    """A line of a source without its figures and quotations; of a row of a table, the names of its columns."""
    if said.kind is not ItemKind.SIGNAL and (row := _ROW.search(said.text)):
        return said.item.source, " ".join(_COLUMN.findall(row[0]))
    return said.item.source, _VARIES.sub("#", said.text)


def _is_of_a_list(said: Said) -> bool:
    """Whether it is a row of a table without an author, such as one of many tickets."""
    return said.item.actor is None and _ROW.search(said.text) is not None


def _is_signal_of_it(said: Said, weight: int, topic: Topic) -> bool:
    """Whether what a program wrote is an alarm, or a change of state of something that others speak of."""
    text = normalise_caseless(_ROLE.sub("", said.text)).strip(" .!:–—-")
    if said.is_alarm or ALARM.search(text):
        return True
    if _RECORD.fullmatch(text):
        return False
    level = _LEVEL.search(text)
    is_quiet = level is not None and (level["field"] or level["first"]) in _QUIET
    if not is_quiet:
        return True
    spoken = topic.spoken[said.item.source]
    shared = _words(text) & spoken
    names = sum(not word.isalpha() for word in shared)
    if STATE_CHANGE.search(text):
        return names > 0 or len(shared) > 1 or not spoken
    is_numbered = any(sum(map(str.isdigit, word)) >= _DIGITS for word in shared)
    return names > 1 or is_numbered or (names > 0 and len(shared) > 1 and weight <= 2)


def _bare(said: Said) -> str:
    """The words of a sentence without names of roles, links and smileys."""
    return normalise_caseless(_SMILEY.sub("", _ROLE.sub("", said.text))).strip(" .!:–—-")


def _says_something(said: Said) -> bool:
    """Whether a sentence of a person is more than figures, an answer, a question or an order."""
    text = _bare(said)
    if not text or (_RECORD.fullmatch(text) and not said.is_alarm):
        return False
    is_empty = SAYS_NOTHING_OF_IT.match(text) or ANSWERS.fullmatch(text)
    return said.kind is not ItemKind.STATEMENT or not is_empty or CLOSING.search(text) is not None


def _reports(said: Said, share: float, weight: int) -> bool:
    """Whether a sentence of a person reports what the system or those who work on it did, or are in."""
    text = _bare(said)
    return (
        weight <= 2
        or share >= _MUCH
        or REPORTS.search(text) is not None
        or (_EXACT.search(text) is not None and len(text.split()) >= _LEAST_WORDS)
    )


def _of_one_time(
    weighed: Sequence[Weighed], weigh: Callable[[Said], int], topic: Topic, apart: timedelta
) -> list[Weighed]:
    """Leave out what was long before most events, unless it is a change, which can show later."""
    events = [one.said for one in weighed]
    moments = sorted(at for one in events if (at := _moment(one)))
    groups: list[list[datetime]] = []
    for moment in moments:
        if groups and moment - groups[-1][-1] <= apart:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    begin = max(groups, key=len)[0] if groups else None
    if begin is None:
        return list(weighed)
    before = [
        one
        for one in events
        if begin - _WEEK <= (_moment(one) or begin) < begin
        if _changes_something(one) or (_is_of_a_list(one) and topic.share(one) >= _MUCH)
    ]
    changes = sorted(before, key=lambda one: str(_moment(one)))[-_BEFORE:]
    return [
        one for one in weighed if weigh(one.said) <= 1 or (_moment(one.said) or begin) >= begin or one.said in changes
    ]


def _changes_something(said: Said) -> bool:
    """Whether it is a commit, or a line by which a program changes the state of something."""
    is_commit = COMMIT.match(said.item.text) is not None
    return is_commit or (
        said.kind is ItemKind.SIGNAL and STATE_CHANGE.search(normalise_caseless(said.text)) is not None
    )


def _moment(said: Said) -> datetime | None:
    return said.at.earliest if said.at else None
