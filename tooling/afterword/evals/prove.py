"""Prove that a case fails on what caused the incident and passes on what mended it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from afterword import __version__
from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evalcases.proofs.recompute import Recomputed, recompute
from afterword.evalcases.proofs.record import (
    Digests,
    Distinct,
    Endpoint,
    Method,
    ProofCall,
    ProofRecord,
    Requested,
    digest,
    minute,
)
from afterword.evalcases.statistics.procedure import NO_ANSWER, Verdict
from afterword.evals.answering import Answerer, EndpointAnswerer, ProgramAnswerer, redacted_errors, split_command
from afterword.evals.askable import require_askable
from afterword.evals.earlier_record import PROGRAM, why_not_continued, why_other_proof
from afterword.evals.fixed_version import keep_fixed_version
from afterword.evals.proving import CallBudget, Prover, Stop
from afterword.evals.running_proof import ModelChangedError, RunningProof
from afterword.evals.try_cases import try_cases
from afterword.evidence.people import known_people
from afterword.git import committers
from afterword.llm import Chat
from afterword.portfolio.proofs.proof_files import ProofFiles
from afterword.portfolio.proofs.sides import Sides, read_sides
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.redaction import Redactor
from afterword.times.clock import SystemClock

_LEAST_CALLS = 2


@dataclass(frozen=True, slots=True)
class ProveRequest:
    """What to prove, and with which means.

    Attributes:
        document: the post-mortem.
        case_id: only this case; None for all.
        fixed: what the fixed side is asked with: `before`, a path, or `path@commit`; None for what was used before.
        command: a program that answers in place of the endpoint; from the command line alone.
        directory: the folder in which the command runs and to which paths are relative.
        model: is asked in place of the one that the evidence names.
        max_runs: calls of one case at most, retries among them.
        max_tokens: of all cases together, prompts and answers; None for that of the settings.
    """

    document: PostMortem
    case_id: str | None
    fixed: str | None
    command: str | None
    directory: Path
    model: str | None
    max_runs: int
    max_tokens: int | None


@dataclass(frozen=True, slots=True)
class Proved:
    """What became of one case.

    Attributes:
        record: the record as it is now.
        result: what it comes to.
        path: its file, as a user would write it.
        calls: that were made now, retries among them.
        tokens: that they took.
        stop: why no further call was made; None if none was made at all.
        changed: the model that answered before and the one that answers now, if that began a new record.
        unanswered: why calls had no answer, with their numbers.
    """

    record: ProofRecord
    result: Recomputed
    path: str
    calls: int
    tokens: int
    stop: Stop | None
    changed: tuple[str, str] | None = None
    unanswered: Mapping[str, int] = field(default_factory=dict)


class Watcher(Protocol):
    """What is shown while a proof runs."""

    def begin(self, sides: Sides, running: RunningProof, why_new: str) -> None:
        """Show what is proven; `why_new` says why an earlier record is not continued, if there is one."""

    def step(self, running: RunningProof, calls: int, tokens: int) -> None:
        """Show how far it has come."""


def prove(
    project: Project, request: ProveRequest, watcher: Watcher, done: Callable[[EvalCase, Proved], None]
) -> list[Proved]:
    """Prove the cases of a post-mortem, one after another.

    Args:
        watcher: is called with how far it has come.
        done: is called with each case once it is done.

    Raises:
        AfterwordError: something is missing, or every call would fail. What was proven before is kept.
    """
    cases = _cases(request)
    if request.max_runs < _LEAST_CALLS:
        raise AfterwordError(
            f"--max-runs {request.max_runs} allows no pair of calls", remedy="allow at least 37: no proof takes fewer"
        )
    if request.max_tokens is not None and request.max_tokens < 1:
        raise AfterwordError(f"--max-cost {request.max_tokens} allows no call", remedy="allow some tokens")
    proved = []
    chat = (
        None if request.command is not None else Chat.from_settings(project.config.llm, project.env, request.max_tokens)
    )
    try:
        for case in cases:
            one = _Case(project, request, case, chat, watcher).prove()
            done(case, one)
            proved.append(one)
    finally:
        if chat:
            chat.close()
    return proved


def _cases(request: ProveRequest) -> list[EvalCase]:
    document = request.document
    tried = try_cases([document])
    if request.case_id is not None:
        tried = tuple(one for one in tried if one.id == request.case_id)
        if not tried:
            raise AfterwordError(
                f"there is no eval case `{request.case_id}`",
                remedy="`afterword evals list` lists the cases",
                path=document.path,
            )
    if not tried:
        raise AfterwordError(
            "there is no eval case", remedy="add one to the section Eval coverage gap", path=document.path
        )
    for one in tried:
        wrong = next((finding for finding in one.findings if one.fails and finding.weight.value == "error"), None)
        if wrong:
            name = f"`{one.id}`" if one.id else "a case"
            message = f"{name} fails offline, so no call is made: {wrong.message}"
            raise AfterwordError(message, remedy=wrong.remedy, path=document.path, line=wrong.line)
        if one.case is None:
            reason = next((finding.message for finding in one.findings), "it cannot be asked")
            raise AfterwordError(
                f"`{one.id}` cannot be asked: {reason}",
                remedy="complete it; `afterword evals check` says what is missing",
                path=document.path,
                line=one.line,
            )
    return [one.case for one in tried if one.case]


class _Case:
    """The proof of one case."""

    def __init__(
        self, project: Project, request: ProveRequest, case: EvalCase, chat: Chat | None, watcher: Watcher
    ) -> None:
        self.project, self.request, self.case, self.chat, self.watcher = project, request, case, chat, watcher
        document = request.document
        self.folder = project.evidence_folder(document.id)
        self.files = ProofFiles(self.folder, case.id, project.display_path(self.folder))
        self.redactor = redactor = Redactor(project.config.redaction, known_people(document, committers(project.root)))
        self.redact = lru_cache(lambda text: redactor.redact(text).text)  # an endpoint says the same at each call
        self.program = None if request.command is None else split_command(request.command)
        self.budget = CallBudget(request.max_runs)
        self.began = time.monotonic()

    def prove(self) -> Proved:
        keep_fixed_version(self.files, self.request.fixed, self.project.root, self.request.directory, self.redactor)
        evidence = read_sides(self.request.document.front, self.folder, self.case)
        digests = evidence.digests(self.case)
        sides = evidence.asking(self.request.model) if self.request.model else evidence
        if self.chat:
            require_askable(self.case, sides, self.request.document.path)
        before, why_new = self._read_before(digests, sides)
        if before is not None and before.proof.verdict is not None:
            if before.record.verdict is not Verdict.NOT_YET:
                return self._proved(before, digests, None, 0)
            self.files.write(before.as_record(self._now()))  # a run was killed before it did
            return self._proved(before, digests, Stop.VERDICT, 0)
        spent = self.chat.meter.spent if self.chat else 0
        attempt = self.files.read_record().attempt + 1 if self.files.exists else 1
        running = before or self._begin(self._new_record(digests, sides, attempt))
        self.watcher.begin(sides, running, why_new)
        try:
            stop, changed = self._run(running, sides), None
        except ModelChangedError as error:
            # A proof is about one model, so what the other one answered is not in it.
            fresh = self._begin(self._new_record(digests, sides, running.record.attempt + 1))
            try:
                running, changed = fresh, (error.before, error.now)
                stop = self._run(fresh, sides)
            except ModelChangedError as again:
                raise AfterwordError(
                    f"several models answer in turn: {again.before} and {again.now}, so nothing is proven",
                    remedy="name a snapshot with `--model`, or an endpoint that serves one",
                ) from None
        tokens = (self.chat.meter.spent if self.chat else 0) - spent
        return self._proved(running, digests, stop, tokens, changed)

    def _run(self, running: RunningProof, sides: Sides) -> Stop:
        """Make the calls; the files are whole at each moment, so that an interrupted proof can go on."""
        answerer = self._answerer()
        self.files.write(running.as_record(self._now()), running.calls)

        def show() -> None:
            self.watcher.step(running, self.budget.used, self.chat.meter.spent if self.chat else 0)

        concurrency = self.project.config.llm.concurrency
        prover = Prover(running, sides, answerer, self.budget, concurrency, self.files.append, show)
        try:
            with redacted_errors(self.redact):
                return prover.run()
        finally:
            self.files.write(running.as_record(self._now()))
            if not self.chat:
                answerer.close()

    def _answerer(self) -> Answerer:
        if self.chat:
            return EndpointAnswerer(self.chat, SystemClock(), self.budget.take)
        project, seconds = self.project, self.project.config.llm.timeout_seconds
        return ProgramAnswerer(self.program or (), self.request.directory, project.env, self.folder, seconds)

    def _begin(self, record: ProofRecord, calls: Sequence[ProofCall] = ()) -> RunningProof:
        return RunningProof.begin(self.case, record, self.redact, calls)

    def _read_before(self, digests: Digests, sides: Sides) -> tuple[RunningProof | None, str]:
        """Read the proof to go on with, or that is done; None if a new one begins, and why if there is an earlier one.

        Raises:
            AfterwordError: there is a record that contradicts its calls.
        """
        if not self.files.exists:
            return None, ""
        record = self.files.read_record()
        current = self._new_record(digests, sides, record.attempt)
        if why := why_other_proof(record, current, names_model=self.request.model is not None):
            return None, why
        calls = self.files.read_calls(cut_off=True)
        try:
            running = self._begin(record, calls)
        except ValueError:
            raise self._contradiction() from None
        again = running.as_record(self._now())
        longer = all(
            getattr(again, name).startswith(getattr(record, name)) for name in ("broken", "fixed", "fixed_only")
        )
        check = recompute(again, running.calls, self.case, digests, self.project.config.evals.green)
        # A run that was killed may have left its last calls without the verdict that they come to.
        is_other = record.verdict not in (Verdict.NOT_YET, again.verdict)
        if not longer or check.void or is_other:
            raise self._contradiction()
        why = why_not_continued(record, running.proof.verdict, current)
        return (None, why) if why else (running, "")

    def _contradiction(self) -> AfterwordError:
        return AfterwordError(
            "the record and the calls beside it contradict each other, so nothing is concluded from them",
            remedy="restore both from git, or delete both to prove the case again",
            path=self.files.path,
        )

    def _new_record(self, digests: Digests, sides: Sides, attempt: int) -> ProofRecord:
        now = minute(self._now())
        asked = ("", "") if not self.chat else (sides.broken.model, sides.fixed.model)
        requested = Requested(broken=self._redacted(asked[0]), fixed=self._redacted(asked[1]))
        host = self._redacted(urlsplit(self.chat.base_url).netloc.rpartition("@")[2]) if self.chat else PROGRAM
        program = "" if self.program is None else digest(list(self.program))
        return ProofRecord(
            case=self.case.id,
            attempt=attempt,
            tool=__version__,
            method=Method(green=self.project.config.evals.green),
            sha256=digests,
            endpoint=Endpoint(host=host, program=program, requested=requested, answered=[], fingerprints=[]),
            distinct=Distinct(broken=0, fixed=0),
            started=now,
            ended=now,
            verdict=Verdict.NOT_YET,
        )

    def _redacted(self, text: str) -> str:
        return self.redact(text)[:200]

    def _now(self) -> datetime:
        return self.project.now + timedelta(seconds=time.monotonic() - self.began)

    def _proved(
        self,
        running: RunningProof,
        digests: Digests,
        stop: Stop | None,
        tokens: int,
        changed: tuple[str, str] | None = None,
    ) -> Proved:
        record = running.as_record(self._now()) if stop else running.record
        result = recompute(record, running.calls, self.case, digests, self.project.config.evals.green)
        unanswered = Counter(call.finish for call in running.calls if call.letter == NO_ANSWER)
        return Proved(record, result, self.files.path, self.budget.used, tokens, stop, changed, unanswered)
