"""Sample failing outputs as they were collected."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from afterword.derive.fence import excerpt
from afterword.postmortem import yamltree
from afterword.text.escaping import escape_markdown

_PARTS = (("input", "Input"), ("output", "Output"), ("expected", "Expected"))


@dataclass(frozen=True)
class Sample:
    """One sample: its name and its text, a file of the evidence folder or an output of an eval run.

    Attributes:
        name: the file's name below the evidence folder, or the case's.
        text: what the file holds.
        stated: input, output and expected, where they are known apart from the text.
    """

    name: str
    text: str
    stated: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, asked: str, output: str, expected: str) -> Sample:
        """A sample whose parts are known."""
        parts = {"input": asked, "output": output, "expected": expected}
        return cls(name, output, {key: text for key, text in parts.items() if text.strip()})

    @cached_property
    def fields(self) -> dict[str, str]:
        """Input, output and expected, where the sample is YAML or JSON with these keys; empty where it is not."""
        if self.stated or not self.name.endswith((".yaml", ".yml", ".json")):
            return self.stated
        tree, problems = yamltree.read(self.text)
        values = {key: node.text for key, node in tree.values.items() if isinstance(node, yamltree.Scalar)}
        return values if not problems and "output" in values else {}

    @property
    def asked(self) -> str:
        """What the model was asked, or everything where that is not told apart."""
        return self.fields.get("input") or self.fields.get("output") or self.text


def samples(found: list[Sample], more: int = 0) -> str:
    """Each sample with input, output and what was expected, in code blocks; `more` is how many are not shown."""
    parts = [_sample(number, sample) for number, sample in enumerate(found, 1)]
    if more:
        parts.append(f"{more} more {'is' if more == 1 else 'are'} in the evidence.")
    return "\n\n".join(parts)


def _sample(number: int, sample: Sample) -> str:
    name = escape_markdown("`" + sample.name.replace("`", "") + "`")
    parts = [f"**Sample {number}** ({name})"]
    if not sample.fields:
        return "\n\n".join((*parts, excerpt(sample.text)))
    for key, label in _PARTS:
        if key in sample.fields:
            parts += [f"{label}:", excerpt(sample.fields[key])]
    return "\n\n".join(parts)
