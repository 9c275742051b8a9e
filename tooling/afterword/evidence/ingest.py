"""Read and redact sources, with the same numbers in placeholders as in earlier runs. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from afterword.evidence.builder import EvidenceBuilder, NewEvidence, ReadSource, read_source
from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.issues import read_issue
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.earlier_numbers import find_placeholders, keep_numbers
from afterword.evidence.excerpt import read_excerpt
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.pasted import take_out_pastes
from afterword.evidence.pastes.read import parts_of, read_part
from afterword.evidence.pastes.versions import choose_copies
from afterword.evidence.people import People
from afterword.evidence.source import Source, open_source
from afterword.redaction import Numbering

Progress = Callable[[str], None]
_Reading = Callable[[ReadContext], ReadSource]


@dataclass(frozen=True, slots=True)
class _Read:
    """A source that was read, and what reads it again; None for an issue, whose posts all have their times."""

    source: ReadSource
    again: _Reading | None = None


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
    """Read all sources; a paste gives each of its parts. One without a day is read again if another names the day."""
    found: list[_Read] = []
    taken = {Path(copy.target).stem for copy in request.copies}

    def read(source: Source) -> None:
        found.extend(_Read(reading(context), reading) for reading in _readings(source, request, taken))
        source.forget()

    sources = list(_opened(request))
    for number, source in enumerate(sources, 1):
        context.progress(f"reading {source.name} ({number} of {len(sources)})")
        read(source)
    for name, thread in request.threads.items():
        words, pastes = take_out_pastes(name, thread)
        found.append(_Read(ReadSource(name, "issue thread", read_issue(words, context))))
        for source in pastes:
            read(source)
    if request.is_begun and (day := _first_day(one.source for one in found)):
        of_day = replace(context, times=replace(request.times, near=day))
        found = [_with_day(one, day, of_day) for one in found]
    return [one.source for one in found]


def _with_day(one: _Read, day: date, context: ReadContext) -> _Read:
    if one.again is None or one.source.content.assumed_day in (None, day):
        return one
    context.progress(f"reading {one.source.name} with its times on {day}")
    return _Read(one.again(context), one.again)


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


def _first_day(read: Iterable[ReadSource]) -> date | None:
    """Return the first day that a source names; None if none does."""
    stated = (item.at for one in read if one.content.assumed_day is None for item in one.content.items)
    return min((at.earliest.date() for at in stated if at and at.earliest), default=None)


def _opened(request: IngestRequest) -> Iterator[Source]:
    """Open the sources; a folder that is not one export gives each file below it."""
    for path in request.paths:
        source = open_source(path, lambda path, limit: read_excerpt(path, request.times, limit))
        if source.parts is not None and path.is_dir() and collector_for(source) is None:
            yield from source.parts
        else:
            yield source
    for name, data in request.texts.items():
        yield Source(name, partial(bytes, data))


def _texts(read: ReadSource) -> Iterable[str]:
    runs = (result for run in read.content.runs for result in run.results)
    of_runs = chain.from_iterable((one.case, one.input, one.output, one.expected, one.reason) for one in runs)
    return chain((item.text for item in read.content.items), of_runs, read.copy or ())
