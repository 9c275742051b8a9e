"""One run of collecting: each source read, redacted, and turned into items, files and a report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from afterword.derive.evalruns import EvalResult, EvalRun
from afterword.errors import AfterwordError
from afterword.evidence import pictures
from afterword.evidence.collected import Copy, SourceReport, Thread
from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent, UnreadPlace
from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.eval_run_files import run_file
from afterword.evidence.folder import safe_name
from afterword.evidence.ledger import EvidenceItem, Key
from afterword.evidence.people import Roles, role_of_handle
from afterword.evidence.source import ARCHIVES, NotReadable, Source, decode
from afterword.evidence.source_redactor import SourceRedactor
from afterword.redaction import Redactor
from afterword.times.reader import TimeReader

MAX_ITEMS = 5_000
MAX_TEXT = 4_000
"""Characters of one item; what is longer is cut, visibly, after it was redacted."""
MAX_FAILED = 100
"""Failing cases of one eval run that become items; the run's file holds all."""
MAX_PICTURE_BYTES = 5_000_000
_SETTINGS = (".yaml", ".yml", ".toml", ".json", ".ini")


class EvidenceBuilder:
    """What one run has gathered so far.

    Args:
        people: handles without `@` of those who responded.
        clock: how times are read.
        tell: is told what is being read.
        redactor: one for the whole run, so that a value has one number.
        own: the post-mortem and its evidence, which are no evidence of themselves.
    """

    def __init__(
        self,
        people: frozenset[str],
        clock: TimeReader,
        tell: Callable[[str], None],
        redactor: Redactor,
        own: tuple[Path, ...] = (),
    ) -> None:
        self.redactor = redactor
        self.people = people
        self.clock = clock
        self.tell = tell
        self.own = tuple(path.resolve() for path in own)
        self.items: list[EvidenceItem] = []
        self.answers: dict[Key, Key] = {}
        self.files: dict[str, bytes] = {}
        self.reports: list[SourceReport] = []

    def source(self, source: Source) -> None:
        """One file, archive or export."""
        redactor = SourceRedactor(self.redactor)
        name = redactor.text(source.name, "the name of the file")
        context = self.read_context()
        try:
            if source.path and any(source.path.resolve().is_relative_to(path) for path in self.own):
                raise NotReadable("it belongs to the post-mortem itself; name where it came from")
            if source.suffix in pictures.SUFFIXES and source.parts is None:
                self._picture(source, name, redactor)
                return
            collector = collector_for(source, context)
            if collector is None:
                self._unknown(source, name)
                return
            read = source
            if source.parts is None and collector.by_line:
                text = redactor.lines(source.text, name)
                read = replace(source, read=lambda: text.encode("utf-8", "surrogatepass"))
            content = collector.read(read, context)
            if source.parts is None and (assumed := source.decoded[1]):
                content.remarks.append(assumed)
        except NotReadable as problem:
            self.reports.append(SourceReport(name, unread=(f"{name}: {problem}",)))
            return
        self._take(name, collector.name, content, redactor)

    def thread(self, thread: Thread) -> None:
        """An issue or pull request."""
        self._take(thread.name, "issue thread", thread.read(self.read_context()), SourceRedactor(self.redactor))

    def copy(self, copy: Copy) -> None:
        """A prompt, a configuration or a sample."""
        redactor = SourceRedactor(self.redactor)
        name = redactor.text(copy.name, "the name of the file")
        try:
            text, assumed = decode(copy.read())
        except NotReadable as problem:
            raise AfterwordError(str(problem), remedy="save it as UTF-8 text", path=copy.name) from None
        self._save(copy.target, redactor.lines(text, name).encode("utf-8", "replace"))
        self.reports.append(
            SourceReport(
                name,
                redacted=redactor.found,
                places=redactor.places,
                saved_as=(copy.target,),
                remarks=(assumed,) if assumed else (),
            )
        )

    def read_context(self) -> ReadContext:
        return ReadContext(self.clock, Roles(self.people), self.tell, self.people)

    def _take(self, name: str, kind: str, content: SourceContent, redactor: SourceRedactor) -> None:
        unread = list(content.unread)
        if len(content.items) > MAX_ITEMS:
            more = len(content.items) - MAX_ITEMS
            unread.append(UnreadPlace(f"{more} items beyond the first {MAX_ITEMS}; cut out the time of the incident"))
        by_position: dict[int, EvidenceItem] = {}
        for position, raw in enumerate(content.items[:MAX_ITEMS]):
            item = self._item(name, raw, redactor)
            if not item.text.strip():  # nothing but characters that show nothing
                content.left_out["without text"] += 1
                continue
            by_position[position] = item
            if raw.answers in by_position:
                self.answers.setdefault(item.key(), by_position[raw.answers].key())
        taken = list(by_position.values())
        saved: list[str] = []
        for run in content.runs:
            items, target = self._run(name, run, redactor, unread)
            taken += items
            saved.append(target)
        if not (taken or unread or content.left_out):
            unread.append(UnreadPlace("nothing was found in it"))
        self.items += taken
        self.reports.append(
            SourceReport(
                name,
                kind,
                len(taken),
                redactor.found,
                redactor.places,
                tuple(redactor.quiet(place.within(name)) for place in unread),
                content.left_out,
                tuple(redactor.quiet(remark) for remark in content.remarks),
                content.assumed_zone,
                tuple(dict.fromkeys(saved)),
            )
        )

    def _item(self, name: str, raw: RawItem, redactor: SourceRedactor) -> EvidenceItem:
        source = redactor.text(raw.part) if raw.part else name
        place = f"{source}:{raw.line}"
        text = redactor.text(raw.text, place)
        if len(text) > MAX_TEXT:
            text = f"{text[:MAX_TEXT]} … [{len(text) - MAX_TEXT} more characters]"
        actor = redactor.text(role_of_handle(raw.actor, self.people) or "", place)
        return EvidenceItem("", source, raw.line, raw.at, actor or None, text)

    def _run(
        self, name: str, run: EvalRun, redactor: SourceRedactor, unread: list[UnreadPlace]
    ) -> tuple[list[EvidenceItem], str]:
        """Items and a file for an eval run; the run's own time stands in the timeline, its cases do not."""
        run = EvalRun(
            redactor.text(run.suite, name),
            run.at,
            redactor.text(run.model, name),
            tuple(
                _redacted_result(result, redactor, f"{name}, case {number}")
                for number, result in enumerate(run.results, 1)
            ),
        )
        target, data, missing = run_file(run)
        self._save(target, data)
        if missing:
            unread.append(UnreadPlace(f"{missing} cases of {run.suite} that passed: the run's file would be too large"))
        failed = run.failed
        if len(failed) > MAX_FAILED:
            more = len(failed) - MAX_FAILED
            unread.append(UnreadPlace(f"{more} failing cases beyond {MAX_FAILED} are no items; they are in {target}"))
        texts = [_summary(run), *(_failure(run, result) for result in failed[:MAX_FAILED])]
        items = [
            self._item(name, RawItem(number, run.at if number == 1 else None, None, text), redactor)
            for number, text in enumerate(texts, 1)
        ]
        return items, target

    def _picture(self, source: Source, name: str, redactor: SourceRedactor) -> None:
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
                name, "picture", 1, redactor.found, redactor.places, remarks=tuple(remarks), saved_as=(target,)
            )
        )

    def _unknown(self, source: Source, name: str) -> None:
        if source.parts is not None:
            reason = "this archive is neither a Slack export nor a log of Inspect; unpack it and name the files"
        elif source.suffix in ARCHIVES:
            reason = f"nothing here reads `{source.suffix}`; unpack it and name the files"
        elif source.suffix == ".json" and (stopped := source.documents.stopped):
            reason = f"{stopped[1]} in line {stopped[0]}; export it again"
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


def _redacted_result(result: EvalResult, redactor: SourceRedactor, place: str) -> EvalResult:
    return EvalResult(
        redactor.text(result.case, place),
        result.passed,
        redactor.text(result.input, place),
        redactor.text(result.output, place),
        redactor.text(result.expected, place),
        redactor.text(result.reason, place),
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
