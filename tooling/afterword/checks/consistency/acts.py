"""What a document says was done: the events of its timeline, and which of them a part of a sentence is about.

An act is recognised by the words that it shares with an event: at least two, at least half of what the shorter one
says, and more than with any other event. Who did it, with which version, when, and before or after which other act
are compared by `compare_acts`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

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
_SMALL = word_stems(
    "first second last next then later again still just soon only full fully all new old was were has had been "
    "everyone everybody team people some two three four five six seven eight nine ten"
)
_SAME_ACTS = """
bring brought; break broke broken; build built; buy bought; call phone ring rings rang rung telephone; catch caught;
choose chose chosen; come came; deploy release released ship shipped push pushed; draw drew drawn; drive drove
driven; fall fell fallen; fix repair correct patch mend; give gave given; hear heard; hide hid hidden; hold held;
inform notify told; keep kept; lead led; leave left; lose lost; lower reduce decrease; meet met; pay paid; raise
increase; remove delete drop withdraw withdrew withdrawn; restore revert reinstate roll rolled back; rise rose
risen; run ran; see sees saw seen notice spot discover found; sell sold; set put; shut close closed; speak spoke
spoken; stop halt pause suspend freeze froze frozen; switch turn flip; take took taken; throw threw thrown; write
wrote written mail email
"""
_SAME = {one: words.split()[0] for words in _SAME_ACTS.split(";") for one in word_stems(words)}
"""Stems of words for the same act."""
PAST_FORM = (
    r"(?:[a-z]{2,}ed|sent|put|took|taken|saw|seen|found|came|wrote|written|rang|rung|fell|rose|lost|kept|left|broke|"
    r"broken|built|cut|set|ran|began|begun|gave|given|held|shut|sold|paid|drew|withdrew|withdrawn|brought|caught|"
    r"spoke|stood|went|gone|drove|threw|thrown|froze|frozen|hid|hidden|fed|fled|led|met|sought|shook|spread|stuck|"
    r"struck|woke|bought|taught|thought|chose|chosen)"
)
PAST = late_pattern(rf"\b{PAST_FORM}\b")
_WITHOUTPAST = 3
"""Words in common, where none is a verb."""
_LIGHT = word_stems("happened occurred went came followed")
"""Verbs that name no act of their own."""
_TIME = late_pattern(r"^(?:\d{4}-\d\d-\d\d )?\d{1,2}[:.]\d\d(?: (?:UTC|Z))?[\s:–-]*")
"""The time of an item that the timeline does not read."""
VERSION = late_pattern(r"(?<![\w.:,-])(?:v\d+|v?\d+\.\d+)(?:\.\d+)*(?![\w:%]|[.,]\d)")
"""A number by which acts on a thing differ."""
_WORD = r"[^\W\d_a-z][\w'’-]*[^\W\d_]"
_CAPITAL = late_pattern(_WORD)
_FULL_NAME = late_pattern(
    rf"(?:[A-Z][a-z]{{1,3}}\.\s)?(?P<first>{_WORD})\s(?:(?:[A-Z]\.?|van|de|von|da|el|al)\s)*(?P<last>{_WORD})"
)
_GROUP = late_pattern(
    r"(?P<by>\bby (?:the |our |an? )?)?(?<![\w-])(?P<group>(?:(?!(?:the|our|an?|their|its|his|her|this|that|every|"
    r"each|no|by)\b)[a-z][a-z-]*[ -]){1,2}(?:team|desk|room|group|office|crew|department|squad|on-call|manager|"
    r"officer|operator|vendor|provider|engineer))(?P<does>(?: (?:in|at|of|from|on) [A-Z]\w+)? (?:then |first |both |"
    r"later )?[a-z]{3,}(?<!ing))?",
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
        stems: the beginnings of the words that say what was done.
        text: what it says, without its time.
    """

    moment: Moment
    sentence: Sentence
    stems: frozenset[str]
    text: str


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
            Event(of_span[one.span], one, self.stems(text), text)
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

    def stems(self, text: str) -> frozenset[str]:
        """The beginnings of the words that say what was done, the same one for words that mean the same."""
        names = " ".join(word for word in _CAPITAL.findall(text) if self._is_name(word.casefold()))
        stems = word_stems(text) - word_stems(names) if names else word_stems(text)
        return frozenset({_SAME.get(one, one) for one in stems} - _SMALL).union(VERSION.findall(text))

    def agents(self, text: str) -> dict[str, tuple[str, str]]:
        """The people and groups who do what a text says, each with their name as it is written and their clause."""
        found: dict[str, tuple[str, str]] = {}
        for match in _GROUP.finditer(text):
            is_first = match["does"] and text[: match.start()].casefold().strip() in ("", "the", "our")
            if match["by"] or is_first:
                found[" ".join(sorted(word_stems(match["group"])))] = (
                    match["group"],
                    clause_of(text, *match.span("group")),
                )
        for match in _AGENT.finditer(text):
            for group in ("column", "titled", "by", "is", "who", "with"):
                name = (match[group] or "").casefold()
                if self._is_name(name):
                    found[self._people.get(name, name)] = match[group], clause_of(text, *match.span(group))
        return found

    def event_of(self, text: str, minutes: Collection[int] = ()) -> Event | None:
        """The one event that a text is about; None if it is not certain.

        Args:
            text: a clause.
            minutes: the minutes of the day at which it puts what it is about.
        """
        stems = self.stems(text)
        groups = [self._with.get(one, ()) for one in (*stems, *minutes)]
        common = sum(len(group) > _COMMON for group in groups)
        rare = {index for group in groups if len(group) <= _COMMON for index in group}
        near = [(index, self.events[index]) for index in rare]
        scored = sorted(
            ((len(stems & one.stems) + (one.moment.minute in minutes), index) for index, one in near), reverse=True
        )
        # An event that was not compared can share all the common words.
        if not scored or scored[0][0] < max(_LEAST, common + (common > 0)):
            return None
        if len(scored) > 1 and scored[1][0] == scored[0][0]:
            return None
        shared, index = scored[0]
        event = self.events[index]
        is_then = event.moment.minute in minutes
        verbs = self.stems(" ".join(PAST.findall(text))) - _LIGHT
        if verbs and not verbs & event.stems and shared < _WITHOUTPAST and not is_then:
            return None
        return event if is_then or 2 * shared >= min(len(stems), len(event.stems)) else None
