"""Checking and fixing the files of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from afterword.checks.baseline import Baseline, compare, read_baseline
from afterword.checks.fixing import fix
from afterword.checks.levels import require_known_rules
from afterword.checks.parallel import examine_files
from afterword.checks.result_cache import ResultCache
from afterword.checks.rule import Finding
from afterword.checks.run import Report, check, finish
from afterword.checks.selection import select_files
from afterword.checks.sources import source_reader
from afterword.errors import AfterwordError
from afterword.postmortem import save_text
from afterword.project import Project


def check_files(
    project: Project, paths: Sequence[Path], processes: int | None = None, baseline: Baseline | None = None
) -> Report:
    """Run every rule over every file; findings are in the order of the files.

    Args:
        project: the project that the files belong to.
        paths: files of post-mortems and of external editions, also those with a wrong name.
        processes: how many to use; by default as many as the machine allows.
        baseline: the findings that are accepted; by default those of the project's file.

    Raises:
        AfterwordError: the settings name a rule that does not exist, the baseline cannot be read, or a process was
            ended from outside.
    """
    require_known_rules(project.config)
    baseline = read_baseline(project.root) if baseline is None else baseline
    cache = ResultCache(project)
    known = {path: examined for path in paths if (examined := cache.recall(path))}
    unknown = [path for path in paths if path not in known]
    for path, (examined, key) in zip(unknown, examine_files(project, unknown, processes), strict=True):
        cache.remember(key, examined)
        known[path] = examined
    cache.save()
    report = finish([known[path] for path in paths], project)
    return _compare(report, baseline, project, paths) if baseline.findings else report


def _compare(report: Report, baseline: Baseline, project: Project, paths: Sequence[Path]) -> Report:
    """Return a report without the accepted findings."""
    compared = compare(baseline, report.findings, source_reader(project.root))
    skipped = {one.rule for one in report.skipped}
    is_whole = set(paths) >= set(select_files(project))
    obsolete = sum(entry.rule not in skipped for entry in compared.left) if is_whole else 0
    return replace(report, findings=compared.new, accepted=compared.accepted, obsolete=obsolete)


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file after its fixes.

    Attributes:
        findings: what was fixed.
        refusal: why the file was left as it was; None if it was not.
    """

    findings: tuple[Finding, ...]
    refusal: AfterwordError | None = None


def fix_files(project: Project, report: Report) -> list[FixedFile]:
    """Apply the fixes of a report's findings, and write the files."""
    return [_fix_file(project, name) for name in dict.fromkeys(one.path for one in report.findings if one.fix)]


def _fix_file(project: Project, name: str) -> FixedFile:
    document = project.read(project.root / name)
    try:
        fixed = fix(document, lambda one: check([one], project).findings)
        save_text(document, fixed.document.source.text, project.path(document))
    except AfterwordError as error:
        return FixedFile((), error)
    return FixedFile(fixed.findings)
