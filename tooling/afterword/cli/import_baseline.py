"""Accept what `check` finds in imported documents: what they lack is known, and only what is new is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.importing.run import Outcome
    from afterword.project import Project


def accept_imported(project: Project, outcomes: Iterable[Outcome]) -> None:
    """Accept the findings of today in the documents that an import wrote, and say so.

    Documents that people edited are left out, because a finding can be theirs. Documents of a run that was killed are
    accepted now: they are as it wrote them, and nothing of them is accepted yet.
    """
    from afterword.checks.baseline import FILE
    from afterword.checks.baseline_update import accept_findings

    results = [result for outcome in outcomes for result in outcome.results]
    ids = {one.document_id for one in results if one.outcome in ("written", "updated") and not one.kept}
    ids |= _left_by_killed_run(project, {one.document_id for one in results if one.outcome == "unchanged"} - ids)
    if ids:
        accept_findings(project, [project.folder / f"{document_id}.md" for document_id in sorted(ids)])
        click.echo(
            f"`afterword check` accepts what it finds in them today, by {FILE}; `--no-baseline` lists it", err=True
        )


def _left_by_killed_run(project: Project, ids: set[str]) -> set[str]:
    """Of documents that did not change, those that are as import wrote them and have nothing in the baseline."""
    from afterword.checks.baseline import document_id, read_baseline
    from afterword.importing.writer.merge import is_as_written
    from afterword.postmortem.files import MAX_BYTES, read_if_regular

    entries = read_baseline(project.root).findings
    without = ids - {document_id(entry.path, project.config.postmortems) for entry in entries}
    texts = {one: read_if_regular(project.folder / f"{one}.md", MAX_BYTES) for one in without}
    return {one for one, data in texts.items() if data and is_as_written(data.decode("utf-8", "replace"))}
