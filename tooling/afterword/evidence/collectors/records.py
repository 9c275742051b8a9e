"""Records with named fields, from tables and JSON: which field is the time, who, and what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from afterword.evidence.collectors.day_lines import Days
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.collectors.known_form import words_of_html
from afterword.evidence.collectors.persons import mark_persons, person_or_words
from afterword.evidence.collectors.record_keys import ACTOR_KEYS, END_KEYS, TEXT_KEYS, TIME_KEYS
from afterword.evidence.source import NotReadable
from afterword.text.counting import counted
from afterword.text.late_pattern import late_pattern
from afterword.times.reader import FoundTime, TimeError
from afterword.times.when import When
from afterword.times.zones import is_zone

_NESTED = {
    "text": (*TEXT_KEYS, "custommessage", "displaymessage", "longmessage"),
    "actor": ("author", "authorname", "actor", "actorname", "performedby", "initiator"),
}
"""Keys that are also looked up in an object inside the record."""
_NAMES_OF_EVENTS = ("eventname", "operationname", "alertrule", "policyname", "alertname", "name")
"""Keys of the texts that say least."""
_DATE_KEYS = ("date", "day", "datum", "fecha")
_CLOCK_KEYS = ("time", "hour", "clock", "uhrzeit", "zeit", "hora", "heure")
_ZONE_KEYS = ("zone", "timezone", "tz", "zeitzone")
_WRAPPERS = (
    "_source", "attributes", "fields", "properties", "event", "node", "post", "incident", "alert", "data", "payload",
    "record", "log", "message", "issue", "ticket", "comment", "result",
)  # fmt: skip
_CLOCK = late_pattern(
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d))?", re.I
)
_LATER = late_pattern(r"(?i)due|expir|deadline|until|next|schedul|planned|birth|target")
"""In the names of times at which nothing has happened yet."""
_DAY_AND_CLOCK = late_pattern(r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d")
_DAYS = late_pattern(r"[3-6]\d{4}\.\d{1,12}")
_NEAR = timedelta(days=400)
_LIKE_TIME = late_pattern(r"(?i:time|date|stamp|zeit|fecha)|(?:_at|At|_on|On)$")
_HTML = late_pattern(r"</(?:p|div|span|li|ul|ol|td|h[1-6]|strong|em|a)>|<br\s?/?>", re.IGNORECASE)
_HEADER_ZONE = late_pattern(r"[\[(]([^()\[\]]{1,30})[\])]\s*$")


@lru_cache(maxsize=4_096)
def normal_key(key: str) -> str:
    """Return a key without case, spaces, signs and what is in brackets behind it: `Created At (UTC)` is `createdat`."""
    return re.sub(r"[^a-z0-9]", "", _HEADER_ZONE.sub("", key).lower()) or key.strip()


@dataclass
class FoundKeys:
    """The keys of one record by what they say, and those that were used so far."""

    context: ReadContext
    used: dict[str, dict[str, None]] = field(default_factory=dict)
    days: Days | None = None
    before: str = ""

    def read_clock(self, clock: str) -> FoundTime | None:
        """Read a time of day: on the day of the record above, else on that of the incident.

        Raises:
            TimeError: it cannot be used.
        """
        self.days = self.days or Days(self.context.times)
        if self.before:
            self.days.read(self.before)
            self.before = ""
        found = self.days.read(clock)
        return found if found and found.end == len(clock) else None

    def key(self, record: Mapping[str, Any], what: str, names: tuple[str, ...]) -> str | None:
        """Find the key of the time, the actor or the text; a person's mapping goes before the names that are known."""
        if wanted := self.context.mapping.get(what):
            found = wanted if look_up(record, wanted) is not None else None
        else:
            normal = {normal_key(key): key for key in reversed(list(record))}
            named = (normal[name] for name in names if _has(record, normal.get(name)))
            found = next((key for key in named if what != "text" or self._is_text(record[key])), None)
            if found is None and what == "time":
                found = self._time_by_value(record)
            if found is None and what in _NESTED:
                found = _nested(record, what)
            if found is None and what == "text":
                found = next(
                    (normal[name] for name in (*_NAMES_OF_EVENTS, *names) if _has(record, normal.get(name))), None
                )
        if found is not None:
            self.used.setdefault(what, {})[found] = None
        return found

    def _time_by_value(self, record: Mapping[str, Any]) -> str | None:
        """Find a field that is called like a time and is one; else the only one whose value is a day and a time."""
        times = [key for key, value in record.items() if not _LATER.search(key) and self._is_time(value)]
        named = next((key for key in times if _LIKE_TIME.search(key)), None)
        clear = [key for key in times if isinstance(record[key], str) and _DAY_AND_CLOCK.match(record[key])]
        return named or (clear[0] if len(clear) == 1 else None)

    def _is_time(self, value: Any) -> bool:
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return False
        try:
            return self.context.times.fullmatch(str(value)) is not None
        except TimeError:
            return True

    def _is_text(self, value: Any) -> bool:
        """Whether a value has words, and is not a day and a time."""
        is_time = isinstance(value, str) and _DAY_AND_CLOCK.match(value) and self._is_time(value)
        return not (is_time or _is_without_words(value))

    def mapping_used(self) -> str:
        """Say which keys were used, as `--map` takes them."""
        parts = (f"{what}={'|'.join(list(keys)[:3])}" for what, keys in sorted(self.used.items(), reverse=True))
        return ",".join(parts)


