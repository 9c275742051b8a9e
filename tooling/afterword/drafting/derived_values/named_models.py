"""The model that people name in their own words, with its settings: `gpt-4o-2024-08-06, temperature 0.7`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from afterword.derive.models import PARAMETERS
from afterword.drafting.assembling.reading import split_said
from afterword.drafting.derived_values.stated import Statement, is_own_account
from afterword.text.late_pattern import late_pattern

_NAME = late_pattern(
    r"(?<![\w/.-])(?P<name>(?:gpt|chatgpt|claude|gemini|gemma|llama|mistral|mixtral|ministral|magistral|codestral|command|"
    r"deepseek|qwen|phi|grok|nova|titan|jamba|granite|nemotron|kimi|glm)-?\d[\w.-]*\w|"
    r"(?:claude|gemini|llama|mistral|mixtral|command|deepseek|qwen|grok|nova|titan|jamba)-[a-z][\w.-]*\w|"
    r"gpt-oss[\w.-]*\w|o[134](?:-(?:mini|preview|pro))(?:-\d[\d-]*\d)?)(?![\w/])"
)
"""Families of models that are served under a name with a version; a family alone names no model."""
_SNAPSHOT = late_pattern(r"[-@](?:20\d{2}-?\d{2}-?\d{2}|20\d{6}|\d{4}|latest)$")
_PARAMETER = late_pattern(
    rf"\b(?P<key>{'|'.join(PARAMETERS)})"
    r"(?: (?:of|is|was|at)|\s?[=:])? ?(?P<value>\d+(?:\.\d+)?)(?![\w.]*[\w%])"
)
_OTHER_USE = late_pattern(
    r"\b(?:fall(?:s|ing)? ?back|fell back|switch\w*|mov(?:e|ed|ing)|migrat\w+|upgrad\w+|downgrad\w+|roll\w*|instead|"
    r"rather|compar\w+|unlike|judge\w*|grader|other|another|old|new|next|previous|former|was replaced)\b"
)
"""Words by which it may not be the model that served."""


@dataclass(slots=True)
class NamedModel:
    """A model that people name.

    Attributes:
        name: without its snapshot.
        version: the snapshot, with the name; empty if none is named.
        parameters: its settings, each with the items that state it, by value.
        sources: ids of the items that name it.
    """

    name: str
    version: str = ""
    parameters: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)


def find_named_model(statements: Sequence[Statement]) -> NamedModel | None:
    """Find the model that people name, if they name only one and no other use of it than serving."""
    own = [one for one in statements if is_own_account(one.text, one.item.actor or "")]
    sentences = [(one.item.id, sentence) for one in own for sentence in split_said(one.text)]
    named = [(item, sentence, match["name"]) for item, sentence in sentences for match in _NAME.finditer(sentence)]
    if len({name for _, _, name in named}) != 1 or any(_OTHER_USE.search(sentence) for _, sentence, _ in named):
        return None
    full = named[0][2]
    snapshot = _SNAPSHOT.search(full)
    model = NamedModel(full[: snapshot.start()] if snapshot else full, full if snapshot else "")
    for item, sentence, _ in named:
        model.sources.append(item)
        for match in _PARAMETER.finditer(sentence):
            model.parameters.setdefault(match["key"], {}).setdefault(match["value"], []).append(item)
    return model
