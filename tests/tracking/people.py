"""What people do to tables and issues between runs of `sync`, in an order that a seed decides.

The model knows what no run can: which row is which action, whatever its id, its text and the name of its post-mortem,
and which issue was opened for it. After each run it says whether anything was mixed up.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from afterword.postmortem import PostMortem
from afterword.tracking import marker
from afterword.tracking.apply_plan import PlanResult, apply_plan
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.operations import Plan
from afterword.tracking.plan import plan
from afterword.tracking.read_tracker import read_tracker
from afterword.tracking.write_back import find_changes
from fakes.github import FakeGitHub
from tracking.rows import CONFIG, NOW, document, row
from tracking.trackers import github_tracker

_WORDS = re.findall(
    r"\w+",
    """refund policy alert latency suite prompt guard promise support runbook limit budget retrieval index judge canary
    rollback gateway token export quota schema drift sampler cache reviewer owner dashboard""",
)
_TO_TABLES = (
    *("add", "top", "remove", "remove-renumber", "reuse", "swap", "rename"),
    *("reword", "rewrite", "merge", "merge", "move"),
)
_TO_ISSUES = ("label", "unlabel", "paste", "replace", "title", "close", "reopen")


@dataclass(eq=False)
class Action:
    """One thing to do, whatever its row says.

    Attributes:
        text: as the row has it now.
        texts: every text that it had.
        issue: number of the issue that was opened for it; 0 for none.
        moved: whether it went to another post-mortem, and no run has followed it yet; nobody could tell that it is the
            same if it got other words too.
    """

    name: str
    text: str
    texts: set[str] = field(default_factory=set)
    cell: str = ""
    status: str = "open"
    issue: int = 0
    moved: bool = False


class Team:
    """A repository whose people do as they please."""

    def __init__(self, github: FakeGitHub, seed: int) -> None:
        self.github = github
        self.rng = random.Random(seed)
        self.used: set[str] = set()
        self.documents: dict[str, list[Action]] = {}
        self.gone: list[Action] = []
        self.titles: dict[int, set[str]] = {}
        self.labels = [CONFIG.tracking.label]
        self.log: list[str] = []
        self.last: tuple[list[PostMortem], PlanResult] | None = None
        for number in range(self.rng.randint(1, 2)):
            count = self.rng.randint(2, 4)
            self.documents[f"2026-01-0{number + 1}-x"] = [self.action(f"A{each}") for each in range(1, count + 1)]

    def action(self, name: str) -> Action:
        """An action that nobody has thought of, though it may share a word or two with others."""
        while True:
            text = " ".join(["Make", *self.rng.sample(_WORDS, self.rng.choice([2, 3, 4]))])
            words = set(text.split()[1:])
            alike = (len(words & set(one.split()[1:])) / len(words | set(one.split()[1:])) for one in self.used)
            if max(alike, default=0) < 0.5 and not any(words <= set(one.split()) for one in self.used):
                break
        self.used.add(text)
        return Action(name, text, {text})

    def read(self) -> list[PostMortem]:
        """The post-mortems as they are merged."""
        return [
            document([row(one.name, one.text, issue=one.cell, status=one.status) for one in actions], document_id=name)
            for name, actions in self.documents.items()
        ]

    def state(self) -> list[str]:
        """Rows and issues as they are, for a person to read."""
        rows = [(name, one) for name, actions in self.documents.items() for one in actions]
        lines = [f"{name} {one.name} [{one.text}] {one.cell} {one.status}, issue #{one.issue}" for name, one in rows]
        for number, one in self.github.issues.items():
            keys = [key.name for key in marker.find_keys(one["body"])]
            labels = [label["name"] for label in one["labels"]]
            lines.append(f"#{number} {one['state']} {one['state_reason']} [{one['title']}] {keys} {labels}")
        return lines

    def meddle(self) -> None:
        """Do one thing to a table or to an issue."""
        name = self.rng.choice(sorted(self.documents))
        what = self.rng.choice(_TO_TABLES + _TO_ISSUES)
        self.log.append(f"{what} {name}")
        if what == "merge":
            if self.last is not None:
                self._merge(*self.last)
            return
        self.last = None  # what the pull request would write no longer fits
        if what == "label":
            self.labels.append(f"action-{len(self.labels)}")
        elif what in _TO_TABLES:
            self._change_table(name, what)
        elif ours := sorted(n for n, one in self.github.issues.items() if "action=" in (one["body"] or "")):
            self._change_issue(self.rng.choice(ours), what, ours)

    def _change_table(self, name: str, what: str) -> None:
        rng, rows = self.rng, self.documents[name]
        if what == "add":
            rows.append(self.action(f"A{1 + max((int(one.name[1:]) for one in rows), default=0)}"))
        elif what == "top":
            rows.insert(0, self.action("A0"))
            self._renumber(rows)
        elif what == "rename":
            self.documents[f"{name[:10]}-y{len(self.log)}"] = self.documents.pop(name)
        elif what == "move" and len(self.documents) > 1:
            self._move(rows, self.documents[rng.choice(sorted(self.documents.keys() - {name}))])
        elif what == "swap" and len(rows) > 1:
            one, two = rng.sample(rows, 2)
            one.name, two.name = two.name, one.name
        elif what in ("reword", "rewrite") and rows:
            one = rng.choice(rows)
            one.text = (
                self.action("").text
                if what == "rewrite" and not one.moved
                else f"{one.text} {rng.choice(('soon', 'twice'))}"
            )
            one.texts.add(one.text)
        elif what in ("remove", "remove-renumber", "reuse") and rows:
            at = rng.randrange(len(rows))
            self.gone.append(rows.pop(at))
            if what == "remove-renumber":
                self._renumber(rows)
            elif what == "reuse":
                rows.insert(at, self.action(self.gone[-1].name))

    def _move(self, rows: list[Action], other: list[Action]) -> None:
        titles = {number: issue["title"] for number, issue in self.github.issues.items()}
        movable = [one for one in rows if titles.get(one.issue, one.text) == one.text and not one.moved]
        if movable:
            moved = self.rng.choice(movable)
            rows.remove(moved)
            moved.name, moved.moved = f"A{1 + max((int(one.name[1:]) for one in other), default=0)}", True
            other.append(moved)

    def _renumber(self, rows: list[Action]) -> None:
        for number, one in enumerate(rows, 1):
            one.name = f"A{number}"

    def _merge(self, documents: list[PostMortem], result: PlanResult) -> None:
        for name, changes in find_changes(documents, result.tracked).items():
            rows = {one.name: one for one in self.documents[name]}
            for change in changes:
                rows[change.action].cell = change.cells.get("Issue", rows[change.action].cell)
                rows[change.action].status = change.cells.get("Status", rows[change.action].status)

    def _change_issue(self, number: int, what: str, ours: list[int]) -> None:
        issue = self.github.issues[number]
        if what == "unlabel":
            self.github.unlabel(number)
        elif what == "paste":
            issue["body"] = f"{self.github.issues[self.rng.choice(ours)]['body']}\n\n{issue['body']}"
        elif what == "replace":
            issue["body"] = "What I think of it."
        elif what == "title":
            self.titles.setdefault(number, set()).add(title := f"Somebody's title {number}")
            self.github.rename(number, title)
        elif what == "close":
            self.github.close(number, self.rng.choice(["completed", "not_planned"]))
        elif what == "reopen":
            self.github.reopen(number)

    def sync(self) -> None:
        """Run once, and check what it did."""
        documents, before = self.read(), {number: dict(one) for number, one in self.github.issues.items()}
        settings = CONFIG.model_copy(
            update={"tracking": CONFIG.tracking.model_copy(update={"label": self.labels[-1], "parent_issues": False})}
        )
        tracker = github_tracker(self.github)
        try:
            wanted = collect_wanted_issues(documents, settings, NOW)
            issues, known = read_tracker(wanted, tracker, settings.tracking, NOW)
            made = plan(wanted, issues, known)
            result = apply_plan(made, wanted, known, tracker, clock=self.github.clock)
        finally:
            tracker.close_connection()
        assert result.error is None, result.error
        self.github.clock.sleep(3600)
        self.log.append("sync")
        self._check(made, result, before)
        self.last = documents, result

    def _check(self, made: Plan, result: PlanResult, before: dict[int, dict[str, object]]) -> None:
        rows = {(name, one.name): one for name, actions in self.documents.items() for one in actions}
        for number in sorted(set(self.github.issues) - set(before)):
            key = marker.find_key(self.github.issues[number]["body"])
            assert key is not None
            one = rows[key.written]
            assert one.issue == 0, f"#{number} is a second issue of {one.text!r}, which has #{one.issue}"
            one.issue = number
        owners = {one.issue: one for one in (*rows.values(), *self.gone) if one.issue}
        for number, issue in self.github.issues.items():
            one = owners[number]
            assert issue["title"] in one.texts | self.titles.get(number, set()), (
                f"#{number} of {one.text!r} was retitled"
            )
            was_open = number in before and before[number]["state"] == "open"
            if was_open and issue["state"] == "closed":
                assert one in self.gone, f"#{number} of {one.text!r} was closed"
        tracked = {(wanted.document, wanted.action): issue for wanted, issue in result.tracked if issue is not None}
        named = {(remark.path, name) for remark in made.skipped for name in remark.rows or ()}
        for (document_id, name), one in rows.items():
            if issue := tracked.get((document_id, name)):
                one.moved = False
                assert issue.number == one.issue, f"{one.text!r} has #{one.issue} and was given #{issue.number}"
            elif (f"postmortems/{document_id}.md", name) not in named:
                assert one.status != "open" and not one.cell, (
                    f"{name} of {document_id} has no issue, and nobody is told"
                )


def live(github: FakeGitHub, seed: int) -> Team:
    """One schedule; raises AssertionError if anything is mixed up."""
    team = Team(github, seed)
    try:
        for _ in range(team.rng.randint(3, 6)):
            team.sync()
            for _ in range(team.rng.randint(1, 4)):
                team.meddle()
        team.sync()
    except AssertionError as error:
        raise AssertionError("\n".join([f"seed {seed}: {error}", *team.log, *team.state()])) from error
    return team
