"""Notes: list items, paragraphs and tables, with times where they begin with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from afterword.evidence.collectors.chat_heads import is_certain_name
from afterword.evidence.collectors.clocks_abroad import with_usual_clock
from afterword.evidence.collectors.clocks_in_words import with_clocks
from afterword.evidence.collectors.day_lines import Days
from afterword.evidence.collectors.front_matter import without_front_matter
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.irc_logs import in_one_form, is_chat_log
from afterword.evidence.collectors.persons import person_or_words, speaker, with_speakers
from afterword.evidence.collectors.record_keys import ACTOR_KEYS, TEXT_KEYS, TIME_KEYS, is_of_what_is_to_do
from afterword.evidence.collectors.records import normal_key
from afterword.evidence.collectors.relative_times import SinceBeginning
from afterword.evidence.source import Source
from afterword.language.section_labels import label_of_heading
from afterword.text.late_pattern import late_pattern
from afterword.text.line_wrapping import find_width, goes_on
from afterword.text.qualifiers import ROUGHLY
from afterword.times.reader import FoundTime, TimeError, TimeReader
from afterword.times.zones import read_zone_behind

_FEW_ENTRIES = 3
_TO_DO, _DONE = "To do", "Done"
"""Before an item of a list of what is to be done."""
_OPEN = late_pattern(r"[\[(*`]{0,3}")
_CLOSE = late_pattern(r"[\])*`]{0,3}\s*(?:(?:—|–|--|-|:|\||·|•|→|=>)\s+)?")
_BULLET = late_pattern(
    r"\s*(?:(?:[-*+•▪◦‣·]|\d{1,3}[.)]|\([a-h1-9]\)|(?<=\s)\d{1,2}(?=\s{2,}[^\W\d])|"
    r"[–—](?=\s+\d{1,4}[:.-]\d))\s+(?:\[(?: |(?P<ticked>[xX]))\]\s+)?"
    r"|(?:[☐□]|(?P<checked>[☑☒✓✔✅]))\uFE0F?\s+)"
)
# `<nick>`, `@handle:`, or `name:` if the name is known. Any other words before a colon belong to what is said:
# `no evidence: data loss` without them says the opposite.
_ACTOR = late_pattern(
    r"(?:<(?P<angle>[@+%~&]?[^\W\d_][\w .'-]{0,38})>:?|(?P<handle>@\w[\w.-]{0,38})[:>]|(?P<name>\w[\w .'-]{0,39})[:>])"
    r"\s+(?=\S)"
)
_DATE_LIKE = late_pattern(r"[\[(*`]{0,3}\d{1,4}([./-])\d{1,2}\1\d{1,4}[T,\s]\s*\d{1,2}:\d{2}")
# `17.15 rollback`, `1730ish recovered`: a time of day, if another line began with one; a number else
_CLOCK_LIKE = late_pattern(r"(?P<clock>(?:[01]?\d|2[0-3])(?P<mark>[.h]?)[0-5]\d)(?:ish)?[:,]?\s+(?=[^\W\d_]{3})")
_RULE = late_pattern(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_HEADING = late_pattern(r"#{1,6}\s+(?=[\[(*]{0,3}\d{1,4}[:./-]\d)")
_ABOUT = late_pattern(
    r"(?:(?:at|um|gegen|gg\.|a\slas?|sobre\slas?|hacia\slas?|às|à|vers|alle|om)\s(?=\d{1,2}[:.h]\d\d)|[~≈]\s?|"
    rf"(?:c\.|{ROUGHLY})\s?)(?=\d)",
    re.IGNORECASE,
)
_AT = late_pattern(r"(?:at|um|a\slas?|às|à|alle|om)\s", re.IGNORECASE)
_RANGE = late_pattern(r"\s?[-–—/]\s?(?P<last>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?)")
_POSTED = late_pattern(r"(?P<label>(?:Posted|Updated)\s+(?:on\s|.{1,40}?\sago\.?\s*[·|-]?\s*)?)?(?=\w)")
# A row of columns, as tools print them in a terminal
_COLUMNS = late_pattern(r"\S {3,}\S.* {3,}\S")
_CLOCK_AHEAD = late_pattern(
    r"\s*[\[(*`]{0,3}(?:(?:at|um|gegen|a\s(?:las?)|às|à|vers|alle|om)\s)?\d{1,4}[-:./h]\d", re.IGNORECASE
)
_LEADS_TO_TIME = late_pattern(
    r"\b(?:at|until|till|by|since|from|after|before|around|about|and|to|of|between)\s*$", re.IGNORECASE
)
_STATE = late_pattern(
    r"(?:resolved|monitoring|identified|investigating|update|scheduled|completed|in progress)\s?[-–—:]", re.IGNORECASE
)
"""Before what a status page says, below the title of an incident."""
_STATE_ALONE = late_pattern(r"(?:Resolved|Monitoring|Identified|Investigating|Update|Scheduled|Completed|In progress)")
_NUMBERED_PART = late_pattern(
    r"(?:\d{1,2}\.\d(?:\.\d)?|(?:Item|TOP|Punkt|Point|Punto|Agenda item) \d{1,2})[.:)]?\s+(?=[^\W\d_])"
)
"""The beginning of a part of minutes: `4.3 …`, `Item 5. …`."""
_LINE = late_pattern(r"([-*_=])(?:\s?\1){2,}")
_CELL = late_pattern(r"(?<!\\)\|")
_LEVELS = frozenset(("error", "warn", "warning", "info", "debug", "fatal", "critical", "notice", "trace"))
_NO_NOTES = late_pattern(
    r"(?P<prompt>(?:system(?: prompt)?:\s*)?(?:you are (?:an?|the) |your (?:task|role|job) is |act as )|"
    r"system prompt\b)|(?:user|human|customer|input)\*{0,2}\s?:",
    re.IGNORECASE,
)
_FOR_A_PROMPT = (
    "it reads like a prompt; collect one with --prompt-before or --prompt-after instead, so that it is compared"
)
_FOR_A_SAMPLE = "it reads like an exchange with a model; collect one that failed with --sample instead"
_UNREAD_DATE = "a date in a form that is not read; write `2026-04-16 17:05Z`; the text was kept without the time"


@dataclass
class _Reader:
    """The item that is being built, and the day to which times of day belong."""

    context: ReadContext
    days: Days
    content: SourceContent = field(default_factory=SourceContent)
    start: RawItem | None = None
    gathered: list[str] = field(default_factory=list)
    columns: list[str] | None = None
    since: SinceBeginning = field(default_factory=SinceBeginning)
    has_times_below: bool = False
    has_entries_of_a_line: bool = False
    label: str = ""
    is_label_used: bool = False
    is_label_heading: bool = False

    def take_heading(self, line: str, following: str) -> bool:
        """Take the label for what is below a line that says so: `Next steps`; False if it is something else."""
        label = label_of_heading(line)
        is_marked = line.startswith("#") or line.rstrip().endswith((":", "*", "_"))
        if label and (is_marked or not following.strip() or following.lstrip()[:1] == "|" or _BULLET.match(following)):
            self.flush()
            self.label, self.is_label_used, self.is_label_heading = label, False, line.startswith("#")
            return True
        if line.startswith("#"):
            self.label = ""
        elif _NUMBERED_PART.match(line):
            self.flush()
            self.label = ""
        return False

    def ends_with_line(self, following: str) -> bool:
        """Whether an entry of a diary ends with its line, as most do in it; what is indented goes on with it."""
        is_within = self.has_entries_of_a_line and self.days.last is not None
        return is_within and any(self.gathered) and not following[:1].isspace()

    def begin(
        self, line: int, found: FoundTime | None, text: str, *, is_listed: bool = False, is_done: bool = False
    ) -> None:
        goes_on = self.is_label_heading or is_listed or not self.is_label_used
        self.flush()
        if found is not None or not goes_on:
            self.label = ""  # without the form of a heading, it is that of the list or paragraph right below it
        elif self.label and not text.startswith("|"):
            text = f"{_DONE if is_done and self.label == _TO_DO else self.label}: {text}"
            self.is_label_used = True
        if found is not None:
            self.content.assumed_zone += found.assumed_zone
            self.content.assumed_year += found.assumed_year
        actor, rest = _actor(text, self.context, is_timed=found is not None)
        self.start, self.gathered = RawItem(line, found.at if found else None, actor, ""), [rest]

    def take_time_below(self, line: str) -> bool:
        """Give a paragraph the time that is alone on its last line, as status pages write it; False if it is not."""
        posted = _POSTED.match(line)
        if posted is None or self.start is None or self.start.at or not any(self.gathered):
            return False
        try:
            found = self.days.fullmatch(line[posted.end() :])
        except TimeError:
            return False
        if found is None or found.is_date:
            return False
        self.content.assumed_zone += found.assumed_zone
        self.content.assumed_year += found.assumed_year
        self.start = replace(self.start, at=found.at)
        self.flush()
        return True

    def since_beginning(self, line: str) -> tuple[FoundTime, str] | None:
        """Read a time that counts from the beginning, or take the beginning if the line names it.

        Raises:
            TimeError: there is a time that cannot be used.
        """
        if begins := self.since.base_ends(line):
            found = self.days.read(line, begins)
            self.since.begin = found.at.earliest if found else None
        counted = self.since.read(line)
        return (FoundTime(counted[0], 0), counted[1]) if counted else None

    def take_likely_time(self, like: re.Match[str], number: int, bare: str) -> None:
        """Take `17.15 rollback` for a time of day if it is soon after the time above; else say that it can be one."""
        clock = f"{like['clock'][:-2].rstrip('.h')}:{like['clock'][-2:]}"
        if like["mark"] and (found := self.days.read_next(clock)):
            self.begin(number, found, bare[like.end() :])
            return
        self.content.not_read(f"`{like['clock']}` can be a time of day; write it as `{clock}`", number)
        self.begin(number, None, bare)

    def flush(self) -> None:
        joined = "\n".join(self.gathered).strip()
        if self.start is not None and joined:
            joined = with_clocks(joined, self.start.at, self.days)
            self.content.items.append(RawItem(self.start.line, self.start.at, self.start.actor, joined))
        self.start, self.gathered = None, []


def read_notes(source: Source, context: ReadContext) -> SourceContent:
    """Read notes.

    A line that begins with a time begins an item; a time of day belongs to the last day that was on a line of its
    own. List items and paragraphs without a time are items of their own, and so are the rows of a table.
    """
    text = without_front_matter(source.text)
    reader = _Reader(context, Days(context.times.for_source(text).with_stated_zone(text)))
    lines = text.split("\n")
    if is_chat_log(text):
        lines, nicks, notices = in_one_form(lines)
        for nick in nicks:
            speaker(nick, context.people)
        reader.content.left_out.update({"notices of the chat program": notices} if notices else {})
    reader.days.take_day_of_title(next(filter(str.strip, lines), ""))
    width = find_width(lines)
    reader.has_entries_of_a_line = not width and _has_entries_of_a_line(lines)
    reader.has_times_below = _has_times_below(lines, reader.days.times)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        is_row = line.lstrip().startswith("|") or reader.columns is not None or ("|" in line and "|" in following)
        if is_row and _take_row(reader, index + 1, line.strip(), following.strip()):
            continue
        if index and reader.gathered and _goes_on(lines[index - 1], line, width):
            reader.gathered[-1] += f" {line.strip()}"
        else:
            _take(reader, index + 1, line, following)
    reader.flush()
    content = reader.content
    content.one_line = True
    content.items = with_speakers(content.items, context.people)
    if not any(item.at for item in content.items) and (other := _NO_NOTES.match(text.lstrip("# *>\n"))):
        content.remarks.append(_FOR_A_PROMPT if other["prompt"] else _FOR_A_SAMPLE)
    content.assumed_day = reader.days.assumed
    content.remarks += filter(None, (reader.days.times.zone_note,))
    return content


def _has_times_below(lines: Sequence[str], times: TimeReader) -> bool:
    """Whether times are alone on lines below what they are of, as status pages have them: each block ends with one."""
    blocks = [list(block) for is_filled, block in groupby(lines, key=lambda line: bool(line.strip())) if is_filled]
    alone = ([_is_time_alone(line.strip(), times) for line in block] for block in blocks)
    timed = [block for block in alone if any(block)]
    return bool(timed) and all(block[-1] and not block[0] for block in timed)


def _has_entries_of_a_line(lines: Sequence[str]) -> bool:
    """Whether of the lines that begin with a time and words, few are followed by a line without one."""
    timed = [
        index
        for index, line in enumerate(lines)
        if (match := _CLOCK_AHEAD.match(line)) and line[match.end() :].count(" ") > 1
    ]
    goes_on = [index for index in timed if "".join(lines[index + 1 : index + 2]).strip() and index + 1 not in timed]
    return len(timed) >= _FEW_ENTRIES and _FEW_ENTRIES * len(goes_on) <= len(timed)


def _is_time_alone(line: str, times: TimeReader) -> bool:
    posted = _POSTED.match(line)
    try:
        found = times.fullmatch(line[posted.end() :]) if posted else None
    except TimeError:
        return False
    return found is not None and not found.is_date


def _goes_on(above: str, below: str, width: int) -> bool:
    """Whether a program broke a line; a time begins an item, unless the words above it lead to it."""
    is_free = not _CLOCK_AHEAD.match(below) or _LEADS_TO_TIME.search(above) is not None
    return is_free and goes_on(above, below, width)


def _take(reader: _Reader, number: int, line: str, following: str) -> None:
    is_labelled = line.lstrip().startswith(("Posted ", "Updated "))
    if (reader.has_times_below or is_labelled or not following.strip()) and reader.take_time_below(line.strip()):
        return
    if reader.days.is_day(line):
        reader.flush()
        reader.label = ""
        return
    if line.startswith("#"):
        reader.days.take_day_of_heading(line)
    if reader.take_heading(line, following):
        return
    line = reader.days.take_day_before(line)
    bullet = _BULLET.match(line)
    bare = line[bullet.end() if bullet else 0 :].strip()
    heading = _HEADING.match(bare)  # `### 17:02 UTC – the prompt is live`
    bare = bare[heading.end() :] if heading else bare
    try:
        leading = _leading(bare, reader.days) or reader.since_beginning(bare)
    except TimeError as error:
        reader.content.not_read(f"{error}; the text was kept without the time", number)
        reader.begin(number, None, bare)
        return
    if leading is not None:
        reader.begin(number, *leading)
    elif _DATE_LIKE.match(bare):
        reader.content.not_read(_UNREAD_DATE, number)
        reader.begin(number, None, bare)
    elif reader.days.last and (like := _CLOCK_LIKE.match(bare)) and (like["mark"] or not bullet):
        reader.take_likely_time(like, number, bare)
    elif not bare or bare.startswith(("#", "```", "<!--")) or _LINE.fullmatch(bare):
        reader.flush()
    elif (
        bullet
        or reader.start is None
        or (reader.has_times_below and _STATE.match(bare))
        or _STATE_ALONE.fullmatch(bare)
        or _COLUMNS.search(line)
        or reader.ends_with_line(line)
    ):
        is_done = bool(bullet and (bullet["ticked"] or bullet["checked"]))
        reader.begin(number, None, bare, is_listed=bullet is not None, is_done=is_done)
    else:
        reader.gathered.append(bare)


def _leading(bare: str, days: Days) -> tuple[FoundTime, str] | None:
    """Read the time at the beginning of a line, and return the rest of the line."""
    bare = with_usual_clock(bare)
    outer = _OPEN.match(bare)
    assert outer is not None  # it may be empty
    about = _ABOUT.match(bare, outer.end())
    opening = _OPEN.match(bare, about.end()) if about else outer
    assert opening is not None
    start = opening.end()
    found = days.read(bare, start) if bare[start : start + 1].isdigit() or start or bare[:1].isalpha() else None
    if found is None:
        return None
    if (last := _RANGE.match(bare, found.end)) and not found.is_date:
        return _of_range(bare, start, found, last, days)
    behind = _CLOSE.match(bare, found.end)
    assert behind is not None
    rest = bare[behind.end() :]
    if behind.end() == found.end and rest and not rest[0].isspace() and rest[0] not in ".,;:":
        return None  # `2026-04-16.md`: a name that begins like a time
    said = rest.lstrip(",;").lstrip()
    if "**" in bare[:start] and said.count("**") % 2:  # `**17:02 – Investigating** We look into it`
        said = said.replace("**", "", 1)
    return found, f"(about this time) {said}" if about and not _AT.match(about[0]) else said


def _of_range(bare: str, start: int, found: FoundTime, last: re.Match[str], days: Days) -> tuple[FoundTime, str] | None:
    """Read the first time of `17:02–17:40 CEST: outage`; the zone behind the last holds for both."""
    zone = read_zone_behind(bare, last.end())
    if zone is not None and found.assumed_zone:
        found = days.read(f"{bare[start : found.end]} {zone[0]}") or found
    end = zone[1] if zone else last.end()
    behind = _CLOSE.match(bare, end)
    assert behind is not None
    return found, f"until {last['last']}: {bare[behind.end() :].lstrip(':,; ')}"


def _take_row(reader: _Reader, number: int, line: str, following: str) -> bool:
    """Take a line of a Markdown table of what happened when; False if it is something else."""
    if "|" not in line:
        reader.columns = None
        return False
    cells = [cell.strip().replace("\\|", "|") for cell in _CELL.split(line.strip().removeprefix("|").removesuffix("|"))]
    if reader.columns is None:
        keys = [normal_key(cell) for cell in cells]
        if not _RULE.fullmatch(following) or not any(key in TIME_KEYS for key in keys) or is_of_what_is_to_do(keys):
            return False
        reader.flush()
        reader.columns = cells
    elif not _RULE.fullmatch(line):
        _add_row(reader, number, dict(zip(reader.columns, cells, strict=False)))
    return True


def _add_row(reader: _Reader, number: int, row: dict[str, str]) -> None:
    time, actor, text = (
        next((key for name in names for key in row if normal_key(key) == name), None)
        for names in (TIME_KEYS, ACTOR_KEYS, TEXT_KEYS)
    )
    rest = "; ".join(f"{key}: {value}" for key, value in row.items() if value and key not in (time, actor, text))
    said = row[text] if text else ""
    said = f"{said} ({rest})" if said and rest else said or rest
    found = None
    if time and row[time]:
        try:
            leading = _leading(row[time], reader.days)
            found = leading[0] if leading else None
            said = f"{leading[1]} {said}".strip() if leading else said
        except TimeError as error:
            reader.content.not_read(f"{error}; the text was kept without the time", number)
        if found is None:
            said = f"{row[time]} {said}".strip()
    if said:
        who = person_or_words(row[actor], "user", reader.context.people) if actor and row[actor] else None
        reader.begin(number, found, said)
        assert reader.start is not None
        if who:
            reader.start = RawItem(number, reader.start.at, who, "")
            reader.gathered = [said]
        reader.flush()


def _actor(text: str, context: ReadContext, *, is_timed: bool) -> tuple[str | None, str]:
    """Split a line into its speaker and what is said; a given name behind a time is one."""
    match = _ACTOR.match(text)
    if match is None:
        return None, text
    name = (match["angle"] or match["handle"] or match["name"]).strip()
    is_name = context.people.knows(name) or (is_timed and bool(match["name"]) and is_certain_name(name))
    if (not (match["angle"] or match["handle"]) and not is_name) or (match["angle"] and name.lower() in _LEVELS):
        return None, text
    return speaker(name.lstrip("+%~&"), context.people), text[match.end() :]
