"""The site as plain Markdown with a configuration of its own, for another generator to build.

Both `mkdocs build` and `zensical build` build the folder, without this package.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.postmortem.folders import list_entries
from afterword.project import Project
from afterword.site import data, export_config, pages, pictures
from afterword.site.addresses import HOME, incident_page, page_url
from afterword.site.default_config import THEME
from afterword.site.export_text import html_block, write_markdown
from afterword.site.folders import MAX_PAGE_BYTES, require_output_folder, why_left_out
from afterword.site.home_page import make_overview
from afterword.site.mkdocs_runner import explain_os_errors
from afterword.site.page import Page
from afterword.site.search import Search
from afterword.site.site import Site, SiteSettings, describe_site
from afterword.text.newlines import with_lf

CONFIG = "mkdocs.yml"
_MARK = ".afterword-export"
_LINK = re.compile(r"(?<=\]\()(?P<path>[^()\s#]+(?:\.md|/))(?=[#)\s])")
_HEADING = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the configuration's file and the number of pages."""

    config: Path
    pages: int


def export(project: Project, target: Path, say: Callable[[str], None]) -> Exported:
    """Write the site's sources to a folder, replacing those of an earlier export.

    Args:
        project: the project.
        target: the folder.
        say: is given each warning.

    Raises:
        AfterwordError: the folder contains something else or cannot be written, or mkdocs.yml cannot be read.
    """
    configured = export_config.read(project)
    docs = project.root / (export_config.text(configured, "docs_dir", project.env) or "docs")
    target = target.resolve()
    require_output_folder(target, project, _MARK)
    real_docs = os.path.realpath(docs)
    if any(target.is_relative_to(folder) for folder in (real_docs, project.folder.resolve())):
        raise AfterwordError(
            "the export would become part of what is exported", remedy="choose another folder", path=str(target)
        )
    found = dict(_files(docs, say))
    folder = Path(os.path.relpath(real_docs, project.root)).as_posix()
    sources = _sources(folder, found, project)
    site = _describe(project, configured, sources)
    documents = {incident_page(document) for document in site.documents}
    handbook = {export_config.index(source): path for source, path in found.items() if source not in documents}
    places = {
        source: export_config.place(source, site)
        for source in pages.collect_pages(site)
        if source in documents or not {source, export_config.place(source, site)} & handbook.keys()
    }
    theme = export_config.theme(configured)
    own = dict(_files(project.root / str(theme["custom_dir"]), say)) if theme.get("custom_dir") else {}
    for name, why in export_config.list_left_out(configured):
        say(f"warning: `{name}` of mkdocs.yml is left out: {why}")
    with explain_os_errors():
        if target.exists():
            shutil.rmtree(target)
        _write(target / _MARK, "made by `afterword site export`\n")
        names = sources | {f"{folder}/{source}": source for source in places} | pages.list_files(site)
        names = {path: places.get(source, source) for path, source in names.items()}
        for source, path in handbook.items():
            if source.endswith(".md"):
                _write(target / "docs" / source, _page_of_handbook(source, path, folder, names, site))
            else:
                _copy(path, target / "docs" / source)
        for source, make in pages.collect_pages(site).items():
            if source in places:
                _write_page(target / "docs", places[source], make(), project, theme)
        for name, make_text in data.collect_files(site).items():
            _write(target / "docs" / name, make_text())
        _theme(target, own)
        _write(target / CONFIG, export_config.write(configured, site, sorted(handbook), places))
    return Exported(target / CONFIG, len(places) + sum(name.endswith(".md") for name in handbook))


def _page_of_handbook(source: str, path: Path, folder: str, names: Mapping[str, str], site: Site) -> str:
    """Return a page of the handbook: its links lead to pages, and the home page contains the overview."""
    written = read_regular(path, MAX_PAGE_BYTES).decode("utf-8-sig", "replace")
    text = _leading(with_lf(written), folder, posixpath.dirname(source), names)
    return _with_overview(text, make_overview(site)) if source == HOME else text


def _write_page(out: Path, place: str, page: Page, project: Project, theme: Mapping[str, Any]) -> None:
    """Write a page with its pictures."""
    for name in page.found_links.pictures:
        _write(out / pictures.url(project, name), pictures.read(project, name) or b"")
    made = page.front_matter("navigation.tabs" in (theme.get("features") or []))
    front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in made.items())
    body = write_markdown(page.html, page.listed_headings)
    _write(out / place, f"---\n{front}\n---\n\n{body}")


def _describe(project: Project, configured: dict[str, Any], sources: Mapping[str, str]) -> Site:
    def text(key: str) -> str:
        return export_config.text(configured, key, project.env)

    directory_urls = bool(configured.get("use_directory_urls", True))
    settings = SiteSettings(
        text("site_name") or project.config.site.name,
        text("site_url") or project.config.site.url or "",
        text("repo_url"),
        directory_urls,
    )
    urls = {path: page_url(source, directory_urls) for path, source in sources.items()}
    return describe_site(project, tuple(project.documents), settings, urls, Search.FULL)


def _files(folder: Path, say: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
    """List the files below a folder by their path in it, without what the site leaves out and hidden files."""
    for path in (entry.path for entry in list_entries(folder)):
        relative = path.relative_to(folder)
        if reason := why_left_out(folder, relative):
            say(f"warning: {relative.as_posix()} {reason} and is left out")
        elif not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix(), path


def _sources(folder: str, handbook: Iterable[str], project: Project) -> dict[str, str]:
    """Map the path of every file that has a page to that page; generators follow links between pages."""
    made = {
        posixpath.normpath(posixpath.join(folder, name)): export_config.index(name)
        for name in handbook
        if name.endswith(".md")
    }
    return made | {document.path: incident_page(document) for document in project.documents}


def _leading(text: str, folder: str, here: str, names: Mapping[str, str]) -> str:
    """Point the links of a page of the handbook to the pages of the files that they name."""

    def lead(match: re.Match[str]) -> str:
        page = names.get(posixpath.normpath(posixpath.join(folder, here, match["path"])))
        return posixpath.relpath(page, here or ".") if page else match["path"]

    return _LINK.sub(lead, text)


def _with_overview(text: str, inserted: str) -> str:
    match = _HEADING.search(text)
    at = match.start() if match else len(text)
    return f"{text[:at].rstrip()}\n\n{html_block(inserted)}\n\n{text[at:]}"


def _theme(target: Path, own: dict[str, Path]) -> None:
    """Write our overrides of the theme, and over them those of the project."""
    for path in sorted(THEME.rglob("*")):
        relative = path.relative_to(THEME)
        if path.is_file() and path.suffix not in (".py", ".pyc", ".yml"):
            place = target / "docs" if relative.parts[0] == "assets" else target / "overrides"
            _copy(path, place / relative)
    for name, path in own.items():
        _copy(path, target / "overrides" / name)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target, follow_symlinks=False)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
