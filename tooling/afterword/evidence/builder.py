"""Build evidence from what was read: redact it, and make items, files and reports of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from afterword.derive.eval_runs import EvalRun
from afterword.errors import AfterwordError
from afterword.evidence import pictures
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent, UnreadPlace
from afterword.evidence.collectors.registry import collector_for, why_unsupported
from afterword.evidence.eval_runs import failure_text, redacted_run, run_file, summary_text
from afterword.evidence.folder import safe_name
from afterword.evidence.ingest_request import Copy
from afterword.evidence.item import EvidenceItem, Key
from afterword.evidence.people import People
from afterword.evidence.selection import choose_items
from afterword.evidence.source import NotReadable, Source, decode
from afterword.evidence.source_redactor import SourceRedactor
from afterword.evidence.source_report import SourceReport, times_of
from afterword.redaction import Redactor
from afterword.text.counting import counted

MAX_TEXT = 4_000
"""Characters of one item; what is longer is cut, visibly, after it was redacted."""
_MAX_RAW_TEXT = 5 * MAX_TEXT
"""Characters of one item that are redacted; what is behind them is cut in any case."""
MAX_FAILED = 100
"""Failing cases of one eval run that become items; the run's file has all."""
_SHORTEN = "shorten the texts in it with `jq -c '(.. | strings) |= .[:2000]' FILE > shorter.json`"
_QUOTED = re.compile(r"`[^`]*\d[^`]*`")
MAX_LINES = 250_000
"""Lines of one source that are read."""
MAX_PICTURE_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source that was read and not yet redacted.

    Attributes:
        name: its name.
        kind: the kind of source; empty if it was not read.
        content: what it says.
        problem: why it was not read.
        picture: what it is, if it is one.
        read: how many items there were; of more than are kept, `content` has those that were chosen.
        counts: a table of the others.
        lines: which lines of a paste it is, in words; empty for a whole source.
        first: its first line in the paste.
        copy: its path in the evidence folder and its text, if it is a prompt or settings that are copied.
    """

    name: str
    kind: str = ""
    content: SourceContent = field(default_factory=SourceContent)
    problem: str = ""
    picture: tuple[bytes, str] | None = None
    read: int = 0
    counts: str = ""
    lines: str = ""
    first: int = 1
    copy: tuple[str, str] | None = None


def read_source(source: Source, context: ReadContext, own: tuple[Path, ...]) -> ReadSource:
    """Recognise a source and read it.

    Args:
        source: a file, an archive or an export.
        context: for its collector.
        own: the post-mortem and its evidence folder, which are not sources.
    """
    try:
        if source.path and any(source.path.resolve().is_relative_to(path.resolve()) for path in own):
            raise NotReadable("it belongs to the post-mortem itself; name where it came from")
        source = _bounded(source)
        if source.suffix in pictures.SUFFIXES and source.parts is None:
            return ReadSource(source.name, "picture", picture=(source.data, source.suffix))
        if source.parts is None and not source.data.strip():
            raise NotReadable("the file is empty")
        collector = collector_for(source)
        if collector is None:
            raise NotReadable(why_unsupported(source))
        content = collector.read(source, context)
        if source.parts is None and (assumed := source.decoded[1]):
            content.remarks.append(assumed)
        if source.excerpt and content.runs:
            raise NotReadable(f"eval results are counted as a whole, and these are too large; {_SHORTEN}")
        if source.excerpt:
            content.not_read(source.excerpt)
        read, counts = len(content.items), choose_items(content)
        return ReadSource(source.name, content.form or collector.name, content, read=read, counts=counts)
    except NotReadable as problem:
        return ReadSource(source.name, problem=str(problem))


def _bounded(source: Source) -> Source:
    """Return a source with so many lines as fit into memory, and say how many more there are."""
    if source.parts is not None or source.suffix in pictures.SUFFIXES or source.suffix in (".json", ".xml"):
        return source
    more = source.data.count(b"\n") - MAX_LINES
    if more <= 0:
        return source
    data = b"".join(islice(io.BytesIO(source.data), MAX_LINES))
    note = f"{more:,} lines beyond the first {MAX_LINES:,}; cut out the incident"
    left_out = "; ".join(filter(None, (source.excerpt, note)))
    return replace(source, read_part=lambda: (data, left_out))


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """Redacted evidence that is not yet written.

    Attributes:
        items: in the order of the sources, without ids.
        replies: by the key of an item, the key of the one that it replies to.
        files: by their paths in the evidence folder.
        reports: one for each source.
    """

    items: list[EvidenceItem] = field(default_factory=list)
    replies: dict[Key, Key] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    reports: list[SourceReport] = field(default_factory=list)


class EvidenceBuilder:
    """Builds the evidence of one run.

    Args:
        people: everyone whom the sources of the run name.
        redactor: one for the whole run, so that a value has one number.

    Attributes:
        evidence: what was built so far.
    """

    def __init__(self, people: People, redactor: Redactor) -> None:
        self.evidence = NewEvidence()
        self._people = people
        self._redactor = redactor
        self._shown: Callable[[str], str] = lambda text: people.unmarked(text, redactor.numbering)

    def add(self, source: ReadSource) -> None:
        """Add a source."""
        redactor = SourceRedactor(self._redactor)
        name = redactor.text(source.name, "the name of the file")
        try:
            if source.problem:
                raise NotReadable(redactor.uncounted(source.problem))
            if source.copy:
                target, text = source.copy
                self._save(target, redactor.lines(text, name, source.first).encode("utf-8", "replace"))
                report = SourceReport(name, source.kind, saved_as=(target,), lines=source.lines)
                self._report(report, redactor)
            elif source.picture:
                self._add_picture(*source.picture, name, redactor)
            else:
                self._add_content(name, source, redactor)
        except NotReadable as problem:
            self.evidence.reports.append(SourceReport(name, unread=(f"{name}: {problem}",)))

    def add_copy(self, copy: Copy) -> None:
        """Add a prompt, a configuration or a sample.

        Raises:
            AfterwordError: it is not text.
        """
        redactor = SourceRedactor(self._redactor)
        name = redactor.text(copy.name, "the name of the file")
        try:
            text, assumed = decode(copy.data)
        except NotReadable as problem:
            raise AfterwordError(str(problem), remedy="save it as UTF-8 text", path=copy.name) from None
        self._save(copy.target, redactor.lines(text, name).encode("utf-8", "replace"))
        remarks = (assumed,) if assumed else ()
        self._report(SourceReport(name, remarks=remarks, saved_as=(copy.target,)), redactor)

    def _add_content(self, name: str, source: ReadSource, redactor: SourceRedactor) -> None:
        content, raw, saved = source.content, source.content.items, []
        if source.counts:
            of = f"{PurePosixPath(name).stem}-{source.first}" if source.lines else PurePosixPath(name).stem
            target = f"counts/{safe_name(of, 'source')}.csv"
            self._save(target, source.counts.encode())
            saved.append(target)
            more = source.read - len(raw)
            content.remarks.append(f"{more} of {source.read} items are not kept, but counted in {target}")
        built = self._items(name, raw, redactor, one_line=content.one_line)
        if content.zone:
            built = [replace(one, assumed_zone=content.zone) if one.at and one.at.exact else one for one in built]
        items = [item for item in built if item.text.strip()]  # others have only characters that show nothing
        if more := len(built) - len(items):
            content.left_out["without text"] += more
        if more := len(items) - len({item.key() for item in items}):
            content.left_out["equal to another, with the same time"] += more
        positions = {id(one): item for one, item in zip(raw, built, strict=True) if item.text.strip()}
        for one, item in zip(raw, built, strict=True):
            target_of_reply = raw[one.reply_to] if one.reply_to is not None else None
            if id(one) in positions and (answered := positions.get(id(target_of_reply))):
                self.evidence.replies.setdefault(item.key(), answered.key())
        if content.assumed_year:
            times = counted(content.assumed_year, "time")
            content.remarks.append(f"{times} without a year, read in the one nearest to the incident")
        if content.assumed_day:
            day = content.assumed_day
            content.remarks.append(f"no day is named; times of day from {day} on, the day of the incident")
        for run in content.runs:
            of_run, target = self._add_run(name, run, redactor, content)
            items += of_run
            saved.append(target)
        if not (items or content.unread or content.left_out):
            content.not_read("nothing was found in it")
        self.evidence.items.extend(items)
        report = SourceReport(
            name,
            source.kind,
            len(items),
            unread=tuple(redactor.uncounted(self._shown(line)) for line in _once(content.unread, name)),
            left_out=content.left_out,
            assumptions=tuple(redactor.uncounted(self._shown(one)) for one in content.assumptions),
            remarks=tuple(redactor.uncounted(self._shown(remark)) for remark in content.remarks),
            assumed_zone=content.assumed_zone,
            assumed_year=content.assumed_year,
            assumed_day=content.assumed_day,
            saved_as=tuple(dict.fromkeys(saved)),
            times=times_of(items),
            timed=sum(item.at is not None for item in items),
            speakers=tuple(dict.fromkeys(item.actor for item in items if item.actor)),
            lines=source.lines,
        )
        self._report(report, redactor)

    def _items(
        self, name: str, raw: list[RawItem], redactor: SourceRedactor, *, one_line: bool = False
    ) -> list[EvidenceItem]:
        """Redact items: first persons become roles, in the order in which they speak, then all texts are redacted."""
        numbering = self._redactor.numbering
        actors: dict[str, str] = {}
        parts: dict[str, str] = {"": name}
        texts: list[str] = []
        for one in raw:
            if one.actor and one.actor not in actors:
                actors[one.actor] = redactor.text(self._people.of(one.actor, numbering), name)
            if one.part not in parts:
                parts[one.part] = redactor.text(one.part)
            texts.append(self._people.hidden(one.text[:_MAX_RAW_TEXT], numbering))
        texts = redactor.texts(texts, [f"{parts[one.part]}:{one.line}" for one in raw])
        if one_line:
            texts = [" ".join(text.split()) for text in texts]
        return [
            EvidenceItem("", parts[one.part], one.line, one.at, actors.get(one.actor or "") or None, _cut(one, text))
            for one, text in zip(raw, texts, strict=True)
        ]

    def _add_run(
        self, name: str, run: EvalRun, redactor: SourceRedactor, content: SourceContent
    ) -> tuple[list[EvidenceItem], str]:
        """Write the file of an eval run; its items are the run, with its time, and its failed cases without one."""
        run = redacted_run(run, redactor, name)
        target, data, missing = run_file(run)
        self._save(target, data)
        if missing:
            content.not_read(f"{missing} cases of {run.suite} that passed: the run's file would be too large")
        failed, several = run.failed, len({(one.model, one.prompt) for one in content.runs}) > 1
        if (more := len(failed) - MAX_FAILED) > 0:
            content.not_read(f"{more} failing cases beyond {MAX_FAILED} are not items; they are in {target}")
        raw = [RawItem(1, run.at, None, summary_text(run))]
        raw += [
            RawItem(line, None, None, failure_text(run, one, is_one_of_several=several))
            for line, one in enumerate(failed[:MAX_FAILED], 2)
        ]
        return self._items(name, raw, redactor), target

    def _add_picture(self, data: bytes, suffix: str, name: str, redactor: SourceRedactor) -> None:
        if len(data) > MAX_PICTURE_BYTES:
            raise NotReadable(f"larger than {MAX_PICTURE_BYTES // 1_000_000} MB; save it smaller")
        picture = pictures.clean(data, suffix)
        stem = safe_name(PurePosixPath(name).stem, "picture")
        target = f"pictures/{stem}-{picture.sha256[:8]}{suffix}"
        self._save(target, picture.data)
        text = f"Picture {target} ({picture.kind}, sha256 {picture.sha256})"
        self.evidence.items.append(EvidenceItem("", name, None, None, None, text))
        removed = (f"{picture.removed} bytes of metadata taken out",) if picture.removed else ()
        remarks = (*removed, "what a picture shows cannot be redacted: look at it before you commit")
        self._report(SourceReport(name, "picture", 1, remarks=remarks, saved_as=(target,)), redactor)

    def _report(self, report: SourceReport, redactor: SourceRedactor) -> None:
        self.evidence.reports.append(replace(report, redacted=redactor.found, places=redactor.places))

    def _save(self, target: str, data: bytes) -> None:
        if self.evidence.files.setdefault(target, data) != data:
            raise AfterwordError(f"two files would be copied to {target}", remedy="rename one of them")


def _once(unread: list[UnreadPlace], name: str) -> Iterator[str]:
    """Say each reason once, with its first place and how many more there are."""
    places: dict[tuple[str, str], list[UnreadPlace]] = {}
    for place in unread:
        places.setdefault((_QUOTED.sub("`…`", place.message), place.file), []).append(place)
    for of in places.values():
        more = f" ({len(of) - 1} more like it)" if len(of) > 1 else ""
        yield f"{of[0].within(name)}{more}"


def _cut(raw: RawItem, text: str) -> str:
    more = max(0, len(raw.text) - _MAX_RAW_TEXT) + len(text) - MAX_TEXT
    return text if more <= 0 else f"{text[:MAX_TEXT]} … [{more} more characters]"
