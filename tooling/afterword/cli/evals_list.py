"""`afterword evals list`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from afterword.cli.output_format import text_or_json
from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import printable
from afterword.text.shorten import shorten

if TYPE_CHECKING:
    from afterword.evals.coverage import DocumentCoverage
    from afterword.portfolio.proofs.recorded_proofs import RecordedProof


@click.command("list")
@click.argument("names", nargs=-1, metavar="[ID]...")
@text_or_json
@click.pass_obj
def command(session: Session, names: tuple[str, ...], output: str) -> None:
    """List eval cases, what they guard, and what is unguarded.

    ID is any part of an id; without one, it lists all. A cause of kind prompt, model or config is unguarded if it has
    no case, and no line such as `**Guarded by:** A1` names an action item.
    """
    from afterword.evals.coverage import coverage_of
    from afterword.evals.coverage_data import describe_coverage
    from afterword.portfolio.proofs.recorded_proofs import recorded_proofs

    project = session.open()
    with show_progress("reading the cases"):
        documents = [project.document(name) for name in names] if names else project.documents
    found = coverage_of(documents)
    proofs = {proof.case.name: proof for document in documents for proof in recorded_proofs(project, document)}
    if output == "json":
        click.echo(json.dumps([describe_coverage(one, proofs) for one in found], indent=2))
        return
    proven = sum(proof.is_proven for proof in proofs.values())
    total = f"{_total(found, len(documents))}; {proven} of {counted(len(proofs), 'case')} proven"
    click.echo("\n\n".join([*("\n".join(_lines(one, proofs)) for one in found), total]))


def _lines(one: DocumentCoverage, proofs: Mapping[str, RecordedProof]) -> list[str]:
    lines = [f"{one.id}  {shorten(one.title, 90)}"]
    width = max((len(case.id) for case in one.cases), default=0)
    for case in one.cases:
        cause = f"{case.guards.cause} ({case.guards.kind or 'unknown'})" if case.guards.cause else "no single cause"
        services = f"; services: {', '.join(case.guards.services)}" if case.guards.services else ""
        lines.append(f"  {case.id:<{width}}  {proofs[case.name].standing}; guards {cause}{services}")
    for cause_of in one.causes:
        name = f"{cause_of.id or 'a cause without an id'} ({cause_of.kind})"
        if not cause_of.is_guarded:
            lines.append(f"  UNGUARDED: {name} has no eval case and no `Guarded by`")
        elif not cause_of.cases:
            lines.append(f"  {name} is guarded by {', '.join(cause_of.actions)}, without a case")
    if one.unusable:
        are = "is" if one.unusable == 1 else "are"
        lines.append(f"  {counted(one.unusable, 'case')} {are} not usable; `afterword evals check {one.id}` says why")
    return list(map(printable, lines))


def _total(found: tuple[DocumentCoverage, ...], documents: int) -> str:
    cases = sum(len(one.cases) for one in found)
    unguarded = sum(not cause.is_guarded for one in found for cause in one.causes)
    causes = sum(len(one.causes) for one in found)
    causes_of = counted(causes, "prompt, model or config cause")
    guarded = f"{unguarded} of {causes_of} unguarded" if unguarded else f"{causes_of}, none unguarded"
    return f"{counted(documents, 'post-mortem')}: {counted(cases, 'eval case')}; {guarded}"
