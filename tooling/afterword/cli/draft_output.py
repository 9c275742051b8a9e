"""What `afterword draft` prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from afterword.cli.collected_lines import first_few
from afterword.drafting.compose import DraftResult
from afterword.drafting.draft import Drafted
from afterword.drafting.newer_evidence import NewerEvidence
from afterword.drafting.proposals_file import Proposals
from afterword.drafting.report import counts
from afterword.postmortem import PostMortem
from afterword.text.counting import counted
from afterword.text.invisible import visible_line, without_invisible


def print_proposals(drafted: Drafted, path: str) -> None:
    """Print what the model proposed and what it cost."""
    assert drafted.proposals is not None
    _print_cost(drafted.proposals)
    click.echo(f"Proposed {counted(len(drafted.proposals.sections), 'section')} in {Path(path).name}")


def choose_offers(offers: Sequence[NewerEvidence], *, takes_all: bool) -> list[str]:
    """Ask of each section whether it is drafted again; without a terminal none is, unless all are taken."""
    if takes_all or not sys.stdin.isatty():
        return [one.section for one in offers] if takes_all else []
    return [one.section for one in offers if click.confirm(f"{_newer(one)}. Draft it again?")]


def _newer(offer: NewerEvidence) -> str:
    ids = first_few(list(offer.items))
    return f"{offer.section} was drafted before {ids} {'was' if len(offer.items) == 1 else 'were'} collected"


def print_draft(document: PostMortem, drafted: Drafted, result: DraftResult, *, from_file: bool) -> None:
    """Print what was drafted, which claims were dropped, and what to do next.

    Args:
        document: the post-mortem.
        drafted: what the draft was made from.
        result: the draft.
        from_file: whether a file says how the claims were read.
    """
    rows = (
        ("derived", result.derived, ""),
        ("drafted", result.drafted, " (not yet reviewed)"),
        ("assembled", result.assembled, " (sentences of the evidence, not yet reviewed)"),
        ("questions", result.questions, ""),
        ("proposed", result.proposed, " (values; delete the comment, from `#` on, to accept one)"),
        ("withdrawn", result.withdrawn, " (proposed before; the evidence has another account now)"),
        ("differs", result.differing, " (accounts differ: look at them, and write the value yourself)"),
        ("no place", result.without_place, " (write it yourself, or put the keys around it on lines of their own)"),
        ("no value", result.without_evidence, " (the evidence states none)"),
        ("refreshed", result.refreshed, ""),
        ("declined", result.declined, " (deleted before; name it with --section to draft it again)"),
        ("yours", result.edited, " (edited by hand; the facts have changed)"),
        ("ignored", result.ignored, " (proposed, but not missing)"),
        ("not used", result.addressing_ai, " (it addresses an AI: read it yourself)"),
        ("kept", result.written_by_people, " (written by people; only what is missing is drafted)"),
        ("kept", result.awaiting_review, " (a draft that awaits review; delete it to get another)"),
    )
    for label, names, remark in rows:
        if names:
            click.echo(f"  {label:<10} {', '.join(names)}{remark}")
    if drafted.proposals is not None:
        _print_claims(result, drafted.proposals.reader, from_file)
        _print_cost(drafted.proposals)
    for offer in drafted.offers:
        click.echo(f"  {'newer':<10} {_newer(offer)}: with a model, `afterword draft --yes` drafts it again")
    count = len(result.derived) + len(result.drafted) + len(result.assembled) + len(result.questions)
    if not drafted.changed:
        click.echo(f"Nothing to draft in {document.path}")
    elif not count:
        changed = ", ".join((*result.refreshed, *result.proposed))
        click.echo(f"Refreshed {changed or 'the footnotes'} in {document.path}")
    else:
        questions = f", {len(result.questions)} of them as questions" if result.questions else ""
        click.echo(f"Drafted {counted(count, 'section')} of {document.path}{questions}")
        if result.drafted:
            click.echo("Next:   read what the model wrote: `afterword accept` shows each claim beside its evidence")


def _print_claims(result: DraftResult, reader: str, from_file: bool) -> None:
    if result.judged:
        numbers = ", ".join(f"{number} {status}" for status, number in counts(result).items() if number)
        click.echo(f"  {'claims':<10} {numbers or 'none'}")
        reported = ", as the draft's file reports" if from_file else ""
        read = f"by {visible_line(reader)}, with only what each claim cites{reported}" if reader else "none"
        click.echo(f"  {'read again':<10} {read}")
    for one in result.chosen.dropped if result.chosen else ():
        click.echo(without_invisible(f"dropped from {one.section}: {one.text}: {one.reason}"), err=True)
    for section in result.judged:
        for claim in section.dropped:
            reasons = "; ".join(claim.verdict.reasons)[:300]
            click.echo(without_invisible(f"dropped from {section.spec.name}: {reasons}"), err=True)


def _print_cost(proposals: Proposals) -> None:
    for text in proposals.notices:
        click.echo(f"notice: {visible_line(text)}; the draft is made without that answer", err=True)
    cost = proposals.spent
    click.echo(f"  {'tokens':<10} {cost.prompt_tokens} in, {cost.completion_tokens} out, {cost.requests} requests")
