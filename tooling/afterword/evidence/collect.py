"""From sources outside the repository to the evidence folder: read, redact, number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.builder import EvidenceBuilder
from afterword.evidence.collected import Copy, NewEvidence, Thread
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.collectors.slack import is_slack, members
from afterword.evidence.ledger import EvidenceItem, Ledger
from afterword.evidence.source import NotReadable, Source, open_source
from afterword.redaction import PLACEHOLDER, Known, Numbering, Redactor, aligned, masked
from afterword.times.reader import TimeReader


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier runs wrote, from which the numbers of placeholders are learned.

    Attributes:
        ledger: the evidence so far.
        files: texts of the evidence folder by their paths in it.
        document: the text of the post-mortem.
    """

    ledger: Ledger = field(default_factory=Ledger)
    files: Mapping[str, str] = field(default_factory=dict)
    document: str = ""


def collect(
    sources: Iterable[Path],
    copies: Iterable[Copy],
    people: frozenset[str],
    zone: str = "Z",
    *,
    near: date = date(1970, 1, 1),
    latest: date = date.max,
    threads: Iterable[Thread] = (),
    tell: Callable[[str], None] = lambda _: None,
    redactor: Redactor | None = None,
    before: Before | None = None,
    own: tuple[Path, ...] = (),
) -> NewEvidence:
    """Read and redact sources. Writes nothing.

    Args:
        sources: files and folders; what is in them is recognised.
        copies: files to copy, redacted.
        people: handles without `@` of those who responded; others are told apart from them only as participants.
        zone: for times that name none.
        near: a day near the incident, for times without a year.
        latest: the last day that a time without a year may mean.
        threads: issues and pull requests.
        tell: is told what is being read.
        redactor: with the project's patterns and the people who are known.
        before: what earlier runs wrote; a value that is found again keeps its number.
        own: the post-mortem and its evidence folder, which are not read as sources.

    Raises:
        AfterwordError: a source does not exist or is too large.
    """
    given, before = redactor or Redactor(), before or Before()
    threads, copies = list(threads), list(copies)

    def begun(numbering: Numbering) -> EvidenceBuilder:
        return EvidenceBuilder(people, TimeReader(zone, near, latest), tell, given.anew(numbering), own)

    numbering, numbering_of_probe = Numbering(), Numbering()
    opened = list(_opened(sources, begun(numbering)))
    given = given.knowing((*given.people, *_members(opened, given.people)))
    written = _placeholders_in(opened)
    numbering.reserve(written)
    numbering_of_probe.reserve(written)
    for text in (before.document, *before.files.values(), *(_written(item) for item in before.ledger.items)):
        numbering.reserve(text)
    if before.ledger.items or before.files:
        probed = _gather(begun(numbering_of_probe), opened, threads, copies)
        _learn(numbering, numbering_of_probe, probed, before)
    return _gather(begun(numbering), opened, threads, copies)


def _members(sources: Iterable[Source], known: Iterable[Known]) -> Iterator[Known]:
    """People whom a chat export names; whoever is known already keeps the role."""
    taken = {name.casefold() for person in known for name in (person.name, *person.handles) if name}
    for source in sources:
        with suppress(NotReadable, AfterwordError):
            if is_slack(source):
                for person in members(source):
                    if taken.isdisjoint(name.casefold() for name in (person.name, *person.handles)):
                        yield person


def _placeholders_in(sources: Iterable[Source]) -> str:
    """What the sources hold that reads like a placeholder: no value may be given its number."""
    found: list[str] = []
    for source in sources:
        for part in source.parts or (source,):
            with suppress(NotReadable, AfterwordError):  # told when it is read for what it says
                found += (match.group() for match in PLACEHOLDER.finditer(part.text))
    return " ".join(found)


def _written(item: EvidenceItem) -> str:
    return f"{item.source} {item.actor or ''} {item.text}"


def _learn(numbering: Numbering, now: Numbering, collected: NewEvidence, before: Before) -> None:
    """Give the values of this run the numbers that stand for them in what earlier runs wrote."""
    new, old = collected.items, before.ledger.items
    # Only texts are compared: a picture is among the files too.
    lines = {name: data.decode("utf-8").split("\n") for name, data in collected.files.items() if name in before.files}
    kept = {name: text.split("\n") for name, text in before.files.items() if name in lines}
    # First by line; then without it, for sources to which lines were added.
    for by_line in (True, False):
        pairs = [
            *aligned(_identified(new, by_line), _identified(old, by_line)),
            *aligned(_numbered(lines, by_line), _numbered(kept, by_line)),
        ]
        for kind, number, then in pairs:
            if (value := now.value(kind, number)) is not None:
                numbering.learn(kind, value, then)


def _identified(items: Iterable[EvidenceItem], by_line: bool) -> list[tuple[object, str]]:
    return [((masked(item.source), item.line if by_line else 0, str(item.at)), _written(item)) for item in items]


def _numbered(files: Mapping[str, list[str]], by_line: bool) -> list[tuple[object, str]]:
    return [
        ((name, number if by_line else 0), line) for name, lines in files.items() for number, line in enumerate(lines)
    ]


def _gather(
    builder: EvidenceBuilder, opened: list[Source], threads: Iterable[Thread], copies: Iterable[Copy]
) -> NewEvidence:
    """Read and redact everything with the redactors of one run."""
    for number, source in enumerate(opened, 1):
        builder.tell(f"reading {source.name} ({number} of {len(opened)})")
        builder.source(source)
    for thread in threads:
        builder.tell(f"reading {thread.name}")
        builder.thread(thread)
    for copy in copies:
        builder.copy(copy)
    return NewEvidence(tuple(builder.items), builder.files, tuple(builder.reports), builder.answers)


def _opened(paths: Iterable[Path], builder: EvidenceBuilder) -> Iterator[Source]:
    """The sources; a folder that is not one export gives each file below it."""
    for path in paths:
        source = open_source(path)
        is_folder = source.parts is not None and path.is_dir()
        if is_folder and collector_for(source, builder.read_context()) is None:
            yield from source.parts or ()
        else:
            yield source
