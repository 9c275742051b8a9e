"""What a record comes to today, and why one proves nothing any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.evalcases.case import EvalCase
from afterword.evalcases.chat import as_messages, as_tools
from afterword.evalcases.proofs.record import Digests, Method, ProofCall, ProofRecord, Side, digest
from afterword.evalcases.statistics.procedure import NO_ANSWER, Proof, Verdict, survives_missing_answers
from afterword.text.counting import counted

ASSERTIONS = "1"
"""Version of what applies the assertions; another one voids the proofs made with this."""

_CHANGED = {
    "case": "the input, the tools or the assertions of the case changed since",
    "broken": "the prompt of the broken side changed since",
    "fixed": "the prompt of the fixed side changed since",
    "parameters": "the model or its parameters in the evidence changed since",
}


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a record comes to.

    Attributes:
        proof: the proof that its letters make; None if they make none.
        verdict: what they come to; None if the record is void.
        void: why it proves nothing; empty if it stands.
        robust: whether a proven case would still be proven if every missing answer had spoken against it.
    """

    proof: Proof | None
    verdict: Verdict | None
    void: tuple[str, ...]
    robust: bool = True


def digest_case(case: EvalCase) -> str:
    """Return the SHA-256 of what is asked and how the answer is judged."""
    assertions = [[one.side.value, one.kind, one.value] for one in case.assertions if not one.by_model]
    return digest(
        {
            "system": case.system,
            "messages": as_messages(case, ""),
            "tools": as_tools(case),
            "assertions": assertions,
            "engine": ASSERTIONS,
            **({"variables": dict(case.variables)} if case.variables else {}),
        }
    )


def tolerated_rate(case: EvalCase) -> float:
    """Return the failure rate that a case tolerates: `max_failures` of `runs`."""
    return case.max_failures / (case.runs or 1) if case.max_failures else 0.0


def replay(record: ProofRecord, tolerated: float) -> Proof:
    """Make the proof of a record's letters.

    Raises:
        ValueError: no proof has these letters; says why.
    """
    if len(record.broken) != len(record.fixed):
        raise ValueError("its pairs are not complete")
    proof = Proof(tolerated, record.method.green)
    for number, (broken, fixed) in enumerate(zip(record.broken, record.fixed, strict=True), 1):
        if proof.verdict is not None or proof.old is not None:
            raise ValueError(f"its pairs go on after the one that ended them, number {number - 1}")
        proof = proof.add_pair(broken, fixed)
    for number, letter in enumerate(record.fixed_only, 1):
        if proof.verdict is not None:
            raise ValueError(f"its calls go on after the verdict, which came with call {number - 1} of the fixed side")
        if proof.old is None:
            raise ValueError("the fixed side runs alone although no difference is shown")
        proof = proof.add_fixed(letter)
    return proof


def recompute(
    record: ProofRecord, calls: Sequence[ProofCall], case: EvalCase, today: Digests, green: float
) -> Recomputed:
    """Recompute the verdict of a record.

    Args:
        calls: the calls beside it.
        case: the case as it is now.
        today: digests of the case and its sides as they are now.
        green: the setting `evals.green` as it is now.
    """
    tolerated = tolerated_rate(case)
    void = [*_find_other_matter(record, case, today, green), *_find_tampering(record, calls)]
    try:
        proof = replay(record, tolerated)
    except ValueError as error:
        return Recomputed(None, None, (*void, str(error)))
    verdict = proof.verdict or Verdict.NOT_YET
    if verdict is not record.verdict:
        void.append(f"it says `{record.verdict}`, and its letters come to `{verdict}`")
    if void:
        return Recomputed(proof, None, tuple(void))
    robust = verdict is not Verdict.PROVEN or survives_missing_answers(
        record.broken, record.fixed, record.fixed_only, proof
    )
    return Recomputed(proof, verdict, (), robust)


def _find_other_matter(record: ProofRecord, case: EvalCase, today: Digests, green: float) -> Iterator[str]:
    """Say what the record is about, if that is not the case as it is now."""
    if record.case != case.id:
        yield f"it is of the case `{record.case}`"
    known = Method(green=record.method.green)
    if record.method != known:
        yield f"its method is not that of this version, `{known.difference}` with `{known.bound}` at {known.alpha:.0%}"
    if record.method.green > green:
        yield f"it counts {record.method.green:.0%} as green, and the settings {green:.0%}"
    yield from list_changes(record.sha256, today)


def list_changes(recorded: Digests, today: Digests) -> Iterator[str]:
    """Say what of a proven case and its sides changed since."""
    for name, text in _CHANGED.items():
        if getattr(recorded, name) != getattr(today, name):
            yield text


def _find_tampering(record: ProofRecord, calls: Sequence[ProofCall]) -> Iterator[str]:
    """Say where the record contradicts itself or its calls."""
    if record.started > record.ended:
        yield "it ends before it starts"
    if len(calls) != record.calls:
        yield f"it counts {counted(record.calls, 'call')}, and the file beside it has {len(calls)}"
        return
    for number, (call, wanted) in enumerate(zip(calls, _expected_calls(record), strict=True), 1):
        found: tuple[int, Side, str] = (call.pair, call.side, call.letter)
        if found != wanted:
            yield f"call {number} in the file beside it is {_shown(found)}, and that of the record {_shown(wanted)}"
            return
        if (call.output == "") != (call.letter == NO_ANSWER):
            yield f"call {number} has no answer and a letter for one, or the other way round"
            return
    for side in ("broken", "fixed"):
        distinct = len({call.output for call in calls if call.side == side and call.output})
        if distinct != getattr(record.distinct, side):
            yield f"the answers of the {side} side are {distinct} different ones, not {getattr(record.distinct, side)}"


def _expected_calls(record: ProofRecord) -> Iterator[tuple[int, Side, str]]:
    """List pair, side and letter of every call in the order of their numbers; the order swaps with each pair."""
    pairs = min(len(record.broken), len(record.fixed))
    for pair in range(1, pairs + 1):
        broken: tuple[int, Side, str] = (pair, "broken", record.broken[pair - 1])
        fixed: tuple[int, Side, str] = (pair, "fixed", record.fixed[pair - 1])
        yield from (broken, fixed) if pair % 2 else (fixed, broken)
    for number, letter in enumerate(record.fixed_only, pairs + 1):
        yield number, "fixed", letter


def _shown(call: tuple[int, str, str]) -> str:
    return f"{call[1]} {call[0]} `{call[2]}`"
