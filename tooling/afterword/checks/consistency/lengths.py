"""Compare the lengths of time in a text with the times that they are between."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from afterword.checks.consistency.account import FRONT, Account, Mention, Moment, word_stems
from afterword.checks.consistency.figures import Figure, slip
from afterword.checks.consistency.known_times import MINUTES, RANGE, KnownTimes, segment
from afterword.checks.consistency.stated_length import DAY, StatedLength
from afterword.checks.consistency.told_times import told_pairs
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import INCIDENT_TIMES
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.durations import show_duration
from afterword.times.when import When

_MOST_TIMES = 200
_FEW_EXACT = 2
_OF_THE_INCIDENT = frozenset(
    (FRONT, outline.SUMMARY.name, outline.IMPACT.name, outline.WENT_WELL.name, outline.WENT_WRONG.name)
)
"""Sections that say how long the incident or a step of it was."""
_NEARLY = (
    r"(?:nearly|almost|just under|a little (?:under|over)|barely|not quite|close to|over|more than|a good|just over|"
    r"about|around|roughly|some)"
)
_ALERT = late_pattern(r"\b(?:alert\w*|monitoring|alarm|pag(?:er|ed)|detect\w*|notic\w*)\b[^,;]{0,40}$", re.IGNORECASE)
_LASTING = late_pattern(
    r"(?:\b(?:for|after|lasted|of (?:the|those)|in (?:those|these|all|the)|during (?:those|these)|that is|it took)\s|^)"
    rf"(?:{_NEARLY}\s)?$",
    re.IGNORECASE,
)
_THAT_IS = late_pattern(r"(?:That|This) (?:is|was) ")
_COUNTED_AFTER = late_pattern(r"(?:^|[.;]\s)After\s$")
# What is behind it.
_FROM_START = late_pattern(r"^ after (?:the (?:start|beginning|onset|first)|it (?:began|started))\b", re.IGNORECASE)
_OPEN_FOR = late_pattern(rf"^(?:Open|Exposed|Down|Live|Lasted|It lasted|Length|Duration)(?: for|:)?\s(?:{_NEARLY}\s)?$")
_LATER = late_pattern(r"^,? (?:later|after(?:wards)?)\b", re.IGNORECASE)
_NEXT_TO = late_pattern(r" (?:before|after) ")
_TO_MILESTONE = late_pattern(
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
_MILESTONE_WORDS = late_pattern(
    r"\b(?:it (?:began|started)|first|start\w*|beg[ai]n\w*|onset|chang\w+|release\w*|deploy\w*|alert\w*|detect\w*|"
    r"declar\w*|we (?:knew|saw|noticed)|report\w*|mitigat\w*|resol\w+)\b",
    re.IGNORECASE,
)
_IN_ANOTHER_TIME = late_pattern(
    rf" (?:in|of|every|each|last|earlier in) (?:{'|'.join(calendar.month_name[1:])}|(?:19|20)\d\d|year|month|week)\b"
)
_WORK = late_pattern(r"\b(?:roll-?backs?|restarts?|deploy\w*|repairs?|rebuild\w*|calls?|meetings?)\b", re.IGNORECASE)
_COUNTED_ON = late_pattern(r"^,? (?:later|afterwards)\b", re.IGNORECASE)
_AFTER_MILESTONE = late_pattern(
    r" after (?:the |it was |we )?(?P<what>detect(?:ion|ed)|declar(?:ation|ed|ing it)|mitigat(?:ion|ed))"
    r"(?=[\s.,;:)]|$)",
    re.IGNORECASE,
)
_MILESTONES = {"detected": "detect", "declared": "declar", "mitigated": "mitigat"}
_OF_A_HOLIDAY = late_pattern(r" (?:before|after) [A-Z]")
# What is between two times, and between them and a length.
_JOINT = late_pattern(r"\W*(?:UTC |Z )?(?:to|until|-|and)\s(?:the )?")
_ON = r"on (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]+)?(?: \d{4})?"
_GAP = late_pattern(rf"(?:[\s,(:)-]|UTC|Z|{_ON}|from|between|that is|so|exactly|or|{_NEARLY})*")
_IN_ALL = late_pattern(r",? (?:in all|altogether|in total|together)\b", re.IGNORECASE)
_JUST_BEFORE = late_pattern(r"(?: UTC| Z)?[),\s]*(?:and )?")


def find_wrong_lengths(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find lengths of time that are not those between the known times."""
    known = facts.known_times
    intervals = _Intervals(known)
    events = {event.span: event.when for event in document.events if event.when and event.when.exact}
    for length in intervals.stated:
        mention = length.mention
        if mention.sentence.section == outline.TIMELINE.name:
            problem = _from_milestone(known.account, length, events.get(mention.sentence.span))
        else:
            problem = (
                _between_milestones(known, length)
                or _beside_two_times(length)
                or _from_time_before(known, length)
                or _counted_from(known, intervals, length)
                or _of_no_times(intervals, length)
            )
        if problem:
            yield Found(mention.span, problem, "correct the length or the time that is wrong")


