"""What one message hands out to several: `actions: Dana → a test of the parser, until 24/04. me: the runbook`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from afterword.language.commitments.commitment import Commitment, Voice, commit
from afterword.language.commitments.entries import is_role
from afterword.language.commitments.work_verbs import WORK
from afterword.language.section_labels import TO_DO
from afterword.text.late_pattern import late_pattern

_HEAD = late_pattern(
    rf"(?:^|(?<=[.!?] ))(?:{TO_DO}|for later|later|plan|assignments?|who does what)(?: (?:so far|now|are|"
    rf"from this))?\s?:\s+",
    re.IGNORECASE,
)
_NUMBERED = r"\[?(?:participant|responder) \d+\]?(?: \([\w /-]{2,30}\))?"
_NICK = r"@?[^\W\d_][\w.'-]{1,20}"
_ENTRY = late_pattern(
    rf"(?:^|(?<=[.;,\n] ))(?P<who>{_NUMBERED}(?: [a-z]{{2,12}}(?=\s?:))?|me|"
    rf"{_NICK}(?: {_NICK})?)"
    r"(?:\s?(?:->|→|=>|:)\s+|\s[-–—]\s+)(?=\S)",
    re.IGNORECASE,
)
_NEXT = late_pattern(
    rf",\s+(?={_NUMBERED} )|(?<=\d),\s+(?=[^\W\d_])|;\s+|\.\s+(?=\S)",
    re.IGNORECASE,
)
_NAMED = late_pattern(rf"(?P<who>{_NUMBERED}|me|I)(?: to| will)?\s+(?=\S)", re.IGNORECASE)
_MARKS = late_pattern(r"[\[\]]|^@")
_OF_NUMBER = late_pattern(r"(?:participant|responder) \d+", re.IGNORECASE)
_FEW = 2


def read_handed_out(text: str, voice: Voice) -> list[Commitment]:
    """Read the entries of a message that hands out what is to be done; none if it does not."""
    head = _HEAD.search(text)
    listed = text[head.end() :] if head else text
    starts = [*_ENTRY.finditer(listed)]
    if starts and (head or len(starts) >= _FEW):
        ends = [one.start() for one in starts[1:]] + [len(listed)]
        pairs = [(one["who"], listed[one.end() : end]) for one, end in zip(starts, ends, strict=True)]
        found = [entry for who, what in pairs for entry in _entry(who, what, voice)]
        is_known = any(who.casefold() == "me" or voice.names(_bare(who)) for who, _ in pairs)
        are_tasks = sum(bool(one.due or one.due_text) or _is_work(one.what) for one in found)
        return found if is_known and (head or 2 * are_tasks >= len(pairs)) else []
    if head is None:
        return []
    parts = _NEXT.split(listed)
    named = [(match["who"], part[match.end() :]) if (match := _NAMED.match(part)) else ("", part) for part in parts]
    if sum(bool(who) for who, _ in named) < _FEW:
        return []
    return [entry for who, what in named for entry in _entry(who, what, voice)]


def _entry(who: str, what: str, voice: Voice) -> Iterator[Commitment]:
    due = voice.take_due(what.strip(" .,;"))
    name = _bare(who)
    owner = voice.owner(name) if name.casefold() == "me" or voice.names(name) or is_role(name) else ""
    for one in commit(due.rest, owner, due, is_listed=True):
        yield replace(one, said=what)


def _bare(who: str) -> str:
    """A name without marks, and without the rest of one of which only the first part was redacted."""
    name = _MARKS.sub("", who).strip()
    numbered = _OF_NUMBER.match(name)
    return numbered[0] if numbered else name


def _is_work(what: str) -> bool:
    return what.split(" ")[0].casefold() in WORK
