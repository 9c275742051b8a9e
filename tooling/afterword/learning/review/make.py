"""The use case `review`: the agenda of the week from the post-mortems, their history and the tracker's last word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.errors import AfterwordError
from afterword.learning.review.agenda import Agenda, Group, Item, Pattern
from afterword.learning.review.changes import Change, Earlier, find_changes, read_earlier
from afterword.learning.review.due import find_due, owner_of
from afterword.learning.review.worth_reading import choose_reading
from afterword.learning.tags.spellings import find_respellings
from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, group_by_progress
from afterword.portfolio.done import find_evidence
from afterword.portfolio.first_sentence import first_sentence
from afterword.portfolio.incidents import severity_rank, without_near_misses
from afterword.portfolio.periods import Period, days_before, select, week_of
from afterword.portfolio.snapshot import TrackedState, TrackedStates
from afterword.portfolio.themes import Theme, find_pairs, find_rises
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.deadlines import TRACK_WITHIN
from afterword.project import Project
from afterword.text.counting import counted

_WEEK = timedelta(days=7)
_LATELY_DAYS = 28
_BEFORE_DAYS = 180
_MOST_PATTERNS = 3


def make_agenda(project: Project, tracked: TrackedStates) -> Agenda:
    """Make the agenda of the current week: what changed since the Monday before it, and what there is to do now.

    Args:
        project: the project. What its history cannot say is in the agenda as not known.
        tracked: what the tracker says of action items.
    """
    portfolio = Portfolio(tuple(project.documents), project.config, project.now, tracked)
    week, unknown = week_of(project.now), []
    since = week.start - _WEEK
    changes: list[Change] = []
    a_day_ago: Earlier | None = None
    try:
        changes = find_changes(project, since)
        a_day_ago = read_earlier(project, project.now - TRACK_WITHIN)
    except AfterwordError as error:
        what = "what changed, and which action items have had no issue for a day"
        unknown.append(": ".join(filter(None, (what, error.message, error.remedy))))
    new = [change.document for change in changes if change.is_new]
    groups = (
        Group.cut("changed", "New or changed", _by_urgency(changes, portfolio), _change, 7),
        Group.cut("due", "Due", find_due(portfolio, a_day_ago), lambda item: item, 7),
        Group.cut("overdue", "Overdue", _find_overdue(portfolio), lambda pair: _overdue(*pair, week), 7),
        Group.cut("waiting", "Waiting for review or answers", _find_waiting(portfolio), _waiting, 5),
        Group.cut("bare", "Closed without evidence", _find_bare(portfolio, since), _bare, 3),
    )
    lately = days_before(project.now, _LATELY_DAYS)
    return Agenda(
        week, since, groups, _count(portfolio, lately), tuple(_patterns(portfolio, lately)),
        choose_reading(portfolio, new, week), tuple(unknown),
        len(find_respellings(portfolio.documents, project.config)),
    )  # fmt: skip


def _by_urgency(changes: list[Change], portfolio: Portfolio) -> list[Change]:
    return sorted(
        changes,
        key=lambda one: (not one.is_new, severity_rank(one.document.front.severity, portfolio.config), one.document.id),
    )


def _change(change: Change) -> Item:
    document = change.document
    facts = ", ".join(filter(None, (document.front.severity, (document.front.status or "").replace("-", " "))))
    words = f"new, {facts}" if change.is_new else change.words
    sentence = first_sentence(document) or "Its summary is not reviewed yet"
    return Item(f"changed/{document.id}", document, f"{words}. {sentence}", owner_of(document))


def _find_overdue(portfolio: Portfolio) -> list[tuple[PostMortem, ActionItem]]:
    pairs = group_by_progress(portfolio)[Progress.OVERDUE]  # by due date
    return sorted(pairs, key=lambda pair: severity_rank(pair[0].front.severity, portfolio.config))


def _overdue(document: PostMortem, item: ActionItem, week: Period) -> Item:
    assert item.due is not None and item.due.latest is not None
    # By the week's beginning, so that it does not change from one day to the next.
    weeks = max((week.start - item.due.latest).days // 7, 0)
    late = f", {counted(weeks, 'week')} ago" if weeks else ""
    words = f"{document.front.severity or 'no severity'}, {item.id}: {item.action} (due {item.due.display()}{late})"
    owner = str(item.owner) if item.has_owner else ""
    return Item(f"overdue/{document.id}/{item.id}", document, words if owner else f"{words}, no owner yet", owner)


def _find_waiting(portfolio: Portfolio) -> list[PostMortem]:
    """Find post-mortems that wait for people, those of the most severe incidents first."""
    ordered = sorted(portfolio.documents, key=lambda one: (severity_rank(one.front.severity, portfolio.config), one.id))
    return [one for one in ordered if one.notices or one.open_questions or one.proposed or _is_in_review(one)]


def _is_in_review(document: PostMortem) -> bool:
    return document.front.status == "in-review"


def _waiting(document: PostMortem) -> Item:
    parts = (
        counted(len(document.notices), "section") + " to review" if document.notices else "",
        counted(len(document.open_questions), "open question") if document.open_questions else "",
        counted(len(document.proposed), "proposed value") if document.proposed else "",
    )
    words = ", ".join(filter(None, parts)) or "in review"
    return Item(f"waiting/{document.id}", document, words, owner_of(document))


def _find_bare(portfolio: Portfolio, since: datetime) -> list[tuple[PostMortem, ActionItem, TrackedState]]:
    """Find action items that were closed lately without anything that shows that they were done."""
    found = (
        (document, item, portfolio.tracked.get((document.id, item.id)))
        for document in portfolio.documents
        for item in document.actions
        if find_evidence(document, item, portfolio) == ()
    )
    return [(document, item, state) for document, item, state in found if state and (state.closed or since) > since]


def _bare(found: tuple[PostMortem, ActionItem, TrackedState]) -> Item:
    document, item, tracked = found
    day = f"{tracked.closed:%Y-%m-%d}" if tracked.closed else ""
    by = f" by {tracked.closed_by}" if tracked.closed_by else ""
    words = f"{item.id}: {item.action} (closed {day}{by})"
    return Item(f"bare/{document.id}/{item.id}", document, words, str(item.owner) if item.has_owner else "")


def _count(portfolio: Portfolio, lately: Period) -> tuple[int, int]:
    counted_ones = without_near_misses(portfolio.documents)
    before = days_before(lately.start, _LATELY_DAYS)
    return len(select(counted_ones, lately)), len(select(counted_ones, before))


def _patterns(portfolio: Portfolio, lately: Period) -> Iterator[Pattern]:
    """Yield what repeats and concerns an incident of the last weeks."""
    recent = {document.id for document in select(portfolio.documents, lately)}
    rises = find_rises(portfolio.documents, lately, days_before(lately.start, _BEFORE_DAYS))
    themes = [*rises, *find_pairs(portfolio.documents, lately)]
    shown = [one for one in themes if any(document.id in recent for document in one.documents)]
    for theme in shown[:_MOST_PATTERNS]:
        yield Pattern(_describe(theme), theme.documents)


def _describe(theme: Theme) -> str:
    facts = " with ".join(f"{fact.label} {fact.value}" for fact in theme.facts)
    number = len(theme.documents)
    if len(theme.facts) == 1:
        then, total = theme.before
        return f"{facts}: {number} of {theme.among[0]} incidents in four weeks; {then} of {total} in half a year before"
    since = "" if theme.window.name == "all" else f" in {theme.window.name}"
    return f"{facts}: {counted(number, 'incident')}{since}, {theme.expected:.1f} expected from the frequencies of both"
