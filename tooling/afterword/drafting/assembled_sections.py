"""Assemble the sections that no model drafts: sentences of the evidence, a Summary from facts, and actions taken on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from afterword.derive.events import Entry
from afterword.derive.impact import has_figures
from afterword.drafting.assembling.assemble import Answer, assemble, has_several_speakers
from afterword.drafting.assembling.places import counts
from afterword.drafting.assembling.pledges import Pledge, find_pledges
from afterword.drafting.assembling.reading import Said
from afterword.drafting.assembling.summary import Fact, write_summary
from afterword.drafting.assembling.writing import write_answer
from afterword.drafting.derived_values import Proposal
from afterword.drafting.selection import Selection
from afterword.evidence import EvidenceItem
from afterword.evidence.people import people_of
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import Standing
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.document import action_table
from afterword.postmortem.markers import OPEN_QUESTION_MARKER
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.tables import escape_cell
from afterword.text.escaping import escape_markdown
from afterword.times.when import When

_STATUS = {"open": "open", "done": "done", "dropped": "not planned"}
_NOT_SAID = (ItemKind.ADDRESSES_AI, ItemKind.SIGNAL)
"""What nothing is taken on in; `will do`, which is small talk alone, answers a request."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the evidence gives without a model.

    Attributes:
        selection: what rules choose for the timeline.
        entries: the events that can be chosen, with their words.
        sections: by the name of a section, its text as Markdown.
        pledges: the action items that somebody took on.
    """

    selection: Selection = field(default_factory=Selection)
    entries: tuple[Entry, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    pledges: tuple[Pledge, ...] = ()


def assemble_sections(
    document: PostMortem,
    items: Sequence[EvidenceItem],
    kinds: Mapping[str, ItemKind],
    said: Sequence[Said],
    names: Collection[str],
    proposed: Collection[Proposal] = (),
    people: frozenset[str] = frozenset(),
    *,
    hides_status: bool = False,
) -> Assembled:
    """Assemble what the evidence says.

    Args:
        document: the post-mortem.
        items: the evidence.
        kinds: what each item is, by its id.
        said: the sentences of the evidence.
        names: of the sections that the post-mortem has or gets; H3 parts count with their own names.
        proposed: values that the evidence gives for the front matter.
        people: handles of people who took part.
        hides_status: whether tables of action items have no Status column.
    """
    front = document.front
    found = assemble(front, said, names, people)
    names_speakers = has_several_speakers(said)
    texts = {kind.name: write_answer(one, names_speakers=names_speakers) for kind, one in found.answers.items()}
    if outline.IMPACT in found.answers and not (has_figures(front) or any(map(counts, _words(found.answers)))):
        texts[outline.IMPACT.name] += f"\n\n{OPEN_QUESTION_MARKER} {outline.IMPACT.questions[0]}"
    texts[outline.SUMMARY.name] = _summary(front, proposed)
    pledges = _pledges(document, items, kinds, said)
    texts[outline.ACTION_ITEMS.name] = _actions(document, pledges, hides_status=hides_status)
    sections = {name: text for name, text in texts.items() if text}
    return Assembled(found.selection, found.entries, sections, tuple(pledges))


def _words(answers: Mapping[SectionKind, Answer]) -> list[str]:
    """The sentences about the impact."""
    answer = answers[outline.IMPACT]
    quotes = (*answer.quotes, *(one for pair in answer.differing for one in pair))
    return [*(one.text for one in quotes), *(one.text for one in (*answer.rows, *answer.figures))]


def _summary(front: FrontMatter, proposed: Collection[Proposal]) -> str:
    return write_summary(front, {one.path: Fact(one.value, one.sources) for one in proposed})


def _pledges(
    document: PostMortem, items: Sequence[EvidenceItem], kinds: Mapping[str, ItemKind], said: Sequence[Said]
) -> list[Pledge]:
    taken_back = {one.item.id for one in said if one.standing is Standing.TAKEN_BACK}
    spoken = [item for item in items if kinds.get(item.id) not in _NOT_SAID and item.id not in taken_back]
    known = [person.handles[0] if person.handles else "" for person in people_of(document)]
    actors = [item.actor for item in spoken if item.actor]
    return find_pledges(spoken, actors, _mended(document.front, said), known[0] if len(known) == 1 else "")


def _actions(document: PostMortem, pledges: Sequence[Pledge], *, hides_status: bool) -> str:
    """Write a row for each action item that somebody took on; empty if there is none."""
    used = {action.id for action in document.actions if not action.under_notice}
    numbers = (number for number in range(1, 10_000) if f"A{number}" not in used)
    shown = [pledge for pledge in pledges if pledge.state == "open" or not hides_status]
    rows = [_row(pledge, number) for pledge, number in zip(shown, numbers, strict=False)]
    return action_table(rows, hides_status=hides_status) if rows else ""


def _mended(front: FrontMatter, said: Sequence[Said]) -> When | None:
    """When the effect on users ended, as far as that is known."""
    stated = front.incident.mitigated if front.incident else None
    steps = [one.at for one in said if one.place is outline.MITIGATION and one.at and one.at.earliest]
    return stated if stated and stated.known else min(steps, key=lambda at: str(at.earliest), default=None)


def _row(pledge: Pledge, number: int) -> str:
    due = pledge.due.isoformat() if pledge.due else "TBD"
    cited = [one for one in (pledge.request, pledge.item) if one]
    action = " ".join((escape_markdown(pledge.action), *(f"[^{one.label}]" for one in cited)))
    owner = escape_cell(escape_markdown(pledge.owner or "TBD"))
    return f"| A{number} | {escape_cell(action)} |  |  | {owner} | {due} |  | {_STATUS[pledge.state]} |  |"
