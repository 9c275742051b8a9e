"""Notes, chat pasted as text, and logs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import frontmatter

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.source import Source
from afterword.times.reader import FoundTime, TimeError, TimeReader
from afterword.times.when import When

_FRONT_MATTER_LIMIT = 20_000
_OPEN = re.compile(r"[\[(*`]{0,3}")
_CLOSE = re.compile(r"[\])*`]{0,3}\s*(?:(?:—|–|--|-|:|\|)\s+)?")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_SYSLOG = re.compile(r"<\d{1,3}>(?:1 )?")
_KLOG = re.compile(r"[IWEF](?=\d{4} \d{2}:\d{2}:\d{2}\.)")
_ACCESS_LOG = re.compile(r"\S+ \S+ \S+ (?=\[\d{2}/[A-Z][a-z]{2}/\d{4}:)")
# `<nick>`, `@handle:`, or `name:` if the name is known, or was known and is a placeholder by now. Any other
# words before a colon belong to what is said: `no evidence: data loss` without them says the opposite.
_ACTOR = re.compile(
    r"(?:(?:<(?=\[))?(?P<known>\[(?:responder|participant|committer) \d{1,6}\])[:>]{1,2}|"
    r"<(?P<angle>[@+%~&]?[^\W\d_][\w .'-]{0,38})>:?|(?P<handle>@\w[\w.-]{0,38})[:>]|(?P<name>\w[\w .'-]{0,39})[:>])"
    r"\s+(?=\S)"
)
_TIME_OF_DAY = re.compile(
    r"[\[(*`]{0,3}\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?[\])*`]{0,3}(?:\s|$)", re.IGNORECASE
)
_DATE_LIKE = re.compile(r"[\[(*`]{0,3}\d{1,4}([./-])\d{1,2}\1\d{1,4}[T,\s]\s*\d{1,2}:\d{2}")
_CLOCK = re.compile(r"\d:\d")
# `Ann Ray  10:02 AM` on a line of its own, as Slack and Teams copy it: two spaces or more, which no sentence has there.
_PASTED = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]*|[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3})(?: {2,}|\t| *\[)"
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)\]?"
)
_HEADING = re.compile(r"\s*(?:#{1,6}\s+|[=~-]{2,}\s*|\*\*|__)?")
_HEADING_END = re.compile(r"\s*(?:[=~-]{2,}|\*\*|__|:)?\s*")
_NO_DATE = "a time of day without a date; put the date on a line of its own above: `## 2026-04-16`"
_LEVELS = frozenset(("error", "warn", "warning", "info", "debug", "fatal", "critical", "notice", "trace"))
_TIMES = TimeReader()
_TIMED_SHARE = 0.5
_LOOKED_AT = 200


def looks_like_log(text: str) -> bool:
    """Whether at least half of the lines that are not indented begin with a time."""
    lines = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip() and not line[0].isspace()]
    timed = sum(map(_is_timed, lines))
    return timed >= 2 and timed >= _TIMED_SHARE * len(lines)


def _is_timed(line: str) -> bool:
    try:
        return _leading(line, _TIMES, None) is not None
    except TimeError:
        return True


@dataclass
class _Reader:
    """The item that is being built, and the day to which times of day belong."""

    context: ReadContext
    is_log: bool
    content: SourceContent = field(default_factory=SourceContent)
    start: tuple[int, When | None, str | None] | None = None
    gathered: list[str] = field(default_factory=list)
    day: date | None = None
    last: When | None = None
    years: int = 0
    is_pasted: bool = False
    announced: str = ""

    def begin(self, line: int, at: When | None, text: str, speaker: str | None = None) -> None:
        self.flush()
        actor, rest = (speaker, text) if speaker else _actor(text, self.context.people)
        self.start, self.gathered = (line, at, actor), [rest]

    def flush(self) -> None:
        joined = "\n".join(self.gathered).strip() if self.is_log else " ".join(" ".join(self.gathered).split())
        if self.start is not None and (joined or self.announced):
            line, at, actor = self.start
            # If no message follows what looked like a name with a time, it is the text itself.
            item = RawItem(line, at, actor, joined) if joined else RawItem(line, at, None, self.announced)
            self.content.items.append(item)
        self.start, self.gathered, self.announced = None, [], ""

    def timed(self, number: int, found: FoundTime, text: str, speaker: str | None = None) -> None:
        self.content.assumed_zone += found.assumed_zone
        self.years += found.assumed_year
        self.begin(number, found.at, text, speaker)


def read_log(source: Source, context: ReadContext) -> SourceContent:
    """Read a log."""
    return read_text(source.text, context, is_log=True)


def read_notes(source: Source, context: ReadContext) -> SourceContent:
    """Read notes, or chat pasted as text."""
    return read_text(source.text, context, is_log=False)


def read_text(text: str, context: ReadContext, *, is_log: bool) -> SourceContent:
    """Read notes, chat pasted as text, or a log.

    A line that begins with a time begins an item; a time of day belongs to the last day that was on a line of its
    own. A name with a time of day behind it, as a chat is copied, begins what they said. In a log, other lines continue
    the item above; in notes, list items and paragraphs without a time are items of their own.
    """
    reader = _Reader(context, is_log)
    for number, line in enumerate(_without_front_matter(text).split("\n"), 1):
        _take(reader, number, line)
    reader.flush()
    if reader.is_pasted:  # who spoke is known now, and so is whom the others speak of
        hidden = context.roles.hidden
        reader.content.items = [replace(item, text=hidden(item.text)) for item in reader.content.items]
    if reader.years:
        reader.content.remarks.append(f"{reader.years} times without a year, read in the one nearest to the incident")
    return reader.content


def _take(reader: _Reader, number: int, line: str) -> None:
    if (day := _heading(line, reader.context)) is not None:
        reader.flush()
        reader.day, reader.last = day, None
        return
    bullet = _BULLET.match(line)
    bare = line[bullet.end() if bullet else 0 :].strip()
    try:
        leading = _leading(bare, reader.context.times, reader.day)
    except TimeError as error:
        reader.content.not_read(f"{error}; the text was kept without the time", number)
        reader.begin(number, None, bare)
        return
    if not (reader.is_log or bullet or leading) and (pasted := _PASTED.fullmatch(bare)):
        _pasted(reader, number, pasted["name"], pasted["time"])
        reader.announced = bare
    elif leading is not None:
        found, rest = leading
        reader.timed(number, _after_midnight(reader, bare, found), rest)
    elif _DATE_LIKE.match(bare):
        reader.content.not_read(
            "a date in a form that is not read; write `2026-04-16 17:05Z`; the text was kept without the time", number
        )
        reader.begin(number, None, bare)
    elif reader.is_log and reader.start is not None:
        reader.gathered.append(line)
    elif not bare or bare.startswith(("#", "---", "```", "<!--")):
        reader.flush()
    elif bullet or reader.start is None or _TIME_OF_DAY.match(bare):
        if _TIME_OF_DAY.match(bare):
            reader.content.not_read(_NO_DATE, number)
        reader.begin(number, None, bare)
    else:
        reader.gathered.append(bare)


def _pasted(reader: _Reader, number: int, name: str, time: str) -> None:
    """Begin a message of a copied chat; the lines below are its text."""
    roles = reader.context.roles
    roles.introduce(name, [name])
    reader.is_pasted = True
    try:
        found = reader.context.times.match(time, 0, reader.day)
    except TimeError as error:
        reader.content.not_read(f"{error}; the text was kept without the time", number)
        found = None
    else:
        if found is None:
            reader.content.not_read(_NO_DATE, number)
    if found is None:
        reader.begin(number, None, "", roles.of(name))
    else:
        reader.timed(number, _after_midnight(reader, time, found), "", roles.of(name))


def _after_midnight(reader: _Reader, bare: str, found: FoundTime) -> FoundTime:
    """A time of day that runs back by more than half a day belongs to the next day."""
    if reader.day is None or not _TIME_OF_DAY.match(bare):
        return found
    last, reader.last = reader.last, found.at
    if last and last.earliest and found.at.earliest and last.earliest - found.at.earliest > timedelta(hours=12):
        reader.day += timedelta(days=1)
        again = _leading(bare, reader.context.times, reader.day)
        if again is not None:
            reader.last = again[0].at
            return again[0]
    return found


def _leading(bare: str, times: TimeReader, day: date | None) -> tuple[FoundTime, str] | None:
    """Read the time at the beginning of a line, and return the rest of the line."""
    start, kept = 0, ""
    if prefix := _SYSLOG.match(bare):
        start = prefix.end()
    elif prefix := _KLOG.match(bare):
        start, kept = prefix.end(), f"{prefix[0]} "
    elif prefix := _ACCESS_LOG.match(bare):
        start, kept = prefix.end(), prefix[0]
    start = _OPEN.match(bare, start).end()  # type: ignore[union-attr]  # it can match nothing, and so always matches
    found = times.match(bare, start, day)
    if found is None:
        return None
    behind = _CLOSE.match(bare, found.end)
    assert behind is not None
    rest = bare[behind.end() :]
    if behind.end() == found.end and rest and not rest[0].isspace() and rest[0] not in ".,;:":
        return None  # `2026-04-16.md`: a name that begins like a time
    return found, kept + rest.lstrip(",;").lstrip()


def _heading(line: str, context: ReadContext) -> date | None:
    """Read the day of a line that contains only a day."""
    stripped = line.strip()
    # Most lines of a log have a time of day, and need not be read as a date first.
    if not stripped or len(stripped) > 60 or _CLOCK.search(stripped):
        return None
    start = _HEADING.match(stripped)
    assert start is not None
    try:
        found = context.times.match(stripped, start.end())
    except TimeError:
        return None
    if found is None or not found.is_date or found.at.earliest is None:
        return None
    end = _HEADING_END.fullmatch(stripped, found.end)
    return found.at.earliest.date() if end else None


def _actor(text: str, people: frozenset[str]) -> tuple[str | None, str]:
    """Split a line into its speaker and what is said."""
    match = _ACTOR.match(text)
    if match is None:
        return None, text
    name = (match["known"] or match["angle"] or match["handle"] or match["name"]).strip()
    if (match["name"] and name not in people) or (match["angle"] and name.lower() in _LEVELS):
        return None, text
    return name, text[match.end() :]


def _without_front_matter(text: str) -> str:
    """Blank a foreign front matter (YAML, TOML or JSON), so that lines keep their numbers.

    The block is bounded first: the YAML loader behind python-frontmatter recurses and dies on deep nesting.
    """
    head = text[:_FRONT_MATTER_LIMIT]
    if not head.startswith(("---", "+++", "{")) or head.count("[") + head.count("{") > 100:
        return text
    try:
        _, content = frontmatter.parse(text)
    except Exception:  # whatever a foreign block does to a foreign parser, the notes below it are still notes
        return text
    at = text.rfind(content) if content else -1
    return text if at <= 0 else "\n" * text[:at].count("\n") + text[at:]
