"""The files that a post-mortem names: those of its causes and models, of its action items, of its text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from afterword.errors import AfterwordError
from afterword.evidence.file_at_commit import FileAtCommit
from afterword.learning.paths import normalise_path
from afterword.postmortem import PostMortem

_ENDING = r"\.[A-Za-z][A-Za-z0-9]{0,7}"
_PATH = re.compile(
    rf"(?<![\w/:.@~\\-])(?:\.{{1,2}}/)?(?:[\w.-]{{1,80}}[/\\]){{1,12}}[\w.-]{{0,80}}\w{_ENDING}\b(?![/\\])|"
    rf"(?<=`)[\w-][\w.-]{{0,80}}{_ENDING}(?=`)"
)
"""A path with a folder, or a file's name that is all of a code span; not a part of an address."""
_COPY = re.compile(r"(?:.*/)?(?P<name>[^/]+)\.(?:before|after)(?P<ending>\.[a-z0-9]{1,10})")
"""A version in the evidence folder: `prompts/support.before.md`."""
_MAX_FILES = 200


class NamedFile(NamedTuple):
    """A file that a post-mortem names.

    Attributes:
        path: with slashes; without a folder if only its name is known.
        repository: `owner/name`; empty if the post-mortem does not say.
        by: what names it, such as "cause tone-rewrite".
        is_part: whether the file had a part in the incident, and is not just mentioned.
    """

    path: str
    repository: str
    by: str
    is_part: bool


def find_named_files(document: PostMortem, evidence: Iterable[str]) -> tuple[NamedFile, ...]:
    """Find the files that a post-mortem names, each once, those with a part in the incident first.

    Args:
        evidence: the paths of the files in its evidence folder, relative to it.
    """
    found: dict[tuple[str, str], NamedFile] = {}
    for file in (*_with_a_part(document, evidence), *_mentioned(document)):
        found.setdefault((file.path.casefold(), file.repository.casefold()), file)
    own = f"{document.id}/"
    return tuple(file for file in found.values() if own not in f"{file.path}/")[:_MAX_FILES]


def _with_a_part(document: PostMortem, evidence: Iterable[str]) -> Iterator[NamedFile]:
    for cause in document.front.stated_causes:
        by = f"cause {cause.id}" if cause.id else "a cause"
        for stated in (cause.before, cause.after):
            yield from _stated(stated, by)
    for model in document.front.stated_models:
        yield from _stated(model.system_prompt, "the system prompt")
    for path in sorted(evidence):
        yield from _copied(path)


def _stated(text: str | None, by: str) -> Iterator[NamedFile]:
    """Read `path@commit`, or the name of a copy in the evidence folder; a version such as `v41` is not a file."""
    if not text:
        return
    with suppress(AfterwordError):  # it leads out of the repository, which `check` reports
        if file := FileAtCommit.parse(text):
            yield NamedFile(normalise_path(file.path), file.repository or "", by, True)
            return
        yield from _copied(text)


def _copied(path: str) -> Iterator[NamedFile]:
    if match := _COPY.fullmatch(path):
        yield NamedFile(normalise_path(match["name"] + match["ending"]), "", "a version in the evidence", True)


def _mentioned(document: PostMortem) -> Iterator[NamedFile]:
    for item in document.actions:
        text = " ".join((item.action, item.text("Done when"), item.details))
        yield from _in_text(text, f"action item {item.id}" if item.id else "an action item")
    yield from _in_text(document.source.readable[document.body_start :], "the text")


def _in_text(text: str, by: str) -> Iterator[NamedFile]:
    words = [word for word in text.split() if "/" in word or "`" in word or "\\" in word]
    for match in _PATH.finditer(" ".join(words)):
        yield NamedFile(normalise_path(match[0]), "", by, False)
