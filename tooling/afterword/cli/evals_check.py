"""`afterword evals check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import append_summary
from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.evalcases.proofs.wording import describe_record
from afterword.text.counting import counted
from afterword.text.invisible import printable
from afterword.text.shorten import shorten

if TYPE_CHECKING:
    from afterword.checks import Report
    from afterword.evals.try_cases import TriedCase

_SHOWN = 90
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


@click.command("check")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
@click.pass_obj
def command(session: Session, names: tuple[str, ...], output: str) -> int:
    """Try eval cases offline, and recompute their proofs.

    ID is any part of an id; without one, it tries all cases. Each case must reject every output that failed
    (`observed`), and accept every acceptable one (`expected`). Changed copies of the acceptable output that pass too
    are listed: they fail nothing, and show what the case does not see. Each proof is recomputed. It is void if it
    contradicts itself, or if the case, a prompt or the model changed since.

    A quarantine lasts 14 days at most.

    Exits with 1 if a case does not do that, cannot be read, has a void proof, or a quarantine that ended.
    """
    from afterword import git
    from afterword.evals.tried_proofs import with_proofs
    from afterword.evals.try_cases import try_cases

    project = session.open()
    with show_progress("trying the cases"):
        documents = [project.document(name) for name in names] if names else project.documents
        tried = with_proofs(project, documents, try_cases(documents))
    text = _render(tried, len(documents))
    if output == "text":
        click.echo(text)
    else:
        _print_report(session, _as_report(tried, len(documents)), output, click.unstyle(text), git.prefix(project.root))
    return 1 if any(one.fails for one in tried) else 0


def _render(tried: Sequence[TriedCase], documents: int) -> str:
    blocks = ["\n".join(_lines(one)) for one in tried]
    failing = sum(one.fails for one in tried)
    verdict = f"{counted(documents, 'post-mortem')}: {counted(len(tried), 'eval case')}"
    if tried:
        verdict += f", {failing} to correct" if failing else ", no errors"
    return "\n\n".join((*blocks, verdict))


def _lines(one: TriedCase) -> list[str]:
    place = click.style(printable(f"{one.path}:{one.line}"), bold=True)
    lines = [f"{place}  {one.id or 'a case without a usable id'}"]
    if one.case:
        rejects = f"rejects {one.rejected} of {len(one.case.observed)} outputs that failed"
        lines.append(f"  {rejects}, accepts {one.accepted} of {len(one.case.expected)} acceptable outputs")
    if one.proof and one.proof.record and one.proof.result:
        lines += [printable(f"  {line}") for line in describe_record(one.proof.record, one.proof.result)]
    elif one.case and not one.fails:
        lines.append(f"  not proven: `afterword evals prove {one.case.incident} --case {one.id}` proves it")
    for finding in sorted(one.findings, key=lambda finding: finding.line):
        level = click.style(f"{finding.weight.value:<7}", fg=_COLOURS[finding.weight.value])
        lines.append(f"  {finding.line}  {level}  {printable(finding.message)}")
        lines.append(f"      → {printable(finding.remedy)}")
    if one.passing and not one.fails:
        copies = counted(one.mutants, "changed copy", "changed copies")
        passes = "passes" if len(one.passing) == 1 else "pass"
        lines.append(f"  {len(one.passing)} of {copies} of the acceptable output {passes} too:")
        width = max(len(mutant.change) for mutant in one.passing)
        for mutant in one.passing:
            calls = "".join(f" [calls {call.tool}]" for call in mutant.output.calls)
            lines.append(printable(f"    {mutant.change:<{width}}  {shorten(mutant.output.text, _SHOWN)}{calls}"))
    return lines


def _as_report(tried: Sequence[TriedCase], documents: int) -> Report:
    from afterword.checks import Finding, Level, Report

    findings = tuple(
        Finding(
            path=one.path,
            line=finding.line,
            column=1,
            end_line=finding.line,
            rule=finding.rule,
            level=Level(finding.weight.value),
            message=f"{one.id or 'a case without a usable id'}: {finding.message}",
            remedy=finding.remedy,
        )
        for one in tried
        for finding in one.findings
    )
    return Report(findings, documents)


def _print_report(session: Session, report: Report, output: str, log: str, prefix: str) -> None:
    from afterword.checks.formats import github, json_, sarif

    if output == "github":
        click.echo(github.render(report, log, prefix), nl=False)
        append_summary(session.env, lambda limit: github.summary(report, limit))
    elif output == "json":
        click.echo(json_.render(report, lambda _: None), nl=False)
    else:
        click.echo(sarif.render(report, prefix), nl=False)
