"""Drafting a pull request in two halves: one has the key and writes nothing, one writes and has no key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword.drafting.compose import DraftResult, compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.missing_sections import sections_to_ask
from afterword.drafting.proposals_file import Proposals, read_proposals, write_proposals
from afterword.drafting.propose import propose_sections
from afterword.errors import AfterwordError
from afterword.github.commits import commit_file
from afterword.github.pulls import PullRequest, read_pull
from afterword.github.repository import Repository
from afterword.llm import Llm
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import ID_PATTERN
from afterword.project import Project
from afterword.pull_requests.fetched_files import TooMuch, fetch_documents, fetch_settings

OWN_BRANCHES = "afterword/"
"""What the names of the branches begin with that Afterword creates."""

INCIDENT_BRANCHES = f"{OWN_BRANCHES}incident-"
"""Those that people take over."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A pull request with its post-mortems in a folder of our own.

    Attributes:
        pull: the pull request.
        project: the folder, with the settings of the default branch.
        blobs: Git's id of each post-mortem, by id; None where there is too much to fetch.
    """

    pull: PullRequest
    project: Project
    blobs: dict[str, str] | None

    def documents(self) -> Iterator[PostMortem]:
        """Its post-mortems."""
        for document_id in self.blobs or ():
            document = self.project.post_mortem(document_id)
            assert document is not None, document_id
            yield document

    def path(self, document_id: str) -> str:
        """A post-mortem's path in the repository."""
        return f"{self.project.config.postmortems.strip('/')}/{document_id}.md"


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one post-mortem: what was drafted, from what, and the commit; "" where nothing was written."""

    inputs: DraftInputs
    result: DraftResult
    proposed: Proposals | None
    commit: str


def open_pull(repository: Repository, env: Mapping[str, str], number: int, folder: Path, say: Say) -> Opened:
    """Fetch a pull request's post-mortems into an empty folder.

    One that brings too much is opened without them: a failure would keep it from ever being merged.

    Args:
        repository: where it is.
        env: the environment.
        number: of the pull request.
        folder: where the files go.
        say: is told what is left out, and why.

    Raises:
        AfterwordError: GitHub does not give them.
    """
    pull = read_pull(repository, number)
    fetch_settings(repository, pull, folder)
    project = Project.open(folder, env)
    ids = list_documents(pull, project.config.postmortems)
    try:
        blobs: dict[str, str] | None = fetch_documents(repository, pull.head, project, ids) if ids else {}
    except TooMuch as error:
        say(f"pull request #{number} is left alone: {error.message}; {error.remedy}")
        blobs = None
    return Opened(pull, project, blobs)


def generate_all(opened: Opened, out: Path, say: Say, *, by_hand: bool) -> int:
    """Ask the model about every draft of a pull request; write `<id>.json` for each, and nothing else.

    Args:
        opened: the pull request.
        out: the folder of the proposals.
        say: is told what is left out, and why.
        by_hand: whether somebody asked for it.

    Returns:
        How many proposals were written.

    Raises:
        AfterwordError: one cannot be written.
    """
    config = opened.project.config
    written = 0
    for document, inputs in _drafts(opened, say, by_hand=by_hand):
        llm = Llm.from_settings(config.llm, opened.project.env)
        specs = sections_to_ask(llm.model, inputs) if llm else []
        if llm is None:
            say("no model is configured: the draft will hold what can be derived, and questions")
            return written
        if specs:
            out.mkdir(parents=True, exist_ok=True)
            write_proposals(
                out / f"{document.id}.json", propose_sections(llm, inputs, specs, workers=config.llm.concurrency)
            )
            written += 1
    return written


def apply_all(repository: Repository, opened: Opened, drafts: Path, say: Say, *, by_hand: bool) -> list[Applied]:
    """Fill what is missing in every draft of a pull request, and commit each to its branch.

    What lies in the folder may be anybody's: which documents are written is told by the pull request's own files.

    Args:
        repository: with a token that has `contents: write`.
        opened: the pull request.
        drafts: the folder of the proposals.
        say: is told what is left out, and why.
        by_hand: whether somebody asked for it.

    Raises:
        AfterwordError: GitHub fails, or the token may not write.
    """
    done: list[Applied] = []
    for document, inputs in _drafts(opened, say, by_hand=by_hand):
        file = drafts / f"{document.id}.json"
        try:
            proposed = read_proposals(file, document) if file.is_symlink() or file.exists() else None
        except AfterwordError as error:
            # Some say it themselves.
            say(f"{document.id}: {error.message.removesuffix('; nothing was written')}; nothing was written")
            continue
        assert opened.blobs is not None  # a document came of it
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
        done.append(Applied(inputs, result, proposed, written.commit))
    return done


def is_drafted(opened: Opened, *, by_hand: bool) -> bool:
    """Whether drafts are made for a pull request."""
    return not _why_not(opened, by_hand=by_hand)


def list_documents(pull: PullRequest, folder: str) -> list[str]:
    """Return ids of the post-mortems that a pull request adds or changes, or whose evidence it does, in order.

    Args:
        pull: the pull request.
        folder: of the post-mortems, as the settings name it.
    """
    pattern = re.compile(rf"{re.escape(folder.strip('/'))}/(?P<id>{ID_PATTERN})(?:\.md|\.external\.md|/.+)", re.DOTALL)
    found = (pattern.fullmatch(file.path) for file in pull.files if file.status != "removed")
    return sorted({match["id"] for match in found if match})


def _why_not(opened: Opened, *, by_hand: bool) -> str:
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
    return "nobody has run the workflow for it (`draft.on: command`)"


def _drafts(opened: Opened, say: Say, *, by_hand: bool) -> Iterator[tuple[PostMortem, DraftInputs]]:
    """The post-mortems that are to be drafted, with what is known about them."""
    why = _why_not(opened, by_hand=by_hand)
    if why:
        say(f"pull request #{opened.pull.number} is not drafted: {why}")
        return
    for document in opened.documents():
        if document.front.status != "draft":
            continue
        try:
            yield document, DraftInputs.of(opened.project, document)
        except AfterwordError as error:
            say(f"{document.id} is not drafted: {error.message}")
