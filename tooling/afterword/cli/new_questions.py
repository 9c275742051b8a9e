"""What `afterword new` asks on a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from afterword.new.suggest import Suggestion, Suggestions
    from afterword.postmortem.template import Facts
    from afterword.project import Project

_UNKNOWN = "unknown"


def ask_facts(project: Project, given: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Ask for what was not given; an empty answer leaves it unknown.

    Returns:
        The title, and the answers by key.
    """
    click.echo("A new post-mortem. Leave empty what is not known yet.\n")
    title = ""
    while not title:
        title = click.prompt("What did users notice? (the title)").strip()
    questions = {
        "severity": f"Severity ({'/'.join(_severities(project))})",
        "owner": "Owner of the post-mortem",
        "started": "First effect on users, in UTC (2026-04-16T17:00Z, or only the day)",
        "detected": "Detected at",
        "mitigated": "Mitigated at",
        "resolved": "Resolved at",
        "services": "Affected services, separated by commas",
        "model": "Model that served (provider/name@version)",
        "impact": "Impact (~1200 users, 8420 EUR)",
        "summary": "What happened, in a sentence",
    }
    answers = {key: _ask(project, key, question) for key, question in questions.items() if key not in given}
    click.echo()
    return title, {key: answer for key, answer in answers.items() if answer}


def confirm_suggestions(project: Project, suggestions: Suggestions, facts: Facts) -> Facts:
    """Ask at most three questions, each with what the evidence suggests as the default.

    Args:
        project: the project.
        suggestions: what the evidence suggests.
        facts: what is known; it is not asked for.
    """
    from afterword.text.invisible import visible_line

    accounts = ", ".join(f"{one.value} ({_cited(one)})" for one in suggestions.severities)
    differing = f"; the evidence has {accounts}" if len(suggestions.severities) > 1 else ""
    noticed = suggestions.noticed
    seen = (
        f"; first symptom or alert {noticed.value} ({_cited(noticed)})"
        if noticed.value and not suggestions.started.value
        else ""
    )
    title, severity, times = facts.title, facts.severity, dict(facts.times)
    if not title:
        title = visible_line(_ask(project, "title", "What did users notice? (the title)", suggestions.title))
    if severity == _UNKNOWN:
        question = f"Severity ({'/'.join(_severities(project))}{differing})"
        severity = _ask(project, "severity", question, suggestions.severity, otherwise=_UNKNOWN)
    if "started" not in times:
        question = f"First effect on users, in UTC{seen}"
        started = _ask(project, "started", question, suggestions.started, otherwise=_UNKNOWN)
        times |= {"started": started} if started != _UNKNOWN else {}
    return replace(facts, title=title, severity=severity, times=times)


def _cited(suggestion: Suggestion) -> str:
    return ", ".join(suggestion.sources[:3])


def _severities(project: Project) -> list[str]:
    return [severity.name for severity in project.config.severities]


def _ask(
    project: Project, key: str, question: str, suggestion: Suggestion | None = None, *, otherwise: str = ""
) -> str:
    """Ask until the answer is a value of the format."""
    from afterword.postmortem.create import why_invalid

    default = (suggestion.value if suggestion else "") or otherwise
    if suggestion and suggestion.value and suggestion.sources:
        question = f"{question}, from {_cited(suggestion)}"
    while True:
        required = key == "title" and not default
        answer: str = click.prompt(question, default=None if required else default, show_default=bool(default)).strip()
        error = why_invalid(key, answer, _severities(project)) if answer else ""
        if not error:
            return answer
        click.echo(f"  {error}")
