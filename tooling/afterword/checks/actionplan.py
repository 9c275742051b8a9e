"""AW504 to AW507: action items that can be kept: possible dates, an end, a balance, and an issue of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from afterword.checks.blanks import ends_at_nothing
from afterword.checks.locations import cell, is_major, rows
from afterword.checks.mentions import Mentions
from afterword.checks.rule import ADVICE, ALWAYS, FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import CATEGORIES, ActionItem, PostMortem
from afterword.postmortem.schema import Impact
from afterword.postmortem.values import Ref
from afterword.times.when import Precision

_FAR = timedelta(days=366)
_PREVENTING = frozenset(("systemic fix", "process improvement", "eval case"))
_DETECTING = frozenset(("monitoring improvement", "eval case"))


def due_dates(document: PostMortem, context: Context) -> Iterator[Found]:
    """Due dates that cannot be, that name no day, or that nobody will wait for."""
    began, ended = _bounds(document)
    if began and began > context.project.now:
        began = None  # told at the incident
    for item in rows(document):
        if item.due is None or item.due.precision is Precision.UNKNOWN:
            continue
        earliest, latest = item.due.earliest, item.due.latest
        if began and latest and latest < began:
            yield Found(cell(item, "Due"), "it is due before the incident began", "correct the date", grading=ALWAYS)
        elif item.status != "open":
            continue
        elif item.due.precision not in (Precision.DAY, Precision.MINUTE, Precision.SECOND):
            yield Found(cell(item, "Due"), "the due date names no day", "write one, such as 2026-04-24")
        elif ended and earliest and earliest - ended > _FAR:
            yield Found(
                cell(item, "Due"),
                "it is due more than a year after the incident",
                "cut off a first step that can be done sooner, or say `not planned`",
                grading=ADVICE,
            )


def _bounds(document: PostMortem) -> tuple[datetime | None, datetime | None]:
    """The first instant at which it can have begun, and the last at which it can have ended, where known."""
    incident = document.front.incident
    if incident is None:
        return None, None
    times = [time for time in (incident.started, incident.detected, incident.resolved) if time and time.known]
    began = incident.started.earliest if incident.started else None
    return began, max((time.latest for time in times if time.latest), default=None)


def done_when(document: PostMortem, _: Context) -> Iterator[Found]:
    """Open actions of which nobody could say that they are done."""
    for item in rows(document):
        if item.status == "open" and ends_at_nothing(item.text("Done when")):
            yield Found(
                cell(item, "Done when"),
                "it is not said how to tell that the action is done",
                "write what can be observed then: a test that fails, an alert that fires, a merge that is refused",
            )


def balance(document: PostMortem, context: Context) -> Iterator[Found]:
    """Incidents that users felt, after which nothing prevents the next one, or nothing would notice it sooner."""
    if not document.actions or document.action_table is None or not _users_were_affected(document, context):
        return
    categories = {item.category for item in rows(document) if item.status != "not planned"}
    if not categories <= set(CATEGORIES) or any(item.shifted for item in document.actions):
        return  # told as missing or misspelt
    wanted = (
        (_PREVENTING, "prevents it from coming back", "a systemic fix, a process improvement or an eval case"),
        (_DETECTING, "would detect it sooner", "a monitoring improvement or an eval case"),
    )
    for kinds, what, remedy in wanted:
        if not categories & kinds:
            yield Found(
                document.source.line_span(document.action_table.header_line), f"no action {what}", f"add {remedy}"
            )


def _users_were_affected(document: PostMortem, context: Context) -> bool:
    """As the figures say; without any, a grave incident is taken for one that users felt."""
    impact = document.front.impact
    figures = impact if isinstance(impact, Impact) else Impact()
    if figures.users is not None and figures.users.value is not None:
        return figures.users.value > 0
    others = (figures.requests, figures.share, figures.complaints, figures.sla_violations)
    return any(one and one.value for one in others) or is_major(document, context)


def issues(document: PostMortem, context: Context) -> Iterator[Found]:
    """Actions that name an issue which an earlier one names: closing it would close both."""
    mentions = context.mentions or Mentions(context.project)
    own = (context.project.config.tracking.repository or "").casefold()
    for item in rows(document):
        if item.issue is None or item.issue.number is None:
            continue
        first = _first(document, item.issue, mentions, own)
        if first is None or (first[0].path, first[1].span) == (document.path, item.span):
            continue
        where = f"line {document.line(first[1].span)}" if first[0].path == document.path else first[0].path
        yield Found(
            cell(item, "Issue"),
            f"the issue {item.issue} belongs to another action ({first[1].id or 'without id'} in {where})",
            "empty the cell: `afterword sync` opens an issue for this one",
        )


def _first(document: PostMortem, issue: Ref, mentions: Mentions, own: str) -> tuple[PostMortem, ActionItem] | None:
    """The first action of the project that names an issue; this document counts as it was given, not as its file."""
    for candidate in chain(mentions.before(document, issue), [document]):
        for item in candidate.actions:
            if item.issue is not None and _same(item.issue, issue, own):
                return candidate, item
    return None


def _same(one: Ref, other: Ref, own: str) -> bool:
    """Whether two references name one issue; a repository that is not named is the project's own."""
    repositories = {(ref.repository or own).casefold() for ref in (one, other)}
    return one.number == other.number and len(repositories) == 1


RULES = (
    Rule(
        "AW504",
        "due dates are possible",
        "A month is no date to be reminded on, and what is due in two years is a wish. A year before the incident is a "
        "typing mistake.",
        "| A1 | Add a case | eval case | P1 | @octocat | 2025-04-24 | …",
        "| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | …",
        due_dates,
        FROM_REVIEW,
    ),
    Rule(
        "AW505",
        "it is said how to tell that an action is done",
        "Google's SRE workbook asks for action items that are concrete and verifiable. Without an end in view an issue "
        "is closed when people are tired of it.",
        "| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | done | …",
        "| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | it fails on v41 and passes on v42 | …",
        done_when,
        ADVICE,
    ),
    Rule(
        "AW506",
        "when users were affected, one action prevents and one detects",
        "Fixes for today alone leave the next incident as likely, and as late to be seen, as this one. (Google's SRE "
        "workbook: prevent, detect, mitigate.)",
        "| A1 | Restore prompt v11 | immediate fix | …",
        "| A2 | Add the refund cases | eval case | …\n| A3 | Alert on refund periods | monitoring improvement | …",
        balance,
        ADVICE,
    ),
    Rule(
        "AW507",
        "each action has an issue of its own",
        "The status of an action mirrors its issue. Closing an issue that two share would report both as done. The "
        "project's other post-mortems are looked through for the same issue; the older one keeps it.",
        "| A1 | … | #482 |\n| A2 | … | #482 |",
        "| A1 | … | #482 |\n| A2 | … | #483 |",
        issues,
        needs=frozenset({"corpus"}),
    ),
)
