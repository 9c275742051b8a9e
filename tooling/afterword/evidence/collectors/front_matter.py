"""The front matter of foreign notes, which says nothing that happened."""

from __future__ import annotations

import frontmatter

_LIMIT = 20_000


def without_front_matter(text: str) -> str:
    """Blank a foreign front matter (YAML, TOML or JSON), so that lines keep their numbers.

    The block is bounded first: the YAML loader behind python-frontmatter recurses and dies on deep nesting.
    """
    head = text[:_LIMIT]
    if not head.startswith(("---", "+++", "{")) or head.count("[") + head.count("{") > 100:
        return text
    try:
        _, content = frontmatter.parse(text)
    except Exception:  # if a foreign block breaks the parser in any way, the notes below it are still notes
        return text
    at = text.rfind(content) if content else -1
    return text if at <= 0 else "\n" * text[:at].count("\n") + text[at:]
