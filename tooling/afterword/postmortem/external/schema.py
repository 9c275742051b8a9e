"""The front matter of an external edition: the one place that says which keys there are."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from afterword.postmortem.schema import Correction, DocumentId, Line, OrUnknown, SchemaVersion, Text, When
from afterword.postmortem.statuses import DocumentStatus

REQUIRED = ("schema", "id", "edition", "title", "status", "date")
"""Keys that an external edition requires from its first draft on."""


class ExternalFrontMatter(BaseModel):
    """The front matter of an external edition. A value is None where the key is missing or could not be read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    schema_: SchemaVersion | None = Field(None, alias="schema", description="version of this format")
    id: DocumentId | None = Field(None, description="the id of the post-mortem; the file's name without `.external.md`")
    edition: Literal["external"] | None = Field(None, description="always `external`")
    title: Line | None = Field(None, description="one line that names what customers saw")
    status: DocumentStatus | None = Field(None, description="draft, then in-review, then published")
    date: When | None = Field(None, description="when it began for customers; orders the list and the feeds")
    updates: list[Correction] | None = Field(
        None, description="what changed in the report since it was published, for readers; with `date` and `what`"
    )
    allow: OrUnknown[list[Text]] | None = Field(
        None, description="names, addresses and figures that may appear though the leak check knows them as internal"
    )

    @property
    def allowed(self) -> tuple[str, ...]:
        """The terms of `allow`."""
        return tuple(self.allow) if isinstance(self.allow, list) else ()


def json_schema() -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of the front matter, for completion and checks in editors."""
    schema = ExternalFrontMatter.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Afterword external edition, front matter"
    schema["required"] = list(REQUIRED)
    return schema
