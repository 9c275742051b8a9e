"""Inspect AI: a dataset and a task that runs as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from afterword.evals.exports import jsonl
from afterword.evals.exports.engine_files import engine_files, read_template
from afterword.evals.exports.portable import PortableCase, require_judged_by_code


def export(cases: Sequence[PortableCase]) -> Mapping[str, str]:
    """Return the task, the dataset and the engine.

    Raises:
        NotExported: only a model can judge a case.
    """
    require_judged_by_code(cases)
    task = read_template("afterword_task.py.template")
    dataset = jsonl.as_lines([_sample(case) for case in cases])
    return {"afterword_task.py": task, "afterword_dataset.jsonl": dataset, **engine_files()}


def _sample(case: PortableCase) -> dict[str, Any]:
    texts = [output["text"] for output in case["expected"] if output["text"]]
    kept = (
        "incident", "case", "title", "severity", "guards", "variables", "tools", "must", "must_not", "runs",
        "max_failures",
    )  # fmt: skip
    return {
        "id": case["id"],
        "input": [_message(message) for message in case["messages"]],
        "target": texts or "",
        "metadata": {key: case[key] for key in kept},
    }


def _message(message: dict[str, Any]) -> dict[str, Any]:
    if "tool_calls" not in message:
        return message
    calls = [
        {
            "id": call["id"],
            "function": call["function"]["name"],
            "arguments": json.loads(call["function"]["arguments"]),
            "type": "function",
        }
        for call in message["tool_calls"]
    ]
    return {**message, "tool_calls": calls}
