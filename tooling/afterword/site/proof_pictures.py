"""The proofs of an incident's eval cases, drawn: a mark for each run of both sides, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from afterword.evalcases.proofs.record import ProofRecord
from afterword.evalcases.proofs.wording import at_least, describe_counts, describe_verdict, less_than
from afterword.evalcases.statistics.procedure import FAILED, NO_ANSWER, PASSED, Proof, Verdict
from afterword.portfolio.proofs.evidence_of_done import find_evidence_of_done
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem
from afterword.site.labels import Badge, proof_badge
from afterword.site.page import render
from afterword.site.site import Site

_COLUMNS = 40
_MOST_RUNS = 400
_NAMES = {FAILED: "failed", PASSED: "passed", NO_ANSWER: "no answer"}


@dataclass(frozen=True, slots=True)
class RunLine:
    """Some runs of one side, one beside the other.

    Attributes:
        side: `broken` or `fixed`; empty in a line that goes on.
        runs: the left edge of each in per cent, what came of it, and in words which run it is.
    """

    side: str
    runs: tuple[tuple[float, str, str], ...]


@dataclass(frozen=True, slots=True)
class ProofPicture:
    """The proof of a case as its incident's page shows it.

    Attributes:
        id: the id of the case.
        badge: the verdict.
        words: what was counted and what that shows, or why nothing is proven.
        pairs: lines of both sides, the fixed one below the broken one.
        alone: lines of the fixed side alone.
        not_drawn: how many runs come after those that are drawn.
        closes: ids of the action items that the proof is the evidence of done of.
    """

    id: str
    badge: Badge
    words: tuple[str, ...]
    pairs: tuple[tuple[RunLine, RunLine], ...] = ()
    alone: tuple[RunLine, ...] = ()
    not_drawn: int = 0
    closes: tuple[str, ...] = ()

    @property
    def legend(self) -> list[str]:
        """What came of the runs that are drawn."""
        drawn = {kind for line in (*sum(self.pairs, ()), *self.alone) for _, kind, _ in line.runs}
        return [name for name in _NAMES.values() if name in drawn]


def draw_proofs(document: PostMortem, site: Site) -> Markup:
    """Draw the proof of each eval case that can be asked; empty if there is none."""
    proofs = site.proofs(document)
    if not proofs:
        return Markup("")
    done = [one for one in find_evidence_of_done(document, proofs) if one.is_proven]
    pictures = [
        _picture(proof, tuple(one.item.id for one in done if proof in one.cases and one.item.id)) for proof in proofs
    ]
    return render("proofs.html", pictures=pictures)


def _picture(proof: RecordedProof, closes: tuple[str, ...]) -> ProofPicture:
    badge, record, result = proof_badge(proof), proof.record, proof.result
    if proof.void:
        return ProofPicture(proof.case.id, badge, (f"{_sentence(proof.void[0])}.",))
    if record is None or result is None or result.proof is None:
        return ProofPicture(proof.case.id, badge, ("It was never asked with both versions.",))
    pairs = min(len(record.broken), _MOST_RUNS // 2)
    alone = record.fixed_only[: _MOST_RUNS - 2 * pairs]
    return ProofPicture(
        proof.case.id,
        badge,
        tuple(_words(record, proof, result.proof)),
        tuple(zip(_lines("broken", record.broken[:pairs]), _lines("fixed", record.fixed[:pairs]), strict=True)),
        tuple(_lines("fixed", alone, len(record.broken))),
        record.calls - 2 * pairs - len(alone),
        closes,
    )


def _words(record: ProofRecord, proof: RecordedProof, counts: Proof) -> Iterator[str]:
    assert proof.result
    yield f"{describe_counts(record, proof.result)}."
    if proof.result.verdict is Verdict.PROVEN:
        bounds = [f"the broken side fails {at_least(counts.broken)}", f"the fixed side {less_than(counts.fixed)}"]
        text = " and ".join(one.replace("(", "").replace(")", "") for one in bounds)
        yield f"{_sentence(text)}, at 95 %, for this input and model."
        yield from describe_verdict(counts, robust=proof.result.robust)[1:]
    else:
        yield from describe_verdict(counts)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(side: str, letters: str, before: int = 0) -> Iterator[RunLine]:
    """Divide the runs of a side into lines.

    Args:
        side: which.
        letters: of the runs.
        before: runs of this side that other lines have.
    """
    for start in range(0, len(letters), _COLUMNS):
        yield RunLine(
            side,
            tuple(
                (at * 100 / _COLUMNS, _NAMES[letter], f"{side}, run {before + start + at + 1}: {_NAMES[letter]}")
                for at, letter in enumerate(letters[start : start + _COLUMNS])
            ),
        )
