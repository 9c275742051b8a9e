"""`draft.json`: the proposals of a model, from the job that asks to the job that writes.

The job that writes does not trust the file: shape and size are checked here, claims are verified against the evidence
again, text is rendered by code, and the file cannot choose which post-mortem is written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from afterword import git
from afterword.drafting.proposals import ProposedSection, ProposedSelection
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, write_atomically
from afterword.postmortem.draft_notice import model_name
from afterword.postmortem.drafted import NOT_MODELS
from afterword.postmortem.files import read_regular

MAX_BYTES = 2_000_000

_Count = Annotated[int, Field(ge=0, le=10**9)]


class Spent(BaseModel):
    """What the requests cost, as the endpoint counts.

    Attributes:
        requests: how many were sent.
        prompt_tokens: that the model read.
        completion_tokens: that the model wrote.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    requests: _Count = 0
    prompt_tokens: _Count = 0
    completion_tokens: _Count = 0


class Proposals(BaseModel):
    """The proposals of a model for one post-mortem.

    Attributes:
        version: of this file's form.
        id: the post-mortem's id.
        base: Git's id of the post-mortem's content that the model was asked about.
        model: the model that proposed them.
        reader: the model of the second reading; empty if no claim was read again.
        sections: the proposals, in the order of the outline.
        selection: what the model chose of the evidence; None if it was not asked to.
        notices: why the model did not answer about some sections.
        spent: what the requests cost.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    version: Literal[1] = 1
    id: Annotated[str, Field(max_length=200)]
    base: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    model: Annotated[str, Field(min_length=1, max_length=200)]
    reader: Annotated[str, Field(max_length=200)] = ""
    sections: Annotated[list[ProposedSection], Field(max_length=40)] = []
    selection: ProposedSelection | None = None
    notices: Annotated[list[Annotated[str, Field(max_length=1_000)]], Field(max_length=40)] = []
    spent: Spent = Spent()


def blob_id(document: PostMortem) -> str:
    """Return Git's id of a document's content, as the API and `git hash-object` give it."""
    return git.blob_id(document.source.encode())


def write_proposals(path: Path, proposals: Proposals) -> bool:
    """Write proposals; returns whether the file changed.

    Raises:
        AfterwordError: it cannot be written.
    """
    text = proposals.model_dump_json(indent=1, exclude_defaults=True)
    return write_atomically(path, (text + "\n").encode("utf-8", "replace"))


def is_proposals(data: bytes) -> bool:
    """Whether the bytes of a file look like proposals, valid or not."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"id", "base", "model"} <= found.keys() <= Proposals.model_fields.keys()


def read_proposals(path: Path, document: PostMortem) -> Proposals:
    """Read the proposals for a post-mortem.

    Raises:
        AfterwordError: the file is not proposals, or not for the present text of this post-mortem.
    """
    shown = path.as_posix()
    try:
        proposals = Proposals.model_validate_json(read_regular(path, MAX_BYTES))
    except FileNotFoundError as error:
        remedy = f"make it with `afterword draft {document.id} --generate {shown}`"
        raise AfterwordError(f"the draft cannot be read: {error.strerror}", remedy=remedy, path=shown) from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part)[:40] for part in first["loc"][:8])
        raise AfterwordError(
            f"this is not a draft: {f'{place}: ' if place else ''}{first['msg'][:200]}",
            remedy="make it with `afterword draft ID --generate FILE`",
            path=shown,
        ) from None
    if proposals.id != document.id:
        raise AfterwordError("the draft is for another post-mortem", remedy="name the one it was made for", path=shown)
    if proposals.base != blob_id(document):
        raise AfterwordError(
            "the post-mortem has changed since the draft was made; nothing was written",
            remedy=f"make the draft again: `afterword draft {document.id} --generate {path.name}`",
            path=shown,
        )
    # The name as the front matter would keep it: `derived,` would hide that a model wrote the section.
    if not proposals.model.strip() or model_name(proposals.model) in NOT_MODELS:
        raise AfterwordError("the draft names no model", path=shown)
    return proposals
