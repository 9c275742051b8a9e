"""What the documents want tracked: one value per row of an action table, and why a row is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from afterword.config import Config
from afterword.errors import AfterwordError
from afterword.postmortem import CATEGORIES, ActionItem, PostMortem, ProblemKind
from afterword.postmortem.action_table import ACTION_ID
from afterword.postmortem.deadlines import is_publication_overdue, publication_due
from afterword.postmortem.edit import require_editable
from afterword.postmortem.statuses import is_settled
from afterword.postmortem.values import PersonKind, Ref
from afterword.text.invisible import one_line
from afterword.tracking.issue_text import Places, Text, is_unset, issue_text, login, parent_text, reminder_text
from afterword.tracking.marker import ACTION, DOCUMENT, REMINDER, Key


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know or put right.

    Attributes:
        path: the file it concerns, as a user would write it; empty where it concerns none.
        line: counted from 1; None where it concerns no line.
        reason: what is the matter, as a sentence without a full stop.
        remedy: what to do about it.
        rows: names of the rows that lack an issue because of it, as `row_name` gives them; None where no such row
            can be read, but others may be there.
    """

    path: str
    line: int | None
    reason: str
    remedy: str = ""
    rows: tuple[str, ...] | None = ()

    def __str__(self) -> str:
        return str(AfterwordError(self.reason, remedy=self.remedy, path=self.path, line=self.line))


@dataclass(frozen=True, slots=True)
class Wanted:
    """An issue as a document wants it: for one of its rows, or for the whole.

    Attributes:
        document: the post-mortem's id.
        action: the row's id; empty for an issue of the whole document.
        path: the file, as a user would write it.
        line: the line that it is about, counted from 1.
        text: title and body block of its issue.
        owner: login to assign, None for a team, a role or nobody.
        owner_text: the owner as written, empty where nobody is named yet.
        handle: whether the owner was written with `@`, so that it can only be an account.
        status: the Status cell in lower case, without comments; empty where nothing is written.
        issue: what the Issue cell names, None where it names nothing yet.
        subject: what the issue stands for: `ACTION`, `DOCUMENT` or `REMINDER`.
        labels: that it bears, in their order.
        due: the first instant at which it is overdue, UTC.
        is_needed: for a reminder, whether there is something to remind of.
    """

    document: str
    action: str
    path: str
    line: int
    text: Text
    owner: str | None = None
    owner_text: str = ""
    handle: bool = False
    status: str = ""
    issue: Ref | None = None
    subject: str = ACTION
    labels: tuple[str, ...] = ()
    due: datetime | None = None
    is_needed: bool = True

    @property
    def key(self) -> Key:
        """What the marker of its issue says."""
        return Key.of(self.document, self.action, self.subject)

    @property
    def is_settled(self) -> bool:
        """Whether the row says that nothing is left to do."""
        return is_settled(self.status)

    def remark(self, reason: str, remedy: str = "") -> Remark:
        """A remark on the row."""
        name = self.action or {DOCUMENT: "parent issue", REMINDER: "reminder"}[self.subject]
        return Remark(self.path, self.line, f"{name}: {reason}", remedy, (self.action,) if self.action else ())


@dataclass(frozen=True, slots=True)
class Collected:
    """What all documents want.

    Attributes:
        rows: the rows to track, in the order of the documents.
        parents: the issue of each document whose rows are tracked, which they are parts of.
        reminders: one for each document that is or was late.
        skipped: rows and documents that ought to be tracked and are not, and why.
        notes: rows and documents that are not to be tracked yet.
        present: every row that has an id, tracked or not; the issue of any other row has lost its row.
        held: documents, by id in lower case, whose rows are not certain; none of their issues is closed.
        frozen: documents that the default branch holds otherwise; nothing of theirs is touched; None
            where that is not known of any.
        documents: how many documents there are.
        labels: names of labels that we give; one of them that a row does not want is taken away.
        home: the address of the folder that the documents are in; empty where it has none.
    """

    rows: tuple[Wanted, ...] = ()
    parents: tuple[Wanted, ...] = ()
    reminders: tuple[Wanted, ...] = ()
    skipped: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    present: frozenset[Key] = frozenset()
    held: frozenset[str] = frozenset()
    frozen: frozenset[str] | None = frozenset()
    documents: int = 0
    labels: frozenset[str] = frozenset()
    home: str = ""

    def is_held(self, document: str) -> bool:
        """Whether the rows of a document, by its id in lower case, are not certain or not merged."""
        return self.frozen is None or document in self.held or document in self.frozen

    def is_home(self, place: str) -> bool:
        """Whether an issue that names this place for its post-mortem is about one of ours, as far as that tells."""
        return not place or place.casefold().startswith(self.home.casefold())


