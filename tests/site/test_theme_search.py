"""The index of the theme's search, completed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from afterword.site.theme_search import INDEX, complete_index

KNOWN = {"title": "Bot", "severity": "SEV1", "date": "2026-04-16", "facts": "@ana, <b>x", "forms": "48213"}
PAGE = "incidents/2026-04-16-bot/"


def complete(site: Path, separator: str = r"[\s\-]+") -> tuple[str, dict[str, dict[str, str]]]:
    docs = [
        {"location": "guide/", "title": "Guide", "text": "Read."},
        {"location": PAGE, "title": "Bot &amp; co", "text": "Bot SEV1 Time to resolve 4 h"},
        {"location": f"{PAGE}#summary", "title": "Summary", "text": "<p>It began.</p>"},
        {"location": f"{PAGE}#aw-details", "title": "Details", "text": "Visibility internal"},
    ]
    (site / INDEX).parent.mkdir(exist_ok=True)
    (site / INDEX).write_text(json.dumps({"config": {"separator": separator}, "docs": docs}))
    complete_index(site, {PAGE: KNOWN})
    found = json.loads((site / INDEX).read_text())
    return found["config"]["separator"], {one["location"]: one for one in found["docs"]}


def test_facts_and_forms_replace_the_panel_of_facts(tmp_path: Path) -> None:
    _, found = complete(tmp_path)
    assert list(found) == ["guide/", PAGE, f"{PAGE}#summary"]
    assert found[PAGE]["title"] == "Bot &amp; co · SEV1 · 2026-04-16"
    assert found[PAGE]["text"] == "<p>@ana, &lt;b&gt;x</p> <p>48213</p>"
    assert [one.get("boost") for one in found.values()] == [None, 10_000, 10_000], "incidents are found first"
    assert found["guide/"]["text"] == "Read." and found[f"{PAGE}#summary"]["text"] == "<p>It began.</p>"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("openai/gpt-4o-2024-05-13", ["openai", "gpt", "4o", "2024", "05", "13"]),
        ("ERR_TOOL_SCHEMA_4012", ["ERR", "TOOL", "SCHEMA", "4012"]),
        ("gemini-2.5 at v4.1.", ["gemini", "2.5", "at", "v4.1"]),
        ("€4.2M, $1,904.50", ["4.2M", "1", "904.50"]),
        ("orderId (`tone.md`)", ["order", "Id", "tone", "md"]),
    ],
)
def test_names_are_found_by_their_parts(tmp_path: Path, name: str, parts: list[str]) -> None:
    separator, _ = complete(tmp_path)
    assert [one for one in re.split(separator, name) if one] == parts


def test_a_separator_of_the_project_stays(tmp_path: Path) -> None:
    assert complete(tmp_path, r"\s+")[0] == r"\s+"


def test_a_site_without_an_index_has_nothing_to_complete(tmp_path: Path) -> None:
    complete_index(tmp_path, {PAGE: KNOWN})
    assert list(tmp_path.iterdir()) == []
