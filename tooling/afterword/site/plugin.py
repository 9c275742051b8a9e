"""The MkDocs plugin: puts our pages into a build, and nothing else."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config as PluginConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from afterword import config as settings
from afterword.errors import AfterwordError
from afterword.portfolio.incidents import start_key
from afterword.portfolio.snapshot import FILE
from afterword.postmortem import PostMortem, find_misnamed
from afterword.postmortem.folders import RETROSPECTIVES
from afterword.project import Project
from afterword.site import data, navigation, offline, pages, pictures, search_words, theme_search, theming
from afterword.site.addresses import HOME, NAVIGATION, incident_page, page_url
from afterword.site.default_config import STYLE, THEME, require_supported
from afterword.site.folders import require_readable, why_left_out
from afterword.site.home_page import make_overview
from afterword.site.page import Page, visible
from afterword.site.page_cache import PageCache
from afterword.site.search import Search, choose_search, exclude_sections, weigh_code, write_full_text_index
from afterword.site.site import Site, SiteSettings, describe_site
from afterword.text.counting import counted

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

_ID = re.compile(r'<[^<>]* id="([^"]*)"')
_log = get_plugin_logger("afterword")


class AfterwordConfig(PluginConfig):  # type: ignore[no-untyped-call]
    """Options in `mkdocs.yml`."""

    root = config_options.Optional(config_options.Type(str))
    """The project's folder, relative to that of `mkdocs.yml`, which is the default."""

    offline = config_options.Type(bool, default=False)
    """Whether the site is opened by file, without a server."""

    named_by_settings = config_options.Type(bool, default=False)
    """Whether `afterword.yml` names the site, as it does if there is no `mkdocs.yml`."""


