"""What the theme's search holds depends on how many incidents there are and what is installed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.postmortem import read
from afterword.site import fulltext, pages, searchable
from afterword.site.fulltext import Fulltext, count_indexes
from afterword.site.views import Site

MakeSite = Callable[..., Site]
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


class TestWhatIsSearched:
    """The drawing of an incident's course says the timeline again, in titles that only a mouse finds."""

    TEXT = (
        "---\nid: 2026-04-16-x\nincident: {started: 2026-04-16T08:00Z, resolved: 2026-04-16T09:00Z}\n---\n\n"
        "## Summary\n\nShort.\n\n## Timeline\n\n- 2026-04-16 08:30Z — **change:** wombat </figure></dl> one\n"
    )

    def html(self, make_site: MakeSite) -> str:
        document = read(self.TEXT.encode(), "postmortems/2026-04-16-x.md")
        html = pages.incident(document, make_site(document)).html
        assert html.count("wombat") == 2
        return html

    def test_the_timeline_is_read_once(self, make_site: MakeSite) -> None:
        found = searchable.whole(self.html(make_site))
        assert found.count("wombat") == 1 and "to scale" not in found
        assert found.startswith("<h1>") and "Time to resolve" in found and "Short." in found

    def test_the_light_search_reads_the_title_the_facts_and_the_summary(self, make_site: MakeSite) -> None:
        found = searchable.brief(self.html(make_site))
        assert found.startswith("<h1>2026-04-16-x</h1>") and "Started" in found and "Short." in found
        assert "wombat" not in found and "Time to resolve" not in found and "Timeline" not in found

    def test_the_reader_sees_everything(self, project: Path) -> None:
        for search in ("light", "full"):
            html = (built(project, search) / "incidents" / BOT / "index.html").read_text()
            assert '<figure class="aw-timescale">' in html and 'id="timeline"' in html


class TestIndexesInParts:
    """Pagefind's memory grows with what it indexes at once."""

    def test_how_many(self) -> None:
        assert [count_indexes(pages) for pages in (0, 1, 500, 501, 1_000, 3_000, 10_000)] == [1, 1, 1, 2, 2, 6, 8]

    def test_the_program_lies_beside_the_first_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("pagefind_bin", reason="comes with the extra `search`")
        monkeypatch.setattr(fulltext, "_AT_ONCE", 2)
        index = Fulltext(tmp_path, 5)
        for number in range(5):
            index.add(f"incidents/{number}/", f"Number {number}", f"<h1>Number {number}</h1><p>text</p>", {})
        index.end()
        index.close()
        folder = tmp_path / "pagefind"
        for part, count in ((folder, 2), (folder / "2", 2), (folder / "3", 1)):
            entry = json.loads((part / "pagefind-entry.json").read_text())
            assert [language["page_count"] for language in entry["languages"].values()] == [count]
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if "pf_" not in path.suffix}
        assert {name for name in found if name.endswith((".js", ".pagefind", ".css"))} == {
            "pagefind.js",
            "pagefind-worker.js",
            "wasm.en.pagefind",
            "wasm.unknown.pagefind",
        }

    def test_what_pagefind_says_when_it_fails_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = tmp_path / "program"
        program.write_text("#!/bin/sh\necho working\necho 'no space left' >&2\nexit 1\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        index = Fulltext(tmp_path / "site", 1)
        index.add("incidents/a/", "A", "<h1>A</h1>", {})
        with pytest.raises(AfterwordError, match="no space left"):
            index.end()
        index.close()

    def test_a_failed_build_leaves_nothing_running(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 600\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        index = Fulltext(tmp_path / "site", 1)
        index.add("incidents/a/", "A", "<h1>A</h1>", {})
        deadline = time.monotonic() + 10
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        index.close()
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / "pid").read_text()), 0)


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
