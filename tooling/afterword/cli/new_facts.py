"""The facts of a new post-mortem, from the options of `new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from afterword.postmortem.template import Facts
    from afterword.project import Project

_FACTS = ("severity", "owner", "started", "detected", "mitigated", "resolved", "duration", "model", "impact", "summary")


def stated_facts(project: Project, given: dict[str, Any]) -> dict[str, str]:
    """Return the facts that were given as options, by key; empty ones are left out.

    Raises:
        BadParameter: one is not valid.
    """
    from afterword.postmortem.create import severity_named, why_invalid

    values = {key: given[key].strip() for key in _FACTS if given[key] and given[key].strip()}
    severities = [severity.name for severity in project.config.severities]
    values |= {key: severity_named(value, severities) for key, value in values.items() if key == "severity"}
    for key, value in values.items():
        if error := why_invalid(key, value, severities):
            raise click.BadParameter(error, param_hint=f"--{key}")
    return values


def make_facts(project: Project, title: str, values: dict[str, str], given: dict[str, Any]) -> Facts:
    """Make the facts of a post-mortem from values, each as it was given or answered."""
    from afterword.postmortem.template import TIMES, Facts

    services = filter(None, (part.strip() for part in values.get("services", "").split(",")))
    return Facts(
        title=title,
        severity=values.get("severity", "unknown"),
        owner=values.get("owner") or project.env.get("GITHUB_ACTOR") or "TBD",
        visibility=given["visibility"],
        times={key: values[key] for key in TIMES if key in values},
        duration=values.get("duration", ""),
        services=given["services"] or tuple(services),
        model=values.get("model", ""),
        impact=values.get("impact", ""),
        summary=values.get("summary", ""),
        short_name=given["short_name"] or "",
    )
