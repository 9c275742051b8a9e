"""Ask a model for proposals, several sections at the same time. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from afterword.drafting.ask_model import ask_section
from afterword.drafting.claim_verdicts import judge_sections
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.parallel import run_parallel
from afterword.drafting.prompting import write_draft, write_ledger
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
    """Ask a model about sections, wave by wave: a later one knows what the draft says already.

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
    progress(f"asking {llm.model}: 0 of {len(specs)} sections")
    ledger, before = write_ledger(inputs), llm.usage
    second = SecondReader(llm=reader) if reader else None
    found: dict[str, ProposedSection] = {}
    failed: dict[str, LlmUnavailable] = {}
    for wave in sorted({spec.wave for spec in specs}):
        asked = [spec for spec in specs if spec.wave == wave]
        drafted = judge_sections(found.values(), inputs)
        said = [one.proposal for section in drafted.values() for one in section.kept]
        begin = "\n\n".join(filter(None, (ledger, write_draft(drafted.values()))))
        for number, result in run_parallel(
            [partial(ask_section, llm, spec, inputs, begin, second, said) for spec in asked], workers
        ):
            name = asked[number].name
            if isinstance(result, ProposedSection):
                found[name] = result
            elif isinstance(result, LlmUnavailable):
                failed[name] = result
                if _is_in_vain(result, found, failed):
                    break
            else:
                raise result
            progress(f"asking {llm.model}: {len(found) + len(failed)} of {len(specs)} sections, last: {name}")
        if failed and _is_in_vain(next(reversed(failed.values())), found, failed):
            break
    spent, order = llm.usage - before, [spec.name for spec in specs]
    return Proposals.model_construct(
        version=1,
        id=inputs.document.id,
        base=blob_id(inputs.document),
        model=llm.model,
        reader=second.llm.model if second and second.has_answered else "",
        sections=[found[name] for name in order if name in found],
        notices=[
            *_notices({name: failed[name] for name in order if name in failed}, inputs),
            *map(inputs.redacted, second.problems if second else ()),
        ],
        spent=Spent(
            requests=spent.requests, prompt_tokens=spent.prompt_tokens, completion_tokens=spent.completion_tokens
        ),
    )


def _is_in_vain(error: LlmUnavailable, found: Collection[str], failed: Collection[str]) -> bool:
    """Whether nothing further needs to be asked after an error."""
    return not isinstance(error, NoUsableAnswer) or (not found and len(failed) >= _ENOUGH_FAILURES)


def _notices(failed: Mapping[str, LlmUnavailable], inputs: DraftInputs) -> list[str]:
    """Write one line for each way of failing, with the sections that were not drafted for it."""
    sections: dict[str, list[str]] = {}
    for name, error in failed.items():
        text = inputs.redacted("; ".join(part for part in (error.message, error.remedy) if part))
        sections.setdefault(text, []).extend([name] if isinstance(error, NoUsableAnswer) else [])
    return [f"{', '.join(names)}: {text}" if names else text for text, names in sections.items()]
