"""Running the rules over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from afterword.checks.context import Context, Skipped
from afterword.checks.facts import DocumentFacts, EditionFacts
from afterword.checks.joining import list_for_people
from afterword.checks.key_facts import KeyFacts
from afterword.checks.levels import configured_level, require_known_rules
from afterword.checks.locations import Location, locate
from afterword.checks.registry import BY_ID, RULES
from afterword.checks.rule import CheckAround, Checked, Finding, Found, Level, Rule
from afterword.checks.rules.aw1_reading.ignore_comments import WITHOUT_EFFECT, find_without_effect
from afterword.config import Config
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.document import Ignore
from afterword.postmortem.external import ExternalEdition
from afterword.project import Project


@dataclass(frozen=True, slots=True)
class SkippedRule:
    """A rule that could not look: why, and for how many documents."""

    rule: str
    reason: str
    documents: int


@dataclass(frozen=True)
class Report:
    """What was found, and in how many post-mortems and external editions.

    Attributes:
        findings: each by itself.
        documents: how many post-mortems.
        skipped: the rules that could not look.
        editions: how many external editions.
        statuses: the status of each post-mortem, by its path.
        accepted: findings of the baseline, which are not among the others.
        obsolete: how many entries of the baseline no finding needs; 0 if not every post-mortem was checked.
    """

    findings: tuple[Finding, ...]
    documents: int
    skipped: tuple[SkippedRule, ...] = ()
    editions: int = 0
    statuses: Mapping[str, str | None] = field(default_factory=dict)
    accepted: tuple[Finding, ...] = ()
    obsolete: int = 0

    @cached_property
    def listed(self) -> tuple[Finding, ...]:
        """The findings as people read them: joined where a rule joins them, in each file what to do first."""
        return list_for_people(self.findings)

    def count(self, level: Level) -> int:
        """Count the listed findings of a level."""
        return sum(finding.level is level for finding in self.listed)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known about a document when its rules have looked at it: the check is finished without the document.

    Attributes:
        path: its file, as findings show it.
        status: its status.
        findings: what the rules found, ignored or not.
        skipped: the ids of rules that could not look, with the reasons.
        ignores: its ignore comments and where they are.
        facts: its key facts; None for an external edition.
    """

    path: str
    status: str | None
    findings: tuple[Finding, ...]
    skipped: tuple[tuple[str, str], ...]
    ignores: tuple[tuple[Ignore, Location], ...]
    facts: KeyFacts | None


def check(documents: Iterable[Checked], project: Project) -> Report:
    """Run every rule over every document; findings are in the order of the documents and of their lines.

    Raises:
        AfterwordError: the settings name a rule that does not exist.
    """
    require_known_rules(project.config)
    documents = list(documents)
    examined = [examine(document, project) for document in documents]
    return finish(examined, project, {document.path: document for document in documents})


def examine(document: Checked, project: Project) -> Examined:
    """Run the rules that look at one document and its evidence; for an external edition, all that concern it."""
    facts: DocumentFacts | EditionFacts
    if isinstance(document, ExternalEdition):
        facts, key_facts = EditionFacts(document, project), None
    else:
        facts, key_facts = DocumentFacts.of(document, project, BY_ID.keys()), KeyFacts.of(document)
    path, status = document.path, document.front.status
    checks = [(rule, partial(rule.check, document, facts)) for rule in RULES if type(document) in rule.of]
    findings, skipped = _run(checks, path, status, project.config, document)
    ignores = tuple((ignore, locate(document, ignore.span)) for ignore in document.ignores)
    return Examined(path, status, tuple(findings), tuple(skipped), ignores, key_facts)


def _run(
    checks: Iterable[tuple[Rule, Callable[[], Iterable[Found]]]],
    path: str,
    status: str | None,
    config: Config,
    document: Checked | None = None,
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Return what rules find in or around a document, and the ids of those that had to skip, with the reasons."""
    findings: list[Finding] = []
    skipped: list[tuple[str, str]] = []
    for rule, check in checks:
        configured = configured_level(rule, path, config)
        if configured == "off":
            continue
        try:
            # One by one: what was found before the rule had to skip counts.
            for found in check():
                of = document or found.document
                where = locate(of, found.where) if of and isinstance(found.where, Span) else found.where
                assert isinstance(where, Location)
                level = Level(configured) if configured else (found.levels or rule.levels).of(status)
                findings.append(
                    Finding(
                        path=where.path,
                        line=where.line,
                        column=where.column,
                        end_line=where.end_line,
                        rule=rule.id,
                        level=level,
                        message=found.message,
                        remedy=found.remedy,
                        fix=found.fix,
                        veiled=found.veiled,
                        place=found.place,
                        fix_of=of.source.digest if of and found.fix else "",
                    )
                )
        except Skipped as reason:
            skipped.append((rule.id, str(reason)))
    return findings, skipped


def finish(examined: Sequence[Examined], project: Project, documents: Mapping[str, Checked] | None = None) -> Report:
    """Run the rules that look at what is around the documents, apply the ignore comments, and report.

    Args:
        examined: what is known about each document.
        project: their project.
        documents: those that are not as their files are, by their paths.
    """
    context = Context(project, [one.facts for one in examined if one.facts], documents or {})
    findings: list[Finding] = []
    skipped: Counter[tuple[str, str]] = Counter()
    looking = [(rule, rule.check_around) for rule in RULES if rule.check_around]
    for one in examined:
        around, skipped_around = _look_around(one, context, looking)
        not_run = [*one.skipped, *skipped_around]
        kept = _apply_ignores(one, [*around, *one.findings], {rule for rule, _ in not_run}, project.config)
        findings += sorted(kept, key=lambda f: (f.path != one.path, f.path, f.line, f.column, f.rule))
        skipped.update(not_run)
    editions = sum(one.facts is None for one in examined)
    return Report(
        tuple(findings),
        len(examined) - editions,
        tuple(SkippedRule(rule, reason, documents) for (rule, reason), documents in sorted(skipped.items())),
        editions,
        {one.path: one.status for one in examined if one.facts},
    )


def _look_around(
    examined: Examined, context: Context, looking: Iterable[tuple[Rule, CheckAround]]
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Return what the rules about time, history, and other post-mortems find, and those that had to skip."""
    if examined.facts is None:
        return [], []
    checks = [(rule, partial(check, examined.facts, context)) for rule, check in looking]
    return _run(checks, examined.path, examined.status, context.project.config)


def _apply_ignores(examined: Examined, found: list[Finding], skipped: set[str], config: Config) -> list[Finding]:
    """Return the findings that no comment ignores, and one for each ignore comment that has no effect."""
    if not examined.ignores:
        return found
    kept: list[Finding] = []
    used: set[tuple[Ignore, str]] = set()
    for one in found:
        # Of two comments for a finding the first ignores it, and the other is not needed. In files beside the document
        # neither does.
        ignores = examined.ignores if one.path == examined.path and not BY_ID[one.rule].absolute else ()
        ignore = next((ignore for ignore, _ in ignores if ignore.covers(one.rule, one.line)), None)
        if ignore is None:
            kept.append(one)
        else:
            used.add((ignore, one.rule))
    kind = PostMortem if examined.facts else ExternalEdition
    ran = {
        rule.id
        for rule in RULES
        if kind in rule.of and rule.id not in skipped and configured_level(rule, examined.path, config) != "off"
    }
    look = partial(find_without_effect, examined.ignores, BY_ID.keys(), ran, used)
    return kept + _run([(BY_ID[WITHOUT_EFFECT], look)], examined.path, examined.status, config)[0]
