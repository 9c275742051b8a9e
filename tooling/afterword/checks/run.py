"""Running the rules over documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from afterword.checks import ignoring
from afterword.checks.mentions import Mentions
from afterword.checks.registry import BY_ID, RULES
from afterword.checks.rule import Context, Finding, Found, Rule, Severity, Skipped
from afterword.config import Config, Level
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.postmortem.document import Ignore
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
    """What was found, and in how many documents was looked."""

    findings: tuple[Finding, ...]
    documents: int
    skipped: tuple[SkippedRule, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


def check(
    documents: Iterable[PostMortem], context: Context, progress: Callable[[int], None] = lambda _: None
) -> Report:
    """Run every rule over every document; findings are in the order of files and lines.

    Args:
        documents: what to check, each asked for when the one before is done.
        context: what rules may look at beside it.
        progress: is told how many documents are done.

    Raises:
        AfterwordError: the settings name a rule that does not exist.
    """
    require_known_rules(context.project.config)
    mentions = context.mentions or Mentions(context.project)
    context = replace(context, rule_ids=frozenset(BY_ID), mentions=mentions)
    found: list[Finding] = []
    skipped: dict[tuple[str, str], int] = {}
    count = 0
    for document in documents:
        here: list[Finding] = []
        looked: set[str] = set()
        for rule in RULES:
            if _level(rule, document, context.project.config) == "off":
                continue
            try:
                here += [_located(rule, one, document, context) for one in rule.check(document, context)]
                looked.add(rule.id)
            except Skipped as reason:
                key = (rule.id, str(reason))
                skipped[key] = skipped.get(key, 0) + 1
        here = _without_ignored(here, document, context, looked)
        found += sorted(here, key=lambda finding: (finding.line, finding.column, finding.rule))
        count += 1
        progress(count)
    told = tuple(SkippedRule(rule, reason, documents) for (rule, reason), documents in sorted(skipped.items()))
    return Report(tuple(found), count, told)


def _without_ignored(found: list[Finding], document: PostMortem, context: Context, looked: set[str]) -> list[Finding]:
    """The findings that no comment takes out, and one for each comment that takes out nothing."""
    if not document.ignores:
        return found
    kept: list[Finding] = []
    used: set[tuple[Ignore, str]] = set()
    for one in found:
        # Of two that cover a finding the first takes it out, and the other is not needed.
        ignore = next((ignore for ignore in document.ignores if ignore.covers(one.rule, one.line)), None)
        if ignore is None:
            kept.append(one)
        else:
            used.add((ignore, one.rule))
    if ignoring.IDLE in looked:
        told = ignoring.idle(document, context, looked, used)
        kept += [_located(BY_ID[ignoring.IDLE], one, document, context) for one in told]
    return kept


def _located(rule: Rule, found: Found, document: PostMortem, context: Context) -> Finding:
    source, start = document.source, found.span.start
    level = _level(rule, document, context.project.config)
    graded = (found.grading or rule.grading).of(document.front.status)
    return Finding(
        path=document.path,
        line=source.line_of(start),
        column=source.column_of(start),
        end_line=source.line_of(max(start, found.span.end - 1)),
        rule=rule.id,
        severity=Severity(level) if level else graded,
        message=found.message,
        remedy=found.remedy,
        fix=found.fix,
    )


def _level(rule: Rule, document: PostMortem, config: Config) -> Level | None:
    """The level that the settings give a rule for a file; None where they leave it to the rule."""
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
    shown = [project.shown(path) for path in project.paths]
    patterns = [setting.path for setting in project.config.checks.paths]
    return [pattern for pattern in patterns if not any(fnmatchcase(path, pattern) for path in shown)]
