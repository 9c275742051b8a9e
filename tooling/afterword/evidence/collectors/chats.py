"""Chats as they are copied from a window: who spoke, when, and what, without what the window shows beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from afterword.evidence.collectors.day_lines import RELATIVE, Days
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.persons import speaker
from afterword.evidence.people import is_full_name
from afterword.evidence.source import Source
from afterword.times.reader import FoundTime, TimeError, TimeReader

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{4}}[-/]\d{{2}}[-/]\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}(?:[./-](?:\d{{4}}|\d{{2}}))?\.?|"
    rf"\d{{1,2}}[ -]{_MONTH}(?:[ -]\d{{2,4}})?|"
    rf"(?:[A-Z][a-z]{{2,8}},?\s)?{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)"
)
_TIME = (
    rf"(?P<time>(?:(?:{_DATE}|(?i:{RELATIVE}))(?:T|,?\s{{1,2}}(?:at\s|um\s|à\s)?))?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})\b)?)"
)
_NAME = r"(?P<name>[^\W\d_@#*>|-][^\n\[\]<>|:]{0,60}?|@[\w.-]{1,40})"
_APP = r"(?:#\d{4}|\s:[\w+-]{2,40}:)?(?P<app>\s?\b(?:APP|BOT|App|Bot|WORKFLOW|Workflow|INTEGRATION|Integration)\b)?"
_END = r"(?:\s?\((?:edited|bearbeitet)\)|,?\s?Edited)?"

# `[16.04.2026 17:02] Ivy Larch`, with what is said on the lines below
_BRACKETED = re.compile(rf"\[{_TIME}\]\s{{0,2}}{_NAME}{_APP}{_END}")
# `16/04/2026, 17:02 - Ivy Larch: text`, `[16/04/2026, 17:02:11] Ivy Larch: text`, `[5:02 PM] Ivy: text`
_IN_LINE = re.compile(rf"(?:\[{_TIME}\]\s?|{_TIME.replace('<time>', '<bare>')}\s[-–]\s){_NAME}{_APP}:\s(?P<text>\S.*)")
_PLAIN_IN_LINE = re.compile(rf"{_TIME}\s{{1,4}}{_NAME}{_APP}:\s(?P<text>\S.*)")
# `Ivy Larch (2026-04-16 17:02): text`
_NAME_IN_LINE = re.compile(rf"\*{{0,2}}{_NAME}\*{{0,2}}\s[(\[]{_TIME}[)\]]:?\*{{0,2}}:?\s(?P<text>\S.*)")
# `> Ivy Larch [U81] @ 16/04/2026 19:05:00 +0200:`, of slackdump; a thread is behind `|`
_SLACKDUMP = re.compile(rf"(?:\|\s*)?>\s{_NAME}\s\[[UWB]\w{{1,20}}\]\s@\s{_TIME}:\s?(?P<text>.*)")
# `17:02:05 From Ivy Larch to Everyone: text`
_ZOOM = re.compile(rf"{_TIME}\s+From\s+{_NAME}(?:\s+to\s+(?P<to>[^:]{{1,80}}?))?\s?:\s*(?P<text>.*)")
# `Ivy Larch  5:02 PM`, `Ivy Larch, Thu 5:02 PM`, `Ivy Larch — Today at 5:02 PM`, `Ivy Larch, [16.04.2026 17:02]`
_NAME_FIRST = re.compile(
    rf"{_NAME}{_APP}(?P<gap>\s{{2,}}|\t+|,\s?\[|,\s|\s[—–|·•-]\s|\s?\[|\s?\(|\s){_TIME}[\])]?{_END}"
)
_TIME_ALONE = re.compile(rf"(?P<app>(?:APP|BOT|WORKFLOW)\s+)?\[?{_TIME}\]?{_END}")
# `[5:04 PM]text`, of the one who spoke last
_TIME_AND_TEXT = re.compile(rf"\[{_TIME}\]\s?(?P<text>\S.*)")
# Android's WhatsApp: a notice has no speaker.
_NOTICE = re.compile(rf"\[?{_TIME}\]?\s[-–]\s(?P<text>[^:]+)")
_CHROME = re.compile(
    r"(?::[a-z0-9_+'-]{2,40}:\s?\d{0,4}\s?)+|\d+ (?:repl(?:y|ies)|Antworten?|comments?)(?:\b.{0,60})?|"
    r"(?:View|Show|Hide) (?:thread|newer replies|more|less)|Last reply .{1,40}|Also sent to the channel|"
    r"Reply(?: in thread)?|Add reaction|(?:\d+ )?(?:New|NEW)(?: messages?)?|Jump(?: to .*)?|More actions|"
    r"Save for later|See (?:more|less)|Pinned by .{1,60}|\(?[Ee]dited\)?|Has context menu|"
    r"\d+ (?:Like|Heart|Laugh|Surprised|Sad|Angry) reactions?\.?|(?:like|heart|laugh) \d+|"
    r"(?:[^\w\s.,;!?'\"()\[\]{}<>/\\#@&%$€=*`~^|:-]{1,8}\uFE0F?\s?\d{1,4}\s?)+|"
    r"Profile picture of .*|Image|image\.png|avatar|:no_avatar:|Replied to .{1,80}|Forwarded|Unread messages?"
)
_SHORT_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,39}(?:@[\w.-]+)?(?: \W{1,3}| :[a-z0-9_+-]+:| \([^()]{1,40}\))?")
_HALF = re.compile(r"[AaPp]\.?[Mm]\b")
_SHORT_CLOCK = re.compile(r"(?:1[0-2]|[1-9]):\d{2}")
_RECORDING = re.compile(r"(?:0{1,2}:)?0?[0-2]:\d{2}")
_EDITED = re.compile(r"\s*\((?:edited|bearbeitet)\)\s*$|\s*<This message was edited>\s*$")
_CLOCK_FIRST = re.compile(r"\d{1,2}:")
# `2026-04-16 17:02 Update: …`: what is said, and not who says it
_LABEL = re.compile(
    r"(?:update|status|note|notes|fyi|action|actions|alert|error|warning|info|debug|deploy|timeline|summary|edit|todo|"
    r"ps|eta|impact|cause|fix|fixed|mitigated|mitigation|resolved|detected|declared|started|ended|question|answer|link)s?",
    re.IGNORECASE,
)
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a message begins: its form, who, when, what is said on the same line, and how many lines it takes."""

    form: str
    name: str
    time: str
    text: str = ""
    is_app: bool = False
    lines: int = 1


