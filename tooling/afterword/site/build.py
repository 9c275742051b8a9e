"""Building and serving the site with MkDocs, quietly."""

from __future__ import annotations

import errno
import importlib.util
import json
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from afterword import git
from afterword.errors import AfterwordError
from afterword.project import Project
from afterword.site.default_config import CONFIG_NAMES, STYLE, VALIDATION, default_config
from afterword.site.output_folder import require_output_folder
from afterword.site.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_SERVE_MESSAGES = ("Serving on", "Detected file changes", "Reloading browsers")


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build.

    Attributes:
        index: the home page's file.
        incidents: number of post-mortems.
        actions: number of action items.
        seconds: how long it took.
    """

    index: Path
    incidents: int
    actions: int
    seconds: float


def build(project: Project, output: Path | None, *, strict: bool, say: Callable[[str], None]) -> Built:
    """Build the site.

    Args:
        project: the project.
        output: the folder to write to; what `mkdocs.yml` says, else `build/site`, when None.
        strict: whether a warning fails the build.
        say: shows each warning.

    Raises:
        AfterwordError: MkDocs is not installed, the configuration is wrong, or the build failed.
    """
    require_mkdocs()
    from mkdocs.commands.build import build as mkdocs_build

    began = time.monotonic()
    if output:
        require_output_folder(output, project, STYLE)
    with run_mkdocs(project, say), _configuration(project) as path:
        config = _load(path, site_dir=str(output.resolve()) if output else None, strict=strict or None)
        require_output_folder(Path(config.site_dir), project, STYLE)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
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
        finally:
            config.plugins.on_shutdown()
        shown: Site = config.plugins["afterword"].site  # type: ignore[attr-defined]
        documents = shown.documents
    actions = sum(len(document.actions) for document in documents)
    return Built(Path(config.site_dir) / "index.html", len(documents), actions, time.monotonic() - began)


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
        say(f"there is no {project.config.postmortems}/ yet; restart once there is, to see changes in it")
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


def require_mkdocs() -> None:
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        raise AfterwordError(
            "the site needs MkDocs and its theme Material", remedy='install them: pip install "afterword[site]"'
        )


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
    for name in CONFIG_NAMES:
        if (project.root / name).is_file():
            yield project.root / name
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


@contextmanager
def run_mkdocs(project: Project, say: Callable[[str], None], wanted: tuple[str, ...] = ()) -> Iterator[None]:
    """Run MkDocs so that it repeats its bytes, says only what matters, and fails with errors of ours.

    Args:
        project: the project.
        say: shows each warning.
        wanted: parts of other messages that are shown too.
    """
    with _repeatable_environment(project), _collect_log(say, wanted) as log, _translate_errors(log):
        yield


@contextmanager
def _repeatable_environment(project: Project) -> Iterator[None]:
    """Set variables that make a build repeatable and silent; those that the user has set stay."""
    epoch = git.run(project.root, "log", "-1", "--format=%ct") if "AFTERWORD_NOW" not in project.env else None
    today = project.now.replace(hour=0, minute=0, second=0, microsecond=0)
    ours = {
        "SOURCE_DATE_EPOCH": (epoch or "").strip() or str(int(today.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    added = {name: value for name, value in ours.items() if not os.environ.get(name)}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


class _Handler(logging.Handler):
    """Shows warnings, and the few lines of the server that matter."""

    def __init__(self, say: Callable[[str], None], wanted: tuple[str, ...]) -> None:
        super().__init__(logging.INFO)
        self.say = say
        self.wanted = wanted
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage().removeprefix("afterword: ")
        if record.levelno >= logging.ERROR:
            self.errors.append(text)
            if self.wanted:
                # A server continues after an error, so nothing else reports it.
                self.say(f"error: {text}")
        elif record.levelno >= logging.WARNING:
            self.say(f"warning: {text}")
        elif any(wanted in text for wanted in self.wanted):
            self.say(text)


@contextmanager
def _collect_log(say: Callable[[str], None], wanted: tuple[str, ...]) -> Iterator[_Handler]:
    logger = logging.getLogger("mkdocs")
    before = (logger.level, logger.propagate)
    handler = _Handler(say, wanted)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before


def explain_os_error(error: OSError) -> Exception:
    """Return the error to raise if the file system refused something; the same error if it does not name a file."""
    if not error.filename:
        return error
    return AfterwordError(
        f"the site cannot be written: {error.strerror}",
        remedy="make sure that its sources can be read and its folder can be written to, or choose another folder",
        path=os.fsdecode(error.filename),
    )


@contextmanager
def _translate_errors(log: _Handler) -> Iterator[None]:
    """Turn the errors of MkDocs and of the file system into ours, in one line with a remedy."""
    from mkdocs.exceptions import MkDocsException

    try:
        yield
    except OSError as error:
        raise explain_os_error(error) from error
    except MkDocsException as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, AfterwordError):
                raise cause from None
            cause = cause.__cause__ or cause.__context__
        if "strict mode" in error.message:
            raise AfterwordError(
                "the site has warnings, and `--strict` allows none", remedy="fix the findings above"
            ) from error
        raise AfterwordError(
            "; ".join(dict.fromkeys(log.errors)) or error.message, remedy="correct mkdocs.yml or the page it names"
        ) from error
