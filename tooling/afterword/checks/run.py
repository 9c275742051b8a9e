"""Running the rules over documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from afterword.checks import ignoring
from afterword.checks.mentions import Mentions
from afterword.checks.registry import BY_ID, RULES
from afterword.checks.rule import Checked, Context, Finding, Found, Place, Rule, Severity, Skipped
from afterword.config import Config, Level
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.postmortem.document import Ignore
from afterword.postmortem.external import ExternalEdition
from afterword.project import Project

_FAMILY = re.compile(r"AW\d")


@dataclass(frozen=True, slots=True)
class SkippedRule:
    """A rule that could not look, for how many documents, and why."""

    rule: str
    reason: str
    documents: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and in how many post-mortems and external editions was looked."""

    findings: tuple[Finding, ...]
    documents: int
    skipped: tuple[SkippedRule, ...] = ()
    editions: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


def check(documents: Iterable[Checked], context: Context, progress: Callable[[int], None] = lambda _: None) -> Report:
    """Run every rule over every document; findings are in the order of files and lines.

    Args:
        documents: what to check, each asked for when the one before is done.
        context: what rules may look at beside it.
        progress: is told how many documents are done.

    Raises:
        AfterwordError: the settings name a rule that does not exist.
    """
    require_known_rules(context.project.config)
    config = context.project.config
    is_set = bool(config.checks.rules or config.checks.paths)
    rules = {kind: [rule for rule in RULES if kind in rule.of] for kind in (PostMortem, ExternalEdition)}
    mentions = context.mentions or Mentions(context.project)
    context = replace(
        context, rule_ids=frozenset(BY_ID), mentions=mentions, exposed={}, compared={}, written={}, lying={}
    )
    found: list[Finding] = []
    skipped: dict[tuple[str, str], int] = {}
    counts: Counter[type] = Counter()
    for document in documents:
        counts[type(document)] += 1
        here: list[Finding] = []
        looked: set[str] = set()
        for rule in rules[type(document)]:
            if is_set and _level(rule, document, config) == "off":
                continue
            try:
                # One by one: what was found before the rule had to skip counts.
                here.extend(_located(rule, one, document, context) for one in rule.check(document, context))
                looked.add(rule.id)
            except Skipped as reason:
                key = (rule.id, str(reason))
                skipped[key] = skipped.get(key, 0) + 1
        here = _without_ignored(here, document, context, looked)
        found += sorted(here, key=lambda one: (one.path != document.path, one.path, one.line, one.column, one.rule))
        progress(counts.total())
    told = tuple(SkippedRule(rule, reason, documents) for (rule, reason), documents in sorted(skipped.items()))
    return Report(tuple(found), counts[PostMortem], told, counts[ExternalEdition])


def _without_ignored(found: list[Finding], document: Checked, context: Context, looked: set[str]) -> list[Finding]:
    """The findings that no comment takes out, and one for each comment that takes out nothing."""
    if not document.ignores:
        return found
    kept: list[Finding] = []
    used: set[tuple[Ignore, str]] = set()
    for one in found:
        # Of two that cover a finding the first takes it out, and the other is not needed.
        ignore = next((ignore for ignore in document.ignores if _covers(ignore, one, document)), None)
        if ignore is None:
            kept.append(one)
        else:
            used.add((ignore, one.rule))
    if ignoring.IDLE in looked:
        told = ignoring.idle(document, context, looked, used)
        kept += [_located(BY_ID[ignoring.IDLE], one, document, context) for one in told]
    return kept


def _covers(ignore: Ignore, finding: Finding, document: Checked) -> bool:
    """Whether a comment takes out a finding; in files beside the document it stands for none."""
    if BY_ID[finding.rule].absolute:
        return False
    return finding.path == document.path and ignore.covers(finding.rule, finding.line)


def _located(rule: Rule, found: Found, document: Checked, context: Context) -> Finding:
    source, start = document.source, found.span.start
    level = _level(rule, document, context.project.config)
    graded = (found.grading or rule.grading).of(document.front.status)
    place = found.place or Place(document.path, source.line_of(start), source.column_of(start))
    return Finding(
        path=place.path,
        line=place.line,
        column=place.column,
        end_line=place.line if found.place else source.line_of(max(start, found.span.end - 1)),
        rule=rule.id,
        severity=Severity(level) if level else graded,
        message=found.message,
        remedy=found.remedy,
        fix=found.fix,
        veiled=found.veiled,
    )


def _level(rule: Rule, document: Checked, config: Config) -> Level | None:
    """The level that the settings give a rule for a file; None where they leave it to the rule."""
    if rule.absolute:
        return None
    level = _named(config.checks.rules, rule.id)
    for setting in config.checks.paths:
        if fnmatchcase(document.path, setting.path):
            level = _named(setting.rules, rule.id) or level
    return level


def _named(levels: dict[str, Level], rule: str) -> Level | None:
    return levels.get(rule) or levels.get(rule[:3])


def require_known_rules(config: Config) -> None:
    """Refuse settings that name a rule that does not exist.

    Raises:
        AfterwordError: with the id.
    """
    for levels in (config.checks.rules, *(setting.rules for setting in config.checks.paths)):
        for name in levels:
            if name not in BY_ID and not (_FAMILY.fullmatch(name) and any(i.startswith(name) for i in BY_ID)):
                raise AfterwordError(
                    f"`checks` names the rule `{name}`, which does not exist",
                    remedy="`afterword explain` lists the rules; a family is written `AW6`",
                    path="afterword.yml",
                )


def idle_paths(project: Project) -> list[str]:
    """Patterns of the settings that fit no post-mortem of the project: levels that hold nowhere."""
    shown = [project.display_path(path) for path in project.paths]
    patterns = [setting.path for setting in project.config.checks.paths]
    return [pattern for pattern in patterns if not any(fnmatchcase(path, pattern) for path in shown)]
