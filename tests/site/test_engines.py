"""The site as MkDocs, ProperDocs and Zensical build it, beside plugins of others: real builds, compared by program.

`make engines` prepares an environment with the engines and names its folder of programs in AFTERWORD_ENGINES.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from built_pages import BuiltPage, list_dead_links, list_differences, list_elsewhere, read_pages
from samples import BOT, BROKEN, FOLDER

ENGINES = os.environ.get("AFTERWORD_ENGINES", "")
ADDRESS = "https://docs.example/team/incidents/"
CONFIG = f"site_name: Ours\nsite_url: {ADDRESS}\n"
Sites = dict[str, tuple[Path, dict[str, BuiltPage]]]
"""The folder and the pages of each engine's site."""

ENGINE_NAMES = ("MkDocs", "ProperDocs", "MkDocs, exported", "Zensical, exported")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not ENGINES, reason="needs the engines: `make engines` prepares them")


def run(folder: Path, program: str, *arguments: str) -> str:
    """Run a program of the engines' environment in a folder; returns what it printed."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "AFTERWORD_NOW": "2026-05-01T12:00:00Z"}
    env.setdefault("AFTERWORD_SITE_SEARCH", "full")
    command = [str(Path(ENGINES) / program), *arguments]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def build_with_each(root: Path) -> Iterator[tuple[str, Path]]:
    """Build the site of a project with each engine; yields the engine's name and the site's folder."""
    export = root / "build" / "export"
    builds = {
        "MkDocs": (root, ["mkdocs", "build", "-q", "-d", "build/mkdocs"], root / "build" / "mkdocs"),
        "ProperDocs": (
            root,
            ["properdocs", "build", "-q", "-f", "mkdocs.yml", "-d", "build/properdocs"],
            root / "build" / "properdocs",
        ),
        "MkDocs, exported": (export, ["mkdocs", "build", "-q", "--strict", "-d", "mkdocs"], export / "mkdocs"),
        "Zensical, exported": (export, ["zensical", "build", "--strict"], export / "site"),
    }
    run(root, "afterword", "site", "export", "build/export")
    for name, (folder, command, site) in builds.items():
        started = time.monotonic()
        run(folder, *command)
        print(f"{name}: {time.monotonic() - started:.1f} s")
        yield name, site


@pytest.fixture(scope="module", params=["demo", "generated"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The sites of the demonstration, or of 100 generated incidents."""
    root = tmp_path_factory.mktemp(request.param) / "project"
    if request.param == "demo":
        run(ROOT, "afterword", "demo", str(root))
        with (root / "mkdocs.yml").open("a") as config:
            config.write(f"site_url: {ADDRESS}\n")
    else:
        program = "import pathlib, sys; from check import corpus; corpus(pathlib.Path(sys.argv[1]), 100)"
        subprocess.run([sys.executable, "-c", program, str(root)], cwd=ROOT / "benchmarks", check=True)
        (root / "afterword.yml").write_text("tracker: local\n")
        (root / "mkdocs.yml").write_text(CONFIG + "theme: {name: material}\nplugins: [search, afterword]\n")
        (root / "docs").mkdir()
    return {name: (site, read_pages(site)) for name, site in build_with_each(root)}


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_every_engine_says_the_same(sites: Sites, engine: str) -> None:
    found = list_differences(sites["MkDocs"][1], sites[engine][1], ADDRESS)
    # Zensical puts the name of the home page into its title.
    assert [one for one in found if not one.startswith("index.html: title")] == []
    assert len(found) == (engine == "Zensical, exported")


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_links_lead_somewhere_and_nothing_is_loaded_from_elsewhere(sites: Sites, engine: str) -> None:
    site, pages = sites[engine]
    assert sum(len(page.links) for page in pages.values()) > 1000
    dead = list_dead_links(site, pages, ADDRESS)
    # Of an action item on a further page of the list, a script makes the row.
    assert [one for one in dead if "../action-items/#" not in one] == []
    assert list_elsewhere(site, pages) == []


COMBINED = {
    "a subpath": "",
    "no directory URLs": "use_directory_urls: false\n",
    "navigation.instant": "theme: {name: material, features: [navigation.instant, navigation.tabs]}\n",
    "awesome-nav": "plugins: [search, awesome-nav, afterword]\n",
    "tags": "plugins: [search, tags, afterword]\n",
    "blog": "plugins: [search, blog, afterword]\n",
    "git-revision-date-localized": "plugins: [search, git-revision-date-localized, afterword]\n",
}


def configure(project: Path, text: str) -> None:
    for name in (BROKEN, FOLDER):
        path = project / "postmortems" / f"{name}.md"
        path.rmdir() if path.is_dir() else path.unlink()
    defaults = {"theme": "{name: material}", "plugins": "[search, afterword]"}
    missing = "".join(f"{key}: {value}\n" for key, value in defaults.items() if f"{key}:" not in text)
    (project / "mkdocs.yml").write_text(CONFIG + text + missing)


@pytest.mark.parametrize("what", COMBINED)
def test_beside_other_plugins_and_settings_every_engine_says_the_same(project: Path, what: str) -> None:
    configure(project, COMBINED[what])
    (project / "docs" / "how-to" / "tagged.md").write_text("---\ntags: [guide]\n---\n\n# Tagged\n\nText.\n")
    if what == "blog":
        (project / "docs" / "blog" / "posts").mkdir(parents=True)
        (project / "docs" / "blog" / "index.md").write_text("# Blog\n")
        post = f"---\ndate: 2026-04-20\n---\n\n# News\n\nIt [broke](../../../postmortems/{BOT}.md).\n"
        (project / "docs" / "blog" / "posts" / "news.md").write_text(post)
    if what.startswith("git"):
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
            person = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
            subprocess.run(["git", *person, *command], cwd=project, check=True)
    if what == "awesome-nav":
        (project / "docs" / ".nav.yml").write_text("nav: [how-to, '*']\n")
    built = {name: (site, read_pages(site)) for name, site in build_with_each(project)}
    first = built["MkDocs"][1]
    page = first[f"incidents/{BOT}.html" if what == "no directory URLs" else f"incidents/{BOT}/index.html"]
    assert "zebra-striped" in page.words and ("blog/2026/04/20/news/index.html" in first) == (what == "blog")
    for name, (site, pages) in built.items():
        found = [one for one in list_differences(first, pages, ADDRESS) if not one.startswith("index.html: title")]
        assert (name, found) == (name, [])
        assert (name, list_dead_links(site, pages, ADDRESS)) == (name, [])
        assert (name, list_elsewhere(site, pages)) == (name, [])


@pytest.mark.parametrize("command", ["mkdocs build", "afterword site build", "afterword site export out"])
def test_translations_of_mkdocs_static_i18n_are_refused_with_what_to_do(project: Path, command: str) -> None:
    languages = "{languages: [{locale: en, default: true, name: English}]}"
    configure(project, f"plugins: [search, afterword, i18n: {languages}]\n")
    program, *arguments = command.split()
    done = subprocess.run(
        [str(Path(ENGINES) / program), *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "the plugin `i18n` (mkdocs-static-i18n) cannot build the pages of post-mortems" in done.stderr
    assert "Traceback" not in done.stderr and not (project / "site").exists()
