"""The derived parts of a retrospective, as Markdown: each count with links to its incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from afterword.learning.retro.retrospective import Count, Retrospective, Undone
from afterword.learning.tags.spellings import warn_of_respellings
from afterword.portfolio.facets import Fact
from afterword.portfolio.first_sentence import first_sentence
from afterword.portfolio.incidents import start_date
from afterword.portfolio.themes import Theme
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.markers import split_citations
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown

_MOST_ROWS = 15
_MOST_LINKS = 6

Links = Callable[[PostMortem], str]


def write_blocks(found: Retrospective, link: Links, charts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the content of each derived block, by its name.

    Args:
        link: gives the addresses of post-mortems.
        charts: title and address of each chart.
    """
    writer = _Writer(link)
    return {
        "quarter": writer.quarter(found, charts),
        "repeats": writer.repeats(found),
        "burned": writer.burned(found),
        "undone": writer.undone(found),
        "improved": writer.improved(found),
        "surprises": writer.surprises(found),
        "investments": writer.investments(found),
    }


class _Writer:
    def __init__(self, link: Links) -> None:
        self._link = link

    def quarter(self, found: Retrospective, charts: Sequence[tuple[str, str]]) -> str:
        numbers = ", ".join(f"{period.name}: {n}" for period, n in zip(found.before, found.numbers, strict=True))
        total = counted(len(found.incidents), "incident")
        lines = [f"{total} began in {found.quarter.name}, by UTC. Before: {numbers}."]
        if found.uncertain:
            lines.append(f"May have begun later than the quarter: {self._links(found.uncertain)}.")
        lines += ["", *(f"![{escape_markdown(title)}](<{address}>)" for title, address in charts)] if charts else []
        rows = [
            f"- {start_date(one)}, {escape_markdown(one.front.severity or 'no severity')}: {self._named(one)}"
            for one in found.incidents
        ]
        return "\n".join([*lines, "", *_cut(rows, 40)]).strip()

    def repeats(self, found: Retrospective) -> str:
        split = ["", f"{warn_of_respellings(found.respellings)}."] if found.respellings else []
        if not found.counts:
            return "\n".join(["Nothing occurs in two incidents of this quarter.", *split])
        names = " | ".join(period.name for period in found.before)
        lines = [f"| Fact | {found.quarter.name} | {names} | Incidents |", f"|---|---|{'---|' * len(found.before)}---|"]
        for one in found.counts[:_MOST_ROWS]:
            numbers = " | ".join(map(str, (len(one.documents), *one.before)))
            lines.append(f"| {_fact(one.fact)} | {numbers} | {self._links(one.documents)} |")
        if len(found.counts) > _MOST_ROWS:
            lines += ["", f"And {len(found.counts) - _MOST_ROWS} more facts of two incidents or more."]
        themes = [f"- {self._theme(theme)}" for theme in (*found.rises, *found.pairs)]
        said = "More often than chance explains:" if themes else (
            "No pair of facts occurs together more often than their own frequencies explain, and no share rose beyond "
            "chance. With few incidents that is seldom possible to tell."
        )  # fmt: skip
        return "\n".join([*lines, *split, "", said, *(["", *_cut(themes, _MOST_ROWS)] if themes else [])])

    def burned(self, found: Retrospective) -> str:
        rows = [f"- {self._count(one, found)}" for one in found.burned]
        return (
            "\n".join(_cut(rows, _MOST_ROWS))
            or "No service has incidents in this quarter and in two of the four before."
        )

    def undone(self, found: Retrospective) -> str:
        if not found.undone:
            return "No overdue action item of an earlier incident belongs to a service and a cause that came back."
        said = (
            "Overdue, while a later incident is of the same service, with a kind of cause or a factor in common. "
            "Whether it would have been prevented is for people to say."
        )
        return "\n".join([said, "", *_cut([self._undone(one) for one in found.undone], _MOST_ROWS)])

    def improved(self, found: Retrospective) -> str:
        done = found.done
        lines = [
            f"Action items done so far: {done.total}; with evidence {done.evidenced}, without {done.bare}, "
            f"not known {done.unknown}."
        ]
        rows = [f"- {_fact(one.fact)}: {sum(one.before)} before, none in {found.quarter.name}" for one in found.absent]
        rows += [f"- {self._theme(theme)}; none of them in {found.quarter.name}" for theme in found.quiet_pairs]
        if rows:
            lines += ["", "Seen in the year before and not in this quarter, which does not say why:", ""]
        return "\n".join([*lines, *_cut(rows, _MOST_ROWS)])

    def surprises(self, found: Retrospective) -> str:
        rows = []
        for one in found.near_misses:
            said = first_sentence(one)
            rows.append(f"- Near miss: {self._named(one)}" + (f": {escape_markdown(said)}" if said else ""))
        rows += [f"- {self._named(one)}: {', '.join(names)}" for one, names in found.surprises]
        return (
            "\n".join(_cut(rows, _MOST_ROWS))
            or "No near misses, and no post-mortem of the quarter says what surprised."
        )

    def investments(self, found: Retrospective) -> str:
        rows = []
        for theme in (*found.rises, *found.pairs):
            still = [one for one in found.undone if one.document in theme.documents]
            text = "; ".join(f"{one.item.id} of {self._named(one.document)}" for one in still[:3])
            rows.append(f"- {self._theme(theme)}" + (f" Never done: {text}." if text else ""))
        if not rows:
            return "No theme of this quarter suggests a larger investment."
        return "\n".join(["Each theme with its incidents; the investment is for people to name.", "", *_cut(rows, 8)])

    def _undone(self, one: Undone) -> str:
        due = f", due {one.item.due.display()}" if one.item.due else ""
        shared = ", ".join(map(_fact, one.shared))
        return (
            f"- {self._named(one.document)}, {_action(one.item)}{due}. "
            f"Later with {shared} in common: {self._links(one.later)}"
        )

    def _count(self, one: Count, found: Retrospective) -> str:
        numbers = zip((*found.before, found.quarter), (*one.before, len(one.documents)), strict=True)
        return f"{_fact(one.fact)}: " + ", ".join(f"{period.name} {n}" for period, n in numbers) + (
            f": {self._links(one.documents)}"
        )  # fmt: skip

    def _theme(self, theme: Theme) -> str:
        facts = " with ".join(map(_fact, theme.facts))
        number = len(theme.documents)
        if len(theme.facts) == 1:
            then, total = theme.before
            said = f"{number} of {theme.among[0]} incidents, before {then} of {total}"
        else:
            window = "" if theme.window.name == "all" else f" in {theme.window.name}"
            said = f"{counted(number, 'incident')}{window}, expected {theme.expected:.1f}"
        return f"{facts}: {said}: {self._links(theme.documents)}"

    def _links(self, documents: Iterable[PostMortem]) -> str:
        return write_links(list(documents)[::-1], self._link)

    def _named(self, document: PostMortem) -> str:
        return f"[{escape_markdown(document.title)}](<{self._link(document)}>)"


def write_links(documents: Sequence[PostMortem], link: Links) -> str:
    """Link the first of some post-mortems by their dates, and say how many more there are."""
    more = f" and {len(documents) - _MOST_LINKS} more" if len(documents) > _MOST_LINKS else ""
    return ", ".join(f"[{start_date(one)}](<{link(one)}>)" for one in documents[:_MOST_LINKS]) + more


def _fact(fact: Fact) -> str:
    return f"{fact.label} {escape_markdown(fact.value)}"


def _action(item: ActionItem) -> str:
    return f"{item.id}: {escape_markdown(split_citations(item.action)[1])}"


def _cut(rows: Sequence[str], most: int) -> list[str]:
    return [*rows[:most], f"- and {len(rows) - most} more"] if len(rows) > most else list(rows)
