"""JSON documents in a text: one, or several in a row, also half of one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from afterword.text.counting import counted


@dataclass
class JsonDocuments:
    """JSON values, each with its line.

    Attributes:
        values: line and value.
        stopped: the line at which the text is not JSON any more, and why; the line is None if it is not text.
    """

    values: list[tuple[int, Any]] = field(default_factory=list)
    stopped: tuple[int | None, str] | None = None

    def all_are(self, test: Callable[[Any], bool]) -> bool:
        """Whether there are values, and each passes a test."""
        return bool(self.values) and all(test(value) for _, value in self.values)


def json_documents(text: str) -> JsonDocuments:
    """Read one JSON value, or several in a row, as in a log of webhook calls."""
    found = JsonDocuments()
    decoder = json.JSONDecoder()
    position, line, known = 0, 1, 0
    while True:
        while position < len(text) and text[position] in " \t\r\n":
            position += 1
        line, known = line + text.count("\n", known, position), position
        if position >= len(text):
            return found
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            found.stopped = (error.lineno, f"not JSON: {error.msg}")
            if not found.values and (whole := _whole_records(text, position, decoder)):
                found.values.append((line, whole))
                found.stopped = (
                    error.lineno,
                    f"the document breaks off; {counted(len(whole), 'record')} before that were read",
                )
            return found
        except (ValueError, RecursionError):
            found.stopped = (line, "not JSON: nested too deeply, or a number too large")
            return found
        found.values.append((line, value))


def _whole_records(text: str, start: int, decoder: json.JSONDecoder) -> list[Any]:
    """Read the objects of the first list in half a document that are whole."""
    position = text.find("[", start)
    found: list[Any] = []
    while position >= 0:
        position = text.find("{", position + 1)
        try:
            value, position = decoder.raw_decode(text, position) if position >= 0 else (None, -1)
        except (ValueError, RecursionError):
            break
        if isinstance(value, dict):
            found.append(value)
        if not text[position : position + 20].lstrip().startswith(","):
            break
    return found
