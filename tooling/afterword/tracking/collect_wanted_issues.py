"""From post-mortems to the issues that they want, and the rows that are left out: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from afterword.config import Config
from afterword.postmortem import CATEGORIES, ActionItem, PostMortem
from afterword.postmortem.deadlines import is_publication_overdue, is_unplanned, publication_due
from afterword.postmortem.values import Ref
from afterword.text.counting import counted
from afterword.text.invisible import one_line
from afterword.tracking.default_branch import DefaultBranch
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.issue_text import issue_text, login, parent_text, reminder_text
from afterword.tracking.marker import DOCUMENT, REMINDER, Key
from afterword.tracking.remark import Remark
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues
from afterword.tracking.why_untrackable import read_issue_cell, row_name, why_row_untrackable, why_untrackable

_MAX_OWNER = 80
_MAX_LABEL = 50
"""Characters that GitHub allows."""


def collect_wanted_issues(
    documents: Iterable[PostMortem],
    config: Config,
    now: datetime,
    links: DocumentLinks | None = None,
    default_branch: DefaultBranch | None = None,
) -> WantedIssues:
    """Gather what all documents want.

    Args:
        config: the settings.
        now: the current time, UTC.
        links: where the documents are found; their paths when None.
        default_branch: what it contains; all documents when None.
    """
    default_branch = default_branch or DefaultBranch()
    collector = _Collector(config, now, links or DocumentLinks(), default_branch.differing)
    wanted = collector.wanted
    for document in documents:
        wanted.documents += 1
        collector.add_document(document)
    collector.note_unplanned()
    if default_branch.unknown is not None:
        wanted.differing = None
        wanted.notes.insert(0, default_branch.unknown)
    if not wanted.documents:
        where = config.postmortems.rstrip("/") + "/"
        wanted.notes.append(
            Remark("", None, f"there are no post-mortems in {where}", "create one with `afterword new`")
        )
    return wanted


class _Collector:
    """Adds what each document wants to `wanted`."""

    def __init__(self, config: Config, now: datetime, links: DocumentLinks, differing: frozenset[str]) -> None:
        self.config = config
        self.now = now
        self.links = links
        self.differing = differing
        self.unplanned: list[tuple[PostMortem, ActionItem]] = []
        ours = [*map(_category_label, CATEGORIES), *(_severity_label(one.name) for one in config.severities)]
        labels = frozenset(label.casefold() for label in ours)
        self.wanted = WantedIssues(differing=differing, labels=labels, home=links.folder(config.postmortems))

    def add_document(self, document: PostMortem) -> None:
        self.wanted.existing.update(Key.of(document.id, item.id) for item in document.actions if item.id)
        self.wanted.existing.update(Key.of(document.id, "", subject) for subject in (DOCUMENT, REMINDER))
        reason = why_untrackable(document)
        if reason is not None:
            self.wanted.skipped.append(reason)
            self.wanted.uncertain |= {name.casefold() for name in (document.id, document.front.id) if name}
            return
        if document.action_table is None or any(not item.id for item in document.actions):
            self.wanted.uncertain.add(document.id.casefold())
        if document.id.casefold() in self.differing:
            differs = "it differs from the default branch, so its issues are left as they are"
            self.wanted.notes.append(Remark(document.path, None, differs, "they follow once it is merged"))
        before = len(self.wanted.rows)
        self._add_rows(document)
        labels = (self.config.tracking.document_label,)
        if len(self.wanted.rows) > before:
            text = parent_text(document, self.links)
            self.wanted.parents.append(
                WantedIssue(document.id, "", document.path, 1, text, subject=DOCUMENT, labels=labels)
            )
        due = publication_due(document)
        if due is not None:
            self.wanted.reminders.append(
                WantedIssue(
                    document=document.id,
                    action="",
                    path=document.path,
                    line=1,
                    text=reminder_text(document, self.links, due),
                    owner=login(document.front.owner),
                    subject=REMINDER,
                    labels=labels,
                    due=due,
                    is_needed=is_publication_overdue(document, self.now),
                )
            )

    def note_unplanned(self) -> None:
        """Note in one remark how many imported action items are not tracked: there may be thousands."""
        if not self.unplanned:
            return
        (first, item), count = self.unplanned[0], len({document.path for document, _ in self.unplanned})
        where = "" if count == 1 else f" of {counted(count, 'post-mortem')} (this is the first)"
        items = counted(len(self.unplanned), "imported action item")
        self.wanted.notes.append(
            Remark(
                first.path,
                first.line(item.span),
                f"{items}{where} without an owner or a due date, not tracked",
                "give the ones that are still to be done an owner and a due date",
            )
        )

    def _add_rows(self, document: PostMortem) -> None:
        drafts = [item for item in document.actions if item.under_notice]
        if drafts:
            self.wanted.notes.append(
                Remark(
                    document.path,
                    document.line(drafts[0].span),
                    f"{counted(len(drafts), 'action item')} still under a draft notice, not tracked",
                    f'check the section, then `afterword accept {document.id} "Action items"`',
                )
            )
        self.unplanned += [(document, item) for item in document.actions if is_unplanned(document, item)]
        ids = Counter(item.id.casefold() for item in document.actions)
        for item in document.actions:
            if item.under_notice or is_unplanned(document, item):
                continue
            why = why_row_untrackable(item, ids[item.id.casefold()])
            if why is None:
                self.wanted.rows.append(self._wanted(document, item))
                continue
            reason, remedy = why
            if reason:
                name = f"{item.id}: " if item.id else ""
                line = document.line(item.span)
                self.wanted.skipped.append(Remark(document.path, line, name + reason, remedy, (row_name(item),)))

    def _wanted(self, document: PostMortem, item: ActionItem) -> WantedIssue:
        ref = read_issue_cell(item.text("Issue"))
        if ref is not None and "://" in ref.text and not self.links.is_here(ref.text):
            ref = Ref(ref.text)  # its number is one of another place
        if document.front.imported is not None and item.is_settled:
            ref = None  # history, whose number may be one of another tracker: an issue of ours has its marker
        return WantedIssue(
            document=document.id,
            action=item.id,
            path=document.path,
            line=document.line(item.span),
            text=issue_text(document, item, self.links),
            owner=login(item.owner),
            owner_text=one_line(item.text("Owner"))[:_MAX_OWNER] if item.has_owner else "",
            status=item.text("Status").casefold(),
            issue=None if ref is None or ref.text == "unknown" else ref,
            labels=(self.config.tracking.label, *self._labels(document, item)),
            due=item.due.latest if item.due is not None else None,
        )

    def _labels(self, document: PostMortem, item: ActionItem) -> Iterator[str]:
        """Category and severity, if they are in the vocabulary: a typing mistake makes no label."""
        if item.category in CATEGORIES:
            yield _category_label(item.category)
        if severity := self.config.severity(document.front.severity):
            yield _severity_label(severity.name)


def _category_label(category: str) -> str:
    return f"category: {category}"


def _severity_label(severity: str) -> str:
    return f"severity: {severity}"[:_MAX_LABEL].rstrip()
