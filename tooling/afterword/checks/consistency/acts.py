"""What a document says was done: the events of its timeline, and which of them a part of a sentence is about.

An act is recognised by the words that it shares with an event: at least two, at least half of what the shorter one
says, and more than with any other event. Who did it, with which version, when, and before or after which other act
are compared by `compare_acts`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from afterword.checks.consistency.concepts import ACTS, OPPOSITES, concepts, spelled
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import Sentence, word_stems
from afterword.postmortem import PostMortem
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import GIVEN_NAMES, NO_PERSONS, ROLES

_LEAST = 2
"""Words in common."""
_COMMON = 64
"""Events: a word that more of them share tells none from the others, and to compare them all takes long."""
_CLAUSE_END = late_pattern(
    r"[;:]\s|\s\(|\)|\s-\s|,\s(?=(?:and|but|so|which|who|whose|where|when|while|whereas|because|since|although|though|"
    r"as|until|after|before|then|not)\b)|\s(?=(?:but|while|whereas|because|although|so that)\s)"
)
_HEAD = 12
"""Characters of an event in which its first word is, behind who did it."""
_SMALL = concepts(
    "first second last next then later again still just soon only full fully all new old was were has had been "
    "everyone everybody team people some two three four five six seven eight nine ten monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september october november "
    "december morning afternoon evening night noon"
)
PAST_FORM = (
    r"(?:[a-z]{2,}ed|sent|put|took|taken|saw|seen|found|came|wrote|written|rang|rung|fell|rose|lost|kept|left|broke|"
    r"broken|built|cut|set|ran|began|begun|gave|given|held|shut|sold|paid|drew|withdrew|withdrawn|brought|caught|"
    r"spoke|stood|went|gone|drove|threw|thrown|froze|frozen|hid|hidden|fed|fled|led|met|sought|shook|spread|stuck|"
    r"struck|woke|bought|taught|thought|chose|chosen)"
)
PAST = late_pattern(rf"\b{PAST_FORM}\b")
_WITHOUT_VERB = 3
"""Words in common, where none is a verb."""
_RARER = 0.4
"""How much rarer the words of one event must be than those of another that shares as many."""
_PART_END = late_pattern(r"[,;:]\s|\s(?:and|but|so|then)\s|\s[-–—]\s|\s?\(|\)")
_COMMA = late_pattern(r",\s")
_AND = late_pattern(r",?\sand\s")
_DEFINITE = late_pattern(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Oo]ur) (?P<noun>(?:[a-z-]+ ){0,2}[a-z-]{4,})(?: of (?:the |our |"
    r"all )?(?P<of>[\w-]+(?: [\w-]+)?))?"
)
_LIGHT = concepts("happened occurred went came followed")
"""Verbs that name no act of their own."""
_TIME = late_pattern(r"^(?:\d{4}-\d\d-\d\d )?\d{1,2}[:.]\d\d(?: (?:UTC|Z))?[\s:–-]*")
"""The time of an item that the timeline does not read."""
VERSION = late_pattern(r"(?<![\w.:,-])(?:v\d+|v?\d+\.\d+)(?:\.\d+)*(?![\w:%]|[.,]\d)")
"""A number by which acts on a thing differ."""
IDENTIFIER = late_pattern(r"(?<![\w.:/-])(?!(?:Q|q)[1-4]\b)[A-Za-z]{1,12}-?\d{1,4}(?![\w:%]|[.,]\d)")
"""What a version, a row or a rule is called: `m9`, `legal-7`."""
_WORD = r"[^\W\d_a-z][\w'’-]*[^\W\d_]"
_CAPITAL = late_pattern(_WORD)
_FULL_NAME = late_pattern(
    rf"(?:[A-Z][a-z]{{1,3}}\.\s)?(?P<first>{_WORD})\s(?:(?:[A-Z]\.?|van|de|von|da|el|al)\s)*(?P<last>{_WORD})"
)
_GROUP = late_pattern(
    r"(?:^(?P<first>(?:the |our )?)|\bby (?:the |our |an? )?)(?P<group>(?:(?!(?:the|our|an?|their|its|his|her|this|"
    r"that|every|each|no|by)\b)[a-z][a-z-]*[ -]){1,2}(?:team|desk|room|group|office|crew|department|squad|on-call|"
    r"manager|officer|operator|vendor|provider|engineer))(?P<does>(?: (?:in|at|of|from|on) [A-Z]\w+)? (?:then |first |"
    r"both |later )?[a-z]{3,}(?<!ing))?",
    re.IGNORECASE,
)
"""A group with its work: `by the app team`, `control room mutes`."""
_ROLE = (
    r"(?:[Ll]ead|[Mm]anager|[Ee]ngineer|[Oo]fficer|[Aa]nalyst|[Oo]n-call|[Oo]perator|[Nn]urse|[Aa]gent|[Cc]lerk|"
    r"[Tt]rader|[Hh]ead|[Dd]eveloper|[Ss]cientist|[Tt]echnician|[Dd]river|[Ss]upport|[Dd]octor)"
)
_AGENT = late_pattern(
    rf"^(?P<column>{_WORD}) (?=[A-Z])|^(?:[A-Za-z]+ )?{_ROLE} (?P<titled>{_WORD})(?= [a-z]{{3,}})|\bby "
    rf"(?P<by>{_WORD})|\bwas (?P<is>{_WORD}) who\b|(?:^|[,;:(] |\b(?:when|where|while|and|as|but|then|after|before|"
    rf"because|so|once|until|that|which|who|whom) )(?P<who>{_WORD})(?: {_WORD})?(?: and (?P<with>{_WORD})(?: "
    rf"{_WORD})?)?(?= (?:then |first |both |later )?[a-z]{{3,}})"
)


@dataclass(frozen=True, eq=False)
class Event:
    """An event of the timeline, with its time.

    Attributes:
        moment: its time, known to the minute.
        sentence: what it says.
        text: what it says, without its time.
        parts: what each part of it means.
        stems: what it means.
    """

    moment: Moment
    sentence: Sentence
    text: str
    parts: tuple[frozenset[str], ...]
    stems: frozenset[str]


def clause_of(text: str, start: int, end: int) -> str:
    """The clause around a part of a sentence."""
    begin = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    last = _CLAUSE_END.search(text, end)
    return text[begin : last.start() if last else len(text)]


class Acts:
    """The events of a timeline, and who did them.

    Attributes:
        events: the events whose time is known to the minute.
    """

    def __init__(self, document: PostMortem, moments: Iterable[Moment], events: Iterable[Sentence]) -> None:
        front = document.front
        responders = front.responders if isinstance(front.responders, list) else []
        owners = [str(one) for one in (*(item.owner for item in document.actions), front.owner, *responders) if one]
        self._people: dict[str, str] = {}
        for match in _FULL_NAME.finditer("; ".join(owners)):
            names = [match["first"].casefold(), match["last"].casefold()]
            if not any(name in ROLES or name in NO_PERSONS for name in names):
                self._people |= dict.fromkeys(names, names[0])
        of_span = {moment.span: moment for moment in moments if not moment.is_in_front and moment.is_exact}
        self.events = [
            Event(of_span[one.span], one, text, tuple(map(self.stems, _PART_END.split(text))), self.stems(text))
            for one in events
            if one.span in of_span
            for text in [_TIME.sub("", one.text)]
        ]
        self._with: dict[object, list[int]] = {}
        for index, event in enumerate(self.events):
            for one in (*event.stems, event.moment.minute):
                self._with.setdefault(one, []).append(index)

    def _is_name(self, word: str) -> bool:
        return word in self._people or (word in GIVEN_NAMES and word not in NO_PERSONS)

    def at(self, minutes: Iterable[int]) -> list[Event]:
        """The events at some minutes of the day."""
        return [self.events[index] for minute in minutes for index in self._with.get(minute, ())]

    def person(self, word: str) -> str:
        """The person whose name a word is, by the first name; empty for any other word."""
        name = word.casefold()
        return self._people.get(name, name) if self._is_name(name) else ""

    def stems(self, text: str) -> frozenset[str]:
        """The beginnings of the words that say what was done, the same one for words that mean the same."""
        names = " ".join(word for word in _CAPITAL.findall(text) if self._is_name(word.casefold()))
        meant = concepts(text) - concepts(names) if names else concepts(text)
        return (meant - _SMALL).union(VERSION.findall(text), map(str.casefold, IDENTIFIER.findall(text)))

    def agents(self, text: str) -> dict[str, tuple[str, str]]:
        """The people and groups who do what a text says, each with their name as it is written and their clause."""
        found: dict[str, tuple[str, str]] = {}
        for match in _GROUP.finditer(text):
            if match["first"] is None or match["does"]:
                found[" ".join(sorted(word_stems(match["group"])))] = (
                    match["group"],
                    clause_of(text, *match.span("group")),
                )
        is_named = any(self._is_name(word.casefold()) for word in _CAPITAL.findall(text))
        for match in _AGENT.finditer(text) if is_named else ():
            for group in ("column", "titled", "by", "is", "who", "with"):
                name = (match[group] or "").casefold()
                if self._is_name(name):
                    found[self._people.get(name, name)] = match[group], clause_of(text, *match.span(group))
        return found

    def event_around(self, text: str, start: int, end: int, minutes: Collection[int] = ()) -> tuple[Event | None, str]:
        """The event that a place in a sentence is about, with the part of the sentence that says so."""
        clause = clause_of(text, start, end)
        at, place = start - text.find(clause), text[start:end]
        for joint in (_COMMA, _AND):
            edges = [0, *(edge for match in joint.finditer(clause) for edge in match.span()), len(clause)]
            part = next((clause[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if a <= at < b), "")
            if place in part and part != clause and (event := self.event_of(part, minutes)):
                return event, part
        return self.event_of(clause, minutes), clause

    def event_of(self, text: str, minutes: Collection[int] = ()) -> Event | None:
        """The one event that a text is about; None if it is not certain.

        Args:
            text: a clause.
            minutes: the minutes of the day at which it puts what it is about.
        """
        meant = self.stems(text)
        groups = [self._with.get(one, ()) for one in (*meant, *minutes)]
        common = sum(len(group) > _COMMON for group in groups)
        near = {index for group in groups if len(group) <= _COMMON for index in group}
        scored = sorted(
            (score for index in near if (score := self._score(self.events[index], meant, minutes))),
            key=lambda score: score[:3],
            reverse=True,
        )
        # An event that was not compared can share all the common words.
        if not scored or scored[0][0] < common + (common > 0):
            return None
        shared, part, rarity, event = scored[0]
        if shared < _LEAST:
            pointed = [one for *_, one in scored if self._points_to(text, one)]
            return pointed[0] if len(pointed) == 1 else None
        if len(scored) > 1 and scored[1][:2] == (shared, part) and rarity - scored[1][2] < _RARER:
            return None
        is_then = event.moment.minute in minutes
        said = self.stems(" ".join(PAST.findall(spelled(text))))
        verbs = said - _LIGHT
        is_other = verbs and not verbs & event.stems
        is_only_there = said and not verbs and not meant - _LIGHT <= event.stems  # `customers of the branch came`
        if (is_other or is_only_there) and shared < _WITHOUT_VERB and not is_then:
            return None
        return event if is_then or 2 * shared >= min(len(meant), len(event.stems)) else None

    def _score(
        self, event: Event, meant: frozenset[str], minutes: Collection[int]
    ) -> tuple[int, int, float, Event] | None:
        """How many words an event and its best part share with what is meant, and how rare they are among events."""
        shared = event.stems & meant
        named, own = ({one for one in stems if any(map(str.isdigit, one))} for stems in (meant, event.stems))
        if named and own and not named & own:
            return None  # of another version, row or rule
        best = max(event.parts, key=lambda one: len(one & meant))
        for one, other in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
            if one in meant and other in best and one not in best:
                return None  # `switched on` is not `switched off`
        rarity = sum(1 / len(self._with[one]) for one in shared)
        return len(shared) + (event.moment.minute in minutes), len(best & meant), rarity, event

    def _points_to(self, text: str, event: Event) -> bool:
        """Whether a noun names the one event of its kind: `the restore`, `the load of the taxonomy file`."""
        for match in _DEFINITE.finditer(text):
            meant = self.stems(f"{match['noun']} {match['of'] or ''}")
            acts = concepts(match["noun"]) & ACTS if not match["noun"].endswith("s") else frozenset()
            # `the first refusal` is the event that begins so, be there other refusals.
            is_first = match["noun"].startswith("first ") and "first " in event.text[:_HEAD].casefold()
            is_only = any(len(self._with.get(one, ())) == 1 for one in acts)
            if meant and meant <= event.stems and (is_first or is_only):
                return True
        return False
