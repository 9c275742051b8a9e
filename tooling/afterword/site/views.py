"""What the pages show of a document, worked out and put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cached_property

from afterword.config import Config
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.schema import Cause, Incident, ModelUse
from afterword.postmortem.statuses import is_settled
from afterword.site.links import Repository, relative
from afterword.site.snapshot import Snapshot
from afterword.times.durations import Interval
from afterword.times.when import Precision, When

HOME = "index.md"
INCIDENTS = "incidents/index.md"
ACTIONS = "action-items.md"
BROWSE = "browse/index.md"
METRICS = "metrics.md"
SEARCH = "search.md"

LISTED = {
    HOME: "Home",
    INCIDENTS: "Incidents",
    ACTIONS: "Action items",
    METRICS: "Metrics",
    BROWSE: "Browse",
    SEARCH: "Search",
}
"""What stands in the navigation, in this order, and its name there."""

DATA = "incidents.json"
"""What the table of incidents filters, beside the pages."""


class Search(Enum):
    """What the site's search holds."""

    FULL = "full"
    """Every word, in Material's index: comfortable to some 300 incidents."""
    LIGHT = "light"
    """Titles, facts and summaries, in Material's index."""
    PAGEFIND = "pagefind"
    """As LIGHT, and every word on a page of its own, from Pagefind's index."""


@dataclass(frozen=True)
class Site:
    """Everything that the pages are made from.

    Attributes:
        name: the site's title.
        documents: every post-mortem, oldest first.
        config: the settings.
        now: the current time, which decides what is overdue.
        urls: URL of every page that has a file, by the file's path in the project.
        changed: last change of a file, by its path in the project.
        exists: whether the project has a file or folder at a path.
        repository: where the repository can be seen, if that is known.
        directory_urls: whether `a/b.md` becomes `a/b/` or `a/b.html`.
        told: what the tracker last said about action items.
        search: what the site's search holds.
        address: where the site is published, with a slash at its end; empty where that is not known.
        published: when a file became published, by its path in the project.
        picture: URL of a picture that the site shows, by its path in the project; None where it shows none.
    """

    name: str
    documents: tuple[PostMortem, ...]
    config: Config
    now: datetime
    urls: Mapping[str, str]
    changed: Mapping[str, datetime]
    exists: Callable[[str], bool]
    repository: Repository | None = None
    directory_urls: bool = True
    told: Snapshot = field(default_factory=dict)
    search: Search = Search.FULL
    address: str = ""
    published: Mapping[str, datetime] = field(default_factory=dict)
    picture: Callable[[str], str | None] = lambda path: None

    def url(self, page: str) -> str:
        """URL of one of our pages, relative to the site's root."""
        return page_url(page, self.directory_urls)

    def link(self, page: str, seen_from: str) -> str:
        """URL of one of our pages as seen from another."""
        return relative(self.url(page), self.url(seen_from))

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """How the action items of each document stand, by its path; nearly every list tells it."""
        return {document.path: _tally(document, self) for document in self.documents}

    def root(self, seen_from: str) -> str:
        """What leads from one of our pages to the site's root; empty at the root itself."""
        return "../" * self.url(seen_from).count("/")


def page_url(page: str, directory_urls: bool) -> str:
    """URL of a page of the site by its source, as MkDocs makes it."""
    stem = page.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def incident_page(document: PostMortem) -> str:
    """The source that a document's page has in the site."""
    return f"incidents/{document.id}.md"


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with a colour: `kind` is the suffix of its CSS class, `title` says more about it."""

    text: str
    kind: str
    title: str = ""


def severity(document: PostMortem, config: Config) -> Badge:
    """The severity with its meaning; coloured by its rank, so that names of one's own work too."""
    name = document.front.severity
    if not name:
        return Badge("no severity", "sev-unknown")
    known = config.severity(name)
    return Badge(name, severity_kind(name, config), known.meaning if known else "not a severity of this project")


def severity_kind(name: str, config: Config) -> str:
    """Suffix of the CSS class for a severity."""
    known = config.severity(name)
    if known is None:
        return "sev-unknown"
    return f"sev-{config.severities.index(known) * 4 // max(len(config.severities), 4) + 1}"


_STATUSES = {"draft": "Draft", "in-review": "In review", "published": "Published"}


def status(document: PostMortem) -> Badge:
    """The document's status."""
    name = document.front.status
    return Badge(_STATUSES[name], name) if name else Badge("No status", "draft")


