"""Verify what a model chose of the evidence: times, milestones, causes and figures must be those of the items. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from afterword.derive.impact import FIGURES, has_figures
from afterword.drafting.assembling.reading import Said, split_said
from afterword.drafting.derived_values.impact import key_of_figure
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals import ProposedCause, ProposedFigure, ProposedRow, ProposedSelection
from afterword.drafting.selection import Figure, Row, SelectedCause, Selection
from afterword.grounding import cues
from afterword.grounding.corrections import replacements
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.quantities import Bound, bound_before
from afterword.grounding.quantities import Quantity as Amount
from afterword.grounding.verify import Grounds
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import Standing, is_supposed
from afterword.postmortem import MILESTONES, outline
from afterword.postmortem.schema import CauseKind, FrontMatter
from afterword.postmortem.sentences import split_sentences
from afterword.postmortem.values import Quantity
from afterword.text.folding import normalise, normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import MONTHS, any_of
from afterword.times.when import When

CAUSE_KINDS: tuple[str, ...] = get_args(CauseKind)
_SIGNS = {Bound.ROUGH: "~", Bound.MORE: ">", Bound.LITTLE_MORE: ">", Bound.LESS: "<"}
_AT_LEAST = late_pattern(r"\b(?:at least|at most)\s+$", re.IGNORECASE)
_ONCE = frozenset({"first symptom", "detected", "incident declared", "root cause identified", "resolved"})
_NOT_STATED = "no sentence of the item states it of this incident"
_DENIAL = late_pattern(
    r"(?:but |and |well,? )?(?:it|that|this|they|he|she|i|we) (?:(?:was|were|is|are|did|had)(?: not|n't)|turned out not"
    r")\b[^,;]{0,20}$|(?:but |and )?(?:that |this |it |i |we )?(?:(?:was|were|is) )?(?:wrong|false|untrue|not true|"
    r"not so|not the case)\b"
)
"""A sentence that denies the one before it."""
_OTHER_INCIDENT = late_pattern(
    r"\blast (?:week|month|quarter|year|time|spring|summer|autumn|winter)\b|\b(?:weeks|months|years?) ago\b"
    r"|\b(?:other|another|previous|earlier|former) (?:incident|outage|post-?mortem)\b|\b"
    rf"(?:{any_of(MONTHS)}) (?:incident|outage)\b"
)
_YEAR = late_pattern(r"\b(?:in|during) (20\d\d)\b")
_SHARES, _MONEY = ("share",), ("revenue", "cost")


@dataclass(frozen=True, slots=True)
class DroppedChoice:
    """A choice, or a part of it, that is not used.

    Attributes:
        section: the section that it was for.
        text: what was chosen, in words.
        reason: why it is not used.
    """

    section: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedSelection:
    """What holds of a selection, and what does not.

    Attributes:
        selection: what is used.
        asked: names of the sections that it was asked for.
        dropped: what is not used.
    """

    selection: Selection
    asked: tuple[str, ...]
    dropped: tuple[DroppedChoice, ...]

    @property
    def in_vain(self) -> frozenset[str]:
        """Names of the sections for which nothing was chosen that holds."""
        return frozenset(self.asked) - self.sections

    @property
    def lines(self) -> list[str]:
        """What was chosen, one a line, by ids."""
        chosen = self.selection
        rows = ((row.at.display(), f", {row.kind}" if row.kind else "", row.items) for row in chosen.timeline)
        return [
            *(f"{outline.TIMELINE.name}: {at}{kind} ({', '.join(items)})" for at, kind, items in rows),
            *(f"{outline.WHAT_CHANGED.name}: {one.kind} ({', '.join(one.items)})" for one in chosen.causes),
            *(f"{outline.IMPACT.name}: {one.key} {one.value} ({', '.join(one.items)})" for one in chosen.impact),
        ]

    @property
    def sections(self) -> frozenset[str]:
        """Names of the sections that have something to write."""
        chosen = self.selection
        filled = {
            outline.TIMELINE.name: chosen.timeline,
            outline.WHAT_CHANGED.name: chosen.causes,
            outline.IMPACT.name: chosen.impact,
        }
        return frozenset(name for name in self.asked if filled.get(name))


def is_stated(name: str, front: FrontMatter) -> bool:
    """Whether people stated what a section would be chosen from."""
    return bool({outline.WHAT_CHANGED.name: front.stated_causes, outline.IMPACT.name: has_figures(front)}.get(name))


def judge_selection(
    proposed: ProposedSelection | None, inputs: DraftInputs, missing: Collection[str]
) -> JudgedSelection | None:
    """Verify a selection; None if there is none.

    Args:
        proposed: what a model chose.
        inputs: the post-mortem and what is known.
        missing: names of the sections that may be filled; for others nothing is used.
    """
    if proposed is None:
        return None
    asked = tuple(name for name in proposed.asked if name in missing and not is_stated(name, inputs.document.front))
    judge = _Judge(inputs)
    selection = Selection(
        tuple(judge.rows(proposed.timeline)) if outline.TIMELINE.name in asked else (),
        tuple(judge.causes(proposed.causes)) if outline.WHAT_CHANGED.name in asked else (),
        tuple(judge.figures(proposed.impact)) if outline.IMPACT.name in asked else (),
    )
    return JudgedSelection(selection, asked, tuple(judge.dropped))


class _Judge:
    def __init__(self, inputs: DraftInputs) -> None:
        self._inputs = inputs
        self._known = {item.id: item for item in inputs.items if item.id.startswith("E")}
        self._said: dict[str, list[Said]] = {}
        for one in inputs.said:
            self._said.setdefault(one.item.id, []).append(one)
        self.dropped: list[DroppedChoice] = []

    def rows(self, proposed: Sequence[ProposedRow]) -> Iterator[Row]:
        """Yield the rows that hold; a milestone or a time that does not hold is left out of its row."""
        milestones: set[str] = set()
        for one in proposed:
            told = f"{', '.join(one.items)}{f' as {one.kind}' if one.kind else ''}{f' at {one.at}' if one.at else ''}"
            items = self._items(outline.TIMELINE.name, told, one.items)
            if not items:
                continue
            at = self._when(one.at, items) if one.at.strip() else items[0].at
            if at is None or not at.known:
                self._drop(outline.TIMELINE.name, told, "its items have no such time" if one.at else "it has no time")
                continue
            if one.at.strip() and not self._is_stated_time(at, items):
                why = "its items do not state that it happened then"
                if not items[0].at or not items[0].at.known:
                    self._drop(outline.TIMELINE.name, told, why)
                    continue
                self._drop(outline.TIMELINE.name, told, f"{why}; the event stays at the time of its item")
                at = items[0].at
            kind = one.kind
            why = _no_milestone(kind, items[0], milestones) if kind else ""
            if kind and (why := why or ("" if self._stated(items[0]) else _NOT_STATED)):
                self._drop(outline.TIMELINE.name, told, f"{why}; the event stays without it")
                kind = ""
            milestones.add(kind)
            yield Row(tuple(item.id for item in items), at, kind)

    def causes(self, proposed: Sequence[ProposedCause]) -> Iterator[SelectedCause]:
        """Yield the causes that hold."""
        seen: set[str] = set()
        for one in proposed:
            kind, told = one.kind, f"{', '.join(one.items)} as {one.kind}"
            items = self._items(outline.WHAT_CHANGED.name, told, one.items)
            if not items:
                continue
            why = "" if kind in CAUSE_KINDS else "there is no such part of the system"
            why = why or _unsure(items[0].text) or self._replaced(items[0])
            why = why or ("" if self._states_cause(kind, items[0]) else _NOT_STATED)
            if items[0].id in seen:
                why = "the item is there already"
            elif re.search(rf"\b(?:not|never|no) (?:\w+ ){{0,3}}{re.escape(kind)}", normalise_caseless(items[0].text)):
                why = "the item denies it"
            if why:
                self._drop(outline.WHAT_CHANGED.name, told, why)
                continue
            seen.add(items[0].id)
            yield SelectedCause(kind, tuple(item.id for item in items))

    def figures(self, proposed: Sequence[ProposedFigure]) -> Iterator[Figure]:
        """Yield the figures that hold, with the words `about` and `more than` of their items; one for each key."""
        seen: set[str] = set()
        for one in proposed:
            told = f"{one.key} {one.value} by {', '.join(one.items)}"
            items = self._items(outline.IMPACT.name, told, one.items)
            if not items:
                continue
            value, why = self._figure(one, items)
            if not why and one.key in seen:
                why = "another figure is there already"
            if why:
                self._drop(outline.IMPACT.name, told, why)
                continue
            seen.add(one.key)
            yield Figure(one.key, value, tuple(item.id for item in items))

    def _figure(self, one: ProposedFigure, items: Sequence[LedgerItem]) -> tuple[str, str]:
        """Return the value as its items give it, and why it does not hold; one of them is empty."""
        try:
            stated = Quantity.parse(one.value.lstrip("~<>= ").replace(",", ""))
        except ValueError as error:
            return "", str(error)
        unit = "%" if one.key in _SHARES else "money" if one.key in _MONEY else ""
        if one.key not in FIGURES or stated.value is None:
            return "", "it is not a figure of the impact"
        if ("money" if stated.unit.isalpha() else stated.unit) != unit:
            return "", f"{one.key} is not given in this unit"
        amount = Amount(stated.value, stated.unit)
        for item in items:
            if not _facts_of(amount, item.text):
                continue
            found = [(text, fact) for text in self._stated(item) for fact in _facts_of(amount, text)]
            if not found:
                return "", _asked(item.text, amount) or self._replaced(item, amount) or _NOT_STATED
            if one.key in _MONEY:
                found = [(text, fact) for text, fact in found if _key(text, fact) == one.key]
            if not found:
                return "", f"the item does not say that this is the {one.key}"
            text, fact = found[0]
            if why := _not_the_figure(text, fact) or self._replaced(item, amount):
                return "", why
            return f"{_sign(text[: fact.start])}{stated}", ""
        return "", "none of its items has this number"

    def _items(self, section: str, told: str, names: Sequence[str]) -> list[LedgerItem]:
        """The items of a choice; empty, and noted, if one of them cannot be used."""
        why = "no item is chosen" if not names else ""
        for name in names:
            kind = self._inputs.kinds.get(name)
            if name not in self._known:
                why = "there is no such item"
            elif kind is ItemKind.ADDRESSES_AI:
                why = f"{name} addresses an AI"
            elif kind is ItemKind.CHATTER:
                why = f"{name} is chatter"
        if why:
            self._drop(section, told, why)
            return []
        return [self._known[name] for name in names]

    def _when(self, text: str, items: Sequence[LedgerItem]) -> When | None:
        """Read the time of a row; None if none of its items has or names it."""
        try:
            at = When.parse(text.strip())
        except ValueError:
            return None
        if any(item.at == at for item in items):
            return at
        cited = self._inputs.grounds.cited([item.id for item in items])
        facts = find_facts(at.display()) if at.known else ()
        return at if facts and all(map(cited.contains, facts)) else None

    def _stated(self, item: LedgerItem) -> list[str]:
        """The sentences in which an item states something of this incident, in plain characters."""
        sentences = [(text, one) for one in self._said.get(item.id, ()) for text in _sentences(one)]
        behind = [*(normalise_caseless(text).strip() for text, _ in sentences[1:]), ""]
        return [
            normalise(text)
            for (text, one), after in zip(sentences, behind, strict=True)
            if one.standing is Standing.STATED and not is_supposed(text) and not _DENIAL.match(after)
            and not _is_of_other_incident(text, item.at)
        ]  # fmt: skip

    def _states_cause(self, kind: str, item: LedgerItem) -> bool:
        """Whether a stated sentence names the part of the system, or any is stated where none names it."""
        stated, name = self._stated(item), re.compile(rf"\b{re.escape(kind)}", re.IGNORECASE)
        return any(map(name.search, stated)) if name.search(normalise(item.text)) else bool(stated)

    def _is_stated_time(self, at: When, items: Sequence[LedgerItem]) -> bool:
        """Whether a time is that of an item, or one that a stated sentence names."""
        if any(item.at == at for item in items):
            return True
        stated = Grounds([replace(item, text=" ".join(self._stated(item))) for item in items])
        return all(map(stated.cited([item.id for item in items]).contains, find_facts(at.display())))

    def _replaced(self, item: LedgerItem, amount: Amount | None = None) -> str:
        """Say which item takes back what an item says, or one amount of it; empty if none does."""
        for old, value, new in replacements(self._inputs.grounds.items):
            if old.id == item.id and (amount is None or value == amount):
                return f"{new.id} replaces it"
        return ""

    def _drop(self, section: str, text: str, reason: str) -> None:
        self.dropped.append(DroppedChoice(section, text, reason))


def _sentences(one: Said) -> list[str]:
    return [one.text] if one.kind is ItemKind.SIGNAL else split_said(one.text)


def _is_of_other_incident(text: str, at: When | None) -> bool:
    """Whether a sentence speaks of an earlier incident, also by its year."""
    said = normalise_caseless(text)
    years = {int(match[1]) for match in _YEAR.finditer(said)}
    is_other_year = at is not None and at.earliest is not None and any(year < at.earliest.year for year in years)
    return is_other_year or _OTHER_INCIDENT.search(said) is not None


def _facts_of(amount: Amount, text: str) -> list[Fact]:
    return [fact for fact in find_facts(text) if Amount.of(fact.value) == amount]


def _key(text: str, fact: Fact) -> str:
    return key_of_figure(fact, text[: fact.start], text[fact.start + len(fact.text) :])


def _asked(text: str, amount: Amount) -> str:
    return "".join(_not_the_figure(normalise(text), fact) for fact in _facts_of(amount, text)[:1])


def _no_milestone(kind: str, item: LedgerItem, before: set[str]) -> str:
    """Say why an event is not the milestone that it is called; empty if it may be."""
    if kind not in MILESTONES:
        return "there is no such milestone"
    if kind in before & _ONCE:
        return "another event is this milestone already"
    return _unsure(split_sentences(item.text)[0]) if item.text.strip() else "the item is empty"


def _unsure(said: str) -> str:
    """Say why a text of an item does not state something as known or done; empty if it does."""
    text = normalise_caseless(said)
    if text.endswith("?"):
        return "the item asks"
    if cues.PLEDGE.search(text) and not cues.DONE.search(text):
        return "the item plans it"
    return "the item is a guess" if cues.HEDGE.search(text) else ""


def _not_the_figure(text: str, fact: Fact) -> str:
    """Say why a number of an item is not the figure of the impact; empty if it may be."""
    start = max(text.rfind(mark, 0, fact.start) for mark in (". ", "; ", "! ", "? ", "\n"))
    ends = [at for mark in (". ", "; ", "!", "?", "\n") if (at := text.find(mark, fact.start)) >= 0]
    sentence = text[start + 1 : min(ends, default=len(text)) + 1].strip().casefold()
    if sentence.endswith("?"):
        return "the item asks"
    number = fact.text.replace(",", "")
    for match in cues.PART.finditer(sentence):
        whole = match[2] if match[1] else match[3]
        if whole and whole.replace(",", "") == number:
            return "the item speaks of a part of it"
    if cues.NEGATION.search(sentence.replace(fact.text.casefold(), " ")):
        return "the item denies something about it"
    return ""


def _sign(before: str) -> str:
    """The sign of a quantity for the words before it: `~` for `about`."""
    sign = _SIGNS.get(bound_before(before), "")
    return f"{sign}=" if sign in ("<", ">") and _AT_LEAST.search(before) else sign
