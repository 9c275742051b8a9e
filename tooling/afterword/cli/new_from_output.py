"""What `afterword new --from` prints."""

from __future__ import annotations

from collections.abc import Iterator

import click

from afterword.checks import Level
from afterword.cli.collected_lines import first_few, list_assumed, list_left_out, list_read, list_redacted
from afterword.new.begin import Begun
from afterword.new.earlier import Earlier
from afterword.new.place import Placed
from afterword.new.pull_request import compare_url
from afterword.new.suggest import Suggestion
from afterword.project import Project
from afterword.text.counting import counted
from afterword.text.invisible import visible_line
from afterword.text.shorten import shorten


def print_begun(begun: Begun) -> None:
    """Print a check of five lines: what was read, redacted, found, drafted, and what is wrong with it."""
    rows = {
        "Read": _read(begun),
        "Redacted": list_redacted(begun.collected),
        "Facts": "; ".join(_facts(begun)),
        "Draft": _draft(begun),
        "Check": _check(begun),
    }
    for label, text in rows.items():
        click.echo(f"  {label:<9} {visible_line(text)}")


def _read(begun: Begun) -> str:
    omitted = list_left_out(begun.collected)
    return list_read(begun.collected) + (f"; left out: {first_few(omitted)}" if omitted else "")


def print_placed(begun: Begun, placed: Placed, uncommitted: str) -> None:
    """Print where the post-mortem is, and what to do next."""
    path = begun.document.path
    evidence = counted(len(begun.files) - 1, "file")
    if not placed.branch:
        click.echo(f"Wrote {path} and {evidence} of evidence; nothing is committed: {uncommitted}")
    else:
        click.echo(f"Committed {path} and {evidence} of evidence to the branch {placed.branch}")
    if placed.branch and placed.stays:
        click.echo(f"The branch is not checked out: {placed.stays}. `git switch {placed.branch}` does it.")
    if placed.branch and placed.has_changes:
        click.echo("Your uncommitted changes are as they were, and not in the commit.")
    click.echo("Next:   afterword accept   shows each claim beside the evidence that it cites")
    click.echo("        afterword answer   asks what the evidence does not say")


def print_earlier(earlier: Earlier) -> None:
    """Print that these sources have a post-mortem already."""
    are = "is" if earlier.known == 1 else "are"
    what = f"{earlier.known} of {counted(earlier.wanted, 'item')} {are} in the evidence of"
    where = f" on the branch {earlier.branch}" if earlier.branch else ""
    click.echo(f"These sources have a post-mortem: {what} {earlier.document_id}{where}. Nothing was written.")
    switch = f"git switch {earlier.branch} && " if earlier.branch else ""
    click.echo(f"To add what is new: {switch}afterword collect {earlier.document_id} SOURCES...")


def print_by_hand(project: Project, branch: str, reason: str) -> None:
    """Print how a person opens the pull request."""
    click.echo(f"No pull request was opened: {reason}.")
    if not branch:
        return
    if reason.startswith("there is no remote"):
        click.echo("  git remote add origin URL")
    click.echo(f"  git push -u origin {branch}")
    if url := compare_url(project, branch):
        click.echo(f"  open {url}")


def _facts(begun: Begun) -> Iterator[str]:
    facts, suggestions = begun.facts, begun.suggestions
    yield f"“{shorten(facts.title, 60)}”{_cited(suggestions.title, facts.title)}"
    severity = "" if facts.severity == "unknown" else facts.severity
    stated = (
        ("severity", severity, suggestions.severity),
        ("started", facts.times.get("started"), suggestions.started),
    )
    for key, value, suggestion in stated:
        yield f"{key} {value}{_cited(suggestion, value)}" if value else _unstated(key, begun)
    result = begun.drafted.result
    if result and result.proposed:
        yield f"{counted(len(result.proposed), 'value')} proposed"
    yield from list_assumed(begun.collected)


def _cited(suggestion: Suggestion, value: str) -> str:
    return f" ({', '.join(suggestion.sources[:3])})" if value == suggestion.value and suggestion.sources else ""


def _unstated(key: str, begun: Begun) -> str:
    """Say what is only proposed, or of what accounts differ."""
    proposed = next((one for one in begun.document.proposed if one.name == f"incident.{key}"), None)
    if proposed:
        return f"{key} {proposed.value} proposed ({', '.join(proposed.sources)})"
    if key != "severity" or len(begun.suggestions.severities) < 2:
        return f"{key} unknown"
    accounts = ", ".join(f"{one.value}{_cited(one, one.value)}" for one in begun.suggestions.severities)
    return f"{key} unknown (accounts differ: {accounts})"


def _draft(begun: Begun) -> str:
    result = begun.drafted.result
    assert result is not None
    counts = (
        (len(result.derived), "derived"), (len(result.drafted), "drafted by the model"),
        (len(result.assembled), "assembled from evidence"), (len(result.questions), "only with questions"),
    )  # fmt: skip
    parts = [f"{number} {what}" for number, what in counts if number]
    dropped = sum(len(section.dropped) for section in result.judged)
    parts += [f"{counted(dropped, 'claim')} dropped"] if dropped else []
    notice = f"; {begun.drafted.notice}" if begun.drafted.notice else ""
    return f"sections: {', '.join(parts)}{notice}"


def _check(begun: Begun) -> str:
    report = begun.report
    errors, warnings = report.count(Level.ERROR), report.count(Level.WARNING)
    text = f"{counted(errors, 'error') if errors else 'no errors'}, {counted(warnings, 'warning')}"
    first = next((one for one in report.listed if one.level is Level.ERROR), None)
    return f"{text}: {first.rule} {first.message}" if first else text
