"""Split a paste into chats, alerts, mails, logs, prompts, settings, differences, tables, and plain text. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from afterword.evidence.collectors.alert_texts import begins_alert
from afterword.evidence.collectors.chat_heads import Head, find_heads, forms_beside_names, head_at, plain_spaces
from afterword.evidence.collectors.day_lines import Days
from afterword.evidence.pastes import forms
from afterword.text.invisible import TERMINAL_ESCAPE
from afterword.text.late_pattern import late_pattern
from afterword.times.reader import TimeReader

ALERT, CHAT, DIFF, JSON, LOG, MAIL = "alert", "chat", "diff", "JSON", "log", "mail"
PROMPT, SETTINGS, TABLE, TEXT = "prompt", "settings", "table", "text"
_LABEL = late_pattern(
    r"(?P<heading>#{1,6}\s+|\*\*)?(?P<words>(?:[\w./()-]+\s){0,4}[\w./-]*(?:prompts?|settings|config(?:uration)?)\b"
    r"[^!?:]{0,50})(?P<colon>\s?:)?(?:\*\*)?(?P<late>:)?\s*",
    re.IGNORECASE,
)
_ABOUT_SETTINGS = late_pattern(r"settings|config", re.IGNORECASE)
_FILE_NAME = late_pattern(r"[\w./-]+\.(?:md|txt|j2|jinja2?|prompt|xml|ya?ml|json|toml|ini)\b")
_COMMENT = late_pattern(r"\s*(?:#|//|<!--)\s*(?P<words>.{1,80}?)\s*(?:-->)?\s*")
_TIMED = late_pattern(r"\s*(?:[-*+•]\s+)?[\[(*~]{0,3}(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d{2}")
_TIMED_NOTES = 2
_LEAST_MESSAGES = 3
_GOES_ON = 40
"""Lines within which the next message of a chat begins."""
_MAX_LINES = 20_000
_MAX_CHARACTERS = 2_000_000
_COUNTS = {
    DIFF: forms.count_diff, JSON: forms.count_json, LOG: forms.count_log, TABLE: forms.count_table,
    SETTINGS: forms.count_settings,
}  # fmt: skip
_WITHIN_MAIL = frozenset((DIFF, LOG, SETTINGS, TABLE))
"""What can be part of the words of a mail; a mail ends where something else begins."""


@dataclass(frozen=True, slots=True)
class PastePart:
    """One part of a paste.

    Attributes:
        kind: what it is.
        first: its first line, counted from 1.
        last: its last line.
        body: its text, without a label and a fence around it.
        label: the words above a prompt or settings that say which they are.
    """

    kind: str
    first: int
    last: int
    body: str
    label: str = ""

    @property
    def lines(self) -> str:
        """Which lines it has, for people."""
        return f"line {self.first}" if self.first == self.last else f"lines {self.first}–{self.last}"


def split_paste(text: str) -> list[PastePart]:
    """Split a text into parts that follow each other; a text of one kind, or of none, gives nothing.

    A part begins at a line whose form is certain. A chat includes what was pasted into one of its messages. What
    follows the last message of a chat behind an empty line, and all that has no form, is plain text without an author.
    """
    lines = TERMINAL_ESCAPE.sub("", plain_spaces(text)).split("\n")
    if len(text) > _MAX_CHARACTERS or len(lines) > _MAX_LINES:
        return []
    found = _Cutter(lines).cut()
    if not _are_several(found):
        found = _without_end(found, lines)
    if not found:
        return []
    notes = (part.body.split("\n") for part in found if part.kind == TEXT)
    if any(sum(_TIMED.match(line) is not None for line in one) >= _TIMED_NOTES for one in notes):
        return []  # notes with times: the days and the zone that they name hold for all of them
    return found


def _are_several(parts: Sequence[PastePart]) -> bool:
    """Whether parts are different things, and not one chat or log with other lines in it."""
    kinds = [part.kind for part in parts if part.kind != TEXT]
    versions = sum(kind in (PROMPT, SETTINGS) for kind in kinds)
    outputs = any(part.kind == LOG and forms.begins_output(part.body.partition("\n")[0]) for part in parts)
    return len(set(kinds)) > 1 or versions > 1 or (outputs and len(kinds) > 1)


def _without_end(parts: Sequence[PastePart], lines: Sequence[str]) -> list[PastePart]:
    """Split what is below a chat from it, if no message of the chat goes on behind an empty line; else nothing."""
    if [part.kind for part in parts[-2:]] != [CHAT, TEXT] or any(part.kind != TEXT for part in parts[:-2]):
        return []
    chat, end = parts[-2:]
    body = chat.body.split("\n")
    forms_of_heads = forms_beside_names(body)
    below_empty = (index for index in range(1, len(body)) if body[index].strip() and not body[index - 1].strip())
    heads = {index for index, _ in find_heads(body, forms_of_heads)}
    is_timed_above = any(_TIMED.match(line) for line in lines[: chat.first - 1])
    if len(heads) < _LEAST_MESSAGES or is_timed_above or not heads.issuperset(below_empty):
        return []
    return [replace(chat, first=1, body="\n".join(lines[: chat.last])), end]


@dataclass
class _Cutter:
    lines: Sequence[str]
    done: list[PastePart] = field(default_factory=list)
    kind: str = TEXT
    start: int = 0
    label: str = ""
    last_head: int = 0

    def cut(self) -> list[PastePart]:
        heads = forms_beside_names(self.lines)
        at = 0
        while at < len(self.lines):
            at += self._take(at, heads) if self.lines[at].strip() else 1
        self._close(at)
        return _merged(self.done)

    def _take(self, at: int, heads: frozenset[str]) -> int:
        """Take what begins at a line, and return how many lines that is."""
        if taken := self._take_fence(at) or self._take_label(at):
            return taken
        if self._is_head(at, heads):
            if self.kind != CHAT:
                self._open(CHAT, self._day_above(at))
            self.last_head = at
            return 1
        if forms.begins_quoted_mail(self.lines, at):
            return self._add(MAIL, at, forms.count_quoted(self.lines, at))
        for kind, begins in ((MAIL, forms.begins_mail), (ALERT, begins_alert)):
            if begins(self.lines, at):
                if not self._is_first_of_message(at):
                    self._open(kind, at)
                return 1
        if self.kind == PROMPT:
            return 1
        counts = (
            (DIFF, forms.count_diff),
            (JSON, forms.count_json),
            (LOG, forms.count_log),
            (TABLE, forms.count_table),
        )
        for kind, count in (*counts, (SETTINGS, forms.count_settings)):
            if count_of := count(self.lines, at):
                is_within = (self.kind == MAIL and kind in _WITHIN_MAIL) or (self.kind == ALERT and kind == SETTINGS)
                is_within = is_within or self._is_first_of_message(at) or self._is_in_message(at, at + count_of, heads)
                if is_within:
                    return count_of
                return self._add(kind, at, count_of)
        return 1

    def _day_above(self, at: int) -> int:
        """Return where a chat begins: at the day above its first message, if that is on a line of its own."""
        is_day = self.kind == TEXT and at > self.start and Days(TimeReader()).is_day(self.lines[at - 1])
        return at - 1 if is_day else at

    def _is_head(self, at: int, heads: frozenset[str]) -> bool:
        head: Head | None = head_at(self.lines, at, heads)
        return head is not None and (bool(head.name) or self.kind == CHAT)

    def _is_first_of_message(self, at: int) -> bool:
        """Whether lines are the first words of a message: what somebody, or a program, posts into a chat."""
        head = head_at(self.lines, self.last_head) if self.kind == CHAT else None
        return head is not None and not head.text and at == self.last_head + head.lines

    def _is_in_message(self, at: int, end: int, heads: frozenset[str]) -> bool:
        """Whether lines are in a message: directly below its words, in a chat that goes on."""
        if self.kind != CHAT or not self.lines[at - 1].strip():
            return False
        following = range(end, min(end + _GOES_ON, len(self.lines)))
        return any(head_at(self.lines, index, heads) is not None for index in following)

    def _take_fence(self, at: int) -> int:
        count, info = forms.count_fenced(self.lines, at)
        if not count:
            return 0
        inner = self.lines[at + 1 : at + count - 1]
        kind = forms.kind_of_fenced(info)
        if not kind and self.kind in (CHAT, MAIL):
            return count
        kind = kind or next((one for one in (DIFF, JSON, LOG, SETTINGS) if _is_whole(one, inner)), TEXT)
        comment = _COMMENT.fullmatch(inner[0]) if inner else None
        return self._add(kind, at, count, "\n".join(inner), comment["words"] if comment else "")

    def _take_label(self, at: int) -> int:
        """Take a line that says that a prompt or settings follow, with the fenced block or the settings below it."""
        match = _LABEL.fullmatch(self.lines[at].strip()) if len(self.lines[at]) < 120 else None
        if match is None or not (match["heading"] or match["colon"] or match["late"] or _FILE_NAME.search(match[0])):
            return 0
        words = match["words"].strip()
        kind = SETTINGS if _ABOUT_SETTINGS.search(words) and "prompt" not in words.lower() else PROMPT
        below = at + 1
        while below < len(self.lines) and not self.lines[below].strip():
            below += 1
        if below == len(self.lines):
            return 0
        count, _ = forms.count_fenced(self.lines, below)
        if count:
            inner = self.lines[below + 1 : below + count - 1]
            return self._add(kind, at, below + count - at, "\n".join(inner), words)
        if kind == SETTINGS:
            count = forms.count_settings(self.lines, below)
            body = "\n".join(self.lines[below : below + count])
            return self._add(kind, at, below + count - at, body, words) if count else 0
        self._open(PROMPT, at, words)
        return 1

    def _open(self, kind: str, at: int, label: str = "") -> None:
        self._close(at)
        self.kind, self.start, self.label = kind, at, label

    def _add(self, kind: str, at: int, count: int, body: str | None = None, label: str = "") -> int:
        self._close(at)
        text = "\n".join(self.lines[at : at + count]) if body is None else body
        self.done.append(PastePart(kind, at + 1, at + count, text, label))
        self.kind, self.start = TEXT, at + count
        return count

    def _close(self, end: int) -> None:
        """End the part that is open; what follows a chat behind an empty line is a text of its own."""
        after = end
        if self.kind == CHAT:
            head = head_at(self.lines, self.last_head)
            begin = self.last_head + (head.lines if head else 1)
            while begin < end and not (self.lines[begin].strip() or (head and head.text)):
                begin += 1
            after = next((index for index in range(begin, end) if not self.lines[index].strip()), end)
        self._append(self.kind, self.start, after)
        self._append(TEXT, after, end)
        self.kind, self.start, self.label = TEXT, end, ""

    def _append(self, kind: str, start: int, end: int) -> None:
        while start < end and not self.lines[start].strip():
            start += 1
        while start < end and not self.lines[end - 1].strip():
            end -= 1
        if start < end:
            first = start + 1 if kind == PROMPT else start  # its label is above it
            self.done.append(PastePart(kind, start + 1, end, "\n".join(self.lines[first:end]).strip("\n"), self.label))


def _is_whole(kind: str, lines: Sequence[str]) -> bool:
    """Whether all lines of a fenced block are of one kind."""
    return bool(lines) and _COUNTS[kind](lines, 0) >= len(lines)


def _merged(parts: Sequence[PastePart]) -> list[PastePart]:
    """Join plain texts that follow each other."""
    found: list[PastePart] = []
    for part in parts:
        if found and part.kind == TEXT == found[-1].kind:
            before = found.pop()
            gap = "\n" * (part.first - before.last)
            part = PastePart(TEXT, before.first, part.last, f"{before.body}{gap}{part.body}")
        found.append(part)
    return found
