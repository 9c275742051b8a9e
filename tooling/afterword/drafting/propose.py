"""Ask a model for proposals, several sections at the same time. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from afterword.drafting.ask_model import ask_section
from afterword.drafting.ask_selection import ask_selection
from afterword.drafting.claim_verdicts import judge_sections
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.missing_sections import sections_to_ask, selections_to_ask
from afterword.drafting.parallel import run_parallel
from afterword.drafting.prompting import write_draft, write_ledger
from afterword.drafting.proposals import ProposedSection, ProposedSelection
from afterword.drafting.proposals_file import Proposals, Spent, blob_id
from afterword.drafting.second_reader import SecondReader
from afterword.drafting.sections import SectionSpec
from afterword.drafting.selection_verdicts import judge_selection
from afterword.llm import Llm, LlmUnavailable, NoUsableAnswer

_ENOUGH_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked.

    Attributes:
        specs: the sections that it drafts.
        choose: the sections for which it chooses evidence, before all others.
    """

    specs: Sequence[SectionSpec]
    choose: Sequence[str] = ()

    @classmethod
    def of(cls, model: str, inputs: DraftInputs, only: frozenset[str] = frozenset()) -> Asked:
        """Return what is still to be asked of a post-mortem."""
        return cls(sections_to_ask(model, inputs, only), selections_to_ask(model, inputs, only))

    def __bool__(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.specs or self.choose)


def propose_sections(
    llm: Llm,
    inputs: DraftInputs,
    asked: Asked,
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
        asked: the sections.
        workers: how many requests run at the same time.
        reader: the model of the second reading; None to do without.
        progress: is called with how many sections are done.
    """
    ledger, before = write_ledger(inputs), llm.usage
    specs, choose = asked.specs, asked.choose
    second = SecondReader(llm=reader) if reader else None
    run = _Run(llm.model, len(specs) + bool(choose), workers, progress)
    goes_on, name = True, ", ".join(choose)
    if choose:
        goes_on = run.ask({name: partial(ask_selection, llm, choose, inputs, ledger)})
    selection = run.selections.get(name)
    chosen = judge_selection(selection, inputs, choose)
    for wave in sorted({spec.wave for spec in specs}):
        if not goes_on:
            break
        of_wave = [spec for spec in specs if spec.wave == wave]
        drafted = judge_sections(run.in_order(specs), inputs).values()
        said = [one.proposal for section in drafted for one in section.kept]
        begin = "\n\n".join(filter(None, (ledger, write_draft(drafted, chosen))))
        goes_on = run.ask({spec.name: partial(ask_section, llm, spec, inputs, begin, second, said) for spec in of_wave})
    spent = llm.usage - before
    order = [name, *(spec.name for spec in specs)]
    return Proposals.model_construct(
        version=1,
        id=inputs.document.id,
        base=blob_id(inputs.document),
        model=llm.model,
        reader=second.llm.model if second and second.has_answered else "",
        sections=run.in_order(specs),
        selection=selection,
        notices=[
            *_notices({name: run.failed[name] for name in order if name in run.failed}, inputs),
            *map(inputs.redacted, second.problems if second else ()),
        ],
        spent=Spent(
            requests=spent.requests, prompt_tokens=spent.prompt_tokens, completion_tokens=spent.completion_tokens
        ),
    )


class _Run:
    """Asks several questions at the same time, and keeps what came of each by its name."""

    def __init__(self, model: str, total: int, workers: int, progress: Callable[[str], None]) -> None:
        self.sections: dict[str, ProposedSection] = {}
        self.selections: dict[str, ProposedSelection] = {}
        self.failed: dict[str, LlmUnavailable] = {}
        self._workers = workers
        self._progress = progress
        self._model, self._total = model, total
        self._tell()

    def ask(self, jobs: Mapping[str, Callable[[], ProposedSection | ProposedSelection]]) -> bool:
        """Ask; returns whether it is of use to ask more."""
        names = list(jobs)
        for number, result in run_parallel(list(jobs.values()), self._workers):
            name = names[number]
            match result:
                case ProposedSection():
                    self.sections[name] = result
                case ProposedSelection():
                    self.selections[name] = result
                case LlmUnavailable():
                    self.failed[name] = result
                    if not isinstance(result, NoUsableAnswer) or (
                        not self._answered and len(self.failed) >= _ENOUGH_FAILURES
                    ):
                        return False
                case _:
                    raise result
            self._tell(f", last: {name}")
        return True

    def _tell(self, last: str = "") -> None:
        done = self._answered + len(self.failed)
        self._progress(f"asking {self._model}: {done} of {self._total} sections{last}")

    def in_order(self, specs: Sequence[SectionSpec]) -> list[ProposedSection]:
        """Return the answers so far in the order of the sections, whichever came first."""
        return [self.sections[spec.name] for spec in specs if spec.name in self.sections]

    @property
    def _answered(self) -> int:
        return len(self.sections) + len(self.selections)


def _notices(failed: Mapping[str, LlmUnavailable], inputs: DraftInputs) -> list[str]:
    """Write one line for each way of failing, with the sections that were not drafted for it."""
    sections: dict[str, list[str]] = {}
    for name, error in failed.items():
        text = inputs.redacted("; ".join(part for part in (error.message, error.remedy) if part))
        sections.setdefault(text, []).extend([name] if isinstance(error, NoUsableAnswer) else [])
    return [f"{', '.join(names)}: {text}" if names else text for text, names in sections.items()]
