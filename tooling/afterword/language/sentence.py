"""One sentence as the rules see it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property, lru_cache
from typing import NamedTuple

from afterword.language import words
from afterword.language.actors import (
    Actor,
    People,
    as_people,
    begins_with_a_name,
    classify,
    ends_phrase,
    is_adverb,
    is_nominal,
    is_past,
    phrase_after,
    phrase_before,
    singular,
)
from afterword.language.finding import Finding, Tier
from afterword.language.prose import Passage, split_prose
from afterword.language.subject import Subjects
from afterword.language.tokens import Letters, Token, split_tokens
from afterword.text.word_set import word_set

# `14:02 UTC - ` before a line of a timeline, `5. ` before an item.
_STAMP = re.compile(
    r"\W*(?:\d{4}-\d\d-\d\d[ T]?)?(?:[Aa]t )?(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?(?:[ap]\.?m\.?|[A-Z]{1,4}))?\b"
    r"|\d{1,2}\.(?= ))\W*"
)
_OTHER_SPACE = re.compile(r"[^\S ]")
_SPARING = word_set("""
    risk chance likelihood probability possibility potential room prone susceptible less fewer kind kinds type types
    class sort term phrase words expression without so-called myth beyond past accept reject rather instead rule ruled
    against never call calling called assumed suspected believed thought space opportunity opportunities say saying
    tempting accused accusing accuses look looks looking search searches policy study studies survey research about
""")
_ON_A_CALL = word_set("on the a video")
_SPARING_STEMS = (
    "catch", "detect", "prevent", "avoid", "reduc", "eliminat", "guard", "protect", "mitigat", "tolera", "resilien",
    "minimi",
)  # fmt: skip
_AFTER = word_set("""
    isn't wasn't hides never cannot less longer unlikely can could should may might will happens inevitable possible
    impossible ruled excluded expected tolerated
