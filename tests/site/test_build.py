"""Whole builds with the real MkDocs."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from in_process import afterword
from samples import BOT, BROKEN, FOLDER, OLD
from site_build import build_by_a_process


def built(folder: Path) -> Path:
    done = afterword("site", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "build" / "site"


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


@pytest.fixture
def site(project: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site of the project, built once for the tests that only look at it."""
    output = shared / "site"
    if not output.exists():
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/bots")
        monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
        (project / "afterword.yml").write_text("site: {search: light}\n")
        shutil.copytree(built(project), output)
    return output


def test_every_post_mortem_has_a_page_however_broken(site: Path) -> None:
    assert {path.parent.name for path in site.glob("incidents/*/index.html")} == {BOT, OLD, BROKEN, FOLDER}
    assert "no front matter" in page(site, f"incidents/{BROKEN}")
    assert "this is a folder, not a post-mortem" in page(site, f"incidents/{FOLDER}")


def test_the_title_is_text_everywhere(site: Path) -> None:
    for html in (path.read_text() for path in site.rglob("*.html")):
        assert "<script>alert" not in html
    assert "<title>Bot &amp; co &lt;/title&gt;&lt;script&gt;" in page(site, f"incidents/{BOT}")


def test_the_search_index_contains_bodies_but_not_lists(site: Path) -> None:
    entries = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    found = {entry["location"] for entry in entries if "zebra-striped" in entry["text"]}
    assert found == {f"incidents/{BOT}/#summary"}
    assert any("quokka" in entry["text"] for entry in entries)
    assert not any("Bot &amp; co" in entry["text"] for entry in entries if entry["location"] in ("", "incidents/"))


def test_the_table_of_contents_names_the_sections(site: Path) -> None:
    html = page(site, f"incidents/{BOT}")
    assert re.search(r'md-nav--secondary.*href="#timeline" class="md-nav__link"', html, re.DOTALL)


def test_links_lead_on_within_the_site(site: Path) -> None:
    html = page(site, f"incidents/{BOT}")
    assert f'href="../{OLD}/#summary"' in html
    assert 'href="../../how-to/write/"' in html
    assert f'href="https://github.com/acme/bots/blob/HEAD/postmortems/{BOT}/prompts/a.md"' in html
    assert f'href="../../incidents/{BOT}/#summary"' in page(site, "how-to/write")


def test_incidents_lead_to_one_another_by_date(site: Path) -> None:
    html = page(site, f"incidents/{BOT}")
    assert f'<link rel="prev" href="../{OLD}/">' in html
    assert f'<link rel="next" href="../{BROKEN}/">' in html


def tabs(site: Path) -> str:
    """The names of the tabs of the home page, in their order."""
    found = re.search(r'<ul class="md-tabs__list">(.*?)</ul>', page(site, ""), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_the_navigation_has_our_pages_first_and_no_single_incident(site: Path) -> None:
    assert tabs(site) == "Home Incidents Action items Since last week Metrics Browse Handbook"
    assert OLD not in page(site, f"incidents/{BROKEN}")


def test_the_handbook_s_opening_is_above_the_overview(site: Path) -> None:
    html = page(site, "")
    places = [html.index(text) for text in ("The opening.", "Open action items", 'id="more"')]
    assert places == sorted(places)


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text()
        loaded = re.findall(r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc="([^"]*)"', html)
        loaded += re.findall(r'<link\b(?![^>]*rel="(?:prev|next|canonical)")[^>]*\bhref="([^"]*)"', html)
        assert loaded
        assert [url for url in loaded if re.match(r"(?:[a-z]+:)?//", url)] == []
        assert 'data-md-component="source"' not in html


def test_a_second_build_gives_the_same_bytes(project: Path) -> None:
    first = build_by_a_process(project, 1)
    time.sleep(1.1)
    assert build_by_a_process(project, 2) == first


def test_a_repository_s_address_requests_no_stars(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        "site_name: Ours\nsite_dir: build/site\nrepo_url: https://github.com/acme/bots\n"
        "theme: {name: material, font: false, features: [content.action.edit]}\nplugins: [search, afterword]\n"
    )
    html = page(built(project), f"incidents/{BOT}")
    assert 'class="md-source"' in html and 'data-md-component="source"' not in html
    assert re.search(rf'href="https://github.com/acme/bots/edit/[^"/]+/postmortems/{BOT}.md"', html)


def test_a_navigation_of_one_s_own_is_kept(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        "site_name: Ours\nsite_dir: build/site\ntheme: {name: material, font: false, features: [navigation.tabs]}\n"
        "nav: [{Start: index.md}, {How: how-to/write.md}, {What broke: incidents/index.md}]\n"
        "plugins: [search, afterword]\nvalidation: {nav: {omitted_files: warn}}\n"
    )
    done = afterword("site", "build", cwd=project)
    assert "not included in the" not in done.stderr
    assert tabs(project / "build" / "site") == "Start Action items Since last week Metrics Browse How What broke"


