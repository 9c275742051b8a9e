"""From sources outside the repository to the evidence folder: read, redact, number."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from afterword.derive.evalruns import EvalResult, EvalRun
from afterword.errors import AfterwordError
from afterword.evidence import pictures
from afterword.evidence.collectors import collector_for
from afterword.evidence.collectors.slack import is_slack, members
from afterword.evidence.evalfiles import run_file
from afterword.evidence.ledger import EvidenceItem, Key, Ledger
from afterword.evidence.people import Roles, role_of_handle
from afterword.evidence.reading import Circumstances, RawItem, Reading, Unread
from afterword.evidence.source import NotReadable, Source, decode, open_source
from afterword.evidence.times import Clock
from afterword.invisible import without_invisible
from afterword.redaction import PLACEHOLDER, Known, Numbering, Redactor, aligned, masked

MAX_ITEMS = 5_000
MAX_TEXT = 4_000
"""Characters of one item; what is longer is cut, visibly, after it was redacted."""
MAX_FAILED = 100
"""Failing cases of one eval run that become items; the run's file holds all."""
MAX_PICTURE_BYTES = 5_000_000
_SETTINGS = (".yaml", ".yml", ".toml", ".json", ".ini")
_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar")


@dataclass(frozen=True, slots=True)
class Thread:
    """An issue or pull request that was read elsewhere, as a source."""

    name: str
    read: Callable[[Circumstances], Reading]


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy into the evidence folder, redacted: a prompt, a configuration or a sample.

    Attributes:
        name: as a report names it.
        read: its bytes.
        target: its path in the evidence folder.
    """

    name: str
    read: Callable[[], bytes]
    target: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source.

    Attributes:
        name: the file's name.
        kind: what it was recognised as, empty where nothing reads it.
        items: how many items were read.
        redacted: how many of each kind of secret were taken out.
        places: by kind of secret, where: `chat.md:12`.
        unread: what was not read, with place and reason.
        left_out: how many of each kind were left out on purpose.
        remarks: what else a person should know.
        assumed_zone: how many times had no zone.
        saved_as: where copies were put in the evidence folder.
    """

    name: str
    kind: str = ""
    items: int = 0
    redacted: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)
    remarks: tuple[str, ...] = ()
    assumed_zone: int = 0
    saved_as: tuple[str, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether anything came of it."""
        return bool(self.items or self.saved_as)


@dataclass(frozen=True, slots=True)
class Collected:
    """What collecting gave, not yet written: items to add, files to put into the folder, and a report a source.

    `answers` says which item replies to which, by their keys.
    """

    items: tuple[EvidenceItem, ...]
    files: dict[str, bytes]
    reports: tuple[SourceReport, ...]
    answers: dict[Key, Key] = field(default_factory=dict)


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


@dataclass
class _Redacting:
    """Redacts one source and keeps count of what and where."""

    redactor: Redactor
    found: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)

    def text(self, text: str, place: str = "") -> str:
        redaction = self.redactor.redact(without_invisible(text))
        self.found.update(redaction.found)
        for kind in redaction.found:
            if place and place not in (known := self.places.setdefault(kind, [])):
                known.append(place)
        return redaction.text

    def quiet(self, text: str) -> str:
        """What is only shown, and not kept, is not counted."""
        return self.redactor.redact(without_invisible(text)).text

    def lines(self, text: str, name: str) -> str:
        """A whole text; the places are its lines, which keep their numbers."""
        redaction = self.redactor.redact(without_invisible(text))
        self.found.update(redaction.found)
        if redaction.found:
            before, after = (whole.split("\n") for whole in (text, redaction.text))
            for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
                if old != new:
                    for kind in redaction.found:
                        if f"[{kind} " in new and f"[{kind} " not in old:
                            self.places.setdefault(kind, []).append(f"{name}:{number}")
        return redaction.text


class _Collecting:
    """What has been gathered so far."""

    def __init__(self, people: frozenset[str], clock: Clock, tell: Callable[[str], None], redactor: Redactor) -> None:
        self.redactor = redactor
        self.people = people
        self.clock = clock
        self.tell = tell
        self.items: list[EvidenceItem] = []
        self.answers: dict[Key, Key] = {}
        self.files: dict[str, bytes] = {}
        self.reports: list[SourceReport] = []

    def source(self, source: Source) -> None:
        """One file, archive or export."""
        redacting = _Redacting(self.redactor)
        name = redacting.text(source.name, "the name of the file")
        circumstances = self.circumstances()
        try:
            if source.suffix in pictures.SUFFIXES and source.parts is None:
                self._picture(source, name, redacting)
                return
            collector = collector_for(source, circumstances)
            if collector is None:
                self._unknown(source, name)
                return
            read = source
            if source.parts is None and collector.by_line:
                text = redacting.lines(source.text, name)
                read = replace(source, read=lambda: text.encode("utf-8", "surrogatepass"))
            reading = collector.read(read, circumstances)
            if source.parts is None and (assumed := source.decoded[1]):
                reading.remarks.append(assumed)
        except NotReadable as problem:
            self.reports.append(SourceReport(name, unread=(f"{name}: {problem}",)))
            return
        self._take(name, collector.name, reading, redacting, in_parts=source.parts is not None)

    def thread(self, thread: Thread) -> None:
        """An issue or pull request."""
        self._take(
            thread.name, "issue thread", thread.read(self.circumstances()), _Redacting(self.redactor), in_parts=False
        )

    def copy(self, copy: Copy) -> None:
        """A prompt, a configuration or a sample."""
        redacting = _Redacting(self.redactor)
        name = redacting.text(copy.name, "the name of the file")
        try:
            text, assumed = decode(copy.read())
        except NotReadable as problem:
            raise AfterwordError(str(problem), remedy="save it as UTF-8 text", path=copy.name) from None
        self._save(copy.target, redacting.lines(text, name).encode("utf-8", "replace"))
        self.reports.append(
            SourceReport(
                name,
                redacted=redacting.found,
                places=redacting.places,
                saved_as=(copy.target,),
                remarks=(assumed,) if assumed else (),
            )
        )

    def circumstances(self) -> Circumstances:
        return Circumstances(self.clock, Roles(self.people), self.tell, self.people)

    def _take(self, name: str, kind: str, reading: Reading, redacting: _Redacting, in_parts: bool) -> None:
        unread = list(reading.unread)
        if len(reading.items) > MAX_ITEMS:
            unread.append(Unread(f"{len(reading.items) - MAX_ITEMS} items beyond the first {MAX_ITEMS}"))
        by_position: dict[int, EvidenceItem] = {}
        for position, raw in enumerate(reading.items[:MAX_ITEMS]):
            item = self._item(name, raw, redacting)
            if not item.text.strip():  # nothing but characters that show nothing
                reading.left_out["without text"] += 1
                continue
            by_position[position] = item
            if raw.answers in by_position:
                self.answers.setdefault(item.key(), by_position[raw.answers].key())
        taken = list(by_position.values())
        saved: list[str] = []
        for run in reading.runs:
            items, target = self._run(name, run, redacting, unread)
            taken += items
            saved.append(target)
        if not (taken or unread or reading.left_out):
            unread.append(Unread("nothing was found in it"))
        self.items += taken
        self.reports.append(
            SourceReport(
                name,
                kind,
                len(taken),
                redacting.found,
                redacting.places,
                tuple(redacting.quiet(place.within(name)) for place in unread),
                reading.left_out,
                tuple(redacting.quiet(remark) for remark in reading.remarks),
                reading.assumed_zone,
                tuple(dict.fromkeys(saved)),
            )
        )

    def _item(self, name: str, raw: RawItem, redacting: _Redacting) -> EvidenceItem:
        source = redacting.text(raw.part) if raw.part else name
        place = f"{source}:{raw.line}"
        text = redacting.text(raw.text, place)
        if len(text) > MAX_TEXT:
            text = f"{text[:MAX_TEXT]} … [{len(text) - MAX_TEXT} more characters]"
        actor = redacting.text(role_of_handle(raw.actor, self.people) or "", place)
        return EvidenceItem("", source, raw.line, raw.at, actor or None, text)

    def _run(
        self, name: str, run: EvalRun, redacting: _Redacting, unread: list[Unread]
    ) -> tuple[list[EvidenceItem], str]:
        """Items and a file for an eval run; the run's own time stands in the timeline, its cases do not."""
        run = EvalRun(
            redacting.text(run.suite, name),
            run.at,
            redacting.text(run.model, name),
            tuple(
                _redacted_result(result, redacting, f"{name}, case {number}")
                for number, result in enumerate(run.results, 1)
            ),
        )
        target, data, missing = run_file(run)
        self._save(target, data)
        if missing:
            unread.append(Unread(f"{missing} cases of {run.suite} that passed: the run's file would be too large"))
        failed = run.failed
        if len(failed) > MAX_FAILED:
            more = len(failed) - MAX_FAILED
            unread.append(Unread(f"{more} failing cases beyond {MAX_FAILED} are no items; they are in {target}"))
        texts = [_summary(run), *(_failure(run, result) for result in failed[:MAX_FAILED])]
        items = [
            self._item(name, RawItem(number, run.at if number == 1 else None, None, text), redacting)
            for number, text in enumerate(texts, 1)
        ]
        return items, target

    def _picture(self, source: Source, name: str, redacting: _Redacting) -> None:
        if len(source.data) > MAX_PICTURE_BYTES:
            raise NotReadable(f"larger than {MAX_PICTURE_BYTES // 1_000_000} MB; save it smaller")
        picture = pictures.clean(source.data, source.suffix)
        digest = hashlib.sha256(picture.data).hexdigest()
        stem = safe_name(PurePosixPath(name).stem, "picture")
        target = f"pictures/{stem}-{digest[:8]}{source.suffix}"
        self._save(target, picture.data)
        text = f"Picture {target} ({picture.kind}, sha256 {digest})"
        self.items.append(EvidenceItem("", name, None, None, None, text))
        remarks = ["what a picture shows cannot be redacted: look at it before you commit"]
        if picture.removed:
            remarks.insert(0, f"{picture.removed} bytes of metadata taken out")
        self.reports.append(
            SourceReport(
                name, "picture", 1, redacting.found, redacting.places, remarks=tuple(remarks), saved_as=(target,)
            )
        )

    def _unknown(self, source: Source, name: str) -> None:
        if source.parts is not None:
            reason = "this archive is neither a Slack export nor a log of Inspect; unpack it and name the files"
        elif source.suffix in _ARCHIVES:
            reason = f"nothing here reads `{source.suffix}`; unpack it and name the files"
        elif source.suffix in _SETTINGS:
            reason = (
                "it has no form that is known here; model settings go in with --config-before and --config-after, "
                "a failing output with --sample"
            )
        elif not source.data.strip():
            reason = "the file is empty"
        else:
            reason = f"nothing here reads `{source.suffix or source.name}`; save it as text, Markdown, CSV or JSON"
        self.reports.append(SourceReport(name, unread=(f"{name}: {reason}",)))

    def _save(self, target: str, data: bytes) -> None:
        if self.files.setdefault(target, data) != data:
            raise AfterwordError(f"two files would be copied to {target}", remedy="rename one of them")


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
) -> Collected:
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

    Raises:
        AfterwordError: a source does not exist or is too large.
    """
    given, before = redactor or Redactor(), before or Before()
    threads, copies = list(threads), list(copies)

    def begun(numbering: Numbering) -> _Collecting:
        return _Collecting(people, Clock(zone, near, latest), tell, given.anew(numbering))

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


def _learn(numbering: Numbering, now: Numbering, collected: Collected, before: Before) -> None:
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
    collecting: _Collecting, opened: list[Source], threads: Iterable[Thread], copies: Iterable[Copy]
) -> Collected:
    """Read and redact everything with the redactors of one run."""
    for number, source in enumerate(opened, 1):
        collecting.tell(f"reading {source.name} ({number} of {len(opened)})")
        collecting.source(source)
    for thread in threads:
        collecting.tell(f"reading {thread.name}")
        collecting.thread(thread)
    for copy in copies:
        collecting.copy(copy)
    return Collected(tuple(collecting.items), collecting.files, tuple(collecting.reports), collecting.answers)


def _opened(paths: Iterable[Path], collecting: _Collecting) -> Iterator[Source]:
    """The sources; a folder that is not one export gives each file below it."""
    for path in paths:
        source = open_source(path)
        is_folder = source.parts is not None and path.is_dir()
        if is_folder and collector_for(source, collecting.circumstances()) is None:
            yield from source.parts or ()
        else:
            yield source


def safe_name(name: str, otherwise: str) -> str:
    """A name that can stand in any file system, in Markdown and in a URL."""
    return "".join(char if char.isalnum() or char in "._-" else "-" for char in name).lstrip(".-")[:80] or otherwise


def _redacted_result(result: EvalResult, redacting: _Redacting, place: str) -> EvalResult:
    return EvalResult(
        redacting.text(result.case, place),
        result.passed,
        redacting.text(result.input, place),
        redacting.text(result.output, place),
        redacting.text(result.expected, place),
        redacting.text(result.reason, place),
    )


def _summary(run: EvalRun) -> str:
    model = f" with {run.model}" if run.model else ""
    text = f"Eval run of {run.suite}{model}: {run.passed} of {len(run.results)} cases passed"
    failed = [result.case for result in run.failed]
    if failed:
        more = f" and {len(failed) - 5} more" if len(failed) > 5 else ""
        text += f", {len(failed)} failed ({', '.join(failed[:5])}{more})"
    return text + (f", {run.undecided} came to no verdict" if run.undecided else "")


def _failure(run: EvalRun, result: EvalResult) -> str:
    parts = {"Input": result.input, "Output": result.output, "Expected": result.expected, "Reason": result.reason}
    told = [f"{label}: {text.strip()[:1000]}" for label, text in parts.items() if text.strip()]
    return "\n".join([f"Eval case {result.case} of {run.suite} failed.", *told])