def _nested(record: Mapping[str, Any], what: str) -> str | None:
    """Find a text or an author in an object that a record has beside its time: `fields.message`."""
    for key in ("fields", "data", "attributes", "payload", "body", "event", "details"):
        inner = record.get(key)
        if isinstance(inner, dict):
            normal = {normal_key(name): name for name in reversed(list(inner))}
            found = (normal[name] for name in _NESTED[what] if isinstance(inner.get(normal.get(name, "")), str))
            if name := next(found, None):
                return f"{key}.{name}"
    return None


def _is_without_words(value: Any) -> bool:
    return isinstance(value, dict) and not words_in(value)


def _has(record: Mapping[str, Any], key: str | None) -> bool:
    return key is not None and record[key] not in (None, "", [], {})


def look_up(record: Mapping[str, Any], path: str) -> Any:
    """Return the value at a key, or at keys joined by points: `user.name`; None if there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def opened(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with the fields of the object that it wraps, as in `{"attributes": {…}}`."""
    if has_time(record):
        return record
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, dict) and has_time(inner):
            return {**{key: value for key, value in record.items() if key != name}, **inner}
    return record


def record_item(
    record: Mapping[str, Any], line: int, content: SourceContent, context: ReadContext, keys: FoundKeys
) -> RawItem | None:
    """Make an item of a record; fields that are neither time, actor nor text are kept in the text.

    Args:
        record: the fields.
        line: where it is.
        content: notes what cannot be read.
        context: as for collectors.
        keys: notes which keys are used.

    Returns:
        The item; None if the record says nothing.
    """
    record = opened(record)
    used: set[str] = set()
    at = _time_of(record, line, content, context, keys, used)
    actor_key = keys.key(record, "actor", ACTOR_KEYS)
    actor = person_or_words(look_up(record, actor_key), normal_key(actor_key), context.people) if actor_key else ""
    text_key = keys.key(record, "text", TEXT_KEYS)
    text = _said(look_up(record, text_key), context) if text_key else ""
    if text_key and normal_key(text_key) == "title" and isinstance(body := record.get("body"), str) and body.strip():
        stop = "" if text.endswith((".", "!", "?", ":")) else "."
        text = f"{text}{stop} {_said(body, context)}"  # an issue or a post
        used.add("body")
    used |= {key for key in (actor_key, text_key) if key and key in record}
    rest = {key: value for key, value in record.items() if key not in used}
    for outer, _, inner in (key.partition(".") for key in (actor_key, text_key) if key and key not in record):
        rest[outer] = {key: value for key, value in mapping(rest.get(outer)).items() if key != inner}
    rest = {key: value for key, value in rest.items() if value not in ("", None, [], {})}
    extra = "; ".join(
        f"{key.lstrip('@')}: {plain(mark_persons(value, key, context.people))}" for key, value in rest.items()
    )
    text = f"{text} ({extra})" if text and extra else text or extra
    return RawItem(line, at, actor or None, text.strip()) if text.strip() else None


