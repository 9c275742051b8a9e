"""Who a noun phrase names: a person, the writers themselves, an organisation, nobody, or a machine.

Shallow on purpose: a noun phrase is read backwards or forwards from one word, in windows of a fixed size, so that time
stays linear and a sentence that is not understood is not accused of anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from afterword.language import words
from afterword.language.finding import Tier
from afterword.language.inflection import IRREGULAR_PAST
from afterword.language.prose import OBJECT
from afterword.language.tokens import Token
from afterword.text.word_lists import GIVEN_NAMES
from afterword.text.word_set import word_set

_WINDOW = 8
_FAR = 30
_OF_ONE = word_set("he she his her him himself herself")
"""Pronouns that tell a person from a product with an unknown name."""
_BOT = re.compile(r"(?:^@|[-_])bot$|dependabot|renovate|mergify|copilot|-ci$|-actions?$")


_PARTICIPLES = word_set("done gone taken seen given known written shown begun chosen spoken")
_GROUPS = word_set("team crew squad folk folks guys staff people")
_OUR_GROUPS = word_set("team department group crew squad")
_OF_PEOPLE = words.HUMAN_MODIFIERS | words.ROLE_MODIFIERS | words.ADMINISTERED


class Actor(Enum):
    """What a noun phrase names."""

    HUMAN = "human"
    OURS = "ours"
    ORGANISATION = "organisation"
    UNSURE = "unsure"
    NAMED = "named"
    OUTSIDER = "outsider"
    NOBODY = "nobody"
    MACHINE = "machine"


_KNOWN = {
    word: actor
    for known, actor in (
        (words.OUTSIDERS, Actor.OUTSIDER), (words.ORGANISATIONS, Actor.ORGANISATION), (words.THIRD, Actor.HUMAN),
        (words.OURS, Actor.OURS), (words.NOBODY, Actor.NOBODY),
    )
    for word in known
}  # fmt: skip
TIERS: dict[Actor, Tier] = {Actor.HUMAN: "error", Actor.OURS: "warning", Actor.ORGANISATION: "warning"}
"""How bad it is to blame an actor; the others cannot be blamed."""
TIERS_IF_UNSURE: dict[Actor, Tier] = TIERS | {Actor.UNSURE: "warning"}


class People:
    """The names by which people of this incident are known, in lower case."""

    def __init__(self, names: frozenset[str]) -> None:
        self.full = frozenset(bare for name in names if (bare := name.strip().lstrip("@").strip().lower()))
        self.parts = frozenset(
            part for name in self.full for part in name.split() if len(part) > 2 and part not in words.PRODUCT_NAMES
        )
        self._first = frozenset(name.split()[0] for name in self.full) | self.parts

    def may_be_in(self, low: str) -> bool:
        """Whether a sentence in lower case can contain a name: quick, and never no if it does."""
        return "@" in low or any(name in low for name in self._first)


# Every text of a document is read with the same names.
@lru_cache(maxsize=8)
def as_people(names: frozenset[str]) -> People:
    """Return the people with these names and handles."""
    return People(names)


def is_adverb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb."""
    low = token.low
    return low in words.ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in words.NOT_ADVERBS)


def is_past(token: Token) -> bool:
    """Whether a word looks like a verb in the past tense."""
    low = token.low
    if low in IRREGULAR_PAST:
        return True
    return low.endswith("ed") and len(low) > 4 and low not in words.NOT_PAST and not token.possessive


def is_gerund(token: Token) -> bool:
    """Whether a word looks like `handling` or `on-boarding` used as a verb."""
    low = token.low
    return low in ("doing", "using") or (low.endswith("ing") and len(low) > 5 and low not in words.VERBAL_NOUNS)


def is_nominal(token: Token) -> bool:
    """Whether a word can be part of a noun phrase other than its article."""
    low = token.low
    if not token.word or is_adverb(token):
        return False
    closed = (words.PREPOSITIONS, words.CONJUNCTIONS, words.SUBORDINATORS, words.AUXILIARIES, words.OURS)
    return (
        not any(low in group for group in closed) and low not in (words.THIRD - {"her"}) and low not in ("who", "which")
    )


def phrase_before(line: Sequence[Token], last: int) -> tuple[int, int] | None:
    """Find the noun phrase that ends at `last`: the places of its first and last word; None if there is none."""
    if last < 0 or not is_nominal(line[last]) or line[last].low in words.ARTICLES - words.QUANTIFIERS:
        return None
    first = last
    while first > 0 and last - first < _WINDOW:
        before = line[first - 1]
        if before.low in words.ARTICLES:
            return first - 1, last
        if before.low in ("it", "there", "that", "what") and before.text != "IT":
            break
        # A verb in the past ends the phrase, `saw engineers`; as an adjective it has a noun on its right all the same.
        # Behind an article it is an adjective: `the hosting company`.
        verbal = (is_past(before) and before.low not in words.AUXILIARIES) or is_gerund(before)
        if first > 1 and line[first - 2].low in words.ARTICLES and verbal:
            return first - 2, last
        if not is_nominal(before) or is_past(before) or (is_gerund(before) and not before.possessive):
            break
        first -= 1
    return first, last