def _from_milestone(account: Account, length: StatedLength, when: When | None) -> str:
    """An event that says how long after a milestone it is: `90 minutes after detection`."""
    match = _AFTER_MILESTONE.match(length.mention.behind)
    if match is None or when is None or when.earliest is None:
        return ""
    kind = next(key for key, cue in _MILESTONES.items() if match["what"].lower().startswith(cue))
    start = account.milestone(kind)
    if start is None or not start.is_exact:
        return ""
    seconds = (when.earliest - start.edges[0]).total_seconds()
    return (
        "" if seconds < 0 or length.includes(seconds) else length.differs(f"from {start.name} to this event", seconds)
    )


def _between_milestones(known: KnownTimes, length: StatedLength) -> str:
    """A length that is said to be between two milestones: `from detection to mitigation`."""
    pairs = told_pairs(known.account, length.mention)
    apart = [abs((one.edges[0] - other.edges[0]).total_seconds()) for one, other in pairs]
    if not pairs or any(map(length.includes, apart)):
        return ""
    one, other = sorted(pairs[0], key=lambda moment: moment.edges)
    return length.differs(f"from {one.name} to {other.name}", apart[0])


def _from_time_before(known: KnownTimes, length: StatedLength) -> str:
    """A length to an earlier time of its sentence: `at 21:40; a customer called at 06:30, nine hours later`."""
    mention, text = length.mention, length.mention.sentence.text
    if not _COUNTED_ON.match(mention.behind):
        return ""
    clocks = [
        one
        for one in mention.sentence.mentions
        if isinstance(one.fact.value, ClockTime) and one.end <= mention.fact.start
    ]
    if len(clocks) < 2 or not _GAP.fullmatch(text, clocks[-1].end, mention.fact.start):
        return ""
    last, earlier = known.instants(clocks[-1]), [instant for one in clocks[:-1] for instant in known.instants(one)]
    apart = [(one - other).total_seconds() for one in last for other in earlier if one > other]
    if not apart or any(map(length.includes, apart)) or len(set(last)) > 1:
        return ""
    return length.differs(f"from {clocks[-2].fact.text} to {clocks[-1].fact.text}", min(apart))


class _Intervals:
    """The lengths between any two known times, and those that the document states."""

    def __init__(self, known: KnownTimes) -> None:
        moments = known.account.moments
        self.known = known
        self.stated = [length for mention in known.account.mentions if (length := StatedLength.of(mention))]
        self.exact = sorted({*(moment.edges[0] for moment in known.exact), *known.mentioned_instants})
        self._are_few = len(moments) + len(self.exact) <= _MOST_TIMES
        if not self._are_few:
            return
        self._lengths = {(later - earlier).total_seconds() for earlier, later in combinations(self.exact, 2)}
        self._of_days = [
            ((later.edges[0] - earlier.edges[1]).total_seconds(), (later.edges[1] - earlier.edges[0]).total_seconds())
            for earlier, later in permutations(moments, 2)
            if later.edges[0] >= earlier.edges[1] and not (earlier.is_exact and later.is_exact)
        ]

    def have(self, length: StatedLength) -> bool:
        """Whether some two times are so far apart."""
        if not self._are_few:
            return True  # between so many times there is nearly every length
        if not length.in_days and len(self.known.exact) < _FEW_EXACT:
            return True  # a timeline of days says nothing against any hours
        of_days = self._of_days if length.in_days else ()
        return any(map(length.includes, self._lengths)) or any(length.overlaps(*pair) for pair in of_days)

    def reach(self, length: StatedLength, clock: Mention) -> bool:
        """Whether some time is so far from a time of day, which is known."""
        instants = self.known.instants(clock)
        return any(length.includes(abs((one - other).total_seconds())) for one in instants for other in self.exact)


