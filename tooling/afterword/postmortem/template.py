"""Write a new post-mortem, complete in form and honest about what is not known yet."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from afterword.postmortem import outline
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.values import Quantity
from afterword.postmortem.yamlformat import scalar

SCHEMA_FILE = "front-matter.schema.json"
"""The file of the JSON Schema beside the post-mortems: `afterword schema > postmortems/…`."""
TIMES = ("started", "detected", "mitigated", "resolved")
"""The times of an incident that can be given when a post-mortem is created."""
_MODEL = ("provider", "name", "version")
_SLUG_WORDS = 7
_SLUG_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a post-mortem is created; what is not known yet and not required is left out.

    Attributes:
        title: one line that names the effect.
        severity: a severity of the project, or `unknown`.
        owner: a handle, a team or a role; `TBD` if there is none yet.
        times: `started`, `detected`, `mitigated`, `resolved` as values of the format.
        duration: as a value of the format, if the times are not known.
        services: names.
        model: `provider/name@version`, or any part of it.
        impact: figures and words, such as `~1200 users, 8420 EUR`.
        summary: text of the Summary section.
        short_name: what the id has behind the day; from the title if it is empty.
    """

    title: str
    severity: str = "unknown"
    owner: str = "TBD"
    visibility: str = "internal"
    times: dict[str, str] = field(default_factory=dict)
    duration: str = ""
    services: tuple[str, ...] = ()
    model: str = ""
    impact: str = ""
    summary: str = ""
    short_name: str = ""


def slug(title: str) -> str:
    """Make the short name of an id from a title: ASCII, lower case, hyphens, a few words."""
    # Folding case makes `ss` of `ß`, which has no parts to keep.
    ascii_text = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_text)[:_SLUG_WORDS]
    while len(words) > 1 and len("-".join(words)) > _SLUG_LENGTH:
        words.pop()
    # A title in another script gets a name of its own, too.
    other = f"incident-{hashlib.sha256(title.encode('utf-8', 'replace')).hexdigest()[:6]}"
    return "-".join(words)[:_SLUG_LENGTH].strip("-") or other


def render(
    document_id: str,
    facts: Facts,
    required: Collection[str],
    *,
    headings: Mapping[str, str] | None = None,
    with_schema: bool = False,
) -> str:
    """Write the file's text.

    Args:
        document_id: the id, which is the file's stem.
        facts: what is known.
        required: names of the H2 sections to put in.
        headings: the headings of sections that the settings call otherwise, by their names.
        with_schema: whether to point editors to the JSON Schema beside the file.
    """
    # The comment by which the YAML language server, and so most editors, find a schema.
    modeline = [f"# yaml-language-server: $schema={SCHEMA_FILE}"] if with_schema else []
    lines = ["---", *modeline, *_front_matter(document_id, facts), "---", ""]
    for kind in outline.SECTIONS:
        if kind.name in required:
            lines += [f"## {(headings or {}).get(kind.name, kind.name)}", "", *_body(kind, facts), ""]
    return "\n".join(lines)


def _front_matter(document_id: str, facts: Facts) -> list[str]:
    values: dict[str, list[str]] = {
        "schema": [" 1"],
        "id": [" " + document_id],
        "title": [" " + scalar(facts.title)],
        "status": [" draft"],
        "severity": [" " + scalar(facts.severity)],
        "owner": [" " + scalar(facts.owner)],
        "incident": ["", *_incident(facts)],
        "services": [f" [{', '.join(map(scalar, facts.services))}]" if facts.services else " unknown"],
    }
    if facts.visibility != "internal":
        values["visibility"] = [" " + facts.visibility]
    if facts.model:
        values["models"] = ["", *_model(facts.model)]
    if facts.impact.strip():
        values["impact"] = ["", *_impact(facts.impact)]
    # The schema's order, so that template and reference agree.
    names = (field.alias or name for name, field in FrontMatter.model_fields.items())
    return [line for name in names if name in values for line in (f"{name}:{values[name][0]}", *values[name][1:])]


def _incident(facts: Facts) -> list[str]:
    lines = [f"  {key}: {facts.times[key]}" for key in TIMES if facts.times.get(key)]
    if facts.duration:
        lines.append(f"  duration: {scalar(facts.duration)}")
    return lines or ["  started: unknown"]


def _model(text: str) -> list[str]:
    name, _, version = text.partition("@")
    provider, slash, rest = name.partition("/")
    provider, name = (provider, rest) if slash else ("", name)
    known = [f"{key}: {scalar(value)}" for key, value in zip(_MODEL, (provider, name, version), strict=True) if value]
    return [f"  {'  ' if number else '- '}{line}" for number, line in enumerate(known)]


_WHAT = re.compile(r"\s(?:of\s)?(?P<what>users|customers|requests|complaints)$", re.IGNORECASE)


def _impact(text: str) -> list[str]:
    """Write figures that the text states plainly (`~1200 users`, `$41,250`), and the text itself as notes."""
    found: dict[str, str] = {}
    for part in re.split(r"(?:[,;]\s+|\s+and\s+)(?!\d{3}\b)", text):
        what = _WHAT.search(part.strip())
        quantity = Quantity.as_people_write(part.strip()[: what.start() if what else None])
        if quantity is None:
            continue
        noun = what["what"].lower() if what else ""
        if quantity.unit == "%":
            found.setdefault("share", str(quantity))
        elif quantity.unit:
            found.setdefault("cost", str(quantity))
        elif noun:
            found.setdefault("users" if noun == "customers" else noun, str(quantity))
    keys = ("users", "requests", "share", "cost", "complaints")
    return [*(f"  {key}: {scalar(found[key])}" for key in keys if key in found), f"  notes: {scalar(text)}"]


def _body(kind: SectionKind, facts: Facts) -> list[str]:
    if kind is outline.SUMMARY and facts.summary.strip():
        return [facts.summary.strip()]
    guidance = f"<!-- {kind.guidance} -->"
    if kind is outline.ROOT_CAUSE:
        parts = [guidance]
        for part in outline.ROOT_CAUSE_PARTS:
            parts += ["", f"### {part.name}", "", f"<!-- {part.guidance} -->"]
        return parts
    if kind is outline.ACTION_ITEMS:
        return [guidance, "", EMPTY_ACTION_TABLE]
    return [guidance]
