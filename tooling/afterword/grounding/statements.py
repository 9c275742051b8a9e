"""How a claim states something, beside how its evidence does: quoted, denied, planned, guessed, of all, as a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from afterword.grounding import cues
from afterword.grounding.abbreviations import SHORT_ROLES
from afterword.grounding.arithmetic import IS_REST
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import find_facts
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.polarity import doubts_about_polarity
from afterword.grounding.wording import (
    Clause,
    aligned,
    best_item,
    clauses_of,
    coverage,
    item_stems,
    moment_of,
    nearest_parts,
    stems,
)
from afterword.text.folding import normalise_caseless
from afterword.text.foreign_words import is_foreign_note
from afterword.times.clock_times import ClockTime

_QUOTED = re.compile(r'"([^"]{2,})"')
_SHORT_QUOTE = re.compile(r'"(?:[^"\s]+ ?){1,4}"')
"""What something is called, which denies nothing: `"banned for nothing"`."""
_NEXT_SENTENCE = re.compile(r",? and |; ")
_ORDER = re.compile(r"\b(before|after|once)\b")
_FOLLOWED = re.compile(
    r",? (?:and )?(?:(?:was |were )?followed by|(?:only |shortly )?(?:then|afterwards|subsequently),?|prior to) "
)
"""What is another word for `before` between two events."""
_FIRST_THEN = re.compile(r"\bfirst (.*?),? (?:and )?then ")
_LENGTH_BEFORE = re.compile(
    r"(?:minutes?|hours?|days?|weeks?|seconds?|min|h|shortly|long|soon|right|immediately|just|only)\s*$"
)
_OF_ONE = re.compile(r"\b(?:segment|region|tier|cohort|tenant|pool|plan|zone|cluster)=(?!all\b)\w")
"""A line of a log about one part of all."""
_DEED = re.compile(
    r"^(?:the )?(?P<who>(?:participant|responder) \d+) (?:\w+ed|said|wrote|began|took|gave|made|led|found)\b"
)
_OWN = re.compile(r"^\w+ing\b|\b(?:i|i'm|i'll|i've|we|my)\b")
"""What its author did, says of it without a name."""
_NOT_ME = re.compile(r"(?:\bnot|n't) me\b")
_OF_OTHERS = re.compile(
    r"(?:an? |the |our )?(?:customer|user|client|patient|caller|partner|vendor|supplier|provider|support)s? "
    r"(?:says?|said|reports?|writes?|wrote|claims?|asks?)\b"
)
"""A message in which its author only passes on what somebody outside says."""
_PASSIVE = frozenset(("was", "were", "is", "are", "been", "be", "being"))
_DONE_BY = re.compile(r"(?<=\b(?:had|has) )([^.,;]*?)\bby (?=\d|[a-z]+day)")
"""A time by which something is done, not when it is to be done: `had retired it by 20 February`."""
_PLANNED = "what is cited plans it, and does not say that it is done"
_NOT_ITS_AUTHOR = "neither the author nor in the text of what is cited"


def doubts_about_statement(
    claim: str, items: Sequence[LedgerItem], ledger: Sequence[LedgerItem], derived: Sequence[str]
) -> Iterator[Doubt]:
    """Compare how a claim states something with how its items do.

    Args:
        items: the items that it cites.
        derived: how values of it follow from the items.
    """
    text = normalise_caseless(claim)
    claimed = stems(text)
    near = aligned(claimed, items)
    cited = _SHORT_QUOTE.sub(" ", " ".join(clause.text for item in items for clause in clauses_of(item)))
    yield from _invented_quotes(claim, items)
    bare = _QUOTED.sub(" ", text)
    is_foreign = all(is_foreign_note(item.text) for item in items)  # whose words cannot be compared
    if near:
        # A rest is the opposite of what is said of the others.
        if not (is_foreign or any(map(IS_REST.search, derived))):
            yield from doubts_about_polarity(text, claimed, near, items, is_derived=bool(derived))
        parts = nearest_parts(claimed, near)
        yield from _plans(bare, claimed, parts)
        is_asked = all("?" in part.text for part in parts)
        yield from _guesses(bare, parts, is_answered=is_asked and cues.DONE.search(cited) is not None)
        yield from _scope(bare, near, cited)
    if not is_foreign:
        yield from _causes(bare, items, cited)
    yield from _order(bare, items)
    yield from _speakers(bare, items, ledger)


def _invented_quotes(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    said = " ".join(normalise_caseless(f"{item.text} {item.source}") for item in items).replace('"', "")
    for words in _QUOTED.findall(normalise_caseless(claim)):
        bare = words.strip(" .,;:!?")
        if bare and bare not in said:
            yield Doubt(Weight.CONTRADICTION, f"nothing cited says “{bare}” word for word")


def _plans(text: str, claimed: frozenset[str], near: Sequence[Clause]) -> Iterator[Doubt]:
    if cues.PLANNED_CLAIM.search(_DONE_BY.sub(" ", text)):
        return
    if all(cues.PLEDGE.search(clause.text) and not cues.DONE.search(clause.text) for clause in near):
        strong = coverage(claimed, frozenset().union(*(clause.stems for clause in near))) >= 0.5
        yield Doubt(Weight.CONTRADICTION if strong else Weight.CHECK, _PLANNED)
    elif (
        all(cues.WISH.search(clause.text) for clause in near)
        and max(coverage(claimed, part.stems) for part in near) >= 0.5
    ):
        yield Doubt(Weight.CHECK, "what is cited asks for it, and may not say that it is done")


def _guesses(text: str, near: Sequence[Clause], *, is_answered: bool) -> Iterator[Doubt]:
    if cues.HEDGED_CLAIM.search(text) and not cues.CERTAIN.search(text):
        return
    if all(cues.HEDGE.search(clause.text) for clause in near) and not is_answered:
        is_about_it = coverage(stems(text), frozenset().union(*(part.stems for part in near))) >= 0.4
        yield Doubt(Weight.GUESS if is_about_it else Weight.CHECK, "what is cited says it as a guess")
    elif cues.CERTAIN.search(text) and any(cues.HEDGE.search(clause.text) for clause in near):
        yield Doubt(Weight.CHECK, "nothing cited is as certain as the claim")


def _scope(text: str, near: Sequence[Clause], cited: str) -> Iterator[Doubt]:
    if cues.ALL.search(text) and not cues.NEGATION.search(text):
        numbers = {number.replace(",", "") for number in re.findall(r"\d[\d,]*", text)}
        for match in () if cues.OF_ITSELF.search(cited) else cues.PART.finditer(cited):
            part, whole = (match[1], match[2]) if match[1] else (match[4], match[3])
            if whole.replace(",", "") in numbers and part.replace(",", "") not in numbers and part != whole:
                yield Doubt(Weight.CONTRADICTION, f"what is cited says {part} of {whole}, the claim says all")
                return
        if not any(cues.ALL_SAID.search(clause.text) and not _OF_ONE.search(clause.item.text) for clause in near):
            yield Doubt(Weight.CHECK, "the claim speaks of all, and what is cited may not")
    if cues.ONLY.search(text) and not cues.ONLY_SAID.search(cited):
        yield Doubt(Weight.CHECK, "nothing cited says that it is the only one")
    if (
        cues.NONE.search(text)
        and " than " not in text
        and not (cues.NONE_SAID.search(cited) or cues.OF_ITSELF.search(cited))
    ):
        yield Doubt(Weight.CHECK, "the claim says none, and nothing cited does")


def _causes(text: str, items: Sequence[LedgerItem], cited: str) -> Iterator[Doubt]:
    if not cues.CAUSAL.search(text) or (cues.HEDGED_CLAIM.search(text) and cues.HEDGE.search(cited)):
        return
    sides = [frozenset(one for one in stems(part) if one[0].isalpha()) for part in _sides(text)]
    within_one = len(sides) == 2 and any(
        all(side and coverage(side, item_stems(item) | stems(item.actor)) >= 0.34 for side in sides) for item in items
    )
    if cues.CAUSAL.search(cited):
        if len(sides) == 2 and not within_one and len(items) > 1:
            yield Doubt(_weight_of_joining(sides, items), "no item that is cited names both the cause and its effect")
    elif within_one and (cues.CAUSE_IN_PASSING.search(cited) or cues.CAUSE_BESIDE.search(cited)):
        return
    elif within_one:
        yield Doubt(Weight.CHECK, "what is cited names both, and does not say that one is the cause")
    elif len(sides) == 2 and _weight_of_joining(sides, items) is Weight.CHECK:
        yield Doubt(Weight.CHECK, "no item that is cited names both the cause and its effect")
    elif len(items) == 1 and len(sides) == 2 and all(side & item_stems(items[0]) for side in sides):
        yield Doubt(Weight.CHECK, "what is cited may not say that one is the cause")
    else:
        yield Doubt(Weight.GUESS, "")


def _weight_of_joining(sides: Sequence[frozenset[str]], items: Sequence[LedgerItem]) -> Weight:
    """A check, if an item that names one side well says why, and another that is cited names the other side."""
    for one in items:
        text = normalise_caseless(one.text)
        if not (cues.CAUSAL.search(text) or cues.CAUSE_IN_PASSING.search(text)):
            continue
        covered = [coverage(side, item_stems(one)) >= 0.5 for side in sides]
        elsewhere = [any(coverage(side, item_stems(item)) >= 0.5 for item in items) for side in sides]
        if any(covered) and (all(elsewhere) or len(items) == 1):
            return Weight.CHECK
    return Weight.GUESS


def _sides(text: str) -> list[str]:
    left, *right = cues.CAUSE_AND_EFFECT.split(text, maxsplit=1)
    if right and not left.strip():  # `Because of a change, …`
        return list(right[0].partition(",")[::2])
    return [left, *right]


def _order(text: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    timed = [item for item in items if item.at is not None and item.at.exact]
    parts = _ORDER.split(_FIRST_THEN.sub(r"\1 before ", _FOLLOWED.sub(" before ", text)))
    if len(parts) != 3 or len({item.at for item in timed}) < 2:
        return
    left, word, right = parts
    if _LENGTH_BEFORE.search(left):
        return
    if not left.strip():  # `Once it was reverted, the errors ended`
        right, _, left = right.partition(",")
    one, other = best_item(stems(left), timed), best_item(stems(right), timed)
    if one is None or other is None or one is other:
        return
    if min(coverage(stems(left), item_stems(one)), coverage(stems(right), item_stems(other))) < 0.3:
        return
    if _moment_said(one) == _moment_said(other):
        return
    is_earlier = _moment_said(one) < _moment_said(other)
    if is_earlier is not (word == "before"):
        yield Doubt(Weight.CONTRADICTION, f"{one.id} is {'earlier' if is_earlier else 'later'} than {other.id}")


def _moment_said(item: LedgerItem) -> datetime:
    """When what an item says was: the one time of day in its text, or its own time."""
    at = moment_of(item)
    clocks = [fact.value for fact in find_facts(item.text) if isinstance(fact.value, ClockTime)]
    if len(clocks) != 1 or clocks[0].zone or clocks[0].day:
        return at
    said = at.replace(hour=clocks[0].hour, minute=clocks[0].minute, second=clocks[0].second or 0)
    return said if said <= at else at


def _speakers(text: str, items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]) -> Iterator[Doubt]:
    if not any(item.actor for item in items):
        return
    said = " ".join(normalise_caseless(f"{item.actor} {item.source} {item.text}") for item in items)
    said += "".join(f" {long}" for short, long in SHORT_ROLES.items() if re.search(rf"\b{short}\b", said))
    known = stems(said)
    authors = {normalise_caseless(item.actor) for item in items}
    if (match := cues.SPEAKER.search(text)) and match["who"] in authors and not _says_it(match["who"], items):
        yield Doubt(Weight.CHECK, f"“{match['who']}” wrote what is cited, and says it of somebody else")
        return
    if match and (author := _other_author(match["who"], text[match.end() :], items)):
        yield Doubt(Weight.CHECK, f"“{author}” wrote what comes closest to it")
        return
    if any(_NOT_ME.search(normalise_caseless(item.text)) for item in items) and any(
        text.startswith(one) for one in authors if one
    ):
        yield Doubt(Weight.CHECK, "who wrote what is cited says that it was somebody else")
        return
    deed = _DEED.match(text)
    is_own = any(_OWN.search(clause.text) for item in items for clause in clauses_of(item))
    if deed and is_own and deed["who"] not in authors:
        yield Doubt(Weight.CHECK, f"“{deed['who']}” is not who wrote what is cited")
        return
    if (match := cues.SPEAKER.search(text)) and not (cues.ANYBODY | _PASSIVE) & set(match["who"].split()):
        who = stems(match["who"])
        if who and who.isdisjoint(known) and _joined(match["who"]) not in _joined(said):
            yield Doubt(Weight.CHECK, f"“{match['who']}” is {_NOT_ITS_AUTHOR}")
            return
    for actor in {normalise_caseless(re.sub(r"\(.*?\)|\d+", "", item.actor)).strip() for item in ledger}:
        is_known = stems(actor) <= known or _joined(actor) in _joined(said)
        if len(actor) > 3 and not is_known and re.search(rf"(?:^|\bby )(?:the )?{re.escape(actor)}\b", text):
            yield Doubt(Weight.CHECK, f"“{actor}” is {_NOT_ITS_AUTHOR}")
            return


def _other_author(who: str, words: str, items: Sequence[LedgerItem]) -> str:
    """Who wrote the item that comes closest to what a claim lets somebody say, if not they, who wrote another item."""
    said = frozenset(one for one in stems(_NEXT_SENTENCE.split(words)[0]) if one[0].isalpha())
    nearest, speaker = best_item(said, items), stems(who)
    if nearest is None or not speaker.isdisjoint(stems(f"{nearest.actor} {nearest.text}")):
        return ""
    return nearest.actor if any(speaker & stems(item.actor) for item in items) else ""


def _says_it(author: str, items: Sequence[LedgerItem]) -> bool:
    """Whether something that an author wrote is not a report of what somebody else says."""
    return any(
        normalise_caseless(item.actor) == author and not _OF_OTHERS.match(normalise_caseless(item.text))
        for item in items
    )


def _joined(text: str) -> str:
    """`on-call` is `oncall`."""
    return re.sub(r"[\W_]", "", text)