def test_the_root_is_relative_to_the_configuration(project: Path) -> None:
    (project / "web" / "docs").mkdir(parents=True)
    (project / "web" / "mkdocs.yml").write_text(
        "site_name: X\ntheme: {name: material, font: false}\nplugins: [{afterword: {root: ..}}]\n"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "web/mkdocs.yml"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=project, check=False)
    assert done.returncode == 0, done.stderr
    assert "zebra-striped" in page(project / "web" / "site", f"incidents/{BOT}")


def test_without_a_handbook(project: Path) -> None:
    shutil.rmtree(project / "docs")
    site = built(project)
    assert "Open action items" in page(site, "")
    assert (site / "incidents" / OLD / "index.html").is_file()


def test_without_post_mortems(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    done = afterword("site", "build", cwd=tmp_path)
    assert done.returncode == 0
    assert re.fullmatch(
        r"Site: build/site/index\.html · 0 incidents · 0 action items \(0 open\) · \d+\.\d s\n", done.stdout
    )
    assert done.stderr == ""


def test_the_result_is_one_line_and_problems_are_warnings(project: Path) -> None:
    done = afterword("site", "build", cwd=project)
    assert re.fullmatch(
        r"Site: build/site/index\.html · 4 incidents · 3 action items \(2 open\) · \d+\.\d s\n", done.stdout
    )
    assert done.stderr.splitlines() == [
        f"warning: postmortems/{BROKEN}.md:1: the file is not UTF-8 from here on",
        f"warning: postmortems/{FOLDER}.md:1: this is a folder, not a post-mortem",
    ]


def test_strict_fails_on_a_link_to_a_heading_that_is_not_there(project: Path) -> None:
    path = project / "postmortems" / f"{OLD}.md"
    path.write_text(
        f"{path.read_text()}\n\n[a](#nowhere) [b]({BOT}.md#elsewhere) [c](#summary) [d]({BOT}.md#timeline)\n"
    )
    for name in (BROKEN, FOLDER):
        broken = project / "postmortems" / f"{name}.md"
        shutil.rmtree(broken) if broken.is_dir() else broken.unlink()
    done = afterword("site", "build", "--strict", cwd=project)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        f"warning: postmortems/{OLD}.md:17: the link `#nowhere` leads to no heading",
        f"warning: postmortems/{OLD}.md:17: the link `{BOT}.md#elsewhere` leads to no heading",
    ]


def test_links_of_the_handbook_are_checked_without_a_configuration(project: Path) -> None:
    (project / "docs" / "how-to" / "write.md").write_text(
        f"# Write\n\n[a](#nowhere) [b](../../postmortems/{BOT}.md#elsewhere) [c](../../postmortems/)\n"
    )
    done = afterword("site", "build", cwd=project)
    assert sum("nowhere" in line for line in done.stderr.splitlines()) == 1
    assert sum("elsewhere" in line for line in done.stderr.splitlines()) == 1
    assert "unrecognized" not in done.stderr
    assert 'href="../../incidents/">c</a>' in page(project / "build" / "site", "how-to/write")


@pytest.mark.needs_posix
def test_serve_follows_changes_and_stops_when_interrupted(project: Path) -> None:
    (project / "afterword.yml").write_text("site: {search: light}\n")
    port = _free_port()
    command = [sys.executable, "-m", "afterword", "-C", str(project), "site", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{port}/incidents"
        _wait_for(f"{url}/{BOT}/", "zebra-striped")
        path = project / "postmortems" / f"{BOT}.md"
        path.write_text(path.read_text().replace("zebra-striped", "leopard-spotted"))
        _wait_for(f"{url}/{BOT}/", "leopard-spotted")
        # Pages that did not change are kept, in the search as well; a neighbour's link tells the new title.
        index = f"http://127.0.0.1:{port}/search/search_index.json"
        for word in ("leopard-spotted", "quokka", "Our handbook"):
            _wait_for(index, word)
        path.write_text(re.sub("^title: .*$", "title: Renamed", path.read_text(), flags=re.MULTILINE))
        _wait_for(f"{url}/{OLD}/", "Renamed")
        (project / "postmortems" / "2026-04-28-new.md").write_text("---\ntitle: Brand new\n---\n")
        _wait_for(f"{url}/2026-04-28-new/", "Brand new")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
    finally:
        server.kill()
        errors = server.communicate()[1]
    assert "Traceback" not in errors


@pytest.mark.needs_posix
def test_serve_outlives_wrong_settings_and_shows_what_mends_them(project: Path) -> None:
    settings = project / "afterword.yml"
    settings.write_text("site: {name: First}\n")
    shutil.rmtree(project / "docs")
    port = _free_port()
    command = [sys.executable, "-m", "afterword", "-C", str(project), "site", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", "First")
        settings.write_text("site: {name: First}\nnonsense: 1\n")
        time.sleep(2)
        settings.write_text("site: {name: Second}\n")
        _wait_for(f"http://127.0.0.1:{port}/", "Second")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
    finally:
        server.kill()
        errors = server.communicate()[1]
    assert "error: afterword.yml:2: `nonsense` is not a key" in errors and "Traceback" not in errors


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(url: str, text: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                if text in response.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{url} never held {text!r}")
