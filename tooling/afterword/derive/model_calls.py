"""What the evidence says of calls to models: which model answered, with which settings. Its line in an item's text."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PREFIX = "Settings: "
_PAIR = re.compile(r"(?P<key>[a-z][a-z0-9_]{0,39}) (?P<value>[^;\s][^;]{0,199})")
_ACTOR = re.compile(r"assistant \((?P<model>[^()]{1,120})\)")


def write_settings(settings: Mapping[str, str]) -> str:
    """Write the settings of a call in one line; empty if there is none that can be written so.

    Args:
        settings: by key: `provider`, `model`, `version`, or a parameter.
    """
    pairs = (f"{key} {' '.join(value.split())}" for key, value in settings.items())
    written = [pair for pair in pairs if _PAIR.fullmatch(pair)]
    return _PREFIX + "; ".join(written) if written else ""


def is_settings_line(line: str) -> bool:
    """Whether a line has the settings of a call."""
    return line.startswith(_PREFIX)


def read_settings_line(text: str) -> dict[str, str]:
    """Read the settings of the call that an item's text records: in its second line, where code writes them."""
    second = text.split("\n", 2)[1:2]
    if not second or not is_settings_line(second[0]):
        return {}
    found = (_PAIR.fullmatch(pair) for pair in second[0].removeprefix(_PREFIX).split("; "))
    return {match["key"]: match["value"] for match in found if match}


def model_of(actor: str | None) -> str:
    """Return the model by whose name an author goes: `assistant (acme-lm-2)`; empty if it is something else."""
    match = _ACTOR.fullmatch(actor or "")
    return match["model"] if match else ""
