"""`afterword collect`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.date_order import DATE_ORDER
from afterword.cli.post_mortem_id import PostMortemId, split_id
from afterword.cli.progress import show_progress
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.postmortem import PostMortem
    from afterword.project import Project

_FILE = click.Path(path_type=Path)


@click.command("collect")
@click.argument("words", nargs=-1, metavar="[ID] SOURCES...")
@click.option("--id", "named", type=PostMortemId(), metavar="ID", help="The post-mortem, if no SOURCE could be meant.")
@click.option("--issue", "issues", multiple=True, metavar="REF", help="Issue or pull request: #9, owner/repo#9, URL.")
@click.option("--members-only", is_flag=True, help="Only what owners, members and collaborators wrote in issues.")
@click.option("--until", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="Nothing later than this in issues: UTC.")
@click.option("--prompt-before", metavar="FILE", help="The prompt before the change: a file, or path@commit.")
@click.option("--prompt-after", metavar="FILE", help="The prompt as it was when it failed.")
@click.option("--config-before", metavar="FILE", help="Model settings before the change.")
@click.option("--config-after", metavar="FILE", help="Model settings when it failed.")
@click.option("--cause", metavar="ID", help="Cause the files belong to, if there are several.")
@click.option("--sample", "samples", type=_FILE, multiple=True, metavar="FILE", help="A failing output; repeatable.")
@click.option("--zone", "zones", multiple=True, metavar="ZONE", help="Zone of times that name none; IST=+05:30.")
@click.option("--dates", type=DATE_ORDER, help="How to read dates such as 04/05/2026.")
@click.option("--map", "keys", metavar="KEYS", help="Keys of records: time=…,actor=…,text=…")
@click.option("--who", multiple=True, metavar="PERSON=ROLE", help="What a person is: 'participant 2=support lead'.")
@click.option("--dry-run", is_flag=True, help="Show what would be added and redacted, without writing anything.")
@click.pass_obj
def command(
    session: Session,
    /,
    words: tuple[str, ...],
    named: str | None,
    issues: tuple[str, ...],
    members_only: bool,
    until: datetime | None,
    cause: str | None,
    samples: tuple[Path, ...],
    zones: tuple[str, ...],
    dates: str | None,
    keys: str | None,
    who: tuple[str, ...],
    dry_run: bool,
    **files: str | None,
) -> int:
    """Collect and redact evidence for a post-mortem.

    ID is any part of an id; without it, the post-mortem that the branch changes. SOURCES are files or folders, URLs of
    issues, and `-` for standard input: chats, alerts, logs, notes, tables, JSON, mail, agent sessions, eval results and
    screenshots. Their kind is recognised; --dry-run shows which. Collecting again adds what is new; ids never change.
    """
    from afterword.cli.collect_output import print_collected, print_unmatched
    from afterword.cli.seen_before import print_seen_before
    from afterword.evidence.collect import CollectRequest, collect
    from afterword.evidence.collectors.issues import parse_issue
    from afterword.evidence.given import parse_pairs, parse_sources, parse_zones
    from afterword.github.connections import Connection

    project = session.open()
    document, texts = (project.document(named), list(words)) if named else _split(project, words)
    try:
        given = parse_sources(texts, project.issues_repository)
        zone, zone_names = parse_zones(zones)
        mapping = parse_pairs(keys.split(",") if keys else (), ("time", "actor", "text"))
        roles = parse_pairs(who)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if (members_only or until) and not (issues or given.issues):
        raise click.UsageError("--members-only and --until are about issues: name one with --issue.")
    if cause is not None and not any(files.values()):
        raise click.UsageError("--cause is about prompts and settings: name one, such as --prompt-before.")
    try:
        threads = tuple(parse_issue(text, project.issues_repository) for text in issues)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--issue") from None
    request = CollectRequest(
        document,
        path=project.path(document),
        root=project.root,
        committers=tuple(project.committers),
        now=project.now,
        redaction=project.config.redaction,
        repository=project.issues_repository,
        sources=given.paths,
        texts=given.read_inputs(sys.stdin.buffer),
        issues=(*given.issues, *threads),
        members_only=members_only,
        until=until.replace(tzinfo=UTC) if until else None,
        files={key: text for key, text in files.items() if text is not None},
        samples=samples,
        cause=cause,
        zone=zone,
        zone_names=zone_names,
        day_first=None if dates is None else dates == "day-first",
        mapping=mapping,
        who=project.config.evidence.roles | roles,
        dry_run=dry_run,
    )
    if request.is_empty and not roles:
        raise click.UsageError("Name at least one source, issue, prompt, configuration or sample.")
    print_seen_before(project, document)
    remedy = "set GITHUB_TOKEN; it needs `issues: read`, and `contents: read` for files"
    with Connection(project.env, remedy=remedy) as github, show_progress("reading") as progress:
        result = collect(request, github, progress)
    print_collected(result, project.display_path(request.folder), dry_run)
    print_unmatched(roles, result.speakers)
    if not dry_run:
        _print_newer(project, document.id, {item.id for item in result.items})
        if result.items or result.retimed or request.files or request.samples:
            click.echo(f"Next:   afterword draft {document.id}")
    return 0 if roles or any(report.was_read for report in result.reports) else 1


def _print_newer(project: Project, document_id: str, added: set[str]) -> None:
    """Print which sections that are written already the new items are relevant to."""
    from afterword.drafting.draft_inputs import DraftInputs
    from afterword.drafting.newer_evidence import find_newer_evidence
    from afterword.text.invisible import without_invisible

    if added and (document := project.document(document_id)).front.drafted.sections:
        for newer in find_newer_evidence(DraftInputs.of(project, document), added):
            ids = ", ".join(newer.items[:5]) + (", …" if len(newer.items) > 5 else "")
            click.echo(without_invisible(f"newer than {newer.section}: {ids}; {newer.advice}"))


def _split(project: Project, words: tuple[str, ...]) -> tuple[PostMortem, list[str]]:
    """Take the first word for an id unless it is a source: a file, an issue, or standard input."""
    from afterword.evidence.given import is_source

    def is_other(word: str) -> bool:
        path = Path(word)
        if path.resolve().is_relative_to(project.folder):
            return False
        looks_like_file = bool(path.suffix) or len(path.parts) > 1
        return is_source(word) or (looks_like_file and not project.matching(word))

    return split_id(project, words, is_other, project.document)
