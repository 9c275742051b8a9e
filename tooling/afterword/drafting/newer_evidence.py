"""Evidence that is newer than a draft: the sections it is relevant to, and how each is drafted again. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from afterword.drafting.draft_inputs import DraftInputs
from afterword.language.standing import Standing
from afterword.postmortem.document import State
from afterword.postmortem.drafted import ASSEMBLED, NOT_MODELS


@dataclass(frozen=True, slots=True)
class NewerEvidence:
    """Items that are relevant to a section and newer than its text.

    Attributes:
        section: the name of the section.
        items: their ids.
        advice: what to do.
    """

    section: str
    items: tuple[str, ...]
    advice: str


def find_newer_evidence(inputs: DraftInputs, added: Collection[str]) -> list[NewerEvidence]:
    """Find the sections with a text that items are relevant to, in the order of the document.

    Args:
        inputs: the post-mortem, with the items in its evidence.
        added: the ids of the items that are new.
    """
    document = inputs.document
    found: dict[str, list[str]] = {}
    for one in inputs.said:
        if one.place is not None and one.item.id in added and one.standing is Standing.STATED:
            found.setdefault(one.place.name, []).append(one.item.id)
    newer = []
    for section in document.walk():
        if section.name in found and section.state is State.ANSWERED:
            by = document.front.drafted.sections.get(section.name, "")
            advice = _advice(section.name, by, awaits_review=section.notice is not None)
            newer.append(NewerEvidence(section.name, tuple(dict.fromkeys(found[section.name])), advice))
    return newer


def _advice(name: str, by: str, *, awaits_review: bool) -> str:
    if by == ASSEMBLED and awaits_review:
        return "`afterword draft` brings it up to date, unless it was edited"
    if by not in NOT_MODELS and by and awaits_review:
        return f"to have it drafted again, delete its text and run `afterword draft --section '{name}'`"
    if by in NOT_MODELS - {ASSEMBLED}:
        return "`afterword draft` refreshes what code derives"
    return "people wrote or accepted it: compare it yourself"
