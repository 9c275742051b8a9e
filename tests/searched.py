"""Post-mortems to be searched, and queries as people type them: each with the post-mortem that it means."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIXTURES = Path(__file__).parent / "fixtures"
SERVED = json.loads((FIXTURES / "searched.json").read_text(encoding="utf-8"))
OFFLINE = json.loads((FIXTURES / "searched-offline.json").read_text(encoding="utf-8"))
BESIDE_HANDBOOK = json.loads((FIXTURES / "searched-beside-handbook.json").read_text(encoding="utf-8"))
"""Each has 40 queries of 12 kinds or more. The post-mortems of one are not those of the others."""


def write(root: Path, corpus: Mapping[str, Any]) -> None:
    """Write the post-mortems of a corpus into the folder of a project."""
    (root / "postmortems").mkdir()
    for path, text in corpus.get("handbook", {}).items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    for one in corpus["documents"]:
        name, keys = f"{one['day']}-{one['name']}", one["keys"]
        started = "" if "incident:" in keys else f"\nincident: {{started: {one['day']}}}"
        front = f"schema: 1\nid: {name}\ntitle: {one['title']}\nstatus: published\nseverity: SEV2\n{keys}{started}"
        body = f"## Summary\n\n{one['title']} for some hours.\n\n## Root cause\n\n{one['text']}\n"
        common = "## Lessons\n\nAlert on refunds, prices, titles, bookings and articles; test answers and the prompt.\n"
        (root / "postmortems" / f"{name}.md").write_text(f"---\n{front}\n---\n\n{body}\n{common}", encoding="utf-8")


def find_rank(links: list[str], meant: str) -> int:
    """Return the place of a post-mortem among the results, from 1; 99 if it is not among them."""
    names = list(dict.fromkeys(re.sub(r".*incidents/[0-9-]{11}|[/.#?].*", "", link) for link in links))
    return names.index(meant) + 1 if meant in names else 99


def rank_in_theme(page: Page, queries: list[dict[str, str]]) -> dict[str, int]:
    """Return the place of what each query means in the open search of the theme."""
    ranks: dict[str, int] = {}
    field, said = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    field.focus()
    for one in queries:
        field.fill("")
        field.press("Shift")  # the theme searches when a key is released
        page.locator(".md-search-result__meta", has_text="Type to start").wait_for(state="attached")
        field.fill(one["query"])
        field.press("Shift")
        page.wait_for_function("one => !one.textContent.includes('Type to start')", arg=said.element_handle())
        links = page.eval_on_selector_all(
            ".md-search-result__item > .md-search-result__link", "all => all.map(one => one.getAttribute('href'))"
        )
        ranks[f"{one['kind']}: {one['query']}"] = find_rank(links, one["meant"])
    return ranks


def require_good(ranks: Mapping[str, int]) -> None:
    """Fail unless the best result is the first of nine queries in ten, and all but one are among three."""
    missed = {query: rank for query, rank in ranks.items() if rank > 1}
    assert len(missed) <= len(ranks) // 10, missed
    assert sum(rank > 3 for rank in missed.values()) <= 1, missed
