"""Draft a post-mortem: ask the configured model, fill what is missing, and save."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.drafting.ask_selection import selection_messages
from afterword.drafting.assembling.reading import ReadEvidence
from afterword.drafting.compose import DraftResult, compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.fill_sections import without_drafts
from afterword.drafting.missing_sections import sections_to_ask, selections_to_ask
from afterword.drafting.newer_evidence import NewerEvidence, find_offers
from afterword.drafting.prompting import messages, write_ledger
from afterword.drafting.proposals_file import Proposals, read_proposals, write_proposals
from afterword.drafting.propose import Asked, propose_sections
from afterword.drafting.report import write_report
from afterword.drafting.second_reader import reading_model
from afterword.errors import AfterwordError
from afterword.llm import Llm
from afterword.postmortem import PostMortem, save_text
from afterword.project import Project

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What to draft, and how.

    Attributes:
        document: the post-mortem.
        only: names of sections; empty for all that are missing.
        ask_model: whether the configured model is asked.
        with_questions: whether questions are asked where nothing is known.
        proposals: a file of proposals to use; no model is asked then.
        proposals_to: a file to write the model's proposals to, and nothing else.
        report: a Markdown file for the report; its data is written beside it as JSON.
        dry_run: whether nothing is written.
        known: what the evidence was read as before, so that it is not read twice.
        choose_again: is given the sections that a model drafted, that no person changed, and that newer evidence is
            relevant to; the names that it returns are drafted again.
    """

    document: PostMortem
    only: frozenset[str] = frozenset()
    ask_model: bool = True
    with_questions: bool = True
    proposals: Path | None = None
    proposals_to: Path | None = None
    report: Path | None = None
    dry_run: bool = False
    known: ReadEvidence | None = None
    choose_again: Callable[[Sequence[NewerEvidence]], Collection[str]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did.

    Attributes:
        proposals: what the model proposed; None if none was asked.
        result: the draft; None if only proposals were written.
        changed: whether the post-mortem was written.
        notice: why no model was asked although one is configured; "" if there is nothing to say.
        offers: sections that newer evidence is relevant to, and that were not drafted again.
    """

    proposals: Proposals | None
    result: DraftResult | None = None
    changed: bool = False
    notice: str = ""
    offers: tuple[NewerEvidence, ...] = ()


def draft(project: Project, request: DraftRequest, progress: Progress = lambda _: None) -> Drafted:
    """Draft what a post-mortem lacks, and write what the request names.

    Args:
        project: where the post-mortem is.
        request: what to draft, and how.
        progress: is called with what the model has been asked so far.

    Raises:
        AfterwordError: something cannot be read or written, or there are no proposals to write.
    """
    document = request.document
    inputs, notice = DraftInputs.of(project, document, request.known), ""
    offers = find_offers(inputs, request.only)
    again = frozenset(request.choose_again(offers)) if offers and _may_ask(project, request) else frozenset()
    emptied = _without(project, inputs, again)
    if request.proposals is not None:
        proposals: Proposals | None = read_proposals(request.proposals, document)
    else:
        proposals, notice = _ask(project, emptied, request, progress)
    if request.proposals_to is not None:
        if proposals is None:
            raise AfterwordError(
                "there is nothing to ask a model, or none is configured; nothing was written",
                remedy="set `llm.model` and OPENAI_API_KEY; a section is asked about once, until something changes",
            )
        write_proposals(request.proposals_to, proposals)
        return Drafted(proposals)
    result = compose_draft(emptied, proposals, request.only, with_questions=request.with_questions)
    if again - set(result.drafted):  # nothing that holds was drafted instead: the draft that is there stays
        again &= frozenset(result.drafted)
        emptied = _without(project, inputs, again)
        result = compose_draft(emptied, proposals, request.only, with_questions=request.with_questions)
    changed = not request.dry_run and save_text(document, result.text, project.path(document))
    if request.report is not None:
        write_report(request.report, inputs, result, proposals, from_file=request.proposals is not None)
    return Drafted(proposals, result, changed, notice, tuple(one for one in offers if one.section not in again))


def _may_ask(project: Project, request: DraftRequest) -> bool:
    """Whether a model is configured that may be asked, so that a draft is not replaced by less."""
    settings = project.config.llm
    is_wanted = bool((settings.model or "").strip()) and request.ask_model
    from_model = request.proposals is None and request.proposals_to is None
    return is_wanted and from_model and Llm.from_settings(settings, project.env) is not None


def _without(project: Project, inputs: DraftInputs, names: frozenset[str]) -> DraftInputs:
    """Return what is known with some drafted sections empty again; the file is not changed by it."""
    return DraftInputs.of(project, without_drafts(inputs.document, names)) if names else inputs


def _ask(
    project: Project, inputs: DraftInputs, request: DraftRequest, progress: Progress
) -> tuple[Proposals | None, str]:
    """Ask the configured model; None if there is none or nothing to ask it, and why one was not asked."""
    settings = project.config.llm
    model = (settings.model or "").strip()
    is_asked = bool(model) and request.ask_model
    asked = Asked.of(model, inputs, request.only) if is_asked else None
    if not asked:
        return None, ""
    llm = Llm.from_settings(settings, project.env)
    if llm is None:  # an endpoint that needs no key is asked only if one is set: it shows that asking is intended
        return None, "no model was asked: OPENAI_API_KEY is not set"
    reader = reading_model(llm, settings)
    made = propose_sections(llm, inputs, asked, workers=settings.concurrency, reader=reader, progress=progress)
    return made, ""


def prompts(project: Project, document: PostMortem, only: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Give each message that a model would be sent, with its section and role as a title.

    Raises:
        AfterwordError: the post-mortem or its evidence cannot be read.
    """
    inputs = DraftInputs.of(project, document)
    ledger, model = write_ledger(inputs), project.config.llm.model or ""
    if names := selections_to_ask(model, inputs, only):
        for message in selection_messages(names, ledger):
            yield f"{', '.join(names)}: {message['role']}", message["content"]
    for spec in sections_to_ask(model, inputs, only):
        for message in messages(spec, inputs, ledger):
            yield f"{spec.name}: {message['role']}", message["content"]
