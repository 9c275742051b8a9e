"""Results of evals as figures alone, without the cases: of lm-evaluation-harness, and runs of OpenAI's evals API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.json_values import mapping, mappings, plain, string
from afterword.evidence.collectors.known_form import Event, details

_MODEL_ARGUMENT = re.compile(r"(?:^|,)(?:model|pretrained)=(?P<name>[^,]+)")


def _is_harness(value: Any) -> bool:
    outer = mapping(value)
    results = mapping(outer.get("results"))
    is_of_harness = bool(outer.keys() & {"lm_eval_version", "n-shot", "group_subtasks"}) and "configs" in outer
    return is_of_harness and bool(results) and all(isinstance(one, dict) for one in results.values())


def _harness(value: Any, context: ReadContext) -> Iterator[Event]:
    """Read a task an event; the harness writes a metric as `exact_match,none`, and its error beside it."""
    config, versions, counts = (mapping(value.get(key)) for key in ("config", "versions", "n-samples"))
    named = _MODEL_ARGUMENT.search(string(config.get("model_args")))
    model = string(value.get("model_name")) or (named["name"] if named else string(config.get("model")))
    tested = f" with {model}" if model else ""
    for task, metrics in mapping(value["results"]).items():
        shown = []
        for key, figure in metrics.items():
            name, _, variant = key.partition(",")
            if name.endswith("_stderr") or isinstance(figure, bool) or not isinstance(figure, int | float):
                continue
            error = metrics.get(f"{name}_stderr,{variant}" if variant else f"{name}_stderr")
            more = f" ± {error}" if isinstance(error, int | float) else ""
            shown.append(f"{name}{f' ({variant})' if variant not in ('', 'none') else ''} {figure}{more}")
        effective = mapping(counts.get(task)).get("effective")
        samples = effective if isinstance(effective, int) else None
        text = f"Eval results of {task}{tested}: {', '.join(shown) or 'no figure'}"
        yield Event(value.get("date"), "", f"{text}{details(samples=samples, version=versions.get(task))}")


def _runs(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    found = mappings(outer.get("data")) or [outer]
    return [one for one in found if one.get("object") == "eval.run" and isinstance(one.get("result_counts"), dict)]


def _openai_runs(value: Any, context: ReadContext) -> Iterator[Event]:
    for run in _runs(value):
        counts = mapping(run["result_counts"])
        name = string(run.get("name")) or string(run.get("id"))
        tested = f" with {string(run.get('model'))}" if string(run.get("model")) else ""
        figures = ", ".join(
            f"{counts[key]} {what}"
            for key, what in (("failed", "failed"), ("errored", "came to no verdict"))
            if isinstance(counts.get(key), int) and counts[key]
        )
        total = f"{plain(counts.get('passed'))} of {plain(counts.get('total'))} cases passed"
        text = f"Eval run of {name}{tested}: {total}{f', {figures}' if figures else ''}"
        yield Event(run.get("created_at"), "", f"{text}{details(status=run.get('status'))}")


FORMS = (
    ("lm-evaluation-harness results", _is_harness, _harness),
    ("OpenAI eval runs", lambda value: bool(_runs(value)), _openai_runs),
)
