"""The use case `retro`: the files of a retrospective, from the post-mortems and what people wrote before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from os.path import lexists

from afterword.errors import AfterwordError
from afterword.learning.retro.document import update
from afterword.learning.retro.markdown import write_blocks
from afterword.learning.retro.quoted import quote_quarter
from afterword.learning.retro.retrospective import make_retrospective
from afterword.learning.retro.words import Writer, draft_words, is_about
from afterword.portfolio import Portfolio
from afterword.portfolio.periods import Period, quarter_of, read_quarter
from afterword.postmortem import PostMortem, write_atomically
from afterword.postmortem.files import read_regular
from afterword.postmortem.folders import RETROSPECTIVES as FOLDER
from afterword.project import Project

MAX_BYTES = 5_000_000
"""Of the file of a retrospective."""

Charts = Mapping[str, tuple[str, str]]
"""Title and SVG of each chart, by the name of its file."""


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """The files of a retrospective.

    Attributes:
        path: the Markdown file, relative to the project.
        texts: all texts by path, relative to the project.
        kept: titles of the parts that people changed or deleted.
        is_outdated: whether the part in words was drafted before the counts or the post-mortems changed.
    """

    path: str
    texts: dict[str, str]
    kept: tuple[str, ...]
    is_outdated: bool


def choose_quarter(text: str | None, now: datetime) -> Period:
    """Return the quarter that a text names, or the last one that has ended.

    Raises:
        AfterwordError: the text is not a quarter, or the quarter has not begun.
    """
    if text is None:
        return quarter_of(quarter_of(now).start - timedelta(days=1))
    quarter = read_quarter(text)
    if quarter.start > now:
        raise AfterwordError(f"{quarter.name} has not begun", remedy="name an earlier quarter")
    return quarter


def make_files(
    portfolio: Portfolio,
    quarter: Period,
    charts: Charts,
    read_existing: Callable[[str], bytes | None],
    write: Writer | None = None,
) -> MadeFiles:
    """Make the files of a retrospective.

    Args:
        portfolio: all post-mortems.
        read_existing: returns what a file has, by its path in the project; None if there is none.
        write: drafts the part in words; None to leave that part as it is.

    Raises:
        AfterwordError: the existing file cannot be read, or its markers are broken.
    """
    path = f"{FOLDER}/{quarter.name}.md"
    pictures = [(title, f"{quarter.name}/{name}.svg") for name, (title, _) in charts.items()]
    found = make_retrospective(portfolio, quarter)
    quoted = quote_quarter(found, portfolio)
    write_words = partial(draft_words, quoted, write, _link)
    updated = update(read_existing(path), path, quarter, write_blocks(found, _link, pictures), write_words)
    texts = {path: updated.text} | {f"{FOLDER}/{quarter.name}/{name}.svg": svg for name, (_, svg) in charts.items()}
    return MadeFiles(path, texts, updated.kept, bool(updated.words) and not is_about(updated.words, quoted))


def _link(document: PostMortem) -> str:
    return f"../{document.path}"


def write_files(project: Project, made: MadeFiles) -> int:
    """Write what differs, and return how many files that were.

    Raises:
        AfterwordError: a file cannot be written.
    """
    differing = {path: text for path, text in made.texts.items() if read_file(project, path) != _bytes(text)}
    for path, text in differing.items():
        target = project.root / path
        if any(folder.is_symlink() for folder in (project.root / FOLDER, target.parent)):
            raise AfterwordError("the folder is a symbolic link", remedy="put the folder itself there", path=FOLDER)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AfterwordError(f"the folder cannot be created: {error.strerror}", path=FOLDER) from error
        write_atomically(target, _bytes(text))
    return len(differing)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def read_file(project: Project, path: str) -> bytes | None:
    """Return what a file of the project has; None if there is none.

    Raises:
        AfterwordError: it is not a regular file of the project, or too large.
    """
    target = project.root / path
    if not lexists(target):
        return None
    return read_regular(target, MAX_BYTES, shown_as=path, root=project.root)