def _later_states(item: RawItem, record: Mapping[str, Any], context: ReadContext, keys: FoundKeys) -> Iterator[RawItem]:
    """Make an item of each time at which what a record is of was acknowledged, resolved or closed."""
    key = keys.key(record, "text", TEXT_KEYS)
    text = _said(look_up(record, key), context) if key else ""
    if item.at is None or not item.at.exact or not text or context.mapping:
        return
    seen = {item.at}
    for name, value in record.items():
        state = END_KEYS.get(normal_key(name))
        if state and isinstance(value, str) and _DAY_AND_CLOCK.match(value.strip()):
            with suppress(TimeError):
                found = context.times.fullmatch(value.strip())
                if found and found.at not in seen:
                    seen.add(found.at)
                    yield RawItem(item.line, found.at, None, f"{text} – {state}")


def _said(value: Any, context: ReadContext) -> str:
    """Return the words of a text, also of one with tags; of what has no words, all of it."""
    words = words_in(value)
    if not words and value not in (None, "", [], {}):
        words = plain(mark_persons(value, "", context.people))
    return (words_of_html(words) if _HTML.search(words) else words).strip()


def _time_of(
    record: Mapping[str, Any],
    line: int,
    content: SourceContent,
    context: ReadContext,
    keys: FoundKeys,
    used: set[str],
) -> When | None:
    """Read the time of a record; of one that cannot be read, the fields stay in the text."""
    key = keys.key(record, "time", TIME_KEYS)
    if key is None:
        return None
    value, taken = time_value(look_up(record, key)), [key]
    normal = {normal_key(name): name for name in record}
    if not context.mapping.get("time") and isinstance(value, str):
        if _CLOCK.fullmatch(value.strip()) and (day := _first(record, normal, _DATE_KEYS)) and day != key:
            value, taken = f"{plain(record[day])} {value}", [key, day]
        elif (clock := _first(record, normal, _CLOCK_KEYS)) and clock != key and _is_clock(record[clock]):
            value, taken = f"{value} {plain(record[clock])}", [key, clock]
    zone = _first(record, normal, _ZONE_KEYS)
    if zone and isinstance(record[zone], str) and isinstance(value, str):
        value, taken = f"{value} {record[zone]}", [*taken, zone]
    elif isinstance(value, str) and (header := _HEADER_ZONE.search(key)) and is_zone(header[1]):
        value = f"{value} {header[1]}"
    if isinstance(value, str) and _CLOCK.fullmatch(value.strip()):
        at = _read_clock(value.strip(), line, content, keys)
    else:
        at = content.read_time(_of_spreadsheet(value, context), context.times, line, of_text=True)
        keys.before = value if at and isinstance(value, str) else keys.before
    if at is not None:
        used |= set(taken)
    return at


def _read_clock(clock: str, line: int, content: SourceContent, keys: FoundKeys) -> When | None:
    try:
        found = keys.read_clock(clock)
    except TimeError as error:
        content.not_read(f"{error}; the text was kept without it", line)
        return None
    if found is None:
        return content.read_time(clock, keys.context.times, line, of_text=True)
    content.assumed_zone += found.assumed_zone
    return found.at


def _of_spreadsheet(value: Any, context: ReadContext) -> Any:
    """Return the time that a spreadsheet saved as its number of days, if that is near the incident."""
    if not isinstance(value, str) or not _DAYS.fullmatch(value.strip()):
        return value
    moment = datetime(1899, 12, 30) + timedelta(days=float(value))
    is_near = abs(moment.date() - context.times.near) <= _NEAR
    return (moment + timedelta(microseconds=500_000)).isoformat(" ", "seconds") if is_near else value


