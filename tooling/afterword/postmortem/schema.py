"""The front matter's schema: the one place that says which keys there are and what they contain.

The reader, the JSON Schema and the template are made from these models. Every field is optional here: which keys a
post-mortem requires depends on its status, which is a rule, not schema; `REQUIRED_FROM` lists them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from afterword.postmortem import drafted, values
from afterword.postmortem.statuses import DocumentStatus
from afterword.postmortem.values import UNKNOWN, Unknown
from afterword.times import durations, when

SCHEMA_VERSION = "1"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_PATTERN = rf"\d{{4}}-\d{{2}}-\d{{2}}-{SLUG}"

T = TypeVar("T")


class _OrUnknown:
    """Allows the word `unknown` in place of a value of any type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: object, inner: Callable[[object], object]) -> object:
            return UNKNOWN if value == UNKNOWN.value or value is UNKNOWN else inner(value)

        value_type, _ = get_args(source)
        return core_schema.no_info_wrap_validator_function(validate, handler.generate_schema(value_type))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"const": UNKNOWN.value}]}


class _Record:
    """The record of what the tool filled, which is a mapping of lists and mappings of text."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(drafted.Drafted.parse)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        texts = {"type": "string"}
        noted = {"type": "object", "additionalProperties": texts}
        entry = {"anyOf": [{"type": "array", "items": {"anyOf": [texts, noted]}}, noted]}
        return {"type": "object", "additionalProperties": entry}


class _Parsed:
    """A field read from its text by a value class; numbers are allowed to editors, whose YAML readers make them."""

    def __init__(self, parse: Callable[[str], object], *json_types: str) -> None:
        self.parse = parse
        self.json_types = json_types

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: object) -> object:
            if not isinstance(value, str):
                raise ValueError("expected one value, not a list or a mapping")
            return self.parse(value)

        return core_schema.no_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": list(self.json_types) if len(self.json_types) > 1 else self.json_types[0]}


def _one_line(text: str) -> str:
    if "\n" in text.strip():
        raise ValueError("keep it on one line")
    return text.strip()


def _slug(text: str) -> str:
    if not re.fullmatch(SLUG, text):
        raise ValueError("use lower-case letters, digits and hyphens, such as `tone-rewrite`")
    return text


def _schema_version(text: str) -> str:
    if text != SCHEMA_VERSION:
        raise ValueError(f"this version of Afterword reads schema {SCHEMA_VERSION}")
    return text


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("write `true` or `false`")
    return text == "true"


def _id(text: str) -> str:
    if not re.fullmatch(ID_PATTERN, text):
        raise ValueError("an id is a date and a short name: `2026-04-16-support-bot-refund`")
    return text


OrUnknown = Annotated[T | Unknown, _OrUnknown()]
OneOrMore = Annotated[list[T], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
When = Annotated[when.When, _Parsed(when.When.parse, "string")]
Quantity = Annotated[values.Quantity, _Parsed(values.Quantity.parse, "string", "number")]
Duration = Annotated[durations.Duration, _Parsed(durations.Duration.parse, "string")]
Person = Annotated[values.Person, _Parsed(values.Person.parse, "string")]
Ref = Annotated[values.Ref, _Parsed(values.Ref.parse, "string")]
Text = Annotated[str, _Parsed(str.strip, "string", "number", "boolean")]
Line = Annotated[str, _Parsed(_one_line, "string", "number", "boolean")]
Slug = Annotated[str, _Parsed(_slug, "string")]
Flag = Annotated[bool, _Parsed(_flag, "boolean")]
SchemaVersion = Annotated[str, _Parsed(_schema_version, "string", "number")]
Drafted = Annotated[drafted.Drafted, _Record()]
DocumentId = Annotated[str, _Parsed(_id, "string")]

Visibility = Literal["internal", "external"]
Detection = Literal["alert", "eval", "customer", "employee", "provider", "public", "other"]
CauseKind = Literal[
    "prompt", "retrieval", "model", "config", "tool", "guardrail", "eval", "data", "code", "routing",
    "infrastructure", "provider", "traffic",
]  # fmt: skip
ProviderFactor = Literal["none", "contributing", "primary"]
ProviderEvent = Literal["version change", "degradation", "outage", "policy", "defect"]
DataImpact = Literal["none", "loss", "corruption", "exposure"]
EvalGap = Literal["missing-case", "wrong-assertion", "not-run", "not-representative", "judge-error", "none"]
Control = Literal["instruction", "enforced"]


class _Model(BaseModel):
    # Built when it is first used: most of them only as a part of another.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Incident(_Model):
    """When it happened and how it was detected."""

    started: When | None = Field(None, description="first effect on users")
    detected: When | None = Field(None, description="when the problem was detected")
    reported: When | None = Field(None, description="first signal from outside")
    declared: When | None = Field(None, description="when the incident was declared")
    mitigated: When | None = Field(None, description="when users were no longer affected")
    resolved: When | None = Field(None, description="when the cause was removed")
    duration: Duration | None = Field(None, description="if only the duration is known")
    detection: OrUnknown[Detection] | None = Field(None, description="what detected it")
    issue: Ref | None = Field(None, description="the incident issue on GitHub")
    near_miss: Flag | None = Field(None, description="`true` if no users were affected but could have been")


class Retrieval(_Model):
    """What a retrieval-augmented model read from."""

    index: Text | None = None
    snapshot: Text | None = None
    embedding_model: Text | None = None


class ModelUse(_Model):
    """One model that served, with its configuration."""

    provider: Text | None = None
    name: Text | None = None
    version: Text | None = Field(None, description="the snapshot that served")
    parameters: OrUnknown[dict[str, Text]] | None = Field(None, description="temperature, top_p, max_tokens, any other")
    system_prompt: Text | None = Field(None, description="version or reference")
    role: Text | None = Field(None, description="`judge` for a model that grades")
    retrieval: OrUnknown[Retrieval] | None = None


class Cause(_Model):
    """One root cause; several are common, and a cause need not be a change."""

    id: Slug | None = Field(None, description="short name, used in headings")
    kind: OrUnknown[CauseKind] | None = Field(None, description="the part of the system")
    summary: Text | None = None
    started: When | None = None
    ended: When | None = None
    ref: Ref | None = Field(None, description="the commit, pull request or page of the change")
    before: Text | None = Field(None, description="file in the evidence folder, `path@commit`, or `unknown`")
    after: Text | None = Field(None, description="file in the evidence folder, `path@commit`, or `unknown`")


class Provider(_Model):
    """Whether an upstream provider had a part in it."""

    factor: OrUnknown[ProviderFactor] | None = None
    name: Text | None = None
    what: OrUnknown[ProviderEvent] | None = None
    incident: Ref | None = Field(None, description="the provider's own report")


class Impact(_Model):
    """What it did to users, the business and data."""

    users: Quantity | None = None
    requests: Quantity | None = None
    share: Quantity | None = Field(None, description="share of users or requests affected")
    revenue: Quantity | None = None
    cost: Quantity | None = None
    sla_violations: Quantity | None = None
    complaints: Quantity | None = None
    data: OrUnknown[DataImpact] | None = None
    harm: Text | None = None
    notes: Text | None = None


class Evals(_Model):
    """Why evaluations did not catch it."""

    gap: OrUnknown[OneOrMore[EvalGap]] | None = Field(None, description="one or more")
    suite: Text | None = None


class Agent(_Model):
    """What an agent was allowed to do, and its controls."""

    autonomy: Text | None = None
    tools: OrUnknown[list[Text]] | None = None
    irreversible_actions: OrUnknown[OneOrMore[Text]] | None = None
    control: OrUnknown[Control] | None = Field(None, description="an instruction in words, or enforced by the system")


class Taxonomy(_Model):
    """Year-qualified ids of public taxonomies."""

    owasp: list[Text] | None = None
    atlas: list[Text] | None = None


class Regulatory(_Model):
    """Which reporting duties may apply."""

    aware: When | None = Field(None, description="when the organisation became aware")
    regimes: OrUnknown[list[Text]] | None = None


class Correction(_Model):
    """A correction after publication."""

    date: When | None = None
    what: Text | None = None


class Imported(_Model):
    """Where a document comes from that was written elsewhere."""

    source: Text | None = Field(None, description="the file or page that it was read from")
    date: When | None = Field(None, description="when it was imported")
    hash: Text | None = Field(None, description="SHA-256 of the source, the first 16 digits")
    written: dict[str, Text] | None = Field(
        None, description="digest of each section as it was written, by which a later import finds what people edited"
    )


class FrontMatter(_Model):
    """The front matter of a post-mortem. A value is None where the key is missing or could not be read."""

    schema_: SchemaVersion | None = Field(None, alias="schema", description="version of this format")
    id: DocumentId | None = Field(None, description="the file's name without `.md`; never changes")
    title: Line | None = Field(None, description="one line that names the effect, not a person")
    status: DocumentStatus | None = Field(None, description="draft, then in-review, then published")
    severity: Text | None = Field(None, description="a severity of `afterword.yml`")
    visibility: Visibility | None = Field(None, description="internal (default) or external")
    visibility_reason: Text | None = Field(None, description="why it is internal although people outside noticed")
    owner: Person | None = Field(None, description="the owner of the post-mortem")
    responders: OrUnknown[list[Person]] | None = Field(None, description="who took part")
    incident: Incident | None = Field(None, description="times and detection")
    services: OrUnknown[list[Text]] | None = Field(None, description="what was affected")
    models: OrUnknown[list[ModelUse]] | None = Field(None, description="the models that served")
    causes: OrUnknown[list[Cause]] | None = Field(None, description="root causes; several are common")
    provider: OrUnknown[Provider] | None = Field(None, description="the part of an upstream provider")
    impact: OrUnknown[Impact] | None = Field(None, description="figures, each of which may be unknown")
    evals: OrUnknown[Evals] | None = Field(None, description="why evaluations did not catch it")
    factors: OrUnknown[list[Text]] | None = Field(None, description="contributing factors of the shared vocabulary")
    agent: Agent | None = Field(None, description="if an agent acted")
    taxonomy: Taxonomy | None = Field(None, description="ids of public taxonomies")
    regulatory: Regulatory | None = Field(None, description="reporting duties")
    drafted: Drafted = Field(default_factory=drafted.Drafted, description="written by the tool: what it filled")
    imported: Imported | None = Field(None, description="written by the tool: where it was imported from")
    corrected: list[Correction] | None = Field(None, description="corrections after publication")

    @property
    def stated_causes(self) -> list[Cause]:
        """List the causes; none while they are unknown."""
        return self.causes if isinstance(self.causes, list) else []

    @property
    def stated_models(self) -> list[ModelUse]:
        """List the models; none while they are unknown."""
        return self.models if isinstance(self.models, list) else []

    @property
    def stated_people(self) -> list[Person]:
        """List the owner and the responders, as far as they are known."""
        responders = self.responders if isinstance(self.responders, list) else []
        return [person for person in (self.owner, *responders) if person is not None]


INCIDENT_TIMES = ("started", "reported", "detected", "declared", "mitigated", "resolved")
"""The keys of `incident` that are times, in the order in which they usually happen."""
REQUIRED_FROM: dict[str, DocumentStatus] = {
    "schema": "draft",
    "id": "draft",
    "title": "draft",
    "status": "draft",
    "severity": "draft",
    "owner": "draft",
    "incident": "draft",
    "services": "draft",
    "incident.detected": "in-review",
    "incident.resolved": "in-review",
    "incident.detection": "in-review",
    "models": "in-review",
    "causes": "in-review",
    "provider": "in-review",
    "impact": "in-review",
    "evals": "in-review",
    "evals.gap": "in-review",
    "factors": "in-review",
}
"""Dotted key to the status from which it is required. `incident.duration` may replace the times."""


def json_schema(words: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of the front matter, for completion and checks in editors.

    Args:
        words: the only words that a project allows, by the key: of a value, or of the items of a list.
    """
    schema = FrontMatter.model_json_schema(by_alias=True)
    for key, allowed in (words or {}).items():
        for kind in schema["properties"][key]["anyOf"]:
            if "items" in kind:
                kind["items"] = {"enum": allowed}
            elif kind.get("type") != "null" and "const" not in kind:
                kind.clear()
                kind["enum"] = [*allowed, "unknown"]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Afterword post-mortem, front matter"
    schema["required"] = [key for key, status in REQUIRED_FROM.items() if status == "draft" and "." not in key]
    return schema


def as_file(made: dict[str, Any]) -> str:
    """Write a JSON Schema as the file that editors read."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
