"""Find the subject of a verb: who did it, or did not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from afterword.language import words
from afterword.language.actors import Actor, People, classify, is_adverb, is_gerund, is_nominal, is_past, phrase_before
from afterword.language.inflection import IRREGULAR_PARTICIPLES
from afterword.language.tokens import Token
from afterword.text.word_set import word_set

_FAR = 40
_POSTPOSITIVE = word_set("responsible available accountable new assigned due close")
_ASKS = word_set("ask asks asking know wonder see tell say find")
_THEY = {True: Actor.HUMAN, False: Actor.MACHINE, None: Actor.UNSURE}
_STOPS = frozenset(";:") | {"because", "when", "while", "although", "whereas", "unless"}


class Subjects:
    """Finds subjects in one sentence.

    Args:
        line: the words of the sentence.
        people: the names that are known.
        before: gives the words of the sentence before, which `they` may refer to.
    """

    def __init__(self, line: Sequence[Token], people: People, before: Callable[[], Sequence[Token]]) -> None:
        self.line = line
        self.people = people
        self.before = before

    def of(self, verb: int, *, mental: bool = False, depth: int = 0) -> tuple[Actor, int] | None:
        """Find the subject of the verb at a place and where the subject begins; None if there is none.

        Args:
            verb: the place of the verb or of its first auxiliary.
            mental: whether only a person can do what the verb says, which decides what `they` are.
            depth: how many clauses were left behind.
        """
        place = self.skipped(verb)
        if place < 0 or depth > 3:
            return None
        token = self.line[place]
        if token.low == ",":
            return self._after_comma(place, mental, depth)
        if token.low in words.CONJUNCTIONS:
            return self._coordinated(place, mental, depth)
        if token.low in ("who", "whoever"):
            return self._relative(place, mental, person=True)
        if token.low in ("which", "that"):
            return self._relative(place, mental, person=False)
        if token.low == "they":
            return _THEY[self.they_are_people(place, mental)], place
        if not is_nominal(token) and (token.low in words.THIRD or token.low in words.OURS):
            return classify(self.line, place, place, self.people), place
        if is_past(token) and place > 0:
            return self._object_relative(place)
        return self._chain(place, mental, depth)

    def skipped(self, verb: int) -> int:
        """Find the place left of the verb that is neither adverb nor auxiliary; -1 at the start of the sentence."""
        place = verb - 1
        while place >= 0 and verb - place < 12:
            token = self.line[place]
            if not (is_adverb(token) or token.low in words.AUXILIARIES) or token.low == "then":
                break
            place -= 1
        return place

    def _classify(self, phrase: tuple[int, int]) -> tuple[Actor, int]:
        return classify(self.line, *phrase, self.people), phrase[0]

    def _chain(self, place: int, mental: bool, depth: int) -> tuple[Actor, int] | None:
        """Follow `the author of the request in the backlog` to its head."""
        line = self.line
        for _ in range(6):
            phrase = self._behind_time(phrase_before(line, place))
            if phrase is None:
                return self._who(place, mental)
            left = phrase[0] - 1
            if left < 0 or not line[left].word:
                return self._classify(phrase)
            low = line[left].low
            if low in words.PREPOSITIONS and low not in words.SUBORDINATORS and not self._turns_out(left):
                if low == "of" and left > 0 and line[left - 1].low in words.QUANTIFIERS:
                    nobody = line[left - 1].low in ("none", "neither")
                    return (Actor.NOBODY, left - 1) if nobody else self._classify(phrase)
                place = self._before_preposition(left)
                if place >= 0 and line[place].low in words.THIRD | words.NOBODY:
                    return classify(line, place, place, self.people), place
                if place < 0 or not is_nominal(line[place]):
                    return self._who(left, mental)
            elif is_gerund(line[left]) and left > 0 and is_nominal(line[left - 1]):
                if line[phrase[0]].low not in words.ARTICLES:
                    return self._classify(phrase)  # a compound: `crew scheduling model`
                place = left - 1
            elif is_past(line[left]):
                return self._who(left, mental) or self._classify(phrase)
            elif low in ("or", "nor") and self._denied_list(left):
                return Actor.NOBODY, phrase[0]
            else:
                return self._classify(phrase)
        return None

    def _turns_out(self, place: int) -> bool:
        """Whether `out` is that of `turns out Dana had …`."""
        return place > 0 and self.line[place].low == "out" and self.line[place - 1].low in ("turns", "turned")

    def _denied_list(self, conjunction: int) -> bool:
        """Whether a list begins with `no` or `neither`: `no nurse, pharmacist or doctor`."""
        for left in range(conjunction - 1, max(-1, conjunction - 12), -1):
            token = self.line[left]
            if token.low in ("no", "neither"):
                return True
            if not (token.low in (",", "or", "nor") or is_nominal(token)):
                return False
        return False

    def _behind_time(self, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
        """Drop the time before a phrase: `On Monday engineers forgot`, `Two days earlier Dana saw`."""
        if phrase is None:
            return None
        for place in range(phrase[1] - 1, phrase[0], -1):
            if self.line[place].low in ("earlier", "later", "ago"):
                return place + 1, phrase[1]
        if phrase[0] == 1 < phrase[1] and self.line[1].low in words.TIMES:
            return phrase[0] + 1, phrase[1]
        return phrase

    def _before_preposition(self, preposition: int) -> int:
        """Find the noun that a prepositional phrase belongs to: `engineer` in `the engineer assigned to …`."""
        place = preposition - 1
        line = self.line
        verbal = place > 0 and (
            line[place].low in _POSTPOSITIVE
            or is_gerund(line[place])
            or is_past(line[place])
            or line[place].low in IRREGULAR_PARTICIPLES
        )
        return place - 1 if verbal and is_nominal(line[place - 1]) else place if not verbal else -1

    def _who(self, place: int, mental: bool) -> tuple[Actor, int] | None:
        """Find the head of a relative clause around the place."""
        for left in range(place, max(-1, place - _FAR // 2), -1):
            low = self.line[left].low
            if low in _STOPS:
                return None
            if low in ("who", "whoever"):
                return self._relative(left, mental, person=True)
            if (
                low in ("which", "that")
                and left > 0
                and is_nominal(self.line[left - 1])
                and not is_past(self.line[left - 1])
            ):
                return self._relative(left, mental, person=False)
        return None

    def _relative(self, pronoun: int, mental: bool, *, person: bool) -> tuple[Actor, int] | None:
        place = pronoun - 1
        if place >= 0 and self.line[place].low == ",":
            place -= 1
        if (
            person
            and place >= 0
            and (is_past(self.line[place]) or self.line[place].low in _ASKS)
            and self.line[pronoun].low == "who"
        ):
            return None  # a question that somebody asked: `we asked who forgot it`
        phrase = phrase_before(self.line, place)
        if self.line[pronoun].low == "whoever" or (person and phrase is None):
            return Actor.HUMAN, pronoun
        if phrase is None:
            return None
        if person and self.line[phrase[1]].low in words.OUTSIDERS:
            return Actor.OUTSIDER, phrase[0]
        if person:
            actor, start = self._chain(place, mental, 3) or (Actor.HUMAN, phrase[0])
            return (actor if actor in (Actor.NOBODY, Actor.OURS) else Actor.HUMAN), start
        return self._chain(place, mental, 3)

    def _object_relative(self, verb: int) -> tuple[Actor, int] | None:
        """Find the subject before a verb that itself ends a relative clause: `the job the engineer started failed`."""
        inner = phrase_before(self.line, self.skipped(verb))
        if inner is None and self.line[self.skipped(verb)].low in words.OURS | {"he", "she", "they"}:
            inner = self.skipped(verb), self.skipped(verb)  # `the consultants we hired`
        if inner is None:
            # A participle after its noun: `engineers deployed abroad`.
            return self._who(verb, False)
        left = inner[0] - 1
        if left < 0:
            return self._classify(inner)  # the same: `the technician involved was …`
        if left >= 0 and self.line[left].low in ("that", "which", "whom", "who"):
            left -= 1
        if left < 0 or (left == inner[0] - 1 and not is_nominal(self.line[left])):
            return None
        outer = phrase_before(self.line, left)
        return self._classify(outer) if outer else None

    def _after_comma(self, comma: int, mental: bool, depth: int) -> tuple[Actor, int] | None:
        """Find the subject of `The engineer, who …, forgot` or of `She read it, merged it, forgot`."""
        for left in range(comma - 1, max(-1, comma - _FAR // 2), -1):
            if self.line[left].low == ",":
                if left > 0 and self.line[left - 1].low in ("who", "which", "that"):  # `users who, in spite of it, had`
                    return self._relative(left - 1, mental, person=self.line[left - 1].low == "who")
                phrase = phrase_before(self.line, left - 1)
                if phrase is not None:
                    return self._chain(left - 1, mental, depth + 1)
                break
        return self._coordinated(comma, mental, depth)

    def _coordinated(self, place: int, mental: bool, depth: int) -> tuple[Actor, int] | None:
        """Find the subject of the verb before, which `and forgot` shares."""
        machine = None
        for left in range(place - 1, max(-1, place - _FAR), -1):
            token = self.line[left]
            if token.low in (";", ":"):
                break
            if not (is_past(token) or token.low in words.AUXILIARIES) or left == 0:
                continue
            before = self.line[self.skipped(left)] if self.skipped(left) >= 0 else None
            if before is None or before.low in words.CONJUNCTIONS or before.low in words.PREPOSITIONS:
                continue
            found = self.of(left, mental=mental, depth=depth + 1)
            if found is not None and not (mental and found[0] is Actor.MACHINE):
                return found
            machine = machine or found  # `he knew the queue was full and did nothing`
        return machine

    def they_are_people(self, place: int, mental: bool) -> bool | None:
        """Whether `they` are people: by the nearest plural before; None if there is none, as of a company.

        What only people do, they do even where a plural machine stands nearer than the people.
        """
        nearest: Actor | None = None
        before = self.before()
        for line, end in ((self.line, place), (before, len(before))):
            for left in range(end - 1, max(-1, end - _FAR), -1):
                token = line[left]
                if not _is_plural(token) or not is_nominal(token):
                    continue
                actor = classify(line, *(phrase_before(line, left) or (left, left)), self.people)
                nearest = nearest or actor
                if actor in (Actor.HUMAN, Actor.OURS) or not mental:
                    return actor in (Actor.HUMAN, Actor.OURS)
        return None if nearest is None else False


def _is_plural(token: Token) -> bool:
    low = token.low
    if not token.word or token.possessive or len(low) < 4:
        return False
    return low in words.PLURAL_PEOPLE or (low.endswith("s") and not low.endswith(("ss", "us", "is")))
