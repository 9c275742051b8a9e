"""AW004: compare lengths of what the timeline shows to begin and end: until an event, of the harm, or of a state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from afterword.checks.consistency.lengths_stated import StatedLength
from afterword.checks.consistency.milestone_words import is_of_another, milestones_in
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import FRONT, clause_of, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.times.durations import TimeSpan, show_duration

_FOR = late_pattern(
    r"\b(?:for|during|over|lasted|lasting|took|ran|went on|spanned|covered|totall?ed|amounted to|after|in)(?: (?:the|"
    r"those|these|all|a total of|another|"
    r"almost|nearly|about|around|roughly|some|over|more than|just|under|a good|close to|approximately|exactly|fully|"
    r"well|barely|only)){0,3} $",
    re.IGNORECASE,
)
_LASTING = late_pattern(
    r"\b(?:for|during|over|lasted|lasting|ran|went on)(?: (?!in\b|after\b)[a-z]+){0,3} $", re.IGNORECASE
)
_LABEL = late_pattern(
    r"^(?:total |overall |whole |the )*(?:duration|length|outage|downtime|"
    r"time to resolution)(?: of (?:the )?[a-z]+)?\W*(?:was |is )?$",
    re.IGNORECASE,
)
_IT = late_pattern(
    r"^(?:this|it|that|(?:the )?(?:whole |entire )?(?:thing|incident|problem|issue|situation|trouble|disruption|"
    r"outage|episode|exposure|leak|degradation|interruption|downtime|fault|error))"
    r"\b[^,;]{0,30}\b(?:went on|lasted|continued|persisted|dragged on|spanned|covered|totall?ed|"
    r"amounted to|was over (?:in|within|after))\b",
    re.IGNORECASE,
)
_WRONG = late_pattern(r"\b(?:wrong\w*|incorrect\w*|mis[a-z]{3,}ed|bad|broken|faulty)\b", re.IGNORECASE)
_AFTER = late_pattern(
    r",? after (?P<a>(?:the |it was |we )?[a-z][\w '’.-]{3,60}?)(?:[.;,]|$| (?P<b>(?:the|we|our|he|she|they|"
    r"[A-Z]\w+) [^.;:(),]{6,90}))"
)
_FROM_TO = late_pattern(
    r"\b(?:[Ff]rom|[Bb]etween) (?P<a>[^.;:(),]{4,60}?) (?:to|until|till|and) (?P<b>[^.;:(),]{4,60}?),? (?:it took|"
    r"took|lay|passed|"
    r"were|was|elapsed|we needed|we took|there (?:were|was))(?: us)?(?: (?:only|about|nearly|almost|just|over))? $"
)
_LASTED_FROM = late_pattern(
    r"(?: passed| elapsed| went by| lay)? (?:between|from) (?P<a>[^.;:(),]{4,60}?) (?:to|until|till|"
    r"and) (?P<b>[^.;:(),]{4,60})(?:[.;,]|$)"
)
_UNTIL = late_pattern(
    r",? (?:until|till|before|by the time|up to the (?:moment|point|time)|and then|then)(?: when| that)? "
    r"(?P<end>[^.;:()]{6,90})"
)
_ANCHORED = late_pattern(
    r" (?:after|before|since|later|earlier|ago|until|till|from|to|between|of|a|per|each|every|old|early|late|ahead|"
    r"behind|longer|shorter|more|less)\b|[ ,]*(?:from|between) "
)
_OF_ANOTHER = late_pattern(
    r"\b(?:every|each|per|usual\w*|normal\w*|average|median|mean|limit|timeout|target|planned|would|could|should|will|"
    r"(?-i:may)|might|if|unless|not|never|no|nobody|within|at least|at most|up to|next|last|past|previous\w*|earlier|"
    r"later|some|part|most|others?|another|first|half of|overtime|intermittent\w*|on and off|now|retention|kept for|"
    r"window)\b|\?",
    re.IGNORECASE,
)
_FIRST = late_pattern(r"\bfirst\b")
_THE_CHANGE = late_pattern(
    r"(?:the |our |this )?(?:change|release|deploy\w*|roll-?out|update|upgrade|switch|launch|migration)"
    r"(?: (?:went (?:live|out)|was (?:live|deployed|made|released)))?"
)
"""What every change of an incident is called."""
_SHARED = 2
"""Words of the title with which a sentence is about what went wrong, of an event with which it is about it."""
_ROUNDED = 60
_REMEDY = "correct the length or the time that is wrong"


def find_wrong_spans(statements: Statements) -> Iterator[Found]:
    """Find lengths that are not those of what the timeline shows to begin and end."""
    spans = _Spans(statements)
    for length in statements.lengths:
        sentence, mention = length.mention.sentence, length.mention
        if sentence.section in (FRONT, outline.TIMELINE.name, outline.ACTION_ITEMS.name) or sentence.is_row:
            continue
        clause = clause_of(sentence.text, mention.start, mention.end)
        lengths = [one for one in sentence.mentions if isinstance(one.value, TimeSpan) and one.text in clause]
        is_for = _FOR.search(mention.just_before) or not mention.before.strip() or _LABEL.search(mention.before)
        if len(lengths) > 1 or any(one.text in clause for one in sentence.clocks):
            continue
        known = spans.between(length)
        if not known and is_for:
            known = spans.until(length) or spans.of_harm(length, clause)
        if known and not any(length.overlaps(one - _ROUNDED, one + _ROUNDED) for one in known):
            shown = " or ".join(dict.fromkeys(show_duration(timedelta(seconds=one)) for one in known[:2]))
            yield Found(
                mention.span, f"by the times that the document gives it is {shown}, not “{mention.text}”", _REMEDY
            )


class _Spans:
    """The lengths between what begins and what ends in a document, in seconds."""

    def __init__(self, statements: Statements) -> None:
        self._statements, self._known = statements, statements.times
        self._title = word_stems(statements.document.front.title or "")
        began = self._known.exact_milestone("started")
        kinds = ("cause", "change", "first symptom")
        early = [one.start for one in self._known.exact if one.kind in kinds]
        self._begins = sorted({*early, *([began.start] if began else [])})
        ends = map(self._known.exact_milestone, ("mitigated", "resolved", "detected", "declared"))
        self._ends = [one.start for one in ends if one]

    def until(self, length: StatedLength) -> list[float]:
        """`for 50 minutes until the queue was paused`, from the start, or from what the clause is about."""
        match = _UNTIL.match(length.mention.behind)
        if match is None or _OF_ANOTHER.search(match["end"]) or _OF_ANOTHER.search(length.mention.before):
            return []
        named = [kind for kind, *_ in milestones_in(match["end"])]
        milestone = self._known.exact_milestone(named[0]) if len(named) == 1 else None
        moment = self._statements.moment_about(match["end"]) or milestone
        subject = word_stems(length.mention.before)
        about = [one.start for one in self._known.exact if one.stems & subject and one is not moment]
        return _between([*self._begins, *about], [moment.start]) if moment and self._begins else []

    def between(self, length: StatedLength) -> list[float]:
        """`40 minutes after the call the engine was on`, `from the call to the switch it took 40 minutes`."""
        before, behind = length.mention.before, length.mention.behind
        after = _AFTER.match(behind)
        ends = _FROM_TO.search(before) or (_LASTED_FROM.match(behind) if after is None else None)
        if after:
            said = after["b"] or clause_of(before, len(before), len(before))
            pair = (after["a"], said)
        elif ends:
            pair = (ends["a"], ends["b"])
        else:
            return []
        if any(_OF_ANOTHER.search(_FIRST.sub("", part)) for part in pair):
            return []
        first, last = (self._moment(part) for part in pair)
        if first is None and last and _THE_CHANGE.fullmatch(pair[0]):
            return _between(self._begins, [last.start])
        if first is None or last is None or first.start >= last.start or first.kind == last.kind != "":
            return []
        return [(last.start - first.start).total_seconds()]

    def _moment(self, text: str) -> Moment | None:
        named = [kind for kind, *_ in milestones_in(text)]
        milestone = self._known.exact_milestone(named[0]) if len(named) == 1 and not is_of_another(text) else None
        return milestone or self._statements.moment_about(text)

    def of_harm(self, length: StatedLength, clause: str) -> list[float]:
        """`For seven hours the reader took O for 0`, with the words of the title."""
        harm = len(word_stems(clause) & self._title) + (_WRONG.search(clause) is not None)
        is_whole = _IT.search(clause) or _LABEL.search(length.mention.before)
        is_lasting = _LASTING.search(length.mention.just_before) or not length.mention.before.strip()
        if (
            not (is_whole or (harm >= _SHARED and is_lasting))
            or _OF_ANOTHER.search(clause)
            or _ANCHORED.match(length.mention.behind)
            or length.in_days
        ):
            return []
        return _between(self._begins, self._ends)


def _between(begins: Sequence[datetime], ends: Sequence[datetime]) -> list[float]:
    return [(end - begin).total_seconds() for end in ends for begin in begins if end > begin]
