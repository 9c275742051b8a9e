"""What follows from quantities of the items, and what only looks like it."""

from __future__ import annotations

import pytest

from afterword.grounding.verify import Status
from grounding.ledgers import judge


@pytest.mark.parametrize(
    ("claim", "text", "follows"),
    [
        ("About 1,200 posts were removed.", "1,187 posts removed", True),
        ("1,200 posts were removed.", "1,187 posts removed", False),
        ("About 1,300 posts were removed.", "1,187 posts removed", False),
        ("More than 1,000 posts were removed.", "1,187 posts removed", True),
        ("More than 1,200 posts were removed.", "1,187 posts removed", False),
        ("More than 100 posts were removed.", "1,187 posts removed", False),
        ("Fewer than 1,200 posts were removed.", "1,187 posts removed", True),
        ("Nearly 1.2 thousand posts were removed.", "1,187 posts removed", True),
        ("The rate was 31%.", "error_rate=0.31", True),
        ("The rate was 32%.", "error_rate=0.31", False),
        ("Latency was 8.1 seconds.", "latency_ms=8123", True),
        ("Latency was 8.2 seconds.", "latency_ms=8123", False),
        ("The prompt grew by 682 tokens.", "prompt tokens=1893 (was 1211)", True),
        ("The prompt grew by 56%.", "prompt tokens=1893 (was 1211)", True),
        ("The prompt grew by 46%.", "prompt tokens=1893 (was 1211)", False),
        ("9 were not restored.", "13 of 22 restored", False),
        ("9 of the 22 were not restored.", "13 of 22 restored", True),
        ("188 were not restored.", "12 of 200 restored", True),
        ("The quota was tripled.", "quota 300, now 900", True),
        ("The quota was doubled.", "quota 300, now 900", False),
        ("More than half failed.", "13 of 22 failed", True),
        ("Four out of five failed.", "80 of 100 failed", True),
        ("Four out of five failed.", "70 of 100 failed", False),
        ("At 310 EUR per pallet it is 6,200 EUR.", "20 pallets, 310 EUR each", True),
        ("The audio was 3 hours long.", "minutes of audio: 180", True),
        ("It took 7 minutes and 41 seconds.", "job=reprice elapsed=00:07:41", True),
        ("There were 4 invalidations in an hour.", "back to 4 invalidations in the last hour", True),
        ("There were 4 invalidations in a day.", "back to 4 invalidations in the last hour", False),
        ("It took two and a half hours.", "it took 150 min", True),
    ],
)
def test_amount_follows(claim: str, text: str, follows: bool) -> None:
    verdict = judge(claim, text)
    assert (verdict.status in (Status.FOUND, Status.DERIVED, Status.DOUBTED)) is follows, verdict.reasons


@pytest.mark.parametrize(
    ("claim", "texts", "derivation"),
    [
        ("The rate was 100%.", ["error_rate=1"], "100 % is 1"),
        ("The rate was 150%.", ["error_rate=1.5"], ""),
        ("Of both kinds, 75% were empty.", ["empty 30, full 10"], "75 % is 30 of 10 + 30"),
        ("25% were full.", ["empty 30, full 10"], "25 % is 10 of 10 + 30"),
        ("60% were restored.", ["12 of 20 restored"], "E1"),
        ("The quota was tripled.", ["quota 300, now 900"], "900 is 3 times 300"),
        ("The load was 3 times as high.", ["load 300%, then 900%"], "900 is 3 times 300"),
        ("The load was 3 times as high.", ["load 300 s, then 900 EUR"], ""),
        ("3 regions were slow and the load rose.", ["load 300, then 900"], ""),
        ("Latency was 8.1 seconds.", ["latency_ms=8123"], "8.1 s is 8.123 s, rounded"),
        ("More than 1,000 posts were removed.", ["1,187 posts removed"], "more than 1000: 1187"),
        ("It took two days.", ["2026-04-16T10:00Z began", "2026-04-18T16:00Z ended"], "E1, E2"),
        ("It took two days.", ["2026-04-16T10:00Z began", "2026-04-19T00:00Z ended"], ""),
        ("It took 48 hours.", ["2026-04-16T10:00Z began", "2026-04-18T16:00Z ended"], ""),
        ("It took 48 hours.", ["2026-04-16 began", "2026-04-18 ended"], "E1, E2"),
        ("It took 54 hours.", ["2026-04-16T10:00Z began", "2026-04-18T16:00Z ended"], "E1, E2"),
    ],
)
def test_derivation_says_how_it_follows(claim: str, texts: list[str], derivation: str) -> None:
    verdict = judge(claim, *texts)
    assert verdict.kept is bool(derivation), verdict.reasons
    assert not derivation or any(reason.endswith(derivation) for reason in verdict.reasons), verdict.reasons


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        ("More than five hours passed until it was rolled back.", True),
        ("Over 5.5 hours passed until it was rolled back.", True),
        ("More than six hours passed until it was rolled back.", False),
        ("Almost six hours passed until it was rolled back.", False),
        ("Less than six hours passed until it was rolled back.", True),
        ("It was live for five and a half hours until it was rolled back.", True),
        ("The two events are 5 h 34 min apart, it was rolled back.", True),
        ("The three events are 5 h 34 min apart, it was rolled back.", False),
    ],
)
def test_length_follows_from_two_times(claim: str, follows: bool) -> None:
    texts = ("2025-07-08T16:22Z it was released", "2025-07-08T21:56Z it was rolled back")
    assert judge(claim, *texts).kept is follows


def test_derivation_is_told() -> None:
    verdict = judge("7,280 documents were missing.", "wrote 1,120 of 8,400 documents, others missing")
    assert verdict.reasons == ("the number `7,280` follows from E1: 7280 is the difference between 1120 and 8400",)
