"""The MkDocs plugin: puts our pages into a build, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config as PluginConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword import config as settings
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.site import navigation, pages, views
from afterword.site.links import Repository
from afterword.site.pages import Page
from afterword.site.passes import Heading
from afterword.site.views import ACTIONS, HOME, INCIDENTS, Site

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

_THEME = Path(__file__).parent / "theme"
_STYLE = "assets/afterword/site.css"
_log = get_plugin_logger("afterword")


class AfterwordConfig(PluginConfig):  # type: ignore[no-untyped-call]
    """Options in `mkdocs.yml`."""

    root = config_options.Optional(config_options.Type(str))
    """The project's folder; that of `mkdocs.yml` when not given."""


class AfterwordPlugin(BasePlugin[AfterwordConfig]):  # type: ignore[no-untyped-call]
    """Adds the home page, the incidents and the action items to a MkDocs site.

    Attributes:
        project: the project whose post-mortems are shown; opened once, so that its documents are read once.
    """

    project: Project | None = None

    def __init__(self) -> None:
        self._settings_seen: object = None
        self._documents: dict[str, PostMortem] = {}
        self._site: Site | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget an earlier build. That this method exists is why MkDocs keeps one plugin while it serves."""
        self.project = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the project, and add the style sheet, the theme's overrides and what to watch."""
        try:
            project = self._open(Path(self.config.root or Path(config.config_file_path or ".").parent))
        except AfterwordError as error:
            raise PluginError(str(error)) from error
        if str(_THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        if _STYLE not in config.extra_css:
            config.extra_css.insert(0, _STYLE)
        config.watch.extend(str(p) for p in (project.folder, project.root / settings.FILE_NAME) if p.exists())
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for each post-mortem, and the lists unless the handbook has a page of that name."""
        project = self._opened
        try:
            documents = tuple(project.documents)
        except AfterwordError as error:
            raise PluginError(str(error)) from error
        self._documents = {views.incident_page(document): document for document in documents}
        _drop_links(files, Path(config.docs_dir))
        docs = _relative(Path(config.docs_dir), project.root)
        urls = {} if docs is None else {_join(docs, file.src_uri): _url(file) for file in files.documentation_pages()}
        for source, document in self._documents.items():
            file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.edit_uri = _edit_uri(project.path(document), Path(config.docs_dir))
            if existing := files.get_file_from_path(source):
                files.remove(existing)
            files.append(file)
            urls[document.path] = _url(file)
        listed = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        for source in (HOME, INCIDENTS, ACTIONS):
            if not any(files.get_file_from_path(name) for name in (source, source.replace("index", "README"))):
                files.append(File.generated(config, source, content="", inclusion=listed))
        self._site = self._describe(documents, urls, config)
        aliases = {document.path: source for source, document in self._documents.items()}
        return navigation.FilesByPath(files, docs, aliases)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put Home, Incidents and Action items first."""
        return navigation.arrange(nav, files, is_automatic=config.nav is None)

    def on_page_read_source(self, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading a post-mortem by itself."""
        return "" if page.file.src_uri in self._documents else None

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """The page that we make, in place of what MkDocs made of it."""
        source = page.file.src_uri.replace("README.md", "index.md")
        site = self._site
        assert site is not None
        if source == HOME and not page.file.generated_by:
            _name(page, "Home")
            page.meta.setdefault("hide", _hidden(config, source))
            return navigation.insert_overview(html, pages.overview(site))
        if source in self._documents:
            made = pages.incident(self._documents[source], site)
            self._warn(self._documents[source], made)
        elif page.file.generated_by and source in (HOME, INCIDENTS, ACTIONS):
            made = {HOME: pages.home, INCIDENTS: pages.incidents, ACTIONS: pages.actions}[source](site)
        else:
            return html
        _describe_page(page, made, config)
        return made.html

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Lead from incident to incident by date, with the list as their parent."""
        assert self._site is not None
        ordered = [views.incident_page(document) for document in sorted(self._site.documents, key=views.order)]
        navigation.chain(ordered, files)
        return env

    @property
    def _opened(self) -> Project:
        assert self.project is not None, "on_config opens the project"
        return self.project

    def _open(self, root: Path) -> Project:
        """The project; opened anew only when its settings changed."""
        if self.project is not None and _stamp(self.project.root) == self._settings_seen:
            return self.project
        self.project = Project.open(root, os.environ)
        self._settings_seen = _stamp(self.project.root)
        return self.project

    def _describe(self, documents: tuple[PostMortem, ...], urls: dict[str, str], config: MkDocsConfig) -> Site:
        project = self._opened
        history = project.git
        changed = {} if history is None or history.shallow else {p: f.last for p, f in history.files.items()}
        return Site(
            name=config.site_name,
            documents=documents,
            config=project.config,
            now=project.now,
            urls=urls,
            changed=changed,
            exists=lambda path: (project.root / path).exists(),
            repository=Repository.of(config.repo_url, project.env, project.config.tracking.repository),
            directory_urls=config.use_directory_urls,
        )

    def _warn(self, document: PostMortem, made: Page) -> None:
        if document.problems:
            first = document.problems[0]
            more = f" (and {len(document.problems) - 1} more)" if len(document.problems) > 1 else ""
            _log.warning(f"{document.path}:{document.line(first.span)}: {first.message}{more}")
        for link in made.broken:
            _log.warning(f"{document.path}: the link `{link}` leads to no file")


def _describe_page(page: MkDocsPage, made: Page, config: MkDocsConfig) -> None:
    """Give MkDocs what it would have found in the Markdown. Its templates escape nothing, so it is escaped here."""
    title = escape(made.title)
    _name(page, title if made.source != HOME else "Home")
    page.meta = {"title": title} if made.source != HOME else {}
    if made.description:
        page.meta["description"] = escape(made.description)
    page.meta["hide"] = _hidden(config, made.source)
    page.toc = _table_of_contents(made.title, made.headings)
    page.present_anchor_ids = {heading.id for heading in made.headings}


def _name(page: MkDocsPage, title: str) -> None:
    """Name a page, unless the navigation in `mkdocs.yml` does."""
    if "title" not in vars(page):
        page.title = title


def _hidden(config: MkDocsConfig, source: str) -> list[str]:
    """The sidebars that a page goes without: tables need the room. Without tabs the left one is the only way around."""
    left = ["navigation"] if "navigation.tabs" in (config.theme.get("features") or []) else []
    return [*left, "toc"] if source in (HOME, INCIDENTS, ACTIONS) else left


def _table_of_contents(title: str, headings: tuple[Heading, ...]) -> TableOfContents:
    top = AnchorLink(str(escape(title)), "", 1)
    for heading in headings:
        link = AnchorLink(str(escape(heading.text)), heading.id, heading.level)
        if heading.level == 2:
            top.children.append(link)
        elif heading.level == 3 and top.children:
            top.children[-1].children.append(link)
    return TableOfContents(top.children)


def _drop_links(files: Files, docs: Path) -> None:
    """Leave out what is reached through a symbolic link: it could publish any file of the machine."""
    for file in list(files):
        path = Path(file.abs_src_path) if file.abs_src_path else docs
        if path.is_relative_to(docs) and any(
            (docs / part).is_symlink() for part in (path.relative_to(docs), *path.relative_to(docs).parents)
        ):
            _log.warning(f"{file.src_uri} is or goes through a symbolic link and is left out")
            files.remove(file)


def _stamp(root: Path) -> object:
    try:
        status = (root / settings.FILE_NAME).stat()
    except OSError:
        return None
    return (root, status.st_mtime_ns, status.st_size)


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else str(file.url)


def _relative(path: Path, root: Path) -> str | None:
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return None


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"


def _edit_uri(path: Path, docs: Path) -> str:
    return Path(os.path.relpath(path, docs)).as_posix()
