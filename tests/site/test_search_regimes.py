"""What the theme's search holds depends on how many incidents there are and what is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BOT = "2026-04-16-support-bot"
OLD = "2026-02-10-old-one"


def built(project: Path, search: str) -> Path:
    (project / "afterword.yml").write_text(f"site: {{search: {search}, url: 'https://acme.example/x'}}\n")
    command = [sys.executable, "-m", "afterword", "-C", str(project), "site", "build"]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert done.returncode == 0, done.stderr
    return project / "build" / "site"


def locations(site: Path) -> set[str]:
    return {entry["location"] for entry in json.loads((site / "search" / "search_index.json").read_text())["docs"]}


def test_the_light_search_leaves_sections_out_but_for_the_summary(project: Path) -> None:
    found = locations(built(project, "light"))
    assert {f"incidents/{BOT}/", f"incidents/{BOT}/#summary"} <= found
    assert f"incidents/{BOT}/#timeline" not in found


def test_pagefind_s_index_and_page_are_the_same_bytes_each_time(project: Path) -> None:
    pytest.importorskip("pagefind_bin", reason="comes with the extra `search`")
    site = built(project, "pagefind")
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert Path("search/index.html") in first and Path("pagefind/pagefind.js") in first
    assert f"incidents/{BOT}/#timeline" not in locations(site)
    site = built(project, "pagefind")
    assert {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} == first


def test_previews_feeds_and_the_page_for_what_is_not_found(project: Path) -> None:
    site = built(project, "full")
    html = (site / "incidents" / OLD / "index.html").read_text()
    assert '<meta property="og:title" content="The old one">' in html
    assert '<meta property="og:description" content="An older incident of the same quokka.">' in html
    assert f'<meta property="og:url" content="https://acme.example/x/incidents/{OLD}/">' in html
    assert 'type="application/rss+xml"' in html and "The old one" in (site / "feed.xml").read_text()
    assert f"https://acme.example/x/incidents/{OLD}/" in (site / "sitemap.xml").read_text()
    assert "This page does not exist" in (site / "404.html").read_text()
    assert "quokka" not in (site / "404.html").read_text()
