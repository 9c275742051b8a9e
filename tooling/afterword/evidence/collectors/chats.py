"""Chats as they are copied from a window: who spoke, when, and what, without what the window shows beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from afterword.evidence.collectors.chat_heads import (
    Head,
    find_heads,
    forms_beside_names,
    head_at,
    is_notice,
    is_of_slackdump,
    plain_spaces,
)
from afterword.evidence.collectors.clocks_in_words import offset_at, with_zone
from afterword.evidence.collectors.day_lines import Days
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.persons import speaker
from afterword.evidence.source import Source
from afterword.text.late_pattern import late_pattern
from afterword.times.reader import FoundTime, TimeError, TimeReader
from afterword.times.when import When

_CHROME = late_pattern(
    r"(?::[a-z0-9_+'-]{2,40}:\s?\d{0,4}\s?)+|\d+ (?:repl(?:y|ies)|Antworten?|comments?)(?:\b.{0,60})?|"
    r"(?:View|Show|Hide) (?:thread|newer replies|more|less)|Last reply .{1,40}|Also sent to the channel|"
    r"Reply(?: in thread)?|Add reaction|(?:\d+ )?(?:New|NEW)(?: messages?)?|Jump(?: to .*)?|More actions|"
    r"Save for later|See (?:more|less)|Pinned by .{1,60}|\(?[Ee]dited\)?|Has context menu|"
    r"to (?:me|[A-Z][\w.-]+)(?:, (?:me|[A-Z][\w.-]+)){0,20}|"
    r"\d+ (?:Like|Heart|Laugh|Surprised|Sad|Angry) reactions?\.?|(?:like|heart|laugh) \d+|"
    r"(?:[^\w\s.,;!?'\"()\[\]{}<>/\\#@&%$€=*`~^|:-]{1,8}\uFE0F?\s?\d{1,4}\s?)+|"
    r"={10,}|\{(?:Reactions|Attachments|Embed|Stickers)\}|Exported \d+ message\(s\)|(?:Guild|Channel|Topic): .{1,80}|"
    r"Profile picture of .*|Image|image\.png|avatar|:no_avatar:|Replied to .{1,80}|Forwarded|Unread messages?"
)
_WITH_H = late_pattern(r"(?<=\d)\s?h\s?(?=\d)")
_HALF = late_pattern(r"[AaPp](?:\.\s?)?[Mm]\b")
_SHORT_CLOCK = late_pattern(r"(?:1[0-2]|[1-9]):\d{2}")
_RECORDING = late_pattern(r"(?:0{1,2}:)?0?[0-2]:\d{2}")
_EDITED = late_pattern(
    r"(?<!\s)\s*\((?:edited|bearbeitet|modifié|editado|modificato|bewerkt)\)\s*$|"
    r"(?<!\s)\s*<[^<>]{0,40}(?:edited|bearbeitet|modifié|editó|editado|modificato|bewerkt)[^<>]{0,20}>\s*$"
)
# What WhatsApp writes in place of a file or of a message that was taken back, and Zoom for a reaction
_NOT_SAID = late_pattern(
    r"<[^<>/:]{3,40}>|\u200e.+|(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|"
    r"Du hast diese Nachricht gelöscht|Ce message a été supprimé|Se eliminó este mensaje|Mensagem apagada|"
    r"Questo messaggio è stato eliminato|Dit bericht is verwijderd)\.?|"
    r"(?:Reacted to|Removed a .{1,20} reaction from|Reagierte auf) [\"“].*"
)
_REPLYING = late_pattern(r"(?:Replying to|Antwort auf) [\"“].*?[\"”]\s*$|\[In reply to .{1,60}\]\s*$", re.MULTILINE)
_NUMBER = late_pattern(r"\+[\d\s()./-]{6,24}")
_TIMED = late_pattern(r"\s*[\[(*-]{0,3}\s?\d{1,2}:\d{2}")
_LOOKED_AT = 500


def looks_like_chat(source: Source) -> bool:
    """Whether messages begin in a text as chats have them: twice, or on one of the first lines."""
    lines = plain_spaces(source.text_if_any).split("\n")[:_LOOKED_AT]
    forms = forms_beside_names(lines)
    heads = [head for _, head in find_heads(lines, forms)]
    named = [head for head in heads if head.name]
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not named or len(filled) < 2:
        return False
    early = any(index in filled[:4] and index != filled[-1] for index, head in find_heads(lines) if head.form != "chat")
    in_line = sum(bool(head.text) for head in named)
    messages = sum(bool(head.name and head.text) for _, head in find_heads(lines, forms))
    # Where each message is on one line, most lines are messages; else it is a note that mentions somebody.
    if in_line == len(named) and sum(_TIMED.match(line) is not None for line in lines) > 2 * messages:
        return False
    return (early or len(named) >= 2) and (in_line < len(named) or 2 * messages >= len(filled))


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
        said = _EDITED.sub("", _REPLYING.sub("", "\n".join(self.gathered), count=1).strip())
        # A line that its author began is a sentence of its own, often without a full stop.
        text = "\n".join(filter(None, (" ".join(line.split()) for line in said.split("\n"))))
        if self.start is not None and _NOT_SAID.fullmatch(text):
            self.content.left_out["notices of files, reactions and deleted messages"] += 1
        elif self.start is not None and text:
            at = self.start.at
            text = with_zone(text, offset_at(self.days.times, at.earliest if at else None))
            self.content.items.append(RawItem(self.start.line, at, self.start.actor, text))
        elif self.start is not None:
            self.content.left_out["without text"] += 1
        self.start, self.gathered = None, []

    def takes(self, head: Head) -> bool:
        """Whether a message begins here; what is above a time is a name only if something was said before it."""
        if not head.name:
            return self.speaker is not None or head.form == "label"
        is_said = head.form == "name above time" and self.start is not None and not any(self.gathered)
        return not is_said

    def begin(self, number: int, head: Head) -> None:
        self.flush()
        if head.name:
            name = head.name.strip()
            self.speaker = f"bot {name}" if head.is_app else _speaker(name, self.context)
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
            else:
                self.content.not_read(f"`{head.time}` is not a supported time; the text was kept without it", number)
        self.start, self.gathered = RawItem(number, at, self.speaker, ""), [head.text]

    def _time(self, text: str) -> FoundTime | None:
        text = _WITH_H.sub(":", text)
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


def _speaker(name: str, context: ReadContext) -> str:
    """Return the mark of who speaks: a name, also `~ Ivy` of WhatsApp, or a telephone number."""
    name = name.removeprefix("~").strip()
    if _NUMBER.fullmatch(name):
        return context.people.introduce(key=f"phone:{re.sub(r'[^0-9]', '', name)}")
    return speaker(name, context.people)


def read_chat(source: Source, context: ReadContext) -> SourceContent:
    """Read messages; what a window shows beside them (reactions, replies, edits) is left out and counted."""
    text = plain_spaces(source.text)
    lines = text.split("\n")
    times = context.times.for_source(text).with_stated_zone(text)
    if _is_recording(lines, times):
        return _read_recording(lines, context)
    reader = _Reader(context, Days(times))
    reader.days.take_day_of_title(next(filter(str.strip, lines), ""))
    is_dump = any(is_of_slackdump(line.strip()) for line in lines[:_LOOKED_AT])
    forms = forms_beside_names(lines[:_LOOKED_AT])
    content = reader.content
    skip = 0
    for index, line in enumerate(lines):
        bare = line.strip()
        if skip:
            skip -= 1
        elif reader.days.is_day(bare):
            reader.flush()
        elif (head := head_at(lines, index, forms)) is not None and reader.takes(head):
            reader.begin(index + 1, head)
            skip = head.lines - 1
        elif bare and (
            _CHROME.fullmatch(bare) or (bare.isdigit() and index and _CHROME.fullmatch(lines[index - 1].strip()))
        ):
            content.left_out["reactions, replies and marks of the window"] += 1
        elif is_notice(bare):
            reader.flush()
            content.left_out["notices of the messenger"] += 1
        elif reader.start is not None:
            reader.gathered.append(bare.removeprefix("|").lstrip() if is_dump else bare)
        elif bare:
            content.items.append(RawItem(index + 1, None, None, bare))
    reader.flush()
    content.assumed_day = reader.days.assumed
    content.remarks += filter(None, (times.zone_note,))
    if reader.days.first_ago is not None:
        day = reader.days.of_word("today")
        content.assumptions.append(f"`Today` is read as {day}; put the date on a line above if that is wrong")
    return content


def _is_recording(lines: Sequence[str], times: TimeReader) -> bool:
    """Whether times count from the beginning of a recording: the first is nearly 0, and the incident began at another
    time of day."""
    heads = [head for _, head in find_heads(lines[:_LOOKED_AT]) if head.name]
    if not heads or not _RECORDING.fullmatch(heads[0].time) or any(_HALF.search(head.time) for head in heads):
        return False
    return times.start is None or times.start.hour >= 1


def _read_recording(lines: Sequence[str], context: ReadContext) -> SourceContent:
    """Read the transcript of a meeting; its times count from the beginning, which a line above it can have."""
    content = SourceContent(one_line=True, form="transcript")
    heads = [(index, head) for index, head in find_heads(lines) if head.name]
    begin = _beginning(lines[: heads[0][0]], content, context)
    ends = [index for index, _ in heads[1:]] + [len(lines)]
    for (index, head), end in zip(heads, ends, strict=True):
        said = " ".join((head.text, *lines[index + head.lines : end])).strip()
        if said:
            at = When.at(begin + _offset(head.time)) if begin else None
            text = said if begin else f"[{head.time}] {said}"
            content.items.append(RawItem(index + 1, at, _speaker(head.name, context), text))
    if above := sum(bool(line.strip()) for line in lines[: heads[0][0]]):
        content.left_out["lines above the first speaker"] += above
    if begin is None:
        content.remarks.append(
            "times count from the beginning of a recording, so that nothing of it is in the timeline; "
            "write when it began on a line above: `2026-04-16 17:00Z`"
        )
    return content


def _beginning(above: Sequence[str], content: SourceContent, context: ReadContext) -> datetime | None:
    """Find when a recording began: a line above it that is nothing but a day and a time."""
    for number, line in enumerate(above, 1):
        if (at := content.read_time(line.strip(), context.times, number)) and at.exact:
            content.remarks.append(
                f"times count from the beginning of the recording, in line {number + context.lines_above}"
            )
            return at.earliest
    return None


def _offset(time: str) -> timedelta:
    """Return how long after the beginning a time is: `12:15` or `1:12:15`."""
    seconds = 0
    for part in time.split(":"):
        seconds = 60 * seconds + int(part)
    return timedelta(seconds=seconds)
