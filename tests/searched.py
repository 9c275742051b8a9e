"""Post-mortems to be searched, and queries as people type them: each with the post-mortem that it means."""

from __future__ import annotations

import json
from pathlib import Path

_FOUND = json.loads((Path(__file__).parent / "fixtures" / "searched.json").read_text(encoding="utf-8"))

QUERIES: list[tuple[str, str, str]] = [(one["kind"], one["query"], one["meant"]) for one in _FOUND["queries"]]
"""The kind of query, the query, and the name of the post-mortem that is meant."""


def write(root: Path) -> None:
    """Write the post-mortems into the folder of a project."""
    (root / "postmortems").mkdir()
    for one in _FOUND["documents"]:
        name, keys = f"{one['day']}-{one['name']}", one["keys"]
        started = "" if "incident:" in keys else f"\nincident: {{started: {one['day']}}}"
        front = f"schema: 1\nid: {name}\ntitle: {one['title']}\nstatus: published\nseverity: SEV2\n{keys}{started}"
        body = f"## Summary\n\n{one['title']} for some hours.\n\n## Root cause\n\n{one['text']}\n"
        common = "## Lessons\n\nAlert on refunds, prices, titles, bookings and articles; test answers and the prompt.\n"
        (root / "postmortems" / f"{name}.md").write_text(f"---\n{front}\n---\n\n{body}\n{common}", encoding="utf-8")
