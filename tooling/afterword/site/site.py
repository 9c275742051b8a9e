"""Everything that the pages are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import TypeVar, cast

from afterword import git
from afterword.errors import AfterwordError
from afterword.evidence.folder import read_text
from afterword.evidence.item import EvidenceItem
from afterword.evidence.ledger import read_ledger
from afterword.learning.retro.written import WrittenRetrospective, read_retrospectives
from afterword.learning.review.changes import Change, find_changes, read_earlier
from afterword.learning.search import offer_similar_among
from afterword.learning.similar import Neighbour
from afterword.portfolio import Portfolio
from afterword.portfolio.accepters import find_accepters
from afterword.portfolio.proofs.recorded_proofs import RecordedProof, recorded_proofs
from afterword.portfolio.snapshot import read_tracked_states
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.site import pictures
from afterword.site.addresses import page_url, relative
from afterword.site.groups import Groups, group_incidents
from afterword.site.links import Links, Repository
from afterword.site.search import Search

WEEK_LENGTH = timedelta(days=7)
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that the pages are made from.

    Attributes:
        name: the site's title.
        portfolio: the post-mortems, the settings and the current time.
        urls: URL of every page that has a file, by the file's path in the project.
        changed: last change of a file, by its path in the project.
        exists: whether the project has a file or folder at a path.
        repository: where the repository is on the web, if that is known.
        directory_urls: whether `a/b.md` becomes `a/b/` or `a/b.html`.
        search: what the site's search contains.
        address: where the site is published, with a slash at its end; empty if that is not known.
        published: when a file became published, by its path in the project.
        picture: URL of a picture that the site shows, by its path in the project; None if it does not show it.
        proofs: the eval cases of a document that can be asked, with their proofs.
        similar: the few incidents that are near to that of a document.
        retrospectives: those of the project, the newest first.
        evidence: the evidence items of a document, by their labels; None if its ledger cannot be read.
        prompts: by their names in diffs, the prompts and settings before and after that the causes of a document name.
        accepter: who accepted a drafted section of a document, by its name; empty if the history does not say.
        changes: the post-mortems that are new or changed since last week; None if the history does not say.
        closed: path and id of each action item that was written as settled since then, as far as the history says.
    """

    name: str
    portfolio: Portfolio
    urls: Mapping[str, str]
    changed: Mapping[str, datetime]
    exists: Callable[[str], bool]
    repository: Repository | None = None
    directory_urls: bool = True
    search: Search = Search.FULL
    address: str = ""
    published: Mapping[str, datetime] = field(default_factory=dict)
    picture: Callable[[str], str | None] = lambda path: None
    proofs: Callable[[PostMortem], tuple[RecordedProof, ...]] = lambda document: ()
    similar: Callable[[PostMortem], tuple[Neighbour, ...]] = lambda document: ()
    retrospectives: tuple[WrittenRetrospective, ...] = ()
    evidence: Callable[[PostMortem], Mapping[str, EvidenceItem] | None] = lambda document: {}
    prompts: Callable[[PostMortem], Mapping[str, str]] = lambda document: {}
    accepter: Callable[[PostMortem, str], str] = lambda document, name: ""
    changes: Callable[[], Sequence[Change] | None] = lambda: None
    closed: Callable[[], Set[tuple[str, str]]] = frozenset

    @property
    def documents(self) -> tuple[PostMortem, ...]:
        """Every post-mortem, oldest first."""
        return self.portfolio.documents

    @cached_property
    def by_id(self) -> Mapping[str, PostMortem]:
        """Every post-mortem by its id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def groups(self) -> Groups:
        """The incidents by the values that they share."""
        return group_incidents(self.documents, self.portfolio.config)

    @cached_property
    def _made(self) -> dict[Callable[[Site], object], object]:
        return {}

    def once(self, make: Callable[[Site], Made]) -> Made:
        """Return what is made of the site; several pages show it, so it is made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def url(self, page: str) -> str:
        """Return the URL of one of our pages, relative to the site's root."""
        return page_url(page, self.directory_urls)

    def link(self, page: str, seen_from: str) -> str:
        """Return the URL of one of our pages as seen from another."""
        return relative(self.url(page), self.url(seen_from))

    def root(self, seen_from: str) -> str:
        """Return what leads from one of our pages to the site's root; empty at the root itself."""
        return "../" * self.url(seen_from).count("/")

    def links(self, document: PostMortem, page: str) -> Links:
        """Return what resolves a document's links on one of our pages."""
        return self.links_of(document.path, page)

    def links_of(self, path: str, page: str) -> Links:
        """Return what resolves the links of a file of the project on one of our pages."""
        folder = path.rpartition("/")[0]
        return Links(folder, self.url(page), self.urls, self.exists, self.repository, self.picture)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the settings of the generator say, such as `mkdocs.yml`.

    Attributes:
        name: the site's title.
        address: where the site is published; empty if that is not known.
        repo_url: the repository's address.
        directory_urls: as in `Site`.
    """

    name: str
    address: str
    repo_url: str | None
    directory_urls: bool


def describe_site(
    project: Project,
    documents: tuple[PostMortem, ...],
    settings: SiteSettings,
    urls: Mapping[str, str],
    search: Search,
) -> Site:
    """Describe the site of a project.

    Args:
        project: the project.
        documents: its post-mortems.
        settings: those of the generator.
        urls: as in `Site`.
        search: as in `Site`.

    Raises:
        AfterwordError: a retrospective is not a regular file of the project, or too large.
    """
    # The dates of a shallow history are those of its cut.
    history = None if project.git is None or project.git.shallow else project.git
    prefix = git.prefix(project.root)
    return Site(
        name=settings.name,
        portfolio=Portfolio(documents, project.config, project.now, read_tracked_states(project.root)),
        urls=urls,
        changed={path: file.last for path, file in history.files.items()} if history else {},
        exists=lambda path: (project.root / path).exists(),
        repository=Repository.of(settings.repo_url, project.env, project.config.tracking.repository, prefix),
        directory_urls=settings.directory_urls,
        search=search,
        address=settings.address.rstrip("/") + "/" if settings.address else "",
        published=project.published if history else {},
        picture=lambda path: None if pictures.read(project, path) is None else pictures.url(project, path),
        proofs=_proofs_of(project),
        similar=offer_similar_among(documents),
        retrospectives=read_retrospectives(project),
        evidence=_evidence_of(project),
        prompts=_prompts_of(project),
        accepter=_accepter_of(project),
        changes=_changes_of(project),
        closed=_closed_of(project),
    )


def _proofs_of(project: Project) -> Callable[[PostMortem], tuple[RecordedProof, ...]]:
    """Return what recomputes the proofs of a document; several pages show them, so each is recomputed once."""
    known: dict[str, tuple[RecordedProof, ...]] = {}

    def proofs(document: PostMortem) -> tuple[RecordedProof, ...]:
        if document.path not in known:
            known[document.path] = recorded_proofs(project, document)
        return known[document.path]

    return proofs


def _evidence_of(project: Project) -> Callable[[PostMortem], Mapping[str, EvidenceItem] | None]:
    """Return what reads the evidence items that a document cites."""

    def evidence(document: PostMortem) -> Mapping[str, EvidenceItem] | None:
        cited = {label.lower() for label, _ in document.citations}
        if not cited:
            return {}
        try:
            ledger = read_ledger(project.evidence_folder(document.id))
        except AfterwordError:
            return None
        return {item.label: item for item in ledger.items if item.label in cited}

    return evidence


def _prompts_of(project: Project) -> Callable[[PostMortem], Mapping[str, str]]:
    """Return what reads the files of the evidence folder that the causes of a document name."""

    def prompts(document: PostMortem) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name in {name for cause in document.front.stated_causes for name in (cause.before, cause.after) if name}:
            with suppress(AfterwordError):  # unknown, at a commit, or missing, which `check` reports
                found[name] = read_text(project.evidence_folder(document.id), name)
        return found

    return prompts


def _accepter_of(project: Project) -> Callable[[PostMortem, str], str]:
    """Return what says who accepted a section; the history is read once, and only if a section was drafted."""

    @cache
    def accepters() -> Mapping[tuple[str, str], str]:
        has_history = project.git is not None and not project.git.shallow
        return find_accepters(git.changed_quotes(project.root, project.config.postmortems)) if has_history else {}

    return lambda document, name: accepters().get((document.path, name), "")


def _changes_of(project: Project) -> Callable[[], Sequence[Change] | None]:
    """Return what compares the post-mortems with those of last week, once."""

    @cache
    def changes() -> Sequence[Change] | None:
        try:
            return find_changes(project, project.now - WEEK_LENGTH)
        except AfterwordError:
            return None

    return changes


def _closed_of(project: Project) -> Callable[[], Set[tuple[str, str]]]:
    """Return what lists the action items that were open in the documents of last week and are settled now."""

    @cache
    def closed() -> Set[tuple[str, str]]:
        try:
            earlier = read_earlier(project, project.now - WEEK_LENGTH)
        except AfterwordError:
            return frozenset()
        found = set()
        for document in project.documents:
            before = earlier(document)
            if before is not None and before is not document:
                was_open = {item.id for item in before.actions if not item.is_settled}
                found |= {(document.path, one.id) for one in document.actions if one.is_settled and one.id in was_open}
        return found

    return closed
