"""Times in claims: converted when their zone is certain, and never taken for UTC when it is not."""

from __future__ import annotations

import re

import pytest

from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, verify
from afterword.times.when import When

IN_UTC = "The bot fails at 12:00Z, 17:02Z and 17:30Z on 16 April 2026."


def is_kept(text: str, *items: LedgerItem) -> bool:
    claim = Claim(text, tuple(item.id for item in items), items[0].text, "fact")
    return verify(claim, Grounds(items)).kept


@pytest.mark.parametrize(
    "time",
    [
        *("17:02 NZST", "17:02 -0200", "17:02 MSK", "17:02 Europe/Berlin", "17:02 IST", "17:02 CST", "17:02 BST"),
        *("17:02 nzst", "17:02 msk", "17:02 europe/berlin", "17:02 cst", "5:02 pm ist", "5:02 pm et", "17:02 (ist)"),
        *("17:02 (NZST)", "17:02 [MSK]", "(17:02) IST", "17:02 [Europe/Berlin]", "17:02 (UTC+2)", "17:02 (-02:00)"),
        *("NZST 17:02", "MSK: 17:02", "(IST) 17:02", "Europe/Berlin 17:02", "UTC+2 17:02", "GMT-3: 17:02", "msk 17:02"),
        *("17:02 UTC+1", "17:02 UTC+5:30", "17:02 UTC + 1", "17:02 GMT-3", "17:02 gmt-3", "17:02 +0530", "17:02+05"),
        *("17:02 -02", "17:02-0200", "17:02 −02:00", "17:02 −0200", "17:02+02:00[Europe/Berlin]", "17:02 EST5EDT"),
        *("5:02 PM PST", "5:02 p.m. PST", "17:02, IST", "17:02 in IST", "17:02IST", "17:02 hrs IST", "17:02 ist"),
        *("17:02 local time", "17:02 Pacific Time", "17:02 Eastern Daylight Time", "17:02 Berlin time"),
        *("17:02 New York time", "17:02 pacific time", "local time 17:02", "17:02 (Berlin)", "17:02 CET/CEST"),
        *("**17:02** CST", "`17:02` CST", "`17:02 MSK`", "17:02 `IST`", "17:02 *IST*", "17:02 Etc/GMT+5"),
        *("2026-04-16 17:02 CST", "2026-04-16T17:02 MSK", "2026-04-16 17:02 Europe/Berlin", "2026-04-16T17:02-02:00"),
        *("16 April 2026, 17:02 NZST", "17:02 IST on April 16, 2026", "2026-04-16 17:02 to 17:30 MSK"),
        *(
            "17:02-17:30 IST",
            "17:02 to 17:30 CST",
            "17:02 and 17:30 MSK",
            "17:02 IST to 17:30",
            "17:02, 17:30 and 17:45 MSK",
        ),
        *("5pm-5:30 pm MSK", "12 pm IST", "1702 MSK", "17:02:00 MSK", "noon MSK", "noon, Berlin time"),
    ],
)
def test_claimed_time_in_other_zone_is_not_utc(time: str) -> None:
    # The words of the zone and its numbers occur, so that nothing but the zone speaks against the claim.
    words = " ".join(re.findall(r"(?!noon)[A-Za-z/]+|\b0?\d\b|\b0\d{3}\b", time))
    item = LedgerItem("E1", f"{IN_UTC} The service has {words}; 02 `{words}`.", When.parse("2026-04-16T17:02Z"))
    for place in ("The bot fails at {}.", "At {} the bot fails.", "The bot fails (at {}) on 16 April."):
        assert not is_kept(place.format(time), item)


