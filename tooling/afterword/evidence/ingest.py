"""Read and redact sources, with the same numbers in placeholders as in earlier runs. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from afterword.evidence.builder import EvidenceBuilder, NewEvidence, ReadSource, read_source
from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.issues import read_issue
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.earlier_numbers import find_placeholders, keep_numbers
from afterword.evidence.excerpt import read_excerpt
from afterword.evidence.ingest_request import IngestRequest
from afterword.evidence.pasted import take_out_pastes
from afterword.evidence.people import People
from afterword.evidence.source import Source, open_source
from afterword.redaction import Numbering

Progress = Callable[[str], None]


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
    sources = list(_opened(request))
    read = []
    for number, source in enumerate(sources, 1):
        context.progress(f"reading {source.name} ({number} of {len(sources)})")
        read.append(read_source(source, context, request.own))
        source.forget()
    for name, thread in request.threads.items():
        words, pastes = take_out_pastes(name, thread)
        read.append(ReadSource(name, "issue thread", read_issue(words, context)))
        read += (read_source(source, context, request.own) for source in pastes)
    if request.is_begun and (day := _first_day(read)):
        of_day = replace(context, times=replace(request.times, near=day))
        for index, source in enumerate(sources):
            if read[index].content.assumed_day not in (None, day):
                context.progress(f"reading {source.name} with its times on {day}")
                read[index] = read_source(source, of_day, request.own)
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
    return chain((item.text for item in read.content.items), of_runs)
