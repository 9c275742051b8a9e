"""Draft sections of the external edition for customers, from the post-mortem alone."""

from __future__ import annotations

from collections.abc import Callable

from afterword.drafting.ask_model import ask_section
from afterword.drafting.claim_verdicts import judge_section
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import write_ledger
from afterword.drafting.second_reader import SecondReader, reading_model
from afterword.drafting.sections import SectionSpec
from afterword.evidence import Ledger
from afterword.evidence.people import known_people
from afterword.grounding.verify import Status
from afterword.llm import Llm, LlmUnavailable
from afterword.postmortem import PostMortem
from afterword.postmortem.draft_notice import write_notice
from afterword.postmortem.outline import SectionKind
from afterword.project import Project
from afterword.redaction import Redactor
from afterword.text.escaping import escape_markdown

_PROMPT = "customers"
_NOT_FOR_OUTSIDERS = (Status.HYPOTHESIS, Status.DOUBTED)
_MOST_CLAIMS = 4

Sentences = tuple[str, tuple[str, ...]]
"""The draft notice, and the sentences as escaped Markdown."""


def writer(
    project: Project, internal: PostMortem, say: Callable[[str], None]
) -> Callable[[SectionKind], Sentences | None] | None:
    """Return a function that drafts a section with the project's model; None if none is configured.

    The model sees only the post-mortem, never the evidence, and hypotheses are left out.

    Args:
        project: where the post-mortem is.
        internal: the post-mortem.
        say: is called with one line for each claim that was dropped, and for a model that cannot be asked.
    """
    llm = Llm.from_settings(project.config.llm, project.env)
    if llm is None:
        return None
    redactor = Redactor(project.config.redaction, known_people(internal, project.committers))
    inputs = DraftInputs(internal, Ledger(), {}, redactor=redactor)
    ledger, failed = write_ledger(inputs), False
    model = reading_model(llm, project.config.llm)
    reader = SecondReader(llm=model) if model else None
    told: set[str] = set()

    def write(kind: SectionKind) -> Sentences | None:
        nonlocal failed
        if failed:  # an endpoint that is down stays down for this run
            return None
        say(f"asking {llm.model} for {kind.name}")
        spec = SectionSpec(kind, _PROMPT, relevant="", max_claims=_MOST_CLAIMS)
        try:
            drafted = judge_section(spec, ask_section(llm, spec, inputs, ledger, reader), inputs)
        except LlmUnavailable as error:
            failed = True
            say(f"notice: {error}\n  the edition is made without a model")
            return None
        for problem in reader.problems if reader and not told else ():
            told.add(problem)
            say(f"notice: {inputs.redacted(problem)}")
        for one in drafted.dropped:
            say(inputs.redacted(f"dropped: “{one.proposal.text}”: {'; '.join(one.verdict.reasons)}"))
        said = tuple(
            escape_markdown(one.proposal.text) for one in drafted.kept if one.verdict.status not in _NOT_FOR_OUTSIDERS
        )
        return (write_notice(llm.model), said) if said else None

    return write
