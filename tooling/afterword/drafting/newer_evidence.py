"""Evidence that is newer than a draft: the sections it is relevant to, and how each is drafted again. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import drafted_before
from afterword.language.standing import Standing
from afterword.postmortem import PostMortem, Section
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
            items = tuple(dict.fromkeys(found[section.name]))
            newer.append(NewerEvidence(section.name, items, _advice(document, section)))
    return newer


def find_offers(inputs: DraftInputs, only: Collection[str] = ()) -> list[NewerEvidence]:
    """Find the sections to draft again: a model drafted them, no person changed them, and newer evidence is relevant.

    Args:
        inputs: the post-mortem and its evidence.
        only: names of sections; empty for all.
    """
    document = inputs.document
    found = []
    for section in document.walk():
        before = drafted_before(document, section)
        if before is None or (only and section.name not in only):
            continue
        added = {item.id for item in inputs.evidence.items if int(item.id.removeprefix("E")) > before}
        found += [one for one in find_newer_evidence(inputs, added) if one.section == section.name]
    return found


def _advice(document: PostMortem, section: Section) -> str:
    by = document.front.drafted.sections.get(section.name, "")
    awaits_review = section.notice is not None
    if by == ASSEMBLED and awaits_review:
        return "`afterword draft` brings it up to date, unless it was edited"
    if drafted_before(document, section) is not None:
        return "`afterword draft` offers to draft it again"
    if by not in NOT_MODELS and by and awaits_review:
        return "it was changed, or drafted by an earlier version: compare it yourself"
    if by in NOT_MODELS - {ASSEMBLED}:
        return "`afterword draft` refreshes what code derives"
    return "people wrote or accepted it: compare it yourself"
