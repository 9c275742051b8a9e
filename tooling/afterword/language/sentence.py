"""One sentence as the rules see it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from afterword.language import words
from afterword.language.actors import Actor, People, classify, is_nominal, phrase_after
from afterword.language.finding import Finding, Tier
from afterword.language.prose import Passage
from afterword.language.subject import Subjects
from afterword.language.tokens import Token, tokens
from afterword.language.words import word_set

_SPARING = word_set("""
    risk chance likelihood probability possibility potential room prone susceptible less fewer term phrase label
    label's words expression without so-called myth beyond past accept reject rather instead rule ruled against
    never call calling space opportunity opportunities say saying tempting
""")
_SPARING_STEMS = (
    "prevent",
    "avoid",
    "reduc",
    "eliminat",
    "guard",
    "protect",
    "mitigat",
    "tolera",
    "resilien",
    "minimi",
)
_AFTER = word_set("isn't wasn't hides never cannot less unlikely")


class Sentence:
    """A sentence with its words, and the questions that the rules ask of it."""

    def __init__(self, passage: Passage, people: People, before: Sequence[Token] = ()) -> None:
        self.passage = passage
        self.people = people
        self.line = tokens(passage.text)
        self.subjects = Subjects(self.line, people, before)

    def low(self, place: int) -> str:
        """The word at a place, in lower case; empty outside the sentence."""
        return self.line[place].low if 0 <= place < len(self.line) else ""

    @cached_property
    def lows(self) -> list[str]:
        """All words, in lower case."""
        return [token.low for token in self.line]

    def found(self, first: int, last: int, kind: str, suggestion: str, tier: Tier) -> Finding:
        """A finding from the word at `first` to the one at `last`."""
        start, end = self.line[first].start, self.line[min(last, len(self.line) - 1)].end
        offset = self.passage.start
        return Finding(offset + start, offset + end, kind, self.passage.text[start:end], suggestion, tier)

    def who(self, first: int) -> tuple[Actor, int] | None:
        """Who the noun phrase that begins at a place names, and the place of its last word."""
        phrase = phrase_after(self.line, first)
        if phrase is None:
            token = self.low(first)
            known = token in words.THIRD or token in words.OURS or token in words.NOBODY
            return (classify(self.line, first, first, self.people), first) if known else None
        if self.line[phrase[1]].possessive:
            return None
        if self.low(phrase[1] + 1) == "of" and self.low(phrase[1]) in words.QUANTIFIERS:
            return self.who(phrase[1] + 2)
        return classify(self.line, *phrase, self.people), phrase[1]

    def negated(self, place: int, width: int = 4) -> bool:
        """Whether a negation stands shortly before, in the same clause."""
        for left in range(place - 1, max(-1, place - 1 - width), -1):
            low = self.lows[left]
            if low in (",", ";", ":", "but"):
                return False
            if low in words.NEGATIONS or low.endswith("n't"):
                return self.low(left + 1) not in ("only", "just", "merely", "surprisingly")
        return False

    def spared(self, first: int, last: int) -> bool:
        """Whether the words are spoken of, prevented or denied rather than given as a cause."""
        if self.negated(first, 6):
            return True
        for left in range(first - 1, max(-1, first - 8), -1):
            low = self.lows[left]
            if low in (";", ":"):
                break
            if low in _SPARING or low.startswith(_SPARING_STEMS):
                return True
        after = self.lows[last + 1 : last + 7]
        if "," in after:
            after = after[: after.index(",")]
        verbs = after[:2] and after[0] in words.BE and "not" in after[1:3]
        return bool(verbs) or any(low in _AFTER for low in after)

    def explained(self, place: int) -> bool:
        """Whether the sentence goes on to a mechanism: `because the diff was collapsed`."""
        for right in range(place + 1, min(len(self.line), place + 40)):
            low = self.lows[right]
            if low in ("because", "owing") or (low == "due" and self.low(right + 1) == "to"):
                return True
            temporal = self.low(right + 1) in words.TIMES or self.low(right + 1)[:1].isdigit()
            if low == "since" and not temporal and right + 3 < len(self.line):
                return True
        return False

    def hypothetical(self, place: int) -> bool:
        """Whether the clause is governed by `if` or the like."""
        for left in range(place - 1, max(-1, place - 12), -1):
            low = self.lows[left]
            if low in (",", ";", ":"):
                return False
            if low in ("if", "whether", "unless", "lest"):
                return True
        return False

    def actor_before(self, verb: int, *, mental: bool = False) -> tuple[Actor, int] | None:
        """The subject of the verb at a place."""
        return self.subjects.of(verb, mental=mental)

    def noun_at(self, place: int) -> bool:
        """Whether a word that can be part of a noun phrase stands at a place."""
        return 0 <= place < len(self.line) and is_nominal(self.line[place])
