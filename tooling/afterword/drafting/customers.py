"""Drafting sections of the external edition: the same grounding, the post-mortem alone, words for customers."""

from __future__ import annotations

from collections.abc import Callable

from afterword.drafting.claims import draft_section
from afterword.drafting.facts import ledger_items
from afterword.drafting.prompting import SectionSpec
from afterword.drafting.writing import notice
from afterword.evidence import Ledger
from afterword.grounding import Status
from afterword.llm import Llm, LlmUnavailable
from afterword.postmortem import PostMortem
from afterword.postmortem.outline import SectionKind
from afterword.project import Project
from afterword.redaction import redact

_PROMPT = "customers"
_MOST_CLAIMS = 4

Sentences = tuple[str, tuple[str, ...]]
"""The note above the draft, and its sentences as inert Markdown."""


def writer(
    project: Project, internal: PostMortem, say: Callable[[str], None]
) -> Callable[[SectionKind], Sentences | None] | None:
    """A writer for the project's model; None where none is configured.

    Only the post-mortem is shown to the model, never the evidence, and a sentence that is a mere inference is left out.

    Args:
        say: is told, in one line each, what was dropped and why a model could not be asked.
    """
    llm = Llm.from_settings(project.config.llm, project.env)
    if llm is None:
        return None
    facts = ledger_items(internal, Ledger())
    failed = False

    def write(kind: SectionKind) -> Sentences | None:
        nonlocal failed
        if failed:  # an endpoint that is down stays down for this run
            return None
        say(f"asking {llm.model} for {kind.name}")
        try:
            drafted = draft_section(llm, SectionSpec(kind.name, _PROMPT, _MOST_CLAIMS), facts)
        except LlmUnavailable as error:
            failed = True
            say(f"notice: {error}\n  the edition is made without a model")
            return None
        for claim, reasons in drafted.dropped:
            say(redact(f"dropped: “{claim.text}”: {'; '.join(reasons)}").text)
        said = tuple(redact(s.text_markdown).text for s in drafted.sentences if s.status is not Status.HYPOTHESIS)
        return (notice(llm.model), said) if said else None

    return write
