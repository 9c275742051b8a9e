"""Where messages begin in a chat that was copied from a window: who speaks, when, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from afterword.evidence.collectors.day_lines import RELATIVE
from afterword.evidence.people import is_full_name
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import GIVEN_NAMES, NO_PERSONS
from afterword.times.calendar_names import DAY_START, MONTH_START

_MONTH = rf"(?i:(?:{MONTH_START})[a-z]{{0,6}})\.?"
_DATE = (
    rf"(?:\d{{4}}[-/]\d{{2}}[-/]\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}(?:[./-](?:\d{{4}}|\d{{2}}))?\.?|"
    rf"\d{{1,2}}[ -]{_MONTH}(?:[ -]\d{{2,4}})?|\d{{1,2}}\.\s[^\W\d_]{{3,9}}\.?(?:\s\d{{4}})?|"
    rf"(?:(?i:{DAY_START})[a-z]{{0,6}},?\s)?{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)"
)
_TIME = (
    rf"(?P<time>(?:(?:{_DATE}|(?i:{RELATIVE}))(?:T|,?\s{{1,2}}(?:at\s|um\s|à\s)?))?"
    r"\d{1,2}(?::|\s?h\s?)\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:\s?[AaPp](?:\.\s?)?[Mm]\b\.?|\sUhr\b)?"
    r"(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})\b)?)"
)
_NAME = r"(?P<name>[^\W\d_@#*>|-][^\n\[\]<>|:]{0,60}?|@[\w.-]{1,40})"
_TAG = r"(?:\s?(?:\[[\w /-]{2,30}\]|\([\w /-]{2,30}\)))?"
"""The title of a speaker: `Ivy [BOT-OWNER]: text`."""
_APP = r"(?:#\d{4}|\s:[\w+-]{2,40}:)?(?P<app>\s?\b(?:APP|BOT|App|Bot|WORKFLOW|Workflow|INTEGRATION|Integration)\b)?"
_END = r"(?:\s?\((?:edited|bearbeitet)\)|,?\s?Edited|\s\(\d{1,3} (?:minute|hour|day|week|month)s? ago\))?"

# `[16.04.2026 17:02] Ivy Larch`, with what is said on the lines below
_BRACKETED = late_pattern(rf"\[{_TIME}\]\s{{0,2}}{_NAME}{_APP}{_END}")
# `16/04/2026, 17:02 - Ivy Larch: text`, `[16/04/2026, 17:02:11] Ivy Larch: text`, `[5:02 PM] Ivy: text`
# A contact without a name is a telephone number, or what that person calls themselves behind `~`.
_CONTACT = rf"(?:{_NAME}|(?P<contact>(?:~|\+(?=\d)|[^\x00-\x7f])[^\n\[\]<>|:]{{1,60}}?))"
_IN_LINE = late_pattern(
    rf"(?:[\[<]{_TIME}[\]>]\s?|{_TIME.replace('<time>', '<bare>')}\s[-–]\s){_CONTACT}{_TAG}{_APP}:\s(?P<text>\S.*)"
)
_PLAIN_IN_LINE = late_pattern(rf"{_TIME}\s{{1,4}}{_NAME}{_TAG}{_APP}:\s(?P<text>\S.*)")
# `Ivy Larch (2026-04-16 17:02): text`
_NAME_IN_LINE = late_pattern(rf"\*{{0,2}}{_NAME}\*{{0,2}}\s[(\[]{_TIME}[)\]]:?\*{{0,2}}:?\s(?P<text>\S.*)")
# `> Ivy Larch [U81] @ 16/04/2026 19:05:00 +0200:`, of slackdump; a thread is behind `|`
_SLACKDUMP = late_pattern(rf"(?:\|\s*)?>\s{_NAME}\s\[[UWB]\w{{1,20}}\]\s@\s{_TIME}:\s?(?P<text>.*)")
# `17:02:05 From Ivy Larch to Everyone: text`
_ZOOM = late_pattern(rf"{_TIME}\s+From\s+{_NAME}(?:\s+to\s+(?P<to>[^:]{{1,80}}?))?\s?:\s*(?P<text>.*)")
# `Ivy Larch  5:02 PM`, `Ivy Larch, Thu 5:02 PM`, `Ivy Larch — Today at 5:02 PM`, `Ivy Larch, [16.04.2026 17:02]`
_NAME_FIRST = late_pattern(
    rf"{_NAME}{_APP}(?P<gap>\s{{2,}}|\t+|,\s?\[|,\s|"
    rf"\s(?:commented|replied|wrote|opened|posted|added a comment)(?:\son)?\s|\s[—–|·•-]\s|\s?\[|\s?\(|\s)"
    rf"{_TIME}[\])]?{_END}"
)
# `ivy.larch  17:02  text`, `ivy 17:02 — text`: a nick alone, which is one if it recurs
_NICK_IN_LINE = late_pattern(
    rf"(?P<name>[^\W\d_][\w.'’-]{{0,39}})(?P<gap>[:,]?\s{{1,12}})[\[(]?{_TIME}[\])]?"
    r"(?P<mark>:?\s{2,}|\t+|\s?[—–|·>-]\s|:\s)(?P<text>\S.*)"
)
# Slack writes the emoji of a status between a name and the time.
_TIME_ALONE = late_pattern(rf"(?::[a-z0-9_+'-]{{2,40}}:\s+)?(?P<app>(?:APP|BOT|WORKFLOW)\s+)?\[?{_TIME}\]?{_END}")
# `2026-04-16 17:02:11 - Ivy Larch (Work notes)`, as ServiceNow writes it above each note
_WORK_NOTE = late_pattern(rf"{_TIME}\s[-–—|]\s{_NAME}(?:\s\([\w /-]{{2,40}}\))?")
# `[5:04 PM]text`, of the one who spoke last
_TIME_AND_TEXT = late_pattern(rf"\[{_TIME}\]\s?(?P<text>\S.*)")
# Android's WhatsApp: a notice has no speaker.
_NOTICE = late_pattern(rf"\[?{_TIME}\]?\s[-–]\s(?P<text>[^:]+)")
_SHORT_NAME = late_pattern(r"[^\W\d_][\w.'’-]{0,39}(?:@[\w.-]+)?(?: \W{1,3}| :[a-z0-9_+-]+:| \([^()]{1,40}\))?")
_NUMBER_BEHIND = late_pattern(r" \d{1,3}$")
"""Of a shop or a shift, in the name of a contact: `Ivy Shop 3`."""
_EMPHASIS = late_pattern(r"^(\*\*|__)(?=[^\W\d_])([^*_\n]{2,60})\1(?=\s)")
_ADDRESS_BEHIND = late_pattern(r"\s<[^<>\s@]{1,64}@[^<>\s@]{1,80}>$")
_DAY_AND_COMMA = late_pattern(r"\d, ")
_BULLET = late_pattern(r"^[-*+•]\s+(?=[\[(]?\d)")
"""Before the time of a message that was written down as a list item."""
_WORDS_OF_A_NAME = 3
_FEW = 2
_NARROW, _ABOVE = "a name and a time, alone on a line", "[a time] and a name, alone on a line"
"""Forms in which words are names if a certain name of the chat has the same form."""
_LONGEST_HEAD = 200
_CLOCK_FIRST = late_pattern(r"\d{1,2}:")
# `2026-04-16 17:02 Update: …`: what is said, and not who says it
_LABEL = late_pattern(
    r"(?:update|status|note|notes|fyi|action|actions|alert|error|warning|info|debug|deploy|timeline|summary|edit|todo|"
    r"ps|eta|impact|cause|fix|fixed|mitigated|mitigation|resolved|detected|declared|started|ended|question|answer|link)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a message begins: its form, who, when, what is said on the same line, and how many lines it takes."""

    form: str
    name: str
    time: str
    text: str = ""
    is_app: bool = False
    lines: int = 1


