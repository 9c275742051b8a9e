"""Runs of `sync` that overlap, fail and die, in an order that a seed decides.

Every run is a thread that talks to the stand-in over HTTP. None of them moves unless it is let: each request waits at a
gate, and time passes only when somebody sleeps. So a seed always tells the same story.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

from afterword.errors import AfterwordError
from afterword.github.api import Pace
from afterword.postmortem import PostMortem
from afterword.tracking.apply_plan import apply_plan
from afterword.tracking.github_tracker import GitHubTracker
from afterword.tracking.marker import Key, find_key
from afterword.tracking.operations import Plan
from afterword.tracking.plan import plan
from afterword.tracking.read_tracker import read_tracker
from fakes.github import BOT_ID, FakeGitHub, Fault, Request
from tracking.rows import CONFIG, collect, document, row
from tracking.trackers import github_tracker

FAST = Pace(between_requests=0, between_writes=1.0, backoff=0, timeout=20, secondary_wait=0)
ACCOUNTS = {"bot": BOT_ID, "app": 71, "person": 72}
IN_FLIGHT = timedelta(seconds=30)
"""How long a request may be under way: the client's timeout."""

_SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
_FAULTS = [
    Fault("502"), Fault("then-502"), Fault("500"), Fault("reset"), Fault("then-reset"), Fault("422"), Fault("410"),
    Fault("403", message=_SECONDARY), Fault("403", message=_SECONDARY, headers={"Retry-After": "0"}),
    Fault("403", message="Resource not accessible by integration"), Fault("429"),
    Fault("429", headers={"Retry-After": "0"}), Fault("404"),
]  # fmt: skip
_DEATHS = [Fault("die"), Fault("then-die")]


class World:
    """The stand-in, a clock, and runs that move one at a time."""

    def __init__(self, github: FakeGitHub, rng: random.Random) -> None:
        self.github = github
        self.rng = rng
        self.time = datetime(2026, 4, 16, 17, tzinfo=UTC)
        self.condition = threading.Condition()
        self.state: dict[str, str] = {}
        self.wake: dict[str, datetime] = {}
        self.since: dict[str, datetime] = {}
        self.names: dict[int, str] = {}
        self.bugs: list[BaseException] = []
        github.clock = self
        github.gate = self.gate

    def now(self) -> datetime:
        """The current time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Wait until the time has come."""
        name = self.names.get(threading.get_ident())
        if name is None or name in self.github.dead:
            return
        with self.condition:
            self.wake[name] = self.time + timedelta(seconds=seconds)
            self._stop(name, "sleeping")

    def gate(self, name: str) -> None:
        """Wait until a request may be carried out."""
        if name not in self.state or name in self.github.dead:
            return
        with self.condition:
            self.since[name] = self.time
            self._stop(name, "at the gate")

    def _stop(self, name: str, state: str) -> None:
        self.state[name] = state
        self.condition.notify_all()
        self.condition.wait_for(lambda: self.state[name] == "running")

    def run(self, runs: dict[str, list[PostMortem]], trusted: frozenset[int]) -> None:
        """Let runs overlap until all have ended."""
        self.state = dict.fromkeys(runs, "running")
        threads = [
            threading.Thread(target=self._sync, args=(name, documents, trusted)) for name, documents in runs.items()
        ]
        for thread in threads:
            thread.start()
        while self._step():
            pass
        for thread in threads:
            thread.join()
        self.state = {}

    def _step(self) -> bool:
        with self.condition:
            assert self.condition.wait_for(lambda: "running" not in self.state.values(), timeout=60)
            waiting = sorted(name for name, state in self.state.items() if state == "at the gate")
            asleep = sorted((self.wake[name], name) for name, state in self.state.items() if state == "sleeping")
            if asleep and (not waiting or self.rng.random() < 0.2):
                moment, name = asleep[0]
                if all(moment - self.since[one] <= IN_FLIGHT for one in waiting):
                    self.time = max(self.time, moment)
                    self._go(name)
                    return True
            if not waiting:
                return False
            self._go(self.rng.choice(waiting))
            return True

    def _go(self, name: str) -> None:
        self.state[name] = "running"
        self.condition.notify_all()

    def _sync(self, name: str, documents: list[PostMortem], trusted: frozenset[int]) -> None:
        self.names[threading.get_ident()] = name
        tracker = self.tracker(name, trusted)
        try:
            collected = collect(*documents, now=self.time)
            issues, known = read_tracker(collected, tracker, CONFIG.tracking, self.time)
            made = plan(collected, issues, known)
            apply_plan(made, collected, known, tracker, clock=self)
        except AfterwordError:
            pass
        except BaseException as bug:
            self.bugs.append(bug)
        finally:
            tracker.close_connection()
            with self.condition:
                self.state[name] = "ended"
                self.condition.notify_all()

    def tracker(self, name: str, trusted: frozenset[int]) -> GitHubTracker:
        """The tracker of a run; its name is its token."""
        return github_tracker(self.github, token=name, trusted=trusted, pace=FAST, clock=self)

    def planned(self, name: str, documents: list[PostMortem], trusted: frozenset[int]) -> Plan:
        """What a run would do now, with nothing in its way."""
        tracker = self.tracker(name, trusted)
        try:
            collected = collect(*documents, now=self.time)
            return plan(collected, *read_tracker(collected, tracker, CONFIG.tracking, self.time))
        finally:
            tracker.close_connection()


