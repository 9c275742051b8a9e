"""A clock that tests set; sleeping moves it on at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Time stands still but for sleeping."""

    def __init__(self, now: datetime = datetime(2026, 4, 16, 17, tzinfo=UTC)) -> None:
        self.time = now

    def now(self) -> datetime:
        """The current time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move the time on."""
        self.time += timedelta(seconds=seconds)
