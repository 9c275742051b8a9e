"""Models and their settings: what served, and what changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from afterword.derive.tables import write_table
from afterword.postmortem import yamltree
from afterword.postmortem.schema import ModelUse, Retrieval
from afterword.redaction import PLACEHOLDER

_PLACEHOLDER_VALUE = re.compile(
    rf"(?P<before>(?:[:,\[{{]|^[ \t]*-)[ \t]+)(?P<it>{PLACEHOLDER.pattern})(?=[ \t]*(?:[,}}\]\n#]|\Z))", re.MULTILINE
)


def write_models(models: Iterable[ModelUse]) -> str:
    """Write a table of the models that served; empty if nothing is known of any."""
    rows = [
        (
            model.name or "unknown",
            model.provider or "unknown",
            model.version or "unknown",
            _parameters(model),
            model.system_prompt or "unknown",
            model.role or ("answers, with retrieval" if isinstance(model.retrieval, Retrieval) else "answers"),
        )
        for model in models
    ]
    known = (row for row in rows if set(row[:-1]) != {"unknown"})
    return write_table("Model | Provider | Version | Parameters | System prompt | Role", known)


def _parameters(model: ModelUse) -> str:
    parameters = dict(model.parameters) if isinstance(model.parameters, dict) else {}
    shown = [f"{key} {value}" for key, value in parameters.items()]
    if isinstance(model.retrieval, Retrieval):
        retrieval = model.retrieval.model_dump(exclude_none=True)
        shown += [f"{key.replace('_', ' ')} {value}" for key, value in retrieval.items()]
    return ", ".join(shown) or "unknown"


def read_settings(text: str, name: str) -> dict[str, str]:
    """Read a YAML, JSON or TOML file by dotted key, every value as text; empty if it cannot be read."""
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


def write_settings_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Write a table of the settings that differ, in the order of the files."""
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    rows = ((key, *(_show(side.get(key)) for side in (before, after))) for key in keys)
    return write_table("Setting | Before | After", rows) or "The settings before and after are the same."


def _show(value: str | None) -> str:
    return "not set" if value is None else value if value.strip() else "empty"
