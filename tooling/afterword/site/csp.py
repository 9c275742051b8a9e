"""A Content-Security-Policy that a built site works under, with the hashes of what its pages contain inline."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.site.search import PAGEFIND_FOLDER

_MAX_PAGE_BYTES = 100_000_000
_RUN = re.compile(r"(?:|module|text/javascript|application/javascript)", re.IGNORECASE)
"""Types of scripts that run; others are data, which no policy is about."""


def write_policy(site: Path) -> str:
    """Write the policy of a site: only files of its own server, and inline only what is there today.

    Args:
        site: the folder of a finished build, by any engine.

    Returns:
        The value of the header.

    Raises:
        AfterwordError: the folder has no home page, or a page runs an attribute such as `onclick`.
    """
    if not (site / "index.html").is_file():
        raise AfterwordError("there is no site here", remedy="build it first: afterword site build", path=str(site))
    inline = _Inline()
    for path in sorted(site.rglob("*.html")):
        inline.read(path.relative_to(site).as_posix(), read_regular(path, _MAX_PAGE_BYTES).decode("utf-8", "replace"))
    # Pagefind's search is a program in WebAssembly.
    compiled = ["'wasm-unsafe-eval'"] if (site / PAGEFIND_FOLDER).is_dir() else []
    hashed = ["'unsafe-hashes'"] if inline.attributes else []
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *compiled, *_hash(inline.scripts)],
        "style-src": ["'self'", *hashed, *_hash(inline.styles | inline.attributes)],
        # The theme's icons are in its style sheet.
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def _hash(texts: set[str]) -> list[str]:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return sorted(f"'sha256-{digest}'" for digest in digests)


class _Inline(HTMLParser):
    """Collects the texts of inline scripts and styles, and the values of attributes that are styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self.attributes: set[str] = set()
        self._page = ""
        self._text = ""
        self._of: set[str] | None = None

    def read(self, page: str, html: str) -> None:
        """Read a page, from its beginning to its end."""
        self.reset()
        self._page = page
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if runs := next((name for name in given if name.startswith("on")), None):
            raise AfterwordError(
                f"the attribute `{runs}` of `{tag}` runs a script, which no strict policy allows",
                remedy="load a script of your own with `extra_javascript` instead",
                path=self._page,
            )
        if given.get("style"):
            self.attributes.add(given["style"])
        if tag == "style":
            self._of, self._text = self.styles, ""
        elif tag == "script" and "src" not in given and _RUN.fullmatch(given.get("type", "")):
            self._of, self._text = self.scripts, ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._of is not None:
            self._of.add(self._text)
            self._of = None

    def handle_data(self, data: str) -> None:
        if self._of is not None:
            self._text += data
