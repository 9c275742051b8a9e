"""Tables of the keys of a form: of pydantic models, dataclasses and typed dictionaries, with what each key means.

A meaning is the description of a pydantic field, the entry of the key below `Attributes:` in the docstring, or a text
beside the type, where other forms inherit the key or its name cannot be an attribute.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from afterword.postmortem.values import Person, Quantity, Ref
from afterword.times.durations import Duration
from afterword.times.when import When

_VALUES: dict[object, str] = {
    When: "when",
    Quantity: "quantity",
    Duration: "duration",
    Person: "person",
    Ref: "reference",
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "day, such as `2026-04-16`",
}
_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.M)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a form.

    Attributes:
        name: as it is written.
        annotation: the type of its value.
        meaning: what it says; empty if the form does not say it.
        default: None for none.
        may_lack: whether the key itself may be left out.
    """

    name: str
    annotation: Any
    meaning: str
    default: Any = None
    may_lack: bool = False


def keys_of(form: type) -> list[Key]:
    """List the keys of a form, in their order."""
    meanings = meanings_of(form)
    if issubclass(form, BaseModel):
        return [
            Key(
                field.alias or name,
                field.annotation,
                field.description or meanings.get(field.alias or name, ""),
                field.default,
            )
            for name, field in form.model_fields.items()
        ]
    hints = typing.get_type_hints(form, include_extras=True)
    names = [field.name for field in dataclasses.fields(form)] if dataclasses.is_dataclass(form) else list(hints)
    lacking = [name for name in names if typing.get_origin(hints[name]) is typing.NotRequired]
    return [
        Key(name, hints[name], meanings.get(name) or _annotated(hints[name]), may_lack=name in lacking)
        for name in names
    ]


def _annotated(annotation: Any) -> str:
    """Return the text beside a type; empty if there is none."""
    if typing.get_origin(annotation) is typing.NotRequired:
        return _annotated(typing.get_args(annotation)[0])
    return next((text for text in getattr(annotation, "__metadata__", ()) if isinstance(text, str)), "")


def meanings_of(form: type) -> dict[str, str]:
    """Return what the docstring says of each attribute."""
    _, _, attributes = inspect.cleandoc(form.__doc__ or "").partition("\nAttributes:\n")
    return {name: " ".join(text.split()).rstrip(".") for name, text in _ATTRIBUTE.findall(attributes)}


def is_form(annotation: Any) -> bool:
    """Whether a type has keys."""
    if not isinstance(annotation, type) or annotation in _VALUES:
        return False
    return issubclass(annotation, BaseModel) or typing.is_typeddict(annotation) or dataclasses.is_dataclass(annotation)


def form_inside(annotation: Any) -> type | None:
    """Return the form that a type is or contains; None if there is none."""
    if is_form(annotation):
        return typing.cast(type, annotation)
    return next((found for part in typing.get_args(annotation) if (found := form_inside(part))), None)


def describe_form(
    form: type, prefix: str, level: int, required_from: Mapping[str, str] | None = None, *, is_json: bool = False
) -> list[str]:
    """Return a table of the keys, then one for each key that holds keys of its own, as Markdown.

    Args:
        prefix: what is before its keys, with a dot at its end; empty for none.
        level: of the headings.
        required_from: the status from which a key is required, by its path.
        is_json: whether to say what may be null or left out.
    """
    return _Page(required_from or {}, is_json, {}).form(form, prefix, level)


@dataclass(frozen=True)
class _Page:
    """What holds for all tables of a form; `seen` has the path of each form that has its table already."""

    required_from: Mapping[str, str]
    is_json: bool
    seen: dict[type, str]

    def form(self, form: type, prefix: str, level: int) -> list[str]:
        keys = keys_of(form)
        inner = [(key, found) for key in keys if (found := form_inside(key.annotation)) and self._is_shown(found)]
        new = [(key, found) for key, found in inner if self._is_new(found, prefix + key.name)]
        lines = ["| Key | Value | Meaning |", "|---|---|---|"]
        lines += [f"| `{key.name}` | {self._value(key, prefix)} | {self._meaning(key, prefix)} |" for key in keys]
        lines.append("")
        for key, found in new:
            path = prefix + key.name
            described = inspect.cleandoc(found.__doc__ or "").partition("\n\nAttributes:")[0]
            suffix = "[]" if _is_list(key.annotation) else ""
            lines += [f"{'#' * level} `{path}{suffix}`", "", described, "", *self.form(found, f"{path}.", level + 1)]
        return lines

    def _is_shown(self, form: type) -> bool:
        return self.is_json or issubclass(form, BaseModel)  # other values of documents are written as text

    def _is_new(self, form: type, path: str) -> bool:
        return not self.is_json or self.seen.setdefault(form, path) == path

    def _value(self, key: Key, prefix: str) -> str:
        words = list(dict.fromkeys(self._words(key.annotation, prefix + key.name)))
        shown = ", ".join(words)
        shown = f"list of {shown}" if _is_list(key.annotation) else shown
        return f"{shown}, or null" if self.is_json and _may_be_null(key.annotation) else shown

    def _words(self, annotation: Any, path: str) -> Iterator[str]:
        if annotation in _VALUES:
            yield _VALUES[annotation]
        elif typing.get_origin(annotation) is typing.Literal:
            yield from (f"`{word}`" for word in typing.get_args(annotation))
        elif self.is_json and isinstance(annotation, type) and issubclass(annotation, Enum):
            yield from (f"`{one.value}`" for one in annotation)
        elif is_form(annotation) and self._is_shown(annotation):
            first = self.seen.get(annotation, path)
            yield "keys, see below" if first == path else f"keys as of `{first}`"
        elif typing.get_origin(annotation) is dict:
            yield "keys of your own"
        else:
            for argument in typing.get_args(annotation):
                if argument is not type(None):
                    yield from self._words(argument, path)

    def _meaning(self, key: Key, prefix: str) -> str:
        parts = [re.sub(r"\bNone\b", "null", key.meaning).replace("|", "\\|") if self.is_json else key.meaning]
        if prefix + key.name in self.required_from and key.default is None:
            parts.append(f"required from {self.required_from[prefix + key.name]}")
        elif isinstance(key.default, (str, int, float)) and key.default != "":
            parts.append(f"default `{key.default}`")
        if key.may_lack:
            parts.append("may be left out")
        return "; ".join(part for part in parts if part)


def _is_list(annotation: Any) -> bool:
    origin = typing.get_origin(annotation)
    return origin in (list, tuple, Sequence) or any(_is_list(part) for part in typing.get_args(annotation))


def _may_be_null(annotation: Any) -> bool:
    return type(None) in typing.get_args(annotation)
