"""What is around cases that were tried: proofs that prove nothing any more, and quarantines that ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from afterword.evalcases.case import EvalCase
from afterword.evalcases.statistics.procedure import Verdict
from afterword.evals.try_cases import CaseFinding, TriedCase, Weight
from afterword.portfolio.proofs.recorded_proofs import RecordedProof, recorded_proof, stray_records
from afterword.postmortem import PostMortem
from afterword.project import Project

MOST_DAYS = 14


def find_wrong_quarantine(case: EvalCase, today: date) -> Iterator[CaseFinding]:
    """Find a quarantine that ended, or that would last too long.

    Args:
        today: the current day.
    """
    quarantine = case.quarantine
    if quarantine is None:
        return
    if quarantine.until < today:
        what = f"its quarantine ended on {quarantine.until:%Y-%m-%d}"
        remedy = f"delete `quarantine` from the case, or agree with {quarantine.owner} on another day"
        yield CaseFinding("overdue-quarantine", Weight.ERROR, case.line, what, remedy)
    latest = today + timedelta(days=MOST_DAYS)
    if quarantine.until > latest:
        what = f"its quarantine ends on {quarantine.until:%Y-%m-%d}, more than {MOST_DAYS} days ahead"
        remedy = f"let it end by {latest:%Y-%m-%d}"
        yield CaseFinding("long-quarantine", Weight.ERROR, case.line, what, remedy)


def with_proofs(project: Project, documents: Iterable[PostMortem], tried: Sequence[TriedCase]) -> tuple[TriedCase, ...]:
    """Add the proof of each case, and findings about proofs that are void and about quarantines."""
    by_path = {document.path: document for document in documents}
    found = []
    for one in tried:
        proof = recorded_proof(project, by_path[one.path], one.case) if one.case else None
        findings = tuple(_findings(one, proof)) if proof else ()
        if one.case:
            findings += tuple(find_wrong_quarantine(one.case, project.now.date()))
        found.append(replace(one, proof=proof, findings=(*one.findings, *findings)))
    for document in by_path.values():
        mine = [number for number, one in enumerate(found) if one.path == document.path]
        if mine:
            stray = stray_records(project, document, {found[number].id for number in mine})
            last = found[mine[-1]]
            findings = tuple(_stray(last, path) for path in stray)
            found[mine[-1]] = replace(last, findings=(*last.findings, *findings))
    return tuple(found)


def _findings(one: TriedCase, proof: RecordedProof) -> Iterator[CaseFinding]:
    if proof.void:
        remedy = f"prove it again with `afterword evals prove {proof.case.incident}`, or restore {proof.path} from git"
        message = f"the proof is void: {'; '.join(proof.void)}"
        yield CaseFinding("void-proof", Weight.ERROR, one.line, message, remedy)
    if proof.result and proof.result.verdict is Verdict.REFUTED and proof.result.proof:
        why = proof.result.proof.refutation
        message = f"the proof refutes the case: {why}"
        yield CaseFinding("refuted", Weight.WARNING, one.line, message, "correct the case, and prove it again")


def _stray(one: TriedCase, path: str) -> CaseFinding:
    message = f"{path} belongs to no case of this post-mortem"
    return CaseFinding("stray-proof", Weight.WARNING, one.line, message, "delete it, or give the case its id again")
