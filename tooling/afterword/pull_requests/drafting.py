"""Drafting a pull request in three jobs: one reads GitHub, one has the key and nothing else, one writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterword.drafting.compose import DraftResult, compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals_file import Proposals, read_proposals, write_proposals
from afterword.drafting.propose import Asked, propose_sections
from afterword.drafting.second_reader import reading_model
from afterword.errors import AfterwordError
from afterword.github.commits import commit_file
from afterword.github.repository import Repository
from afterword.llm import Llm
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.pull_requests.opened_pull import OpenedPull, Say

OWN_BRANCHES = "afterword/"
"""Prefix of the branches that Afterword creates."""

INCIDENT_BRANCHES = f"{OWN_BRANCHES}incident-"
"""Prefix of those that people take over."""


@dataclass(frozen=True, slots=True)
class CommittedDraft:
    """A draft of one post-mortem: from what it was made, and the commit."""

    inputs: DraftInputs
    result: DraftResult
    proposed: Proposals | None
    commit: str


def list_drafts(opened: OpenedPull, say: Say, *, by_hand: bool) -> list[str]:
    """Return ids of the post-mortems of a pull request that are drafted.

    Args:
        opened: the pull request.
        say: called with what is left out, and why.
        by_hand: whether somebody requested it.
    """
    if why := _why_not(opened, by_hand=by_hand):
        say(f"pull request #{opened.pull.number} is not drafted: {why}")
        return []
    return [document.id for document in opened.documents() if document.front.status == "draft"]


def propose_drafts(project: Project, out: Path, say: Say) -> int:
    """Ask the model about every draft of a folder; write `<id>.json` for each, and nothing else.

    All of them share one budget of tokens and time, and none waits for an endpoint that another found to be down.

    Args:
        project: the folder.
        out: the folder of the proposals.
        say: called with what is left out, and why.

    Returns:
        How many proposals were written.

    Raises:
        AfterwordError: one cannot be written.
    """
    settings = project.config.llm
    # Where nothing was handed over, the folder is empty, and nothing is to be drafted.
    handed_over = project.documents if project.is_set_up else []
    documents = [document for document in handed_over if document.front.status == "draft"]
    llm = Llm.from_settings(settings, project.env) if documents else None
    reader = reading_model(llm, settings) if llm else None
    if documents and llm is None:
        say("no model is configured: the draft is derived and assembled from evidence by code")
    written = 0
    left = []
    for document in documents if llm else ():
        assert llm is not None
        try:
            inputs = DraftInputs.of(project, document)
        except AfterwordError as error:
            say(f"{document.id} is not drafted: {error.message}")
            continue
        asked = Asked.of(llm.model, inputs)
        if asked and written == project.config.draft.max_documents:
            left.append(document.id)
        elif asked:
            out.mkdir(parents=True, exist_ok=True)
            made = propose_sections(llm, inputs, asked, workers=settings.concurrency, reader=reader)
            write_proposals(out / f"{document.id}.json", made)
            written += 1
    if left:
        say(
            f"the model is not asked about {', '.join(left)}: one run asks about {written} post-mortems "
            "(`draft.max_documents`); run it again for the others"
        )
    return written


def commit_drafts(
    repository: Repository, opened: OpenedPull, drafts: Path, say: Say, *, by_hand: bool
) -> list[CommittedDraft]:
    """Fill what is missing in every draft of a pull request, and commit each to its branch.

    The folder is not trusted: the pull request's own files say which documents are written.

    Args:
        repository: with a token that has `contents: write`.
        opened: the pull request.
        drafts: the folder of the proposals.
        say: called with what is left out, and why.
        by_hand: whether somebody requested it.

    Raises:
        AfterwordError: GitHub fails, or the token lacks permission.
    """
    done: list[CommittedDraft] = []
    for document, inputs in _drafts(opened, say, by_hand=by_hand):
        file = drafts / f"{document.id}.json"
        try:
            proposed = read_proposals(file, document) if file.is_symlink() or file.exists() else None
        except AfterwordError as error:
            say(f"{document.id}: {error.message.removesuffix('; nothing was written')}; nothing was written")
            continue
        assert opened.blobs is not None  # it has documents
        result = compose_draft(inputs, proposed)
        # Byte for byte as `save_text` would write it: an undecodable file is never editable.
        data = result.text.encode()
        if data == document.source.encode():
            continue
        written = commit_file(
            repository, opened.pull, opened.path(document.id), data,
            base=opened.blobs[document.id], message=f"Draft the missing sections of {document.id}",
        )  # fmt: skip
        if written.why:
            say(f"{document.id}: {written.why}")
            continue
        done.append(CommittedDraft(inputs, result, proposed, written.commit))
    return done


def is_drafted(opened: OpenedPull, *, by_hand: bool) -> bool:
    """Whether a pull request is drafted."""
    return not _why_not(opened, by_hand=by_hand)


def _why_not(opened: OpenedPull, *, by_hand: bool) -> str:
    """Why a pull request is not drafted; empty if it is."""
    pull, settings = opened.pull, opened.project.config.draft
    if not pull.is_open:
        return "it is closed"
    if pull.is_fork:
        return "it comes from a fork, where nothing is written"
    if pull.branch == pull.default_branch:
        return "its branch is the default branch, to which nothing is committed"
    if pull.branch.startswith(OWN_BRANCHES) and not (by_hand and pull.branch.startswith(INCIDENT_BRANCHES)):
        return "its branch is Afterword's own"
    if by_hand or settings.on == "pull-request":
        return ""
    if settings.on == "label":
        return "" if settings.label in pull.labels else f"it does not have the label {settings.label}"
    return "the workflow was not run for it (`draft.on: command`)"


def _drafts(opened: OpenedPull, say: Say, *, by_hand: bool) -> Iterator[tuple[PostMortem, DraftInputs]]:
    """The post-mortems to draft, with what is known about them."""
    ids = list_drafts(opened, say, by_hand=by_hand)
    for document in (each for each in opened.documents() if each.id in ids):
        try:
            yield document, DraftInputs.of(opened.project, document)
        except AfterwordError as error:
            say(f"{document.id} is not drafted: {error.message}")
