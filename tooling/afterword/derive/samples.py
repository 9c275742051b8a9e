"""Sample failing outputs as they were collected."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.derive.fence import fenced
from afterword.postmortem import yamltree

_PARTS = (("input", "Input"), ("output", "Output"), ("expected", "Expected"))


@dataclass(frozen=True, slots=True)
class Sample:
    """One collected sample: its file's name in the evidence folder and its text."""

    name: str
    text: str


def samples(found: list[Sample]) -> str:
    """Each sample with input, output and what was expected, in code blocks."""
    return "\n\n".join(_sample(number, sample) for number, sample in enumerate(found, 1))


def _sample(number: int, sample: Sample) -> str:
    parts = [f"**Sample {number}** (`{sample.name}`)"]
    fields = _fields(sample)
    if not fields:
        return "\n\n".join((*parts, fenced(sample.text)))
    for key, label in _PARTS:
        if key in fields:
            parts += [f"{label}:", fenced(fields[key])]
    return "\n\n".join(parts)


def _fields(sample: Sample) -> dict[str, str]:
    """Input, output and expected, where the file is YAML or JSON with these keys."""
    if not sample.name.endswith((".yaml", ".yml", ".json")):
        return {}
    tree, problems = yamltree.read(sample.text)
    values = {key: node.text for key, node in tree.values.items() if isinstance(node, yamltree.Scalar)}
    return values if not problems and "output" in values else {}
