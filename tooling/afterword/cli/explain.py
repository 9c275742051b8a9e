"""`afterword explain`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from afterword.cli.completion import complete_rule

if TYPE_CHECKING:
    from afterword.checks import Rule

_FAMILY = re.compile(r"(AW\d)(?:X|XX)?")


@click.command("explain")
@click.argument("names", nargs=-1, metavar="[RULE|FAMILY]...", shell_complete=complete_rule)
def command(names: tuple[str, ...]) -> None:
    """Explain a rule, with an example and how to ignore it.

    A family such as `AW5` lists its rules; without an argument all rules are listed.
    """
    from afterword.checks.formats import explaining
    from afterword.checks.registry import BY_ID, FAMILIES

    parts: list[list[str]] = []
    for name in [word.strip(" .,:;`\"'()").upper() for word in names] or list(FAMILIES):
        family = _FAMILY.fullmatch(name)
        if name in BY_ID:
            parts.append(explaining.as_text(BY_ID[name]))
        elif family and family[1] in FAMILIES:
            parts.append(_listed(family[1], *FAMILIES[family[1]]))
        else:
            raise _unknown(name, list(BY_ID), list(FAMILIES))
    click.echo("\n\n".join("\n".join(lines) for lines in parts))
    if not names:
        click.echo("\n`afterword explain AW503` shows the reason and an example.")


def _listed(prefix: str, name: str, rules: tuple[Rule, ...]) -> list[str]:
    return [f"{prefix}xx  {name}", *(f"  {rule.id}  {rule.title}" for rule in rules)]


def _unknown(name: str, rules: list[str], families: list[str]) -> Exception:
    from difflib import get_close_matches

    from afterword.checks.formats.text import clean
    from afterword.errors import AfterwordError

    near = get_close_matches(name, rules, n=3, cutoff=0.7)
    hint = f"did you mean {' or '.join(sorted(near))}? " if near else ""
    return AfterwordError(
        f"there is no rule `{clean(name)}`",
        remedy=f"{hint}`afterword explain` lists all rules; the families are {', '.join(families)}",
    )
