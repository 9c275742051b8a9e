"""AW101 to AW113: what reading the file found. The reader locates them; the rules only report."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Check, Context, Found, Rule
from afterword.postmortem import Kind, PostMortem

_NAMES = {
    Kind.UNREADABLE_FILE: "the file can be read",
    Kind.FRONT_MATTER_MISSING: "there is front matter",
    Kind.YAML_MALFORMED: "the front matter is YAML",
    Kind.YAML_REFUSED: "the YAML is plain",
    Kind.UNKNOWN_KEY: "keys are those of the format",
    Kind.EMPTY_VALUE: "keys have values",
    Kind.INVALID_VALUE: "values have the form that their key asks for",
    Kind.ID_MISMATCH: "the id is the file's name",
    Kind.DUPLICATE_HEADING: "each section stands once",
    Kind.BAD_TABLE: "tables have the cells that their header announces",
    Kind.BAD_TIMELINE_EVENT: "timeline items begin with a time",
    Kind.BAD_EVAL_CASE: "eval cases can be read",
    Kind.BAD_MARKER: "markers of derived blocks are paired",
}


def _reporting(kind: Kind) -> Check:
    def check(document: PostMortem, _: Context) -> Iterator[Found]:
        return (Found(p.span, p.message, p.remedy) for p in document.problems if p.kind is kind)

    return check


RULES = tuple(Rule(kind.value, name, _reporting(kind)) for kind, name in _NAMES.items())
