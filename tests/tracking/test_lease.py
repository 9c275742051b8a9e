"""The lease that runs hold, on labels in memory."""

from __future__ import annotations

from datetime import timedelta

import pytest

from afterword.errors import AfterwordError
from afterword.tracking.lease import LASTS, HeldLease, acquire
from fakes.clock import FakeClock

PATIENCE = LASTS + timedelta(minutes=1)


class Labels:
    """The labels of a repository; `intrude` is called before a label is made."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {"bug": "", "afterword-lease-x": ""}
        self.intrude = lambda: None

    def all(self) -> dict[str, str]:
        return dict(self.found)

    def add(self, name: str, description: str) -> bool:
        intrude, self.intrude = self.intrude, lambda: None
        intrude()
        assert len(description) <= 100
        return self.found.setdefault(name, description) is description

    def change(self, name: str, description: str) -> None:
        assert name in self.found and len(description) <= 100
        self.found[name] = description

    def remove(self, name: str) -> None:
        self.found.pop(name, None)


def take(labels: Labels, clock: FakeClock, holder: str = "me", patience: timedelta = PATIENCE) -> HeldLease:
    return acquire(labels, clock, holder, patience)


def test_one_holds_it_and_the_next_waits() -> None:
    labels, clock = Labels(), FakeClock()
    first = take(labels, clock)
    with pytest.raises(AfterwordError, match="another `afterword sync` is running") as caught:
        take(labels, clock, "you", timedelta(minutes=1))
    assert "afterword-lease-1" in caught.value.remedy
    first.keep(12)
    first.give_back()
    assert take(labels, clock, "you").last == 12


def test_what_was_opened_long_ago_need_not_be_looked_for() -> None:
    labels, clock = Labels(), FakeClock()
    lease = take(labels, clock)
    lease.keep(12)
    lease.give_back()
    clock.sleep(LASTS.total_seconds())
    assert take(labels, clock).last == 0


def test_a_dead_holder_is_waited_for() -> None:
    labels, clock = Labels(), FakeClock()
    take(labels, clock)
    begun = clock.now()
    assert take(labels, clock, "you").number == 2
    assert clock.now() - begun >= LASTS


def test_an_uncertain_holder_does_not_give_it_back() -> None:
    labels, clock = Labels(), FakeClock()
    lease = take(labels, clock)
    lease.is_clean = False
    lease.give_back()
    assert labels.found["afterword-lease-1"].startswith("held by me until")


def test_a_holder_that_was_asleep_for_too_long_stops() -> None:
    labels, clock = Labels(), FakeClock()
    lease = take(labels, clock)
    clock.sleep((LASTS - timedelta(minutes=1)).total_seconds())
    with pytest.raises(AfterwordError, match="the lease expired"):
        lease.keep()
    lease.give_back()
    assert labels.found["afterword-lease-1"].startswith("held")


def test_it_is_renewed_during_work_and_lost_to_the_run_that_took_it() -> None:
    labels, clock = Labels(), FakeClock()
    lease = take(labels, clock)
    for _ in range(60):
        clock.sleep(60)
        lease.keep()
    labels.found["afterword-lease-2"] = "held by you until 2026-04-16T23:00:00Z after #0"
    clock.sleep(200)
    with pytest.raises(AfterwordError, match="the lease expired"):
        lease.keep()


def test_who_comes_too_late_gives_way() -> None:
    labels, clock = Labels(), FakeClock()

    def faster() -> None:
        """Three runs take the lease and end, so that its first number is free again; a fourth one holds it."""
        for _ in range(3):
            take(labels, clock, "you").give_back()
        take(labels, clock, "they")

    labels.intrude = faster
    begun = clock.now()
    lease = take(labels, clock)
    assert lease.number == 5 and clock.now() - begun >= LASTS
    assert set(labels.found) == {"bug", "afterword-lease-x", "afterword-lease-4", "afterword-lease-5"}


def test_a_label_that_somebody_wrote_into_is_free() -> None:
    labels, clock = Labels(), FakeClock()
    for text in ("hello", "held by me until 2026-99-99T00:00:00Z after #1"):
        labels.found = {"afterword-lease-7": text}
        assert take(labels, clock).number == 8


def test_waiting_for_a_taken_name_that_no_list_shows_ends() -> None:
    """As of a label `Afterword-Lease-1`: GitHub takes no notice of case."""
    labels, clock = Labels(), FakeClock()
    labels.add = lambda *_: False  # type: ignore[method-assign]
    begun = clock.now()
    with pytest.raises(AfterwordError, match="afterword-lease-1 can be neither created nor found"):
        take(labels, clock)
    assert clock.now() - begun <= PATIENCE + timedelta(minutes=1)
