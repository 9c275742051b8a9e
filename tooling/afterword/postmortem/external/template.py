"""Write a new external edition: its front matter, and the guidance for each section."""

from __future__ import annotations

from afterword.postmortem.external.outline import EXTERNAL_SECTIONS
from afterword.postmortem.external.schema import ExternalFrontMatter
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import SCHEMA_VERSION
from afterword.postmortem.yamlformat import scalar


def guidance(kind: SectionKind) -> str:
    """Write the guidance for a section as a comment, which the site does not show."""
    return f"<!-- {kind.guidance} -->"


def render(document_id: str, title: str, date: str) -> str:
    """Write the file's text.

    Args:
        document_id: the post-mortem's id.
        title: one line.
        date: when it began, as a value of the format.
    """
    values = {
        "schema": SCHEMA_VERSION,
        "id": document_id,
        "edition": "external",
        "title": scalar(title),
        "status": "draft",
        "date": date,
    }
    # The schema's order, so that template and reference agree.
    names = (field.alias or name for name, field in ExternalFrontMatter.model_fields.items())
    lines = ["---", *(f"{name}: {values[name]}" for name in names if name in values), "---", ""]
    for kind in EXTERNAL_SECTIONS:
        lines += [f"## {kind.name}", "", guidance(kind), ""]
    return "\n".join(lines)
