"""Who did what, in a claim and in its items: `Mo woke Sana`, where Sana wrote `I woke Mo`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import find_facts
from afterword.grounding.identifiers import Name
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import stem
from afterword.language.inflection import IRREGULAR_PAST
from afterword.language.words import TITLES
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import COMMON_WORDS, GIVEN_NAMES
from afterword.text.word_set import word_set

_TOKEN = re.compile(r"[^\W\d_][\w'-]*|[.,;:!?()]")
_SPLIT = late_pattern(r"(?<=[.!?;])\s+|\n+|,?\s+(?:and|but|while|whereas)\s+(?=(?:i|we|he|she|they)\b)")
_BETWEEN = word_set("""
    had has have been then first later also just already did does do never not finally only quickly manually
    immediately accidentally again
""")
"""Words between who does something and the verb."""
_PASSIVE = word_set("was were is are been being be got gets")
_SELF = word_set("i we i've we've i'd we'd")
_REQUESTS = (["can"], ["could"], ["would"])
_ASKING = word_set(
    "tell told ask asked order ordered instruct instructed advise advised remind reminded urge urged request"
)
_UNKNOWN = frozenset(("who", "nobody", "somebody", "someone", "anybody", "anyone", "no"))
"""Subjects that leave open who it was."""
_NO_VERBS = word_set("""
    be been being was were is are had has have did does need needed used seemed remained became said
    reported noted added stated asked told confirmed got came went thought knew felt meant
""")
"""What says nothing of an act; how somebody is quoted is compared elsewhere."""
_OPENING = re.compile(r"(?:^|[.!?:;,]\s|\s(?:and|but|while|then)\s)([^\W\d_a-z][^\W\d_]+)")
"""A word that may be a name, and may have its capital from the beginning of a sentence."""
_OPENS = re.compile(r"(?:^|[.,;:!?()] |\b(?:and|that|when|before|after|until|but) )(?:the )?$")
_REACH = 12
"""Words in which a name before a verb is looked for."""
_MOST = 4_000
_PRESENT = re.compile(r"[a-z]{3,}(?<!s)s$")
_FORM = re.compile(
    r"(?!(?:then|when|even|during|need|often|seven|eleven|been|between|open|thing|nothing|morning|evening|indeed|speed)$)[a-z]{2,}(?:ed|ing|en)$"
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who did something, by the stem of its verb.

    Attributes:
        agent: a name of the ledger; empty if the text leaves it open or somebody is asked to do it.
        verb: the stem of the verb.
        asked_by: who asks for it, if it is only asked for.
        wanted_of: the name of the ledger of whom it is asked: `told Mrs Pham to refuse it`.
    """

    agent: str
    verb: str
    asked_by: str = ""
    wanted_of: str = ""