def phrase_after(line: Sequence[Token], first: int) -> tuple[int, int] | None:
    """Find the noun phrase that begins at `first`: the places of its first and last word."""
    last, end = first - 1, min(len(line), first + _WINDOW)
    for place in range(first, end):
        token = line[place]
        article = token.low in words.ARTICLES and last < first
        if last >= first and token.low in words.ARTICLES and line[last].low not in words.ARTICLES:
            break  # another phrase: `one careless reviewer the fleet …`
        if last >= first and end > place + 1 and line[place + 1].low in words.OBJECTS:
            break  # a verb: `the commander cost us`
        if last >= first and (_are_people(line[last]) or token.low in _PARTICIPLES):
            break  # a verb: `the raters paste it`, `had the clerk done it`
        if last == first and begins_with_a_name(line, first) and token.text.islower():
            break  # a verb in the present: `Ingrid restarts the node`
        follows = line[place + 1].low if place + 1 < len(line) else ""
        if last > first and token.low.endswith("s") and follows in words.ARTICLES and _noun(line[last].low):
            break  # likewise: `by the engineer takes the gateway down`
        verbal = last >= first and (is_past(token) or is_gerund(token)) and line[last].low not in words.ARTICLES
        if not (article or is_nominal(token)) or (verbal and not line[last].possessive):
            break
        last = place
    return (first, last) if last >= first else None


def _are_people(token: Token) -> bool:
    """Whether a word is a plural for people, behind which no noun follows: `the raters`."""
    return token.low.endswith("s") and not token.possessive and singular(token.low) in words.PEOPLE


def ends_phrase(token: Token, follows: Token) -> bool:
    """Whether a phrase about people ends before a word that looks like a noun: `the crew keeps`, `raters paste`."""
    return _are_people(token) or follows.low in words.DONE_BY_PEOPLE


def begins_with_a_name(line: Sequence[Token], first: int) -> bool:
    """Whether a given name is at a place."""
    token = line[first]
    return token.text[0].isupper() and token.low in GIVEN_NAMES and not token.possessive