def _is_clock(value: Any) -> bool:
    return _CLOCK.fullmatch(plain(value).strip()) is not None


def _first(record: Mapping[str, Any], normal: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((normal[name] for name in names if _has(record, normal.get(name))), None)


def time_value(value: Any) -> Any:
    """Return the time in an object that wraps one: `{"$date": …}`, `{"seconds": …}`."""
    inner = mapping(value)
    return next((inner[key] for key in ("$date", "dateTime", "value", "seconds", "iso") if key in inner), value)


def has_time(names: Iterable[str]) -> bool:
    """Whether one of the names is a time's."""
    return any(normal_key(name) in TIME_KEYS for name in names)


def words_in(value: Any, depth: int = 0) -> str:
    """Return the words of a value: a text, or parts with texts, as rich texts and messages to models have them."""
    if isinstance(value, str) or depth > 20:
        return string(value)
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return "\n".join(filter(None, (words_in(part, depth + 1) for part in mappings(value))))
    if isinstance(value, dict):
        for key in ("text", "content", "plain", "value", "message", "body", "stringValue", "summary", "title"):
            if inner := words_in(value.get(key), depth + 1):
                return inner
    return ""


def without_inner_lists(record: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """Take the records out of a record: its comments, updates or events, each with a time of its own."""
    if not any(isinstance(value, list | dict) for value in record.values()):
        return record, []
    inner: list[Mapping[str, Any]] = []
    own = dict(record)
    for key, value in record.items():
        nodes: Any = value
        if isinstance(value, dict):
            lists = [one for one in value.values() if mappings(one)]
            nodes = lists[0] if len(lists) == 1 else []
        records = mappings(nodes)
        if (
            records
            and len(records) == len(listing(nodes))
            and all(has_time(one) and _says_something(one) for one in records)
        ):
            inner += records
            del own[key]
    return (own, inner) if inner else (record, [])


def _says_something(record: Mapping[str, Any]) -> bool:
    return not {"name", "status", "state", "type", *TEXT_KEYS}.isdisjoint(map(normal_key, record))


def _keys_seen(records: Iterable[Mapping[str, Any]]) -> str:
    keys = list(dict.fromkeys(key for record in records for key in record))
    return ", ".join(keys[:12]) + (f", … ({len(keys)} keys)" if len(keys) > 12 else "")


def add_records(
    records: Iterable[tuple[int, Mapping[str, Any]]],
    content: SourceContent,
    context: ReadContext,
    where: str = "",
    day: str = "",
) -> SourceContent:
    """Add records as items, and say which keys were used and how to name others.

    Args:
        records: each with its line.
        content: gets the items.
        context: as for collectors.
        where: the list that they are in, for the remark.
        day: above them, to which times of day belong.

    Raises:
        NotReadable: a person named a key that none of the records has.
    """
    keys, count = FoundKeys(context, before=day), 0
    content.one_line = True
    seen: list[Mapping[str, Any]] = []
    without_text = 0
    for line, record in records:
        count += 1
        if len(seen) < 20:
            seen.append(record)
        own, inner = without_inner_lists(opened(record))
        for one in (own, *inner):
            item = record_item(one, line, content, context, keys)
            without_text += item is None
            content.items += [item, *_later_states(item, one, context, keys)] if item else []
    if without_text:
        content.left_out["without text"] += without_text
    if keys.days and keys.days.assumed:
        content.remarks.append(f"no day is named; times of day from {keys.days.assumed} on, the day of the incident")
    if seen:
        for what, key in context.mapping.items():
            if what not in keys.used:
                raise NotReadable(f"--map {what}={key}: `{key}` is not among its keys: {_keys_seen(seen)}")
        of = f" of the list `{where}`" if where else ""
        without = "" if "time" in keys.used else "; no key has the time"
        content.remarks += [
            f"{counted(count, 'record')}{of} read with {keys.mapping_used() or 'no key that is known'}{without}",
            f"to read others: --map time=KEY,actor=KEY,text=KEY; keys: {_keys_seen(seen)}",
        ]
    return content
