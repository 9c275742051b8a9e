"""A proof in words: counts first, bounds in whole percent, never more than was shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import ceil, floor

from afterword.evalcases.proofs.recompute import Recomputed
from afterword.evalcases.proofs.record import ProofRecord
from afterword.evalcases.statistics.bounds import lower_bound, upper_bound
from afterword.evalcases.statistics.procedure import NO_ANSWER, NOT_RED, Proof, Refutation, Tally, Verdict
from afterword.text.counting import counted

_SHOWN_LETTERS = 20
_SLACK = 1e-9
"""Rounding of a bound that is a whole percent must not make it another one."""


def describe_sides(broken: str, fixed: str, fixed_only: str, proof: Proof) -> list[str]:
    """Write a line for each side: its letters, its counts, and the bound that matters for it."""
    red, green = proof.broken, proof.fixed
    rows = [
        ("broken", show_letters(broken), _counts(red), at_least(red)),
        ("fixed", show_letters(fixed, fixed_only), _counts(green), less_than(green)),
    ]
    letters, counts = (max(len(row[column]) for row in rows) for column in (1, 2))
    return [f"{a:<7} {b:<{letters}}  {c:<{counts}}  {d}".rstrip() for a, b, c, d in rows]


def describe_verdict(proof: Proof, *, robust: bool = True) -> list[str]:
    """Write the verdict and what it means, in one line or a few.

    Args:
        proof: the proof as far as it has come.
        robust: whether it would still be proven if every missing answer had spoken against it.
    """
    lines = [_VERDICTS[proof.verdict or Verdict.NOT_YET](proof)]
    if not robust:
        missing = proof.broken.unanswered + proof.fixed.unanswered
        they = "it" if missing == 1 else "they"
        lines.append(
            f"{counted(missing, 'call')} gave no answer; had {they} spoken against the case, it would not be proven."
        )
    return lines


def describe_record(record: ProofRecord, result: Recomputed) -> list[str]:
    """Write what a record comes to, in a line, with the model and the day; none if it is void."""
    proof = result.proof
    if proof is None or result.verdict is None:
        return []
    if result.verdict is not Verdict.PROVEN:
        return [f"{describe_verdict(proof)[0].removesuffix('.')} ({_model_and_day(record)})"]
    text = f"proven: failed {_of(proof.broken)} when broken, {_of(proof.fixed)} when fixed ({_model_and_day(record)})"
    return [text, *describe_verdict(proof, robust=result.robust)[1:]]


def describe_counts(record: ProofRecord, result: Recomputed) -> str:
    """Write what was counted, for readers: `Failed 4 of 4 before the fix, 0 of 33 after (…)`; empty if it is void."""
    proof = result.proof
    if proof is None or result.verdict is None:
        return ""
    return f"Failed {_of(proof.broken)} before the fix, {_of(proof.fixed)} after ({_model_and_day(record)})"


def _model_and_day(record: ProofRecord) -> str:
    model = ", ".join(record.endpoint.answered) or record.endpoint.requested.fixed or record.endpoint.host
    day = datetime.fromisoformat(record.ended.removesuffix("Z"))
    return f"{model}, {day.day} {day:%b %Y}"


def describe_sameness(proof: Proof, distinct: tuple[int, int]) -> Iterator[str]:
    """Say of each side that always gave the same answer that it did.

    Args:
        distinct: how many different answers the broken and the fixed side gave.
    """
    for name, side, number in (("broken", proof.broken, distinct[0]), ("fixed", proof.fixed, distinct[1])):
        answered = side.calls - side.unanswered
        if number == 1 and answered > 1:
            yield f"{name}: 1 distinct answer in {answered} calls; a cache or a temperature of 0 repeats answers"


def show_letters(letters: str, alone: str = "") -> str:
    """Return the letters of a side, cut if there are many, and how many calls it had alone: `PPPP+29`."""
    shown = letters if len(letters) <= _SHOWN_LETTERS else f"{letters[: _SHOWN_LETTERS - 1]}…"
    return f"{shown or NO_ANSWER}{f'+{len(alone)}' if alone else ''}"


def at_least(side: Tally) -> str:
    """Write the lower bound of a side, in brackets; empty if it says nothing."""
    percent = floor(100 * lower_bound(side.failed, side.answered) + _SLACK) if side.answered else 0
    return f"(at least {percent} % of the time)" if percent else ""


def less_than(side: Tally) -> str:
    """Write the upper bound of a side, in brackets; empty if it says nothing."""
    if not side.answered or side.failed == side.answered:
        return ""
    return f"(less than {percent_below(side)} % of the time)"


def percent_below(side: Tally) -> int:
    """Return the upper bound of a side in whole percent, rounded up."""
    return ceil(100 * upper_bound(side.failed, side.answered) - _SLACK)


def about(number: int) -> str:
    """Write a number with one digit that counts: 58 is `60`."""
    power = 10 ** (len(str(number)) - 1)
    return f"{(number + power // 2) // power * power:,}"


def _counts(side: Tally) -> str:
    return f"failed {side.failed} of {side.answered}"


def _of(side: Tally) -> str:
    return f"{side.failed} of {side.answered}"


def _proven(proof: Proof) -> str:
    return "proven: red when broken, green when fixed. The limits hold at 95 %, for this input and model."


def _refuted(proof: Proof) -> str:
    red, green = proof.broken, proof.fixed
    if proof.refutation is Refutation.NOT_RED:
        return f"refuted, not red: broken failed {_of(red)} (less than {round(100 * NOT_RED)} % of the time)."
    if proof.refutation is Refutation.NOT_GREEN:
        return f"refuted, not green: fixed failed {_of(green)} {at_least(green)}."
    if proof.refutation is Refutation.WORSE:
        return f"refuted, worse: fixed failed {_of(green)}, broken {_of(red)}: the fixed side fails more often."
    return (
        f"refuted, tolerates the fault: broken failed {_of(red)}, and the case tolerates "
        f"{floor(100 * proof.tolerated + _SLACK)} % (`max_failures` of `runs`)."
    )


def _not_yet(proof: Proof) -> str:
    red, green = proof.broken, proof.fixed
    text = f"not yet: broken failed {_of(red)}, fixed {_of(green)}."
    if proof.old is not None:
        limit = ceil(100 * proof.limit - _SLACK)
        more = counted(proof.least_left, "more call")
        return f"{text} The difference is shown; {more} of fixed without a failure would show less than {limit} %."
    needed = proof.pairs_needed
    if needed is None:
        return f"{text} At these rates, thousands of pairs would not show a difference."
    return f"{text} About {about(needed)} more {'pair' if needed == 1 else 'pairs'}."


def _no_verdict(proof: Proof) -> str:
    missing, calls = proof.broken.unanswered + proof.fixed.unanswered, proof.broken.calls + proof.fixed.calls
    return f"no verdict: {missing} of {calls} calls gave no answer."


_VERDICTS = {
    Verdict.PROVEN: _proven,
    Verdict.REFUTED: _refuted,
    Verdict.NOT_YET: _not_yet,
    Verdict.NO_VERDICT: _no_verdict,
}
