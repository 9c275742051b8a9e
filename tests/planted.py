"""A generated history of 240 incidents with planted themes and decoys: what repeats, and what only seems to.

A theme is a pair of rare values that occur together, over all the time or lately, or a value that rises in the last
quarter. A decoy is a pair that is frequent only because both of its values are, or a frequent value of which there is
more in the last quarter only because there are more incidents in it. The seed decides which values and which kinds of
themes a history has, so that a detection can be judged by seeds that its author has not looked at.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations

from afterword.postmortem import PostMortem, read

FIRST, QUARTER, END = (datetime(*day, tzinfo=UTC) for day in ((2024, 10, 1), (2026, 7, 1), (2026, 10, 1)))
"""Of the history, of its last quarter, and the end of both."""

INCIDENTS = 240
_IN_QUARTER = 45
_LATELY = timedelta(days=180)

_PROVIDERS = ("ExampleAI", "OtherAI", "ThirdAI")
_MODELS = {
    "example-chat": "ExampleAI", "example-small": "ExampleAI", "other-chat": "OtherAI", "third-chat": "ThirdAI",
    "third-embed": "ThirdAI",
}  # fmt: skip
_SERVICES = {
    "support-bot": "example-chat", "search-answers": "other-chat", "invoice-reader": "third-chat",
    "voice-agent": "example-small", "code-helper": "example-chat", "triage": "other-chat",
    "translation": "example-small", "summaries": "third-embed", "onboarding": "example-chat", "pricing": "other-chat",
    "moderation": "third-chat", "scheduler": "example-small",
}  # fmt: skip
_FREQUENT = {
    "service": {"support-bot": 0.28, "search-answers": 0.24},
    "cause": {"prompt": 0.45, "retrieval": 0.25},
    "factor": {"missing-eval": 0.42, "insufficient-monitoring": 0.38, "missing-alert": 0.33, "no-canary": 0.3},
    "gap": {"missing-case": 0.58, "not-run": 0.32},
    "detection": {"customer": 0.48, "alert": 0.4},
}
_RARE = {
    "service": [name for name in _SERVICES if name not in _FREQUENT["service"]],
    "cause": ["config", "tool", "guardrail", "data", "code", "routing", "infrastructure", "traffic"],
    "factor": ["capacity-limit", "concurrent-changes", "dependency-defect", "excessive-permissions",
               "hidden-dependency", "masked-by-workaround", "missing-ownership", "no-rollback-plan", "noisy-signals",
               "privacy-limits-debugging", "shared-environment", "slow-rollback", "unclear-communication"],
    "gap": ["wrong-assertion", "judge-error"],
    "detection": ["eval", "employee", "public"],
}  # fmt: skip
_PAIRS = (("service", "cause"), ("service", "factor"), ("service", "gap"), ("cause", "factor"), ("factor", "factor"),
          ("factor", "detection"), ("cause", "detection"), ("factor", "gap"))  # fmt: skip
_MOST = {"rise": 3, "recent pair": 3, "pair": 10}
"""Of each kind, those of the last quarter first: it has no room for more."""

Value = tuple[str, str]
"""The key of a facet, and a value of it."""


@dataclass
class Made:
    """One incident before it is written."""

    started: datetime
    values: dict[str, list[str]] = field(default_factory=dict)

    def put(self, value: Value) -> None:
        """Give it a value; a service and a way of detection replace the former one."""
        key, name = value
        if key in ("service", "detection"):
            self.values[key] = [name]
        elif name not in self.values[key]:
            self.values[key].append(name)

    def has(self, value: Value) -> bool:
        """Whether it has a value."""
        return value[1] in self.values[value[0]]


@dataclass(frozen=True)
class History:
    """A generated history.

    Attributes:
        documents: the post-mortems, oldest first.
        themes: what was planted: a pair of values, or one that rises in the last quarter.
        decoys: what only seems to be one.
    """

    documents: tuple[PostMortem, ...]
    themes: frozenset[frozenset[Value]]
    decoys: frozenset[frozenset[Value]]


def make_history(seed: int, themes: int = 12, decoys: int = 12) -> History:
    """Generate a history with that many themes and decoys."""
    chance = random.Random(seed)
    incidents = [_incident(start, chance) for start in _starts(chance)]
    planted: list[frozenset[Value]] = []
    unused = {key: chance.sample(names, len(names)) for key, names in _RARE.items()}
    free = set(range(INCIDENTS))
    kinds = chance.sample([kind for kind, most in _MOST.items() for _ in range(most)], themes)
    for kind in sorted(kinds, key=list(_MOST).index):
        choices = [(key,) for key in ("service", "cause", "factor")] if kind == "rise" else _PAIRS
        keys = chance.choice([one for one in choices if all(len(unused[key]) >= one.count(key) for key in one)])
        values = [(key, unused[key].pop()) for key in keys]
        _plant(values, kind, incidents, free, chance)
        planted.append(frozenset(values))
    frequent = [(key, name) for key, names in _FREQUENT.items() for name in names]
    together = [set(pair) for pair in combinations(frequent, 2) if pair[0][0] != pair[1][0] or pair[0][0] == "factor"]
    together = [pair for pair in together if pair != {("factor", "missing-eval"), ("gap", "missing-case")}]
    more = [{value} for value in frequent if value[0] in ("service", "cause", "factor")]
    fakes = [*chance.sample(together, decoys - 3), *chance.sample(more, 3)]
    documents = tuple(_write(number, one) for number, one in enumerate(sorted(incidents, key=lambda one: one.started)))
    return History(documents, frozenset(planted), frozenset(map(frozenset, fakes)))


def _starts(chance: random.Random) -> list[datetime]:
    def between(first: datetime, last: datetime) -> datetime:
        return first + timedelta(minutes=chance.randrange(int((last - first).total_seconds()) // 60))

    early = [between(FIRST, QUARTER) for _ in range(INCIDENTS - _IN_QUARTER)]
    return early + [between(QUARTER, END) for _ in range(_IN_QUARTER)]


def _incident(started: datetime, chance: random.Random) -> Made:
    def one_of(key: str) -> str:
        names = dict(_FREQUENT[key])
        rest = (1 - sum(names.values())) / len(_RARE[key])
        names |= dict.fromkeys(_RARE[key], rest)
        return chance.choices(list(names), list(names.values()))[0]

    made = Made(started, {key: [one_of(key)] for key in ("service", "cause", "gap", "detection")} | {"factor": []})
    for name, rate in {**_FREQUENT["factor"], **dict.fromkeys(_RARE["factor"], 0.035)}.items():
        if chance.random() < rate:
            made.put(("factor", name))
    return made


def _plant(values: list[Value], kind: str, incidents: list[Made], free: set[int], chance: random.Random) -> None:
    """Give values to some incidents that no other theme has taken."""
    since = {"pair": FIRST, "recent pair": END - _LATELY, "rise": QUARTER}[kind]
    places = [at for at in sorted(free) if incidents[at].started >= since]
    for at in chance.sample(places, min(len(places), chance.randint(*{"rise": (9, 11)}.get(kind, (7, 9))))):
        free.discard(at)
        for value in values:
            incidents[at].put(value)


def _write(number: int, one: Made) -> PostMortem:
    (service,), (detection,) = one.values["service"], one.values["detection"]
    model = _SERVICES[service]
    name = f"{one.started:%Y-%m-%d}-incident-{number}"
    causes = "".join(f"\n  - {{id: c-{at}, kind: {kind}}}" for at, kind in enumerate(one.values["cause"]))
    text = f"""\
---
schema: 1
id: {name}
title: Incident {number}
status: published
severity: SEV{1 + number % 4}
owner: "@ana"
incident:
  started: {one.started:%Y-%m-%dT%H:%MZ}
  detected: {one.started + timedelta(minutes=20):%Y-%m-%dT%H:%MZ}
  resolved: {one.started + timedelta(hours=3):%Y-%m-%dT%H:%MZ}
  detection: {detection}
services: [{service}]
models:
  - {{provider: {_MODELS[model]}, name: {model}}}
causes:{causes}
evals: {{gap: [{", ".join(one.values["gap"])}]}}
factors: [{", ".join(one.values["factor"])}]
---

## Summary

Incident {number} of {service}.
"""
    return read(text.encode(), f"postmortems/{name}.md")
