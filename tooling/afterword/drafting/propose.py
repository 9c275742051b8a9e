"""The half of drafting that asks a model. It writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from afterword.drafting.ask_model import ask_section
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.parallel import run_parallel
from afterword.drafting.proposals import ProposedSection
from afterword.drafting.proposals_file import Proposals, Spent, blob_id
from afterword.drafting.sections import BY_NAME
from afterword.llm import Llm, LlmUnavailable, NoUsableAnswer
from afterword.postmortem.outline import SectionKind

_ENOUGH_FAILURES = 3

Answered = Callable[[str], None]
"""Is told the name of each section that the model has done with."""


def propose_sections(
    llm: Llm, inputs: DraftInputs, kinds: Sequence[SectionKind], *, workers: int, answered: Answered = lambda name: None
) -> Proposals:
    """Ask a model about sections, several at the same time.

    An endpoint that is down stays down for the run: after the first sign of it nothing further is asked, and what
    came before counts. The same goes for a model of which the first few answers are of no use.

    Args:
        kinds: the sections, as `to_ask` gives them.
        workers: how many questions are put at the same time.
    """
    jobs = [partial(ask_section, llm, BY_NAME[kind.name], inputs) for kind in kinds]
    found: dict[int, ProposedSection] = {}
    failed: dict[int, LlmUnavailable] = {}
    for number, result in run_parallel(jobs, workers):
        if isinstance(result, ProposedSection):
            found[number] = result
        elif isinstance(result, LlmUnavailable):
            failed[number] = result
            if not isinstance(result, NoUsableAnswer) or (not found and len(failed) >= _ENOUGH_FAILURES):
                break
        else:
            raise result
        answered(kinds[number].name)
    spent = llm.usage
    return Proposals.model_construct(
        version=1,
        id=inputs.document.id,
        base=blob_id(inputs.document),
        model=llm.model,
        sections=[found[number] for number in sorted(found)],
        notices=_notices({kinds[number].name: failed[number] for number in sorted(failed)}, inputs),
        spent=Spent(
            requests=spent.requests, prompt_tokens=spent.prompt_tokens, completion_tokens=spent.completion_tokens
        ),
    )


def _notices(failed: Mapping[str, LlmUnavailable], inputs: DraftInputs) -> list[str]:
    """One line for each way of failing, with the sections that it kept from being drafted."""
    sections: dict[str, list[str]] = {}
    for name, error in failed.items():
        text = inputs.redacted("; ".join(part for part in (error.message, error.remedy) if part))
        sections.setdefault(text, []).extend([name] if isinstance(error, NoUsableAnswer) else [])
    return [f"{', '.join(names)}: {text}" if names else text for text, names in sections.items()]
