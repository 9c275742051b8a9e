"""Finding similar incidents in a project: for a post-mortem of it, or for a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from afterword.learning.facts import facts_of
from afterword.learning.library import Library, library_of, open_library
from afterword.learning.similar import Neighbour, find_similar
from afterword.learning.terms import Terms, count_terms, document_terms
from afterword.postmortem import PostMortem
from afterword.project import Project

MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class SimilarIncidents:
    """What is similar to a post-mortem or to a text.

    Attributes:
        subject: the id of the post-mortem; empty for a text.
        neighbours: the most similar first.
        searched: how many post-mortems were compared.
        unread: files of post-mortems that could not be read.
    """

    subject: str
    neighbours: tuple[Neighbour, ...]
    searched: int
    unread: tuple[str, ...]


def search_similar(project: Project, query: str) -> SimilarIncidents:
    """Find what is similar to a post-mortem, given by its id or a part of it, or to any other text.

    Raises:
        AfterwordError: the words are a part of the ids of several post-mortems.
    """
    library = open_library(project)
    if _names_a_post_mortem(project, query):
        document = project.document(query)
        return _result(library, document.id, _near(library, document))
    return _result(library, "", find_similar(library, count_terms(query)))


def offer_similar(project: Project, text: str) -> tuple[Neighbour, ...]:
    """Return the few incidents that are near enough to a text to be offered unasked; none if none is."""
    found = find_similar(open_library(project), count_terms(text), most=MOST_OFFERED)
    return tuple(one for one in found if one.is_near)


def offer_similar_to(project: Project, document: PostMortem) -> tuple[Neighbour, ...]:
    """Return the few incidents that are near enough to a post-mortem to be offered unasked; none if none is."""
    found = _near(open_library(project), document, MOST_OFFERED)
    return tuple(one for one in found if one.is_near)


def offer_similar_among(documents: Sequence[PostMortem]) -> Callable[[PostMortem], tuple[Neighbour, ...]]:
    """Return what offers the few others that are near enough to one of the documents."""

    @cache
    def read_all() -> tuple[Library, Sequence[Terms]]:
        terms = [document_terms(document) for document in documents]
        return library_of(documents, terms), terms

    def offer(document: PostMortem) -> tuple[Neighbour, ...]:
        library, terms = read_all()
        own = library.positions[document.id]
        found = find_similar(library, terms[own], library.incidents[own].facts, own, MOST_OFFERED)
        return tuple(one for one in found if one.is_near)

    return offer


def _near(library: Library, document: PostMortem, most: int | None = None) -> list[Neighbour]:
    return find_similar(library, document_terms(document), facts_of(document), library.positions.get(document.id), most)


def _names_a_post_mortem(project: Project, query: str) -> bool:
    """Whether the query is one word that is in an id, or a path; a text has several words."""
    return len(query.split()) == 1 and bool(project.matching(query.strip()))


def _result(library: Library, subject: str, neighbours: list[Neighbour]) -> SimilarIncidents:
    return SimilarIncidents(subject, tuple(neighbours), len(library.incidents), library.unread)
