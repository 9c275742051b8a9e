"""The file of a retrospective: derived blocks between what people write, made again without losing a word."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass

from afterword.errors import AfterwordError
from afterword.portfolio.periods import Period
from afterword.postmortem.body import parse_body
from afterword.postmortem.edit import apply, replace_derived
from afterword.postmortem.markers import read_derived, write_derived
from afterword.postmortem.problems import Problems
from afterword.postmortem.reader import decode

SECTIONS = {
    "quarter": "The quarter",
    "repeats": "What repeats",
    "burned": "Where we keep getting burned",
    "undone": "What was never done",
    "improved": "What improved",
    "surprises": "Near misses and surprises",
    "investments": "Candidates for larger investments",
}
_OF_PEOPLE = {
    "What we conclude": "What do the counts mean? What do they not show?",
    "What we decide": "Which investment, who owns it, and how will the next retrospective see whether it helped?",
}
_PREFIX = "retro-"


@dataclass(frozen=True, slots=True)
class Updated:
    """A retrospective as it is to be written.

    Attributes:
        text: the file's text.
        kept: titles of the parts that people changed or deleted, and that stay as they are.
    """

    text: str
    kept: tuple[str, ...] = ()


def update(data: bytes | None, path: str, quarter: Period, blocks: Mapping[str, str]) -> Updated:
    """Write a retrospective, or refresh the blocks of an existing one that are as this wrote them.

    A block that people deleted is not added again.

    Args:
        data: the existing file, which may be empty; None for a new one.
        path: the file, as a user would write it.
        blocks: the content of each derived block, by name.

    Raises:
        AfterwordError: the file is not UTF-8, or a marker has no partner.
    """
    if data is None or not data.removeprefix(BOM_UTF8).strip():
        return Updated(_render(quarter, blocks))
    problems = Problems()
    source = decode(data, path, problems)
    derived = read_derived(parse_body(source, 0), problems)
    for problem in problems:
        line = source.line_of(problem.span.start)
        raise AfterwordError(f"{problem.message}; nothing was written", remedy=problem.remedy, path=path, line=line)
    known = {block.name.removeprefix(_PREFIX): block for block in derived if block.name.startswith(_PREFIX)}
    fresh = [(block, blocks[name]) for name, block in known.items() if name in blocks and block.untouched]
    # A block whose content stays is not written again: its bytes stay, too.
    splices = [
        splice
        for block, content in fresh
        if write_derived(block.name, content, is_closed=block.is_closed) != block.span.of(source.readable)
        for splice in replace_derived(block, content)
    ]
    kept = tuple(title for name, title in SECTIONS.items() if name not in known or not known[name].untouched)
    return Updated(apply(source, splices), kept)


def _render(quarter: Period, blocks: Mapping[str, str]) -> str:
    lines = [f"# Retrospective {quarter.name}", ""]
    for name, title in SECTIONS.items():
        lines += [f"## {title}", "", write_derived(f"{_PREFIX}{name}", blocks[name]), ""]
    for title, question in _OF_PEOPLE.items():
        lines += [f"## {title}", "", f"<!-- {question} -->", ""]
    return "\n".join(lines)
