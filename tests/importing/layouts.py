"""Documents that are made of events and actions in many layouts, with what has to be read of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

WORDS = (
    "deploy",
    "alert",
    "rollback",
    "pods",
    "restart",
    "queue",
    "cache",
    "disk",
    "traffic",
    "login",
    "customers",
    "graph",
)


@dataclass(frozen=True)
class Written:
    """A document, the clocks and texts of its events, and the texts and owners of its actions."""

    text: str
    day: date
    events: tuple[tuple[tuple[int, int], str], ...]
    actions: tuple[tuple[str, str], ...]


Clock = Callable[[tuple[int, int]], str]
CLOCKS: dict[str, Clock] = {
    "HH:MM": lambda at: f"{at[0]:02d}:{at[1]:02d}",
    "H:MM AM": lambda at: f"{at[0] % 12 or 12}:{at[1]:02d} {'AM' if at[0] < 12 else 'PM'}",
    "HH.MM Uhr": lambda at: f"{at[0]:02d}.{at[1]:02d} Uhr",
    "HHhMM": lambda at: f"{at[0]}h{at[1]:02d}",
    "HHMMZ": lambda at: f"{at[0]:02d}{at[1]:02d}Z",
}
DAYS: dict[str, Callable[[date], str]] = {
    "iso": lambda day: day.isoformat(),
    "words": lambda day: f"{day:%B} {day.day}, {day.year}",
    "abroad": lambda day: f"{day.day}. {day:%B} {day.year}",
}


def _list(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- {time} - {text}" for time, text in rows)


def _bold(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"* **{time}**: {text}" for time, text in rows)


def _table(rows: Sequence[tuple[str, str]]) -> str:
    return "| Time | Event |\n|---|---|\n" + "\n".join(f"| {time} | {text} |" for time, text in rows)


def _paragraphs(rows: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"{time} - {text}" for time, text in rows)


def _headings(rows: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"### {time} - {text}\n\nMore about it." for time, text in rows)


TIMELINES = {"list": _list, "bold": _bold, "table": _table, "paragraphs": _paragraphs, "headings": _headings}
ACTIONS: dict[str, Callable[[str, str], str]] = {
    "handle": lambda text, owner: f"- {text} (@{owner})",
    "box": lambda text, owner: f"- [ ] {text} - @{owner}",
    "dash": lambda text, owner: f"- {text} — {owner.capitalize()}",
}


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """Draw a document."""
    day = draw(st.dates(date(2019, 1, 1), date(2026, 1, 1)))
    minutes = sorted(draw(st.sets(st.integers(8 * 60, 22 * 60), min_size=2, max_size=6)))
    sentence = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map(lambda words: " ".join(words).capitalize())
    events = tuple(((one // 60, one % 60), draw(sentence)) for one in minutes)
    clock, write_day = draw(st.sampled_from(list(CLOCKS.values()))), draw(st.sampled_from(list(DAYS.values())))
    layout = draw(st.sampled_from(list(TIMELINES.values())))
    where = draw(st.sampled_from(("each", "heading", "field")))
    heading = draw(st.sampled_from(("Timeline", "Chronology (UTC)", "Ablauf", "时间线")))
    rows = [(f"{write_day(day)} {clock(at)}" if where == "each" else clock(at), text) for at, text in events]
    owners = st.sampled_from(("ana", "bo", "chidi"))
    actions = tuple((draw(sentence), draw(owners)) for _ in range(draw(st.integers(0, 3))))
    style = draw(st.sampled_from(list(ACTIONS.values())))
    parts = ["# It broke"]
    if where == "field":
        parts.append(f"**Date:** {write_day(day)}")
    parts += ["## Summary", "It was slow. See [the graph](../graphs/a.png).", f"## {heading}"]
    if where == "heading":
        parts.append(f"**{write_day(day)}**")
    parts.append(layout(rows))
    if actions:
        parts += ["## Action items", "\n".join(style(text, owner) for text, owner in actions)]
    return Written("\n\n".join(parts) + "\n", day, events, actions)
