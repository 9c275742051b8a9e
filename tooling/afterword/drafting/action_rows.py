"""Action items that a model proposes: what is wrong with one, and its row in the action table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.drafting.assembling.pledges import Pledge, is_to_do
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals import ProposedClaim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import coverage, stems
from afterword.language import find_vague_action
from afterword.language.commitments.due_days import days_due
from afterword.postmortem import CATEGORIES, PostMortem
from afterword.postmortem.priorities import PRIORITIES
from afterword.postmortem.values import Person, PersonKind
from afterword.text.escaping import escape_markdown
from afterword.times.when import Precision, When

_SAME_ACTION = 0.34
"""Share of the words of what somebody took on, without the verb, that an action item must have to be that."""


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
    for proposal, name in zip(proposals, free_action_ids(inputs.document), strict=False):
        pledge = _pledge(proposal, inputs)
        cells = (
            name,
            f"{escape_markdown(proposal.text)} {proposal.citations}".rstrip(),
            proposal.category,
            proposal.priority if proposal.priority in PRIORITIES else "",
            _owner(proposal, pledge, inputs),
            _due(proposal, pledge, inputs),
            escape_markdown(proposal.done_when),
            "open",
            "",
        )
        yield f"| {' | '.join(cells)} |"


def free_action_ids(document: PostMortem) -> Iterator[str]:
    """Yield the ids that no action item has, from A1 on."""
    used = {item.id for item in document.actions}
    return (name for number in range(1, 10_000) if (name := f"A{number}") not in used)


def _pledge(proposal: ProposedClaim, inputs: DraftInputs) -> Pledge | None:
    """Find what somebody took on that an action item cites and is about."""
    words = stems(proposal.text)
    cited = [one for one in inputs.assembled.pledges if one.item.id in proposal.evidence]
    shares = [(coverage(_object(one.action), words), one) for one in cited]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _SAME_ACTION else None


def _object(action: str) -> frozenset[str]:
    """The words of an action without its verb, which two actions share: `Add an alert`, `Add a case`."""
    verb, _, rest = action.partition(" ")
    return stems(rest) or stems(verb)


def _owner(proposal: ProposedClaim, pledge: Pledge | None, inputs: DraftInputs) -> str:
    """Return who took it on, or who will do it by the cited evidence, else `TBD`: no owner is invented."""
    name = ((pledge.owner or "") if pledge else proposal.owner).strip().removeprefix("@")
    if not name or escape_markdown(name) != name or inputs.redactor.knowing(()).find(name):
        return "TBD"
    person = Person.parse(name)
    is_said = pledge is not None or any(is_to_do(name, item.text) for item in _cited(proposal, inputs))
    return person.name if is_said and person.kind in (PersonKind.HANDLE, PersonKind.ROLE) else "TBD"


def _due(proposal: ProposedClaim, pledge: Pledge | None, inputs: DraftInputs) -> str:
    """Return until when it was taken on, or the day that is proposed if a cited item has it as a limit, else `TBD`."""
    if pledge is not None and pledge.due is not None:
        return pledge.due.isoformat()
    try:
        when = When.parse(proposal.due.strip())
    except ValueError:
        return "TBD"
    if when.precision is not Precision.DAY or when.earliest is None:
        return "TBD"
    day = when.earliest.date()
    is_said = any(day in days_due(item.text, item.at) for item in _cited(proposal, inputs))
    return day.isoformat() if is_said else "TBD"


def _cited(proposal: ProposedClaim, inputs: DraftInputs) -> Iterator[LedgerItem]:
    """Yield the cited items, but for those in which somebody took on something else."""
    taken = {one.item.id for one in inputs.assembled.pledges}
    return (item for item in inputs.items if item.id in proposal.evidence and item.id not in taken)
