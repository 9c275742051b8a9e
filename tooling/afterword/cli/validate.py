"""Values given as flags or answers, checked as the format checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from afterword.project import Project


def value_error(project: Project, key: str, value: str) -> str | None:
    """Why a value does not fit, None when it does."""
    from afterword.times.durations import Duration
    from afterword.times.when import When

    if key == "severity":
        names = [severity.name for severity in project.config.severities]
        return None if value in (*names, "unknown") else f"`{value}` is no severity; use one of {', '.join(names)}"
    parsers = {"duration": Duration.parse}
    parse = When.parse if key in ("started", "detected", "mitigated", "resolved") else parsers.get(key)
    if parse is None:
        return None
    try:
        parse(value)
    except ValueError as error:
        return str(error)
    return None


def check_values(project: Project, values: dict[str, str]) -> None:
    """Refuse the first value that does not fit.

    Raises:
        click.BadParameter: with the reason and the forms that fit.
    """
    for key, value in values.items():
        if error := value_error(project, key, value):
            raise click.BadParameter(error, param_hint=f"--{key}")