def _plain(text: str) -> str:
    """The text with usual spaces, and without the marks of direction that messengers write."""
    return re.sub(r"[\u200e\u200f\u202a-\u202c\ufeff]", "", re.sub(r"[\u202f\u00a0\u2009]", " ", text))


def _head(lines: Sequence[str], index: int, forms: Set[str] = frozenset()) -> _Head | None:
    """Return the head of the message that begins at a line; None if none does.

    Args:
        lines: of the chat.
        index: of the line.
        forms: of times that are beside full names; beside such a time, one word is a name too.
    """
    line = lines[index].strip()
    if not line or len(line) > 20_000:
        return None
    if match := _ZOOM.fullmatch(line) or _SLACKDUMP.fullmatch(line):
        return _of("export", match)
    if match := _IN_LINE.fullmatch(line):
        return _Head("WhatsApp", match["name"], match["time"] or match["bare"], match["text"], bool(match["app"]))
    if (match := _BRACKETED.fullmatch(line)) and _is_name(match["name"], match["app"]):
        return _of("Teams", match)
    if head := _beside_time(line, forms):
        return head
    if (match := _NAME_FIRST.fullmatch(line)) and _is_name(match["name"], match["app"], match["gap"] != " "):
        return _of("name before time", match)
    if match := _TIME_ALONE.fullmatch(line):
        return _Head("time alone", "", match["time"], is_app=bool(match["app"]))
    if match := _TIME_AND_TEXT.fullmatch(line):
        return _Head("time alone", "", match["time"], match["text"])
    following = index + 1
    if following < len(lines) and (match := _TIME_ALONE.fullmatch(lines[following].strip())):
        name = re.sub(_APP + "$", "", line)
        is_app = bool(match["app"]) or name != line
        if _is_name(name, is_app):
            return _Head("name above time", name, match["time"], "", is_app, 2)
    return None


