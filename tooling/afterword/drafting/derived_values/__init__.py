"""Values for the front matter that the evidence states; what it leaves open or states differently is left out.

A module for each kind of value; each says of one item or file after the other what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from afterword.drafting.collected_versions import collected_versions, single_versions
from afterword.drafting.derived_values.agent import agent_values
from afterword.drafting.derived_values.causes import cause_values
from afterword.drafting.derived_values.impact import impact_values
from afterword.drafting.derived_values.incident import incident_values
from afterword.drafting.derived_values.models import model_values
from afterword.drafting.derived_values.proposal import Differing, Proposal
from afterword.drafting.derived_values.services import service_values
from afterword.evidence import Ledger
from afterword.postmortem import PostMortem
from afterword.postmortem.proposed import key_path, key_paths
from afterword.postmortem.schema import FrontMatter

__all__ = ["DerivedValues", "Differing", "Proposal", "derive_values", "open_names"]


@dataclass(frozen=True, slots=True)
class DerivedValues:
    """What the evidence says about the front matter.

    Attributes:
        proposals: the values that it gives.
        differing: the values of which it has several accounts.
    """

    proposals: tuple[Proposal, ...] = ()
    differing: tuple[Differing, ...] = ()


def derive_values(front: FrontMatter, ledger: Ledger, folder: Path, services: Iterable[str] = ()) -> DerivedValues:
    """Derive what the evidence says about the front matter.

    Args:
        front: what is stated and accepted.
        ledger: the evidence.
        folder: its folder, with prompts and configurations.
        services: the project's names of services, if there is a list.
    """
    prompts, settings = (collected_versions(folder, kind) for kind in ("prompts", "config"))
    one_prompt, one_setting = (single_versions(folder, kind) for kind in ("prompts", "config"))
    found = [
        *incident_values(front, ledger),
        *service_values(ledger, services),
        *model_values(front, ledger, [*prompts, *one_prompt], [*settings, *one_setting]),
        *([] if front.stated_causes else cause_values(prompts, settings)),
        *impact_values(ledger),
        *agent_values(front, ledger),
    ]
    return DerivedValues(
        tuple(one for one in found if isinstance(one, Proposal)),
        tuple(one for one in found if isinstance(one, Differing)),
    )


def open_names(document: PostMortem, proposals: Iterable[Proposal]) -> frozenset[str]:
    """Return the key paths of proposals that await review, or will: those that people did not decline."""
    present, recorded = set(key_paths(document.tree).values()), document.front.drafted.values
    names = (key_path(document.tree, proposal.path) for proposal in proposals)
    return frozenset(name for name in names if name in present or name not in recorded)