""")
_BLAMED = (Actor.HUMAN, Actor.UNSURE)
_ACCUSED = (*_BLAMED, Actor.OUTSIDER, Actor.ORGANISATION)
_REMARK = 8
_EMPHATIC = word_set("doubt question wonder surprise")
_AFTER_ITS_NOUN = word_set("eager keen anxious desperate unable unwilling aware responsible alone present asleep new")
_WE = word_set("we i us me our my")
_ONE_PERSON = word_set("he she his her him whoever someone somebody you")
_CLAIMS = word_set("say think believe mean claim argue suggest conclude write imply suppose")
_THINKABLE = word_set("easy tempting wrong unfair could might would unjust cheap simplistic misleading")


_UNREAL = word_set(
    "may might must could would can will should shouldn't should've couldn't wouldn't won't can't cannot"
)


class Doer(NamedTuple):
    """Who does what a verb says.

    Attributes:
        actor: what the noun phrase names.
        first: the place of the first word of both.
        last: the place of the last word of both.
    """

    actor: Actor
    first: int
    last: int


class Sentence(Letters):
    """A sentence with its words, and the questions that the rules ask of it."""

    def __init__(self, passage: Passage, people: People, before: Sentence | None = None) -> None:
        self.passage = passage
        self.people = people
        self._before = before
        stamp = _STAMP.match(passage.text)
        text = " " * stamp.end() + passage.text[stamp.end() :] if stamp else passage.text
        self._text = text
        self.is_of_timeline = stamp is not None
        """Whether a time precedes it, so that the present tense says what happened."""
        low = text.lower()
        if len(low) != len(passage.text):  # a letter became two, and offsets would be wrong
            low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        self.text_low = _OTHER_SPACE.sub(" ", low).replace("’", "'")
        """The sentence in lower case, with blanks for white space and straight apostrophes."""
        super().__init__(self.text_low)

    @cached_property
    def line(self) -> tuple[Token, ...]:
        """The words and marks."""
        return split_tokens(self._text)

    @cached_property
    def subjects(self) -> Subjects:
        """Finds the subjects of its verbs."""
        return Subjects(self.line, self.people, lambda: self._before.line if self._before else ())

    @cached_property
    def people_named(self) -> tuple[int, ...]:
        """The places of the last words of noun phrases that name people, and of the pronouns that do."""
        return tuple(place for place in range(len(self.line)) if self.names_a_person(place) in _BLAMED)

    @cached_property
    def may_name_people(self) -> bool:
        """Whether it names people, or users, or who may be people; a remark is about those before it."""
        here = any(
            self.names_a_person(place) in _ACCUSED or singular(token.low) in words.EITHER
            for place, token in enumerate(self.line)
        )
        is_remark = len(self.line) < _REMARK and self._before is not None
        return here or (is_remark and self._before is not None and self._before.may_name_people)

    @cached_property
    def is_of_writers(self) -> bool:
        """Whether the sentence says `we` or `I`."""
        return not _WE.isdisjoint(self.lows)

    def names_a_person(self, place: int) -> Actor:
        """Classify the noun phrase that ends at a place; a machine if none ends there."""
        low = self.low(place)
        if low in _ONE_PERSON:
            return Actor.HUMAN
        goes_on = self.noun_at(place + 1) and self.low(place + 1) not in _AFTER_ITS_NOUN
        goes_on = goes_on and not is_past(self.line[place + 1]) and not self.line[place].possessive
        goes_on = goes_on and not ends_phrase(self.line[place], self.line[place + 1])
        if not self.noun_at(place) or (goes_on and not begins_with_a_name(self.line, place)):
            return Actor.MACHINE
        phrase = phrase_before(self.line, place)
        if phrase is None:
            return Actor.MACHINE
        if low in words.DEPARTMENTS and phrase[0] < place:
            return Actor.UNSURE
        return classify(self.line, *phrase, self.people)

    @cached_property
    def plain(self) -> str:
        """The sentence with blanks for white space and straight apostrophes."""
        return _OTHER_SPACE.sub(" ", self.passage.text).replace("’", "'")

    def low(self, place: int) -> str:
        """Return the word at a place, in lower case; empty outside the sentence."""
        return self.line[place].low if 0 <= place < len(self.line) else ""

    @cached_property
    def lows(self) -> list[str]:
        """All words, in lower case."""
        return [token.low for token in self.line]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.line]

    def place_at(self, offset: int) -> int:
        """Return the place of the first word that begins at an offset or after it."""
        return bisect_left(self._starts, offset)

    def found(self, first: int, last: int, kind: str, suggestion: str, tier: Tier) -> Finding:
        """Make a finding from the word at `first` to the one at `last`."""
        end = self.line[min(last, len(self.line) - 1)].end
        return self.found_at(self.line[first].start, end, kind, suggestion, tier)

    def found_at(self, start: int, end: int, kind: str, suggestion: str, tier: Tier) -> Finding:
        """Make a finding from one offset in the sentence to another."""
        offset = self.passage.start
        return Finding(offset + start, offset + end, kind, self.passage.text[start:end], suggestion, tier)

    def is_mostly_human(self, first: int) -> bool:
        """Whether the noun phrase at a place names an operator, an owner or the like: as a rule, a person."""
        phrase = phrase_after(self.line, first)
        return phrase is not None and singular(self.low(phrase[1])) in words.MOSTLY_HUMAN

    def who(self, first: int) -> tuple[Actor, int] | None:
        """Classify the noun phrase that begins at a place, and return the place of its last word."""
        phrase = phrase_after(self.line, first)
        if phrase is None:
            token = self.low(first)
            if token in ("they", "them") and self.subjects.they_are_people(first, False) is False:
                return Actor.MACHINE, first
            known = token in words.THIRD or token in words.OURS or token in words.NOBODY
            return (classify(self.line, first, first, self.people), first) if known else None
        if self.line[phrase[1]].possessive:
            return None
        if self.low(phrase[1] + 1) == "of" and self.low(phrase[1]) in words.QUANTIFIERS:
            return self.who(phrase[1] + 2)
        return classify(self.line, *phrase, self.people), phrase[1]

    def negated(self, place: int, width: int = 4) -> bool:
        """Whether a negation precedes shortly before, in the same clause."""
        for left in range(place - 1, max(-1, place - 1 - width), -1):
            low = self.lows[left]
            if low in (",", ";", ":", "but"):
                return False
            if low in words.NEGATIONS or low.endswith("n't"):
                if low == "no" and self.low(left + 1) in _EMPHATIC:
                    continue  # `no doubt somebody forgot it`
                if self.low(left + 1) == "for" and "if" in self.lows[max(0, left - 3) : left]:
                    return False  # `if not for his stubbornness`
                return self.low(left + 1) not in ("only", "just", "merely", "surprisingly")
        return False

    def spoken_of(self, first: int) -> bool:
        """Whether words are denied, prevented, or reported rather than claimed, by what precedes them."""
        if self.negated(first, 6):
            return True
        for left in range(first - 1, max(-1, first - 8), -1):
            low = self.lows[left]
            if low in (";", ":", ","):
                break
            if (low == "room" and self.low(left + 1) != "for") or (low == "call" and self.low(left - 1) in _ON_A_CALL):
                continue  # where people are
            if (
                low in _SPARING
                or (low.startswith(_SPARING_STEMS) and not low.startswith(("avoidable", "guardrail")))
                or (low == "wrong" and self.low(left + 1) == "to")
            ):
                return True
        return False

    def spared(self, first: int, last: int) -> bool:
        """Whether the words are spoken of, prevented or denied rather than given as a cause."""
        if self.spoken_of(first):
            return True
        after = self.lows[last + 1 : last + 7]
        ends = (at for at, low in enumerate(after) if low in (",", "who", "which") or self._is_content(last + 1 + at))
        after = after[: next(ends, len(after))]
        verbs = after[:2] and after[0] in words.BE and "not" in after[1:3]
        return bool(verbs) or any(low in _AFTER for low in after)

    def _is_content(self, place: int) -> bool:
        """Whether a clause with a subject of its own begins: `his fault that the split never …`."""
        return self.low(place) == "that" and self.low(place + 1) in words.ARTICLES | words.THIRD | words.OURS

    def hypothetical(self, place: int) -> bool:
        """Whether the clause is governed by `if` or the like."""
        for left in range(place - 1, max(-1, place - 12), -1):
            low = self.lows[left]
            if low in (",", ";", ":"):
                return False
            if low in ("if", "whether", "unless", "lest") or (low == "that" and self._is_denied_or_supposed(left)):
                return True
        return False

    def _is_denied_or_supposed(self, that: int) -> bool:
        """Whether what follows is denied or only thinkable: `it isn't that people …`, `it is easy to say that`."""
        before = self.lows[max(0, that - 6) : that]
        if before[-1:] and (before[-1] == "not" or before[-1].endswith("n't")):
            return True
        denied = any(low == "not" or low.endswith("n't") for low in before)
        return bool(before) and before[-1] in _CLAIMS and (denied or not _THINKABLE.isdisjoint(before))

    def actor_before(self, verb: int, *, mental: bool = False) -> tuple[Actor, int] | None:
        """Find the subject of the verb at a place."""
        return self.subjects.of(verb, mental=mental)

    def auxiliaries(self, verb: int) -> list[str]:
        """Return the words between a subject and its verb: `did not`, `was finally`."""
        return self.lows[self.subjects.skipped(verb) + 1 : verb]

    def is_passive(self, verb: int) -> bool:
        """Whether something is done to the subject: `engineers were mistakenly paged`."""
        return not words.BE.isdisjoint(self.auxiliaries(verb))

    def doer(self, verb: int, last: int) -> Doer | None:
        """Find who does what the words from `verb` to `last` say: their subject, or who is named behind `by`."""
        if not self.is_passive(verb) or self.low(verb) in words.BE:
            found = self.actor_before(verb, mental=True)
            if found is not None or verb > 1:
                return Doer(found[0], found[1], last) if found else None
        by = last + 1
        while by < min(len(self.line), last + 6) and self.low(by) != "by":
            by += 1
        who = self.who(by + 1) if self.low(by) == "by" else None
        return Doer(who[0], verb, who[1]) if who else None

    def is_claimed(self, verb: int) -> bool:
        """Whether a verb says what happened: it is not denied, supposed, expected, or a wish."""
        helpers = self.auxiliaries(verb)
        denied = any(low in words.NEGATIONS or low.endswith("n't") for low in helpers)
        return not (denied or not _UNREAL.isdisjoint(helpers) or self.negated(verb, 2) or self.hypothetical(verb))

    def linking(self, place: int) -> int:
        """Find the place of `was` in `was clearly to blame`; -1 if no such verb precedes."""
        for left in range(place - 1, max(-1, place - 5), -1):
            low = self.low(left)
            if low in words.BE:
                is_found_out = low == "be" and self.low(left - 1) == "to" and self.low(left - 2) in ("out", "proved")
                return left - (3 if self.low(left - 2) == "out" else 2) if is_found_out else left
            if not (is_adverb(self.line[left]) or low in ("not", "so", "more", "the", "least", "either", "a", "bit")):
                return -1
        return -1

    def after_adverbs(self, place: int, also: Collection[str] = (), end: int | None = None) -> int:
        """Return the first place from `place` on whose word is not an adverb and not in `also`, `end` at most."""
        end = len(self.line) if end is None else min(end, len(self.line))
        while place < end and (is_adverb(self.line[place]) or self.lows[place] in also):
            place += 1
        return place

    def noun_at(self, place: int) -> bool:
        """Whether the word at a place can be part of a noun phrase."""
        return 0 <= place < len(self.line) and is_nominal(self.line[place])


# Several families of rules read the same fragment.
@lru_cache(maxsize=64)
def split_sentences(text: str, people: frozenset[str]) -> tuple[Sentence, ...]:
    """Split a Markdown fragment into sentences, each with the one before it.

    Args:
        text: the fragment; code, quotations and comments in it are left out.
        people: names and handles of people of the incident.
    """
    known, before = as_people(people), None
    found = []
    for passage in split_prose(text):
        before = Sentence(passage, known, before)
        found.append(before)
    return tuple(found)
