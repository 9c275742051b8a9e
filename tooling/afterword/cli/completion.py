"""Completion in the shell of words that come from the project or from Afterword itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

_Words = Callable[[click.Context], Iterable[tuple[str, str]]]


def complete_severity(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the severities of the project with their meaning."""
    return _matching(_severities, context, incomplete)


def complete_rule(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the rules of `check` with their titles."""
    return _matching(_rules, context, incomplete)


def complete_section(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """List the sections of a post-mortem with what is in them."""
    return _matching(_sections, context, incomplete)


def _matching(list_words: _Words, context: click.Context, incomplete: str) -> list[CompletionItem]:
    from afterword.errors import AfterwordError

    try:
        words = list(list_words(context))
    except AfterwordError:
        return []
    typed = incomplete.casefold()
    return [CompletionItem(word, help=meaning) for word, meaning in words if word.casefold().startswith(typed)]


def _severities(context: click.Context) -> Iterable[tuple[str, str]]:
    from afterword.project import Project

    project = Project.open(context.find_root().params.get("directory") or Path(), os.environ)
    return ((one.name, one.meaning) for one in project.config.severities)


def _rules(context: click.Context) -> Iterable[tuple[str, str]]:
    from afterword.checks.registry import FAMILIES

    return ((rule.id, rule.title) for _, rules in FAMILIES.values() for rule in rules)


def _sections(context: click.Context) -> Iterable[tuple[str, str]]:
    from afterword.postmortem import outline

    return ((kind.name, kind.guidance) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))
