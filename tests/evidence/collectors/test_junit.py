"""Results of JUnit become runs, and XML can do no harm."""

from __future__ import annotations

import pytest

from afterword.derive.eval_runs import EvalRun
from afterword.evidence.collectors.junit import is_junit, read_junit
from fakes.sources import given, source, told


def _verdicts(run: EvalRun) -> dict[str, bool | None]:
    return {result.case: result.passed for result in run.results}


JUNIT = """<?xml version="1.0" encoding="UTF-16"?>
<testsuites>
  <testsuite name="support" timestamp="2026-04-15T09:00:00">
    <testcase classname="evals.refund" name="window"><system-out>30 days</system-out></testcase>
    <testcase classname="evals.refund" name="invented">
      <failure message="promised">said: always &lt;b&gt;</failure></testcase>
    <testcase name="slow"><error message="timeout"/></testcase>
    <testcase name="later"><skipped/></testcase>
  </testsuite>
  <testsuite name="empty"/>
</testsuites>
"""


def test_results_of_junit() -> None:
    results = source("junit.xml", JUNIT)
    assert is_junit(results)
    content = read_junit(results, given())
    (run,) = content.runs
    assert (run.suite, str(run.at)) == ("support", "2026-04-15T09:00:00Z")
    assert _verdicts(run) == {
        "evals.refund: window": True,
        "evals.refund: invented": False,
        "slow": None,
        "later": None,
    }
    assert run.failed[0].reason == "promised\nsaid: always <b>"
    assert content.assumed_zone == 1
    zoned = read_junit(source("junit.xml", JUNIT.replace('09:00:00"', '09:00:00Z"')), given())
    assert zoned.runs == content.runs and zoned.assumed_zone == 0


_BOMB = (
    "<?xml version='1.0'?><!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {n} '{'&' + p + ';' * 1}{('&' + p + ';') * 9}'>" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><testsuites><testsuite name='x'><testcase name='&i;'/></testsuite></testsuites>"
)
_FILE = "<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='&x;'/></testsuite>"


@pytest.mark.parametrize("text", [_BOMB, _FILE], ids=["entity bomb", "outside entity"])
def test_a_document_type_is_refused_before_anything_of_it_is_read(text: str) -> None:
    content = read_junit(source("junit.xml", text), given())
    assert content.runs == []
    assert "declares a document type" in told(content)[0]


def test_xml_that_breaks_off_keeps_the_cases_before_it() -> None:
    content = read_junit(source("junit.xml", JUNIT.split('<testcase name="slow"')[0]), given())
    assert [len(run.results) for run in content.runs] == [2]
    assert told(content, "junit.xml")[0].startswith("junit.xml:7: not XML")
