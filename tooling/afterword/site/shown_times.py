"""The times of incidents that the site shows, and the range of each: by them charts count and lists filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterword.portfolio.metrics import Times, list_publication_times, list_times, range_of_time
from afterword.postmortem import PostMortem
from afterword.site.labels import NOT_KNOWN, TIME_RANGES
from afterword.site.site import Site


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A time that is measured.

    Attributes:
        key: its name in addresses and in data.
        title: its name for people.
        milestone: the time of the incident that ends it; empty for publication.
        needs: what must be known of an incident for it.
    """

    key: str
    title: str
    milestone: str
    needs: str

    def measure(self, documents: Iterable[PostMortem], site: Site) -> Times:
        """Measure the incidents that can have such a time."""
        if self.milestone:
            return list_times(self.milestone, documents)
        return list_publication_times(documents, site.published)

    def find_range(self, document: PostMortem, site: Site) -> str | None:
        """Return the name of the range in which an incident counts; None if it cannot have such a time."""
        for _, length in self.measure([document], site):
            at = range_of_time(length)
            return NOT_KNOWN if at is None else TIME_RANGES[at]
        return None


RESOLVE = ShownTime("resolve", "Time to resolve", "resolved", "when it began and when it was resolved")
_TIMES = (
    ShownTime("detect", "Time to detect", "detected", "when it began and when it was detected"),
    ShownTime("mitigate", "Time to mitigate", "mitigated", "when it began and when it was mitigated"),
    RESOLVE,
    ShownTime("publish", "Time to publish", "", "when it was resolved and when its post-mortem was published"),
)


def list_shown_times(site: Site) -> Sequence[ShownTime]:
    """List the times that the site shows; none if the settings take durations off it."""
    return _TIMES if site.portfolio.config.site.durations else ()
