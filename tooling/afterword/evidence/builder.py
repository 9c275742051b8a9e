"""Build evidence from what was read: redact it, and make items, files and reports of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from afterword.derive.eval_runs import EvalRun
from afterword.errors import AfterwordError
from afterword.evidence import pictures
from afterword.evidence.collectors.interface import RawItem, SourceContent
from afterword.evidence.collectors.issues import read_issue
from afterword.evidence.collectors.registry import collector_for, why_unsupported
from afterword.evidence.eval_runs import failure_text, redacted_run, run_file, summary_text
from afterword.evidence.folder import safe_name
from afterword.evidence.ingest_request import Copy, IngestRequest
from afterword.evidence.ledger import EvidenceItem, Key
from afterword.evidence.people import role_of_handle
from afterword.evidence.source import NotReadable, Source, decode
from afterword.evidence.source_redactor import SourceRedactor
from afterword.evidence.source_report import SourceReport
from afterword.github.threads import IssueThread
from afterword.redaction import Redactor

MAX_ITEMS = 5_000
MAX_TEXT = 4_000
"""Characters of one item; what is longer is cut, visibly, after it was redacted."""
MAX_FAILED = 100
"""Failing cases of one eval run that become items; the run's file has all."""
MAX_PICTURE_BYTES = 5_000_000


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
        request: what to read, and how.
        redactor: one for the whole run, so that a value has one number.
        progress: is called with what is being read.

    Attributes:
        evidence: what was built so far.
    """

    def __init__(self, request: IngestRequest, redactor: Redactor, progress: Callable[[str], None]) -> None:
        self.evidence = NewEvidence()
        self._people = request.people
        self._own = [path.resolve() for path in request.own]
        self._context = partial(request.context, progress)
        self._redactor = redactor

    def add_source(self, source: Source) -> None:
        """Add a file, an archive or an export."""
        redactor = SourceRedactor(self._redactor)
        name = redactor.text(source.name, "the name of the file")
        try:
            if source.path and any(source.path.resolve().is_relative_to(path) for path in self._own):
                raise NotReadable("it belongs to the post-mortem itself; name where it came from")
            if source.suffix in pictures.SUFFIXES and source.parts is None:
                self._add_picture(source, name, redactor)
            else:
                self._add_content(name, *self._read(source, name, redactor), redactor)
        except NotReadable as problem:
            self.evidence.reports.append(SourceReport(name, unread=(f"{name}: {problem}",)))

    def add_thread(self, name: str, thread: IssueThread) -> None:
        """Add an issue or pull request."""
        self._add_content(name, "issue thread", read_issue(thread, self._context()), SourceRedactor(self._redactor))

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

    def _read(self, source: Source, name: str, redactor: SourceRedactor) -> tuple[str, SourceContent]:
        """Recognise a source and read it; text is redacted before it is read, data after it."""
        context = self._context()
        collector = collector_for(source)
        if collector is None:
            raise NotReadable(why_unsupported(source))
        if source.parts is not None:
            return collector.name, collector.read(source, context)
        if collector.by_line:
            text = redactor.lines(source.text, name)
            content = collector.read(replace(source, read=lambda: text.encode("utf-8", "surrogatepass")), context)
        else:
            content = collector.read(source, context)
        if assumed := source.decoded[1]:
            content.remarks.append(assumed)
        return collector.name, content

    def _add_content(self, name: str, kind: str, content: SourceContent, redactor: SourceRedactor) -> None:
        if len(content.items) > MAX_ITEMS:
            more = len(content.items) - MAX_ITEMS
            content.not_read(f"{more} items beyond the first {MAX_ITEMS}; cut out the time of the incident")
        by_position: dict[int, EvidenceItem] = {}
        for position, raw in enumerate(content.items[:MAX_ITEMS]):
            item = self._item(name, raw, redactor)
            if not item.text.strip():  # only characters that show nothing
                content.left_out["without text"] += 1
                continue
            by_position[position] = item
            if raw.reply_to in by_position:
                self.evidence.replies.setdefault(item.key(), by_position[raw.reply_to].key())
        items, saved = list(by_position.values()), []
        for run in content.runs:
            of_run, target = self._add_run(name, run, redactor, content)
            items += of_run
            saved.append(target)
        if not (items or content.unread or content.left_out):
            content.not_read("nothing was found in it")
        self.evidence.items.extend(items)
        report = SourceReport(
            name,
            kind,
            len(items),
            unread=tuple(redactor.uncounted(place.within(name)) for place in content.unread),
            left_out=content.left_out,
            remarks=tuple(redactor.uncounted(remark) for remark in content.remarks),
            assumed_zone=content.assumed_zone,
            saved_as=tuple(dict.fromkeys(saved)),
        )
        self._report(report, redactor)

    def _item(self, name: str, raw: RawItem, redactor: SourceRedactor) -> EvidenceItem:
        source = redactor.text(raw.part) if raw.part else name
        place = f"{source}:{raw.line}"
        text = redactor.text(raw.text, place)
        if len(text) > MAX_TEXT:
            text = f"{text[:MAX_TEXT]} … [{len(text) - MAX_TEXT} more characters]"
        actor = redactor.text(role_of_handle(raw.actor, self._people) or "", place)
        return EvidenceItem("", source, raw.line, raw.at, actor or None, text)

    def _add_run(
        self, name: str, run: EvalRun, redactor: SourceRedactor, content: SourceContent
    ) -> tuple[list[EvidenceItem], str]:
        """Write the file of an eval run; its items are the run, with its time, and its failed cases without one."""
        run = redacted_run(run, redactor, name)
        target, data, missing = run_file(run)
        self._save(target, data)
        if missing:
            content.not_read(f"{missing} cases of {run.suite} that passed: the run's file would be too large")
        failed = run.failed
        if (more := len(failed) - MAX_FAILED) > 0:
            content.not_read(f"{more} failing cases beyond {MAX_FAILED} are not items; they are in {target}")
        raw = [RawItem(1, run.at, None, summary_text(run))]
        raw += [RawItem(line, None, None, failure_text(run, one)) for line, one in enumerate(failed[:MAX_FAILED], 2)]
        return [self._item(name, one, redactor) for one in raw], target

    def _add_picture(self, source: Source, name: str, redactor: SourceRedactor) -> None:
        if len(source.data) > MAX_PICTURE_BYTES:
            raise NotReadable(f"larger than {MAX_PICTURE_BYTES // 1_000_000} MB; save it smaller")
        picture = pictures.clean(source.data, source.suffix)
        stem = safe_name(PurePosixPath(name).stem, "picture")
        target = f"pictures/{stem}-{picture.sha256[:8]}{source.suffix}"
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
