"""Rules that look at a sentence where one of their words is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from typing import NamedTuple

from afterword.language.finding import Finding
from afterword.language.sentence import Sentence
from afterword.language.tokens import Letters, triggers
from afterword.language.words import NEGATIONS, NOBODY

DENIALS = triggers(NEGATIONS | NOBODY) | {"t"}
"""What can deny: the `t` is that of `didn't`."""


class WordRule(NamedTuple):
    """A rule that looks at a sentence where one of its words is.

    Attributes:
        words: the words.
        find: looks at a sentence, given the place of a word.
        needs: letters of words without one of which in the sentence it finds nothing; empty if there are none.
    """

    words: Set[str]
    find: Callable[[Sentence, int], Iterator[Finding]]
    needs: Set[str] = frozenset()


class RulesByWord:
    """Rules of several families; one pass over a sentence asks all of them."""

    def __init__(self, *rules: WordRule) -> None:
        self.by_word: dict[str, list[WordRule]] = {}
        groups: dict[frozenset[str], set[str]] = {}
        for rule in rules:
            groups.setdefault(frozenset(rule.needs), set()).update(rule.words)
            for word in rule.words:
                self.by_word.setdefault(word, []).append(rule)
        self._triggers = [(triggers(known), needs) for needs, known in groups.items()]
        self._all_triggers = triggers(self.by_word)

    def may_find(self, text: Letters) -> bool:
        """Whether the rules can find something: quick, and never no if they do."""
        return text.may_contain(self._all_triggers) and any(
            text.may_contain(known) and (not needs or text.may_contain(needs)) for known, needs in self._triggers
        )

    def find(self, sentence: Sentence) -> Iterator[Finding]:
        """Find what the rules find; a sentence without their letters is not split into words."""
        if self.may_find(sentence):
            for place, low in enumerate(sentence.lows):
                for rule in self.by_word.get(low, ()):
                    yield from rule.find(sentence, place)
