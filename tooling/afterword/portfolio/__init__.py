"""What is true over all post-mortems: counts, what is open or overdue, facets, statistics. Pure but for one reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from afterword.config import Config
from afterword.portfolio.snapshot import TrackedStates
from afterword.postmortem import PostMortem


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All post-mortems, with what decides how they stand.

    Attributes:
        documents: every post-mortem, oldest first.
        config: the settings.
        now: the current time, UTC; it decides what is overdue.
        tracked: what the tracker last said about action items.
    """

    documents: tuple[PostMortem, ...]
    config: Config
    now: datetime
    tracked: TrackedStates = field(default_factory=dict)
