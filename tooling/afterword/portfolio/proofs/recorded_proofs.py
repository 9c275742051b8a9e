"""The proofs that a repository holds, recomputed offline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evalcases.proofs.recompute import Recomputed, recompute
from afterword.evalcases.proofs.record import ProofRecord
from afterword.evalcases.read_case import find_cases
from afterword.evalcases.statistics.procedure import Verdict
from afterword.evidence.folder import list_files
from afterword.portfolio.proofs import NOT_PROVEN
from afterword.portfolio.proofs.proof_files import ProofFiles
from afterword.postmortem import PostMortem
from afterword.postmortem.folders import PROOFS
from afterword.project import Project


@dataclass(frozen=True, slots=True)
class RecordedProof:
    """The proof of one case.

    Attributes:
        case: the case.
        path: the record, as a user would write it.
        record: None if there is none, or it cannot be read.
        result: what it comes to today; None without a record.
        problem: why the record cannot be read; empty if it can, or there is none.
    """

    case: EvalCase
    path: str
    record: ProofRecord | None = None
    result: Recomputed | None = None
    problem: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether the case is proven, today."""
        return self.result is not None and self.result.verdict is Verdict.PROVEN

    @property
    def standing(self) -> str:
        """What it comes to, in words: its verdict, `proof void`, or `not proven`."""
        if self.void:
            return "proof void"
        return str(self.result.verdict) if self.result else NOT_PROVEN

    @property
    def void(self) -> tuple[str, ...]:
        """Why the record proves nothing any more; empty if it stands or there is none."""
        if self.problem:
            return (self.problem,)
        return self.result.void if self.result else ()


def recorded_proofs(project: Project, document: PostMortem) -> tuple[RecordedProof, ...]:
    """Recompute the proof of every case of a post-mortem that can be asked, in their order."""
    return tuple(recorded_proof(project, document, case) for case in find_cases([document]))


def recorded_proof(project: Project, document: PostMortem, case: EvalCase) -> RecordedProof:
    """Recompute the proof of one case."""
    folder = project.evidence_folder(document.id)
    return proof_in(folder, project.display_path(folder), document, case, project.config.evals.green)


def proof_in(folder: Path, shown: str, document: PostMortem, case: EvalCase, green: float) -> RecordedProof:
    """Recompute the proof that an evidence folder has of a case.

    Args:
        folder: the evidence folder.
        shown: the evidence folder as a user would write it.
        green: the setting `evals.green`.
    """
    files = ProofFiles(folder, case.id, shown)
    if not files.exists:
        return RecordedProof(case, files.path)
    try:
        record, calls = files.read_record(), files.read_calls()
    except AfterwordError as error:
        place = "" if error.path in (None, "", files.path) else f"{error.path}: "
        return RecordedProof(case, files.path, problem=f"{place}{error.message}")
    # Imported here: few cases have a record, and what reads its sides takes a fifth of a second to load.
    from afterword.portfolio.proofs.sides import read_sides

    today = read_sides(document.front, folder, case).digests(case)
    return RecordedProof(case, files.path, record, recompute(record, calls, case, today, green))


def stray_records(project: Project, document: PostMortem, case_ids: Iterable[str]) -> list[str]:
    """List files of proofs that belong to no case of a post-mortem, as a user would write their paths.

    Args:
        case_ids: of all its cases, also of those that cannot be asked.
    """
    folder = project.evidence_folder(document.id)
    known = set(case_ids)
    shown = project.display_path(folder)
    return [f"{shown}/{name}" for name in list_files(folder, PROOFS) if _case_of(name) not in known]


def _case_of(name: str) -> str:
    """Return the id of the case whose proof a file belongs to: no id has a dot."""
    return name.rpartition("/")[2].partition(".")[0]
