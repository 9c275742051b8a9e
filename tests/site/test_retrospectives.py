"""Retrospectives on the site: a list, a page of each, and the search."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.errors import AfterwordError
from afterword.learning.retro.written import read_retrospectives
from afterword.project import Project
from afterword.site.addresses import RETROSPECTIVES
from afterword.site.pages import collect_pages
from afterword.site.search import Search
from afterword.site.site import Site, SiteSettings, describe_site
from learning import incidents

FILE = "retrospectives/2026-Q1.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a retrospective, which a person completed."""
    incidents.write(tmp_path)
    incidents.write(tmp_path, "2026-03-01-again", ("started: 2026-02-10", "started: 2026-02-12"))
    monkeypatch.chdir(tmp_path)
    assert run(["retro", "2026-Q1"]) == 0
    path = tmp_path / FILE
    words = "## What we decide\n\nA quokka canary. <script>alert(1)</script> ![x](2026-Q1/evil.svg)\n"
    path.write_text(path.read_text().replace("## What we decide\n", words))
    (tmp_path / "retrospectives" / "notes.md").write_text("# Not one\n")
    return tmp_path


def _site(project: Project) -> Site:
    settings = SiteSettings("x", "", "https://github.com/acme/x", True)
    urls = {one.path: f"incidents/{one.id}/" for one in project.documents}
    return describe_site(project, tuple(project.documents), settings, urls, Search.FULL)


def test_a_list_and_a_page_with_what_people_wrote(root: Path, open_project: Callable[..., Project]) -> None:
    made = {name: make() for name, make in collect_pages(_site(open_project())).items() if name.startswith("retro")}
    assert set(made) == {RETROSPECTIVES, FILE}
    assert '<a href="2026-Q1/">2026-Q1</a> <span class="aw-note">2 incidents</span>' in made[RETROSPECTIVES].html
    page = made[FILE]
    assert (page.title, page.is_listed) == ("Retrospective 2026-Q1", True)
    assert page.html.count("<h1>") == 1 and "A quokka canary." in page.html
    assert f'href="../../incidents/{incidents.ID}/"' in page.html
    assert "<script>" not in page.html and "afterword:" not in page.html and ".svg" not in page.html
    assert page.html.count("Drawn from the post-mortems as they are now.") == page.html.count("<figcaption") == 2
    assert f'href="https://github.com/acme/x/edit/HEAD/{FILE}"' in page.html
    assert [one.text for one in page.headings][:2] == ["The quarter", "What repeats"]


def test_without_a_retrospective_there_is_no_page(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    incidents.write(tmp_path)
    project = open_project()
    assert read_retrospectives(project) == ()
    assert not any(name.startswith("retro") for name in collect_pages(_site(project)))


@pytest.mark.needs_posix
def test_a_link_in_its_place_is_refused(root: Path, open_project: Callable[..., Project]) -> None:
    (root / "retrospectives" / "2026-Q2.md").symlink_to(root / FILE)
    with pytest.raises(AfterwordError, match="symbolic link"):
        read_retrospectives(open_project())
    (root / "retrospectives").rename(root / "elsewhere")
    (root / "retrospectives").symlink_to(root / "elsewhere")
    with pytest.raises(AfterwordError, match="symbolic link"):
        read_retrospectives(open_project())


def test_the_built_site_links_and_finds_it(root: Path) -> None:
    (root / "afterword.yml").write_text("site: {search: light}\n")  # Pagefind's index cannot be read
    assert run(["site", "build"]) == 0
    built = root / "build" / "site"
    assert 'href="retrospectives/"' in (built / "index.html").read_text()
    index = json.loads((built / "search" / "search_index.json").read_text())
    assert any("quokka" in one["text"] and one["location"].startswith("retrospectives/") for one in index["docs"])