@dataclass(frozen=True, slots=True)
class Merged:
    """Which documents the default branch holds as they are here.

    Attributes:
        all_held: why nothing can be said, so that every document is left alone; None where it can be.
        differing: paths, as a user would write them, of documents that differ from the default branch.
    """

    all_held: Remark | None = None
    differing: frozenset[str] = frozenset()


def collect_wanted(
    documents: Iterable[PostMortem],
    config: Config,
    now: datetime,
    places: Places | None = None,
    merged: Merged | None = None,
) -> Collected:
    """Gather what all documents want.

    Args:
        documents: the post-mortems.
        config: the settings.
        now: the current time, UTC.
        places: where the documents are found; their paths when None.
        merged: what the default branch holds; all of it when None.
    """
    return _Collector(config, now, places or Places(), merged or Merged()).run(documents)


class _Collector:
    def __init__(self, config: Config, now: datetime, places: Places, merged: Merged) -> None:
        self.config = config
        self.now = now
        self.places = places
        self.merged = merged
        self.rows: list[Wanted] = []
        self.parents: list[Wanted] = []
        self.reminders: list[Wanted] = []
        self.skipped: list[Remark] = []
        self.notes: list[Remark] = []
        self.present: set[Key] = set()
        self.held: set[str] = set()
        self._differing = frozenset(PurePosixPath(path).stem.casefold() for path in self.merged.differing)

    def run(self, documents: Iterable[PostMortem]) -> Collected:
        count = 0
        for document in documents:
            count += 1
            self._document(document)
        if self.merged.all_held is not None:
            self.notes.insert(0, self.merged.all_held)
        if not count:
            where = self.config.postmortems.rstrip("/") + "/"
            remark = Remark("", None, f"there are no post-mortems in {where}", "make one with `afterword new`")
            self.notes.append(remark)
        return Collected(
            rows=tuple(self.rows),
            parents=tuple(self.parents),
            reminders=tuple(self.reminders),
            skipped=tuple(self.skipped),
            notes=tuple(self.notes),
            present=frozenset(self.present),
            held=frozenset(self.held),
            frozen=None if self.merged.all_held else self._differing,
            documents=count,
            labels=frozenset(self._own_labels()),
            home=self.places.folder(self.config.postmortems),
        )

    def _own_labels(self) -> Iterator[str]:
        for category in CATEGORIES:
            yield category_label(category).casefold()
        for severity in self.config.severities:
            yield severity_label(severity.name).casefold()

    def _document(self, document: PostMortem) -> None:
        self.present |= {Key.of(document.id, item.id) for item in document.actions if item.id}
        self.present |= {Key.of(document.id, "", subject) for subject in (DOCUMENT, REMINDER)}
        reason = why_untrackable(document)
        if reason is not None:
            self.skipped.append(reason)
            self.held |= {name.casefold() for name in (document.id, document.front.id) if name}
            return
        if document.action_table is None or any(not item.id for item in document.actions):
            self.held.add(document.id.casefold())
        if document.id.casefold() in self._differing:
            differs = "it differs from the default branch, so its issues are left as they are"
            self.notes.append(Remark(document.path, None, differs, "they follow once it is merged"))
        before = len(self.rows)
        self._rows(document)
        if len(self.rows) > before:
            text = parent_text(document, self.places)
            labels = (self.config.tracking.document_label,)
            self.parents.append(Wanted(document.id, "", document.path, 1, text, subject=DOCUMENT, labels=labels))
        self._reminder(document)

    def _rows(self, document: PostMortem) -> None:
        drafts = [item for item in document.actions if item.under_notice]
        if drafts:
            amount = f"{len(drafts)} action items" if len(drafts) > 1 else "1 action item"
            self.notes.append(
                Remark(
                    document.path,
                    document.line(drafts[0].span),
                    f"{amount} still under a draft notice, not tracked",
                    f'check the section, then `afterword accept {document.id} "Action items"`',
                )
            )
        ids = Counter(item.id.casefold() for item in document.actions)
        for item in document.actions:
            if item.under_notice:
                continue
            fault = _fault(item, ids[item.id.casefold()])
            if fault is None:
                self.rows.append(self._wanted(document, item))
            elif fault[0]:
                name = f"{item.id}: " if item.id else ""
                line = document.line(item.span)
                self.skipped.append(Remark(document.path, line, name + fault[0], fault[1], (row_name(item),)))

    def _wanted(self, document: PostMortem, item: ActionItem) -> Wanted:
        ref = _ref(item.text("Issue"))
        if ref is not None and "://" in ref.text and not self.places.is_here(ref.text):
            ref = Ref(ref.text)  # its number is one of another place
        return Wanted(
            document=document.id,
            action=item.id,
            path=document.path,
            line=document.line(item.span),
            text=issue_text(document, item, self.places),
            owner=login(item.owner),
            owner_text="" if is_unset(item.owner) else one_line(item.text("Owner"))[:80],
            handle=item.text("Owner").startswith("@"),
            status=item.text("Status").casefold(),
            issue=None if ref is None or ref.text == "unknown" else ref,
            labels=(self.config.tracking.label, *self._labels(document, item)),
            due=item.due.latest if item.due is not None else None,
        )

    def _labels(self, document: PostMortem, item: ActionItem) -> Iterator[str]:
        """Category and severity, where they are of the vocabulary: a typing mistake makes no label."""
        if item.category in CATEGORIES:
            yield category_label(item.category)
        if severity := self.config.severity(document.front.severity):
            yield severity_label(severity.name)

    def _reminder(self, document: PostMortem) -> None:
        due = publication_due(document)
        if due is None:
            return
        owner = document.front.owner
        self.reminders.append(
            Wanted(
                document=document.id,
                action="",
                path=document.path,
                line=1,
                text=reminder_text(document, self.places, due),
                owner=login(owner),
                handle=owner is not None and owner.kind is PersonKind.HANDLE,
                subject=REMINDER,
                labels=(self.config.tracking.document_label,),
                due=due,
                is_needed=is_publication_overdue(document, self.now),
            )
        )


