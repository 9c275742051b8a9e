"""Tables with ages count from the one moment that is named beside them."""

from __future__ import annotations

from afterword.evidence.collectors.ages import has_ages, read_ages
from fakes.sources import given, shown, source

_EVENTS = """$ date -u; kubectl get events
Thu Apr 16 17:10:05 UTC 2026
LAST SEEN            TYPE      REASON     OBJECT      MESSAGE
64m                  Normal    Pulled     pod/judge   Image is present
3m12s (x4 over 9m)   Warning   BackOff    pod/judge   Back-off restarting
2d                   Normal    Created    pod/judge   Created container
<unknown>            Normal    Sync       pod/judge   synced
"""


def test_events_are_as_long_before_the_moment_as_their_age_says() -> None:
    events = source("events.txt", _EVENTS)
    assert has_ages(events)
    assert [(at, text) for at, _, text in shown(read_ages(events, given()))] == [
        ("2026-04-16T16:06Z", "Normal Pulled pod/judge Image is present"),
        ("2026-04-16T17:06:53Z", "Warning BackOff pod/judge Back-off restarting (x4 over 9m)"),
        ("2026-04-14", "Normal Created pod/judge Created container"),
        ("", "Normal Sync pod/judge synced"),
    ]


def test_states_are_of_the_moment_however_old_they_are() -> None:
    pods = "2026-04-16 17:10:05Z\nNAME     READY   STATUS             AGE\njudge    0/1     CrashLoopBackOff   64m\n"
    assert shown(read_ages(source("pods.txt", pods), given())) == [
        ("2026-04-16T17:10:05Z", None, "judge 0/1 CrashLoopBackOff 64m")
    ]


def test_a_table_without_a_moment_or_with_two_is_read_as_before() -> None:
    table = _EVENTS.split("\n", 2)[2]
    assert not has_ages(source("events.txt", table))
    assert not has_ages(source("events.txt", f"Thu Apr 16 17:10:05 UTC 2026\nThu Apr 16 18:10:05 UTC 2026\n{table}"))


def test_a_table_of_people_with_their_age_is_not_one_of_events() -> None:
    guests = "2026-04-16 17:10:05Z\nNAME      AGE   CITY\nlarch     41    Cork\n"
    assert [at for at, _, _ in shown(read_ages(source("guests.txt", guests), given()))] == ["2026-04-16T17:10:05Z"]


def test_words_below_a_table_and_behind_wide_gaps_are_kept() -> None:
    pods = (
        "Thu Apr 16 17:05:30 UTC 2026\nNAME   READY   STATUS    RESTARTS   AGE\n"
        "judge-1   1/1   Running   0   3d\njudge-2   0/1   Pending\nError from server (Timeout): list   pods\n\n"
        "LAST SEEN   TYPE      REASON    MESSAGE\n3m12s   Warning   BackOff   Back-off restarting  failed judge\n"
    )
    assert shown(read_ages(source("pods.txt", pods), given()))[1:] == [
        ("", None, "judge-2   0/1   Pending"),
        ("", None, "Error from server (Timeout): list   pods"),
        ("2026-04-16T17:02:18Z", None, "Warning BackOff Back-off restarting failed judge"),
    ]


def test_a_line_with_words_is_an_event_and_not_the_moment_of_the_output() -> None:
    table = "LAST SEEN   TYPE      REASON    MESSAGE\n3m12s   Warning   BackOff   Back-off\n"
    said = "2026-04-16 17:00Z the judge is down, paging\n"
    assert not has_ages(source("a.txt", said + table))
    both = source("a.txt", f"{said}\n# as of 2026-04-16 17:10:05Z\n{table}")
    assert [(at, text) for at, _, text in shown(read_ages(both, given()))] == [
        ("2026-04-16T17:00Z", "the judge is down, paging"),
        ("2026-04-16T17:06:53Z", "Warning BackOff Back-off"),
    ]


def test_times_are_no_more_exact_than_the_moment_and_endless_ages_are_none() -> None:
    table = "2026-04-16 17:05Z\nLAST SEEN   TYPE      REASON    MESSAGE\n{}   Warning   BackOff   Back-off\n"
    for age, at in (("3m12s", "2026-04-16T17:02Z"), (f"{'9' * 5000}s", ""), ("99999d", "")):
        assert shown(read_ages(source("a.txt", table.format(age)), given()))[0][0] == at


def test_what_watch_writes_above_has_the_moment() -> None:
    text = (
        "Every 2.0s: kubectl get events -n prod     bastion: Thu Apr 16 17:10:05 2026\n\n"
        "LAST SEEN   TYPE      REASON    MESSAGE\n3m12s   Warning   BackOff   Back-off\n"
    )
    assert has_ages(source("a.txt", text))
    assert shown(read_ages(source("a.txt", text), given()))[0][0] == "2026-04-16T17:06:53Z"