def _beside_two_times(length: StatedLength) -> str:
    """A length beside the two times that it is between: `from 01:12 to 05:06 UTC, nearly four hours`."""
    mention, text = length.mention, length.mention.sentence.text
    if _is_of_several(mention) or len(RANGE.findall(text)) > 1:
        return ""
    times = [one for one in mention.sentence.mentions if isinstance(one.fact.value, ClockTime | CalendarDate)]
    for first, last in pairwise(times):
        if not _JOINT.fullmatch(text, first.end, last.fact.start):
            continue
        between = (
            (last.end, mention.fact.start) if mention.fact.start > last.fact.start else (mention.end, first.fact.start)
        )
        lengths = _lengths_between(first.fact.value, last.fact.value)
        if lengths and _GAP.fullmatch(text, *between) and not any(map(length.includes, lengths)):
            return length.differs(f"from {first.fact.text} to {last.fact.text}", lengths[0])
    return ""


def _is_of_several(mention: Mention) -> bool:
    """Whether several lengths appear together, or one is the sum of several."""
    is_joined = any(one is not mention and one.fact.start == mention.fact.start for one in mention.sentence.mentions)
    return is_joined or _IN_ALL.match(mention.behind) is not None


def _lengths_between(one: object, other: object) -> list[float]:
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


def _counted_from(known: KnownTimes, intervals: _Intervals, length: StatedLength) -> str:
    """A length that is counted from a time of its sentence, from those of the one before, or from the start."""
    mention = length.mention
    start, detected = (known.account.milestone(kind) for kind in ("started", "detected"))
    clocks = [
        one for one in mention.sentence.mentions if isinstance(one.fact.value, ClockTime) and known.is_certain(one)
    ]
    before = [one for one in clocks if one.end <= mention.fact.start]
    is_from_start = _FROM_START.match(mention.behind)
    if is_from_start and start and start.is_exact and before and before[-1].fact.text in segment(mention):
        return _from_start_to(known, length, start, before[-1])
    if (is_from_start or mention.before.endswith("after ")) and _ALERT.search(mention.just_before):
        if start and detected and start.is_exact and detected.is_exact and not intervals.have(length):
            return _between(length, start, detected)
    elif _THAT_IS.fullmatch(mention.before):
        return _not_in_the_sentence_before(known, length)
    elif _COUNTED_AFTER.search(mention.just_before):
        behind = [one for one in clocks if mention.sentence.text[mention.end : one.fact.start] == ", at "]
        return _reaches_nothing(known, intervals, length, behind)
    elif _LATER.match(mention.behind) or (_NEXT_TO.match(mention.behind) and mention.before.endswith(", ")):
        near = [
            one for one in before[-1:] if _JUST_BEFORE.fullmatch(mention.sentence.text, one.end, mention.fact.start)
        ]
        return _reaches_nothing(known, intervals, length, near) if _is_from_known(known, mention) else ""
    return ""


def _is_from_known(known: KnownTimes, mention: Mention) -> bool:
    """Whether a length is counted from something that the timeline has: `after the alert`, and not `after the call`."""
    if _COUNTED_ON.match(mention.behind) or not re.match(r",? after\b", mention.behind):
        return True
    clause = re.split(r"[,.;]", mention.behind.lstrip(","))[0]
    if _MILESTONE_WORDS.search(clause):
        return True
    return any(word_stems(clause) & moment.stems for moment in known.account.moments)


def _between(length: StatedLength, one: Moment, other: Moment) -> str:
    seconds = (other.edges[0] - one.edges[0]).total_seconds()
    return "" if length.includes(seconds) else length.differs(f"from {one.name} to {other.name}", seconds)


