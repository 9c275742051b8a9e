"""Models and settings: what served, and what changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from afterword.derive.cells import cell
from afterword.postmortem import yamltree
from afterword.postmortem.schema import ModelUse, Retrieval
from afterword.redaction import PLACEHOLDER

_PLACEHOLDER_VALUE = re.compile(
    rf"(?P<before>(?:[:,\[{{]|^[ \t]*-)[ \t]+)(?P<it>{PLACEHOLDER.pattern})(?=[ \t]*(?:[,}}\]\n#]|\Z))", re.MULTILINE
)


def model_table(models: Iterable[ModelUse]) -> str:
    """The models that served, one row each; empty where nothing is known of any."""
    rows = [
        "| Model | Provider | Version | Parameters | System prompt | Role |",
        "|---|---|---|---|---|---|",
    ]
    for model in models:
        cells = (
            model.name or "unknown",
            model.provider or "unknown",
            model.version or "unknown",
            _parameters(model),
            model.system_prompt or "unknown",
            model.role or ("answers, with retrieval" if isinstance(model.retrieval, Retrieval) else "answers"),
        )
        if set(cells[:-1]) != {"unknown"}:
            rows.append("| " + " | ".join(map(cell, cells)) + " |")
    return "\n".join(rows) if len(rows) > 2 else ""


def _parameters(model: ModelUse) -> str:
    parameters = dict(model.parameters) if isinstance(model.parameters, dict) else {}
    shown = [f"{key} {value}" for key, value in parameters.items()]
    if isinstance(model.retrieval, Retrieval):
        retrieval = model.retrieval.model_dump(exclude_none=True)
        shown += [f"{key.replace('_', ' ')} {value}" for key, value in retrieval.items()]
    return ", ".join(shown) or "unknown"


def settings(text: str, name: str) -> dict[str, str]:
    """Settings of a YAML, JSON or TOML file by dotted key, every value as text; what cannot be read is left out."""
    if name.endswith(".toml"):
        try:
            return dict(_flat(tomllib.loads(text)))
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}
    # To YAML a placeholder is a list.
    tree, _ = yamltree.read(_PLACEHOLDER_VALUE.sub(r"\g<before>'\g<it>'", text))
    return dict(_flat(yamltree.plain(tree)))


def _flat(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{prefix}[{index}]")
    elif prefix:
        yield prefix, str(value).lower() if isinstance(value, bool) else str(value)


def settings_diff(before: dict[str, str], after: dict[str, str]) -> str:
    """A table of the settings that differ, in the order of the files."""
    rows = ["| Setting | Before | After |", "|---|---|---|"]
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            rows.append(f"| {cell(key)} | {_shown(old)} | {_shown(new)} |")
    return "\n".join(rows) if len(rows) > 2 else "The settings before and after are the same."


def _shown(value: str | None) -> str:
    if value is None:
        return "not set"
    return cell(value) if value.strip() else "empty"
