"""The MkDocs plugin: puts our pages into a build, and nothing else."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from mkdocs.config import config_options
from mkdocs.config.base import Config as PluginConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from afterword import config as settings
from afterword import git
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, find_misnamed
from afterword.project import Project
from afterword.site import data, navigation, pages, pictures, searchable, snapshot, theming, views
from afterword.site.defaults import THEME
from afterword.site.fulltext import Fulltext, is_available
from afterword.site.links import Repository
from afterword.site.page import Page, visible
from afterword.site.page_cache import Keeper
from afterword.site.views import HOME, Search, Site
from afterword.tracking.snapshot import FILE

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

STYLE = "assets/afterword/site.css"
FULL_SEARCH_UP_TO = 300
"""Incidents of which a browser loads and indexes every word within a second."""

_ID = re.compile(r'<[^<>]* id="([^"]*)"')
_log = get_plugin_logger("afterword")


class AfterwordConfig(PluginConfig):  # type: ignore[no-untyped-call]
    """Options in `mkdocs.yml`."""

    root = config_options.Optional(config_options.Type(str))
    """The project's folder, as seen from that of `mkdocs.yml`, which it is when not given."""

    named_by_settings = config_options.Type(bool, default=False)
    """Whether `afterword.yml` names the site, as it does where there is no `mkdocs.yml`."""


