"""`afterword evals prove`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from afterword.cli.progress import chosen_progress, show_progress
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.evalcases import EvalCase
    from afterword.evals.prove import Proved
    from afterword.evals.running_proof import RunningProof
    from afterword.portfolio.proofs.sides import ProofSide, Sides


@click.command("prove")
@click.argument("document_id", metavar="ID")
@click.option("--case", "case_id", metavar="CASE", help="Only this case.")
@click.option("--fixed", metavar="PATH|before", help="The fixed version: a path, `path@commit`, or `before`.")
@click.option("--run", "program", metavar="CMD", help="Prove a whole application, which answers on standard output.")
@click.option("--model", metavar="NAME", help="Ask this model in place of the one that the post-mortem names.")
@click.option("--max-runs", type=int, default=300, show_default=True, help="Calls of one case at most, with retries.")
@click.option("--max-cost", type=int, metavar="TOKENS", help="Tokens at most; `llm.max_tokens` unless given.")
@click.pass_obj
def command(
    session: Session,
    document_id: str,
    case_id: str | None,
    fixed: str | None,
    program: str | None,
    model: str | None,
    max_runs: int,
    max_cost: int | None,
) -> int:
    """Prove eval cases: red when broken, green when fixed.

    ID is any part of an id. Asks what the change brought (the cause's `after`) and what fixed it (its `before`, or what
    `--fixed` names) in turn, with the prompts, the model and the parameters of the evidence, until the answers show a
    difference, and then the fixed version alone until it is shown to fail rarely. OPENAI_BASE_URL and OPENAI_API_KEY
    name the endpoint.

    With --run, a program answers instead. It gets the input on standard input, or a conversation as JSON, and the side
    in AFTERWORD_SIDE: `broken` or `fixed`. It runs without a shell.

    The record is kept in the evidence folder, and `evals check` recomputes it. Interrupted, the same command goes on.
    --verbose shows the e-value, too. Exits with 0 if every case is proven.
    """
    from afterword.evalcases.statistics.procedure import Verdict
    from afterword.evals.prove import ProveRequest, prove

    project = session.open()
    document = project.document(document_id)
    if program is not None and model is not None:
        raise click.UsageError("--model names a model of the endpoint, and --run asks a program.")
    request = ProveRequest(document, case_id, fixed, program, session.directory, model, max_runs, max_cost)
    with show_progress("reading the evidence") as progress:
        watcher = _Watcher(progress)
        try:
            proved = prove(project, request, watcher, _print)
        except KeyboardInterrupt:
            if watcher.kept:
                click.echo(f"{watcher.kept} calls are kept; run the same command to go on", err=True)
            raise
    return 0 if all(one.result.verdict is Verdict.PROVEN for one in proved) else 1


class _Watcher:
    def __init__(self, progress: Callable[[str], None]) -> None:
        self._progress = progress
        self.kept = 0

    def begin(self, sides: Sides, running: RunningProof, why_new: str) -> None:
        case, host = running.case, running.record.endpoint.host
        self.kept = len(running.calls)
        _echo(f"{case.id} ({case.incident})")
        for side in (sides.broken, sides.fixed):
            _echo(f"  {side.side:<7} {_describe(side, host)}")
        if self.kept:
            _echo(f"  goes on after {self.kept} calls of an earlier run")
        elif why_new:
            attempt = running.record.attempt
            _echo(f"  attempt {attempt} begins, because the record of attempt {attempt - 1} {why_new}")

    def step(self, running: RunningProof, calls: int, tokens: int) -> None:
        self.kept = len(running.calls)
        proof = running.proof
        needed = f"at least {proof.least_left} more {'pairs' if proof.old is None else 'calls'}"
        counts = (
            f"broken failed {proof.broken.failed} of {proof.broken.answered}, "
            f"fixed {proof.fixed.failed} of {proof.fixed.answered}"
        )
        cost = f", {tokens:,} tokens" if tokens else ""
        self._progress(f"{running.case.id}: {counts}; {calls} calls{cost}; {needed}")


def _describe(side: ProofSide, host: str) -> str:
    parts = [side.source or "no version in the evidence"]
    if side.model and host != "program":
        parts.append(f"{side.model} at {host}")
        parts += [f"{key} {value}" for key, value in side.parameters.items()]
    if side.not_sent and host != "program":
        parts.append(f"not sent: {', '.join(side.not_sent)}")
    return ", ".join(parts)


def _print(case: EvalCase, one: Proved) -> None:
    from afterword.evalcases.proofs.wording import describe_sameness, describe_sides, describe_verdict
    from afterword.evals.proving import Stop

    record, proof = one.record, one.result.proof
    assert proof is not None
    if one.stop is None:
        _echo(f"{case.id} ({case.incident})")
    if one.changed:
        before, now = one.changed
        _echo(f"  The endpoint answered as {before} and then as {now}: a new record began.")
    lines = [
        *describe_sides(record.broken, record.fixed, record.fixed_only, proof),
        *describe_verdict(proof, robust=one.result.robust),
        *describe_sameness(proof, (record.distinct.broken, record.distinct.fixed)),
    ]
    for line in lines:
        _echo(f"  {line}")
    if one.unanswered:
        reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(one.unanswered.items()))
        _echo(f"  calls without an answer: {reasons}")
    if chosen_progress() == "verbose":
        _echo(f"  e = {proof.e:.3g}; 20 shows a difference")
    if one.stop is None:
        _echo(f"  Recorded before, so no call was made. Delete {one.path} to prove it again.")
        return
    if one.stop is Stop.TOKENS:
        _echo("  The budget of tokens is used up; raise --max-cost to go on.")
    elif one.stop is Stop.CALLS and proof.old is None and proof.pairs_needed is None:
        _echo("  Gave up, as more calls are not likely to prove it.")
    elif one.stop is Stop.CALLS:
        _echo("  The calls that --max-runs leaves are not likely to prove it; raise it to go on.")
    cost = f", {one.tokens:,} tokens" if one.tokens else ""
    _echo(f"  {one.calls} calls{cost}. {one.path}")


def _echo(text: str) -> None:
    click.echo("".join(char for char in text if char.isprintable()))