def story(github: FakeGitHub, seed: int) -> None:
    """One schedule; raises AssertionError where a promise is broken."""
    rng = random.Random(seed)
    world = World(github, rng)
    github.has_sub_issues = rng.random() < 0.7
    trusted = frozenset(ACCOUNTS.values())
    rows = {name: {f"A{number}" for number in range(1, rng.randint(2, 4))} for name in ("2026-01-01-a", "2026-01-02-b")}
    github.stale = rng.choice([timedelta(0), timedelta(0), timedelta(seconds=20), timedelta(minutes=5)])
    named: dict[Key, int] = {}
    documents = _documents(rows, named, rng)
    for turn in range(rng.randint(1, 3)):
        runs = {}
        for number in range(rng.choice([1, 2, 2])):
            token = f"{rng.choice(sorted(ACCOUNTS))}-{turn}-{number}"
            github.viewers[token] = ACCOUNTS[token.split("-")[0]]
            runs[token] = documents
        rate, death = rng.choice([0.0, 0.03, 0.15]), rng.choice([0, rng.randint(1, 40)])
        github.choose = _chooser(rng, rate, death)
        world.run(runs, trusted)
        if rng.random() < 0.5:
            named |= _numbers(github)
        hides = _meddle(github, rows, named, rng)
        documents = _documents(rows, named, rng)
        # Until a lease says nothing of it any more, an issue that no list shows is one that the lists are behind of.
        world.time += timedelta(seconds=3600 if hides else rng.choice([1, 60, 3600]))
    github.choose = lambda _: None
    github.stale = timedelta(0)
    last = "app-last"
    github.viewers[last] = ACCOUNTS["app"]
    world.run({last: documents}, trusted)
    assert world.bugs == []
    made = world.planned(last, documents, trusted)
    assert made.operations == (), [(one.kind, one.key, one.why) for one in made.operations]
    _check(github, documents)


def _chooser(rng: random.Random, rate: float, death: int) -> object:
    count = 0

    def choose(request: Request) -> Fault | None:
        nonlocal count
        count += 1
        if death and count == death:
            return rng.choice(_DEATHS)
        return rng.choice(_FAULTS) if rng.random() < rate else None

    return choose


def _numbers(github: FakeGitHub) -> dict[Key, int]:
    """What people merge into the tables: the number of each row's issue."""
    keys = {number: find_key(issue["body"]) for number, issue in github.issues.items()}
    return {key: number for number, key in keys.items() if key is not None and key.action}


def _documents(rows: dict[str, set[str]], named: dict[Key, int], rng: random.Random) -> list[PostMortem]:
    return [
        document(
            [
                row(name, f"Do {name}", owner=rng.choice(["@octocat", "@hubot", "@ghost", "ops", "TBD"]),
                    due=rng.choice(["2026-04-10", "2026-04-18", "2026-09-01"]),
                    issue=f"#{number}" if (number := named.get(Key.of(document_id, name))) else "")
                for name in sorted(names)
            ],
            document_id=document_id,
            severity=rng.choice(["SEV1", "SEV2"]),
        )
        for document_id, names in rows.items()
    ]  # fmt: skip


def _meddle(github: FakeGitHub, rows: dict[str, set[str]], named: dict[Key, int], rng: random.Random) -> bool:
    """What people do between runs: to the tables, and to the issues; whether lists lack one because of it."""
    names = rows[rng.choice(sorted(rows))]
    what = rng.choice(["add", "remove", "close", "nothing", "write", "reopen", "move", "unlabel"])
    known = sorted(set(named.values()) & set(github.issues))
    if what == "add":
        names.add(f"A{rng.randint(1, 6)}")
    elif what == "remove" and len(names) > 1:
        names.discard(rng.choice(sorted(names)))
    elif what == "move" and known:
        github.transfer(number := rng.choice(known), "acme/other", 1000 + number)
        return True
    elif what == "unlabel" and github.issues:
        github.unlabel(rng.choice(sorted(github.issues)))
        return True
    elif github.issues:
        number = rng.choice(sorted(github.issues))
        if what == "close":
            github.close(number)
        elif what == "reopen":
            github.reopen(number)
        elif what == "write":
            github.issues[number]["body"] += "\r\nA person was here.\r\n"
    return False


def _check(github: FakeGitHub, documents: list[PostMortem]) -> None:
    """No item has two issues, none has none, and nothing is said twice."""
    moved = [issue for _, issue in github.moved.values()]
    keys = Counter(find_key(issue["body"]) for issue in (*github.issues.values(), *moved))
    assert max(keys.values(), default=0) <= 1, keys
    wanted = {Key.of(one.id, item.id) for one in documents for item in one.actions}
    assert wanted <= set(keys), wanted - set(keys)
    for number in github.issues:
        marks = Counter(text.split("\n")[0] for text in github.said(number))
        assert max(marks.values(), default=0) <= 1, marks
