"""Which of the keys that a document's status requires are missing, and which are only proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.locations import is_draft, lack_of
from afterword.postmortem import PostMortem, ProblemKind, yamltree
from afterword.postmortem.schema import REQUIRED_FROM, Incident

_WRITTEN_KEY = re.compile(r"(?m)^[ \t]*([a-z_]+)[ \t]*:")


def missing_keys(document: PostMortem) -> list[str]:
    """Return the dotted keys that are required and missing; one that is only proposed is there."""
    return [key for key, lack in _lacking(document) if lack == "is missing"]


def keys_only_proposed(document: PostMortem) -> list[str]:
    """Return the dotted keys that are required and only proposed; none in a draft."""
    return [key for key, lack in _lacking(document) if lack == "is only proposed"]


def _lacking(document: PostMortem) -> Iterator[tuple[str, str]]:
    """Yield the required keys that are not there, and what each lacks."""
    if document.front_span is None:
        return
    lost = _keys_that_were_lost(document)
    incident = document.front.incident or Incident()
    not_asked = {"impact"} if incident.near_miss else set()
    if incident.duration is not None:
        not_asked |= {"incident.detected", "incident.resolved"}
    statuses = ("draft",) if is_draft(document) else ("draft", "in-review")
    for key, required_from in REQUIRED_FROM.items():
        path = tuple(key.split("."))
        if required_from not in statuses or key in not_asked:
            continue
        if len(path) > 1 and not isinstance(document.accepted.values.get(path[0]), yamltree.Mapping):
            continue  # the missing key above has a finding; or it is `unknown`
        if path[-1] in lost:
            continue  # written, but the YAML could not be read, which has a finding
        if lack := lack_of(document, *path, also_in_draft=True):  # a value that is there and wrong has its own finding
            yield key, lack


def _keys_that_were_lost(document: PostMortem) -> set[str]:
    """Return the keys that are written in front matter, if a part of it could not be read."""
    assert document.front_span is not None
    if not any(problem.kind in (ProblemKind.YAML_MALFORMED, ProblemKind.YAML_REFUSED) for problem in document.problems):
        return set()
    return set(_WRITTEN_KEY.findall(document.text(document.front_span)))
