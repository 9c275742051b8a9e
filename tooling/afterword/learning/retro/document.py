"""The file of a retrospective: derived blocks between what people write, made again without losing a word."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from afterword.errors import AfterwordError
from afterword.portfolio.periods import Period
from afterword.postmortem.blocks import Block
from afterword.postmortem.body import Body, parse_body
from afterword.postmortem.edit import Splice, apply, replace_derived
from afterword.postmortem.markers import read_derived, write_derived
from afterword.postmortem.problems import Problems
from afterword.postmortem.reader import decode
from afterword.postmortem.source import Span

SECTIONS = {
    "quarter": "The quarter",
    "repeats": "What repeats",
    "burned": "Where we keep getting burned",
    "undone": "What was never done",
    "improved": "What improved",
    "surprises": "Near misses and surprises",
    "investments": "Candidates for larger investments",
}
_WORDS, _WORDS_TITLE = "words", "In words"
"""The part that a model drafts if it is asked to."""
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
        words: the part in words; "" if there is none, or if people changed it.
    """

    text: str
    kept: tuple[str, ...] = ()
    words: str = ""


def update(
    data: bytes | None,
    path: str,
    quarter: Period,
    blocks: Mapping[str, str],
    write_words: Callable[[str], str] = lambda _: "",
) -> Updated:
    """Write a retrospective, or refresh the blocks of an existing one that are as this wrote them.

    A block that people deleted is not added again, but for the one in words, which is written only if it is asked for.

    Args:
        data: the existing file, which may be empty; None for a new one.
        path: the file, as a user would write it.
        blocks: the content of each derived block, by name.
        write_words: is given the part in words as it is, "" for none, and returns its new content, "" if it is to stay;
            not called if people changed the part.

    Raises:
        AfterwordError: the file is not UTF-8, or a marker has no partner.
    """
    if data is None or not data.removeprefix(BOM_UTF8).strip():
        words = write_words("")
        return Updated(_render(quarter, blocks, words), words=words)
    problems = Problems()
    source = decode(data, path, problems)
    body = parse_body(source, 0)
    derived = read_derived(body, problems)
    for problem in problems:
        line = source.line_of(problem.span.start)
        raise AfterwordError(f"{problem.message}; nothing was written", remedy=problem.remedy, path=path, line=line)
    known = {block.name.removeprefix(_PREFIX): block for block in derived if block.name.startswith(_PREFIX)}
    # Without its markers, the part in words is a person's.
    has_words = _WORDS in known or bool(_headings(body, (_WORDS_TITLE,)))
    titles = SECTIONS | ({_WORDS: _WORDS_TITLE} if has_words else {})
    kept = tuple(title for name, title in titles.items() if name not in known or not known[name].untouched)
    present = known[_WORDS].content.of(source.readable) if _WORDS in known and _WORDS_TITLE not in kept else ""
    words = write_words(present) if _WORDS_TITLE not in kept else ""
    blocks = {**blocks, _WORDS: words} if words else blocks
    fresh = [(block, blocks[name]) for name, block in known.items() if name in blocks and block.untouched]
    # A block whose content stays is not written again: its bytes stay, too.
    splices = [
        splice
        for block, content in fresh
        if write_derived(block.name, content, is_closed=block.is_closed) != block.span.of(source.readable)
        for splice in replace_derived(block, content)
    ]
    if words and _WORDS not in known:
        splices.append(_insert(body, _write_words(words)))
    return Updated(apply(source, splices), kept, words or present)


def _render(quarter: Period, blocks: Mapping[str, str], words: str) -> str:
    lines = [f"# Retrospective {quarter.name}", ""]
    for name, title in SECTIONS.items():
        lines += [f"## {title}", "", write_derived(f"{_PREFIX}{name}", blocks[name]), ""]
    lines += [_write_words(words)] if words else []
    for title, question in _OF_PEOPLE.items():
        lines += [f"## {title}", "", f"<!-- {question} -->", ""]
    return "\n".join(lines)


def _write_words(words: str) -> str:
    return f"## {_WORDS_TITLE}\n\n{write_derived(f'{_PREFIX}{_WORDS}', words)}\n"


def _insert(body: Body, text: str) -> Splice:
    """Insert a section above the first one that is for people, else at the end."""
    source = body.source
    if of_people := _headings(body, _OF_PEOPLE):
        at = body.line_start(of_people[0].start)
        return Splice(Span(at, at), f"{text}\n")
    at = len(source.text)
    return Splice(Span(at, at), f"\n{text}" if source.readable.endswith("\n") else f"\n\n{text}")


def _headings(body: Body, titles: Container[str]) -> list[Block]:
    return [block for block in body.blocks if block.kind == "heading" and block.content in titles]
