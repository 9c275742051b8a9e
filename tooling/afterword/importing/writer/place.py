"""Where an imported document comes from and goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document comes from and goes to.

    Attributes:
        document_id: the id of the new document.
        source: how `imported.source` names the source.
        old: the folder of the source, from the root of the project; None if it is outside, where links stay.
        new: the folder of the new document, from there.
        today: the day of the import, as the format writes it.
        digest: of the source.
        own_issues: whether `#12` in the source is an issue of this repository.
        severities: the project's.
        links: of a source outside the project, the new addresses of relative links.
    """

    document_id: str
    source: str
    old: str | None
    new: str
    today: str
    digest: str
    own_issues: bool = False
    severities: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
