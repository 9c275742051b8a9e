"""The record of what the tool filled: sections by who drafted them, questions of a model, proposed values.

It is the key `drafted` of the front matter, which the tool alone writes, one line for each drafter:

    drafted:
      derived: [Timeline]
      assembled: {Impact: 77ab12cd}
      gpt-5.2: [Summary]
      questions: [Impact, {Mitigation: 3fa9c1d2-77ab12cd}]
      values: {incident.detected: 3fa9c1d2}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

DERIVED, ASSEMBLED, QUESTIONS = "derived", "assembled", "questions"
_ASKED, _VALUES = "asked", "values"
NOT_MODELS = frozenset({DERIVED, ASSEMBLED, QUESTIONS, _ASKED, _VALUES})
"""Keys of the record that are not the names of models."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the tool filled; it stays after acceptance.

    Attributes:
        sections: by the name of a section, who filled it last: `derived`, `assembled`, `questions`, or a model.
        asked: by the name of a section with questions that are not the outline's, or that code assembled, what
            identifies the request to a model that had nothing to say (if one was asked) and the text.
        values: by the key path of a value that was proposed, the digest of the value as it was proposed.
    """

    sections: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: object) -> Drafted:
        """Read the record, also in its old form, a list of `section` and `by`.

        Raises:
            ValueError: it is neither.
        """
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            listed = [(item.get("section"), item.get("by")) for item in value]
            return cls({section: by for section, by in listed if isinstance(section, str) and isinstance(by, str)})
        if not isinstance(value, dict):
            raise ValueError("expected a drafter and its sections a line; restore the record from Git")
        value, noted = _split_questions(value)
        sections: dict[str, str] = {}
        digests: dict[str, Mapping[str, str]] = {}
        for drafter, filled in value.items():
            is_list = drafter not in (ASSEMBLED, _ASKED, _VALUES)
            if not is_list and isinstance(filled, dict) and _are_texts(filled.values()):
                digests[drafter] = filled
            elif is_list and isinstance(filled, list) and _are_texts(filled):
                sections |= dict.fromkeys(filled, drafter)
            else:
                raise ValueError(f"cannot read what `{drafter}` drafted; restore the record from Git")
        assembled = digests.get(ASSEMBLED, {})
        sections |= dict.fromkeys(assembled, ASSEMBLED)
        asked = {**{name: f"-{text}" for name, text in assembled.items()}, **digests.get(_ASKED, {}), **noted}
        return cls(sections, asked, digests.get(_VALUES, {}))

    @property
    def for_review(self) -> list[str]:
        """List the sections that a model drafted or code assembled, which people accept."""
        return [section for section, by in self.sections.items() if by == ASSEMBLED or by not in NOT_MODELS]

    def entries(self) -> dict[str, object]:
        """Return what the front matter holds, by drafter, `derived` first and models before what is only asked."""
        drafters = dict.fromkeys(
            (DERIVED, ASSEMBLED, *(by for by in self.sections.values() if by != QUESTIONS), QUESTIONS)
        )
        lists: dict[str, list[Any]] = {
            by: [name for name, filler in self.sections.items() if filler == by] for by in drafters
        }
        asked = dict(self.asked)
        assembled = {name: asked.get(name, "-").partition("-")[2] for name in lists.pop(ASSEMBLED, ())}
        asked = {name: entry for name, entry in asked.items() if entry != f"-{assembled.get(name)}"}
        lists[QUESTIONS] = [{name: asked.pop(name)} if name in asked else name for name in lists[QUESTIONS]]
        written = {
            DERIVED: lists.pop(DERIVED, []),
            ASSEMBLED: assembled,
            **lists,
            _ASKED: asked,
            _VALUES: dict(self.values),
        }
        return {key: entry for key, entry in written.items() if entry}


def _split_questions(record: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the record with the names alone of the sections with questions, and what identifies the questions."""
    entries = record.get(QUESTIONS)
    if not isinstance(entries, list):
        return record, {}
    names: list[Any] = []
    noted: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry, dict) and _are_texts(entry.values()):
            noted |= entry
            names += entry
        else:
            names.append(entry)
    return {**record, QUESTIONS: names}, noted


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
