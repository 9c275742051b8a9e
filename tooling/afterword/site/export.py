"""The site as plain Markdown with a configuration of its own, for another generator to build.

The same folder is built by `mkdocs build` and by `zensical build`: neither needs this package then.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from markupsafe import escape
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from afterword import git
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.site import data, pages, rendering, rows, snapshot, views
from afterword.site.defaults import MARKDOWN_EXTENSIONS, THEME, default_config, theme_settings
from afterword.site.links import Repository
from afterword.site.navigation import OURS, TITLES
from afterword.site.page import Page, visible
from afterword.site.views import HOME, INCIDENTS, Search, Site

CONFIG = "mkdocs.yml"
_MARK = ".afterword-export"
_DROPPED_PLUGINS = ("afterword", "macros")
_DROPPED_EXTENSIONS = ("pymdownx.snippets",)
"""Both would run what a document quotes."""
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
        AfterwordError: the folder holds something else, or the project's mkdocs.yml cannot be read.
    """
    _require_ours(target, project)
    configured = _configured(project)
    docs = project.root / str(configured.get("docs_dir", "docs"))
    site = _describe(project, configured)
    handbook = dict(_handbook(docs, say))
    makers = {source: make for source, make in pages.all_pages(site).items() if source not in handbook}
    if target.exists():
        shutil.rmtree(target)
    out = target / "docs"
    out.mkdir(parents=True)
    (target / _MARK).write_text("made by `afterword site export`\n", encoding="utf-8")
    documents = {views.incident_page(document): document for document in site.documents}
    for source, path in handbook.items():
        _write(out / source, _moved(path, source, docs, site) if source.endswith(".md") else path.read_bytes())
    if HOME in handbook:
        _write(out / HOME, _with_overview((out / HOME).read_text(encoding="utf-8"), pages.overview(site)))
    for source, make in makers.items():
        page = make()
        body = _document(documents[source], site) if source in documents else page.html
        _write(out / source, _front(page, documents.get(source), site) + body)
    for name, text in data.all_files(site).items():
        _write(out / name, text())
    _theme(target)
    _write(target / CONFIG, _config(configured, site, sorted(handbook)))
    return Exported(target / CONFIG, len(makers) + sum(name.endswith(".md") for name in handbook))


def _require_ours(target: Path, project: Project) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise AfterwordError("the export needs a folder", remedy="choose another name", path=str(target))
    inside = (project.root.resolve(), project.folder.resolve(), Path.cwd().resolve())
    if any(folder.is_relative_to(target.resolve()) for folder in inside):
        raise AfterwordError("the export would replace the project", remedy="choose another folder", path=str(target))
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise AfterwordError(
            "the folder holds files that no export wrote, and exporting would delete them",
            remedy="choose an empty folder",
            path=str(target),
        )


def _configured(project: Project) -> dict[str, Any]:
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        path = project.root / name
        if path.is_file():
            try:
                found = YAML().load(path.read_text(encoding="utf-8"))
            except (YAMLError, OSError, UnicodeDecodeError) as error:
                line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
                raise AfterwordError("the file cannot be read as YAML", path=name, line=line or None) from error
            if isinstance(found, dict):
                return found
    return default_config(project, project.root / "docs")


def _describe(project: Project, configured: dict[str, Any]) -> Site:
    documents = tuple(project.documents)
    repo_url = configured.get("repo_url")
    address = str(configured.get("site_url") or project.config.site.url or "")
    return Site(
        name=str(configured.get("site_name", project.config.site.name)),
        documents=documents,
        config=project.config,
        now=project.now,
        urls={},
        changed={},
        exists=lambda path: (project.root / path).exists(),
        repository=Repository.of(
            str(repo_url) if repo_url else None, project.env, project.config.tracking.repository,
            git.prefix(project.root),
        ),
        directory_urls=bool(configured.get("use_directory_urls", True)),
        told=snapshot.read(project.root),
        search=Search.FULL,
        address=address.rstrip("/") + "/" if address else "",
        published=project.published,
    )  # fmt: skip


def _handbook(docs: Path, say: Callable[[str], None]) -> Iterable[tuple[str, Path]]:
    for path in sorted(docs.rglob("*")) if docs.is_dir() else ():
        source = path.relative_to(docs).as_posix()
        if any((docs / part).is_symlink() for part in (Path(source), *Path(source).parents)):
            say(f"warning: {source} is or goes through a symbolic link and is left out")
        elif path.is_file() and not any(part.startswith(".") for part in Path(source).parts):
            yield re.sub(r"(^|/)README\.md$", r"\1index.md", source), path


