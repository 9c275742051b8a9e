"""Ask every eval case with the current prompts, and say what a change breaks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, partial
from itertools import chain
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evalcases.read_case import find_cases
from afterword.evalcases.statistics.bounds import upper_bound
from afterword.evalcases.statistics.regression import RegressionTest
from afterword.evals.answering import EndpointAnswerer, redacted_errors
from afterword.evals.current_prompts import Change, prompt_path, read_at, read_current
from afterword.evals.earlier_record import PROGRAM
from afterword.evals.repeated_runs import Ended, Runs, ask_all
from afterword.llm import Chat
from afterword.portfolio.proofs.recorded_proofs import RecordedProof, recorded_proof
from afterword.portfolio.proofs.sides import ProofSide, current_side
from afterword.postmortem import PostMortem
from afterword.postmortem.folders import PROOFS
from afterword.project import Project
from afterword.redaction import PLACEHOLDER, Redactor
from afterword.text.counting import counted
from afterword.times.clock import SystemClock

_MOST_CLEAN_RUNS = 25
"""A test that needs more runs is left to a run of all cases, such as a nightly one."""


class Standing(StrEnum):
    """What a case means for a change.

    `WITHOUT_VERDICT` is a case that can block, and of which it is not known whether it does.
    """

    BLOCKS = "blocks"
    WITHOUT_VERDICT = "without a verdict"
    PASSED = "passed"
    REPORTED = "reported"
    NO_PROMPT = "no current prompt"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What became of one case.

    Attributes:
        case: the case.
        standing: what it means.
        words: what happened, counts first: `failed 3 of 3 (0 of 33 when proven): blocks`.
        is_back: whether it fails without a change: the fault may be back, or the model changed.
        runs: answered runs with the current prompt.
        failed: of these.
    """

    case: EvalCase
    standing: Standing
    words: str
    runs: int = 0
    failed: int = 0
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class RunResult:
    """What became of all cases.

    Attributes:
        outcomes: in the order of the post-mortems.
        calls: that were answered.
        tokens: that they took.
        untouched: how many cases the change does not touch.
        spent: whether the budget was used up before all were asked.
    """

    outcomes: tuple[CaseOutcome, ...]
    calls: int = 0
    tokens: int = 0
    untouched: int = 0
    spent: bool = False

    @property
    def blocks(self) -> bool:
        """Whether any case blocks the change."""
        return any(one.standing is Standing.BLOCKS for one in self.outcomes)

    @property
    def fails(self) -> bool:
        """Whether any case blocks the change, or could and has no verdict."""
        return any(one.standing in (Standing.BLOCKS, Standing.WITHOUT_VERDICT) for one in self.outcomes)