def doubts_about_agents(claim: str, items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Compare who does something in a claim with who does it in its items.

    Args:
        claim: its text.
        items: the items that it cites.
        ledger: all items, whose actors are the names that are known.
    """
    names = _names_of(claim, items, ledger)
    text = normalise_caseless(claim)
    mine = [deed for deed in _deeds(text, "", names) if deed.agent]
    if not mine:
        return
    mine = [deed for deed in mine if not re.search(rf"\band (?:the )?{re.escape(deed.agent)}\b", text)]
    theirs = [deed for item in items for deed in _deeds(normalise_caseless(item.text), _name(item.actor), names)]
    for deed in mine:
        same = [other for other in theirs if other.verb == deed.verb]
        agents = {other.agent for other in same if other.agent}
        if agents and not any(_is_same(deed.agent, agent) for agent in agents):
            yield Doubt(Weight.CHECK, f"what is cited says that “{min(agents)}” did it, the claim says “{deed.agent}”")
            return
        if same and not any(other.agent or other.asked_by for other in same):
            yield Doubt(Weight.CHECK, "what is cited leaves open who it was")
            return
        if same and not agents and any(_is_same(deed.agent, other.wanted_of) for other in same if other.wanted_of):
            yield Doubt(Weight.CHECK, f"“{deed.agent}” is asked to do it, and may not have done it")
            return
        if same and not agents and any(_is_same(deed.agent, other.asked_by) for other in same if other.asked_by):
            yield Doubt(Weight.CHECK, f"“{deed.agent}” asks for it, and may not have done it")
            return


def _name(actor: str) -> str:
    return re.sub(r"\s*\(.*?\)", "", normalise_caseless(actor)).strip()


def _names_of(claim: str, items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]) -> tuple[str, ...]:
    """The names of those who wrote something, and other names of these texts, the longest first."""
    authors = {name for item in ledger if len(name := _name(item.actor)) > 1}
    named = {
        fact.value.word
        for text in (claim, *(item.text for item in items))
        for fact in find_facts(text)
        if isinstance(fact.value, Name)
    }
    opening = {word for text in (claim, *(item.text for item in items)) for word in _OPENING.findall(text)}
    known = {word.casefold() for word in opening} & GIVEN_NAMES - COMMON_WORDS
    return tuple(sorted(authors | named | known, key=len, reverse=True))


def _is_same(one: str, other: str) -> bool:
    """Whether two names may be of the same: `data engineer` and `engineer`."""
    return bool(set(one.split()) & set(other.split()))


def _deeds(text: str, author: str, names: Sequence[str]) -> Iterator[_Deed]:
    """Find the deeds that a text tells; `I` is its author, if there is one."""
    for sentence in _SPLIT.split(text[:_MOST]):
        tokens = [token for token in _TOKEN.findall(sentence) if token not in TITLES]
        for index, token in enumerate(tokens):
            if author and _is_asked(tokens[max(0, index - 2) : index]):
                yield _Deed("", stem(token), author)
            elif wanted := _wanted_of(tokens[max(0, index - 5) : index], names):
                yield _Deed("", stem(token), author or "the team", wanted)
            elif token not in _NO_VERBS and (_FORM.search(token) or token in IRREGULAR_PAST):
                yield from _deed_at(tokens[max(0, index - 2 * _REACH) :], min(index, 2 * _REACH), author, names)
            elif _PRESENT.fullmatch(token) and (agent := _name_before(tokens[:index], names)):
                yield _Deed(agent, stem(token))


def _is_asked(before: Sequence[str]) -> bool:
    """Whether the next word is what somebody is asked to do: `please revert`, `could you check`."""
    return bool(before) and (before[-1] == "please" or (before[-1] == "you" and before[-2:-1] in _REQUESTS))


def _wanted_of(before: Sequence[str], names: Sequence[str]) -> str:
    """Who is asked to do what the next word says: `told Mrs Pham to refuse`; empty if that is not what is said."""
    asking = next((index for index, token in enumerate(before) if token in _ASKING), None)
    if asking is None or before[-1:] != ["to"]:
        return ""
    return _name_at(before[asking + 1 : -1], names)


def _deed_at(tokens: Sequence[str], index: int, author: str, names: Sequence[str]) -> Iterator[_Deed]:
    verb = stem(tokens[index])
    before = tokens[:index]
    while before and before[-1] in _BETWEEN:
        before = before[:-1]
    is_passive = bool(before) and before[-1] in _PASSIVE
    if is_passive:
        behind = tokens[index + 1 : index + 8]
        if "by" in behind and (agent := _name_at(behind[behind.index("by") + 1 :], names)):
            yield _Deed(agent, verb)
        return
    behind = tokens[index + 1 : index + 5]
    if not before and "by" in behind:
        yield _Deed(_name_at(behind[behind.index("by") + 1 :], names), verb)
        return
    if not before:
        if author and tokens[index].endswith(("ed", "ing")):  # `handing over to Wen`
            yield _Deed(author, verb)
        return
    if before[-1] in _SELF and author:
        yield _Deed(author, verb)
    elif before[-1] in _UNKNOWN:
        yield _Deed("", verb)
    elif agent := _name_before(before, names):
        yield _Deed(agent, verb)


def _name_at(tokens: Sequence[str], names: Sequence[str]) -> str:
    """The name with which some words begin."""
    text = " ".join(tokens).removeprefix("the ")
    return next((name for name in names if re.match(rf"{re.escape(name)}(?![\w-])", text)), "")


def _name_before(tokens: Sequence[str], names: Sequence[str]) -> str:
    """The name with which some words end, if it opens its part of the sentence."""
    text = " ".join(tokens[-_REACH:])
    return next((name for name in names if text.endswith(name) and _OPENS.search(text[: -len(name)])), "")