def _moved(path: Path, source: str, docs: Path, site: Site) -> str:
    """A page of the handbook; its links to post-mortems, and to their folder, lead to their pages."""
    names = {document.path: views.incident_page(document) for document in site.documents}
    names[site.config.postmortems] = INCIDENTS
    folder = posixpath.join(docs.name, posixpath.dirname(source))

    def lead(match: re.Match[str]) -> str:
        page = names.get(posixpath.normpath(posixpath.join(folder, match["path"])))
        return posixpath.relpath(page, posixpath.dirname(source) or ".") if page else match["path"]

    return _LINK.sub(lead, path.read_text(encoding="utf-8", errors="replace"))


def _with_overview(text: str, overview: str) -> str:
    match = _HEADING.search(text)
    at = match.start() if match else len(text)
    return f"{text[:at].rstrip()}\n\n{_one_block(overview)}\n\n{text[at:]}"


def _front(page: Page, document: PostMortem | None, site: Site) -> str:
    hidden = ["navigation", "toc"] if page.is_wide else ["navigation"]
    # Templates of generators escape nothing of this.
    lines = [f"title: {json.dumps(str(escape(visible(page.title))))}", f"hide: {json.dumps(hidden)}"]
    if page.description:
        lines.append(f"description: {json.dumps(str(escape(visible(page.description))))}")
    if not page.is_listed:
        lines.append("search: {exclude: true}")
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _document(document: PostMortem, site: Site) -> str:
    """The facts as they stand on the page, then the text as Markdown."""
    source = views.incident_page(document)
    # Generators of Markdown follow links from file to file.
    sources = {other.path: views.incident_page(other) for other in site.documents}
    links = replace(rows.links(document, site, source), page=source, urls=sources)
    body = rendering.as_markdown(document.source.readable[document.body_start :], links)
    return f"{_one_block(pages.incident_top(document, site))}\n\n{body}"


def _one_block(html: str) -> str:
    """HTML without empty lines, which would end it as a block of Markdown."""
    return "<div>\n" + re.sub(r"\n\s*\n+", "\n", html.strip()) + "\n</div>"


def _theme(target: Path) -> None:
    for path in sorted(THEME.rglob("*")):
        relative = path.relative_to(THEME)
        if path.is_file() and path.suffix not in (".py", ".pyc", ".yml"):
            place = target / "docs" if relative.parts[0] == "assets" else target / "overrides"
            (place / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place / relative)


def _config(configured: dict[str, Any], site: Site, handbook: list[str]) -> str:
    """The project's configuration, with everything in it that this package would have added."""
    made = dict(configured)
    theme = made.get("theme")
    chosen: dict[str, Any] = dict(theme) if isinstance(theme, dict) else {"name": theme}
    if chosen.get("name") == "material":
        chosen = theme_settings() | chosen
    made["theme"] = {**chosen, "custom_dir": "overrides"}
    made |= {"site_name": site.name, "docs_dir": "docs", "site_dir": "site"}
    if site.address:
        made["site_url"] = site.address
    styles = [str(path) for path in made.get("extra_css", [])]
    made["extra_css"] = ["assets/afterword/site.css", *(path for path in styles if path != "assets/afterword/site.css")]
    made["plugins"] = _without(made.get("plugins", ["search"]), _DROPPED_PLUGINS)
    made["markdown_extensions"] = _without(made.get("markdown_extensions", MARKDOWN_EXTENSIONS), _DROPPED_EXTENSIONS)
    named = {_name(entry) for entry in made["markdown_extensions"]}
    # The documents are written for these.
    needed = ("footnotes", "admonition", "pymdownx.superfences", "pymdownx.tasklist")
    made["markdown_extensions"] += [name for name in needed if name not in named]
    made["nav"] = list(made["nav"]) if "nav" in made else _nav(site, handbook)
    made["not_in_nav"] = f"{made.get('not_in_nav', '')}\n/incidents/\n/browse/\n/action-items/\n".lstrip()
    made.pop("INHERIT", None)
    stream = StringIO()
    writer = YAML()
    writer.default_flow_style = False
    writer.width = 4096
    writer.dump(made, stream)
    return stream.getvalue()


def _nav(site: Site, handbook: list[str]) -> list[Any]:
    listed = [source for source in OURS if source in pages.all_pages(site) or source in handbook]
    nav: list[Any] = [{TITLES[source]: [source] if source == INCIDENTS else source} for source in listed]
    rest = [name for name in handbook if name.endswith(".md") and name not in OURS]
    return [*nav, {"Handbook": rest}] if rest else nav


def _without(entries: Any, dropped: tuple[str, ...]) -> list[Any]:
    listed = [{name: options} if options else name for name, options in entries.items()] if isinstance(
        entries, dict) else list(entries)  # fmt: skip
    return [entry for entry in listed if _name(entry) not in dropped]


def _name(entry: Any) -> str:
    return next(iter(entry)) if isinstance(entry, dict) else str(entry)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
