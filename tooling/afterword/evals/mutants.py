"""Outputs that differ from an acceptable one in a single thing that matters, always the same for the same output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from afterword.evalcases.engine import Call, Output

MOST = 24
"""Mutants of one output."""
REFUSAL = "I am sorry, but I cannot help with that."

_NUMBER = re.compile(r"(?<![\w.,])(?<!\w-)\d{1,12}(?:[.,]\d{1,6})?(?![\w]|[.,]\d)")
_NEGATION = re.compile(r"\b(?:can)(?:not|['’]t)\b|\b(?P<verb>\w+)n['’]t\b|\s+(?:not|never)\b|\b[Nn]o(?=\s)")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|must|should|may|might|has|have|does|do|did)\b(?!\s+(?:not|never)\b|n['’]t)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Mutant:
    """An output, and what was changed: `a number changed`."""

    change: str
    output: Output


def mutants_of(output: Output) -> tuple[Mutant, ...]:
    """Return at most `MOST` changed copies of an acceptable output, without repetition."""
    found: dict[tuple[str, Any], Mutant] = {}
    for mutant in _mutants(output):
        found.setdefault((mutant.output.text, repr(mutant.output.calls)), mutant)
    return tuple(found.values())[:MOST]


def _mutants(output: Output) -> Iterator[Mutant]:
    for text in _changed_numbers(output.text):
        yield Mutant("a number changed", replace(output, text=text))
    for match in _NEGATION.finditer(output.text):
        yield Mutant("a negation dropped", replace(output, text=_without_negation(output.text, match)))
    for sentence in _sentences(output.text):
        if (found := _AUXILIARY.search(output.text, *sentence)) and not _NEGATION.search(output.text, *sentence):
            text = f"{output.text[: found.end()]} not{output.text[found.end() :]}"
            yield Mutant("a negation added", replace(output, text=text))
    sentences = _sentences(output.text)
    for start, end in sentences if len(sentences) > 1 else ():
        text = f"{output.text[:start]}{output.text[end:]}".strip()
        yield Mutant("a sentence removed", replace(output, text=text))
    if output.text.strip():
        yield Mutant("nothing but a refusal", Output(REFUSAL))
    yield from _changed_calls(output)


def _changed_numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        yield text[: match.start()] + _other_number(match[0]) + text[match.end() :]


def _other_number(text: str) -> str:
    """Treble a number, in the form that it has; 0 becomes 1."""
    mark = next((char for char in ".," if char in text), "")
    digits = len(text.partition(mark)[2]) if mark else 0
    value = int(text.replace(mark, "") if mark else text) * 3 or 1
    written = f"{value:0{digits + 1}d}"
    return f"{written[:-digits]}{mark}{written[-digits:]}" if digits else written


def _without_negation(text: str, match: re.Match[str]) -> str:
    if match["verb"]:
        instead = match["verb"]
    elif match[0].lower().startswith("can"):
        instead = match[0][:3]
    else:
        instead = ""
    return re.sub(r"^ ", "", text[: match.start()] + instead + text[match.end() :])


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [*((match.start(), match.end()) for match in _SENTENCE_END.finditer(text)), (len(text), len(text))]
    spans, start = [], 0
    for end, following in ends:
        if text[start:end].strip():
            spans.append((start, following))
        start = following
    return spans


def _changed_calls(output: Output) -> Iterator[Mutant]:
    for number, call in enumerate(output.calls):
        others = output.calls[:number], output.calls[number + 1 :]
        yield Mutant(f"the call of `{call.tool}` removed", replace(output, calls=(*others[0], *others[1])))
        for name, value in call.arguments.items():
            changed = Call(call.tool, {**call.arguments, name: _other_value(value)})
            yield Mutant(f"the argument `{name}` changed", replace(output, calls=(*others[0], changed, *others[1])))


def _other_value(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value * 3 or 1
    if isinstance(value, str):
        return f"{value}-other"
    return None
