"""What `import --format json` prints. Lines are those of the source, counted from 1."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from afterword.importing.reader.reading import NeedCode

NEEDS: dict[NeedCode, str] = {
    "dates-ambiguous": "no date shows whether the day or the month is first",
    "dates-by-language": "no date shows the order of day and month, so the language of the document decides it",
    "due-ambiguous": "due dates are unknown, since no date shows whether the day or the month is first",
    "titles-differ": "the front matter has another title than the heading",
    "dates-differ": "the file name has another day than the document",
    "date-from-git": "the day is that of the first commit",
    "date-from-revision": (
        "the day is that of the revision in the header of an AsciiDoc document, or on which a document in Org mode was "
        "written"
    ),
    "date-from-issue": "the day is the one on which the issue was opened",
    "comments-missing": "the comments of the issue were not collected",
    "control-characters": "characters that control a terminal were left out",
    "day-unknown": "the day of some events is not known",
    "zone-unknown": "times name no zone",
    "zone-derived": "one time is given in two zones, and its zone is taken for all times",
    "zone-uncertain": "the name of a zone is not one offset for certain, or its clocks changed in that hour",
    "out-of-order": "an event is earlier than the one above it",
    "timeline-unread": "a section is called a timeline, and no time in it can be read",
    "title-unknown": "the name of the file is the title",
    "no-events": "no event with a time was recognised",
    "link-leads-nowhere": "a relative link of a file outside the project cannot be followed",
}
"""What a person has to look at, by its code."""


class ChoiceData(TypedDict):
    """An answer to a question.

    Attributes:
        option: the answer, as an option of `import`.
        evidence: what speaks for it.
    """

    option: str
    evidence: list[str]


class QuestionData(TypedDict):
    """What is ambiguous.

    Attributes:
        kind: `zone`, `zone-name` or `dates`.
        text: the question.
        choices: the answers.
        documents: files that it is about.
    """

    kind: str
    text: str
    choices: list[ChoiceData]
    documents: list[str]


class WordData(TypedDict):
    """A word of the sources that stands for one of ours.

    Attributes:
        key: of the front matter, such as `severity`.
        word: as the sources have it.
        documents: how many have it.
        means: our word; `unknown` if it has to be mapped.
    """

    key: str
    word: str
    documents: int
    means: str


class NeedData(TypedDict):
    """What a person has to look at.

    Attributes:
        code: see the codes below.
        text: the same in a sentence.
        line: None for the whole file.
    """

    code: NeedCode
    text: str
    line: int | None


class TitleData(TypedDict):
    """The title that was found.

    Attributes:
        text: the title.
        line: None if it is not in a line of its own.
    """

    text: str
    line: int | None


ImportedDate = TypedDict(
    "ImportedDate",
    {
        "value": Annotated[str, "the day"],
        "from": Annotated[str, "`metadata`, `timeline`, `front matter`, `title`, `name`, `prose` or `revision`"],
    },
)
"""The day of the incident, and where it was found; `from` cannot be an attribute of a class."""


class ZoneData(TypedDict):
    """The zone of times that name none.

    Attributes:
        name: as it is written.
        line: where; None if no line says it.
    """

    name: str
    line: int | None


class FieldData(TypedDict):
    """A line of metadata.

    Attributes:
        key: in our words; None if it has no place in the front matter.
        written: as it is written.
        value: what it says.
        line: of the source.
    """

    key: str | None
    written: str
    value: str
    line: int


class PartData(TypedDict):
    """A section.

    Attributes:
        heading: as it is written.
        line: of the heading.
        section: of the format; None if it has none.
    """

    heading: str
    line: int
    section: str | None


class EventData(TypedDict):
    """An event of the timeline.

    Attributes:
        line: of the source.
        when: as it is written into the post-mortem.
        day: as it was read; None if it is not known.
        time: as it was read; None if there is none.
        zone: as it was read; None if the event names none.
        layout: how the source has its events.
        text: what happened.
    """

    line: int
    when: str
    day: str | None
    time: str | None
    zone: str | None
    layout: str
    text: str


class ImportedAction(TypedDict):
    """An action item.

    Attributes:
        line: of the source.
        text: what is to be done.
        owners: as they are written.
        due: None if there is none, or it cannot be read.
        state: `open`, `done` or `dropped`.
        links: to issues and pull requests.
    """

    line: int
    text: str
    owners: list[str]
    due: str | None
    state: str
    links: list[str]


class ImportedDocument(TypedDict):
    """A file. Keys from `title` on are there if it was read.

    Attributes:
        source: the file.
        outcome: `written`, `updated`, `unchanged`, `held` (a person is needed first) or `failed`.
        path: the post-mortem; None if there is none.
        reason: why it was held or failed, and what to do.
        needs: what a person has to look at.
        kept: sections that people edited, and that were not touched.
        title: None if none is stated.
        date: None if it is not known.
        zone: None if it is not known.
        fields: metadata.
        sections: those with a heading.
        events: of the timeline.
        actions: action items.
    """

    source: str
    outcome: str
    path: str | None
    reason: str | None
    needs: list[NeedData]
    kept: list[str]
    title: NotRequired[TitleData | None]
    date: NotRequired[ImportedDate | None]
    zone: NotRequired[ZoneData | None]
    fields: NotRequired[list[FieldData]]
    sections: NotRequired[list[PartData]]
    events: NotRequired[list[EventData]]
    actions: NotRequired[list[ImportedAction]]


class LeftOutData(TypedDict):
    """A file in a folder that was not read.

    Attributes:
        source: the file.
        reason: why.
    """

    source: str
    reason: str


class ImportData(TypedDict):
    """A report of import.

    Attributes:
        version: of this form.
        files: how many were `written`, `updated`, `unchanged`, `held`, `failed`, `left out`.
        questions: what is ambiguous.
        vocabulary: words to map.
        documents: one for each file.
        left_out: files in folders that were not read.
    """

    version: Literal[1]
    files: dict[str, int]
    questions: list[QuestionData]
    vocabulary: list[WordData]
    documents: list[ImportedDocument]
    left_out: list[LeftOutData]
