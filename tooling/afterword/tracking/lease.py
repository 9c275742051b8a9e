"""One run at a time, wherever it runs: a lease held as a label of the repository.

Creating a label is the one request that GitHub carries out for one caller alone (the second is refused because the name
is taken) and that needs no permission beyond `issues: write`. The labels are numbered:

    afterword-lease-7   held by 5f3a… until 2026-04-16T17:10:00Z after #123

A run that wants the lease takes the next number; only one can. Then it looks again: a run that sees a higher number
gives way. A lease that was given back stays as a label, because the next number is made from it. A run that died keeps
its lease until that expires, ten minutes after its last sign of life; by then every list shows what it did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from afterword.errors import AfterwordError
from afterword.github.labels import Labels
from afterword.times.clock import Clock
from afterword.tracking.tracker import Lease

PREFIX = "afterword-lease-"
LASTS = timedelta(minutes=10)
_RENEWED_AFTER = timedelta(minutes=3)
_MARGIN = timedelta(minutes=2)
"""Before its end the holder stops: a request may still be under way, and clocks differ."""

_WAITS_SECONDS = 5.0
_NAME = re.compile(rf"{PREFIX}(\d{{1,9}})")
_TEXT = re.compile(r"(?:held by (?P<holder>\w+) until|free since) (?P<time>[\dT:Z-]{20}) after #(?P<last>\d{1,9})")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A lease as its label describes it.

    Attributes:
        number: its number.
        holder: the run that has it; empty for none.
        time: until when it is held, or since when it is free.
        last: the highest number of an issue that was opened under it or before.
    """

    number: int
    holder: str
    time: datetime
    last: int

    def is_free(self, now: datetime) -> bool:
        """Whether the next may be taken."""
        return not self.holder or self.time <= now

    def recent(self, now: datetime) -> int:
        """Return the number that lists must show; 0 if they have had the time to show everything."""
        return self.last if not self.holder and now - self.time < LASTS else 0


def _seen(labels: dict[str, str]) -> _Seen | None:
    """The lease with the highest number."""
    numbers = {int(match[1]): text for name, text in labels.items() if (match := _NAME.fullmatch(name))}
    if not numbers:
        return None
    number = max(numbers)
    match = _TEXT.fullmatch(numbers[number])
    try:
        if match is not None:
            return _Seen(number, match["holder"] or "", datetime.fromisoformat(match["time"]), int(match["last"]))
    except ValueError:
        pass
    return _Seen(number, "", datetime.min.replace(tzinfo=UTC), 0)  # somebody wrote into it


class HeldLease(Lease):
    """A lease that this run has."""

    def __init__(self, labels: Labels, clock: Clock, number: int, holder: str, last: int) -> None:
        super().__init__(last)
        self.number = number
        self._labels = labels
        self._clock = clock
        self._holder = holder
        self._highest = last
        self._renewed = clock.now()

    @property
    def name(self) -> str:
        """The label's name."""
        return f"{PREFIX}{self.number}"

    def keep(self, number: int = 0) -> None:
        """Check before a write that the lease is still held, and renew it in time.

        Raises:
            AfterwordError: it expired, or another run has it now.
        """
        self._highest = max(self._highest, number)
        age = self._clock.now() - self._renewed
        if age >= LASTS - _MARGIN:
            raise _lost()
        if age >= _RENEWED_AFTER:
            seen = _seen(self._labels.all())
            if seen is None or seen.number != self.number or seen.holder != self._holder:
                raise _lost()
            self._renew()

    def _renew(self) -> None:
        self._renewed = self._clock.now()
        self._labels.change(self.name, held(self._holder, self._renewed + LASTS, self._highest))

    def give_back(self) -> None:
        """Let others in at once; if something is uncertain, let it expire instead."""
        if self.is_clean and self._clock.now() - self._renewed < LASTS - _MARGIN:
            self._labels.change(self.name, f"free since {_written(self._clock.now())} after #{self._highest}")


def held(holder: str, until: datetime, last: int) -> str:
    """Return what the label of a lease says while a run has it."""
    return f"held by {holder} until {_written(until)} after #{last}"


def _written(time: datetime) -> str:
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")


def _lost() -> AfterwordError:
    return AfterwordError(
        "the lease expired during this run, so it stopped", remedy="run `afterword sync` again; nothing is done twice"
    )


def acquire(labels: Labels, clock: Clock, holder: str, patience: timedelta) -> HeldLease:
    """Take the lease, waiting for the run that has it.

    Args:
        labels: of the repository.
        clock: to wait by.
        holder: a name that no other run has.
        patience: how long to wait.

    Raises:
        AfterwordError: another run still has it.
    """
    begun = clock.now()
    while True:
        seen = _seen(labels.all())
        now = clock.now()
        is_free = seen is None or seen.is_free(now)
        if is_free and (lease := _take(labels, clock, holder, seen)):
            return lease
        if now - begun >= patience:
            raise _taken(seen, is_free)
        clock.sleep(_WAITS_SECONDS)


def _taken(seen: _Seen | None, is_free: bool) -> AfterwordError:
    if seen is None or is_free:
        name = f"{PREFIX}{seen.number + 1 if seen else 1}"
        return AfterwordError(
            f"the label {name} can be neither created nor found, or others are faster every time; nothing was done",
            remedy="run the command again; if that does not help, delete that label, in upper or lower case",
        )
    return AfterwordError(
        f"another `afterword sync` is running, or crashed (it has until {seen.time:%H:%M:%S}Z)",
        remedy=f"run the command again then; if none is running, delete the label {PREFIX}{seen.number}",
    )


def _take(labels: Labels, clock: Clock, holder: str, seen: _Seen | None) -> HeldLease | None:
    number, last = (seen.number + 1, seen.recent(clock.now())) if seen else (1, 0)
    lease = HeldLease(labels, clock, number, holder, last)
    if not labels.add(lease.name, held(holder, clock.now() + LASTS, last)):
        return None
    found = labels.all()
    highest = _seen(found)
    if highest is None or highest.number != number:
        labels.remove(lease.name)
        return None
    for name in found:
        # The one before stays for a while: its name must stay taken for those who are about to ask for it.
        if (match := _NAME.fullmatch(name)) and int(match[1]) < number - 1:
            labels.remove(name)
    return lease
