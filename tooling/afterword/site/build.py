"""Building and serving the site with MkDocs."""

from __future__ import annotations

import errno
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from afterword.errors import AfterwordError
from afterword.portfolio.actions import count_actions
from afterword.project import Project
from afterword.site.default_config import STYLE, VALIDATION, default_config, find_config
from afterword.site.folders import require_output_folder
from afterword.site.mkdocs_runner import build_site, require_mkdocs, run_mkdocs
from afterword.text.counting import counted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_SERVE_MESSAGES = ("Serving on", "Detected file changes", "Reloading browsers")


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: its home page, what it contains in words, and how many seconds it took."""

    index: Path
    contents: tuple[str, ...]
    seconds: float


def build(
    project: Project,
    output: Path | None,
    *,
    strict: bool,
    say: Callable[[str], None],
    announce: Callable[[str], None] | None = None,
    offline: bool = False,
) -> Built:
    """Build the site.

    Args:
        project: the project.
        output: the folder to write to; what `mkdocs.yml` says, else `build/site`, when None.
        strict: whether a warning fails the build.
        say: shows each warning.
        announce: shows each step; None for none.
        offline: whether the site is opened by file, without a server.

    Raises:
        AfterwordError: MkDocs is not installed, the configuration is wrong, or the build failed.
    """
    require_mkdocs()
    began = time.monotonic()
    if output:
        require_output_folder(output, project, STYLE)
    with run_mkdocs(project, say, announce=announce), _configuration(project) as path:
        config = _load(path, site_dir=str(output.resolve()) if output else None, strict=strict or None)
        require_output_folder(Path(config.site_dir), project, STYLE)
        config.plugins["afterword"].config["offline"] |= offline
        try:
            build_site(config)
        except TemplateError as error:
            # The theme's own templates are tested.
            if not config.theme.custom_dir:
                raise
            raise AfterwordError(
                f"a template cannot be used: {error}",
                remedy="correct the overrides of the theme",
                path=getattr(error, "filename", None) or str(config.theme.custom_dir),
                line=getattr(error, "lineno", None),
            ) from error
        portfolio = config.plugins["afterword"].site.portfolio  # type: ignore[attr-defined]
    actions = sum(len(document.actions) for document in portfolio.documents)
    is_open = count_actions(portfolio.documents, portfolio).open
    contents = (counted(len(portfolio.documents), "incident"), f"{counted(actions, 'action item')} ({is_open} open)")
    return Built(Path(config.site_dir) / "index.html", contents, time.monotonic() - began)


def serve(project: Project, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the site, and build it again whenever a post-mortem, a page of the handbook or a setting changes.

    Args:
        project: the project.
        host: the address to listen on.
        port: the port.
        say: shows each warning and what the server does.

    Raises:
        AfterwordError: as `build`, or the port is in use.
    """
    require_mkdocs()
    from mkdocs.commands.serve import serve as mkdocs_serve

    if not project.folder.is_dir():
        say(f"{project.config.postmortems}/ does not exist yet; restart once it does, to see changes in it")
    with run_mkdocs(project, say, _SERVE_MESSAGES), _configuration(project) as path:
        _load(path)
        try:
            mkdocs_serve(str(path), dev_addr=f"{host}:{port}")
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
                raise
            raise AfterwordError(
                f"cannot listen on {host}:{port}: {os.strerror(error.errno)}", remedy="choose another `--port`"
            ) from error


def _load(path: Path, **overrides: Any) -> MkDocsConfig:
    from mkdocs.config import load_config

    config = load_config(str(path), **overrides)
    if "afterword" not in config.plugins:
        raise AfterwordError(
            "the configuration of the site does not use this plugin",
            remedy="add `- afterword` under `plugins:`, and `- search` if you have no such list yet",
            path=path.name,
        )
    return config


@contextmanager
def _configuration(project: Project) -> Iterator[Path]:
    """Provide the project's own configuration of MkDocs, else one for this run."""
    if own := find_config(project):
        yield own
        return
    with tempfile.TemporaryDirectory(prefix="afterword-") as folder:
        docs = project.root / "docs"
        if not docs.is_dir():
            docs = Path(folder) / "docs"
            docs.mkdir()
        path = Path(folder) / "mkdocs.yml"
        # JSON is YAML.
        config = default_config(project, docs) | {"validation": VALIDATION}
        path.write_text(json.dumps(config), encoding="utf-8")
        yield path
