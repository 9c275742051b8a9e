"""The front matter of foreign notes, which says nothing that happened."""

from __future__ import annotations

from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from afterword.evidence.shallow_yaml import load_shallow

_LIMIT = 20_000


class _ShallowYaml(YAMLHandler):
    def load(self, fm: str, **_: object) -> Any:
        return load_shallow(fm)


def without_front_matter(text: str) -> str:
    """Blank a foreign front matter (YAML, TOML or JSON), so that lines keep their numbers."""
    head = text[:_LIMIT]
    if not head.startswith(("---", "+++", "{")) or head.count("[") + head.count("{") > 100:
        return text
    try:
        metadata, content = frontmatter.parse(text, handler=_ShallowYaml() if head.startswith("---") else None)
    except Exception:  # if a foreign block breaks the parser in any way, the notes below it are still notes
        return text
    if not metadata or not all(str(key)[:1].isalpha() for key in metadata):
        return text  # notes between two rules, or `17:02 outage: …`
    at = text.rfind(content) if content else -1
    return text if at <= 0 else "\n" * text[:at].count("\n") + text[at:]
