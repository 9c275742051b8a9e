"""Where the links of a post-mortem lead once the document is a page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from afterword.postmortem.values import Ref
from afterword.site.addresses import relative

_SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on the web; `url` has no trailing slash, `folder` is the project's path in it and has one."""

    url: str
    folder: str = ""

    @classmethod
    def of(
        cls, repo_url: str | None, env: Mapping[str, str], name: str | None = None, folder: str = ""
    ) -> Repository | None:
        """Return the repository that the site belongs to.

        Args:
            repo_url: what `mkdocs.yml` says.
            env: the environment, with `GITHUB_REPOSITORY` and `GITHUB_SERVER_URL` as Actions sets them.
            name: `owner/name` from the settings, if neither of the others says it.
            folder: the project's path in it, with a slash at its end; empty at its top.
        """
        if repo_url and urlsplit(repo_url).scheme in ("http", "https"):
            return cls(repo_url.rstrip("/"), folder)
        name = env.get("GITHUB_REPOSITORY") or name
        server = env.get("GITHUB_SERVER_URL") or "https://github.com"
        return cls(f"{server.rstrip('/')}/{quote(name)}", folder) if name else None

    def file(self, path: str) -> str:
        """Return the page of a file on the default branch."""
        return f"{self._base}/blob/HEAD/{quote(self.folder + path)}"

    def edit(self, path: str) -> str:
        """Return the page on which a file of the default branch is edited."""
        return f"{self._base}/edit/HEAD/{quote(self.folder + path)}"

    def issue(self, number: int, repository: str | None = None) -> str:
        """Return the page of an issue, of another repository on the same server if one is named."""
        server = "/".join(self.url.split("/")[:3])
        base = Repository(f"{server}/{quote(repository)}")._base if repository else self._base
        return f"{base}/issues/{number}"

    def commit(self, sha: str) -> str:
        """Return the page of a commit."""
        return f"{self._base}/commit/{sha}"

    @property
    def _base(self) -> str:
        return self.url + ("/-" if "gitlab" in urlsplit(self.url).netloc else "")


def ref_url(ref: Ref | None, repository: Repository | None) -> str | None:
    """Return the page of a reference; None if it is not known."""
    if ref is None or ref.text == "unknown":
        return None
    if ref.text.startswith(("http://", "https://")):
        return ref.text
    if ref.number is not None:
        if ref.repository and repository is None:
            return f"https://github.com/{ref.repository}/issues/{ref.number}"
        return repository.issue(ref.number, ref.repository) if repository else None
    return repository.commit(ref.text) if repository else None


@dataclass(frozen=True, slots=True)
class Target:
    """What a link of a document leads to.

    Attributes:
        href: the address to link to; None if there is none, so that only the link's text stays.
        anchor: the page, by its URL, and the id on it; None if the link does not name an id of a page.
        is_broken: whether the link names a file that the project does not have.
    """

    href: str | None
    anchor: tuple[str, str] | None = None
    is_broken: bool = False


BROKEN = Target(None, is_broken=True)


@dataclass(frozen=True, slots=True)
class Links:
    """Resolver of the links of one document.

    Attributes:
        folder: the folder of the document's file, relative to the project.
        page: URL of the document's page, relative to the site's root.
        urls: URL of every page that has a file, by the file's path in the project.
        exists: whether the project has a file or folder at a path.
        repository: shows the other files, if it is known.
        picture: as in `Site`.
    """

    folder: str
    page: str
    urls: Mapping[str, str]
    exists: Callable[[str], bool]
    repository: Repository | None = None
    picture: Callable[[str], str | None] = lambda path: None

    def find(self, href: str) -> Target:
        """Find what a link leads to.

        Only the address in what this method returns becomes a link, so it also keeps every other scheme out.
        """
        parts = _split(href)
        if parts is None:
            return BROKEN
        if parts.scheme or parts.netloc:
            return Target(href if parts.scheme in _SCHEMES else None)
        path = self.path(parts.path) if parts.path else None
        page = self.urls.get(path or "") if parts.path else self.page
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if page is not None:
            anchor = (page, unquote(parts.fragment)) if parts.fragment not in ("", "top") else None
            return Target((relative(page, self.page) if parts.path else "") + fragment or None, anchor)
        if path is None or not self.exists(path):
            return BROKEN
        return Target(self.repository.file(path) + fragment if self.repository else None)

    def find_picture(self, href: str) -> tuple[str, str] | None:
        """Return the path of a picture that the site shows, and its URL as seen from the page."""
        parts = _split(href)
        path = None if parts is None or parts.scheme or parts.netloc else self.path(parts.path)
        url = self.picture(path) if path else None
        return (path, quote(relative(url, self.page))) if path and url else None

    def path(self, written: str) -> str | None:
        """Return a path as written in the document, relative to the project; None if it leaves the project."""
        path = unquote(written)
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(self.folder, path)
        normal = posixpath.normpath(joined)
        return None if normal.startswith("..") or "\0" in normal or "\\" in normal else normal


NO_LINKS = Links("", "", {}, lambda path: False)
"""Resolves addresses of the web and nothing of the project."""


def _split(href: str) -> SplitResult | None:
    try:
        return urlsplit(href)
    except ValueError:
        return None
