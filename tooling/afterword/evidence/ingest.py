"""Read and redact sources, with the same numbers in placeholders as in earlier runs. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.builder import EvidenceBuilder, NewEvidence
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.collectors.slack import is_slack, members
from afterword.evidence.ingest_request import Earlier, IngestRequest
from afterword.evidence.ledger import EvidenceItem
from afterword.evidence.source import NotReadable, Source, open_source
from afterword.redaction import PLACEHOLDER, Known, Numbering, Redactor, aligned, masked

Progress = Callable[[str], None]


def ingest(request: IngestRequest, progress: Progress = lambda _: None) -> NewEvidence:
    """Read and redact sources.

    Args:
        request: what to read, and how.
        progress: is called with what is being read.

    Raises:
        AfterwordError: a source does not exist or is too large.
    """
    earlier, known = request.earlier, request.redactor
    sources = list(_opened(request.paths))
    redactor = known.knowing((*known.people, *_members(sources, known.people)))
    numbering, trial = Numbering(), Numbering()
    written = _placeholders_in(sources)
    for one in (numbering, trial):
        one.reserve(written)
    for text in (earlier.document, *earlier.files.values(), *map(_text_of, earlier.ledger.items)):
        numbering.reserve(text)
    if earlier.ledger.items or earlier.files:
        tried = _build(request, sources, redactor.anew(trial), progress)
        _learn_numbers(numbering, trial, tried, earlier)
    return _build(request, sources, redactor.anew(numbering), progress)


def _opened(paths: Iterable[Path]) -> Iterator[Source]:
    """Open the sources; a folder that is not one export gives each file below it."""
    for path in paths:
        source = open_source(path)
        if source.parts is not None and path.is_dir() and collector_for(source) is None:
            yield from source.parts
        else:
            yield source


def _members(sources: Iterable[Source], known: Iterable[Known]) -> Iterator[Known]:
    """Find the people whom a chat export names; those who are known already keep their role."""
    taken = {name.casefold() for person in known for name in (person.name, *person.handles) if name}
    for source in sources:
        with suppress(NotReadable, AfterwordError):
            if is_slack(source):
                for person in members(source):
                    if taken.isdisjoint(name.casefold() for name in (person.name, *person.handles)):
                        yield person


def _placeholders_in(sources: Iterable[Source]) -> str:
    """Find the texts in the sources that look like placeholders: no value may get their numbers."""
    found: list[str] = []
    for source in sources:
        for part in source.parts or (source,):
            with suppress(NotReadable, AfterwordError):  # reported when it is read
                found += (match.group() for match in PLACEHOLDER.finditer(part.text))
    return " ".join(found)


def _build(request: IngestRequest, sources: list[Source], redactor: Redactor, progress: Progress) -> NewEvidence:
    builder = EvidenceBuilder(request, redactor, progress)
    for number, source in enumerate(sources, 1):
        progress(f"reading {source.name} ({number} of {len(sources)})")
        builder.add_source(source)
    for name, thread in request.threads.items():
        builder.add_thread(name, thread)
    for copy in request.copies:
        builder.add_copy(copy)
    return builder.evidence


def _text_of(item: EvidenceItem) -> str:
    return f"{item.source} {item.actor or ''} {item.text}"


def _learn_numbers(numbering: Numbering, trial: Numbering, tried: NewEvidence, earlier: Earlier) -> None:
    """Give the values of this run the numbers that they have in what earlier runs wrote.

    Args:
        numbering: learns the numbers.
        trial: the numbers of a trial run.
        tried: what the trial run built.
        earlier: what earlier runs wrote.
    """
    # Only texts are compared: a picture is among the files too.
    lines = {name: data.decode("utf-8").split("\n") for name, data in tried.files.items() if name in earlier.files}
    kept = {name: text.split("\n") for name, text in earlier.files.items() if name in lines}
    # First by line; then without it, for sources to which lines were added.
    for by_line in (True, False):
        pairs = [
            *aligned(_keyed_items(tried.items, by_line), _keyed_items(earlier.ledger.items, by_line)),
            *aligned(_keyed_lines(lines, by_line), _keyed_lines(kept, by_line)),
        ]
        for kind, number, then in pairs:
            if (value := trial.value(kind, number)) is not None:
                numbering.learn(kind, value, then)


def _keyed_items(items: Iterable[EvidenceItem], by_line: bool) -> list[tuple[object, str]]:
    return [((masked(item.source), item.line if by_line else 0, str(item.at)), _text_of(item)) for item in items]


def _keyed_lines(files: Mapping[str, list[str]], by_line: bool) -> list[tuple[object, str]]:
    return [
        ((name, number if by_line else 0), line) for name, lines in files.items() for number, line in enumerate(lines)
    ]
