"""Values for the front matter that the evidence states; what it leaves open or states differently is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterword.derive.causes import write_changed_lines, write_changed_settings
from afterword.derive.events import Entry
from afterword.derive.models import read_model
from afterword.derive.timeline import find_milestones
from afterword.drafting.collected_versions import Versions, collected_versions
from afterword.drafting.sentences import split_sentences
from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem
from afterword.postmortem.proposed import key_path, key_paths
from afterword.postmortem.schema import FrontMatter, ModelUse
from afterword.postmortem.values import UNKNOWN, Quantity
from afterword.postmortem.yamltree import Path as KeyPath
from afterword.times.when import When

MILESTONE_KEYS = {
    "first symptom": "started",
    "detected": "detected",
    "incident declared": "declared",
    "mitigation applied": "mitigated",
    "resolved": "resolved",
}
"""By the milestone of an event, the key of the incident."""
_MIN_NAMED = 2
"""Items that name a service before it is proposed: one mention is often a comparison."""
_NUMBER = r"(?P<value>(?:~|about |around |at least |more than )?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
_WHO = r"(?P<what>users|customers|requests|complaints)"
_FIGURES = (
    re.compile(rf"(?<![\w.,–-]){_NUMBER} {_WHO} (?:were |have been |are )?(?:affected|impacted)\b", re.IGNORECASE),
    re.compile(rf"\b(?:affected|affecting|impacted|impacting) {_NUMBER} {_WHO}\b", re.IGNORECASE),
)
_UNSURE = re.compile(
    r"\b(?:no|none|not|never|neither|nobody|without|if|unless|would|could|might|may|should|maybe|perhaps|possibly|"
    r"expect\w*|"
    r"fewer|less|under|below|between|up to|almost|nearly|roughly|over|some|or|to \d|percent|at most|"
    r"of (?:the |our |all )?~?\d|"
    r"\d+ ?(?:to|-|–) ?\d+|wrong\w*|correct\w*|false|true that|told|claim\w*)\b|n['’]t\b|[%?]",
    re.IGNORECASE,
)
"""Words beside which a figure may be a bound, a range, a guess, a part of another one, or not the case."""
_QUALIFIERS = {"about ": "~", "around ": "~", "at least ": ">=", "more than ": ">"}
_KEYS = {"customers": "users"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that the evidence gives.

    Attributes:
        path: where it belongs in the front matter; for an item of a list, the list's key and the item's `id` or `name`.
        value: a text, a list of texts, or a mapping of texts.
        sources: ids of evidence items, or names of files in the evidence folder.
        is_item: whether it is an item of a list, each of which is accepted or declined by itself.
    """

    path: KeyPath
    value: object
    sources: tuple[str, ...]
    is_item: bool = False


def derive_values(
    front: FrontMatter, ledger: Ledger, folder: Path, services: Iterable[str] = ()
) -> tuple[Proposal, ...]:
    """Derive what the evidence says about the front matter.

    Args:
        front: what is stated and accepted.
        ledger: the evidence.
        folder: its folder, with prompts and configurations.
        services: the project's names of services, if there is a list.
    """
    prompts, settings = (list(filter(_differs, collected_versions(folder, kind))) for kind in ("prompts", "config"))
    return (
        *_incident(front, ledger),
        *_services(ledger, services),
        *_models(front, settings),
        *([] if front.stated_causes else _causes(prompts, settings)),
        *_impact(ledger),
    )


def open_names(document: PostMortem, proposals: Iterable[Proposal]) -> frozenset[str]:
    """Return the key paths of proposals that await review, or will: those that people did not decline."""
    present, recorded = set(key_paths(document.tree).values()), document.front.drafted.values
    names = (key_path(document.tree, proposal.path) for proposal in proposals)
    return frozenset(name for name in names if name in present or name not in recorded)


def _differs(pair: Versions) -> bool:
    return pair.texts is not None and pair.texts[0] != pair.texts[1]


def _incident(front: FrontMatter, ledger: Ledger) -> Iterator[Proposal]:
    entries = [Entry(item.at, item.text, (item.id,)) for item in ledger.items if item.at and item.at.known]
    marked = {entry.kind: entry for entry in find_milestones(entries)}
    alert = marked.get("alert triggered")
    if alert and "detected" not in marked and not _was_discussed_before(alert, front, ledger):
        marked["detected"] = alert
    latest = _earliest(front.incident.started if front.incident else None)
    for kind, key in MILESTONE_KEYS.items():
        stated = _earliest(getattr(front.incident, key, None))
        if stated is None and kind in marked:
            # A time before what came earlier is of something else: an older incident, or a first attempt.
            end = marked[kind].at.latest
            if latest and end and end < latest:
                continue
            yield Proposal(("incident", key), str(marked[kind].at), marked[kind].citations)
            stated = marked[kind].at.earliest
        latest = max(filter(None, (latest, stated)), default=None)
    if alert and "detected" in marked and marked["detected"].at == alert.at:
        yield Proposal(("incident", "detection"), "alert", alert.citations)


