"""Fill the template fields of a prompt, such as `{{ customer.name }}`, from the variables of a case.

Needs the standard library alone: exports contain this file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{\{(?P<name>[^\n]{1,500}?)\}\}|\{%[^\n]{1,500}?%\}")


def fill(prompt: str, variables: Mapping[str, str]) -> str:
    """Return a prompt with the values of its fields; fields without a value stay as they are.

    Args:
        prompt: the prompt; what is in the values is not read as a field.
        variables: values by what is between the braces, without the spaces around it.
    """
    return _FIELD.sub(lambda field: variables.get((field["name"] or "").strip(), field[0]), prompt)


def find_unfilled(prompt: str, variables: Mapping[str, str]) -> str:
    """Return the first field or statement of a template that no variable fills; empty if there is none."""
    fields = _FIELD.finditer(prompt)
    return next((field[0] for field in fields if (field["name"] or "").strip() not in variables), "")
