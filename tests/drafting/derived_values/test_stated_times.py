"""Times of the incident that sentences tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.derived import derived, told

DAY = "2026-04-16T"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("The impact began at 19:02 CEST.", "started", f"{DAY}17:02Z"),
        ("The errors started at 16:58 UTC after the deploy.", "started", f"{DAY}16:58Z"),
        ("It was detected at 17:10 UTC by the on-call engineer.", "detected", f"{DAY}17:10Z"),
        ("Correction: it was detected at 17:12 UTC, not at 17:21 UTC.", "detected", f"{DAY}17:12Z"),
        ("It was not detected at 17:12 UTC.", "", ""),
        ("Mitigated at 17:40 UTC.", "mitigated", f"{DAY}17:40Z"),
        ("Resolved at 17:55Z, all regions.", "resolved", f"{DAY}17:55Z"),
        ("The outage began at 23:50 UTC.", "started", "2026-04-15T23:50Z"),
        ("declaring SEV2, channel is #inc", "declared", f"{DAY}18:00Z"),
        ("SEV1 declared by the shift lead", "declared", f"{DAY}18:00Z"),
        ("SEV1 was not declared", "", ""),
        ("opening a SEV1, details in the doc", "declared", f"{DAY}18:00Z"),
        ("closed", "resolved", f"{DAY}18:00Z"),
        ("intent is back on, we are resolved", "resolved", f"{DAY}18:00Z"),
        ("Error rate back to normal since 17:45 UTC.", "mitigated", f"{DAY}17:45Z"),
        ("The problem is fixed since 17:45 UTC.", "", ""),
        ("Error rate is back to normal.", "mitigated", f"{DAY}18:00Z"),
        ("18:00 UTC: declaring SEV2, channel is #inc", "declared", f"{DAY}18:00Z"),
        ("Declared incident SEV2 at 17:10", "", ""),
        ("Declared incident SEV2 at 17:10 UTC", "", ""),
        ("At 5:40 pm the incident was closed.", "", ""),
        ("Error rate was back to normal by 17:20.", "", ""),
        ("closing the incident now, thanks all", "resolved", f"{DAY}18:00Z"),
        ("closing the incident bridge for lunch", "", ""),
        ("The incident is over only when finance says so.", "", ""),
        ("The incident is closed once the backfill ran.", "", ""),
        ("The incident is resolved except for the EU.", "", ""),
        ("Users have recovered access to the demo account, prod is still down.", "", ""),
        ("Staging traffic is back to normal.", "", ""),
        ("The impact began at 19:02.", "", ""),
        ("closing this, resolved. lunch?", "resolved", f"{DAY}18:00Z"),
        ("closing, resolved", "resolved", f"{DAY}18:00Z"),
        ("no further complaints, closed. 90 buyers were hit", "resolved", f"{DAY}18:00Z"),
        ("duplicate of another ticket, closed", "", ""),
        ("all 58 were run again as of 2:30 pm, users have a mail. closing.", "resolved", f"{DAY}18:00Z"),
        ("Resolved by participant 2.", "resolved", f"{DAY}18:00Z"),
        ("Alle sind informiert. Ich schließe das Ticket", "resolved", f"{DAY}18:00Z"),
        ("Resolved - This incident has been resolved.", "", ""),  # of a status page, perhaps of an earlier incident
        ("closing this ticket as a duplicate", "", ""),
        ("ratio down to 0.01, users are fine again", "mitigated", f"{DAY}18:00Z"),
        ("rollback is live, mismatch rate back to 0.4%", "mitigated", f"{DAY}18:00Z"),
        ("mismatch rate down to 4%", "", ""),
        ("We are not resolved yet.", "", ""),
        ("Is the incident resolved?", "", ""),
        ("0 errors for 20 min. calling it mitigated at 18:00", "mitigated", f"{DAY}18:00Z"),
        ("0 errors for 20 min. calling it mitigated at 17:40", "", ""),
        ("The merge conflict is resolved.", "", ""),
        ("It should be back to normal soon.", "", ""),
        ("the cart shows other people's prices since 16:05 UTC", "started", f"{DAY}16:05Z"),
        ("la caja cobra de más desde las 18:05 [+02:00]", "started", f"{DAY}16:05Z"),
        ("the cart shows other people's prices since 16:05", "", ""),
        ("waiting for the vendor since 16:05 UTC", "", ""),
        ("I see it since 16:05 UTC", "", ""),
        ("v12 is live since 16:05 UTC", "", ""),
        ("the cart is fine since 16:05 UTC", "", ""),
        ("no wrong price since 16:05 UTC", "", ""),
        ("does the cart show wrong prices since 16:05 UTC?", "", ""),
        ("maybe prices are wrong since 16:05 UTC", "", ""),
    ],
)
def test_time_is_the_one_that_is_told(tmp_path: Path, text: str, key: str, value: str) -> None:
    found = derived(tmp_path, (f"{DAY}18:00Z", text, "on-call"))
    times = {str(one.path[-1]): one.value for one in found if one.path[0] == "incident" and one.path[-1] != "detection"}
    assert times == ({key: value} if key else {})


def test_first_report_from_outside_counts_if_nobody_told_of_it_before(tmp_path: Path) -> None:
    report = (f"{DAY}16:00Z", "All our confirmations land in spam.", "customer")
    assert derived(tmp_path, report)[0].path == ("incident", "reported")
    earlier = (f"{DAY}15:50Z", "customers complain that mail is missing", "support lead")
    assert derived(tmp_path, earlier, report) == []


def test_times_that_differ_are_told_and_the_same_minute_is_one(tmp_path: Path) -> None:
    items = ((f"{DAY}18:00Z", "The impact began at 17:02 UTC.", "on-call"),
             (f"{DAY}19:00Z", "The impact began at 16:40 UTC.", "analyst"))  # fmt: skip
    assert told(tmp_path, *items) == ["incident.started: 2026-04-16T17:02Z (E1), 2026-04-16T16:40Z (E2)"]
    same = ((f"{DAY}17:02:31Z", "First symptom: wrong answers", "on-call"), items[0])
    (found,) = derived(tmp_path, *same)
    assert (found.value, found.sources) == ("2026-04-16T17:02:31Z", ("E1", "E2"))


@pytest.mark.parametrize(
    ("text", "detection"),
    [
        ("It was first noticed by a customer in the forum.", "customer"),
        ("The drift was detected by the nightly eval.", "eval"),
        ("The gap was found by a journalist.", "public"),
        ("The leak was reported by our provider.", "provider"),
        ("It was noticed by somebody.", ""),
        ("It was not detected by the eval.", ""),
    ],
)
def test_detection_is_who_is_said_to_have_noticed_it(tmp_path: Path, text: str, detection: str) -> None:
    found = derived(tmp_path, (f"{DAY}18:00Z", text, "on-call"))
    assert [one.value for one in found if one.path[-1] == "detection"] == ([detection] if detection else [])


_SAID = (
    (f"{DAY}17:00Z", "anyone else seeing refunds that fail?", "support"),
    (f"{DAY}17:02Z", "looking at the gateway", "on-call"),
    (f"{DAY}17:30Z", "rolled back to v41 on all pods", "on-call"),
    (f"{DAY}18:40Z", "0 errors for an hour", "on-call"),
    (f"{DAY}19:10Z", "closing. the letter goes out on Monday", "lead"),
)


def _times(folder: Path, *items: tuple[str, ...]) -> dict[str, str]:
    return {str(one.path[-1]): str(one.value)[11:16] for one in derived(folder, *items) if one.path[0] == "incident"}


def test_a_conversation_gives_its_first_report_its_lasting_step_and_its_recovery(tmp_path: Path) -> None:
    found = _times(tmp_path, *_SAID)
    assert found == {"detected": "17:00", "mitigated": "17:30", "resolved": "18:40"}


@pytest.mark.parametrize(
    ("at", "text", "key"),
    [
        ("17:50Z", "refunds fail again for me", "mitigated"),
        ("17:45Z", "restarted the gateway, too", "mitigated"),
        ("16:50Z", "morning all, quiet night", "detected"),
        ("16:40Z", "I'll be off from five", "detected"),
    ],
)
def test_what_goes_on_or_was_said_before_leaves_a_time_open(tmp_path: Path, at: str, text: str, key: str) -> None:
    said = sorted((*_SAID[:3], (DAY + at, text, "support")))
    assert key not in _times(tmp_path, *said)


def test_an_alarm_soon_after_the_first_report_leaves_open_what_detected_it(tmp_path: Path) -> None:
    firing = (f"{DAY}17:10:00Z", "alertmanager [FIRING:1] RefundErrors service=refunds")
    assert "detected" not in _times(tmp_path, *_SAID, firing)


def test_who_closes_with_the_words_that_all_is_well_ended_it_then(tmp_path: Path) -> None:
    said = (*_SAID[:4], (f"{DAY}19:10Z", "all normal for an hour, closing", "lead"))
    assert _times(tmp_path, *said)["resolved"] == "19:10"


def test_a_relapse_that_names_its_time_leaves_the_first_fix_behind(tmp_path: Path) -> None:
    said = (
        (f"{DAY}17:00Z", "three quotes are wrong again", "support"),
        (f"{DAY}17:10Z", "Fixed, template restored.", "on-call"),
        (f"{DAY}17:50Z", "Not over! A wrong quote was sent at 17:48.", "support"),
    )
    assert "mitigated" in _times(tmp_path, *said[:2])
    assert "mitigated" not in _times(tmp_path, *said)
    fixed = (f"{DAY}18:30Z", "fixed for good, cache purged", "on-call")
    assert _times(tmp_path, *said, fixed)["mitigated"] == "18:30"


@pytest.mark.parametrize(
    ("between", "at", "mitigated"),
    [
        ((), "17:45Z", "17:45"),
        ((), "21:00Z", None),
        (((f"{DAY}17:20Z", "the duplicates have stopped", "on-call"),), "17:45Z", None),
        (((f"{DAY}17:20Z", "rolled back to v41", "on-call"),), "21:00Z", "17:20"),
        (((f"{DAY}20:10Z", "refunds fail for me, too", "support"),), "21:00Z", "21:00"),
    ],
)
def test_a_recovery_that_is_told_late_was_perhaps_long_before(
    tmp_path: Path, between: tuple[tuple[str, ...], ...], at: str, mitigated: str | None
) -> None:
    said = ((f"{DAY}17:00Z", "refunds fail", "support"), *between, (DAY + at, "Everything is back to normal.", "lead"))
    assert _times(tmp_path, *said).get("mitigated") == mitigated


def test_what_would_be_the_case_detects_nothing(tmp_path: Path) -> None:
    supposed = (f"{DAY}17:00Z", "If the queue were full we would have seen failed refunds by now", "on-call")
    assert "detected" not in _times(tmp_path, supposed, *_SAID[1:])


def test_the_alarm_that_people_name_detected_it_and_not_an_earlier_one_of_something_else(tmp_path: Path) -> None:
    alarms = (
        (f"{DAY}16:00Z", "Alert triggered: CertExpires, expires in 20 days (severity=info)", "Alertmanager"),
        (f"{DAY}16:20Z", "Alert triggered: DiskFillsUp, full in 4 h (severity=warning)", "Alertmanager"),
        (f"{DAY}16:58Z", "Alert triggered: RefundErrorRate, 12% (severity=critical)", "Alertmanager"),
    )
    said = (f"{DAY}17:00Z", "RefundErrorRate woke me, looking", "on-call")
    assert _times(tmp_path, *alarms, said)["detected"] == "16:58"


def test_what_a_tool_notes_right_after_somebody_closed_is_the_same_end(tmp_path: Path) -> None:
    closed = (f"{DAY}19:10Z", "rate normal for an hour, closing SEV2", "lead")
    noted = (f"{DAY}19:11:20Z", "Resolved by participant 2, refund rate (service: refunds)", "PagerDuty")
    assert _times(tmp_path, *_SAID[:3], closed, noted)["resolved"] == "19:10"
