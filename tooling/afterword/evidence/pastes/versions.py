"""Which prompts and settings of a paste are the versions before and after a change, by the words above them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.evidence.pastes.split import PROMPT, SETTINGS, PastePart
from afterword.evidence.version_names import find_pairs, side_of

_TARGETS = {PROMPT: "prompts/prompt", SETTINGS: "config/config"}


def choose_copies(parts: Sequence[PastePart]) -> dict[PastePart, str]:
    """Return, for each prompt and settings whose version is certain, the path of its copy in the evidence folder.

    Two are versions if the words above them differ in nothing but the version, or if one is called what was before the
    change and the other what was after it; one alone needs such a word. Of more than two, none is chosen.
    """
    found: dict[PastePart, str] = {}
    for kind, target in _TARGETS.items():
        given = [part for part in parts if part.kind == kind]
        sides = {part: side_of(part.label) for part in given}
        pairs = list(find_pairs(part.label for part in given))
        if len(given) == 2 and len(pairs) == 1:
            sides = {part: "before" if part.label == pairs[0][0] else "after" for part in given}
        if len(given) <= 2 and all(sides.values()) and len(set(sides.values())) == len(given):
            found |= {part: f"{target}.{side}{_suffix(part)}" for part, side in sides.items()}
    return found


def _suffix(part: PastePart) -> str:
    if part.kind == PROMPT:
        return ".txt"
    first = part.body.lstrip()[:1]
    is_toml = any(line.startswith("[") or " = " in line for line in part.body.split("\n"))
    return ".json" if first == "{" else ".toml" if is_toml else ".yaml"
