"""The site as plain Markdown with a configuration of its own, for another generator to build.

The same folder is built by `mkdocs build` and by `zensical build`: neither needs this package then.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import escape

from afterword import git
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.site import data, export_config, pages, pictures, rendering, rows, snapshot, views
from afterword.site.build import refused
from afterword.site.defaults import THEME
from afterword.site.links import Repository
from afterword.site.page import Page, visible
from afterword.site.views import HOME, INCIDENTS, Search, Site

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
    """Write the site's sources to a folder; one that an earlier export made is replaced.

    Args:
        project: the project.
        target: the folder.
        say: is given each warning.

    Raises:
        AfterwordError: the folder holds something else or cannot be written, or mkdocs.yml cannot be read.
    """
    configured = export_config.read(project)
    docs = project.root / (export_config.text(configured, "docs_dir", project.env) or "docs")
    _require_ours(target, docs, project)
    site = _describe(project, configured)
    if "hooks" in configured:
        say("warning: `hooks` of mkdocs.yml are left out: they are programs, and could run what a document quotes")
    try:
        return _written(target, docs, project, configured, site, say)
    except OSError as error:
        raise refused(error) from error


def _written(
    target: Path, docs: Path, project: Project, configured: dict[str, Any], site: Site, say: Callable[[str], None]
) -> Exported:
    documents = {views.incident_page(document): document for document in site.documents}
    found = dict(_files(docs, say))
    handbook = {export_config.index(source): path for source, path in found.items() if source not in documents}
    makers = {source: make for source, make in pages.all_pages(site).items() if source not in handbook}
    theme = export_config.theme(configured)
    own = dict(_files(project.root / str(theme["custom_dir"]), say)) if theme.get("custom_dir") else {}
    if target.exists():
        shutil.rmtree(target)
    out = target / "docs"
    out.mkdir(parents=True)
    (target / _MARK).write_text("made by `afterword site export`\n", encoding="utf-8")
    folder = Path(os.path.relpath(docs.resolve(), project.root)).as_posix()
    sources = _sources(folder, found, site)
    names = {**sources, site.config.postmortems: INCIDENTS}
    for source, path in handbook.items():
        if source.endswith(".md"):
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            _write(out / source, _leading(text, folder, posixpath.dirname(source), names))
        else:
            _write(out / source, path.read_bytes())
    if HOME in handbook:
        _write(out / HOME, _with_overview((out / HOME).read_text(encoding="utf-8"), pages.overview(site)))
    has_tabs = "navigation.tabs" in (theme.get("features") or [])
    for source, make in makers.items():
        page = make()
        body = _document(documents[source], site, sources) if source in documents else page.html
        for name in page.followed.pictures:
            _write(out / pictures.url(name, project), pictures.read(project, name) or b"")
        _write(out / source, _front(page, has_tabs) + body)
    for name, make_text in data.all_files(site).items():
        _write(out / name, make_text())
    _theme(target, own)
    _write(target / CONFIG, export_config.write(configured, site, sorted(handbook)))
    return Exported(target / CONFIG, len(makers) + sum(name.endswith(".md") for name in handbook))


def _require_ours(target: Path, docs: Path, project: Project) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise AfterwordError("the export needs a folder", remedy="choose another name", path=str(target))
    inside = (project.root.resolve(), project.folder.resolve(), Path.cwd().resolve())
    if any(folder.is_relative_to(target.resolve()) for folder in inside):
        raise AfterwordError("the export would replace the project", remedy="choose another folder", path=str(target))
    if any(target.resolve().is_relative_to(folder.resolve()) for folder in (docs, project.folder)):
        raise AfterwordError(
            "the export would become a part of what is exported", remedy="choose another folder", path=str(target)
        )
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise AfterwordError(
            "the folder holds files that no export wrote, and exporting would delete them",
            remedy="choose an empty folder",
            path=str(target),
        )


def _describe(project: Project, configured: dict[str, Any]) -> Site:
    address = export_config.text(configured, "site_url", project.env) or project.config.site.url or ""
    history = project.git
    return Site(
        name=export_config.text(configured, "site_name", project.env) or project.config.site.name,
        documents=tuple(project.documents),
        config=project.config,
        now=project.now,
        urls={},
        changed={},
        exists=lambda path: (project.root / path).exists(),
        repository=Repository.of(
            export_config.text(configured, "repo_url", project.env), project.env, project.config.tracking.repository,
            git.prefix(project.root),
        ),
        directory_urls=bool(configured.get("use_directory_urls", True)),
        told=snapshot.read(project.root),
        search=Search.FULL,
        address=address.rstrip("/") + "/" if address else "",
        published=project.published if history and not history.shallow else {},
        picture=lambda path: pictures.url_if_shown(path, project),
    )  # fmt: skip


def _files(folder: Path, say: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
    """The files below a folder by their path in it, without links, which could lead to any file of the machine."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        source = path.relative_to(folder).as_posix()
        if any((folder / part).is_symlink() for part in (Path(source), *Path(source).parents)):
            say(f"warning: {source} is or goes through a symbolic link and is left out")
        elif path.is_file() and not any(part.startswith(".") for part in Path(source).parts):
            yield source, path


