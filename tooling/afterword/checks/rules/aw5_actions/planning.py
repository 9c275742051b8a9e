"""AW504 to AW507: possible due dates, an end, a balance, and an issue for each action item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.context import Context
from afterword.checks.facts import DocumentFacts
from afterword.checks.key_facts import KeyFacts, incident_start, is_due_before
from afterword.checks.locations import is_severe, names_day, unshifted_rows
from afterword.checks.placeholders import fits_any_action
from afterword.checks.rule import ADVICE, ERROR, ERROR_FROM_REVIEW, Found, rule, rule_around
from afterword.postmortem import CATEGORIES, PostMortem
from afterword.postmortem.schema import Impact
from afterword.times.when import Precision

_FAR = timedelta(days=366)
_PREVENTING = frozenset(("systemic fix", "process improvement", "eval case"))
_DETECTING = frozenset(("monitoring improvement", "eval case"))
_NAME_DAY = ("the due date names no day", "write one, such as 2026-04-24")


def due_before_start(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find due dates before the incident, unless the incident is in the future, which AW123 reports."""
    for due in facts.due_before_start:
        if due.started <= context.now:
            yield Found(due.where, "it is due before the incident began", "correct the date", levels=ERROR)
        elif due.names_no_day:
            yield Found(due.where, *_NAME_DAY)


@rule("AW504", "due dates are possible", ERROR_FROM_REVIEW, needs={"clock"}, check_around=due_before_start)
def due_dates(document: PostMortem, _: object) -> Iterator[Found]:
    """Find due dates of open action items that name no day, or are too far away.

    A month is not a date for a reminder, and a due date in two years is not a plan. A year before the incident is a
    typing mistake.

    Bad:
        | A1 | Add a case | eval case | P1 | @octocat | 2025-04-24 | …

    Good:
        | A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | …
    """
    started, ended = incident_start(document), _latest_end(document)
    for item in unshifted_rows(document):
        if item.due is None or item.due.precision is Precision.UNKNOWN or item.status != "open":
            continue
        if is_due_before(item, started):
            continue  # which depends on whether the incident is in the future
        if not names_day(item.due):
            yield Found.in_cell(item, "Due", *_NAME_DAY)
        elif ended and item.due.earliest and item.due.earliest - ended > _FAR:
            yield Found.in_cell(
                item,
                "Due",
                "it is due more than a year after the incident",
                "cut off a first step that can be done sooner, or say `not planned`",
                levels=ADVICE,
            )


def _latest_end(document: PostMortem) -> datetime | None:
    """Return the last instant (UTC) at which the incident can have ended; None if it is not known."""
    incident = document.front.incident
    times = (incident.started, incident.detected, incident.resolved) if incident else ()
    return max((time.latest for time in times if time and time.known and time.latest), default=None)


@rule("AW505", "action items say when they are done", ADVICE, many="{} action items do not say when they are done")
def done_when(document: PostMortem, _: object) -> Iterator[Found]:
    """Find open action items without an end that can be observed.

    Google's SRE workbook asks for action items that are concrete and verifiable. Without an end that can be observed,
    people close the issue when they are tired of it.

    Bad:
        | A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | done | …

    Good:
        | A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | it fails on v41 and passes on v42 | …
    """
    for item in unshifted_rows(document):
        if item.status == "open" and fits_any_action(item.text("Done when")):
            yield Found.in_cell(
                item,
                "Done when",
                "it is not said how to tell that the action is done",
                "write what can be observed then: a test that fails, an alert that fires, a merge that is refused",
            )


@rule("AW506", "when users were affected, one action prevents and one detects", ADVICE)
def balance(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find incidents that affected users and have no action item that prevents or none that detects the next one.

    Fixes for today alone leave the next incident as likely as this one, and detected as late. (Google's SRE workbook:
    prevent, detect, mitigate.)

    Bad:
        | A1 | Restore prompt v11 | immediate fix | …

    Good:
        | A2 | Add the refund cases | eval case | …
        | A3 | Alert on refund periods | monitoring improvement | …
    """
    if not document.actions or document.action_table is None or not _users_were_affected(document, facts):
        return
    categories = {item.category for item in unshifted_rows(document) if item.status != "not planned"}
    if not categories <= set(CATEGORIES) or any(item.shifted for item in document.actions):
        return  # missing or misspelt, which has a finding
    wanted = (
        (_PREVENTING, "prevents it from coming back", "a systemic fix, a process improvement or an eval case"),
        (_DETECTING, "would detect it sooner", "a monitoring improvement or an eval case"),
    )
    for kinds, what, remedy in wanted:
        if not categories & kinds:
            yield Found(
                document.source.line_span(document.action_table.header_line), f"no action {what}", f"add {remedy}"
            )


def _users_were_affected(document: PostMortem, facts: DocumentFacts) -> bool:
    """Whether users were affected, by the figures; without any, whether the incident is severe and no near miss."""
    if document.front.incident is not None and document.front.incident.near_miss:
        return False
    impact = document.front.impact
    figures = impact if isinstance(impact, Impact) else Impact()
    if figures.users is not None and figures.users.value is not None:
        return figures.users.value > 0
    others = (figures.requests, figures.share, figures.complaints, figures.sla_violations)
    return any(one and one.value for one in others) or is_severe(document, facts.config)


@rule_around("AW507", "each action has an issue of its own", needs={"corpus"})
def shared_issues(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find action items whose issue an earlier one names: closing it would close both.

    The status of an action item follows its issue. Closing an issue that two share would report both as done. The rule
    also looks for the issue in the project's other post-mortems; the older one keeps it.

    Bad:
        | A1 | … | #482 |
        | A2 | … | #482 |

    Good:
        | A1 | … | #482 |
        | A2 | … | #483 |
    """
    for issue in facts.issues:
        if issue.shifted:
            continue
        path, first = context.first_with(issue)
        if (path, first.row) == (facts.path, issue.row):
            continue
        place = f"line {first.row}" if path == facts.path else path
        yield Found(
            issue.where,
            f"the issue {issue.shown} belongs to another action ({first.action or 'without id'} in {place})",
            "empty the cell: `afterword sync` opens an issue for this one",
        )


RULES = (due_dates, done_when, balance, shared_issues)
