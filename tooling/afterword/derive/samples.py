"""Samples of failing outputs, as they were collected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from afterword.derive.code_blocks import excerpt
from afterword.postmortem import yamltree
from afterword.text.escaping import escape_markdown

_NOT_IN_LINE = re.compile(r"[<>|\\`]|\{[{%#]|\$\$")
_MAX_LINE = 400
"""Characters of a text that is shown in one line."""
_LABELS = {
    "input": "user|human|customer|question|input|prompt|request",
    "output": "assistant|bot|chatbot|ai|model|agent|output|answer|response|observed|actual",
    "expected": "expected|expected (?:output|answer|response)|should have said|correct answer",
}
_LABEL = re.compile(
    r"[\s>*#_-]*(?P<label>" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")"
    r"[*_]{0,2}\s?:[*_]{0,2}(?P<text>\s.*|)$",
    re.IGNORECASE,
)
_PARTS = (("input", "Input"), ("output", "Output"), ("expected", "Expected"))


@dataclass(frozen=True)
class Sample:
    """A sample: a file of the evidence folder, or an output of an eval run.

    Attributes:
        name: the name of the file below the evidence folder, or of the case.
        text: the content of the file.
        stated: `input`, `output` and `expected`, if they are known apart from the text.
    """

    name: str
    text: str
    stated: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, asked: str, output: str, expected: str) -> Sample:
        """Make a sample whose parts are known."""
        parts = {"input": asked, "output": output, "expected": expected}
        return cls(name, output, {key: text for key, text in parts.items() if text.strip()})

    @cached_property
    def fields(self) -> dict[str, str]:
        """The parts `input`, `output` and `expected`: as stated, keys of YAML or JSON, or labels; empty if unknown."""
        if self.stated:
            return self.stated
        if not self.name.endswith((".yaml", ".yml", ".json")):
            return _read_transcript(self.text)
        tree, problems = yamltree.read(self.text)
        values = {key: node.text for key, node in tree.values.items() if isinstance(node, yamltree.Scalar)}
        return values if not problems and "output" in values else {}

    @property
    def asked(self) -> str:
        """What the model was asked, or the whole text if that is unknown."""
        return self.fields.get("input") or self.fields.get("output") or self.text


def _read_transcript(text: str) -> dict[str, str]:
    """Read a text with labels such as `**User:**`; of several turns, the input is all that is said before the last."""
    turns: list[tuple[str, str, list[str]]] = []
    for line in text.split("\n"):
        if match := _LABEL.match(line):
            part = next(name for name in _LABELS if match[name])
            turns.append((part, match["label"].casefold(), [match["text"].strip()]))
        elif turns:
            turns[-1][2].append(line.rstrip())
    said = [(part, label, "\n".join(lines).strip()) for part, label, lines in turns]
    outputs = [index for index, (part, _, _) in enumerate(said) if part == "output"]
    before = [one for one in said[: outputs[-1]] if one[0] != "expected"] if outputs else []
    if not any(part == "input" for part, _, _ in before):
        return {}
    asked = before[0][2] if len(before) == 1 else "\n".join(f"{label}: {words}" for _, label, words in before)
    found = {"input": asked, "output": said[outputs[-1]][2]}
    return found | {part: words for part, _, words in said if part == "expected" and words}


def write_samples(samples: list[Sample], more: int = 0) -> str:
    """Write each sample with input, output and what was expected, in code blocks; `more` is how many are left out."""
    parts = [_write_sample(number, sample) for number, sample in enumerate(samples, 1)]
    if more:
        parts.append(f"{more} more {'is' if more == 1 else 'are'} in the evidence.")
    return "\n\n".join(parts)


def _write_sample(number: int, sample: Sample) -> str:
    name = escape_markdown("`" + sample.name.replace("`", "") + "`")
    parts = [f"**Sample {number}** ({name})"]
    if not sample.fields:
        return "\n\n".join((*parts, excerpt(sample.text)))
    shown = [(label, sample.fields[key]) for key, label in _PARTS if key in sample.fields]
    if all(_is_short(text) for _, text in shown):
        return "\n".join((*parts, *(f"- {label}: `{text}`" for label, text in shown)))  # a list needs no blank line
    for label, text in shown:
        parts += [f"{label}:", excerpt(text)]
    return "\n\n".join(parts)


def _is_short(text: str) -> bool:
    """Whether a text can be shown as it is in inline code: one line, without what some renderers find before code."""
    return len(text) <= _MAX_LINE and text == " ".join(text.split()) != "" and not _NOT_IN_LINE.search(text)