def _sources(folder: str, handbook: Iterable[str], site: Site) -> dict[str, str]:
    """The page of every file that has one, by the file's path in the project; generators follow links between these."""
    made = {
        posixpath.normpath(posixpath.join(folder, name)): export_config.index(name)
        for name in handbook
        if name.endswith(".md")
    }
    return made | {document.path: views.incident_page(document) for document in site.documents}


def _leading(text: str, folder: str, here: str, names: Mapping[str, str]) -> str:
    """A page of the handbook whose links to files that have a page lead there."""

    def lead(match: re.Match[str]) -> str:
        page = names.get(posixpath.normpath(posixpath.join(folder, here, match["path"])))
        return posixpath.relpath(page, here or ".") if page else match["path"]

    return _LINK.sub(lead, text)


def _with_overview(text: str, overview: str) -> str:
    match = _HEADING.search(text)
    at = match.start() if match else len(text)
    return f"{text[:at].rstrip()}\n\n{_one_block(overview)}\n\n{text[at:]}"


def _front(page: Page, has_tabs: bool) -> str:
    # Without tabs the navigation at the side is the only way around.
    hidden = [*(["navigation"] if has_tabs else []), *(["toc"] if page.is_wide else [])]
    # Templates of generators escape nothing of this.
    lines = [f"title: {json.dumps(str(escape(visible(page.title))))}", f"hide: {json.dumps(hidden)}"]
    if page.description:
        lines.append(f"description: {json.dumps(str(escape(visible(page.description))))}")
    if not page.is_listed:
        lines.append("search: {exclude: true}")
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _document(document: PostMortem, site: Site, sources: Mapping[str, str]) -> str:
    """The facts as they stand on the page, then the text as Markdown."""
    source = views.incident_page(document)
    links = replace(rows.links(document, site, source), page=source, urls=sources)
    body = rendering.as_markdown(document.source.readable[document.body_start :], links)
    return f"{_one_block(pages.incident_top(document, site))}\n\n{body}"


def _one_block(html: str) -> str:
    """HTML without empty lines, which would end it as a block of Markdown."""
    return "<div>\n" + re.sub(r"\n\s*\n+", "\n", html.strip()) + "\n</div>"


def _theme(target: Path, own: dict[str, Path]) -> None:
    """Our overrides of the theme, and over them those of the project."""
    for path in sorted(THEME.rglob("*")):
        relative = path.relative_to(THEME)
        if path.is_file() and path.suffix not in (".py", ".pyc", ".yml"):
            place = target / "docs" if relative.parts[0] == "assets" else target / "overrides"
            _write(place / relative, path.read_bytes())
    for name, path in own.items():
        _write(target / "overrides" / name, path.read_bytes())


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
