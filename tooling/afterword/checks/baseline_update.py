"""Accepting the findings of today, and taking out of the baseline what is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.checks.baseline import (
    Baseline,
    accept,
    can_be_accepted,
    compare,
    document_id,
    read_baseline,
    replace_entries,
    write_baseline,
)
from afterword.checks.files import check_files
from afterword.checks.sources import source_reader
from afterword.project import Project


@dataclass(frozen=True, slots=True)
class BaselineUpdate:
    """What an update did.

    Attributes:
        accepted: findings in the baseline now.
        removed: entries that were taken out, as no finding needs them.
        new: findings that were not accepted, as they are not of the post-mortems that were named.
        absolute: findings that no baseline accepts, such as secrets.
    """

    accepted: int
    removed: int
    new: int
    absolute: int


def accept_findings(project: Project, paths: Sequence[Path]) -> BaselineUpdate:
    """Accept all findings of some files, in place of what was accepted of them before.

    What a rule that has to skip now once found stays accepted.

    Raises:
        AfterwordError: the baseline cannot be read or written, or the check cannot be run.
    """
    before = read_baseline(project.root)
    report = check_files(project, paths, baseline=Baseline())
    source_of = source_reader(project.root)
    entries = [accept(one, source_of) for one in report.findings if can_be_accepted(one)]
    folder = project.config.postmortems
    ids = {document_id(project.display_path(path), folder) for path in paths}
    skipped = {one.rule for one in report.skipped}
    left = [one for one in compare(before, report.findings, source_of).left if document_id(one.path, folder) in ids]
    unknown = [one for one in left if one.rule in skipped]
    after = replace_entries(before, folder, ids, (*unknown, *entries))
    write_baseline(project.root, after)
    return BaselineUpdate(len(after.findings), len(left) - len(unknown), 0, len(report.findings) - len(entries))


def remove_mended(project: Project, paths: Sequence[Path]) -> BaselineUpdate:
    """Take out of the baseline what no finding needs, and accept nothing; what a rule that had to skip found is kept.

    Args:
        project: the project.
        paths: all its files.

    Raises:
        AfterwordError: the baseline cannot be read or written, or the check cannot be run.
    """
    before = read_baseline(project.root)
    report = check_files(project, paths, baseline=Baseline())
    compared = compare(before, report.findings, source_reader(project.root))
    skipped = {one.rule for one in report.skipped}
    gone = Counter(entry for entry in compared.left if entry.rule not in skipped)
    kept = tuple((Counter(before.findings) - gone).elements())
    write_baseline(project.root, Baseline(findings=kept))
    absolute = sum(not can_be_accepted(one) for one in compared.new)
    return BaselineUpdate(len(kept), gone.total(), len(compared.new) - absolute, absolute)
