"""Which events a reviewer wants: what the system did, and what people found out and did to it, while it lasted.

There is one notion for all kinds of sources, instead of one for each section. A program's line is an event if it
raises an alarm, or changes the state of something that others speak of. A person's sentence is one if it reports a
change or a step that was made, a symptom, a finding, those affected, a recovery, or the state of the incident.
Questions, orders, plans, denials and answers are not. What is not relevant stays reachable in the evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from afterword.drafting.assembling.event_cues import ALARM, ANSWERS, COMMIT, REPORTS, SAYS_NOTHING_OF_IT, STATE_CHANGE
from afterword.drafting.assembling.reading import Said
from afterword.language.item_kinds import ItemKind
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_FEW = 3
"""Of lines of one form, from which on they are routine; of events, to which the rest must not shrink."""
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
_WEEK = timedelta(days=7)
_BEFORE = 4
"""Changes before what belongs to an incident that may have begun it."""


def choose_relevant(events: Sequence[Said], weigh: Callable[[Said], int]) -> list[Said]:
    """Choose the events that say something of the system, and belong to this incident; all of them if few would stay.

    Args:
        events: what the timeline may show.
        weigh: how much one matters: the less, the more.
    """
    forms = Counter(_form(one) for one in events if one.kind is ItemKind.SIGNAL or _is_of_a_list(one))
    spoken = _spoken(events)
    seen: set[tuple[str, str]] = set()
    found: list[Said] = []
    for one in events:
        form = _form(one)
        is_change = STATE_CHANGE.search(normalise_caseless(one.text)) is not None
        is_routine = forms[form] >= (_FEW if is_change else 2) and weigh(one) > 1 and form in seen
        if one.kind is ItemKind.SIGNAL or _is_of_a_list(one):
            if not is_routine and _is_signal_of_it(one, weigh, spoken):
                found.append(one)
                seen.add(form)
        elif weigh(one) <= 1 or _reports(one, is_weighty=weigh(one) <= 2):
            found.append(one)
    chosen = _of_one_time(found, weigh)
    return chosen if len(chosen) >= _FEW else list(events)


def _spoken(events: Sequence[Said]) -> dict[str, frozenset[str]]:
    """By source, the words of the alarms and of what people say in the others."""
    told = [one for one in events if one.kind is not ItemKind.SIGNAL or one.is_alarm]
    sources = {one.item.source for one in events}
    return {
        source: frozenset(word for one in told if one.item.source != source for word in _words(one.item.text))
        for source in sources
    }


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


def _is_signal_of_it(said: Said, weigh: Callable[[Said], int], spoken: dict[str, frozenset[str]]) -> bool:
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
    shared = _words(text) & spoken[said.item.source]
    names = sum(not word.isalpha() for word in shared)
    if STATE_CHANGE.search(text):
        return names > 0 or len(shared) > 1 or not spoken[said.item.source]
    is_numbered = any(sum(map(str.isdigit, word)) >= _DIGITS for word in shared)
    return names > 1 or is_numbered or (names > 0 and len(shared) > 1 and weigh(said) <= 2)


def _reports(said: Said, *, is_weighty: bool) -> bool:
    """Whether a sentence of a person reports what the system or those who work on it did, or are in."""
    text = normalise_caseless(_SMILEY.sub("", _ROLE.sub("", said.text))).strip(" .!:–—-")
    if _RECORD.fullmatch(text) and not said.is_alarm:
        return False
    if said.kind is ItemKind.STATEMENT and (SAYS_NOTHING_OF_IT.match(text) or ANSWERS.fullmatch(text)):
        return False
    return (
        is_weighty
        or REPORTS.search(text) is not None
        or (_EXACT.search(text) is not None and len(text.split()) >= _LEAST_WORDS)
    )


def _of_one_time(events: Sequence[Said], weigh: Callable[[Said], int]) -> list[Said]:
    """Leave out what was long before most events, unless it is a change, which can show later."""
    moments = sorted(at for one in events if (at := _moment(one)))
    groups: list[list[datetime]] = []
    for moment in moments:
        if groups and moment - groups[-1][-1] <= _APART:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    begin = max(groups, key=len)[0] if groups else None
    if begin is None:
        return list(events)
    before = [one for one in events if begin - _WEEK <= (_moment(one) or begin) < begin and _changes_something(one)]
    changes = sorted(before, key=lambda one: str(_moment(one)))[-_BEFORE:]
    return [one for one in events if weigh(one) <= 1 or (_moment(one) or begin) >= begin or one in changes]


def _changes_something(said: Said) -> bool:
    """Whether it is a commit, or a line by which a program changes the state of something."""
    is_commit = COMMIT.match(said.item.text) is not None
    return is_commit or (
        said.kind is ItemKind.SIGNAL and STATE_CHANGE.search(normalise_caseless(said.text)) is not None
    )


def _moment(said: Said) -> datetime | None:
    return said.at.earliest if said.at else None
