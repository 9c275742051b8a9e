"""AW006: compare parts with the total that a sentence or a table gives for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from afterword.checks.consistency.figures import TOTAL_ROW, Figure
from afterword.checks.consistency.sentences import Sentence
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import Span, outline
from afterword.postmortem.tables import split_row
from afterword.text.late_pattern import late_pattern

_LEAST_PARTS = 2
_OVERLAPPING = late_pattern(
    r"\b(?:both|some|others?|rest|remaining|remainder|e\.g|for example|including|among them|mostly|mainly|several|also|"
    r"twice|each|per|every|about|at least|up to|more|than|nearly|almost|around|roughly|over|under|not)\b|~",
    re.IGNORECASE,
)
"""Words of parts that overlap, are rough, or are not all."""
_OF_WHOLE = late_pattern(r"(?:^|[.;:]\s|\b[Oo]f )(?:[Oo]f )?(?:the |these |all |all of the )?(?:\w+ )?$")
_NOUNS = r"(?: (?!of\b|and\b|in\b|to\b)[a-z-]+){0,4}"
_OPENS = late_pattern(rf"{_NOUNS}(?:: | \(| - |, (?=of ))(?:of (?:which|them|whom|these) )?$")
_TO_NEXT = late_pattern(r"[^\d.;:()]{2,60}?(?:, and |, | and |; | plus )$")
_OF_PARTS = late_pattern(
    r" (?:[a-z]+ )?(?:parts?|ways|groups|reasons|kinds|things|pieces|halves|steps|sources|items)\b"
)
_IN_A_PLACE = late_pattern(r" (?:(?:was|were|came|are|is) )?(?:from|in|at|to|of) (?:the )?[A-Z]")
_OF_THE = late_pattern(r"\b(?:[Oo]f|out of) (?:the |all |our |these )?$")
_ENDS = late_pattern(r"[^\d,.;:()]{0,60}(?:\)|\.|$)")
_TOTAL_BEHIND = late_pattern(r"[^\d.;:()]{0,30}\b(?:in all|in total|altogether|all told|together)\b")
_RATE = late_pattern(
    r"\b(?:ms|secs?|s|min|minutes|avg|average|mean|median|p\d\d|rates?|shares?|ratio|percent|per|latency|scores?|prices?|"
    r"max|min|unique|distinct|wait)\b|%",
    re.IGNORECASE,
)
"""The head of a column whose numbers have no sum."""
_SUM_REMEDY = "correct the number that is wrong, or say what is missing"
_WITHIN = late_pattern(
    r"(?:\W|&nbsp;)*(?:of (?:which|these|them)|thereof|incl(?:uding|\.)|davon|dont)\b", re.IGNORECASE
)
"""A row that is a part of the row above it."""
_CELL = late_pattern(r"[*_`~\s]*(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?[*_`\s]*(?:%|EUR|USD|€|\$)?[*_`\s]*")


def find_wrong_sums(statements: Statements) -> Iterator[Found]:
    """Find parts that are more or less than their total."""
    by_sentence: dict[Sentence, list[Figure]] = {}
    for figure in statements.figures:
        if figure.sentence and figure.section != outline.ACTION_ITEMS.name and not figure.is_share:
            by_sentence.setdefault(figure.sentence, []).append(figure)
    for sentence, figures in by_sentence.items():
        if len(figures) > _LEAST_PARTS and not sentence.is_row and not _OVERLAPPING.search(sentence.text):
            figures.sort(key=lambda figure: figure.start)
            counted = [figure for figure in figures if not _OF_PARTS.match(figure.behind)]
            yield from _in_sentence(sentence.text, counted)
    for _, rows in groupby(statements.sentences, key=lambda one: (one.is_row, one.section, one.title)):
        yield from _in_table([one for one in rows if one.is_row], statements)


def _in_sentence(text: str, figures: Sequence[Figure]) -> Iterator[Found]:
    for index, whole in enumerate(figures):
        parts = _run(text, figures[index + 1 :])
        if len(parts) < _LEAST_PARTS:
            continue
        gap = text[whole.end : parts[0].start]
        is_first = _OF_WHOLE.search(whole.before) and re.fullmatch(rf"{_NOUNS}, ", gap) and len(parts) > _LEAST_PARTS
        is_of = _OF_THE.search(whole.before) and re.fullmatch(rf"{_NOUNS}, ", gap)
        if (is_first or is_of or _OPENS.fullmatch(gap)) and _ENDS.match(text, parts[-1].end):
            yield from _differs(whole, parts, figures)
            return
        is_apart = all(_IN_A_PLACE.match(one.behind) for one in parts)
        if _OF_WHOLE.search(whole.before) and is_apart and re.fullmatch(rf"{_NOUNS},? ", gap):
            if sum(one.amount for one in parts) > whole.amount:
                yield from _differs(whole, parts, figures)
            return
        last = figures.index(parts[-1]) + 1
        if last < len(figures) and index == 0 and _TOTAL_BEHIND.match(figures[last].behind):
            yield from _differs(figures[last], [whole, *parts], figures)
            return


def _run(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a list from its first one on: `310 went to Germany, 150 to Austria and 120 to Spain`."""
    parts = list(figures[:1])
    for figure in figures[1:]:
        if figure.dimension != parts[-1].dimension or not _TO_NEXT.fullmatch(text, parts[-1].end, figure.start):
            break
        is_last = " and " in text[parts[-1].end : figure.start]
        parts.append(figure)
        if is_last:
            break
    return parts


