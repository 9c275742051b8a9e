"""The writer that drafts sections with the configured model."""

from __future__ import annotations

from collections.abc import Callable

from afterword.drafting.claims import draft_section, render_sentences
from afterword.drafting.draft import Writer
from afterword.drafting.facts import ledger_items
from afterword.drafting.fill import Filling
from afterword.drafting.prompting import SUMMARY
from afterword.evidence import Ledger
from afterword.inert import inert
from afterword.llm import Llm, LlmUnavailable
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.outline import SectionKind
from afterword.project import Project
from afterword.redaction import Redactor

_SPECS = {outline.SUMMARY.name: SUMMARY}


def notice(model: str) -> str:
    """The note above a drafted section."""
    text = f"Drafted from evidence by {_name(model)}, not yet reviewed."
    return f"> [!NOTE]\n> {text} Delete this note once you have checked the section."


def _name(model: str) -> str:
    """The model's name as it can stand in a sentence that is recognised again."""
    return inert(" ".join(model.replace(",", " ").split())[:80]) or "a model"


def writer(project: Project, say: Callable[[str], None]) -> Writer | None:
    """A writer for the project's model; None where none is configured.

    Args:
        say: is told, in one line each, what was dropped and why a model could not be asked.
    """
    llm = Llm.from_settings(project.config.llm, project.env)
    if llm is None:
        return None
    model = llm.model
    failed = False

    def write(kind: SectionKind, document: PostMortem, ledger: Ledger) -> Filling | None:
        nonlocal failed
        spec = _SPECS.get(kind.name)
        if spec is None or failed:  # an endpoint that is down stays down for this run
            return None
        say(f"asking {model} for {kind.name}")
        try:
            items = ledger_items(document, ledger, project.config.redaction)
            drafted = draft_section(llm, spec, items)
        except LlmUnavailable as error:
            failed = True
            say(f"notice: {error}\n  the draft is made without a model")
            return None
        redactor = Redactor(project.config.redaction)
        for text in (document.source.readable, *(item.text for item in items)):
            redactor.numbering.reserve(text)
        for claim, reasons in drafted.dropped:
            say(redactor.redact(f"dropped: “{claim.text}”: {'; '.join(reasons)}").text)
        say(f"used {drafted.usage.prompt_tokens} + {drafted.usage.completion_tokens} tokens")
        if not drafted.sentences:
            return None
        return Filling(kind, f"{notice(model)}\n\n{redactor.redact(render_sentences(drafted)).text}", model)

    return write