def started_on(document: PostMortem) -> str:
    """When the incident began, to the day or as coarsely as it is known; the id's date where that is unknown."""
    start = document.front.incident.started if document.front.incident else None
    if start is None or start.earliest is None:
        return document.id[:10]
    return start.display()[:10] if start.exact else start.display()


def order(document: PostMortem) -> tuple[str, str]:
    """Key that sorts documents by when the incident began."""
    start = document.front.incident.started if document.front.incident else None
    return (start.earliest.isoformat() if start and start.earliest else document.id[:10], document.id)


def duration(incident: Incident | None) -> str:
    """From the first effect on users to the resolution, or as stated."""
    if incident is None:
        return "unknown"
    if incident.resolved and incident.resolved.precision is Precision.ONGOING:
        return "ongoing"
    length = Interval.between(incident.started, incident.resolved)
    return str(length or incident.duration or "unknown")


def is_ongoing(document: PostMortem) -> bool:
    """Whether users may still be affected: the document says so, or names no end though it began."""
    incident = document.front.incident
    if incident is None:
        return False
    ends = [end for end in (incident.mitigated, incident.resolved) if end is not None]
    return bool(incident.resolved and incident.resolved.precision is Precision.ONGOING) and not any(
        end.known for end in ends
    )


def until(incident: Incident, end: When | None) -> str:
    """From the first effect on users to a later time, in words."""
    if end is None:
        return "not stated"
    if not end.known:
        return {"none": "never"}.get(str(end), str(end))
    length = Interval.between(incident.started, end)
    if length is None and incident.started and incident.started.known:
        return "before users were affected"
    return str(length) if length else "unknown"


def model_name(model: ModelUse) -> str:
    """A model as one would call it, with the version that served where it is known and says more."""
    name = model.name or "unknown"
    if model.version and model.version not in ("unknown", name):
        return f"{name} ({model.version})"
    return name


def models(document: PostMortem) -> list[ModelUse]:
    """The models, none where they are unknown."""
    return document.front.models if isinstance(document.front.models, list) else []


def causes(document: PostMortem) -> list[Cause]:
    """The causes, none where they are unknown."""
    return document.front.causes if isinstance(document.front.causes, list) else []


@dataclass(frozen=True, slots=True)
class Tally:
    """How action items stand; rows that nobody has accepted yet are counted apart."""

    open: int = 0
    overdue: int = 0
    closed: int = 0
    drafted: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return self.open + self.closed + self.drafted

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.open + other.open,
            self.overdue + other.overdue,
            self.closed + other.closed,
            self.drafted + other.drafted,
        )


def tally(document: PostMortem, site: Site) -> Tally:
    """How a document's action items stand."""
    return site.tallies[document.path]


def _tally(document: PostMortem, site: Site) -> Tally:
    ours = [item for item in document.actions if not item.under_notice]
    is_open = [item for item in ours if action_is_open(document, item, site)]
    overdue = sum(action_is_overdue(document, item, site) for item in is_open)
    return Tally(len(is_open), overdue, len(ours) - len(is_open), len(document.actions) - len(ours))


def tally_all(documents: Iterable[PostMortem], site: Site) -> Tally:
    """Count the action items of several documents."""
    return sum((tally(document, site) for document in documents), Tally())


def action_status(document: PostMortem, item: ActionItem, site: Site) -> str:
    """What the tracker says, else what is written; a draft is nobody's promise, so no tracker knows it."""
    told = site.told.get((document.id, item.id))
    return told.status if told and told.status and not item.under_notice else item.status


def action_is_open(document: PostMortem, item: ActionItem, site: Site) -> bool:
    """Whether something is left to do; a status that is none of ours counts as open."""
    return not is_settled(action_status(document, item, site))


def action_is_overdue(document: PostMortem, item: ActionItem, site: Site) -> bool:
    """Whether the date has passed to its last instant and the item, which somebody has accepted, is still open."""
    due = item.due.latest if item.due else None
    return due is not None and due <= site.now and not item.under_notice and action_is_open(document, item, site)


def action_kind(document: PostMortem, item: ActionItem, site: Site) -> str:
    """Suffix of the CSS class for an item's state."""
    if item.under_notice:
        return "draft"
    return {"done": "done", "not planned": "dropped"}.get(action_status(document, item, site), "open")
