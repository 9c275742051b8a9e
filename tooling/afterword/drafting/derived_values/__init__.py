"""Values for the front matter that the evidence states; what it leaves open or states differently is left out.

A module for each kind of value; each says of one item or file after the other what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.drafting.assembling.reading import Said
from afterword.drafting.derived_values.agent import agent_values
from afterword.drafting.derived_values.causes import cause_values, named_causes
from afterword.drafting.derived_values.evals import eval_values, find_gaps
from afterword.drafting.derived_values.factors import factor_values
from afterword.drafting.derived_values.impact import impact_values
from afterword.drafting.derived_values.incident import incident_values
from afterword.drafting.derived_values.models import model_values
from afterword.drafting.derived_values.proposal import Differing, Proposal, is_open
from afterword.drafting.derived_values.provider import provider_values
from afterword.drafting.derived_values.services import service_values
from afterword.drafting.derived_values.stated import find_statements
from afterword.evidence import Ledger
from afterword.evidence.collected_versions import collected_versions, single_versions
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


def derive_values(
    front: FrontMatter, ledger: Ledger, folder: Path, services: Iterable[str] = (), said: Sequence[Said] = ()
) -> DerivedValues:
    """Derive what the evidence says about the front matter.

    Args:
        front: what is stated and accepted.
        ledger: the evidence.
        folder: its folder, with prompts and configurations.
        services: the project's names of services, if there is a list.
        said: the sentences of the evidence.
    """
    prompts, settings = (collected_versions(folder, kind) for kind in ("prompts", "config"))
    one_prompt, one_setting = (single_versions(folder, kind) for kind in ("prompts", "config"))
    statements = list(find_statements(said))
    models = list(model_values(front, ledger, [*prompts, *one_prompt], [*settings, *one_setting], statements))
    provider = list(provider_values(front, statements, _providers(front, models)))
    changed = [one for one in provider if isinstance(one, Proposal) and one.value == "version change"]
    found = [
        *incident_values(front, ledger, said, statements),
        *service_values(ledger, services),
        *models,
        *([] if front.stated_causes else list(cause_values(prompts, settings)) or named_causes(said)),
        *provider,
        *impact_values(ledger),
        *eval_values(front, ledger, statements),
        *factor_values(front, statements, find_gaps(statements), [source for one in changed for source in one.sources]),
        *agent_values(front, ledger),
    ]
    return DerivedValues(
        tuple(one for one in found if isinstance(one, Proposal)),
        tuple(one for one in found if isinstance(one, Differing)),
    )


def _providers(front: FrontMatter, models: Iterable[Proposal | Differing]) -> set[str]:
    """The providers of the models that are stated or proposed."""
    stated = {model.provider for model in front.stated_models if model.provider and not is_open(model.provider)}
    proposed = {
        str(one.value.get("provider", ""))
        for one in models
        if isinstance(one, Proposal) and isinstance(one.value, dict)
    }
    return (stated | proposed) - {""}


def open_names(document: PostMortem, proposals: Iterable[Proposal]) -> frozenset[str]:
    """Return the key paths of proposals that await review, or will: those that people did not decline."""
    present, recorded = set(key_paths(document.tree).values()), document.front.drafted.values
    names = (key_path(document.tree, proposal.path) for proposal in proposals)
    return frozenset(name for name in names if name in present or name not in recorded)
