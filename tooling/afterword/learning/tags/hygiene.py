"""Tidy tags over a project: find what to rename and to add, show the edits, write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from afterword.errors import AfterwordError
from afterword.learning.search import offer_similar_among
from afterword.learning.tags.edits import Renaming, add_factor, rename_tags
from afterword.learning.tags.factors import ProposedFactor, propose_factors
from afterword.learning.tags.spellings import KINDS, Respelling, find_respellings, find_tags
from afterword.postmortem import PostMortem
from afterword.postmortem.files import save_text
from afterword.project import Project


@dataclass(frozen=True, slots=True)
class TagFindings:
    """What a look at all tags found.

    Attributes:
        searched: how many post-mortems were looked at.
        respellings: spellings that should be another one.
        factors: factors that post-mortems may lack.
        broken: files whose front matter cannot be read, so that their tags are not known.
    """

    searched: int
    respellings: tuple[Respelling, ...]
    factors: tuple[ProposedFactor, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagEdit:
    """An edit of one post-mortem; `refused` says why there is none."""

    document: PostMortem
    text: str
    refused: str = ""

    @property
    def diff(self) -> list[str]:
        """The lines that go and come, each with its sign."""
        before, after = (text.splitlines() for text in (self.document.source.text, self.text))
        return [line for line in unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++")][1:]


def find_untidy(project: Project) -> TagFindings:
    """Look for tags that are spelled in several ways, and for factors that post-mortems may lack."""
    documents = project.documents
    broken = tuple(document.path for document in documents if not document.tree.values)
    respellings = find_respellings(documents, project.config)
    factors = propose_factors(documents, project.config, offer_similar_among(documents))
    return TagFindings(len(documents), tuple(respellings), tuple(factors), broken)


def plan_renamings(project: Project, renamings: Sequence[Renaming]) -> list[TagEdit]:
    """Return the edits that rename tags, of the post-mortems that have them.

    Raises:
        AfterwordError: no post-mortem has one of them, or a service or factor is not in the project's vocabulary.
    """
    documents = project.documents
    used = {(tag.kind, tag.value) for document in documents for tag in find_tags(document)}
    for one in renamings:
        if one.kind not in KINDS:
            raise AfterwordError(f"`{one.kind}` is not a kind of tag", remedy=f"use one of: {', '.join(KINDS)}")
        if not one.keep.strip():
            raise AfterwordError("the new spelling is empty", remedy="delete a tag by hand, or write `unknown`")
        if (one.kind, one.value) not in used:
            raise AfterwordError(f"no post-mortem has the {one.kind} `{one.value}`", remedy="see `afterword tags`")
        _require_known(project, one.kind, one.keep)
    edits = [_edit(document, lambda document: rename_tags(document, renamings)) for document in documents]
    return [edit for edit in edits if edit.refused or edit.text != edit.document.source.text]


def plan_factor(project: Project, name: str, factor: str) -> list[TagEdit]:
    """Return the edit that adds a contributing factor to a post-mortem; none if it has it.

    Raises:
        AfterwordError: there is no such post-mortem, or the factor is not in the project's vocabulary.
    """
    _require_known(project, "factor", factor)
    document = project.document(name)
    edit = TagEdit(document, add_factor(document, factor))
    return [edit] if edit.text != document.source.text else []


def write_edits(project: Project, edits: Iterable[TagEdit]) -> int:
    """Write the edits, and return how many post-mortems changed.

    Raises:
        AfterwordError: a file was changed meanwhile, or cannot be written.
    """
    return sum(save_text(edit.document, edit.text, project.path(edit.document)) for edit in edits if not edit.refused)


def _require_known(project: Project, kind: str, value: str) -> None:
    known = {"service": project.config.services, "factor": project.config.known_factors}.get(kind, [])
    if known and value not in known:
        raise AfterwordError(
            f"`{value}` is not a {kind} of this project", remedy=f"add it to `{kind}s` in afterword.yml first"
        )


def _edit(document: PostMortem, change: Callable[[PostMortem], str]) -> TagEdit:
    try:
        return TagEdit(document, change(document))
    except AfterwordError as error:
        return TagEdit(document, document.source.text, f"{error.message}; {error.remedy}")