def plain_spaces(text: str) -> str:
    """Return a text with usual spaces, and without the marks of direction that messengers write.

    The mark behind a speaker stays: WhatsApp begins what it says itself with it, such as `image omitted`.
    """
    text = re.sub(r"[\u202f\u00a0\u2009]", " ", text)
    return re.sub(r"(?<!: )\u200e|[\u200f\u202a-\u202c\u2066-\u2069\ufeff]", "", text)


def head_at(lines: Sequence[str], index: int, forms: Set[str] = frozenset()) -> Head | None:
    """Return the head of the message that begins at a line; None if none does.

    Args:
        lines: of the chat.
        index: of the line.
        forms: of times that are beside full names; beside such a time, one word is a name too.
    """
    bare = _BULLET.sub("", lines[index].strip(), count=1)
    line = _EMPHASIS.sub(r"\2", bare)
    if not line or len(line) > 20_000:
        return None
    if match := _ZOOM.fullmatch(line) or _SLACKDUMP.fullmatch(line):
        return _of("export", match)
    if (match := _IN_LINE.fullmatch(line)) and (head := _in_line(match, forms)):
        return head
    if head := _time_and_name(line, forms) or _beside_time(line, forms) or _behind_nick(line, forms):
        return head
    if match := _NAME_FIRST.fullmatch(line.removesuffix(":")):
        is_beside = _gap(match) in forms and len(match["name"].split()) <= _WORDS_OF_A_NAME
        is_beside = (
            is_beside
            or line is not bare
            or (_NARROW in forms and match["gap"] == " " and _is_capitalised(match["name"]))
        )
        if is_beside or _is_name(match["name"], match["app"], match["gap"] != " "):
            return _of("name before time", match)
    if match := _TIME_ALONE.fullmatch(line):
        return Head("time alone", "", match["time"], is_app=bool(match["app"]))
    if match := _TIME_AND_TEXT.fullmatch(line):
        return Head("time alone", "", match["time"], match["text"])
    following = index + 1
    if following < len(lines) and (match := _TIME_ALONE.fullmatch(lines[following].strip())):
        name = re.sub(_APP + "$", "", line)
        is_app = bool(match["app"]) or name != line
        if _is_name(_ADDRESS_BEHIND.sub("", name), is_app):
            return Head("name above time", name, match["time"], "", is_app, 2)
    return None


