"""Neutral JSONL: one case a line, for suites of one's own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from afterword.evals.exports.portable import PortableCase


def export(cases: Sequence[PortableCase]) -> Mapping[str, str]:
    """Return one file with a case a line."""
    return {"afterword_cases.jsonl": as_lines(cases)}


def as_lines(values: Sequence[Mapping[str, Any]]) -> str:
    """Write values as JSON, one a line; characters outside ASCII are escaped, as some readers end lines at U+2028."""
    return "".join(f"{json.dumps(value)}\n" for value in values)
