"""What a model proposes for a section, as the job that asks hands it to the job that writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from afterword.grounding.claims import Claim, ClaimKind
from afterword.grounding.second_reading import Answer, Reading
from afterword.text.invisible import visible_line

MAX_TEXT = 2_000
MAX_QUESTION = 300
_IDS = re.compile(r"\s*[\[(]\s*\^?[EDS]\d+(?:\s*(?:,|;|and)?\s*\^?[EDS]\d+)*\s*[\])]", re.IGNORECASE)

_Text = Annotated[str, Field(max_length=MAX_TEXT)]
_Word = Annotated[str, Field(max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Check(_Part):
    """One assertion about an output.

    Attributes:
        kind: of the assertions of eval cases.
        values: what the output must have, or must not have.
    """

    kind: _Word
    values: Annotated[list[_Text], Field(max_length=20)]


class ProposedReading(_Part):
    """What the second reading said of a claim.

    Attributes:
        answer: whether the evidence says it.
        words: those of the evidence that show it; may be empty.
    """

    answer: Literal["supported", "contradicted", "not said"]
    words: _Text = ""

    @classmethod
    def of(cls, reading: Reading | None) -> ProposedReading | None:
        """Keep a reading; words that are too long are cut, and therefore show nothing."""
        return None if reading is None else cls(answer=reading.answer.value, words=reading.words[:MAX_TEXT])


class ProposedClaim(_Part):
    """A claim, with what its section requires beyond a sentence, which is empty for other sections.

    It is never trusted: it is verified against the evidence wherever it is used. What the second reading said is only
    reported here: a forged `supported` makes *grounded* of *values found*, which changes the label and nothing else. It
    keeps no claim that code drops, and takes away no mark that code sets.

    Attributes:
        text: the sentence.
        evidence: ids of the items that it cites.
        quote: words of these items that support it.
        kind: what it asserts.
        cause: id of the cause that an eval case is about.
        category: of an action item.
        owner: of an action item.
        due: of an action item.
        done_when: how it is known that an action item is done.
        sample: the item with the output that an eval case is about.
        must: assertions of an eval case that an output must fulfil.
        must_not: assertions of an eval case that it must not fulfil.
        bad: further outputs that an eval case must reject.
        good: further outputs that an eval case must accept.
        priority: of an action item.
        second: what the second reading said; None if there was none.
        question: what is asked in its place if it is dropped.
    """

    text: _Text
    evidence: Annotated[list[_Word], Field(max_length=50)]
    quote: _Text
    kind: ClaimKind
    cause: _Word = ""
    category: _Word = ""
    owner: _Word = ""
    due: _Word = ""
    done_when: _Text = ""
    sample: _Word = ""
    must: Annotated[list[Check], Field(max_length=10)] = []
    must_not: Annotated[list[Check], Field(max_length=10)] = []
    bad: Annotated[list[_Text], Field(max_length=10)] = []
    good: Annotated[list[_Text], Field(max_length=10)] = []
    priority: _Word = ""
    second: ProposedReading | None = None
    question: Annotated[str, Field(max_length=MAX_QUESTION)] = ""

    @property
    def reading(self) -> Reading | None:
        """What the second reading said; None if there was none."""
        return Reading(Answer(self.second.answer), self.second.words) if self.second else None

    @property
    def claim(self) -> Claim:
        """The claim to verify."""
        return Claim(self.text, tuple(self.evidence), self.quote, self.kind)

    @property
    def done(self) -> Claim:
        """When an action item is done, as a claim to verify by itself."""
        return Claim(self.done_when, tuple(self.evidence), "", self.kind)

    @property
    def words(self) -> str:
        """All that a model wrote for people to read."""
        return f"{self.text} {self.done_when}".strip()

    @property
    def citations(self) -> str:
        """The footnotes of the evidence that it cites, as Markdown; the document itself is not cited."""
        return "".join(f"[^{name.lower()}]" for name in self.evidence if name.startswith("E"))


class ProposedSection(_Part):
    """The proposals for one section.

    Attributes:
        section: the outline's name.
        claims: after the repair, including those that do not hold.
        unknowns: the model's own questions.
    """

    section: _Word
    claims: Annotated[list[ProposedClaim], Field(max_length=20)]
    unknowns: Annotated[list[Annotated[str, Field(max_length=MAX_QUESTION)]], Field(max_length=20)]


_Ids = Annotated[list[_Word], Field(max_length=20)]


class ProposedRow(_Part):
    """An event of the timeline.

    Attributes:
        items: those that show it.
        kind: its milestone; empty for none.
        at: when, if not at the time of the first item.
    """

    items: _Ids
    kind: _Word = ""
    at: _Word = ""


class ProposedCause(_Part):
    """A cause.

    Attributes:
        kind: the part of the system.
        items: those that name it.
    """

    kind: _Word
    items: _Ids


class ProposedFigure(_Part):
    """A figure of the impact.

    Attributes:
        key: of the front matter.
        value: as it is written there.
        items: those that give it.
    """

    key: _Word
    value: _Word
    items: _Ids


class ProposedSelection(_Part):
    """What a model chose of the evidence. It is never trusted: each choice is verified wherever it is used.

    Attributes:
        asked: names of the sections that it was asked to choose for.
        timeline: events.
        causes: root causes.
        impact: figures.
    """

    asked: Annotated[list[_Word], Field(max_length=3)]
    timeline: Annotated[list[ProposedRow], Field(max_length=60)] = []
    causes: Annotated[list[ProposedCause], Field(max_length=20)] = []
    impact: Annotated[list[ProposedFigure], Field(max_length=20)] = []


def claim_of_answer(data: Mapping[str, Any]) -> ProposedClaim:
    """Read a claim of an answer whose shape was checked. What is too long is cut, and therefore fails."""
    # Many models repeat the ids in the text, where they would be taken for identifiers.
    claim = Claim.of_answer({**data, "text": _IDS.sub("", _line(data["text"]))})
    return ProposedClaim.model_construct(
        text=claim.text,
        evidence=[name[:200] for name in claim.evidence[:50]],
        quote=claim.quote[:MAX_TEXT],
        kind=claim.kind,
        cause=_line(data.get("cause", ""))[:200],
        category=_line(data.get("category", "")).casefold()[:200],
        owner=_line(data.get("owner", ""))[:200],
        due=_line(data.get("due", ""))[:200],
        done_when=_IDS.sub("", _line(data.get("done_when", ""))),
        sample=_line(data.get("sample", "")).strip("[]^").upper()[:200],
        must=_checks(data.get("must", [])),
        must_not=_checks(data.get("must_not", [])),
        bad=_texts(data.get("bad", [])),
        good=_texts(data.get("good", [])),
        priority=_line(data.get("priority", "")).upper()[:200],
    )


def question_of_answer(data: Mapping[str, Any]) -> str:
    """Read an open question of an answer, on one line and of limited length."""
    return visible_line(str(data["question"])[: 4 * MAX_QUESTION])[:MAX_QUESTION]


def _line(text: object) -> str:
    return visible_line(str(text)[: 2 * MAX_TEXT])[:MAX_TEXT]


def _texts(data: list[Any]) -> list[str]:
    return [text for one in data[:10] if (text := str(one)[:MAX_TEXT].strip())]


def _checks(data: list[dict[str, Any]]) -> list[Check]:
    return [
        Check(kind=_line(item["kind"])[:200], values=[str(value)[:MAX_TEXT] for value in item["values"][:20]])
        for item in data[:10]
    ]
