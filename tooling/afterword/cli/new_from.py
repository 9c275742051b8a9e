"""`afterword new --from`: from sources to a branch, and on request to a pull request."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from afterword.new.begin import Begun
    from afterword.new.earlier import Earlier
    from afterword.new.sources import Sources
    from afterword.new.suggest import Suggestions
    from afterword.postmortem.template import Facts
    from afterword.project import Project

_VERSIONS = ("prompt_before", "prompt_after", "config_before", "config_after")


def begin_from(project: Project, words: tuple[str, ...], given: dict[str, Any], *, from_clipboard: bool) -> int:
    """Begin a post-mortem from sources, and say what was done.

    Args:
        project: the project.
        words: the sources as they were named.
        given: the options.
        from_clipboard: whether the clipboard is a source, too.
    """
    from afterword.cli.new_facts import make_facts, stated_facts
    from afterword.cli.new_from_output import print_begun, print_earlier, print_placed
    from afterword.cli.seen_before import print_seen_before
    from afterword.errors import AfterwordError
    from afterword.new.branch import find_base, why_uncommitted
    from afterword.new.earlier import Earlier
    from afterword.new.place import place
    from afterword.new.pull_request import why_impossible
    from afterword.text.invisible import visible_line

    facts = make_facts(project, visible_line(given["title"] or ""), stated_facts(project, given), given)
    uncommitted = why_uncommitted(project.root)
    base = None if uncommitted else find_base(project.root)
    impossible = (uncommitted or why_impossible(project)) if given["opens"] else ""
    sources = _sources(project, words, given, from_clipboard=from_clipboard)
    try:
        begun = _begin(project, sources, facts, given)
        if isinstance(begun, Earlier):
            print_earlier(begun)
            is_ours = bool(begun.branch) and given["opens"]
            return _publish(project, begun.document_id, begun.branch, impossible) if is_ours else 1
        print_seen_before(project, begun.document)
        placed = place(project, begun, base)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nNothing was written.", err=True)
        raise
    print_begun(begun)
    if placed.held:
        raise AfterwordError(
            f"the files are written, but not committed: {placed.held}",
            remedy="write placeholders instead, or list in `redaction.allow` what may stay; "
            "when `afterword check` finds none, commit the files",
        )
    print_placed(begun, placed, uncommitted)
    return _publish(project, begun.document.id, placed.branch, impossible) if given["opens"] else 0


def _begin(project: Project, sources: Sources, facts: Facts, given: dict[str, Any]) -> Begun | Earlier:
    """Read the sources and draft from them; the progress display makes way for the questions."""
    from afterword.cli.new_questions import confirm_suggestions
    from afterword.cli.progress import show_progress
    from afterword.github.connections import Connection
    from afterword.new.begin import Given, begin_post_mortem
    from afterword.new.suggest import take_suggestions

    asks = sys.stdin.isatty() and not given["yes"]
    with (
        Connection(project.env, remedy="set GITHUB_TOKEN; it needs `issues: read`") as github,
        show_progress("reading") as progress,
    ):

        def answer(suggestions: Suggestions, facts: Facts) -> Facts:
            if not asks:
                return take_suggestions(suggestions, facts)
            with progress.paused():
                return confirm_suggestions(project, suggestions, facts)

        return begin_post_mortem(
            project, Given(sources, answer, facts), github, progress, ask_model=not given["offline"]
        )


def _sources(project: Project, words: tuple[str, ...], given: dict[str, Any], *, from_clipboard: bool) -> Sources:
    """Read standard input and the clipboard, and tell versions of prompts and settings from evidence."""
    from afterword.evidence.clipboard import read_clipboard
    from afterword.evidence.given import parse_sources, parse_zones
    from afterword.evidence.source import name_left_out
    from afterword.new.sources import Sources
    from afterword.new.versions import Versions, find_versions

    try:
        named = parse_sources(words, project.issues_repository)
        zone, zone_names = parse_zones(given["zones"])
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    stated = {key: given[key] for key in _VERSIONS if given[key]}
    if not (words or from_clipboard):
        raise click.UsageError("Name what to begin from: files, folders, `-` for standard input, or URLs of issues.")
    texts = named.read_inputs(sys.stdin.buffer)
    texts |= {"clipboard.txt": read_clipboard(project.env)} if from_clipboard else {}
    found = Versions({}, named.paths) if stated else find_versions(named.paths)
    # A folder with versions is not a source any more, but each of its files is.
    for path in named.paths:
        if path not in found.others and path.is_dir() and (left := name_left_out(path)):
            click.echo(f"Not read of {path.name}: {left}", err=True)
    samples = (*found.samples, *given["samples"])
    day_first = None if given["dates"] is None else given["dates"] == "day-first"
    files = {**found.files, **stated}
    return Sources(found.others, texts, named.issues, files, samples, zone, zone_names, day_first)


def _publish(project: Project, document_id: str, branch: str, impossible: str) -> int:
    """Open the pull request, or say why that is left to a person."""
    from afterword.cli.new_from_output import print_by_hand
    from afterword.cli.progress import show_progress
    from afterword.new.place import publish

    if impossible:
        print_by_hand(project, branch, impossible)
        return 1
    with show_progress("opening the pull request"):
        url = publish(project, document_id, branch)
    click.echo(f"Pull request: {url}")
    return 0
