"""YAML of evidence, read with bounds: the C loader recurses, and ends the process where a text nests deeply."""

from __future__ import annotations

from typing import Any

import yaml

_DEEPEST = 40


def load_shallow(text: str) -> Any:
    """Load YAML without aliases.

    Args:
        text: one document, at most 40 levels deep.

    Raises:
        YAMLError: it is deeper, has an alias, or is not YAML.
        ValueError: it has a value that cannot be, such as the day `2026-02-31`.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"more than {_DEEPEST} levels, or an alias")
    return yaml.load(text, Loader=yaml.CSafeLoader)
