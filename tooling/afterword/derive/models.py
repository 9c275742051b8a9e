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
from afterword.text.late_pattern import late_pattern

_PLACEHOLDER_VALUE = late_pattern(
    rf"(?P<before>(?:[:,\[{{]|^[ \t]*-)[ \t]+)(?P<it>{PLACEHOLDER.pattern})(?=[ \t]*(?:[,}}\]\n#]|\Z))", re.MULTILINE
)
_MODEL_KEYS = {
    "provider": ("provider", "vendor"),
    "name": ("model", "model_name", "model_id", "engine", "deployment"),
    "version": ("model_version", "version", "snapshot"),
    "system_prompt": ("system_prompt", "prompt_version", "system_prompt_version"),
}
"""Keys by which configurations name a model."""
PARAMETERS = (
    "temperature", "top_p", "top_k", "max_tokens", "max_completion_tokens", "max_output_tokens", "frequency_penalty",
    "presence_penalty", "repetition_penalty", "seed", "reasoning_effort",
)  # fmt: skip
"""Keys by which configurations name the parameters of a model."""
_MAX_VALUE = 100


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


def read_model(settings: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Read which model the settings of one configuration name.

    Args:
        settings: by dotted key, every value as text.

    Returns:
        Provider, name, version and system prompt, as far as they are named by exactly one key; and the parameters.
    """
    found: dict[str, str] = {}
    for field, keys in _MODEL_KEYS.items():
        named = {text.strip() for key, text in settings.items() if _last(key) in keys and _is_value(text)}
        if len(named) == 1:
            found[field] = named.pop()
    parameters: dict[str, set[str]] = {}
    for key, text in settings.items():
        if _last(key) in PARAMETERS and _is_value(text):
            parameters.setdefault(_last(key), set()).add(text.strip())
    return found, {key: texts.pop() for key, texts in parameters.items() if len(texts) == 1}


def _last(key: str) -> str:
    return key.rpartition(".")[2].casefold()


def _is_value(text: str) -> bool:
    """Whether a text can be a name or a number, and not a whole prompt or a placeholder."""
    return bool(text.strip()) and len(text) <= _MAX_VALUE and "\n" not in text.strip() and not PLACEHOLDER.search(text)


def _flat(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{prefix}[{index}]")
    elif prefix:
        yield prefix, str(value).lower() if isinstance(value, bool) else str(value)


def changed_settings(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """List the settings that differ, in the order of the files: the key, and what it was before and after."""
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    return [(key, _show(before.get(key)), _show(after.get(key))) for key in keys]


def write_settings_diff(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Write a table of the settings that differ, in the order of the files, under the name of their configuration."""
    table = write_table(f"Setting of {name} | Before | After", changed_settings(before, after))
    return table or f"The settings of {name} before and after are the same."


def _show(value: str | None) -> str:
    return "not set" if value is None else value if value.strip() else "empty"
