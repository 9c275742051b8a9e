"""What the pages show of a document, worked out and put into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from afterword.config import Config
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.schema import Cause, Incident, ModelUse
from afterword.postmortem.values import Interval, Precision, When
from afterword.site.links import Repository, relative

HOME = "index.md"
INCIDENTS = "incidents/index.md"
ACTIONS = "action-items.md"


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

    def url(self, page: str) -> str:
        """URL of one of our pages, relative to the site's root."""
        return page_url(page, self.directory_urls)

    def link(self, page: str, seen_from: str) -> str:
        """URL of one of our pages as seen from another."""
        return relative(self.url(page), self.url(seen_from))


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
    if known is None:
        return Badge(name, "sev-unknown", "not a severity of this project")
    rank = config.severities.index(known) * 4 // max(len(config.severities), 4)
    return Badge(name, f"sev-{rank + 1}", known.meaning)


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
    """How a document's action items stand; rows that nobody has accepted yet are counted apart."""

    open: int
    overdue: int
    closed: int
    drafted: int

    @property
    def total(self) -> int:
        """All rows."""
        return self.open + self.closed + self.drafted


def tally(items: list[ActionItem] | tuple[ActionItem, ...], now: datetime) -> Tally:
    """Count action items."""
    ours = [item for item in items if not item.under_notice]
    is_open = [item for item in ours if action_is_open(item)]
    overdue = sum(action_is_overdue(item, now) for item in is_open)
    return Tally(len(is_open), overdue, len(ours) - len(is_open), len(items) - len(ours))


def action_is_open(item: ActionItem) -> bool:
    """Whether something is left to do; a status that is none of ours counts as open."""
    return item.status not in ("done", "not planned")


def action_is_overdue(item: ActionItem, now: datetime) -> bool:
    """Whether the date has passed to its last instant and the item is still open."""
    return action_is_open(item) and item.due is not None and item.due.latest is not None and item.due.latest <= now


def action_kind(item: ActionItem) -> str:
    """Suffix of the CSS class for an item's state."""
    if item.under_notice:
        return "draft"
    return {"done": "done", "not planned": "dropped"}.get(item.status, "open")
