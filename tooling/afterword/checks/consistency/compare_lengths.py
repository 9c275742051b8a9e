"""AW004: compare lengths of time with the times that they are between."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise, permutations, product

from afterword.checks.consistency.known_times import MINUTES, segment
from afterword.checks.consistency.lengths_stated import DAY, StatedLength
from afterword.checks.consistency.milestone_words import is_of_another, milestones_in
from afterword.checks.consistency.mistyped import slip_of
from afterword.checks.consistency.moments import EVENTS_OF, Moment
from afterword.checks.consistency.sentences import FRONT, Mention, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.postmortem.schema import INCIDENT_TIMES
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.durations import TimeSpan, show_duration

_MOST_TIMES = 200
_FEW_EXACT = 2
_ROUNDED = 60  # seconds: times are given to the minute, and people count from the seconds that they know
_OF_THE_INCIDENT = frozenset(
    (FRONT, outline.SUMMARY.name, outline.IMPACT.name, outline.WENT_WELL.name, outline.WENT_WRONG.name)
)
"""Sections that say how long the incident or a step of it was."""
_NEARLY = (
    r"(?:nearly|almost|just under|a little (?:under|over)|barely|not quite|close to|over|more than|a good|just over|"
    r"about|around|roughly|some)"
)
# A length and two milestones.
_CLAUSE_END = late_pattern(r";\s|,\s(?!\d{3}\b)|\s(?:but|while|because|although|though)\s")
_CONTINUES = late_pattern(r"(?:after )?$", re.IGNORECASE)
_COUNTED = late_pattern(r"[.)]*$| (?:after|before|since)\b")
_FROM_DETECTION = late_pattern(
    r"(?i)\b(?:from|after|since|before) (?:the |its |we (?:ha(?:d|ve) )?|it (?:was|had been) )?"
    r"(?:detect|notic|recogni|aware|spot|discover)"
)
_TO_DETECTION = late_pattern(
    r"(?i)\b(?:(?:took|needed|passed|for|after|it was|of which|is|was|TTD)\b.{0,60}\b(?:notic|detect|aware|spot|"
    r"recogni|undetected|unnoticed|not knowing|discover)|"
    r"(?:undetected|unnoticed\b|n[o']t (?:been )?(?:notic|detec|spott)\w+ for|no(?:body| one) noticed|detection took))"
)
_TIME_TO = late_pattern(
    r"\b(?:time|us|needed|took|takes|it) (?:[\w:]+ ){0,5}?to (?:detect|notice|mitigate|contain|resolve)\b|"
    r"\bM?TT[DMR]\b",
    re.I,
)
_TO_MILESTONE = {
    "detected": late_pattern(
        r"\b(?:until|till|before|to) (?:the |it was |we |our )?(?:detect|notic|discover|spot)", re.I
    ),
    "mitigated": late_pattern(
        r"\b(?:until|till|before|with|to) (?:the |it was |we |our )?(?:mitigat|contain)|\b(?:contain|mitig)\w* took\b",
        re.I,
    ),
    "resolved": late_pattern(r"\b(?:until|till|before) (?:the |it was |we |our |full )?(?:resol|all[ -]clear)", re.I),
}
_IS_WHOLE = late_pattern(
    r"(?:\b(?:total|whole|entire|overall) (?:\w+ ){0,2}|\bduration\W+(?:\w+ ){0,3}|^(?:total|duration)\W*|\b(?:incident"
    r"|outage|event|disruption) (?:(?!it |we |they )\w+ )?(?:lasted|persisted|took|went on|ran)(?: for)? )(?:\w+ )?$",
    re.IGNORECASE,
)
_IN_ALL_OF_IT = late_pattern(
    r",? (?:end to end|door to door|all told|from start to finish|from beginning to end)\b", re.I
)
_IN_PARTS = late_pattern(
    r"\b(?:for a total of|followed by|intermittent\w*|during (?:this|that) (?:period|time)|complete out\w+)\b",
    re.I,
)
# What says which two times a length is between.
_JOINT = late_pattern(r"\W*(?:UTC |Z )?(?:to|until|-|and)\s(?:the )?")
_RANGE = late_pattern(r"\d(?: UTC| Z)? (?:to|until) (?:the )?\d")
_ON = r"on (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]+)?(?: \d{4})?"
_GAP = late_pattern(rf"(?:[\s,(:)-]|UTC|Z|{_ON}|from|between|that is|so|and|exactly|or|{_NEARLY})*")
_IN_ALL = late_pattern(r",? (?:in all|altogether|in total|together)\b", re.IGNORECASE)
_ALERT = late_pattern(r"\b(?:alert\w*|monitoring|alarm|pag(?:er|ed)|detect\w*|notic\w*)\b[^,;]{0,40}$", re.IGNORECASE)
_THAT_IS = late_pattern(r"(?:That|This) (?:is|was) ")
_COUNTED_AFTER = late_pattern(r"(?:^|[.;]\s)After\s$")
_FROM_START = late_pattern(r"^ after (?:the (?:start|beginning|onset|first)|it (?:began|started))\b", re.IGNORECASE)
_LATER = late_pattern(r"^,? (?:later|after(?:wards)?)\b", re.IGNORECASE)
_COUNTED_ON = late_pattern(r"^,? (?:later|afterwards)\b", re.IGNORECASE)
_NEXT_TO = late_pattern(r" (?:before|after) ")
_KNOWN_STEP = late_pattern(
    r"\b(?:it (?:began|started)|first|start\w*|beg[ai]n\w*|onset|chang\w+|release\w*|deploy\w*|alert\w*|detect\w*|"
    r"declar\w*|we (?:knew|saw|noticed)|report\w*|mitigat\w*|resol\w+)\b",
    re.IGNORECASE,
)
# What says that a length is of the incident or of a step of it.
_LASTING = late_pattern(
    r"(?:\b(?:for|after|lasted|of (?:the|those)|in (?:those|these|all|the)|during (?:those|these)|that is|it took)\s|^)"
    rf"(?:{_NEARLY}\s)?$",
    re.IGNORECASE,
)
_OPEN_FOR = late_pattern(
    rf"^(?:Open|Exposed|Exposure|Down(?:time)?|Live|Lasted|It lasted|Length|Duration|Outage)(?: for|"
    rf":)?\s(?:{_NEARLY}\s)?$"
)
_TO_STEP = late_pattern(
    r"^ (?:to|from) (?:the )?(?:declaration|confirmation|detection|alert|start|reproduction|report|letter|recognition|"
    r"first)\b",
    re.IGNORECASE,
)
_STEP = late_pattern(
    r"\b(?:notic\w+|detect\w*|discover\w*|alert\w*|declar\w*|page\w?|restor\w*|roll\w* back|revert\w*|stopp\w*|fix\w*|"
    r"mitigat\w*|resol\w+|switch\w*|disabl\w*|ended|over|gone|told us|called|rang|wrote|confirm\w*|withdr\w+|back|off|"
    r"sent|went|was|were|had)\b",
    re.IGNORECASE,
)
"""What a step of the incident is called; other sentences are about work that the timeline need not have."""
_PASSED = late_pattern(
    r"\b(?:[Bb]etween|[Ff]rom) .+ (?:and|to|until) .+ (?:passed|elapsed|went by)\b|"
    r"\b(?:passed|elapsed) (?:between|from) "
)
_IN_ANOTHER_TIME = late_pattern(
    rf"\b(?:[Ii]n|of|every|each|last|earlier in) "
    rf"(?:{'|'.join(calendar.month_name[1:])}|(?:19|20)\d\d|year|month|week)\b"
)
_WORK = late_pattern(r"\b(?:roll-?backs?|restarts?|deploy\w*|repairs?|rebuild\w*|calls?|meetings?)\b", re.IGNORECASE)
_OF_A_HOLIDAY = late_pattern(r" (?:before|after) [A-Z]")


@dataclass(frozen=True)
class _Ends:
    """The seconds between the two times that a length is said to be between, and how the two are named."""

    seconds: Sequence[float]
    names: str = ""
    message: str = ""

    @classmethod
    def of(cls, pairs: Sequence[tuple[Moment, Moment]]) -> _Ends | None:
        """The ends that some pairs of moments can be, of which the first is named."""
        if not pairs:
            return None
        one, other = sorted(pairs[0], key=lambda moment: (moment.start, moment.end))
        return cls([_apart(*pair) for pair in pairs], f"from {one.name} to {other.name}")


def _apart(one: Moment, other: Moment) -> float:
    return abs((one.start - other.start).total_seconds())


def find_wrong_lengths(statements: Statements) -> Iterator[Found]:
    """Find lengths of time that are not those between the known times."""
    compared = _Lengths(statements)
    for length in statements.lengths:
        ends = compared.ends_of(length)
        if ends is None:
            problem = compared.is_of_no_times(length)
        elif any(length.overlaps(seconds - _ROUNDED, seconds + _ROUNDED) for seconds in ends.seconds):
            problem = ""
        else:
            problem = ends.message or length.differs(ends.names, ends.seconds[0])
        if problem:
            yield Found(length.mention.span, problem, "correct the length or the time that is wrong")


class _Lengths:
    """The lengths of a document, beside those between any two of its known times."""

    def __init__(self, statements: Statements) -> None:
        self.statements, self.known = statements, statements.times
        self._exact = sorted({*(moment.start for moment in self.known.exact), *self.known.mentioned_instants})
        moments = self.known.moments
        self._are_few = len(moments) + len(self._exact) <= _MOST_TIMES
        if self._are_few:
            self._lengths = {(later - earlier).total_seconds() for earlier, later in combinations(self._exact, 2)}
            self._of_days = [
                ((later.start - earlier.end).total_seconds(), (later.end - earlier.start).total_seconds())
                for earlier, later in permutations(moments, 2)
                if later.start >= earlier.end and not (earlier.is_exact and later.is_exact)
            ]

    def _are_between(self, length: StatedLength) -> bool:
        """Whether some two times are so far apart."""
        if not self._are_few:
            return True  # between so many times there is nearly every length
        if not length.in_days and len(self.known.exact) < _FEW_EXACT:
            return True  # a timeline of days says nothing against any hours
        of_days = self._of_days if length.in_days else ()
        return any(map(length.includes, self._lengths)) or any(length.overlaps(*pair) for pair in of_days)

    def ends_of(self, length: StatedLength) -> _Ends | None:
        """What a length is said to be between; None if its sentence does not say."""
        if length.mention.sentence.section == outline.TIMELINE.name:
            return self._milestone_to_event(length.mention)
        return (
            _Ends.of(self._milestones(length.mention))
            or _two_times_beside(length.mention)
            or self._sentence_before(length.mention)
            or self._clock_before(length)
        )

    def _moments(self, kind: str) -> list[Moment]:
        """The moments of a milestone that are known to the minute, those of the front matter first."""
        found = [moment for moment in self.known.exact if moment.kind in (kind, EVENTS_OF[kind])]
        return sorted(found, key=lambda moment: not moment.is_in_front)

    def _milestones(self, mention: Mention) -> list[tuple[Moment, Moment]]:
        """The pairs of moments of `from detection to mitigation`, `41 minutes to notice`, `the whole incident took`."""
        text = mention.sentence.text
        if is_of_another(text) or self._is_in_another_time(text) or mention.behind.startswith(" of the "):
            return []
        window = _clause(mention)
        if sum(one.text in window for one in mention.sentence.mentions if isinstance(one.value, TimeSpan)) > 1:
            return []
        if any(clock.text in window for clock in mention.sentence.clocks):
            return []
        kinds = list(dict.fromkeys(kind for kind, _, _ in milestones_in(window) if kind != "communication"))
        if (kinds == ["detected"] and _TO_DETECTION.search(window) and not _FROM_DETECTION.search(window)) or (
            len(kinds) == 1
            and kinds[0] in _TO_MILESTONE
            and (_TO_MILESTONE[kinds[0]].search(window) or _TIME_TO.search(window))
        ):
            kinds.insert(0, "started")
        if len(kinds) == 2:
            first, second = map(self._moments, kinds)
            # The time to mitigate is counted from the start, or from the detection.
            first += self._moments("detected") if kinds[0] == "started" and _TIME_TO.search(window) else []
            return [pair for pair in product(first, second) if pair[0].start != pair[1].start]
        if not (_WORK.search(window) or _IN_PARTS.search(text)) and (
            _IS_WHOLE.search(mention.before) or _IN_ALL_OF_IT.match(mention.behind)
        ):
            began = [*self._moments("started"), *(one for one in self.known.exact if one.kind in ("cause", "change"))]
            return list(product(began, [*self._moments("resolved"), *self._moments("mitigated")]))
        return []

    def _is_in_another_time(self, text: str) -> bool:
        other = _IN_ANOTHER_TIME.search(text)
        return other is not None and not any(f"{moment.start:%B}" in other[0] for moment in self.known.moments)

    def _milestone_to_event(self, mention: Mention) -> _Ends | None:
        """An event that says how long after a milestone it is: `90 minutes after detection`."""
        if not (match := re.match(r" after (?:the |it was |we )?", mention.behind)):
            return None
        named = [kind for kind, start, _ in milestones_in(mention.behind) if start <= match.end()]
        start = self.known.exact_milestone(named[0]) if named and named[0] != "started" else None
        event = next((one for one in self.known.exact if one.span == mention.sentence.span), None)
        if start is None or event is None or event.start < start.start:
            return None
        return _Ends([_apart(start, event)], f"from {start.name} to this event")

    def _clock_before(self, length: StatedLength) -> _Ends | None:
        """A length counted from a time of its sentence: to the start, to an earlier time of it, or to any known one."""
        mention, text = length.mention, length.mention.sentence.text
        clocks = [one for one in mention.sentence.clocks if self.known.is_certain(one)]
        before = [one for one in clocks if one.end <= mention.start]
        start, is_from_start = self.known.exact_milestone("started"), _FROM_START.match(mention.behind)
        if is_from_start and start and before and before[-1].text in segment(mention):
            seconds = [(instant - start.start).total_seconds() for instant in self.known.instants(before[-1])]
            later = sorted(one for one in seconds if one >= 0)
            return _Ends(later, f"from {start.name} to {before[-1].text}") if later else None
        detected = self.known.exact_milestone("detected")
        if (is_from_start or mention.before.endswith("after ")) and _ALERT.search(mention.just_before):
            if start is None or detected is None or self._are_between(length):
                return None
            return _Ends.of([(start, detected)])
        if _COUNTED_AFTER.search(mention.just_before):
            near = [one for one in clocks if text[mention.end : one.start] == ", at "]
        elif _LATER.match(mention.behind) or (_NEXT_TO.match(mention.behind) and mention.before.endswith(", ")):
            near = [one for one in before[-1:] if _GAP.fullmatch(text, one.end, mention.start)]
            near = near if self._is_from_known(mention) else []
        else:
            return None
        for clock in near:
            last = {*self.known.instants(clock)}
            if len(before) > 1 and len(last) == 1 and _COUNTED_ON.match(mention.behind):
                earlier = [instant for one in before[:-1] for instant in self.known.instants(one)]
                apart = sorted((one - other).total_seconds() for one in last for other in earlier if one > other)
                return _Ends(apart, f"from {before[-2].text} to {clock.text}") if apart else None
            if self.known.has_clock(clock):
                seconds = [abs((one - other).total_seconds()) for one in last for other in self._exact]
                return _Ends(seconds, message=f"no time of the timeline is “{mention.text}” from {clock.text}")
        return None

    def _sentence_before(self, mention: Mention) -> _Ends | None:
        """`That is two hours.`, of the times in the sentence before."""
        sentence, sentences = mention.sentence, self.statements.sentences
        if not _THAT_IS.fullmatch(mention.before):
            return None
        before = sentences[max(sentences.index(sentence) - 1, 0)]
        instants = [instant for clock in before.clocks for instant in self.known.instants(clock)]
        if before.block != sentence.block or len(instants) < 2:
            return None
        return _Ends(
            [abs((one - other).total_seconds()) for one, other in combinations(instants, 2)],
            message=f"no two times of the sentence before are “{mention.text}” apart",
        )

    def _is_from_known(self, mention: Mention) -> bool:
        """Whether it is counted from something that the timeline has: `after the alert`, and not `after the call`."""
        if _COUNTED_ON.match(mention.behind) or not re.match(r",? after\b", mention.behind):
            return True
        clause = re.split(r"[,.;]", mention.behind.lstrip(","))[0]
        stems = word_stems(clause)
        return _KNOWN_STEP.search(clause) is not None or any(stems & moment.stems for moment in self.known.moments)

    def is_of_no_times(self, length: StatedLength) -> str:
        """Say what is wrong with a length of the incident or of a step of it that is between no two times."""
        mention = length.mention
        is_comparable = mention.sentence.section in _OF_THE_INCIDENT and self.known.has_timeline
        if not is_comparable or self._are_between(length):
            return ""
        if self._is_in_another_time(mention.behind[:40]) or _IN_PARTS.search(mention.sentence.text):
            return ""
        # The digits as they are written: `2 h 28 min` has several numbers.
        milestones = [one for one in map(self.known.exact_milestone, INCIDENT_TIMES) if one and length.units == 1]
        for pair in combinations(milestones, 2):
            if slip_of(*(Decimal(str(one / length.size)) for one in (_apart(*pair), length.seconds))) == "order":
                return length.differs(f"from {pair[0].name} to {pair[1].name}", _apart(*pair))
        if _is_of_several(mention) or not self._is_of_the_incident(mention) or self._is_stated_again(length):
            return ""
        start = self.known.exact_milestone("started")
        end = self.known.exact_milestone("mitigated") or self.known.exact_milestone("resolved")
        beside = (
            f"; from {start.name} to {end.name} it is {show_duration(end.start - start.start)}" if start and end else ""
        )
        return f"no two times of the timeline are “{mention.text}” apart{beside}"

    def _is_of_the_incident(self, mention: Mention) -> bool:
        """Whether a length is said to be that of the incident or of a step of it, and not of work."""
        before, behind, section = mention.before, mention.behind, mention.sentence.section
        if section == outline.IMPACT.name:
            if _OPEN_FOR.search(before):
                return True
        elif not before.strip() and not _OF_A_HOLIDAY.match(behind):
            return True
        elif section in (FRONT, outline.SUMMARY.name):
            is_aside = (before.endswith("(") and behind.startswith(")")) or (
                before.endswith(": ") and behind in (".", "")
            )
            if before.strip() and (is_aside or _LASTING.search(mention.just_before)):
                return True
            is_later = section != FRONT and _LATER.match(behind) and self._is_from_known(mention)
            if is_later and _STEP.search(segment(mention)):
                return True
        is_between = _TO_STEP.match(behind) or _PASSED.search(mention.sentence.text)
        return is_between is not None and not _WORK.search(before)

    def _is_stated_again(self, length: StatedLength) -> bool:
        block = length.mention.sentence.block
        others = (other for other in self.statements.lengths if other.mention.sentence.block != block)
        return any(length.includes(other.seconds) for other in others)


def _clause(mention: Mention) -> str:
    """The clause of a length, with the one before if it goes on: `the fix held, 61 minutes after the detection`."""
    text = mention.sentence.text
    ends = [match.end() for match in _CLAUSE_END.finditer(text, 0, mention.start)]
    if ends and _CONTINUES.fullmatch(text, ends[-1], mention.start) and _COUNTED.match(mention.behind):
        ends.pop()
    last = _CLAUSE_END.search(text, mention.end)
    return text[max(ends, default=0) : last.start() if last else None]


def _two_times_beside(mention: Mention) -> _Ends | None:
    """The two times that a length is between: `from 01:12 to 05:06 UTC, nearly four hours`."""
    sentence, text = mention.sentence, mention.sentence.text
    if _is_of_several(mention) or len(_RANGE.findall(text)) > 1:
        return None
    for first, last in pairwise(one for one in sentence.mentions if isinstance(one.value, ClockTime | CalendarDate)):
        if _JOINT.fullmatch(text, first.end, last.start):
            gap = (last.end, mention.start) if mention.start > last.start else (mention.end, first.start)
            seconds = _seconds_between(first.value, last.value)
            if seconds and _GAP.fullmatch(text, *gap):
                return _Ends(seconds, f"from {first.text} to {last.text}")
    return None


def _is_of_several(mention: Mention) -> bool:
    """Whether several lengths appear together, or one is the sum of several."""
    is_joined = any(one is not mention and one.start == mention.start for one in mention.sentence.mentions)
    return is_joined or _IN_ALL.match(mention.behind) is not None


def _seconds_between(one: object, other: object) -> list[float]:
    """The seconds from one time to another, which is the next one of that name; of days, without and with the last."""
    if isinstance(one, ClockTime) and isinstance(other, ClockTime) and one.zone == other.zone:
        minutes = (other.hour - one.hour) * 60 + other.minute - one.minute
        if one.day and other.day:
            return [minutes * 60.0 + (other.day - one.day).days * DAY]
        return [minutes % MINUTES * 60.0]
    if isinstance(one, CalendarDate) and isinstance(other, CalendarDate) and one.day and other.day and other.month:
        year = other.year or one.year or 2000
        try:
            last, first = date(year, other.month, other.day), date(one.year or year, one.month or other.month, one.day)
        except ValueError:
            return []
        days = (last - first).days
        return [days * float(DAY), (days + 1) * float(DAY)] if days >= 0 else []
    return []
