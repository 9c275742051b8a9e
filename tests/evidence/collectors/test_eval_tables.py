"""Tables of verdicts become runs; other tables do not."""

from __future__ import annotations

from afterword.evidence.collectors.eval_tables import is_eval_table, read_eval_table
from fakes.sources import given, source


def test_a_table_of_verdicts_is_a_run_for_each_suite_and_time() -> None:
    text = (
        "suite,case_id,passed,input,ran_at\n"
        "support,refund-90,true,refund after 90 days?,2026-04-15\n"
        "support,tone,FAIL,be rude,2026-04-15\n"
        "support,refund-90,skipped,refund after 90 days?,2026-04-16\n"
    )
    table = source("evals.csv", text)
    assert is_eval_table(table)
    runs = read_eval_table(table, given()).runs
    assert [(run.suite, str(run.at), run.passed, len(run.failed), run.undecided) for run in runs] == [
        ("support", "2026-04-15", 1, 1, 0),
        ("support", "2026-04-16", 0, 0, 1),
    ]


def test_a_table_of_events_with_a_status_is_no_eval() -> None:
    assert not is_eval_table(source("a.csv", "test,status,time\nprobe,degraded,2026-04-16\n"))
    assert not is_eval_table(source("a.csv", "time,message\n2026-04-16,x\n"))