def _beside_time(line: str, forms: Set[str]) -> _Head | None:
    """Return the head of a message on one line, with a name before or behind the time."""
    match = _PLAIN_IN_LINE.fullmatch(line)
    if match is None or not (is_full_name(match["name"]) or _form(match) in forms):
        match = _NAME_IN_LINE.fullmatch(line) or match
    if match is None or is_full_name(match["name"]):
        return _of("chat", match) if match else None
    if _form(match) not in forms:
        return None
    if _LABEL.fullmatch(match["name"]):
        return _Head("label", "", match["time"], line[match.start("name") :])
    is_name = _SHORT_NAME.fullmatch(match["name"].strip().removeprefix("@"))
    return _of("chat", match) if is_name else None


def _form(match: re.Match[str]) -> str:
    """The form of a time with a day, and whether it is before or behind the name; empty for a time of day alone."""
    time = match["time"]
    side = "before" if match.start("time") < match.start("name") else "behind"
    return "" if _CLOCK_FIRST.match(time) else f"{side} {re.sub(r'[0-9]+', '0', time)}"


def _forms_beside_full_names(lines: Sequence[str]) -> frozenset[str]:
    found = (_PLAIN_IN_LINE.fullmatch(line) or _NAME_IN_LINE.fullmatch(line) for line in map(str.strip, lines))
    return frozenset(_form(match) for match in found if match and is_full_name(match["name"])) - {""}


def _of(form: str, match: re.Match[str]) -> _Head:
    parts = match.groupdict()
    return _Head(form, parts["name"], parts["time"], parts.get("text") or "", bool(parts.get("app")))


def _is_name(name: str, is_app: object, may_be_short: bool = True) -> bool:
    """Whether words beside a time are a name: that of a program, a full one, or one word."""
    if is_app:
        return len(name) <= 60
    return is_full_name(name) or (may_be_short and _SHORT_NAME.fullmatch(name.strip()) is not None)


def looks_like_chat(source: Source) -> bool:
    """Whether messages begin in a text as chats have them: twice, or on one of the first lines."""
    lines = _plain(source.text_if_any).split("\n")[:_LOOKED_AT]
    heads = [head for _, head in _heads(lines)]
    named = [head for head in heads if head.name]
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not named or len(filled) < 2:
        return False
    early = any(index in filled[:4] and index != filled[-1] for index, head in _heads(lines) if head.form != "chat")
    in_line = sum(bool(head.text) for head in named)
    messages = sum(bool(head.name and head.text) for _, head in _heads(lines, _forms_beside_full_names(lines)))
    # Where each message is on one line, most lines are messages; else it is a note that mentions somebody.
    return (early or len(named) >= 2) and (in_line < len(named) or 2 * messages >= len(filled))


def _heads(lines: Sequence[str], forms: Set[str] = frozenset()) -> Iterator[tuple[int, _Head]]:
    index = 0
    while index < len(lines):
        head = _head(lines, index, forms)
        if head is not None:
            yield index, head
        index += head.lines if head else 1


@dataclass
class _Reader:
    context: ReadContext
    days: Days
    content: SourceContent = field(default_factory=SourceContent)
    start: RawItem | None = None
    gathered: list[str] = field(default_factory=list)
    speaker: str | None = None
    halves: bool = False

    def flush(self) -> None:
        text = _EDITED.sub("", "\n".join(self.gathered).strip())
        if self.start is not None and text:
            self.content.items.append(RawItem(self.start.line, self.start.at, self.start.actor, text))
        elif self.start is not None:
            self.content.left_out["without text"] += 1
        self.start, self.gathered = None, []

    def takes(self, head: _Head) -> bool:
        """Whether a message begins here; what is above a time is a name only if something was said before it."""
        if not head.name:
            return self.speaker is not None or head.form == "label"
        is_said = head.form == "name above time" and self.start is not None and not any(self.gathered)
        return not is_said

    def begin(self, number: int, head: _Head) -> None:
        self.flush()
        if head.name:
            name = head.name.strip()
            self.speaker = f"bot {name}" if head.is_app else speaker(_bare(name), self.context.people)
        elif head.form == "label":
            self.speaker = None
        at = None
        try:
            found = self._time(head.time)
        except TimeError as error:
            self.content.not_read(f"{error}; the text was kept without the time", number)
        else:
            if found is not None:
                at = found.at
                self.content.assumed_zone += found.assumed_zone
                self.content.assumed_year += found.assumed_year
        self.start, self.gathered = RawItem(number, at, self.speaker, ""), [head.text]

    def _time(self, text: str) -> FoundTime | None:
        if _HALF.search(text):
            self.halves = True
        elif self.halves and _SHORT_CLOCK.fullmatch(text) and self.days.last and self.days.last.earliest:
            return self._next_half(text, self.days.last.earliest)
        return self.days.read(text)

    def _next_half(self, text: str, last: datetime) -> FoundTime | None:
        """Read `5:04` below `5:02 PM`: the next time that this can be."""
        day = self.days.day
        found = [one for half in ("AM", "PM") if (one := self.days.times.match(f"{text} {half}", 0, day))]
        later = [one for one in found if one.at.earliest and one.at.earliest >= last]
        return min(later or found, key=lambda one: str(one.at.earliest), default=None)


