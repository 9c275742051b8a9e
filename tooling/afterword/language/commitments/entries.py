"""An entry of a list of what is to be done: what, who, and until when, in any order and with any marks between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from afterword.language.commitments.due_days import DATE, DUE, IS_LIMIT, LIMIT
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import GIVEN_NAMES

_MARK = late_pattern(
    r"\s+[-–—]+\s+|\s*(?:[-=]>|→)\s*|[;|,:·]\s+|\.\s+(?=[^.]{1,40}(?:\.\s[^.]{1,40}){0,2}\.?$)|\s*\((?=[^()]*\)[\s.;]*$)"
)
"""What is between the parts; a bracket only at the end."""
_OWNER = late_pattern(r"(?:owner|assignee|responsible|owned by|assigned to)\s?:?\s+", re.IGNORECASE)
_NOBODY = late_pattern(
    r"[?-]+|no ?(?:body|one)(?: yet)?|tb[dcs]|unassigned|n/?a|open|offen|no (?:due )?date(?: yet)?|"
    r"(?:no|without) (?:an? )?(?:owner|date)\b.*|owner (?:open|(?:is )?(?:not clear|unclear)|tbd).*|ideas?|"
    r"date (?:is )?not known|(?:to be|still) (?:confirmed|decided|defined|estimated|planned|assigned)\b.*|"
    r"not (?:yet )?(?:planned|scheduled)(?: yet)?|(?:noch )?(?:niemand|offen)(?: zugeteilt)?|"
    r"sans (?:date|responsable).*|responsable à (?:désigner|définir)|ohne (?:termin|datum).*|"
    r"sin (?:fecha|responsable).*|senza (?:data|responsabile).*|sem (?:data|responsável).*|"
    r"zonder (?:datum|eigenaar).*|bez terminu|"
    r"\[name \d+\]",
    re.IGNORECASE,
)
"""What says nothing of who or when; a name that was redacted is in brackets."""
_DAY = late_pattern(rf"(?:{LIMIT}:? )?(?P<date>{DATE})(?: please)?", re.IGNORECASE)
_NUMBERED = late_pattern(r"\[(?:participant|responder) \d+\]")
_TAIL = " \t.,;:()-–—>=→·"
_ROLE = late_pattern(
    r"(?:[\w&/-]+ ){0,2}(?:team|lead|owner|manager|engineers?|on-?call|support|sre|legal|finance|security|ops|"
    r"platform|"
    r"analysts?|scientists?|developers?|admins?)",
    re.IGNORECASE,
)
_BARE = frozenset(("team", "lead", "owner", "manager", "engineer", "engineers", "developer", "developers"))
"""Words that say which role somebody has only with another one."""
_NAME = late_pattern(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be done.

    Attributes:
        what: the words.
        who: as it is written; empty if no one is named.
        until: the date as it is written; empty if there is none.
        names_owner: whether a word such as `owner` says that it is one.
    """

    what: str
    who: str = ""
    until: str = ""
    names_owner: bool = False


def read_entry(text: str, is_known: Callable[[str], bool], *, is_listed: bool = True) -> Entry:
    """Read who and until when from the beginning and the end of an entry; what is between them is to be done.

    Args:
        text: the entry, without a bullet.
        is_known: whether words are somebody who took part.
        is_listed: whether it is in a list of what is to be done, where a name between marks is that of the owner.
    """
    parts = _parts(text)
    who = until = ""
    names_owner = False
    while len(parts) > 1:
        last = parts[-1].strip(_TAIL)
        is_apart = len(parts) > 2 and _OWNER.fullmatch(f"{parts[-2].strip(_TAIL)} ") is not None
        owner = _OWNER.match(last)
        bare = last[owner.end() :] if owner else last
        bare = bare[1:-1] if _NUMBERED.fullmatch(bare) else bare
        if not until and (day := _DAY.fullmatch(last) or _DAY.fullmatch(f"{last}.")):
            until = day["date"]
        elif (
            not (last and _NOBODY.fullmatch(last))
            and not who
            and (is_known(bare) or owner or is_apart or _is_named(bare, is_listed, until))
        ):
            who, names_owner = bare, owner is not None or is_apart
            del parts[len(parts) - is_apart :]
        elif last and not _NOBODY.fullmatch(last) and not _DAY.fullmatch(last):
            break
        parts.pop()
    if not who and len(parts) > 1 and (is_known(first := parts[0].strip(_TAIL)) or _is_named(first, is_listed, "")):
        who = first
        parts.pop(0)
    elif len(parts) > 1 and _NOBODY.fullmatch(parts[0].strip(_TAIL)):
        parts.pop(0)
    what = "".join(parts).strip(_TAIL.replace("(", "").replace(")", ""))
    if not until and (due := next(iter([*DUE.finditer(what)][-1:]), None)) and (IS_LIMIT.search(due[0])):
        until, what = due["date"], f"{what[: due.start()]}{what[due.end() :]}".strip(_TAIL)
    return Entry(what, who, until, names_owner)


def _parts(text: str) -> list[str]:
    """Split a text at the marks, each part with the mark before it."""
    starts = [0, *(mark.start() for mark in _MARK.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if end > start]


def _is_named(words: str, is_listed: bool, until: str) -> bool:
    """Whether words between marks are surely somebody: a role or a given name, or any name beside a date."""
    if not (is_listed or until):
        return False
    is_name = _NAME.fullmatch(words) is not None and (bool(until) or words.split()[0].casefold() in GIVEN_NAMES)
    return is_name or is_role(words)


def is_role(words: str) -> bool:
    """Whether words are a role or a team: `on-call`, `data team`."""
    return _ROLE.fullmatch(words) is not None and words.casefold() not in _BARE
