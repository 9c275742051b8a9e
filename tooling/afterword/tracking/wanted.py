"""What the documents want tracked: one value per row of an action table, and why a row is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from afterword.config import Config
from afterword.errors import AfterwordError
from afterword.postmortem import ActionItem, Kind, PostMortem
from afterword.postmortem.actiontable import ACTION_ID
from afterword.postmortem.edit import require_editable
from afterword.postmortem.values import Ref
from afterword.tracking.issue_text import Text, issue_text, login
from afterword.tracking.marker import Key


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know or put right.

    Attributes:
        path: the file it concerns, as a user would write it; empty where it concerns none.
        line: counted from 1; None where it concerns no line.
        reason: what is the matter, as a sentence without a full stop.
        remedy: what to do about it.
    """

    path: str
    line: int | None
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return str(AfterwordError(self.reason, remedy=self.remedy, path=self.path, line=self.line))


@dataclass(frozen=True, slots=True)
class Wanted:
    """An action item as its row wants it tracked.

    Attributes:
        document: the post-mortem's id.
        action: the row's id.
        path: the file, as a user would write it.
        line: the row's line, counted from 1.
        text: title and body block of its issue.
        owner: login to assign, None for a team, a role or nobody.
        handle: whether the owner was written with `@`, so that it can only be an account.
        status: the Status cell in lower case, without comments; empty where nothing is written.
        issue: what the Issue cell names, None where it names nothing yet.
    """

    document: str
    action: str
    path: str
    line: int
    text: Text
    owner: str | None
    handle: bool
    status: str
    issue: Ref | None

    @property
    def key(self) -> Key:
        """What the marker of its issue says."""
        return Key.of(self.document, self.action)

    def remark(self, reason: str, remedy: str = "") -> Remark:
        """A remark on the row."""
        return Remark(self.path, self.line, f"{self.action}: {reason}", remedy)


@dataclass(frozen=True, slots=True)
class Collected:
    """What all documents want.

    Attributes:
        rows: the rows to track, in the order of the documents.
        skipped: rows and documents that are left out, and why.
        present: every row that has an id, tracked or not; the issue of any other row has lost its row.
        held: documents, by id in lower case, whose rows are not certain; none of their issues is closed.
        documents: how many documents there are.
    """

    rows: tuple[Wanted, ...] = ()
    skipped: tuple[Remark, ...] = ()
    present: frozenset[Key] = frozenset()
    held: frozenset[str] = frozenset()
    documents: int = 0


def collect_wanted(
    documents: Iterable[PostMortem], config: Config, link: Callable[[PostMortem], str] | None = None
) -> Collected:
    """Gather the rows of all documents.

    Args:
        documents: the post-mortems.
        config: the settings; the folder of the post-mortems is named where it is empty.
        link: address or path of a post-mortem's file; its path when None.
    """
    rows: list[Wanted] = []
    skipped: list[Remark] = []
    present: set[Key] = set()
    held: set[str] = set()
    count = 0
    for document in documents:
        count += 1
        present |= {Key.of(document.id, item.id) for item in document.actions if item.id}
        reason = _unfit(document)
        if reason is not None:
            skipped.append(reason)
            held |= {name.casefold() for name in (document.id, document.front.id) if name}
            continue
        if document.action_table is None or any(not item.id for item in document.actions):
            held.add(document.id.casefold())
        _collect(document, (link or _path)(document), rows, skipped)
    if not count:
        where = config.postmortems.rstrip("/") + "/"
        skipped.append(Remark("", None, f"there are no post-mortems in {where}", "make one with `afterword new`"))
    return Collected(tuple(rows), tuple(skipped), frozenset(present), frozenset(held), count)


def _path(document: PostMortem) -> str:
    return document.path


def _unfit(document: PostMortem) -> Remark | None:
    """Why nothing of a document can be tracked."""
    try:
        require_editable(document)
    except AfterwordError as error:
        message = error.message.removesuffix("; nothing was written")
        return Remark(error.path, error.line, f"{message}; its action items are not tracked", error.remedy)
    for problem in document.problems:
        if problem.kind is Kind.ID_MISMATCH:
            line = document.line(problem.span)
            return Remark(document.path, line, f"{problem.message}; its action items are not tracked", problem.remedy)
    if not document.front.id:
        remedy = f"add `id: {document.id}` to the front matter"
        return Remark(document.path, 1, "there is no id; its action items are not tracked", remedy)
    return None


def _collect(document: PostMortem, link: str, rows: list[Wanted], skipped: list[Remark]) -> None:
    drafts = [item for item in document.actions if item.under_notice]
    if drafts:
        amount = f"{len(drafts)} action items" if len(drafts) > 1 else "1 action item"
        skipped.append(
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
            rows.append(_wanted(document, item, link))
        elif fault[0]:
            name = f"{item.id}: " if item.id else ""
            skipped.append(Remark(document.path, document.line(item.span), name + fault[0], fault[1]))


def _fault(item: ActionItem, times: int) -> tuple[str, str] | None:
    """Why a row is not tracked, and the remedy; an empty reason where nothing needs to be said."""
    cell = item.text("Issue")
    if not item.id:
        settled = item.status in ("done", "not planned")
        return ("", "") if settled else ("the row has no ID, so it is not tracked", "`afterword check --fix` adds it")
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


def _wanted(document: PostMortem, item: ActionItem, link: str) -> Wanted:
    ref = _ref(item.text("Issue"))
    return Wanted(
        document=document.id,
        action=item.id,
        path=document.path,
        line=document.line(item.span),
        text=issue_text(document, item, link),
        owner=login(item),
        handle=item.text("Owner").startswith("@"),
        status=item.text("Status").casefold(),
        issue=None if ref is None or ref.text == "unknown" else ref,
    )
