"""Read the parts of a paste, each with the collector of its kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

from afterword.evidence.builder import ReadSource
from afterword.evidence.collectors.alert_texts import read_alert_text
from afterword.evidence.collectors.chats import read_chat
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.logs import read_log
from afterword.evidence.collectors.mail import read_mail
from afterword.evidence.collectors.notes import read_notes
from afterword.evidence.collectors.quoted_mails import begin_quoted_mail, find_quoted_mails, split_marks
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.pastes import split
from afterword.evidence.pastes.split import PastePart, split_paste
from afterword.evidence.selection import choose_items
from afterword.evidence.source import NotReadable, Source

_PASTED = (".txt", ".md", ".markdown", "")
"""Endings of files that people paste into."""
_ENDINGS = {split.JSON: ".json", split.TABLE: ".csv"}
_WHICH_VERSION = (
    "a prompt of which it is not said whether it was in use before the change or after it; write `prompt before:` or "
    "`prompt after:` above it, or save it to a file for --prompt-before or --prompt-after"
)


def parts_of(source: Source, own: Collection[Path] = ()) -> list[PastePart]:
    """Split a source that is one paste of several things; nothing if it is of one kind, or not a text.

    Args:
        source: a file, or a text without one.
        own: the post-mortem and its evidence folder, which are not sources.
    """
    if source.parts is not None or source.suffix not in _PASTED or source.excerpt:
        return []
    if source.path and any(source.path.resolve().is_relative_to(path.resolve()) for path in own):
        return []
    return split_paste(source.text_if_any)


def read_part(part: PastePart, name: str, target: str, context: ReadContext) -> ReadSource:
    """Read one part; its lines are counted as in the whole paste.

    Args:
        part: the part.
        name: of the paste.
        target: the path of its copy in the evidence folder, if it is a prompt or settings with a certain version.
        context: for its collector.
    """
    if target:
        return ReadSource(name, part.kind, lines=part.lines, first=part.first, copy=(target, part.body))
    above = part.first - 1
    try:
        content = _read(part, name, replace(context, lines_above=above))
    except NotReadable as problem:
        content = SourceContent()
        content.not_read(str(problem), 1)
    content.items = [replace(item, line=item.line + above) for item in content.items]
    content.unread = [replace(place, line=place.line + above) if place.line else place for place in content.unread]
    read, counts = len(content.items), choose_items(content)
    return ReadSource(name, content.form or part.kind, content, "", None, read, counts, part.lines, part.first)


def _read(part: PastePart, name: str, context: ReadContext) -> SourceContent:
    if part.kind == split.CHAT:
        return read_chat(_source(part, name), context)
    if part.kind == split.ALERT:
        return read_alert_text(_source(part, name), context)
    if part.kind == split.MAIL:
        return read_mail(replace(_source(part, name), read=partial(bytes, _with_headers(part.body).encode())), context)
    if part.kind in (split.JSON, split.TABLE, split.LOG):
        source = _source(part, "part" + _ENDINGS.get(part.kind, ".txt"))
        collector = collector_for(source)
        if collector is not None:
            content = collector.read(source, context)
            content.form = content.form or collector.name
            return content
        return read_log(source, context)
    if part.kind == split.TEXT:
        content = read_notes(_source(part, name), context)
        content.items = content.items or [RawItem(1, None, None, part.body)]  # a heading alone
        return content
    if part.kind == split.PROMPT:
        content = SourceContent()
        content.not_read(_WHICH_VERSION, 1)
        return content
    # A difference and settings are whole: a line of them alone says nothing.
    return SourceContent([RawItem(1, None, None, part.body)])


def _source(part: PastePart, name: str) -> Source:
    return Source(name, partial(bytes, part.body.encode("utf-8", "replace")))


def _with_headers(text: str) -> str:
    """Return a mail that another quotes, `On … wrote:` above `>`, as a mail of its own; other texts as they are."""
    mail = next(find_quoted_mails(text), None) if begin_quoted_mail(split_marks(text), 0) else None
    if mail is None:
        return text
    words = "\n".join(line.removeprefix(">").removeprefix(" ") for line in text.split("\n") if line.startswith(">"))
    return f"From: {mail.name} <{mail.address}>\nSent: {mail.sent}\n\n{words}"
