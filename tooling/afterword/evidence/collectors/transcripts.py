"""Transcripts of meetings: WebVTT and SRT, whose times count from the beginning of the recording."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.known_form import words_of_html
from afterword.evidence.collectors.persons import speaker
from afterword.evidence.people import is_full_name
from afterword.evidence.source import Source
from afterword.times.reader import TimeError
from afterword.times.when import When

_CUE = re.compile(
    r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{2}):(?P<s>\d{2})[.,]\d{1,3}\s+-->\s+(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{1,3}.*"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^<>]{1,80})>")
_NAME = re.compile(r"(?P<name>[^\W\d_][^:<>\n]{0,60}):\s+(?=\S)")
_ZOOM_NAME = re.compile(r"GMT(?P<date>\d{8})-(?P<time>\d{6})")


def is_transcript(source: Source) -> bool:
    """Whether a source has cues of WebVTT or SRT."""
    if source.suffix not in (".vtt", ".srt", ".txt", ""):
        return False
    head = source.text_if_any[:5_000]
    return any(_CUE.fullmatch(line.strip()) for line in head.split("\n"))


def read_transcript(source: Source, context: ReadContext) -> SourceContent:
    """Read a cue an item; what the same person says in cues that follow each other is one item."""
    content = SourceContent()
    start = _start(source, context)
    text = source.text
    offset: timedelta | None = None
    line_of_cue, who, gathered = 0, "", list[str]()

    def flush() -> None:
        said = " ".join(gathered).strip()
        if said and offset is not None:
            at = When.at(start + offset) if start else None
            shown = said if start else f"[{offset}] {said}"
            content.items.append(RawItem(line_of_cue, at, who or None, shown))
        gathered.clear()

    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if cue := _CUE.fullmatch(bare):
            flush()
            offset = timedelta(hours=int(cue["h"] or 0), minutes=int(cue["m"]), seconds=int(cue["s"]))
            line_of_cue, who = number, ""
        elif not bare or bare.isdigit() or (number < len(lines) and _CUE.fullmatch(lines[number].strip())):
            flush()  # a cue can have a name of its own, above its times
        elif offset is not None and not bare.startswith(("NOTE", "STYLE", "REGION")):
            voice = _VOICE.search(bare) or (None if gathered else _NAME.match(bare))
            if voice and (voice.re is _VOICE or is_full_name(voice["name"]) or len(voice["name"].split()) <= 2):
                who = speaker(voice["name"].strip(), context.people)
                bare = bare[voice.end() :] if voice.re is _NAME else bare
            gathered.append(words_of_html(bare))
    flush()
    if start is None:
        content.remarks.append(
            "times count from the beginning of the recording, not known here; write it above: `NOTE 2026-04-16 17:00Z`"
        )
    return content


def _start(source: Source, context: ReadContext) -> datetime | None:
    """Find when the recording began: in the name that Zoom gives it, or in a note above the first cue."""
    if match := _ZOOM_NAME.search(source.name):
        try:
            return datetime.strptime(match["date"] + match["time"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
    head = source.text.partition("-->")[0]
    for match in re.finditer(r"\d{4}-\d{2}-\d{2}[ T]\d", head):
        try:
            found = context.times.match(head, match.start())
        except TimeError:
            continue
        if found and found.at.exact:
            return found.at.earliest
    return None
