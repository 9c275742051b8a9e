"""Read what people say is to be done: who takes on what until when, who is asked for it, and what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from afterword.language.commitments.clauses import read_clause
from afterword.language.commitments.commitment import EDGES, Commitment, Voice
from afterword.language.commitments.due_days import DATE, LIMIT, Due, day_due
from afterword.language.commitments.forms import DOES, NUMBER, PROMISES, REFUSES, topic_of
from afterword.language.commitments.turns import is_joke, refusal_of, without_refused
from afterword.language.section_labels import TO_DO
from afterword.text.late_pattern import late_pattern

_HEAD = late_pattern(
    rf"(?:^|(?<=[.!?] ))(?:(?:retro|so|ok|closing)[,.:] ?)?(?:{TO_DO}|(?:from )?our side|ais?|agreed|"
    r"decided|decisions?|done(?: already)?)(?: (?:in the \w+|so far|now|is|are|"
    r"for (?P<me>me)|from (?:me|us|our side)))* ?"
    r"(?:[:–-]|\.(?= \S|$)|(?= (?:FU|AI|A)-?1\b)) ?",
    re.IGNORECASE,
)
_MAY_BE_STEPS = late_pattern(
    r"(?:\W|so|ok)*(?:agreed|decided|decision|next(?! steps?)|open|still open|proposal|done(?! already))",
    re.IGNORECASE,
)
"""Heads below which somebody who speaks also tells what was just done, or is done next."""
_NEXT = late_pattern(
    r";\s+(?=\S)|(?<=\)),\s+|(?:^|[\s,;])\(?(?:\d|[a-h])\)\s+|,? (?:and |und )?(?=(?:participant \d+|I) (?:to|"
    r"will|[a-z]+s)\b "
    r")|\s+(?=(?:FU|AI|A)-?\d+:? [A-Z])"
)
"""What separates one action item from the next in a sentence."""
_CLAUSE = late_pattern(r",\s+(?:and |und )?")
_BLANKS = late_pattern(r"\s{2,}")
_LONGEST = 1_000
"""Characters of a sentence that is read; what is longer is a paste, and tells no task."""
_NUMBERS = late_pattern(r"(?:^|[\s,;])\(?[1-9]\)\s")
_NO_WORK = late_pattern(
    r"\b(?:realistic|date|is|eta|deadline|due|by|target|i'd say|two|can i(?: hold you to)?|give me|until|"
    r"let'?s say|so|"
    r"at the latest|please|this "
    r"week|next week|quick|fine|passt|geht|ja|yep|yes|ok)\b|[\d]+ weeks\b",
    re.IGNORECASE,
)
"""Words around a date that name no work."""
_OWNER_AND_DATE = late_pattern(
    rf"^(?P<who>[\w @&/-]{{2,30}}), (?:(?:by|until|till|due) )?(?:{DATE})\.?$", re.IGNORECASE
)
"""An owner and a date in a sentence of their own."""
_DATE_ALONE = late_pattern(rf"^(?:{LIMIT}:? )?(?:{DATE})(?: (?:please|latest|at the latest))?[.!]*$", re.IGNORECASE)
"""A date in a sentence of its own, which is that of the sentence before."""
_BEFORE_DATE = late_pattern(
    rf"\.\s+(?=(?:{LIMIT}:? )?(?:{DATE})(?: (?:please|latest|at the latest))?[.!]*$)", re.IGNORECASE
)
_ARROW = late_pattern(r"\s(?:->|→|=>)\s(?=\S)")
"""Before who does something about what is said before it."""
_ABOUT_IT = late_pattern(r"^(?:he|she|they|it|that|this|first version|i)\b(?!.*\b(?:was|were|had)\b)", re.IGNORECASE)
_PRONOUN_IN = late_pattern(r"\b(?:have|get|be|has) (?:it|this|that|ready|done)\b|\bready\b", re.IGNORECASE)
_ONLY_OWNER = late_pattern(r"^(?:owner|assignee|who|responsible)(?: is)?: (?P<who>[^.,;]{2,40})\.?$", re.IGNORECASE)
_FIELDS = late_pattern(
    r"^[ \t]*(?P<key>what|action|task|who|owner|assignee|by when|due(?: date)?|deadline|"
    r"until):[ \t]*(?P<value>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_IS_DONE = late_pattern(
    r"^(?:(?:is )?already (?:done|live|merged|shipped)|(?:that's |that is |it's )?done\b|merged\b|did (?:it|that))",
    re.IGNORECASE,
)
_AGREES = late_pattern(
    r"(?:ok|sure|yes),? (?:i )?(?:will|can|'ll)\b(?! not)|(?:ok(?:ay)?|sure|yes|yep|yeah|fine|right|"
    r"ja)?[,.!]? ?(?:i )?"
    r"(?:will do|can do|on it|i'll (?:do (?:it|that)|file it)|consider it done|ja\b|yep\b|yes\b|mache ich|geht klar)",
    re.IGNORECASE,
)


def read_commitments(sentences: Sequence[str], voice: Voice, *, is_listed: bool = False) -> list[Commitment]:
    """Read the sentences of one message, in their order.

    Args:
        sentences: the message, split.
        voice: who speaks.
        is_listed: whether they are in a list of what is to be done.
    """
    found: list[Commitment] = []
    before = ""
    is_done = is_mine = may_be_steps = False
    plain = (_BLANKS.sub(" ", sentence) for sentence in sentences if len(sentence) <= _LONGEST)
    for sentence in _joined([*plain], voice):
        if is_joke(sentence):
            before = ""
            continue
        sentence = _BEFORE_DATE.sub(", ", sentence)
        heads = [] if voice.is_document else [*_HEAD.finditer(sentence)]
        if heads:
            is_listed, is_mine = True, bool(heads[-1]["me"])
            may_be_steps = bool(voice.speaker) and _MAY_BE_STEPS.match(heads[-1][0]) is not None
            is_done = heads[-1][0].strip().casefold().startswith("done")
            sentence = sentence[heads[-1].end() :]
        is_row = is_listed or len(_NUMBERS.findall(sentence)) > 1
        first = len(found)
        for piece in _pieces(sentence, voice):
            if refused := refusal_of(piece, voice):
                found, before = without_refused(found, *refused, voice), ""
                first = min(first, len(found))
                continue
            if not _goes_on(piece, found, voice):
                now = replace(voice, is_planning=voice.is_planning or bool(found))
                own = [replace(one, said=piece) for one in read_clause(piece, before, now, is_listed=is_row)]
                if own and found and own[0].what == topic_of(before, voice):
                    # `Next step is a dry run; I'll do that on Monday`
                    last, first = found.pop(), min(first, len(found))
                    own[0] = replace(own[0], due=own[0].due or last.due, said=last.said)
                if may_be_steps:
                    own = [replace(one, is_listed=False) for one in own if one.owner or one.due]
                owned = (replace(one, owner=one.owner or (voice.speaker if is_mine else "")) for one in own)
                found += [replace(one, state="done") if is_done else one for one in owned]
            before = piece
        if len(found) == first + 1 and found[first].said in sentence:
            found[first] = replace(found[first], said=sentence)
    return found


def _pieces(sentence: str, voice: Voice) -> Iterator[str]:
    """Split a sentence at marks, and where the next clause says what somebody else does."""
    for part in _split_at_owners(sentence, voice):
        start = 0
        for comma in _CLAUSE.finditer(part):
            rest = part[comma.end() :]
            doer = PROMISES.match(rest) or DOES.match(rest)
            if doer and voice.names(doer["who"]):
                yield NUMBER.sub("", part[start : comma.start()].strip(" ,"))
                start = comma.end()
        yield NUMBER.sub("", part[start:].strip(" ,"))


def _split_at_owners(sentence: str, voice: Voice) -> Iterator[str]:
    for part in _NEXT.split(sentence):
        start = 0
        for arrow in _ARROW.finditer(part):
            doer = PROMISES.match(part[arrow.end() :])
            if doer and voice.names(doer["who"]):
                yield part[start : arrow.start()]
                start = arrow.end()
        yield part[start:]


def _joined(sentences: Sequence[str], voice: Voice) -> Iterator[str]:
    """Join an owner and a date, or a date, in a sentence of their own to what they are of."""
    whole = ""
    for sentence in sentences:
        if whole and _DATE_ALONE.match(sentence):
            whole = f"{whole.rstrip('.')}, {sentence}"
            continue
        behind = _OWNER_AND_DATE.match(sentence)
        if whole and behind and voice.names(behind["who"]):
            whole = f"{whole.rstrip('.')}, {sentence}"
            continue
        if whole:
            yield whole
        whole = sentence
    if whole:
        yield whole


def _goes_on(piece: str, found: list[Commitment], voice: Voice) -> bool:
    """Whether a piece only says by when, or by whom, the last one is done; then it is added to that."""
    if not found:
        return False
    only_owner = _ONLY_OWNER.match(piece)
    due = voice.take_due(f", {piece}")
    is_about = due.is_limit and _ABOUT_IT.match(piece) and _PRONOUN_IN.search(piece)
    due = due if is_about or not _NO_WORK.sub("", due.rest).strip(f"{EDGES}?!") else Due(piece)
    owner = voice.owner(only_owner["who"]) if only_owner else ""
    last = found[-1]
    if due.phrase and not last.due:
        found[-1] = replace(last, due=due.day, due_text=due.phrase)
    if owner:
        found[-1] = replace(last, owner=last.owner or owner)
    return bool(due.phrase or owner)


def read_fields(text: str, voice: Voice) -> list[Commitment]:
    """Read lines such as `What: …`, `Who: …`, `By when: …`, which are one item together."""
    fields = {match["key"].casefold(): match["value"].strip() for match in _FIELDS.finditer(text)}
    what = next((fields[key] for key in ("what", "action", "task") if key in fields), "")
    who = next((fields[key] for key in ("who", "owner", "assignee") if key in fields), "")
    due = next((fields[key] for key in ("by when", "due", "due date", "deadline", "until") if key in fields), "")
    day = day_due(due, voice.said, voice.near) if due else None
    what = what if day or not due else f"{what} (until {due})"
    return [Commitment(what, voice.owner(who), day, due, is_listed=True)] if what and (who or due) else []


def accepts(text: str) -> bool:
    """Whether somebody agrees with it to what they were asked for."""
    return _AGREES.match(NUMBER.sub("", text)) is not None


def clauses_of(sentences: Sequence[str], voice: Voice) -> Iterator[str]:
    """Split sentences where the next clause says what somebody else does."""
    for sentence in sentences:
        yield from _pieces(sentence, voice)


def refuses(text: str) -> bool:
    """Whether somebody declines with it what they were asked for."""
    return REFUSES.search(text) is not None or NUMBER.sub("", text).casefold().startswith(("no,", "no ", "sorry"))


def says_done(text: str) -> bool:
    """Whether somebody answers with it that it is done."""
    return _IS_DONE.match(NUMBER.sub("", text)) is not None
