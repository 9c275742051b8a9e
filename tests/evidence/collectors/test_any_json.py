"""Whatever the JSON, the collectors of eval results and alerts do not raise."""

from __future__ import annotations

from typing import Any

from hypothesis import given as each
from hypothesis import strategies as st

from afterword.evidence.collectors.inspect_logs import is_inspect, read_inspect
from afterword.evidence.collectors.promptfoo import is_promptfoo, read_promptfoo
from fakes.sources import given, source

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["results", "success", "stats", "eval", "task", "model", "samples", "scores", "value", "vars", "testCase", "id",
         "output", "choices", "input", "target", "error", "gradingResult", "provider", "response"]), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@each(json_values)
def test_no_json_makes_a_reader_raise(value: Any) -> None:
    result = value if isinstance(value, dict) else {"x": value}
    hostile = source(
        "a.json",
        {
            "results": {"results": [{**result, "success": value}], "stats": {}},
            "eval": {"task": value, "model": value},
            "samples": [value, result],
            "stats": value,
        },
    )
    for detects, read in ((is_promptfoo, read_promptfoo), (is_inspect, read_inspect)):
        assert detects(hostile)
        for run in read(hostile, given()).runs:
            for found in run.results:
                assert isinstance(found.input + found.output + found.expected + found.reason + found.case, str)