@pytest.mark.parametrize(
    "time",
    [
        *("17:02", "17:02Z", "17:02 UTC", "5:02 PM GMT", "1702Z", "20:02 MSK", "05:02 NZST", "05:02 nzst"),
        *("19:02 Europe/Berlin", "19:02 (Europe/Berlin)", "Europe/Berlin 19:02", "19:02 Berlin time", "19:02 (CEST)"),
        *("CEST 19:02", "[CEST] 19:02", "1:02 PM EDT", "22:32 +0530", "18:02 UTC+1", "22:32 UTC+5:30", "14:02 GMT-3"),
        *("19:02 to 19:30 CEST", "19:02 CEST to 19:30", "19:02-19:30 CEST", "19:02, 19:03 and 19:30 CEST"),
        *("17:02 west region", "17:02 met users", "17:02 on-call", "17:02 Redis", "17:02 z", "17:02 (19:02 CEST)"),
        *("15:02 -0200", "17:02-17:30", "2026-04-16T19:02+02:00", "2026-04-16T15:02-02:00", "2026-04-16 19:02 CEST"),
        *("16 April 2026, 19:02 Europe/Berlin", "April 16, 2026 at 1:02 PM EDT", "2026-04-16 19:02 to 19:30 CEST"),
        *("2026-04-16 19:02 Europe/Berlin",),
        *("16 April 2026 at 19:02:00 (CEST)", "19:02 Central European Summer Time", "17:02 Coordinated Universal Time"),
    ],
)
def test_claimed_time_in_certain_zone_is_converted(time: str) -> None:
    said = "At 17:02Z, 17:03Z and 17:30Z on 16 April 2026 the bot fails for Redis users; z is on."
    item = LedgerItem("E1", said, When.parse("2026-04-16T17:02Z"))
    for place in ("The bot fails at {}.", "At {} the bot fails."):
        assert is_kept(place.format(time), item)


@pytest.mark.parametrize("zone", ["IST", "CST", "BST", "PST", "Pacific Time", "local time", "(IST)", "ist"])
def test_claimed_time_in_uncertain_zone_needs_same_words(zone: str) -> None:
    item = LedgerItem("E1", f"The bot fails at 17:02 {zone}.")
    assert is_kept(f"At 17:02 {zone} the bot fails.", item)
    assert not is_kept(f"At 17:03 {zone} the bot fails.", item)
    for utc in ("11:32", "16:02", "22:02", "23:02", "00:02", "01:02"):
        assert not is_kept(f"At {utc} UTC the bot fails.", item)
        assert not is_kept(f"At 17:02 {zone} the bot fails.", LedgerItem("E1", f"The bot fails at {utc}Z with {zone}."))


def test_evidence_in_uncertain_zone_does_not_support_utc() -> None:
    assert not is_kept("At 17:02 the bot fails.", LedgerItem("E1", "The bot fails at 17:02 IST."))
    assert not is_kept("At 17:02 the bot fails.", LedgerItem("E1", "The bot fails at 5:02 pm ist."))
    assert is_kept("At 17:02 fails the bot.", LedgerItem("E1", "Um 17:02 ist der bot kaputt; it fails."))


@pytest.mark.parametrize(
    ("said", "at", "claim", "kept"),
    [
        ("The bot fails at 17:02 Europe/Berlin.", "2026-04-16", "15:02 UTC", True),
        ("The bot fails at 17:02 Europe/Berlin.", "2026-01-16", "16:02 UTC", True),
        ("The bot fails at 17:02 Europe/Berlin.", "2026-01-16", "15:02 UTC", False),
        ("The bot fails at 17:02 Europe/Berlin.", None, "15:02 UTC", False),
        ("The bot fails at 17:02 Europe/Berlin.", None, "17:02 Europe/Berlin", True),
        ("The bot fails.", "2026-01-16T15:02Z", "17:02 Europe/Berlin", False),
        ("The bot fails.", "2026-01-16T16:02Z", "17:02 Europe/Berlin", True),
        ("The bot fails.", "2026-01-16T16:02:30Z", "17:02:30 Europe/Berlin", True),
        ("The bot fails.", "2026-01-16T16:02:30Z", "17:02:31 Europe/Berlin", False),
        ("The bot fails.", "2026-01-16T23:30Z", "00:30 Europe/Berlin", True),
        ("The bot fails.", "2026-01-16T00:30Z", "16:30 America/Los_Angeles", True),
        ("The bot fails on 16 January 2026, 5 pm CET.", None, "16:00 on 16 January 2026", True),
        ("The bot fails on 16 January 2026, 23:30 EST.", None, "04:30 on 17 January 2026", True),
        ("The bot fails at 16:02Z.", None, "17:02 Europe/Berlin", False),
        ("The bot fails.", "2026-10-25T00:30Z", "02:30 Europe/Berlin", False),
    ],
)
def test_place_has_the_offset_of_the_day(said: str, at: str | None, claim: str, kept: bool) -> None:
    item = LedgerItem("E1", said, When.parse(at) if at else None)
    assert is_kept(f"The bot fails at {claim}.", item) is kept