def _time_and_name(line: str, forms: Set[str]) -> Head | None:
    """Return the head that is alone on a line, with the time before the name."""
    if (match := _BRACKETED.fullmatch(line)) and (
        _is_name(match["name"], match["app"]) or (_ABOVE in forms and _is_capitalised(match["name"]))
    ):
        return _of("Teams", match)
    match = _WORK_NOTE.fullmatch(line)
    is_note = match is not None and is_certain_name(match["name"]) and not _CLOCK_FIRST.match(match["time"])
    return _of("work note", match) if match and is_note else None


def _in_line(match: re.Match[str], forms: Set[str]) -> Head | None:
    """Return the head of `[17:02] Ivy Larch: text`; of `17:02 - Fix: text`, in which there is no name, None.

    WhatsApp writes a comma between day and time; there, what is before the colon always is who speaks.
    """
    name, time = match["name"] or match["contact"], match["time"] or match["bare"]
    is_contact = match["app"] or name.startswith("@") or _DAY_AND_COMMA.search(time)
    if not (is_contact or (match["name"] and (is_certain_name(name) or (_shape(match) in forms and _is_nick(name))))):
        return None
    return Head("WhatsApp", name, time, match["text"], bool(match["app"]))


def is_certain_name(name: str) -> bool:
    """Whether words are the name of a person wherever they are."""
    words = re.split(r"[\s.-]+", name.casefold())
    is_full = is_full_name(name) and NO_PERSONS.isdisjoint(words)
    return is_full or (len(words) == 1 and words[0] in GIVEN_NAMES)


def _is_nick(name: str) -> bool:
    """Whether words can be a name beside the names of others."""
    bare = _NUMBER_BEHIND.sub("", name)
    return not _LABEL.fullmatch(bare) and (is_full_name(bare) or _SHORT_NAME.fullmatch(bare) is not None)


def _shape(match: re.Match[str]) -> str:
    """The form of what is around a name: `[00:00]`."""
    return re.sub(r"[0-9]+", "0", match.string[: match.start("name")])


def _beside_time(line: str, forms: Set[str]) -> Head | None:
    """Return the head of a message on one line, with a name before or behind the time."""
    match = _PLAIN_IN_LINE.fullmatch(line)
    if match is None or not (is_certain_name(match["name"]) or _form(match) in forms):
        match = _NAME_IN_LINE.fullmatch(line) or match
    if match is None or is_certain_name(match["name"]):
        return _of("chat", match) if match else None
    if _form(match) not in forms:
        return None
    if _LABEL.fullmatch(match["name"]):
        return Head("label", "", match["time"], line[match.start("name") :])
    return _of("chat", match) if _is_nick(match["name"].strip().removeprefix("@")) else None


def _behind_nick(line: str, forms: Set[str]) -> Head | None:
    """Return the head of `ivy.larch  17:02  text`, if that form is one of the chat."""
    match = _NICK_IN_LINE.fullmatch(line)
    return _of("chat", match) if match and _columns(match) in forms and _may_recur(match["name"]) else None


