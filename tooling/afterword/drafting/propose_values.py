"""Propose values for the front matter: where there is none, and never over a person's. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from afterword.drafting.derived_values import DerivedValues
from afterword.drafting.derived_values.proposal import Differing, Proposal
from afterword.drafting.fill_sections import apply_splices
from afterword.postmortem import PostMortem, yamltree
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import (
    accept_value,
    propose_item,
    propose_value,
    record_drafted,
    withdraw_value,
)
from afterword.postmortem.proposed import digest, key_path, key_paths
from afterword.postmortem.yamlformat import in_one_line


@dataclass
class ProposedValues:
    """What became of proposals, as key paths.

    Attributes:
        document: the post-mortem with the proposals in it.
        proposed: proposed, or renewed.
        declined: deleted by a person, and therefore left out.
        withdrawn: proposed before, and taken out: the evidence has another account now.
        differing: not proposed, because the evidence has several accounts; each with its sources.
        without_place: left out, with value and sources: a person's comment or another value is in their place, or the
            mapping around them is in braces.
        considered: all for which the evidence gives a value.
    """

    document: PostMortem
    proposed: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    without_place: list[str] = field(default_factory=list)
    considered: list[str] = field(default_factory=list)


def propose_values(document: PostMortem, values: DerivedValues, only: Collection[str] = ()) -> ProposedValues:
    """Write proposals for values that are missing or `unknown`, and renew those that are not reviewed.

    A comment that is left over on a value that a person changed is deleted. A value that awaits review and of which the
    evidence has several accounts now is taken out.

    Args:
        document: the post-mortem.
        values: what the evidence says.
        only: key paths that are proposed even if they were declined; if it is not empty, no others are.
    """
    if left_over := [one for one in document.proposals if one.is_changed]:
        document = apply_splices(document, [accept_value(one) for one in left_over])
    recorded = dict(document.front.drafted.values)
    result = ProposedValues(document)
    for differing in values.differing:
        _tell(differing, result, recorded)
    for proposal in values.proposals:
        _propose(proposal, result, recorded, only)
    if result.proposed or result.withdrawn:
        record = replace(result.document.front.drafted, values=recorded)
        result.document = apply_splices(result.document, record_drafted(result.document, record))
    return result


def _propose(proposal: Proposal, result: ProposedValues, recorded: dict[str, str], only: Collection[str]) -> None:
    """Write a proposal, unless it is there already, a person took it out, or a value of theirs is in its place."""
    document = result.document
    name = key_path(document.tree, proposal.path)
    result.considered.append(name)
    pending = next((one for one in document.proposed if one.name == name), None)
    if (only and name not in only) or (pending and name not in recorded):
        return  # of a value that is not in the record, it is not known whose it is
    if pending:
        is_due = (pending.value, pending.sources) != (proposal.value, proposal.sources)
    elif _was_reviewed(name, recorded) and name not in only:
        result.declined += [name] if name not in key_paths(document.tree).values() else []
        return
    else:
        is_due = _is_free(document, proposal, name)
    if not is_due:
        return
    try:
        splices = _written(document, proposal)
    except ValueError:
        result.without_place.append(f"{name}: {in_one_line(proposal.value)} ({', '.join(proposal.sources)})")
        return
    result.document = apply_splices(document, splices)
    recorded[name] = digest(proposal.value)
    result.proposed.append(name)


def _was_reviewed(name: str, recorded: Mapping[str, str]) -> bool:
    """Whether a value was proposed before: on its own, or with something larger that it is a part of."""
    return name in recorded or any(name.startswith(f"{one}.") for one in recorded if one not in ("causes", "models"))


def _tell(differing: Differing, result: ProposedValues, recorded: dict[str, str]) -> None:
    """Say that accounts of a value differ, unless a person has stated it; take out what was proposed of it."""
    document = result.document
    name = key_path(document.tree, differing.path)
    pending = next((one for one in document.proposed if one.name == name), None)
    if pending is None:
        node = yamltree.find(document.tree, differing.path)
        if node is None or (isinstance(node, yamltree.Scalar) and node.text.strip() == "unknown"):
            result.differing.append(str(differing))
        return
    result.differing.append(str(differing))
    if name not in recorded:
        return  # it is not known whose it is
    try:
        result.document = apply_splices(document, withdraw_value(document, pending))
    except ValueError:
        return  # a person's comment stays, and what it is about with it
    del recorded[name]
    result.withdrawn.append(name)


def _written(document: PostMortem, proposal: Proposal) -> list[Splice]:
    if proposal.is_item and isinstance(proposal.value, dict):
        return propose_item(document, str(proposal.path[0]), proposal.value, proposal.sources)
    return propose_value(document, proposal.path, proposal.value, proposal.sources)


def _is_free(document: PostMortem, proposal: Proposal, name: str) -> bool:
    if proposal.is_item:
        return name not in key_paths(document.tree).values()
    node = yamltree.find(document.tree, proposal.path)
    return node is None or (isinstance(node, yamltree.Scalar) and node.text.strip() == "unknown")
