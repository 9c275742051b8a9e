"""Action items that a model proposes: what is wrong with one, and its row in the action table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals import ProposedClaim
from afterword.drafting.sections import PRIORITIES
from afterword.language import find_vague_action
from afterword.postmortem import CATEGORIES
from afterword.postmortem.values import Person, PersonKind
from afterword.text.escaping import escape_markdown
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision, When


def action_problems(proposal: ProposedClaim) -> Iterator[str]:
    """Say why an action item cannot be written, for the model to repair it."""
    for finding in find_vague_action(proposal.text):
        yield f"`{finding.matched}` is not an action that can be done: {finding.suggestion}"
    if proposal.category not in CATEGORIES:
        yield f"`category` is none of {', '.join(CATEGORIES)}"
    if not proposal.done_when.strip():
        yield "`done_when` does not say how to tell that it is done"


def action_rows(proposals: Iterable[ProposedClaim], inputs: DraftInputs) -> Iterator[str]:
    """Write rows of the action table, each with the next id that is free."""
    used = {item.id for item in inputs.document.actions}
    numbers = (number for number in range(1, 10_000) if f"A{number}" not in used)
    for proposal, number in zip(proposals, numbers, strict=False):
        cells = (
            f"A{number}",
            f"{escape_markdown(proposal.text)} {proposal.citations}".rstrip(),
            proposal.category,
            proposal.priority if proposal.priority in PRIORITIES else "",
            _owner(proposal, inputs),
            _due(proposal, inputs),
            escape_markdown(proposal.done_when),
            "open",
            "",
        )
        yield f"| {' | '.join(cells)} |"


def _owner(proposal: ProposedClaim, inputs: DraftInputs) -> str:
    """Return the owner that the cited evidence names, else `TBD`: no owner is invented."""
    name = proposal.owner.strip().removeprefix("@")
    if not name or escape_markdown(name) != name or inputs.redactor.knowing(()).find(name):
        return "TBD"
    person = Person.parse(name)
    said = inputs.grounds.cited(proposal.evidence).contains_words(name)
    return person.name if said and person.kind in (PersonKind.HANDLE, PersonKind.ROLE) else "TBD"


def _due(proposal: ProposedClaim, inputs: DraftInputs) -> str:
    """Return the day that the proposal and the cited evidence name, else `TBD`."""
    try:
        when = When.parse(proposal.due.strip())
    except ValueError:
        return "TBD"
    if when.precision is not Precision.DAY or when.earliest is None:
        return "TBD"
    day = when.earliest.date()
    named = inputs.grounds.cited(proposal.evidence).dates
    return day.isoformat() if CalendarDate.of(day) in named else "TBD"