def run_cases(
    project: Project,
    since: str | None,
    model: str | None,
    max_tokens: int | None,
    show: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Ask the cases of all post-mortems.

    Args:
        since: only cases that the change since the merge base with this ref touches; None for all.
        model: is asked in place of the one of the proof or the evidence.
        max_tokens: prompts and answers of all runs; None for the budget of the settings.
        show: is called with how far it has come.

    Raises:
        AfterwordError: every call would fail.
    """
    if max_tokens is not None and max_tokens < 1:
        raise AfterwordError(f"--max-cost {max_tokens} allows no call", remedy="allow some tokens")
    plans = _Plans(project, Change.since(project, since) if since is not None else None, model)
    in_order = plans.in_order()
    first = next(in_order, None)
    calls = tokens = 0
    if first is not None:
        chat = Chat.from_settings(project.config.llm, project.env, max_tokens)
        try:
            answerer = EndpointAnswerer(chat, SystemClock())
            runs = (plan.runs for plan in chain([first], in_order) if plan.runs)
            with redacted_errors(lambda text: Redactor(project.config.redaction).redact(text).text):
                ask_all(runs, answerer, project.config.llm.concurrency, lambda done: show(plans.progress(done)))
            bases = [base for plan in plans.made if plan.runs and (base := plan.begin_base())]
            if bases:
                show("asking the prompts from before the change")
                with suppress(AfterwordError):  # what the current prompts showed is reported all the same
                    ask_all(bases, answerer, project.config.llm.concurrency)
        finally:
            chat.close()
        calls, tokens = chat.meter.usage.requests, chat.meter.spent
    made = sorted(plans.made, key=lambda plan: plan.place)
    spent = any(plan.runs and plan.runs.ended is Ended.NOT_ASKED for plan in made)
    return RunResult(tuple(plan.outcome() for plan in made), calls, tokens, plans.untouched, spent)


class _Plans:
    """The plans of all cases, read while the first ones are asked already.

    Attributes:
        made: so far, in the order in which they were read.
        untouched: how many cases the change does not touch, so far.
        read_prompt: reads a current prompt, once.
    """

    def __init__(self, project: Project, change: Change | None, model: str | None) -> None:
        self.project, self.change, self.model = project, change, model
        self.made: list[_Plan] = []
        self.untouched = 0
        self._is_complete = False
        self.read_prompt = cache(partial(read_current, project))

    def in_order(self) -> Iterator[_Plan]:
        """Yield what is asked: if the budget ends, it ends with the cases that cannot block.

        Only a post-mortem with a folder of proofs can have one that blocks, so these are read first.
        """
        proven: list[tuple[int, Path]] = []
        rest: list[tuple[int, Path]] = []
        for place, path in enumerate(self.project.paths):
            with_proofs = os.path.lexists(path.with_suffix("") / PROOFS)
            (proven if with_proofs else rest).append((place, path))
        asked = (plan for plan in self._read(proven) if plan.runs)
        others = []
        for plan in asked:
            if plan.can_block:
                yield plan
            else:
                others.append(plan)
        yield from others
        yield from (plan for plan in self._read(rest) if plan.runs)
        self._is_complete = True

    def progress(self, done: int) -> str:
        """Say how far the run is."""
        number = sum(plan.runs is not None for plan in self.made)
        return f"{done} of {number} cases" if self._is_complete else f"{done} cases, and reading more"

    def _read(self, paths: list[tuple[int, Path]]) -> Iterator[_Plan]:
        for place, path in paths:
            document = self.project.read(path)
            for number, case in enumerate(find_cases([document])):
                if self.change is not None and not self.change.touches(self.project, case):
                    self.untouched += 1
                    continue
                plan = _Plan(self, document, case, (place, number))
                self.made.append(plan)
                yield plan


class _Plan:
    """How one case is asked, and what its runs mean."""

    def __init__(self, plans: _Plans, document: PostMortem, case: EvalCase, place: tuple[int, int]) -> None:
        self.project, self.change, self.model = plans.project, plans.change, plans.model
        self.case, self.place, self.front = case, place, document.front
        self.proof = recorded_proof(self.project, document, case)
        self.path = prompt_path(self.project, case)
        self.runs: Runs | None = None
        self.base: Runs | None = None
        self.test, self.why_reported = _test_of(self.proof)
        self.unasked = self._begin(plans.read_prompt)

    def _begin(self, read_prompt: Callable[[str], str]) -> tuple[Standing, str] | None:
        """Prepare the runs; or return what the case means because it is not asked, and why it is not."""
        if not self.case.by_code:
            return Standing.NOT_ASKED, "only a model can judge its assertions"
        if self.path is None:
            return Standing.NO_PROMPT, "no current prompt: `evals.prompts` names none for it"
        if self.change and self.test and self.test.clean_runs > _MOST_CLEAN_RUNS:
            return Standing.NOT_ASKED, f"takes {self.test.clean_runs} runs, so it is left to a run of all cases"
        try:
            side = self._side(read_prompt(self.path))
        except AfterwordError as error:
            return self._without_verdict(Standing.NO_PROMPT), f"no current prompt: {error.path}: {error.message}"
        if not side.model:
            why = "the post-mortem names no single model: `--model` says which to ask"
            return self._without_verdict(Standing.NOT_ASKED), why
        if side.unfilled:
            why = f"its current prompt has a template field that nothing fills: `{side.unfilled}`"
            return self._without_verdict(Standing.NOT_ASKED), why
        self.runs = Runs(self.case, side, self.test, self.case.runs or 1, self.case.max_failures)
        return None

    @property
    def can_block(self) -> bool:
        """Whether the case blocks a change if it fails too often."""
        return self.test is not None and not self.quarantined

    def _without_verdict(self, otherwise: Standing) -> Standing:
        return Standing.WITHOUT_VERDICT if self.can_block else otherwise

    def _side(self, text: str) -> ProofSide:
        side = current_side(self.front, self.case, self.path or "", text)
        record = self.proof.record
        proven_with = record.endpoint.requested.fixed if record and self.case.guards.kind == "prompt" else ""
        if PLACEHOLDER.search(proven_with):  # the record is redacted
            proven_with = ""
        return replace(side, model=self.model or proven_with or side.model)

    def begin_base(self) -> Runs | None:
        """Return the runs with the prompt from before the change, for a case that failed too often; else None."""
        runs = self.runs
        if self.change is None or runs is None or runs.ended is not Ended.CROSSED or self.quarantined:
            return None
        before = read_at(self.project, self.path or "", self.change.base)
        if before is None:
            return None
        self.base = Runs(self.case, self._side(before), self.test)
        return self.base

    @property
    def quarantined(self) -> bool:
        """Whether the case does not block for now."""
        quarantine = self.case.quarantine
        return quarantine is not None and self.project.now.date() <= quarantine.until

    def outcome(self) -> CaseOutcome:
        """Say what became of the case."""
        if self.unasked:
            return CaseOutcome(self.case, *self.unasked)
        assert self.runs
        standing, words = self._judge(self.runs)
        # A run of all cases has no change; in one of a change, the prompt from before it failed as well.
        unchanged = self.change is None or (self.base is not None and self.base.ended is Ended.CROSSED)
        is_back = self.runs.ended is Ended.CROSSED and unchanged
        return CaseOutcome(self.case, standing, words, self.runs.runs, self.runs.failed, is_back)

    def _judge(self, runs: Runs) -> tuple[Standing, str]:
        counts = f"{runs.failed} of {runs.runs}"
        if runs.ended is Ended.NOT_ASKED:
            asked = f"no verdict after {counted(runs.runs, 'run')}" if runs.letters else "not asked"
            return self._without_verdict(Standing.NOT_ASKED), f"{asked}: the budget of tokens is used up"
        if runs.ended is Ended.NO_VERDICT:
            # Some answers missing say little about a change. None at all says that the case guards nothing now.
            standing = Standing.REPORTED if runs.runs else self._without_verdict(Standing.REPORTED)
            return standing, f"no verdict: {runs.unanswered} of {len(runs.letters)} calls gave no answer"
        if runs.ended is Ended.UNDECIDED:
            return Standing.REPORTED, f"undecided, {counts} failed: does not block"
        if runs.ended is Ended.PASSED:
            remark = "" if self.test else f" ({self.why_reported})"
            failed = f", {runs.failed} failed" if runs.failed else ""
            remark += ": its quarantine can end" if self.case.quarantine else ""
            return Standing.PASSED, f"passed {runs.runs - runs.failed} of {runs.runs}{failed}{remark}"
        if runs.ended is Ended.FAILED:
            return Standing.REPORTED, f"failed {counts} ({self.why_reported}): does not block"
        return self._judge_crossed(counts)

    def _judge_crossed(self, counts: str) -> tuple[Standing, str]:
        proof = self.proof.result.proof if self.proof.result else None
        assert proof is not None
        text = f"failed {counts} ({proof.fixed.failed} of {proof.fixed.answered} when proven)"
        quarantine = self.case.quarantine
        if quarantine and self.quarantined:
            until = f"{quarantine.until:%d %b %Y}".lstrip("0")
            return Standing.REPORTED, f"{text}: quarantined until {until} by {quarantine.owner}: {quarantine.reason}"
        late = _overdue(quarantine.until if quarantine else None, self.project.now.date())
        if self.base is None:
            return Standing.BLOCKS, f"{text}: blocks{late}"
        before = f"{self.base.failed} of {self.base.runs} before the change"
        if not self.base.runs:
            return Standing.BLOCKS, f"{text}, no answer with the prompt from before the change: blocks{late}"
        if self.base.ended is Ended.CROSSED:
            return Standing.REPORTED, f"{text}, and {before}: drift, the fault may be back; does not block"
        return Standing.BLOCKS, f"{text}, {before}: blocks{late}"


def _overdue(until: date | None, today: date) -> str:
    return f"; its quarantine ended on {until:%Y-%m-%d}" if until and until < today else ""


def _test_of(proof: RecordedProof) -> tuple[RegressionTest | None, str]:
    """Return the test of a proof, or why the case is only reported."""
    result, record = proof.result, proof.record
    if record is None and not proof.problem:
        return None, "not proven"
    if proof.void:
        return None, f"its proof is void: {proof.void[0]}"
    if not proof.is_proven or result is None or result.proof is None or result.proof.old is None:
        return None, f"its proof is `{result.verdict}`" if result else "not proven"
    if record and record.endpoint.host == PROGRAM:
        return None, "proven with a program, and asked of a model here"
    fixed = result.proof.fixed
    test = RegressionTest.of_proof(upper_bound(fixed.failed, fixed.answered), result.proof.old)
    return test, "" if test else "its rates before and after the fix are too close for a test"
