"""Write what was assembled as Markdown: a line for each sentence, with who said it and when where that matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from afterword.drafting.assembling.assemble import Answer, Quoted
from afterword.drafting.assembling.reading import Said
from afterword.postmortem.markers import OPEN_QUESTION_MARKER
from afterword.text.escaping import escape_markdown
from afterword.text.shorten import shorten

ACCOUNTS_DIFFER = "**Accounts differ:**"

_BEGINNING = 60
"""Characters of a row of the timeline, by which a section cites it."""
_FIGURES, _LONGER = "Figures in the timeline", 130
"""Of rows that have figures, more is shown."""


def write_answer(answer: Answer, *, names_speakers: bool) -> str:
    """Write what the evidence says to a section.

    Args:
        answer: what it says.
        names_speakers: whether each sentence says who said it and when.
    """
    lines = [_line(one, names_speakers=names_speakers) for one in answer.quotes]
    rows = map(_row, _in_order(answer.rows)) if answer.is_open else [_rows(answer.rows)]
    figures = _rows(answer.figures, _FIGURES, _LONGER)
    lines += filter(None, (*_differing(answer.differing), *rows, figures, _more(answer.more)))
    if answer.left_out:
        lines.append(f"Not listed: {answer.left_out} more of the evidence.")
    if answer.is_open:
        asked = "Which of these began it?" if len(lines) > 1 else "Did this begin it?"
        return "\n".join((f"{OPEN_QUESTION_MARKER} {asked}", "", *(f"- {line}" for line in lines)))
    return "\n".join(f"- {line}" for line in lines) if names_speakers and len(lines) > 1 else "\n".join(lines)


def _line(one: Quoted, *, names_speakers: bool) -> str:
    words = escape_markdown(" ".join(one.text.split()))
    if not names_speakers:
        return f"{words} [^{one.said.item.label}]"
    return f'{_source(one.said)}: "{words}" [^{one.said.item.label}]'


def _source(said: Said) -> str:
    item = said.item
    # The name of a file is kept as it is written; a person begins the line.
    who = escape_markdown(item.actor[:1].upper() + item.actor[1:] if item.actor else item.source)
    when = item.at.display() if item.at is not None and item.at.known else ""
    return ", ".join(filter(None, (who, when)))


def _differing(pairs: Sequence[tuple[Quoted, Quoted]]) -> Iterator[str]:
    for pair in pairs:
        yield f"{ACCOUNTS_DIFFER} {'; '.join(_line(one, names_speakers=True) for one in pair)}"


def _rows(rows: Sequence[Said], label: str = "See the timeline", length: int = _BEGINNING) -> str:
    """Cite rows of the timeline by how they begin; a day is named once."""
    cited, day = [], ""
    for one in _in_order(rows):
        when = one.at.display() if one.at else ""
        shown = when.removeprefix(f"{day} ") if day else when
        day = when.split(" ")[0]
        cited.append(f"{shown} ({escape_markdown(shorten(one.text, length))}) [^{one.item.label}]")
    return f"{label}: {', '.join(cited)}." if cited else ""


def _row(one: Said) -> str:
    """Cite a row of the timeline by itself."""
    when = f"{one.at.display()}: " if one.at else ""
    return f"{when}{escape_markdown(shorten(one.text, _BEGINNING))} [^{one.item.label}]"


def _in_order(rows: Iterable[Said]) -> list[Said]:
    return sorted(_once(rows), key=lambda one: str(one.at))


def _more(said: Sequence[Said]) -> str:
    return f"Also: {' '.join(f'[^{one.item.label}]' for one in _once(said))}" if said else ""


def _once(said: Iterable[Said]) -> list[Said]:
    return list({one.item.id: one for one in said}.values())
