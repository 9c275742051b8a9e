"""Read and redact sources, with the same numbers in placeholders as in earlier runs. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from afterword.evidence.builder import EvidenceBuilder, NewEvidence, ReadSource, read_source
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.issues import read_issue
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.day_of_name import day_in_name
from afterword.evidence.earlier_numbers import find_placeholders, keep_numbers
from afterword.evidence.excerpt import read_excerpt
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.pasted import take_out_pastes
from afterword.evidence.pastes.read import parts_of, read_part
from afterword.evidence.pastes.versions import choose_copies
from afterword.evidence.people import People
from afterword.evidence.source import ARCHIVES, Source, name_left_out, open_source
from afterword.evidence.zone_of_sources import (
    NamedZones,
    Told,
    differing_zones,
    is_far_from,
    zone_of_same_events,
    zone_without_name,
    zones_of_language,
)
from afterword.redaction import Numbering
from afterword.text.counting import counted
from afterword.text.foreign_words import is_foreign_note
from afterword.times.reader import TimeReader, is_about_order

Progress = Callable[[str], None]
_OF_EXPORTS = (".json", ".eval", *ARCHIVES)
_OF_MACHINES = frozenset(("log", "JSON lines"))
"""Kinds of sources whose clocks are those of machines."""
_FIRST_WORDS = 80
"""Characters by which a quotation is compared with the message itself."""
_WHOLE_DAY = timedelta(days=1)
_BESIDE = timedelta(minutes=30)
"""How long before and after a chat something can have happened that it is about."""
_ORDERS = {True: "with the day first", False: "with the month first"}
_FEW_DAYS = timedelta(days=3)
_FEW_ITEMS, _MANY_SOURCES = 3, 100
_LOOKED_AT = 50
"""Items by which the language of a source is known."""
_Reading = Callable[[ReadContext], ReadSource]


@dataclass(frozen=True, slots=True)
class _Read:
    """A source that was read, how, and what reads it again; None for an issue, whose posts all have their times."""

    source: ReadSource
    context: ReadContext
    again: _Reading | None = None

    def read_with(self, times: TimeReader, how: str) -> _Read:
        """Read it again, with its times read in another way; `how` says which."""
        if self.again is None:
            return self
        context = replace(self.context, times=times)
        context.progress(f"reading {self.source.name} with its times {how}")
        return _Read(self.again(context), context, self.again)


def ingest(request: IngestRequest, progress: Progress = lambda _: None) -> NewEvidence:
    """Read and redact sources. Everything is read first, so that it is known who is who in all of them.

    Args:
        request: what to read, and how.
        progress: is called with what is being read.

    Raises:
        AfterwordError: a source does not exist or is too large.
    """
    people = People(request.redactor.people)
    for name, title in request.titles.items():
        people.introduce(name, title=title)
    context = ReadContext(request.times, people, progress, request.mapping)
    read = _read_all(request, context)
    people.settle()
    numbering = Numbering()
    copied = (copy.data.decode("utf-8", "replace") for copy in request.copies)
    foreign = find_placeholders(chain(copied, *map(_texts, read)))
    numbering.reserve(foreign)
    redactor = request.redactor.knowing(people.known()).anew(numbering)
    builder = EvidenceBuilder(people, redactor)
    for one in read:
        progress(f"redacting {one.name}")
        builder.add(one)
    for copy in request.copies:
        builder.add_copy(copy)
    return keep_numbers(builder.evidence, numbering, request.earlier, foreign)


def _read_all(request: IngestRequest, context: ReadContext) -> list[ReadSource]:
    """Read all sources; a paste gives each of its parts.

    One without a zone or a day is read again if others name it.
    """
    found: list[_Read] = []
    zones: dict[str, NamedZones] = {}
    taken = {Path(copy.target).stem for copy in request.copies}

    def read(source: Source) -> None:
        near = day_in_name(source.name) if request.is_begun else None
        of_source = replace(context, times=replace(context.times, near=near)) if near else context
        found.extend(_Read(reading(of_source), of_source, reading) for reading in _readings(source, request, taken))
        if request.infers_zone and source.parts is None:
            zones[source.name] = NamedZones.of(source.text_if_any)
        source.forget()

    sources = list(_opened(request))
    for number, source in enumerate(sources, 1):
        context.progress(f"reading {source.name} ({number} of {len(sources)})")
        read(source)
    folders = ((path, left) for path in request.paths if path.is_dir() and (left := name_left_out(path)))
    found += (_Read(ReadSource(path.resolve().name, problem=left), context) for path, left in folders)
    for name, thread in request.threads.items():
        words, pastes = take_out_pastes(name, thread)
        found.append(_Read(ReadSource(name, "issue thread", read_issue(words, context)), context))
        for source in pastes:
            read(source)
    dated = _dated(found)
    found = [_with_day_order(one, dated, request) for one in found]
    found = _with_zones(found, zones) if request.infers_zone else found
    if request.is_begun:
        dated = _dated(found)
        found = [_with_day(one, dated) for one in found]
    _drop_copies([one.source.content for one in found])
    return [one.source for one in found]


def _with_zones(read: Sequence[_Read], zones: dict[str, NamedZones]) -> list[_Read]:
    """Read sources that name no zone again in the one that they, others, shared events or their language tell."""
    found = list(read)
    dated = _dated(found)
    found = [
        _with_zone(one, {name: zones[name] for name in (one.source.name,) if name in zones}, dated) for one in found
    ]
    for _ in range(2):  # one whose zone is known now may tell that of another
        found = [_with_zone_of_events(one, found, zones) for one in found]
    for one in found:  # the zone that events give one source is known to the others, too
        if one.context.times.states_zone and one.source.name in zones:
            zones[one.source.name] = zones[one.source.name].with_zone(one.context.times.zone)
    found = [_with_zone(one, zones, dated) for one in found]
    found = [_with_zone_of_language(_with_zone_of_events(one, found, zones)) for one in found]
    for one in found:
        if one.source.content.assumed_zone and 2 * one.source.content.assumed_zone >= len(_moments(one.source)):
            one.source.content.zone = "UTC"
    return found


def _drop_copies(contents: Sequence[SourceContent]) -> None:
    """Leave out the quotations of messages that are there themselves, and all but one of the same message."""
    items = [item for content in contents for item in content.items]
    if not any(item.is_copy for item in items):
        return
    known = Counter(_words_of(item.text) for item in items if not item.is_copy)
    for content in contents:
        kept = []
        for item in content.items:
            words = _words_of(item.text)
            if not item.is_copy or not known[words]:
                kept.append(item)
                known[words] += 1
            else:
                content.left_out["quoted earlier mails"] += 1
        content.items = kept


def _words_of(text: str) -> str:
    """The first words of a message, without its subject, by which its quotation is known."""
    lines = text.split("\n")
    return "".join("".join(lines[lines[0].startswith("Subject: ") :]).split())[:_FIRST_WORDS]


def _dated(found: Iterable[_Read]) -> list[datetime]:
    """The times of the sources that name their day."""
    contents = ((one.source, one.source.content) for one in found)
    return sorted(
        moment
        for source, content in contents
        if not (content.assumed_day or content.assumed_year)
        for moment in _moments(source)
    )


def _with_day_order(one: _Read, dated: Sequence[datetime], request: IngestRequest) -> _Read:
    """Read a source whose dates do not show which number is the month again in the order that alone makes sense."""
    if not any(is_about_order(place.message) for place in one.source.content.unread):
        return one
    near = {moment.date() for moment in dated} or (
        {one.context.times.near} - ({request.times.near} if request.is_begun else set())
    )
    ways = {order: one.read_with(replace(one.context.times, day_first=order), how) for order, how in _ORDERS.items()}
    fitting = [order for order, way in ways.items() if _is_near(_moments(way.source), near, request.times.latest)]
    if len(fitting) == 2 and is_foreign_note(" ".join(item.text for item in one.source.content.items[:_LOOKED_AT])):
        fitting = [True]
    if len(fitting) != 1:
        return one
    way = ways[fitting[0]]
    way.source.content.assumptions.append(f"its dates are read {_ORDERS[fitting[0]]} (see --dates)")
    return way


def _is_near(moments: Sequence[datetime], near: Collection[date], latest: date) -> bool:
    """Whether all days of a source are past, and most of them are those of other sources, if there are any."""
    days = [moment.date() for moment in moments]
    beside = sum(any(abs(day - other) <= _FEW_DAYS for other in near) for day in days)
    return bool(days) and max(days) <= latest and (not near or 2 * beside > len(days))


def _with_zone(one: _Read, zones: Mapping[str, NamedZones], dated: Sequence[datetime]) -> _Read:
    """Read a source whose times name no certain zone again in the one that it, or the others, name elsewhere."""
    near = datetime.combine(one.context.times.near, datetime.min.time(), UTC)
    moments = _moments(one.source) or dated or [near]
    own = zones.get(one.source.name, NamedZones())
    names = {name: place for name, place in own.uncertain.items() if name not in one.context.times.names}
    if not (one.source.content.assumed_zone or names):
        return one
    is_of_machine = one.source.kind in _OF_MACHINES
    known = {name: of_source.zones for name, of_source in zones.items()}
    at = moments[len(moments) // 2]
    chosen = zone_without_name(one.source.name, known, at, is_of_machine=is_of_machine)
    if chosen is None:
        return one
    zone, source = chosen
    if source != one.source.name and is_far_from(zone, _places_of_language(one), at):
        return one  # of others than those who speak there
    said = [f"`{name.upper()}` is read as {place} (see --zone)" for name, place in names.items()]
    if one.source.content.assumed_zone:
        said.append(f"times without a zone are read in {zone}, which {source} names (see --zone)")
    return _read_in(one, zone, said, names)


def _places_of_language(one: _Read) -> tuple[str, ...]:
    return zones_of_language(item.text for item in one.source.content.items)


def _with_zone_of_events(one: _Read, read: Sequence[_Read], zones: Mapping[str, NamedZones]) -> _Read:
    """Read a source whose zone is not known in the one in which it tells the same events as others."""
    content = one.source.content
    if not content.assumed_zone or one.context.times.states_zone:
        return one
    if len(content.items) < _FEW_ITEMS and len(read) > _MANY_SOURCES:
        return one  # a folder of notes of one line each, of which none says enough
    is_of_machine = one.source.kind in _OF_MACHINES
    others = [told for other in read if not other.source.content.assumed_zone for told in _told(other.source)]
    named = {zone for of_source in zones.values() for zone in of_source.zones if not is_of_machine}
    if not (named or is_of_machine):
        named.update(_places_of_language(one))
    day = content.assumed_day
    own = _told(one.source)
    chosen = zone_of_same_events(own, others, named, is_of_any_day=day is not None) if own else None
    if chosen is not None:
        zone, count = chosen
        events = f"{counted(count, 'event')} of other sources"
        said = f"times without a zone are read in {zone}, in which they agree with {events} (see --zone)"
        if zone == "+00:00":  # they were
            content.assumptions.append(said)
            content.assumed_zone = 0
            return one
        return _read_in(one, zone, [said], {})
    if own and (differing := differing_zones({name: of_source.zones for name, of_source in zones.items()}, own[0][0])):
        content.remarks.append(f"no zone is taken for times without one, as the sources name several: {differing}")
    return one


def _with_zone_of_language(one: _Read) -> _Read:
    """Read what people wrote in a language of one zone, and what nothing else tells the zone of, in that zone."""
    places = _places_of_language(one)
    is_unknown = one.source.content.assumed_zone and not one.context.times.states_zone
    if not is_unknown or len(places) != 1 or one.source.kind in _OF_MACHINES:
        return one
    said = f"times without a zone are read in {places[0]}, where most are who write its language (see --zone)"
    read = _read_in(one, places[0], [said], {})
    read.source.content.zone = places[0]
    return read


def _read_in(one: _Read, zone: str, said: Sequence[str], names: Mapping[str, str]) -> _Read:
    """Read a source again in a zone, and say so."""
    times = one.context.times
    times = replace(times, zone=zone, states_zone=True, names={**times.names, **names})
    again = one.read_with(times, f"in {zone}")
    again.source.content.assumptions += said
    return again


def _with_day(one: _Read, dated: Sequence[datetime]) -> _Read:
    """Read a source that names no day, or no year, again with the day that it is probably of."""
    content = one.source.content
    assumed = content.assumed_day
    day = _likely_day(_moments(one.source), dated) if assumed or content.assumed_year else None
    if day is None or day == assumed:
        return one
    return one.read_with(replace(one.context.times, near=day), f"on {day}")


def _readings(source: Source, request: IngestRequest, taken: set[str]) -> list[_Reading]:
    """Return what reads a source: one function, or one for each part of a paste.

    Args:
        source: the source.
        request: what to read; prompts and settings are copied from a paste only if a post-mortem is begun from it.
        taken: names of the copies that there are already, such as `prompt.before`; those of the paste are added.
    """
    parts = parts_of(source, request.own)
    if not parts:
        return [lambda context: _read_whole(source, context, request.own)]
    copies = choose_copies(parts) if request.is_begun else {}
    copies = {part: target for part, target in copies.items() if Path(target).stem not in taken}
    taken |= {Path(target).stem for target in copies.values()}
    return [partial(read_part, part, source.name, copies.get(part, "")) for part in parts]


def _read_whole(source: Source, context: ReadContext, own: tuple[Path, ...]) -> ReadSource:
    read = read_source(source, context, own)
    source.forget()
    return read


def _moments(read: ReadSource) -> list[datetime]:
    return [item.at.earliest for item in read.content.items if item.at and item.at.earliest]


def _told(read: ReadSource) -> list[Told]:
    """When each item with an exact time was, and its text."""
    items = read.content.items
    return [(item.at.earliest, item.text) for item in items if item.at and item.at.exact and item.at.earliest]


def _likely_day(undated: Sequence[datetime], dated: Sequence[datetime]) -> date | None:
    """Return the day on which most happened while a source that names no day went on, the first of such days.

    Args:
        undated: the times of the source, on any day.
        dated: what other sources name.
    """
    if not dated:
        return None
    beside: Counter[date] = Counter({moment.date(): 0 for moment in dated})
    first = min(undated, default=dated[0])
    last = max((moment for moment in undated if moment - first < _WHOLE_DAY), default=first)
    for moment in dated if undated else ():
        since = (moment - (first - _BESIDE)) % _WHOLE_DAY
        if since <= last - first + 2 * _BESIDE:
            beside[(moment - since + _BESIDE).date()] += 1
    return max(beside, key=lambda day: (beside[day], -day.toordinal()))


def _opened(request: IngestRequest) -> Iterator[Source]:
    """Open the sources; a folder that is not one export gives each file below it."""
    for path in request.paths:
        yield from _open(path, request)
    for name, data in request.texts.items():
        yield Source(name, partial(bytes, data))


def _open(path: Path, request: IngestRequest) -> Iterator[Source]:
    source = open_source(path, lambda path, limit: read_excerpt(path, request.times, limit))
    if source.parts is None or not path.is_dir():
        yield source
        return
    collector = collector_for(source)
    if collector is None:
        yield from source.parts
        return
    beside = tuple(part for part in source.parts if len(PurePosixPath(part.name).parts) == 1)
    if not beside or collector_for(replace(source, parts=beside)) is collector:
        # Of the files of an export's folder, those of other forms are sources of their own.
        others = [part for part in source.parts if part.suffix not in _OF_EXPORTS and collector_for(part)]
        yield from others
        yield replace(source, parts=tuple(part for part in source.parts if part not in others))
        return
    # The export is in a folder below; what is beside that is not part of it.
    yield from beside
    for folder in sorted(one for one in path.iterdir() if one.is_dir() and not one.is_symlink()):
        if not folder.name.startswith("."):
            yield from _open(folder, request)


def _texts(read: ReadSource) -> Iterable[str]:
    runs = (result for run in read.content.runs for result in run.results)
    of_runs = chain.from_iterable((one.case, one.input, one.output, one.expected, one.reason) for one in runs)
    return chain((item.text for item in read.content.items), of_runs, read.copy or ())
