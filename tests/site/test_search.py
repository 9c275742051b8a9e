"""What the theme's search contains depends on how many incidents there are and what is installed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from material.plugins.search.plugin import Parser

from afterword.errors import AfterwordError
from afterword.postmortem import read
from afterword.site import search as site_search
from afterword.site.incident_page import make_incident_page
from afterword.site.search import exclude_sections, write_full_text_index
from afterword.site.site import Site
from in_process import afterword
from samples import BOT, OLD
from site_build import build_by_a_process

MakeSite = Callable[..., Site]


def settings(project: Path, search: str) -> None:
    (project / "afterword.yml").write_text(f"site: {{search: {search}, url: 'https://acme.example/x'}}\n")


def built(project: Path, search: str) -> Path:
    settings(project, search)
    done = afterword("site", "build", cwd=project)
    assert done.returncode == 0, done.stderr
    return project / "build" / "site"


def entries(site: Path) -> dict[str, str]:
    found = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    return {entry["location"]: entry["text"] for entry in found}


def test_the_light_search_leaves_lists_tables_and_code_out(project: Path) -> None:
    path = project / "postmortems" / f"{BOT}.md"
    told = "## Root cause\n\n### What changed\n\nThe wombat tone.\n\n## Lessons\n\nAsk.\n"
    path.write_text(path.read_text() + f"\n{told}\n## Sample failing outputs\n\n### Sample 1\n\nNo.\n")
    site = built(project, "light")
    found, html = entries(site), (site / "incidents" / BOT / "index.html").read_text()
    assert {f"incidents/{BOT}/", *(f"incidents/{BOT}/#{one}" for one in ("summary", "what-changed", "lessons"))} <= set(
        found
    )
    for one in ("timeline", "sample-1", "action-items", "evidence"):
        assert f' id="{one}"' in html and f"incidents/{BOT}/#{one}" not in found


@pytest.mark.parametrize("search", ["light", "full"])
def test_the_drawing_is_shown_and_not_searched(project: Path, search: str) -> None:
    """It repeats the timeline in titles that only a mouse finds."""
    path = project / "postmortems" / f"{BOT}.md"
    path.write_text(path.read_text().replace("The alert.", "The wombat </figure></dl> alert."))
    site = built(project, search)
    html = (site / "incidents" / BOT / "index.html").read_text()
    assert html.count("wombat") == 2 and 'class="aw-timescale"' in html and 'id="timeline"' in html
    text = "".join(text for location, text in entries(site).items() if location.startswith(f"incidents/{BOT}/"))
    assert text.count("wombat") == (1 if search == "full" else 0) and "to scale" not in text
    assert "Time to resolve" not in text, "the panel of facts is not what a result shows"


def test_the_light_search_reads_the_title_the_facts_and_sentences(make_site: MakeSite) -> None:
    text = (
        "---\nid: 2026-04-16-x\nincident: {started: 2026-04-16T08:00Z, resolved: 2026-04-16T09:00Z}\n---\n\n"
        "## Summary\n\nShort.\n\n## Timeline\n\n- 2026-04-16 08:30Z — **change:** Late one.\n"
    )
    document = read(text.encode(), "postmortems/2026-04-16-x.md")
    parser = Parser()
    parser.feed(exclude_sections(make_incident_page(document, make_site(document)).html))
    found = "".join(part for one in parser.data if not one.is_excluded() for part in one.title + one.text)
    assert found.startswith("2026-04-16-x") and "Eval gap" in found and "Short." in found
    assert "Time to resolve" not in found and "Late one." not in found
    assert "&lt;" not in exclude_sections(make_incident_page(document, make_site(document)).html)


def test_pagefind_s_own_interface_is_not_deployed(project: Path) -> None:
    pytest.importorskip("pagefind_bin", reason="comes with the extra `search`")
    site = built(project, "pagefind")
    assert not (site / "search" / "search_index.json").exists(), "the theme's search is not shown, and has no index"
    folder = site / "pagefind"
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    assert [language["page_count"] for language in entry["languages"].values()] == [6], "and those of the handbook"
    found = {path.name for path in folder.iterdir()}
    assert {name for name in found if name.endswith((".js", ".pagefind", ".css"))} == {
        "pagefind.js",
        "wasm.en.pagefind",
        "wasm.unknown.pagefind",
    }


def test_without_incidents_pagefind_indexes_nothing_else(tmp_path: Path) -> None:
    pytest.importorskip("pagefind_bin", reason="comes with the extra `search`")
    site = built(tmp_path, "pagefind")
    assert (site / "index.html").exists() and not (site / "pagefind").exists()


@pytest.mark.parametrize("search", ["full", "light"])
def test_code_of_the_handbook_is_found(project: Path, search: str) -> None:
    (project / "docs" / "guide.md").write_text(
        "# Guide\n\nSome words.\n\n```yaml\ntracker: wombat\n```\n\nMore words.\n"
    )
    text = entries(built(project, search))["guide/"]
    assert "wombat" in text and "Some words." in text and "More words." in text


def test_the_error_of_pagefind_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho working\necho 'no space left' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(AfterwordError, match="no space left"):
        write_full_text_index(tmp_path)


def test_an_index_that_takes_too_long_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(site_search, "_TIMEOUT_SECONDS", 0.1)
    with pytest.raises(AfterwordError, match="not done after"):
        write_full_text_index(tmp_path)


def test_pagefind_s_index_and_page_are_the_same_bytes_each_time(project: Path) -> None:
    pytest.importorskip("pagefind_bin", reason="comes with the extra `search`")
    settings(project, "pagefind")
    first = build_by_a_process(project, 1)
    assert "pagefind/pagefind.js" in first
    assert build_by_a_process(project, 2) == first


def test_previews_feeds_and_the_page_for_what_is_not_found(project: Path) -> None:
    site = built(project, "full")
    html = (site / "incidents" / OLD / "index.html").read_text()
    assert '<meta property="og:title" content="The old one">' in html
    assert '<meta property="og:description" content="An older incident of the same quokka.">' in html
    assert f'<meta property="og:url" content="https://acme.example/x/incidents/{OLD}/">' in html
    assert 'type="application/rss+xml"' in html and "The old one" in (site / "feed.xml").read_text()
    assert f"https://acme.example/x/incidents/{OLD}/" in (site / "sitemap.xml").read_text()
    assert "This page does not exist" in (site / "404.html").read_text()
    kinds = re.findall(r'data-md-type="(\w+)" hidden', (site / "404.html").read_text())
    assert kinds == ["navigation", "toc"], "it begins where other pages begin"
    assert "quokka" not in (site / "404.html").read_text()


@pytest.mark.needs_posix
def test_pagefind_ends_with_a_build_that_is_interrupted(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tools = tmp_path_factory.mktemp("tools")
    temporary = tmp_path_factory.mktemp("temporary")
    pid = tools / "pid"
    for name in ("pagefind", "pagefind_bin"):
        (tools / name).mkdir()
        (tools / name / "__init__.py").write_text("")
    (tools / "pagefind" / "__main__.py").write_text(
        "import os, pathlib, time\n"
        f"part = pathlib.Path({str(pid) + '.part'!r})\n"
        f"part.write_text(str(os.getpid()))\npart.rename({str(pid)!r})\ntime.sleep(60)\n"
    )
    (project / "afterword.yml").write_text("site: {search: pagefind}\n")
    command = [sys.executable, "-m", "afterword", "-C", str(project), "site", "build"]
    env = {**os.environ, "PYTHONPATH": str(tools), "TMPDIR": str(temporary)}
    building = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    try:
        deadline = time.monotonic() + 60
        while not pid.exists() and building.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        building.send_signal(signal.SIGINT)
        said = building.communicate(timeout=30)[1]
    finally:
        building.kill()
    assert (building.returncode, said.splitlines()[-1]) == (130, "interrupted")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert list(temporary.iterdir()) == []