def singular(word: str) -> str:
    """Remove the ending of the plural from a noun, well enough for the lists."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


_PROFESSION = re.compile(r"(?:(?<!l)ist|[a-z]{2}[ai]tr?ician|gineer|woman|women|workers|sman|smen)s?\Z")
"""Endings that only nouns for people have, with few exceptions."""


def _noun(word: str) -> str:
    for form in (word, singular(word), word.rsplit("-", 1)[-1], singular(word.rsplit("-", 1)[-1])):
        if form in words.PEOPLE or form in words.AMBIGUOUS:
            return form
    return "person" if word in words.PLURAL_PEOPLE or _PROFESSION.search(word) else ""


def classify(line: Sequence[Token], first: int, last: int, people: People) -> Actor:
    """Classify what the noun phrase from `first` to `last` names."""
    head, low = line[last], line[last].low
    if line[first].low in ("no", "neither", "none"):
        return Actor.NOBODY
    if low in _KNOWN:
        return _KNOWN[low]
    if OBJECT in low:
        return Actor.MACHINE
    if _is_name(line, first, last, people):
        return Actor.HUMAN
    # Of the product, a plural without an article: people are written small.
    if low.startswith(words.AUTOMATIC) or (head.text == "Teams" and last == first):
        return Actor.MACHINE
    # What something belongs to does not make it a program: `the model card's author`.
    own = next((place + 1 for place in range(last - 1, first - 1, -1) if line[place].possessive), first)
    modifiers = frozenset(p for t in line[own:last] for p in (t.low, *t.low.split("-"), *t.low.split("/")))
    noun = _noun(low.rsplit("/", 1)[-1])
    if noun in _OUR_GROUPS and first == last - 1 and line[first].low == "our":
        return Actor.OURS
    if noun in words.AMBIGUOUS and not words.ORGANISATIONS.isdisjoint(t.low for t in line[first:own]):
        return Actor.HUMAN  # `the supplier's workers`
    if noun:
        actor = _by_noun(line, last, noun, modifiers)
        may_be_one = actor is Actor.UNSURE or (actor is Actor.MACHINE and noun in words.NAMED_BY_PRONOUN)
        return Actor.HUMAN if may_be_one and _is_one(line, last) else actor
    is_department = (low in words.DEPARTMENTS or head.text == "IT") and last - own < 2
    serves_customers = low == "service" and not modifiers.isdisjoint(words.OUTSIDERS)
    if serves_customers or (is_department and line[own].low not in words.ARTICLES):
        return Actor.UNSURE
    if low in ("shift", "line") and modifiers & words.SHIFTS:
        return Actor.HUMAN
    if not _may_be_a_name(line, first, last):
        return Actor.MACHINE
    return Actor.HUMAN if _is_one(line, last) else Actor.NAMED


def _is_one(line: Sequence[Token], last: int) -> bool:
    """Whether the words after a noun show that it is a person: `the deployer, who was busy`, `Nkem and her team`."""
    after = [token.low for token in line[last + 1 : last + 1 + _FAR]]
    return after[:1] == ["who"] or after[:2] == [",", "who"] or not _OF_ONE.isdisjoint(after)


def _by_noun(line: Sequence[Token], last: int, noun: str, modifiers: frozenset[str]) -> Actor:
    if noun in words.DUAL:
        return _dual(line, last, modifiers)
    if noun == "owner" and modifiers & words.ROLE_MODIFIERS:
        return Actor.HUMAN
    if noun in words.AMBIGUOUS:
        if modifiers & words.HUMAN_MODIFIERS or _on_duty(line, last):
            return Actor.HUMAN
        named = modifiers & words.MACHINE_MODIFIERS if noun in ("owner", "operator") else modifiers - words.ARTICLES
        return Actor.UNSURE if noun in words.MOSTLY_HUMAN and not named else Actor.MACHINE
    if noun == "lead":
        verb = line[last].low == "leads" and last + 1 < len(line) and line[last + 1].low == "to"
        return Actor.MACHINE if verb or modifiers & words.SALES_LEADS else Actor.HUMAN
    if noun in ("manager", "head", "management", "tech", "chief"):
        named = modifiers - words.ARTICLES
        possessed = any(token.possessive for token in line[max(0, last - 2) : last])
        return Actor.HUMAN if not named or named & words.ROLE_MODIFIERS or possessed else Actor.MACHINE
    machines = words.SOFTWARE_MODIFIERS if noun in words.TRADES else words.MACHINE_MODIFIERS
    if noun == "group":
        return Actor.MACHINE if modifiers & words.MACHINE_GROUPS else Actor.HUMAN
    if noun in _GROUPS and not modifiers & words.SOFTWARE_MODIFIERS:
        return Actor.HUMAN
    return Actor.MACHINE if modifiers & machines else Actor.HUMAN


def _dual(line: Sequence[Token], last: int, modifiers: frozenset[str]) -> Actor:
    if modifiers & words.MACHINE_MODIFIERS:
        return Actor.MACHINE
    low = line[last].low
    human = modifiers & _OF_PEOPLE or (low.endswith("s") and low not in words.PLURAL_PROGRAMS)
    return Actor.HUMAN if human or _on_duty(line, last) else Actor.UNSURE


def _on_duty(line: Sequence[Token], last: int) -> bool:
    after = [token.low for token in line[last + 1 : last + 4]]
    where = after[2:3] if after[1:2] == ["the"] else after[1:2]
    return after[:1] == ["on"] and not words.IMPLICIT_HUMAN_TAIL.isdisjoint(where)


_NAME = re.compile(r"(?:Mc|Mac|O['’]|De|Di|La|Le)?[^\W\d_a-z][^\W\d_A-Z]{1,30}(?:-[^\W\d_][^\W\d_A-Z]{1,30}){0,2}\Z")
_NO_NAME = re.compile(r"(?:\w{3}ing|tion|ment|ness|ware|base|ism|ity|ops|graph|flow|tool|bot|kit|hub|cloud|gpt)s?\Z")


def _may_be_a_name(line: Sequence[Token], first: int, last: int) -> bool:
    """Whether a phrase looks like a name that no list holds: `Oluwaseun`, `Hyun-woo`, `Marta Nowak`."""
    plural = first == last == 0 and line[0].low.endswith("s")  # `Servers cut it off`: names of that ending are known
    if plural or last - first > 2 or line[first].low in words.ARTICLES or (line[first].possessive and first < last):
        return False
    return all(
        _NAME.match(token.text.removesuffix("'s").removesuffix("’s"))
        and token.low not in words.PRODUCT_NAMES
        and token.low not in words.PROGRAMS
        and not _NO_NAME.search(token.low)
        and token.low not in words.IT | words.QUANTIFIERS
        for token in line[first : last + 1]
    )


def _is_name(line: Sequence[Token], first: int, last: int, people: People) -> bool:
    head = line[last]
    if head.text.startswith("@"):
        # A package of a scope, `@theme/tabs`, and an `@` alone are nobody.
        return head.text[1:2].isalpha() and "/" not in head.text and not _BOT.search(head.low)
    bare = head.low
    if bare in people.full and (bare not in words.PRODUCT_NAMES or head.text[0].islower()):
        return True
    if not head.text[0].isupper():
        return False
    if last > 0 and f"{line[last - 1].low} {bare}" in people.full:
        return True
    before = [token.low for token in line[max(0, first - 2) : first] if token.low != "."]
    if (before and before[-1] in words.TITLES) or line[first].low in words.TITLES:
        return True
    if line[first].low in words.ARTICLES:
        return False
    owner = line[first].possessive and first < last  # `Dana's team`
    is_team = line[first].text == "Team"
    given = (is_team or line[first].low in GIVEN_NAMES) and line[first].text[0].isupper() and not owner
    return bare in people.parts or (given and last - first <= 1 and not (is_team and first == last))