def _from_start_to(known: KnownTimes, length: StatedLength, start: Moment, clock: Mention) -> str:
    seconds = [(instant - start.edges[0]).total_seconds() for instant in known.instants(clock)]
    if any(map(length.includes, seconds)) or not any(one >= 0 for one in seconds):
        return ""
    return length.differs(f"from {start.name} to {clock.fact.text}", min(one for one in seconds if one >= 0))


def _not_in_the_sentence_before(known: KnownTimes, length: StatedLength) -> str:
    """`That is two hours.`, of the times in the sentence before."""
    sentences = known.account.sentences
    index = sentences.index(length.mention.sentence)
    before = sentences[index - 1] if index else length.mention.sentence
    instants = [instant for mention in before.mentions for instant in known.instants(mention)]
    if before.block != length.mention.sentence.block or len(instants) < 2 or _are_apart(length, instants):
        return ""
    return f"no two times of the sentence before are “{length.mention.fact.text}” apart"


def _are_apart(length: StatedLength, instants: Sequence[datetime]) -> bool:
    return any(length.includes(abs((one - other).total_seconds())) for one, other in combinations(instants, 2))


def _reaches_nothing(known: KnownTimes, intervals: _Intervals, length: StatedLength, clocks: Sequence[Mention]) -> str:
    for clock in clocks:
        if known.has_clock(clock) and not intervals.reach(length, clock):
            return f"no time of the timeline is “{length.mention.fact.text}” from {clock.fact.text}"
    return ""


def _of_no_times(intervals: _Intervals, length: StatedLength) -> str:
    """A length of the incident or of a step of it that lies between no two times."""
    mention, account = length.mention, intervals.known.account
    section = mention.sentence.section
    if section not in _OF_THE_INCIDENT or not intervals.known.has_timeline or intervals.have(length):
        return ""
    other = _IN_ANOTHER_TIME.match(mention.behind)
    if other and not any(f"{moment.edges[0]:%B}" in other[0] for moment in account.moments):
        return ""
    if mistyped := _mistyped(account, length):
        return mistyped
    if _is_of_several(mention):
        return ""
    is_first = section in (FRONT, outline.SUMMARY.name)
    is_opening = (
        not mention.before.strip() and section != outline.IMPACT.name and not _OF_A_HOLIDAY.match(mention.behind)
    )
    is_later = (
        section == outline.SUMMARY.name
        and _LATER.match(mention.behind)
        and _is_from_known(intervals.known, mention)
        and _STEP.search(segment(mention))
    )
    is_aside = (mention.before.endswith("(") and mention.behind.startswith(")")) or (
        mention.before.endswith(": ") and mention.behind in (".", "")
    )
    is_open = section == outline.IMPACT.name and _OPEN_FOR.search(mention.before) is not None
    is_lasting = is_open or (is_first and mention.before.strip() and (is_aside or _LASTING.search(mention.just_before)))
    is_between = _TO_MILESTONE.match(mention.behind) and not _WORK.search(mention.before)
    is_of_incident = is_opening or is_later or is_lasting or is_between
    if not is_of_incident or _is_told_again(intervals.stated, length):
        return ""
    start, end = account.milestone("started"), account.milestone("mitigated") or account.milestone("resolved")
    known = ""
    if start and end and start.is_exact and end.is_exact:
        known = f"; from {start.name} to {end.name} it is {show_duration(end.edges[0] - start.edges[0])}"
    return f"no two times of the timeline are “{mention.fact.text}” apart{known}"


def _is_told_again(stated: Sequence[StatedLength], length: StatedLength) -> bool:
    block = length.mention.sentence.block
    return any(length.includes(other.seconds) for other in stated if other.mention.sentence.block != block)


def _mistyped(account: Account, length: StatedLength) -> str:
    """The length from one milestone of the incident to another, with its digits in another order."""
    milestones = [one for one in map(account.milestone, INCIDENT_TIMES) if one is not None and one.is_exact]
    for one, other in combinations(milestones, 2):
        apart = abs((other.edges[0] - one.edges[0]).total_seconds())
        figures = [
            Figure(Decimal(str(seconds / length.size)), "", "", length.mention.span, "")
            for seconds in (apart, length.seconds)
        ]
        if slip(*figures) == "order":
            return _between(length, one, other)
    return ""