def _form(match: re.Match[str]) -> str:
    """The form of a time with a day, and whether it is before or behind the name; empty for a time of day alone."""
    time = match["time"]
    side = "before" if match.start("time") < match.start("name") else "behind"
    return "" if _CLOCK_FIRST.match(time) else f"{side} {re.sub(r'[0-9]+', '0', time)}"


def _gap(match: re.Match[str]) -> str:
    """The form of a wide gap and the time behind it, `  [0:00 PM]`; empty for a narrow one, as sentences have."""
    behind = match.string[len(match["name"].rstrip()) :]
    return re.sub(r"[0-9]+", "0", behind) if re.match(r"\s{2}|\t", behind) else ""


def _columns(match: re.Match[str]) -> str:
    """The form of what is around the time of a line that begins with a nick: ` 0:0 — `."""
    around = match.string[match.end("name") : match.start("text")]
    return re.sub(r"[0-9]+", "0", re.sub(r"\s{2,}", "  ", around))


def _forms_behind_nicks(lines: Sequence[str]) -> Iterator[str]:
    """Yield each form of half of the lines or more, if some of the nicks before it recur."""
    nicks: dict[str, list[str]] = {}
    for line in lines:
        match = _NICK_IN_LINE.fullmatch(line) if len(line) <= _LONGEST_HEAD * 10 else None
        if match and _may_recur(match["name"]):
            nicks.setdefault(_columns(match), []).append(match["name"].casefold())
    for form, names in nicks.items():
        if len(names) >= max(3, len(set(names)) + 1) and 2 * len(names) >= sum(map(bool, lines)):
            yield form


def _may_recur(name: str) -> bool:
    """Whether a word before a time can be a nick: no day, label or other word that names no person."""
    return _is_nick(name) and name.casefold() not in NO_PERSONS and not re.fullmatch(RELATIVE, name, re.IGNORECASE)


def forms_beside_names(lines: Sequence[str]) -> frozenset[str]:
    """Return the forms of times and brackets that are beside names of persons."""
    bare = [line.strip() for line in lines]
    nicks = _forms_behind_nicks(bare)
    found = (_PLAIN_IN_LINE.fullmatch(line) or _NAME_IN_LINE.fullmatch(line) for line in bare)
    in_line = (match for match in map(_IN_LINE.fullmatch, bare) if match and match["name"])
    forms = [_form(match) for match in found if match and is_certain_name(match["name"])]
    first = [match for line in bare if len(line) <= _LONGEST_HEAD and (match := _NAME_FIRST.fullmatch(line))]
    gaps = [_gap(match) for match in first if match["app"] or is_certain_name(match["name"])]
    above = (match for match in map(_BRACKETED.fullmatch, bare) if match and is_certain_name(match["name"]))
    gaps += [_ABOVE for _ in above]
    narrow = [match for match in first if match["gap"] == " " and _is_capitalised(match["name"])]
    if len(narrow) >= _FEW and any(is_certain_name(match["name"]) for match in narrow):
        gaps.append(_NARROW)
    return frozenset(
        (*forms, *gaps, *nicks, *(_shape(match) for match in in_line if is_certain_name(match["name"])))
    ) - {""}


def _is_capitalised(name: str) -> bool:
    """Whether each of at most three words begins like a name, and the first is not a day or a label."""
    words = name.split()
    return len(words) <= _WORDS_OF_A_NAME and all(word[0].isupper() for word in words) and _may_recur(words[0])


def _of(form: str, match: re.Match[str]) -> Head:
    parts = match.groupdict()
    return Head(form, parts["name"], parts["time"], parts.get("text") or "", bool(parts.get("app")))


def _is_name(name: str, is_app: object, may_be_short: bool = True) -> bool:
    """Whether words beside a time are a name: that of a program, a full one, or one word."""
    if is_app:
        return len(name) <= 60
    return is_full_name(name) or (may_be_short and _SHORT_NAME.fullmatch(name.strip()) is not None)


def find_heads(lines: Sequence[str], forms: Set[str] = frozenset()) -> Iterator[tuple[int, Head]]:
    """Find the heads of all messages, each with the index of its line."""
    index = 0
    while index < len(lines):
        head = head_at(lines, index, forms)
        if head is not None:
            yield index, head
        index += head.lines if head else 1


def is_notice(line: str) -> bool:
    """Whether a line is what the messenger itself says: it has a time and no speaker."""
    return _NOTICE.fullmatch(line) is not None


def is_of_slackdump(line: str) -> bool:
    """Whether a message of slackdump's texts begins in a line."""
    return _SLACKDUMP.fullmatch(line) is not None