def category_label(category: str) -> str:
    """The label of a category."""
    return f"category: {category}"


def severity_label(severity: str) -> str:
    """The label of a severity; GitHub allows fifty characters."""
    return f"severity: {severity}"[:50].rstrip()


def row_name(item: ActionItem) -> str:
    """What a row goes by: its id, else what is to be done."""
    return item.id or one_line(item.action)[:80]


def why_untrackable(document: PostMortem) -> Remark | None:
    """Why nothing of a document can be tracked."""
    rows = _lacking(document)
    try:
        require_editable(document)
    except AfterwordError as error:
        message = error.message.removesuffix("; nothing was written")
        said = f"{message}; its action items are not tracked"
        return Remark(error.path, error.line, said, error.remedy, rows or None)
    for problem in document.problems:
        if problem.kind is ProblemKind.ID_MISMATCH:
            line = document.line(problem.span)
            said = f"{problem.message}; its action items are not tracked"
            return Remark(document.path, line, said, problem.remedy, rows)
    invalid = next((one for one in document.problems if one.message.startswith("`id`:")), None)
    if invalid is not None:
        said = f"{invalid.message}; its action items are not tracked"
        return Remark(document.path, document.line(invalid.span), said, invalid.remedy, rows)
    if not document.front.id:
        remedy = f"add `id: {document.id}` to the front matter"
        return Remark(document.path, 1, "there is no id; its action items are not tracked", remedy, rows)
    return None


def _lacking(document: PostMortem) -> tuple[str, ...]:
    """Names of the rows, as far as they can be read, that are not settled and name no issue."""
    rows = (item for item in document.actions if not item.under_notice and not item.is_settled)
    return tuple(name for item in rows if not item.text("Issue") and (name := row_name(item)))


def _fault(item: ActionItem, times: int) -> tuple[str, str] | None:
    """Why a row is not tracked, and the remedy; an empty reason where nothing needs to be said."""
    cell = item.text("Issue")
    if item.shifted:
        return "its cells stand in the wrong columns", "write a pipe inside a cell as `\\|`"
    if not item.id:
        remark = "the row has no ID, so it is not tracked", "`afterword check --fix` adds it"
        return ("", "") if item.is_settled else remark
    if times > 1:
        return f"{times} rows have this ID", "give the newer ones an ID that was never used"
    if not ACTION_ID.fullmatch(item.id):
        return "this is not an id", "write A1, A2, … or a short name"
    if not item.action:
        return "the row has no action", "say what is to be done, or delete the row"
    if cell and _ref(cell) is None:
        return f"the Issue cell `{cell[:60]}` names no issue", "write `#9`, `owner/repo#9` or a URL, or empty it"
    return None


def _ref(cell: str) -> Ref | None:
    try:
        return Ref.parse(cell)
    except ValueError:
        return None
