"""How an issue points to a post-mortem."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from afterword.postmortem import PostMortem


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """Where a reader finds a post-mortem.

    Attributes:
        base: address of the repository's files, `https://github.com/acme/widgets/blob`; empty if there is none.
        prefix: the project's folder in its repository, with a slash at its end, or empty.
        commit: a commit of the default branch that contains the documents as they are; empty if none is known.
    """

    base: str = ""
    prefix: str = ""
    commit: str = ""

    def document(self, document: PostMortem) -> str:
        """Return where the document is found as it is now: its address, else its path."""
        path = quote(self.prefix + document.path)
        return f"{self.base}/HEAD/{path}" if self.base else quote(document.path)

    def folder(self, name: str) -> str:
        """Return where a folder of documents is found; empty if they have no address."""
        return f"{self.base}/HEAD/{quote(self.prefix + name.rstrip('/'))}/" if self.base else ""

    def is_here(self, url: str) -> bool:
        """Whether an address is on the server that has the documents."""
        return _host(url) == _host(self.base)

    def line(self, document: PostMortem, line: int) -> str:
        """Return a link to a line as it was when the issue was opened; empty if no commit is known."""
        if not self.base or not self.commit:
            return ""
        # GitHub shows lines of a Markdown file in its plain view only.
        return f" ([line {line}](<{self.base}/{self.commit}/{quote(self.prefix + document.path)}?plain=1#L{line}>))"


def _host(url: str) -> str:
    """As it is written: the standard library refuses addresses that a cell may contain."""
    return url.partition("://")[2].partition("/")[0].casefold()
