"""A pytest module with one test for each case; it needs pytest alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterword.evals.exports import jsonl
from afterword.evals.exports.engine_files import engine_files, read_template
from afterword.evals.exports.portable import PortableCase


def export(cases: Sequence[PortableCase]) -> Mapping[str, str]:
    """Return the test module, the cases and the engine."""
    module = read_template("test_afterword_evals.py.template")
    return {"test_afterword_evals.py": module, **jsonl.export(cases), **engine_files()}
