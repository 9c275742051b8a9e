"""Charts as inline SVG, made at build time, each with its numbers as a table behind it.

Lengths across are per cent and lengths down are pixels, so that a chart fills the width it is given and its words keep
their size, on a telephone as on a wide screen. Colours are classes of the style sheet, for light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from afterword.site.page import render

_COLUMN_HEIGHT = 150.0
_MAX_LABELS = 14


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together.

    Attributes:
        name: what they count.
        kind: the suffix of the CSS class that colours them.
        values: the numbers.
        hrefs: where each number leads; nothing if they lead nowhere.
    """

    name: str
    kind: str
    values: Sequence[int]
    hrefs: Sequence[str] = ()

    def href(self, at: int) -> str:
        """Return where a number leads; empty for nowhere, and for nothing that is counted."""
        return self.hrefs[at] if self.hrefs and self.values[at] else ""


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a column or bar: a word, a second line, and where it leads."""

    text: str
    below: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn.

    Attributes:
        id: unique on its page.
        title: what it shows.
        labels: the columns or bars.
        series: what is stacked in each, from the base upwards.
        note: what readers must know to read it right.
        missing: what to say in place of a chart of nothing.
        measure: what a label is, as the heading of the table's first column.
    """

    id: str
    title: str
    labels: Sequence[Label]
    series: Sequence[Series]
    note: str = ""
    measure: str = ""
    missing: str = ""

    @property
    def totals(self) -> list[int]:
        """Return the sum of each column or bar."""
        return [sum(one.values[at] for one in self.series) for at in range(len(self.labels))]

    @property
    def summary(self) -> str:
        """Return the chart in a sentence, for people who do not see it."""
        if not any(self.totals):
            return "There is nothing to show."
        parts = [
            f"{label.text} {label.below}".strip() + f": {total}"
            for label, total in zip(self.labels, self.totals, strict=True)
            if total
        ]
        return "; ".join(parts[:12]) + ("; and more" if len(parts) > 12 else "") + "."


def draw_columns(chart: Chart) -> Markup:
    """Draw stacked columns side by side, such as one for each quarter."""
    return render("columns.html", chart=chart, **lay_out_columns(chart))


def write_columns(chart: Chart) -> str:
    """Write stacked columns as an SVG file of its own, for Markdown that shows pictures."""
    return render("columns.svg", chart=chart, **lay_out_columns(chart)).strip() + "\n"


def lay_out_columns(chart: Chart) -> dict[str, object]:
    """Return what the templates of columns draw: the boxes, and what is above and below each column."""
    highest = max([1, *chart.totals])
    step = 100 / max(len(chart.labels), 1)
    width = min(step * 0.64, 12)
    boxes = []
    for at, label in enumerate(chart.labels):
        base = _COLUMN_HEIGHT
        for one in chart.series:
            if value := one.values[at]:
                height = value / highest * (_COLUMN_HEIGHT - 20)
                base -= height
                title = f"{label.text} {label.below}".strip() + f", {one.name}: {value}"
                x = at * step + (step - width) / 2
                sizes = (_round(x), _round(base), _round(width), _round(height))
                boxes.append((one.kind, title, *sizes, one.href(at)))
    every = -(-len(chart.labels) // _MAX_LABELS)
    marks = [
        (_round((at + 0.5) * step), label if at % every == 0 else Label(""), total,
         _round(_COLUMN_HEIGHT - total / highest * (_COLUMN_HEIGHT - 20) - 5))
        for at, (label, total) in enumerate(zip(chart.labels, chart.totals, strict=True))
    ]  # fmt: skip
    return {"boxes": boxes, "marks": marks, "base": _COLUMN_HEIGHT}


def draw_bars(chart: Chart) -> Markup:
    """Draw stacked bars, one below the other, each with its label above."""
    longest = max([1, *chart.totals])
    rows = []
    for at, (label, total) in enumerate(zip(chart.labels, chart.totals, strict=True)):
        start, boxes = 0.0, []
        for one in chart.series:
            if value := one.values[at]:
                width = value / longest * 88
                title = f"{label.text}, {one.name}: {value}"
                boxes.append((one.kind, title, _round(start), _round(width), one.href(at)))
                start += width
        rows.append((label, total, boxes, _round(start)))
    return render("bars.html", chart=chart, rows=rows)


def _round(value: float) -> float:
    return round(value, 2)
