"""The moments that a text means by a time or a length that it gives for a milestone."""

from __future__ import annotations

import re
from itertools import product

from afterword.checks.consistency.account import Account, Mention, Moment
from afterword.checks.consistency.known_times import MINUTES, KnownTimes, date_of, minute_of
from afterword.checks.consistency.told import is_of_another, milestone_of, milestones_in, moments_of
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.durations import TimeSpan

_WHOLE_HOUR = late_pattern(r"\d{1,2}\s?(?:[AaPp]\.?[Mm]|h)\b")
_HOUR = 60
_CLAUSE_END = late_pattern(r";\s|,\s(?!\d{3}\b)|\s(?:but|while|because|although|though)\s")
_CONTINUES = late_pattern(r"(?:after )?$", re.IGNORECASE)
_FROM_DETECTION = late_pattern(
    r"\b(?:from|after|since|before) (?:the |its |we |it was )?(?:detect|notic|recogni|aware|spot)", re.I
)
_COUNTED = late_pattern(r"[.)]*$| (?:after|before|since)\b")
_TO_DETECT = late_pattern(
    r"\b(?:(?:took|needed|passed|for|after|it was|of which|is|was|TTD)\b.{0,60}\b(?:notic|detect|aware|spot|recogni|"
    r"undetected|not knowing)|(?:undetected|nobody noticed|no one noticed|TTD|detection took)|undetected\b)",
    re.IGNORECASE,
)
_TO_MITIGATION = late_pattern(r"\b(?:until|till|before|with) (?:the |it was |we )?(?:mitigat|contain)", re.IGNORECASE)


def other_milestone(known: KnownTimes, mention: Mention) -> Moment | None:
    """The moment that a time of day is said to be of but is not, if no event has that time."""
    kind = milestone_of(mention)
    if not kind or not known.is_certain(mention) or known.has_clock(mention):
        return None
    if any(day.month and not known.has_date(day) for one in mention.sentence.mentions if (day := date_of(one))):
        return None  # of another day, and so perhaps of another incident
    moments = moments_of(known.account, kind)
    if _WHOLE_HOUR.match(mention.fact.text):
        apart = (abs(minute - minute_of(one.edges[0])) for one in moments for minute in known.minutes(mention))
        if any(min(minutes, MINUTES - minutes) < _HOUR for minutes in apart):
            return None
    return moments[0] if moments else None


def told_pairs(account: Account, mention: Mention) -> list[tuple[Moment, Moment]]:
    """The pairs of moments that a length is said to be between: `from detection to mitigation`, `41 minutes to notice`.

    The first pair is that of the front matter, if it states both. Empty if the sentence does not say which it is.
    """
    text = mention.sentence.text
    if is_of_another(text):
        return []
    ends = [match.end() for match in _CLAUSE_END.finditer(text, 0, mention.fact.start)]
    if ends and _CONTINUES.fullmatch(text, ends[-1], mention.fact.start) and _COUNTED.match(mention.behind):
        ends.pop()  # `the fix held, 61 minutes after the detection`
    last = _CLAUSE_END.search(text, mention.end)
    window = text[max(ends, default=0) : last.start() if last else None]
    if sum(one.fact.text in window for one in mention.sentence.mentions if isinstance(one.fact.value, TimeSpan)) > 1:
        return []
    clocks = (one.fact for one in mention.sentence.mentions if isinstance(one.fact.value, ClockTime))
    if any(clock.text in window for clock in clocks):
        return []
    kinds = list(dict.fromkeys(kind for kind, _, _ in milestones_in(window) if kind != "communication"))
    if kinds == ["detected"] and _TO_DETECT.search(window) and not _FROM_DETECTION.search(window):
        kinds = ["started", "detected"]
    elif kinds == ["mitigated"] and _TO_MITIGATION.search(window):
        kinds = ["started", "mitigated"]
    if len(kinds) != 2:
        return []
    first, second = (moments_of(account, kind) for kind in kinds)
    return list(product(first, second))