def _earliest(when: When | None) -> datetime | None:
    return when.earliest if when else None


def _was_discussed_before(alert: Entry, front: FrontMatter, ledger: Ledger) -> bool:
    """Whether somebody wrote between the start of the incident and the alert, which then may not have detected it."""
    started = front.incident.started if front.incident else None
    for item in ledger.items:
        if not item.actor or item.id in alert.citations or not (item.at and item.at.earliest and item.at.latest):
            continue
        is_in_time = not (started and started.earliest) or started.earliest <= item.at.latest
        is_before = alert.at.latest is not None and item.at.earliest < alert.at.latest
        if is_in_time and is_before and not Entry(item.at, item.text).is_change:
            return True
    return False


def _services(ledger: Ledger, services: Iterable[str]) -> Iterator[Proposal]:
    named: dict[str, list[str]] = {}
    for service in services:
        pattern = re.compile(rf"(?<![\w-]){re.escape(service)}(?![\w-])", re.IGNORECASE)
        items = [item.id for item in ledger.items if pattern.search(item.text)]
        if len(items) >= _MIN_NAMED:
            named[service] = items
    if named:
        sources = dict.fromkeys(item for items in named.values() for item in items[:_MIN_NAMED])
        yield Proposal(("services",), list(named), tuple(sources))


def _models(front: FrontMatter, settings: Sequence[Versions]) -> Iterator[Proposal]:
    """Read the model that served from the one configuration that was collected."""
    if len(settings) != 1:
        return
    (pair,) = settings
    found, parameters = read_model(pair.settings[1])
    stated = front.models if isinstance(front.models, list) else []
    if not stated and found.get("name"):
        value = {**found, "parameters": parameters} if parameters else dict(found)
        yield Proposal(("models", found["name"]), value, (pair.after,), is_item=True)
    elif len(stated) == 1 and (_is_open(stated[0].name) or found.get("name") in (None, stated[0].name)):
        missing: dict[str, object] = {key: text for key, text in found.items() if _is_open(getattr(stated[0], key))}
        missing |= {"parameters": parameters} if parameters and _is_open(stated[0].parameters) else {}
        for key in (key for key in ModelUse.model_fields if key in missing):
            yield Proposal(("models", 0, key), missing[key], (pair.after,))


def _is_open(value: object) -> bool:
    return value is None or value is UNKNOWN or value == UNKNOWN.value


def _causes(prompts: Sequence[Versions], settings: Sequence[Versions]) -> Iterator[Proposal]:
    """Take each prompt and configuration that differs for a cause: whether it is one, the reviewer says."""
    for kind, pairs in (("prompt", prompts), ("config", settings)):
        for pair in pairs:
            cause = {"id": pair.name, "kind": kind, "summary": _what_changed(kind, pair), "before": pair.before}
            yield Proposal(("causes", pair.name), {**cause, "after": pair.after}, (pair.after,), is_item=True)


def _what_changed(kind: str, pair: Versions) -> str:
    assert pair.texts
    if kind == "config" and all(pair.settings):
        return write_changed_settings(*pair.settings)
    return write_changed_lines(pair.after, pair.texts)


def _impact(ledger: Ledger) -> Iterator[Proposal]:
    """Find the figures of people and requests that were affected; where two differ, the reviewer has to say."""
    found: dict[str, dict[str, list[str]]] = {}
    for item in ledger.items:
        for key, value in _figures(item):
            found.setdefault(key, {}).setdefault(value, []).append(item.id)
    for key, values in found.items():
        if len(values) == 1:
            ((value, items),) = values.items()
            yield Proposal(("impact", key), value, tuple(dict.fromkeys(items)))


def _figures(item: EvidenceItem) -> Iterator[tuple[str, str]]:
    for sentence in split_sentences(item.text):
        for match in (found for pattern in _FIGURES for found in pattern.finditer(sentence)):
            if _UNSURE.search(sentence):
                continue
            text = match["value"].lower().replace(",", "")
            for words, qualifier in _QUALIFIERS.items():
                text = text.replace(words, qualifier)
            what = match["what"].lower()
            yield _KEYS.get(what, what), str(Quantity.parse(text))