class AfterwordPlugin(BasePlugin[AfterwordConfig]):  # type: ignore[no-untyped-call]
    """Adds the home page, the incidents and everything derived from them to a MkDocs site.

    Attributes:
        project: the project whose post-mortems are shown; opened once, so that its documents are read once.
        site: what the pages of the last build were made from.
    """

    project: Project | None = None
    site: Site | None = None

    def __init__(self) -> None:
        self._documents: dict[str, PostMortem] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._cache: PageCache | None = None
        self._anchors: list[tuple[str, str, str, str]] = []
        self._pictures: dict[str, tuple[str, ...]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget an earlier build. That this method exists is why MkDocs keeps one plugin while it serves."""
        self.project = None
        self._pictures = {}
        self._cache = PageCache() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the project, and add the style sheet, the theme's overrides and what to watch."""
        try:
            require_supported(config.plugins)
            project = self._open(Path(config.config_file_path or ".").parent / (self.config.root or ""))
            require_readable(project, Path(config.docs_dir), config.theme.custom_dir)
        except AfterwordError as error:
            raise PluginError(str(error)) from error
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if config.theme.name == "material":
            theming.apply_theme_defaults(config)
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        if self.config.named_by_settings:
            config.site_name = project.config.site.name
        if not config.site_url and project.config.site.url:
            config.site_url = project.config.site.url.rstrip("/") + "/"
        if self.config.offline:
            offline.prepare(config)
        watched = (project.folder, *(project.root / name for name in (settings.FILE_NAME, FILE, RETROSPECTIVES)))
        config.watch.extend(str(path) for path in watched if path.exists())
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for each post-mortem, and the lists unless the handbook has a page of that name."""
        project = self._opened
        try:
            documents = tuple(project.documents)
            search = choose_search(project.config.site.search, len(documents), self._can_search_by_index)
        except AfterwordError as error:
            raise PluginError(str(error)) from error
        self._documents = {incident_page(document): document for document in documents}
        for path in find_misnamed(project.folder):
            _log.warning(f"{project.display_path(path)} has no page: a name is a date and a-z, 0-9 with hyphens")
        _leave_out(files, Path(config.docs_dir))
        docs = _relative(Path(config.docs_dir), project.root)
        handbook = list(files.documentation_pages())
        urls = (
            {}
            if docs is None
            else {posixpath.normpath(posixpath.join(docs, file.src_uri)): _url(file) for file in handbook}
        )
        urls |= {one.path: page_url(source, config.use_directory_urls) for source, one in self._documents.items()}
        try:
            generator = SiteSettings(
                config.site_name, config.site_url or "", config.repo_url, config.use_directory_urls
            )
            self.site = site = describe_site(project, documents, generator, urls, search)
        except AfterwordError as error:
            raise PluginError(str(error)) from error
        self._makers = pages.collect_pages(site)
        _log.info(f"making {counted(len(self._makers), 'page')} of {counted(len(documents), 'post-mortem')}")
        config.extra["has_full_text"] = search is Search.PAGEFIND and bool(documents)
        if config.extra["has_full_text"]:
            theme_search.turn_off(config.plugins.values())
        else:
            theme_search.use_worker(config)
        self._anchors = []
        if self._cache:
            self._cache.begin(site, handbook, config)
        for source in self._makers:
            self._add(source, files, config)
        made = data.collect_files(site)
        written = {name: make() for name, make in made.items()}
        if self.config.offline:
            written |= offline.write_scripts(made)
        for name, text in written.items():
            files.append(File.generated(config, name, content=text))
        return navigation.FilesByPath(files, docs, pages.list_files(site))

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put our pages first."""
        return navigation.arrange(nav, files, is_automatic=config.nav is None)

    def on_page_read_source(self, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading a post-mortem by itself."""
        return "" if page.file.src_uri in self._documents else None

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Replace what MkDocs made of a page by the page that we make."""
        assert self.site is not None
        site = self.site
        source, html = page.file.src_uri.replace("README.md", "index.md"), weigh_code(html)
        if site.search is Search.PAGEFIND and (source not in self._makers or not page.file.generated_by):
            page.meta["full_text"] = {"title": escape(visible(str(page.title or site.name)))}
        if source == HOME and not page.file.generated_by:
            theming.name_page(page, "Home")
            page.meta.setdefault("hide", [*(["navigation"] if theming.has_tabs(config) else []), "toc"])
            return navigation.insert_overview(html, make_overview(site))
        if source not in self._makers or not page.file.generated_by:
            return html
        made = self._makers[source]()
        theming.describe(page, made, config)
        if document := self._documents.get(source):
            self._warn(document, made)
            self._pictures[source] = made.found_links.pictures
            if site.search is Search.PAGEFIND:
                shown = search_words.describe(document, made.title, site)
                page.meta["full_text"] = {key: escape(visible(value)) for key, value in shown.items()}
            return exclude_sections(made.html) if site.search is Search.LIGHT else made.html
        return made.html

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Link the incidents to one another by date, below their list."""
        assert self.site is not None
        self._warn_of_anchors(files)
        # Those of pages that are reused from the last build, too.
        for path in sorted({path for source in self._documents for path in self._pictures.get(source, ())}):
            content = pictures.read(self._opened, path)
            if content is not None:
                files.append(File.generated(config, pictures.url(self._opened, path), content=content))
        ordered = sorted(self.site.documents, key=start_key)
        navigation.chain([(incident_page(document), document.title) for document in ordered], files, config)
        return env

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Add the labels that the theme omits, and store a page for the next build while serving."""
        output = theming.add_labels(output)
        document = self._documents.get(page.file.src_uri)
        if self._cache and document:
            self._cache.store(document, output)
        return output

    @event_priority(50)  # before the theme's search writes its index
    def _complete_search(self, *, config: MkDocsConfig) -> None:
        """Write the full-text index, and give the theme's search the pages that were reused."""
        assert self.site is not None
        if self.site.search is Search.PAGEFIND and self.site.documents:
            _log.info("indexing the words of all pages for the search")
            try:
                write_full_text_index(Path(config.site_dir))
            except AfterwordError as error:
                raise PluginError(str(error)) from error
        if self._cache:
            self._cache.end(config)

    @event_priority(-50)  # after the theme's search has written its index
    def _complete_theme_search(self, *, config: MkDocsConfig) -> None:
        """Give the theme's search what it cannot read on pages, unless Pagefind is shown in its place."""
        site = self.site
        assert site is not None
        if site.search is not Search.PAGEFIND:
            described = {
                site.url(source): search_words.describe(document, document.title, site)
                for source, document in self._documents.items()
            }
            theme_search.complete_index(Path(config.site_dir), described)
        if self.config.offline:
            offline.write_search_script(Path(config.site_dir))

    on_post_build = CombinedEvent(_complete_search, _complete_theme_search)

    @property
    def _can_search_by_index(self) -> bool:
        """Whether Pagefind's index can be used: who writes does not wait for it, and a file may not load it."""
        return self._cache is None and not self.config.offline

    @property
    def _opened(self) -> Project:
        assert self.project is not None, "on_config opens the project"
        return self.project

    def _open(self, root: Path) -> Project:
        """Open the project; the one of the last build has read its documents already, unless the settings changed."""
        opened = Project.open(root, os.environ)
        if self.project is None or (opened.root, opened.config) != (self.project.root, self.project.config):
            self.project = opened
        return self.project

    def _add(self, source: str, files: Files, config: MkDocsConfig) -> None:
        document = self._documents.get(source)
        if document is None:
            if not any(files.get_file_from_path(name) for name in (source, source.replace("index.md", "README.md"))):
                in_nav = config.nav is None and source in NAVIGATION
                level = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, source, content="", inclusion=level))
            return
        if existing := files.get_file_from_path(source):
            files.remove(existing)
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = Path(os.path.relpath(self._opened.path(document), config.docs_dir)).as_posix()
        files.append((self._cache and self._cache.reuse(document, file, config)) or file)

    def _warn(self, document: PostMortem, made: Page) -> None:
        if document.problems:
            first = document.problems[0]
            more = f" (and {len(document.problems) - 1} more)" if len(document.problems) > 1 else ""
            _log.warning(f"{document.path}:{document.line(first.span)}: {first.message}{more}")
        first_line = document.source.line_of(document.body_start)
        for link, line in made.found_links.broken:
            _log.warning(f"{document.path}:{first_line + line}: the link `{_readable(link)}` leads to no file")
        self._anchors += [
            (f"{document.path}:{first_line + line}", link, *anchor) for link, line, anchor in made.found_links.anchors
        ]

    def _warn_of_anchors(self, files: Files) -> None:
        """Report links to a heading that its page lacks, except on pages that are reused from the last build."""
        built = {_url(file): file.page for file in files.documentation_pages() if file.page}
        ids: dict[str, set[str]] = {}
        for where, link, url, anchor in self._anchors:
            if url in built and url not in ids:
                ids[url] = {unescape(found) for found in _ID.findall(built[url].content or "")}
            if url in ids and visible(anchor) not in ids[url]:
                _log.warning(f"{where}: the link `{_readable(link)}` leads to no heading")


def _readable(link: str) -> str:
    """Return a link as a person would type it: the parser percent-encodes everything but ASCII."""
    text = unquote(link)
    return text if text.isprintable() else link


def _leave_out(files: Files, docs: Path) -> None:
    """Leave out what MkDocs should not open: links, what is not a file, and what is too large to be a page."""
    for file in list(files):
        path = Path(file.abs_src_path or "")
        if path.is_relative_to(docs) and (reason := why_left_out(docs, path.relative_to(docs))):
            _log.warning(f"{file.src_uri} {reason} and is left out")
            files.remove(file)


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else str(file.url)


def _relative(path: Path, root: Path) -> str | None:
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return None
