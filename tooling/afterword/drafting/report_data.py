"""The JSON of a report of a draft: what it is based on."""

from __future__ import annotations

from typing import Any, TypedDict


class DraftedParts(TypedDict):
    """What became of sections and values.

    Attributes:
        derived: sections that code derived.
        assembled: sections that are assembled from evidence.
        drafted: sections of the model.
        questions: sections that are open questions only.
        proposed: keys of the front matter with a proposed value.
        withdrawn: keys whose proposed value the evidence no longer supports.
        differing: values of which accounts differ.
        refreshed: sections that were written again, as no person had edited them.
        declined: sections that people deleted, and that were not drafted again.
        edited: sections that people edited, and that were left as they are.
        ignored: sections that the model proposed and that were not to be filled.
    """

    derived: list[str]
    assembled: list[str]
    drafted: list[str]
    questions: list[str]
    proposed: list[str]
    withdrawn: list[str]
    differing: list[str]
    refreshed: list[str]
    declined: list[str]
    edited: list[str]
    ignored: list[str]


class ReadingsData(TypedDict):
    """What each reading says of a claim.

    Attributes:
        first: the verdict of code.
        second: what a reader says: `supported`, `contradicted` or `not said`; None if it was not read again.
        words: those that show it; None if it was not read again.
    """

    first: str
    second: str | None
    words: str | None


class ClaimData(TypedDict):
    """A claim of the model.

    Attributes:
        text: the sentence.
        evidence: ids of the items that it cites.
        status: the verdict of both readings.
        reasons: why it is not better.
        readings: what each reading says.
    """

    text: str
    evidence: list[str]
    status: str
    reasons: list[str]
    readings: ReadingsData


class DraftedSectionData(TypedDict):
    """A section that the model drafted.

    Attributes:
        section: its name.
        claims: all that the model proposed.
        unknowns: its questions.
    """

    section: str
    claims: list[ClaimData]
    unknowns: list[str]


class NotUsedData(TypedDict):
    """What the model chose and code does not use.

    Attributes:
        section: that it was for.
        text: what it would have been.
        reason: why it is not used.
    """

    section: str
    text: str
    reason: str


class ChosenData(TypedDict):
    """What the model chose of the evidence.

    Attributes:
        used: lines that code wrote of it.
        dropped: what is not used.
    """

    used: list[str]
    dropped: list[NotUsedData]


class DraftReportData(TypedDict):
    """What a draft is based on.

    Attributes:
        id: of the post-mortem.
        model: None if none was asked.
        reader: the model of the second reading; None if there was none.
        spent: requests and tokens, as in the proposals; None if no model was asked.
        notices: why the model did not answer about some sections.
        sections: what became of sections and values.
        claims: how many claims have each status.
        drafts: sections of the model, with each claim.
        chosen: what the model chose of the evidence; None if it was not asked to.
    """

    id: str
    model: str | None
    reader: str | None
    spent: dict[str, Any] | None
    notices: list[str]
    sections: DraftedParts
    claims: dict[str, int]
    drafts: list[DraftedSectionData]
    chosen: ChosenData | None
