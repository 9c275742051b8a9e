"""Ask a model for proposals, several sections at the same time. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from afterword.drafting.ask_model import ask_section
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.parallel import run_parallel
from afterword.drafting.prompting import write_ledger
from afterword.drafting.proposals import ProposedSection
from afterword.drafting.proposals_file import Proposals, Spent, blob_id
from afterword.drafting.second_reader import SecondReader
from afterword.drafting.sections import SectionSpec
from afterword.llm import Llm, LlmUnavailable, NoUsableAnswer

_ENOUGH_FAILURES = 3


def propose_sections(
    llm: Llm,
    inputs: DraftInputs,
    specs: Sequence[SectionSpec],
    *,
    workers: int,
    reader: Llm | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Proposals:
    """Ask a model about sections.

    An endpoint that is down stays down for the run: after the first sign of it nothing further is asked, and the
    earlier answers count. The same applies to a model whose first few answers are of no use.

    Args:
        llm: the model.
        inputs: the post-mortem and what is known.
        specs: the sections, as `sections_to_ask` gives them.
        workers: how many requests run at the same time.
        reader: the model of the second reading; None to do without.
        progress: is called with how many sections are done.
    """
    found: dict[int, ProposedSection] = {}
    failed: dict[int, LlmUnavailable] = {}
    progress(f"asking {llm.model}: 0 of {len(specs)} sections")
    ledger, before = write_ledger(inputs), llm.usage
    second = SecondReader(llm=reader) if reader else None
    jobs = [partial(ask_section, llm, spec, inputs, ledger, second) for spec in specs]
    for number, result in run_parallel(jobs, workers):
        if isinstance(result, ProposedSection):
            found[number] = result
        elif isinstance(result, LlmUnavailable):
            failed[number] = result
            if not isinstance(result, NoUsableAnswer) or (not found and len(failed) >= _ENOUGH_FAILURES):
                break
        else:
            raise result
        done = len(found) + len(failed)
        progress(f"asking {llm.model}: {done} of {len(specs)} sections, last: {specs[number].name}")
    spent = llm.usage - before
    return Proposals.model_construct(
        version=1,
        id=inputs.document.id,
        base=blob_id(inputs.document),
        model=llm.model,
        reader=reader.model if reader else "",
        sections=[found[number] for number in sorted(found)],
        notices=[
            *_notices({specs[number].name: failed[number] for number in sorted(failed)}, inputs),
            *map(inputs.redacted, second.problems if second else ()),
        ],
        spent=Spent(
            requests=spent.requests, prompt_tokens=spent.prompt_tokens, completion_tokens=spent.completion_tokens
        ),
    )


def _notices(failed: Mapping[str, LlmUnavailable], inputs: DraftInputs) -> list[str]:
    """Write one line for each way of failing, with the sections that were not drafted for it."""
    sections: dict[str, list[str]] = {}
    for name, error in failed.items():
        text = inputs.redacted("; ".join(part for part in (error.message, error.remedy) if part))
        sections.setdefault(text, []).extend([name] if isinstance(error, NoUsableAnswer) else [])
    return [f"{', '.join(names)}: {text}" if names else text for text, names in sections.items()]
