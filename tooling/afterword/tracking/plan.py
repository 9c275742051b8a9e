"""From what the documents want and what the tracker holds to what has to be done: pure.

Markdown owns title, text, owner and due date; the issue owns its state. So a plan does not close or reopen an issue
because of a Status cell, unless the tracker has no place of its own where people could do it. It closes one whose row
is gone (and reopens it when the row comes back), and all but one of those that stand for the same row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from afterword.github.issues import Issue, Reason
from afterword.tracking import marker
from afterword.tracking.due import due_comment, due_label
from afterword.tracking.marker import ACTION, DOCUMENT, REMINDER, Key, find_key
from afterword.tracking.operations import (
    BRANCH,
    DUE_SOON,
    OVERDUE,
    Kind,
    Known,
    Operation,
    Plan,
    foreign_number,
    own_number,
)
from afterword.tracking.orphans import orphans
from afterword.tracking.tracker import Absence
from afterword.tracking.wanted import Collected, Remark, Wanted

MAX_PARTS = 100
"""Sub-issues that GitHub allows one issue to have, closed ones included."""


def plan(collected: Collected, issues: Iterable[Issue], known: Known) -> Plan:
    """Decide what has to be done.

    Args:
        collected: what the documents want.
        issues: every issue with one of our labels.
        known: what else the tracker was asked.
    """
    return _Planner(collected, issues, known).run()


class _Planner:
    def __init__(self, collected: Collected, issues: Iterable[Issue], known: Known) -> None:
        self.collected = collected = known.named(collected)
        self.known = known
        self.issues = {issue.number: issue for issue in (*known.others, *issues)}
        self.keys = {number: find_key(issue.body) for number, issue in self.issues.items()}
        self.renamed = dict(self._renamed())
        self.keys |= self.renamed
        self.ours: dict[Key, list[Issue]] = {}
        self.claimed: dict[Key, list[Issue]] = {}
        self.namesakes: dict[Key, Issue] = {}
        for number in sorted(self.issues):
            issue, key = self.issues[number], self.keys[number]
            if key is not None and number in known.namesakes:
                self.namesakes.setdefault(key, issue)
            elif key is not None:
                trusted = issue.author_id in known.trusted
                (self.ours if trusted else self.claimed).setdefault(key, []).append(issue)
        self.bare = dict(self._bare())
        self.parts = Counter(issue.parent for issue in self.issues.values() if issue.parent)
        self.links: Counter[Key] = Counter()
        self.operations: list[Operation] = []
        self.tracked: list[tuple[Wanted, Issue | None]] = []
        self.skipped = list(collected.skipped)
        self.notes = list(collected.notes)
        self.warnings: list[Remark] = []
        self.unassigned: list[Wanted] = []
        self.standing: dict[Key, Issue] = {}
        self.restored: dict[int, Wanted] = {}

    def run(self) -> Plan:
        for wanted in self.collected.rows:
            self._row(wanted)
        # Numbers that rows have are taken before any is given out.
        rows = sorted(self.operations, key=lambda one: one.kind is not Kind.CREATE or one.number is None)
        self.operations = []
        unsure = {remark.path for remark in self.skipped}
        is_open = {row.document for row, issue in self.tracked if (issue.open if issue else not row.is_settled)}
        for wanted in self.collected.parents if self.known.parents else ():
            # The issue that a document's actions are parts of is open as long as one of them is.
            self._whole(wanted, wanted.document in is_open, may_close=wanted.path not in unsure)
        # Parents first: what is linked to them must find them.
        self.operations += rows
        for wanted in self.collected.reminders:
            self._whole(wanted, wanted.is_needed)
        self._orphans()
        return Plan(
            operations=tuple(self._allowed()),
            tracked=tuple(self.tracked),
            skipped=tuple(self.skipped),
            notes=tuple(self.notes),
            warnings=tuple(self.warnings),
            unassigned=tuple(self.unassigned),
            standing=self.standing,
        )

    def _allowed(self) -> Iterator[Operation]:
        frozen = self.collected.frozen
        if frozen is not None:
            yield from (operation for operation in self.operations if operation.key.document not in frozen)

    def _renamed(self) -> Iterator[tuple[int, Key]]:
        """Issues of ours whose row is gone while another row names them: the row has got another id."""
        for wanted in self.collected.rows:
            issue = self.issues.get(own_number(wanted, self.known.repository) or 0)
            if issue is None or issue.author_id not in self.known.trusted:
                continue
            key, place = find_key(issue.body), marker.document_place(issue.body)
            if key is None or key.subject != ACTION or key in self.collected.present:
                continue
            if self.collected.is_home(place) and not self.collected.is_held(key.document):
                yield issue.number, wanted.key

    def _bare(self) -> Iterator[tuple[str, int]]:
        """Title and number of issues of ours that lost their mark and that no row names."""
        named = {own_number(wanted, self.known.repository) for wanted in self.collected.rows}
        for number, issue in self.issues.items():
            if self.keys[number] is None and issue.author_id in self.known.trusted and number not in named:
                yield issue.title, number

    def _orphans(self) -> None:
        candidates = (
            (issue, key)
            for number, issue in sorted(self.issues.items())
            if (key := self.keys[number]) is not None and issue.author_id in self.known.trusted
        )
        found = orphans(self.collected, candidates)
        self.operations += found.operations
        self.warnings += found.warnings
        self.notes += found.notes

    def _row(self, wanted: Wanted) -> None:
        number = own_number(wanted, self.known.repository)
        if wanted.issue is not None and number is None:
            place = foreign_number(wanted, self.known.repository)
            self._linked(wanted, self.known.elsewhere.get((place[0].casefold(), place[1])) if place else None)
        elif number is not None:
            self._named(wanted, number)
        elif candidates := self.ours.get(wanted.key, []):
            kept = min(candidates, key=lambda issue: (issue.reason == "duplicate", issue.number))
            self._matched(wanted, kept, [issue for issue in candidates if issue is not kept])
        elif wanted.key in self.namesakes:
            self._namesake(wanted, self.namesakes[wanted.key])
        elif held := self._claim(wanted):
            self._skip(
                wanted,
                f"issue #{held.number} has its marker but is by another account",
                f"write `#{held.number}` into its Issue cell, or add {held.author_id} to `tracking.trusted_authors`",
            )
        elif wanted.is_settled:
            return
        elif (bare := self.bare.get(wanted.text.title)) is not None:
            self._skip(
                wanted,
                f"issue #{bare} has its title and our label, but somebody deleted the mark from its text",
                f"write `#{bare}` into its Issue cell, or give that issue another title",
            )
        else:
            self._create(wanted)

    def _named(self, wanted: Wanted, number: int) -> None:
        """A row whose Issue cell names an issue of this tracker."""
        named, key = self.issues.get(number), self.keys.get(number)
        if number in self.known.moved:
            self._linked(wanted, self.known.moved[number])
        elif named is None and self.known.settled_in_file and number in self.known.missing:
            self._restore(wanted, number)
        elif named is None:
            self._absent(wanted, number)
        elif number in self.known.namesakes and key == wanted.key:
            self._namesake(wanted, named)
        elif key == wanted.key:
            self._matched(wanted, named, [one for one in self.ours.get(wanted.key, []) if one.number != number])
        elif key is not None and named.author_id in self.known.trusted:
            reason = f"issue #{number} stands for {marker.named(named.body)}"
            self._skip(wanted, reason, "correct the number, or empty the cell to open an issue")
        else:
            self._linked(wanted, named)

    def _namesake(self, wanted: Wanted, issue: Issue) -> None:
        """A row whose issue another project, or the repository that this one is a fork of, has opened for its own."""
        self._skip(
            wanted,
            f"issue #{issue.number} stands for the item of that name in {marker.document_place(issue.body)}",
            "give this post-mortem another id; if it was moved from there, delete it there; a fork leaves it alone",
        )

    def _absent(self, wanted: Wanted, number: int) -> None:
        if wanted.is_settled:
            return
        reason = self.known.missing.get(number, Absence.MISSING).value.format(f"#{number}")
        remedy = f"correct the number, or empty the cell to open an issue in {self.known.name}"
        if wanted.key in self.known.proposed:
            # Kept there until a person decides: an issue that is opened instead might be a second one.
            self.tracked.append((wanted, None))
            reason += f", which the branch {BRANCH} names for it"
            remedy = "write into the Issue cell where it is now, or `not planned` as the status; "
            remedy += "deleting that branch opens a new one"
        self._skip(wanted, reason, remedy)

    def _claim(self, wanted: Wanted) -> Issue | None:
        """An issue that claims to be the row's, by an account that may well be ours. A stranger's claim is nothing."""
        return next((issue for issue in self.claimed.get(wanted.key, []) if issue.insider), None)

    def _create(self, wanted: Wanted, number: int | None = None) -> None:
        due = due_label(wanted, self.known)
        self.operations.append(
            Operation(
                Kind.CREATE,
                wanted.key,
                "",
                wanted,
                title=wanted.text.title,
                body=marker.with_block("", self._block(wanted)),
                number=number,
                add=(*wanted.labels, due) if due else wanted.labels,
            )
        )
        if wanted.subject == ACTION:
            self.tracked.append((wanted, None))
        self._assign(wanted, None)
        self._link(wanted, None)

    def _restore(self, wanted: Wanted, number: int) -> None:
        """The file of the local tracker is not in git: on another machine, or when it was deleted, it is made again."""
        first = self.restored.setdefault(number, wanted)
        if first is not wanted:
            reason = f"issue #{number} stands for {first.action} of {first.document}"
            self._skip(wanted, reason, "correct the number, or empty the cell to open an issue")
            return
        self._create(wanted, number)
        if wanted.is_settled:
            self._settle(wanted, None)

    def _settle(self, wanted: Wanted, issue: Issue | None) -> None:
        reason: Reason = "completed" if wanted.status == "done" else "not_planned"
        self._add(Kind.CLOSE, wanted, issue, wanted.status, reason=reason)

    def _linked(self, wanted: Wanted, issue: Issue | None) -> None:
        """The row is tracked by an issue that is not ours: never edited."""
        self.tracked.append((wanted, issue))
        for own in self.ours.get(wanted.key, []):
            if own.open:
                reason = f"the row names {wanted.issue}, but #{own.number} was opened for it"
                self.warnings.append(wanted.remark(reason, f"close #{own.number}, or put it back into the Issue cell"))

    def _matched(self, wanted: Wanted, issue: Issue, duplicates: list[Issue]) -> None:
        self.tracked.append((wanted, issue))
        self.standing[wanted.key] = issue
        if wanted.is_settled and issue.open and self.known.settled_in_file:
            self._settle(wanted, issue)
            return
        self._conflict(wanted, issue)
        reopen = not issue.open and (
            marker.is_withdrawn(issue.body) or (self.known.settled_in_file and wanted.status == "open")
        )
        if reopen:
            body = marker.with_block(issue.body, self._block(wanted))
            why = "its row is back" if marker.is_withdrawn(issue.body) else "open"
            self._add(Kind.REOPEN, wanted, issue, why, body=body)
        if issue.open or reopen:
            self._content(wanted, issue, is_rewritten=reopen)
            self._dates(wanted, issue)
            self._link(wanted, issue)
        self._duplicates(wanted, issue, duplicates)

    def _whole(self, wanted: Wanted, is_needed: bool, *, may_close: bool = True) -> None:
        """An issue of a whole document: opened when it is needed, closed when it certainly no longer is."""
        candidates = self.ours.get(wanted.key, [])
        if not candidates:
            if wanted.key in self.namesakes:
                return
            if is_needed and (held := self._claim(wanted)):
                reason = f"issue #{held.number} has its marker but is by another account"
                self.warnings.append(wanted.remark(reason, f"add {held.author_id} to `tracking.trusted_authors`"))
            elif is_needed:
                self._create(wanted)
            return
        issue = min(candidates, key=lambda issue: (issue.reason == "duplicate", issue.number))
        self.standing[wanted.key] = issue
        was_us = marker.is_withdrawn(issue.body)
        if is_needed and not issue.open and was_us:
            why = "something is left to do"
            self._add(Kind.REOPEN, wanted, issue, why, body=marker.with_block(issue.body, self._block(wanted)))
            self._content(wanted, issue, is_rewritten=True)
        elif is_needed and issue.open:
            self._content(wanted, issue)
        elif not is_needed and may_close and issue.open and not was_us:
            why = "published" if wanted.subject == REMINDER else "all its parts are closed"
            self._add(Kind.CLOSE, wanted, issue, why, reason="completed", body=marker.withdrawn(issue.body))
        self._duplicates(wanted, issue, [one for one in candidates if one is not issue])

    def _add(self, kind: Kind, wanted: Wanted, issue: Issue | None, why: str, **more: object) -> None:
        self.operations.append(Operation(kind, wanted.key, why, wanted, issue, **more))  # type: ignore[arg-type]

    def _content(self, wanted: Wanted, issue: Issue, *, is_rewritten: bool = False) -> None:
        """Title, text, labels and owner as the document has them."""
        # The former owner is named in the text that an update replaces, so assigning goes first.
        self._assign(wanted, issue)
        block = self._block(wanted)
        title = wanted.text.title if issue.title != wanted.text.title else None
        body = None if is_rewritten or marker.says(issue.body, block) else marker.with_block(issue.body, block)
        if title is not None or body is not None:
            changed = [name for name, value in (("title", title), ("text", body)) if value is not None]
            self._add(Kind.UPDATE, wanted, issue, ", ".join(changed), title=title, body=body)
        add = [label for label in wanted.labels if not issue.bears(label)]
        keep = {label.casefold() for label in wanted.labels}
        remove = sorted(name for name in issue.labels if name.casefold() in self.collected.labels - keep)
        if wanted.subject == ACTION and (add or remove):
            self._label(wanted, issue, add, remove)
        elif add:
            self._label(wanted, issue, add, [])

    def _label(self, wanted: Wanted, issue: Issue, add: list[str], remove: list[str]) -> None:
        why = ", ".join([*(f"+{name}" for name in add), *(f"-{name}" for name in remove)])
        self._add(Kind.LABEL, wanted, issue, why, add=tuple(add), remove=tuple(remove))

    def _block(self, wanted: Wanted) -> str:
        cannot = wanted.owner is not None and wanted.owner.casefold() in self.known.unassignable
        return (wanted.text.unassignable if cannot else "") or wanted.text.block

    def _dates(self, wanted: Wanted, issue: Issue) -> None:
        """One comment when an action is due soon and one when it is overdue; the label says that it was written."""
        label = due_label(wanted, self.known)
        remove = [name for name in issue.labels if name.casefold() in (OVERDUE, DUE_SOON) and name.casefold() != label]
        add = [label] if label and not issue.bears(label) else []
        if add and wanted.due is not None:
            name, text = due_comment(label, wanted.due)
            self._add(Kind.COMMENT, wanted, issue, name.replace("/", ": "), comment=name, text=text)
        if add or remove:
            self._label(wanted, issue, add, sorted(remove))

    def _conflict(self, wanted: Wanted, issue: Issue) -> None:
        if wanted.is_settled and issue.open and not marker.is_withdrawn(issue.body):
            self.warnings.append(
                wanted.remark(
                    f"the row says `{wanted.status}`, but issue #{issue.number} is open, and the issue counts",
                    f"the cell becomes `open`; only if the item is done, close #{issue.number} in {self.known.name}",
                )
            )

    def _assign(self, wanted: Wanted, issue: Issue | None) -> None:
        login = wanted.owner
        names = {name.casefold() for name in issue.assignees} if issue else set()
        if wanted.subject == ACTION and wanted.owner_text and (login is None or self._cannot(login)):
            self.unassigned.append(wanted)
        assign = login if login and login.casefold() not in names and not self._cannot(login) else None
        former = marker.owner_of(issue.body) if issue else ""
        is_former = former.casefold() in names and former.casefold() != (login or "").casefold()
        remove = (former,) if is_former else ()
        if assign or remove:
            why = ", ".join([*([f"@{assign}"] if assign else []), *(f"not @{name}" for name in remove)])
            self._add(Kind.ASSIGN, wanted, issue, why, assign=assign, remove=remove)

    def _cannot(self, login: str) -> bool:
        return login.casefold() in self.known.unassignable

    def _link(self, wanted: Wanted, issue: Issue | None) -> None:
        if not self.known.parents or wanted.subject != ACTION:
            return
        key = Key.of(wanted.document, "", DOCUMENT)
        if issue is not None and issue.parent is not None and not self._is_former_parent(issue.parent, key):
            return  # one that a person made a part of something else stays there
        if (key in self.claimed or key in self.namesakes) and key not in self.ours:
            return
        parts = self.links[key] + sum(self.parts[one.number] for one in self.ours.get(key, []))
        if parts < MAX_PARTS:
            self.links[key] += 1
            self._add(Kind.LINK, wanted, issue, "part of the post-mortem's issue", parent=key)

    def _is_former_parent(self, number: int, key: Key) -> bool:
        """Whether an issue is the parent, opened by us, of another document than that of a key: the row moved."""
        found, issue = self.keys.get(number), self.issues.get(number)
        is_ours = issue is not None and issue.author_id in self.known.trusted
        return is_ours and found is not None and found.subject == DOCUMENT and found != key

    def _duplicates(self, wanted: Wanted, kept: Issue, duplicates: list[Issue]) -> None:
        for issue in duplicates:
            if issue.open:
                said = f"Duplicate of #{kept.number}: both stand for the same item of a post-mortem."
                why = f"duplicate of #{kept.number}"
                self._add(Kind.COMMENT, wanted, issue, why, comment=f"duplicate/{kept.number}", text=said)
                self._add(Kind.CLOSE, wanted, issue, why, reason="duplicate")

    def _skip(self, wanted: Wanted, reason: str, remedy: str) -> None:
        self.skipped.append(wanted.remark(reason, remedy))