def _differs(whole: Figure, parts: Sequence[Figure], beside: Sequence[Figure]) -> Iterator[Found]:
    """Say that the parts do not add up to the whole, unless they add up to another figure of the sentence."""
    if any(one.dimension not in ("", whole.dimension) or one.amount >= whole.amount or one.is_rough for one in parts):
        return
    if sum(2 * one.amount > whole.amount for one in parts) > 1:
        return  # each is more than half: one is within the other
    if len({one.noun for one in parts} - {"", whole.noun}) > 1:
        return  # `204 answers (161 lawyers, 97 firms)`
    total = sum((one.amount for one in parts), Decimal(0))
    if total not in {one.amount for one in beside} and not whole.is_rough and 2 * total > whole.amount:
        shown = " and ".join((", ".join(one.text for one in parts[:-1]), parts[-1].text))
        message = f"{shown} are {total:,f}, not {whole.text}"
        yield Found(whole.span, message, _SUM_REMEDY)


def _in_table(rows: Sequence[Sentence], statements: Statements) -> Iterator[Found]:
    """A row or a column of totals that are not those of the others."""
    cells = [split_text(statements, row.span) for row in rows]
    filled = [(row, one) for row, one in zip(rows, cells, strict=True) if one and not set("".join(one)) <= set("-: ")]
    grid = [one for _, one in filled if len(one) == len(filled[0][1])]
    if len(grid) < len(filled) or len(grid) <= _LEAST_PARTS:
        return
    named = (index for index, row in enumerate(grid) if index > _LEAST_PARTS and TOTAL_ROW.fullmatch(row[0]))
    last = next(named, len(grid) - 1)
    for _, message in _wrong_totals(grid[: last + 1]):
        yield Found(filled[last][0].span, message, _SUM_REMEDY)
    across = [list(column) for column in zip(*grid, strict=True)]
    if TOTAL_ROW.fullmatch(across[-1][0]):
        wrong = list(_wrong_totals(across))
        for row, message in wrong if 2 * len(wrong) < len(grid) - 1 else ():
            yield Found(filled[row][0].span, message.replace("rows above", "columns before"), _SUM_REMEDY)


def _wrong_totals(grid: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """The columns whose last number is not the sum of those above it, where the last row is one of totals.

    It is, if it is called so, or if it has the sum of another column of several numbers.
    """
    head, *above = (row for row in grid[:-1] if row is grid[0] or not _WITHIN.match(row[0]))
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    for column in range(1, len(head)):
        numbers = [_number(row[column]) for row in above]
        known, total = [one for one in numbers if one is not None], _number(grid[-1][column])
        is_rate = any("%" in row[column] for row in grid) or _RATE.search(head[column])
        if total is not None and len(known) == len(numbers) >= _LEAST_PARTS and not is_rate:
            sums[column] = sum(known, Decimal(0)), total
    are_equal = [column for column, (found, total) in sums.items() if found == total]
    if not (TOTAL_ROW.fullmatch(grid[-1][0]) or (are_equal and len(above) > _LEAST_PARTS)):
        return
    for column, (found, total) in sums.items():
        if found != total:
            yield column, f"the rows above are {found:,f}, not {grid[-1][column].strip(' *_')}"


def split_text(statements: Statements, span: Span) -> list[str]:
    """The cells of a row of a table as they are written."""
    text = statements.document.text(span)
    return [text[start:end] for start, end in split_row(text)]


def _number(cell: str) -> Decimal | None:
    match = _CELL.fullmatch(cell)
    return Decimal(f"{match[1].replace(',', '')}{match[2] or ''}") if match else None