def _bare(name: str) -> str:
    """A name without what is not one: `~ Ivy` of WhatsApp."""
    return name.removeprefix("~").strip()


def read_chat(source: Source, context: ReadContext) -> SourceContent:
    """Read messages; what a window shows beside them (reactions, replies, edits) is left out and counted."""
    text = _plain(source.text)
    lines = text.split("\n")
    times = context.times.for_source(text).with_stated_zone(text)
    if _is_recording(lines, times):
        return _read_recording(lines, context)
    reader = _Reader(context, Days(times))
    is_dump = any(_SLACKDUMP.fullmatch(line.strip()) for line in lines[:_LOOKED_AT])
    forms = _forms_beside_full_names(lines[:_LOOKED_AT])
    content = reader.content
    skip = 0
    for index, line in enumerate(lines):
        bare = line.strip()
        if skip:
            skip -= 1
        elif reader.days.is_day(bare):
            reader.flush()
        elif (head := _head(lines, index, forms)) is not None and reader.takes(head):
            reader.begin(index + 1, head)
            skip = head.lines - 1
        elif bare and (
            _CHROME.fullmatch(bare) or (bare.isdigit() and index and _CHROME.fullmatch(lines[index - 1].strip()))
        ):
            content.left_out["reactions, replies and marks of the window"] += 1
        elif (notice := _NOTICE.fullmatch(bare)) and notice["text"]:
            reader.flush()
            content.left_out["notices of the messenger"] += 1
        elif reader.start is not None:
            reader.gathered.append(bare.removeprefix("|").lstrip() if is_dump else bare)
        elif bare:
            content.items.append(RawItem(index + 1, None, None, bare))
    reader.flush()
    if reader.days.assumed is not None:
        content.remarks.append(f"no day is named; times of day from {reader.days.assumed} on, the day of the incident")
    if reader.days.relative:
        day = reader.days.of_word("today")
        content.remarks.append(f"`Today` is read as {day}; put the date on a line above if that is wrong")
    content.one_line = True
    return content


def _is_recording(lines: Sequence[str], times: TimeReader) -> bool:
    """Whether times count from the beginning of a recording: the first is nearly 0, and the incident began at another
    time of day."""
    heads = [head for _, head in _heads(lines[:_LOOKED_AT])]
    if not heads or not _RECORDING.fullmatch(heads[0].time) or any(_HALF.search(head.time) for head in heads):
        return False
    return times.start is None or times.start.hour >= 1


def _read_recording(lines: Sequence[str], context: ReadContext) -> SourceContent:
    """Read the transcript of a meeting, without times: when the recording began is not known."""
    content = SourceContent(one_line=True, form="transcript")
    heads = list(_heads(lines))
    ends = [index for index, _ in heads[1:]] + [len(lines)]
    for (index, head), end in zip(heads, ends, strict=True):
        said = " ".join((head.text, *lines[index + head.lines : end])).strip()
        if said:
            who = speaker(_bare(head.name), context.people) if head.name else None
            content.items.append(RawItem(index + 1, None, who, f"[{head.time}] {said}"))
    content.remarks.append("times count from the beginning of a recording, so that nothing of it is in the timeline")
    return content
