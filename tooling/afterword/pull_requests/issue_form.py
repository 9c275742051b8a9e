"""The answers of an issue form, from the text that GitHub made of it. Pure.

GitHub writes `### LABEL`, an empty line and the answer for each field, in the order of the form, and `_No response_`
for an empty one. Answers can contain the same headings: a pasted thread may quote another issue. So the fields up to
the first long one are found from the top, and all behind it from the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from afterword.text.newlines import with_lf

_HEADING = re.compile(r"^### +(?P<label>\S.*?)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<text>.*?)\n?(?P=fence)[ \t]*", re.DOTALL)
_NO_ANSWER = "_No response_"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        id: its name for programs.
        labels: what people read above it, now and in earlier versions of the form.
        is_long: whether its answer has many lines, which may contain anything.
    """

    id: str
    labels: tuple[str, ...]
    is_long: bool = False


def read_answers(body: str, fields: Sequence[Field]) -> dict[str, str]:
    """Return the answers by the ids of their fields; empty if the text was not made by the form.

    Fields without an answer are left out, and so are those whose section is missing.

    Args:
        body: the text of the issue.
        fields: in the order of the form.
    """
    text = with_lf(body)
    headings = [(match["label"].strip(), match.start(), match.end()) for match in _HEADING.finditer(text)]
    places = _places(headings, fields)
    starts = [*sorted(headings[place][1] for place in places.values()), len(text)]
    found = {}
    for name, place in sorted(places.items(), key=lambda one: one[1]):
        _, start, end = headings[place]
        answer = text[end : next(one for one in starts if one > start)].strip("\n")
        if answer.strip() and answer.strip() != _NO_ANSWER:
            found[name] = _without_fence(answer)
    return found


def _places(headings: Sequence[tuple[str, int, int]], fields: Sequence[Field]) -> dict[str, int]:
    """Choose the heading of each field, as its position among all headings."""
    first_long = next((index for index, field in enumerate(fields) if field.is_long), len(fields) - 1)
    found: dict[str, int] = {}
    at = 0
    for field in fields[: first_long + 1]:
        place = next((i for i in range(at, len(headings)) if headings[i][0] in field.labels), None)
        if place is not None:
            found[field.id], at = place, place + 1
    end = len(headings)
    for field in reversed(fields[first_long + 1 :]):
        place = next((i for i in range(end - 1, at - 1, -1) if headings[i][0] in field.labels), None)
        if place is not None:
            found[field.id] = end = place
    return found


def _without_fence(answer: str) -> str:
    """Return an answer without the code block that GitHub puts around it if the form says `render`."""
    match = _FENCE.fullmatch(answer.strip())
    return match["text"] if match else answer.strip()


def read_labels(form: str) -> Mapping[str, str]:
    """Return the labels of a form by the ids of its fields; empty if it cannot be read. People may change the labels.

    Args:
        form: the YAML of the form.
    """
    try:
        loaded = YAML(typ="safe", pure=True).load(form)
        body = loaded["body"]
        return {
            str(one["id"]): str(one["attributes"]["label"]).strip()
            for one in body
            if isinstance(one, dict) and "id" in one and "label" in one.get("attributes", {})
        }
    except (YAMLError, RecursionError, ValueError, TypeError, KeyError):
        return {}