class AfterwordPlugin(BasePlugin[AfterwordConfig]):  # type: ignore[no-untyped-call]
    """Adds the home page, the incidents and everything derived from them to a MkDocs site.

    Attributes:
        project: the project whose post-mortems are shown; opened once, so that its documents are read once.
        site: what the pages of the last build were made from.
    """

    project: Project | None = None
    site: Site | None = None

    def __init__(self) -> None:
        self._settings_seen: object = None
        self._documents: dict[str, PostMortem] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._fulltext: Fulltext | None = None
        self._keeper: Keeper | None = None
        self._shown = ""
        self._packed: dict[str, bytes] = {}
        self._places: list[tuple[str, str, str, str]] = []
        self._pictures: dict[str, tuple[str, ...]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget an earlier build. That this method exists is why MkDocs keeps one plugin while it serves."""
        self.project = None
        self._pictures = {}
        self._keeper = Keeper() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the project, and add the style sheet, the theme's overrides and what to watch."""
        try:
            project = self._open(Path(config.config_file_path or ".").parent / (self.config.root or ""))
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
        watched = (project.folder, *(project.root / name for name in (settings.FILE_NAME, FILE)))
        config.watch.extend(str(path) for path in watched if path.exists())
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for each post-mortem, and the lists unless the handbook has a page of that name."""
        project = self._opened
        try:
            documents = tuple(project.documents)
        except AfterwordError as error:
            raise PluginError(str(error)) from error
        self._documents = {views.incident_page(document): document for document in documents}
        for path in find_misnamed(project.folder):
            _log.warning(f"{project.display_path(path)} has no page: a name is a date and a-z, 0-9 with hyphens")
        _drop_links(files, Path(config.docs_dir))
        docs = _relative(Path(config.docs_dir), project.root)
        handbook = list(files.documentation_pages())
        urls = {} if docs is None else {_join(docs, file.src_uri): _url(file) for file in handbook}
        urls |= {
            document.path: views.page_url(source, config.use_directory_urls)
            for source, document in self._documents.items()
        }
        self.site = site = self._describe(documents, urls, config)
        self._makers = pages.all_pages(site)
        self._packed, self._places = {}, []
        if self._keeper:
            self._keeper.begin(site, handbook, config)
        if site.search is Search.PAGEFIND:
            self._fulltext = Fulltext(Path(config.site_dir), len(documents))
        for source in self._makers:
            self._add(source, files, config)
        for name, make in data.all_files(site).items():
            files.append(File.generated(config, name, content=make()))
        aliases = {document.path: source for source, document in self._documents.items()}
        aliases[project.config.postmortems] = views.INCIDENTS
        return navigation.FilesByPath(files, docs, aliases)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put our pages first."""
        return navigation.arrange(nav, files, is_automatic=config.nav is None)

    def on_page_read_source(self, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading a post-mortem by itself."""
        return "" if page.file.src_uri in self._documents else None

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """The page that we make, in place of what MkDocs made of it."""
        source = page.file.src_uri.replace("README.md", "index.md")
        site = self.site
        assert site is not None
        if source == HOME and not page.file.generated_by:
            theming.name(page, "Home")
            page.meta.setdefault("hide", theming.hidden(config, is_wide=True))
            return navigation.insert_overview(html, pages.overview(site))
        if source not in self._makers or not page.file.generated_by:
            return html
        made = self._makers[source]()
        document = self._documents.get(source)
        if document:
            self._warn(document, made)
            self._pictures[source] = made.followed.pictures
            if self._fulltext:
                facts = {"severity": document.front.severity or "", "date": views.started_on(document)}
                try:
                    self._fulltext.add(_url(page.file), made.title, searchable.whole(made.html), facts)
                except AfterwordError as error:
                    raise PluginError(str(error)) from error
        theming.describe(page, made, config)
        if document:
            # Of all that is kept until the pages are written, these take the most room.
            self._packed[page.file.src_uri] = zlib.compress(made.html.encode(), 1)
            return ""
        return made.html

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Lead from incident to incident by date, with the list as their parent."""
        assert self.site is not None
        self._warn_of_places(files)
        # Those of pages that are kept from the last build, too.
        for path in sorted({path for source in self._documents for path in self._pictures.get(source, ())}):
            data = pictures.read(self._opened, path)
            if data is not None:
                files.append(File.generated(config, pictures.url(path, self._opened), content=data))
        ordered = sorted(self.site.documents, key=views.order)
        navigation.chain([(views.incident_page(document), document.title) for document in ordered], files, config)
        return env

    @event_priority(50)  # before the search reads the page
    def _shorten(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Show the theme's search of an incident what it shall hold: it would parse every word."""
        assert self.site is not None
        if page.file.src_uri in self._documents:
            self._shown = self._content(page)
            self._packed.pop(page.file.src_uri, None)
            read = searchable.whole if self.site.search is Search.FULL else searchable.brief
            page.content = read(self._shown)
        return context

    @event_priority(-50)  # after it did
    def _restore(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Show the reader everything."""
        if page.file.src_uri in self._documents:
            page.content, self._shown = self._shown, ""
        return context

    on_page_context = CombinedEvent(_shorten, _restore)

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Name what the theme leaves without a name, and keep a page while serving, for the next build."""
        output = theming.labelled(output)
        if page.file.src_uri in self._documents:
            page.content = ""  # it is in the output
            if self._keeper:
                self._keeper.keep(self._documents[page.file.src_uri], page.file, output)
        return output

    @event_priority(50)  # before the search writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the full-text index, and tell the theme's search of the pages that were not built anew."""
        if self._fulltext:
            try:
                self._fulltext.end()
            except AfterwordError as error:
                raise PluginError(str(error)) from error
            self._close()
        if self._keeper:
            self._keeper.end(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind of a build that failed."""
        self._close()

    def on_shutdown(self) -> None:
        """Leave nothing behind, and nothing running, of a build that somebody interrupted."""
        self._close()

    def _close(self) -> None:
        if self._fulltext:
            self._fulltext.close()
            self._fulltext = None

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
        folder = git.prefix(project.root)
        return Site(
            name=config.site_name,
            documents=documents,
            config=project.config,
            now=project.now,
            urls=urls,
            changed=changed,
            exists=lambda path: (project.root / path).exists(),
            repository=Repository.of(config.repo_url, project.env, project.config.tracking.repository, folder),
            directory_urls=config.use_directory_urls,
            told=snapshot.read(project.root),
            search=self._search(len(documents)),
            address=config.site_url or "",
            published=project.published if changed else {},
            picture=lambda path: pictures.url_if_shown(path, project),
        )

    def _search(self, count: int) -> Search:
        wanted = self._opened.config.site.search
        if wanted == "auto":
            wanted = "full" if count <= FULL_SEARCH_UP_TO else "pagefind" if is_available() else "light"
        if wanted == "pagefind" and not is_available():
            raise PluginError('`site.search: pagefind` needs Pagefind; install it: pip install "afterword[search]"')
        # While a page is being written, nobody waits for an index of all the others.
        return Search.LIGHT if wanted == "pagefind" and self._keeper else Search(wanted)

    def _add(self, source: str, files: Files, config: MkDocsConfig) -> None:
        document = self._documents.get(source)
        if document is None:
            if not any(files.get_file_from_path(name) for name in (source, source.replace("index.md", "README.md"))):
                in_nav = config.nav is None and source in views.LISTED
                level = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, source, content="", inclusion=level))
            return
        if existing := files.get_file_from_path(source):
            files.remove(existing)
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = _edit_uri(self._opened.path(document), Path(config.docs_dir))
        files.append((self._keeper and self._keeper.kept(document, file, config)) or file)

    def _warn(self, document: PostMortem, made: Page) -> None:
        if document.problems:
            first = document.problems[0]
            more = f" (and {len(document.problems) - 1} more)" if len(document.problems) > 1 else ""
            _log.warning(f"{document.path}:{document.line(first.span)}: {first.message}{more}")
        first_line = document.source.line_of(document.body_start)
        for link, line in made.followed.broken:
            _log.warning(f"{document.path}:{first_line + line}: the link `{_readable(link)}` leads to no file")
        self._places += [
            (f"{document.path}:{first_line + line}", link, *place) for link, line, place in made.followed.places
        ]

    def _content(self, page: MkDocsPage) -> str:
        packed = self._packed.get(page.file.src_uri)
        return zlib.decompress(packed).decode() if packed else page.content or ""

    def _warn_of_places(self, files: Files) -> None:
        """Tell links to a heading that its page lacks. A page that is kept from the last build is not looked at."""
        pages_built = {_url(file): file.page for file in files.documentation_pages() if file.page}
        ids: dict[str, set[str]] = {}
        for where, link, url, place in self._places:
            if url in pages_built and url not in ids:
                ids[url] = {unescape(found) for found in _ID.findall(self._content(pages_built[url]))}
            if url in ids and visible(place) not in ids[url]:
                _log.warning(f"{where}: the link `{_readable(link)}` leads to no heading")


def _readable(link: str) -> str:
    """A link as somebody would have typed it: the parser writes everything but ASCII in per cent."""
    text = unquote(link)
    return text if text.isprintable() else link


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
