"""Running MkDocs: repeatable, quiet, and with errors of ours."""

from __future__ import annotations

import importlib.util
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from afterword import git
from afterword.errors import AfterwordError
from afterword.project import Project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


STEPS = "mkdocs.plugins.afterword"
"""The logger in which the plugin says, as information, what it does next."""


def require_mkdocs() -> None:
    """Make sure that MkDocs and its theme are installed.

    Raises:
        AfterwordError: they are not.
    """
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        remedy = 'install them: pip install "afterword[site]"'
        raise AfterwordError("the site needs MkDocs and its theme Material", remedy=remedy)


def build_site(config: MkDocsConfig) -> None:
    """Build the site of a configuration."""
    from mkdocs.commands.build import build

    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def run_mkdocs(
    project: Project,
    say: Callable[[str], None],
    wanted: tuple[str, ...] = (),
    announce: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Run MkDocs so that it repeats its bytes, says only what matters, and fails with errors of ours.

    Args:
        project: the project.
        say: shows each warning.
        wanted: parts of other messages that are shown too.
        announce: shows each step of the plugin; None for none.
    """
    with (
        _repeatable_environment(project),
        _collect_log(say, wanted, announce) as log,
        _translate_errors(log),
        explain_os_errors(),
    ):
        yield


_MAX_EPOCH = 2**32 - 1
"""Seconds since 1970 that a compressed file can have as its time."""


@contextmanager
def _repeatable_environment(project: Project) -> Iterator[None]:
    """Set variables that make a build repeatable and silent; those that the user has set stay."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given and not (given.isascii() and given.isdigit() and int(given) <= _MAX_EPOCH):
        remedy = f"write seconds since 1970, from 0 to {_MAX_EPOCH}, or leave it out"
        raise AfterwordError(f"SOURCE_DATE_EPOCH is `{given}`", remedy=remedy)
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

    def __init__(
        self, say: Callable[[str], None], wanted: tuple[str, ...], announce: Callable[[str], None] | None
    ) -> None:
        super().__init__(logging.INFO)
        self.say = say
        self.wanted = wanted
        self.announce = announce
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
        elif self.announce and record.name == STEPS:
            self.announce(text)


@contextmanager
def _collect_log(
    say: Callable[[str], None], wanted: tuple[str, ...], announce: Callable[[str], None] | None
) -> Iterator[_Handler]:
    logger = logging.getLogger("mkdocs")
    before = (logger.level, logger.propagate)
    handler = _Handler(say, wanted, announce)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before


@contextmanager
def explain_os_errors() -> Iterator[None]:
    """Turn what the file system refuses into an error of ours, if it names a file."""
    try:
        yield
    except OSError as error:
        if not error.filename:
            raise
        raise AfterwordError(
            f"the site cannot be written: {error.strerror}",
            remedy="make sure that its sources can be read and its folder can be written to, or choose another folder",
            path=os.fsdecode(error.filename),
        ) from error


@contextmanager
def _translate_errors(log: _Handler) -> Iterator[None]:
    """Turn the errors of MkDocs into ours, in one line with a remedy."""
    from mkdocs.exceptions import MkDocsException

    try:
        yield
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
