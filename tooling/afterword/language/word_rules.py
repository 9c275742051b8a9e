"""Rules that look at a sentence where one of their words is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from afterword.language.finding import Finding
from afterword.language.sentence import Sentence
from afterword.language.tokens import triggers

Rule = Callable[[Sentence, int], Iterator[Finding]]
WordRules = tuple[tuple[Set[str], Rule], ...]
"""Words, and the rule that looks at a sentence with the place of one of them."""


class RulesByWord:
    """The rules of several families; one pass over a sentence asks all of them."""

    def __init__(self, *families: WordRules) -> None:
        self.by_word: dict[str, list[Rule]] = {}
        for known, rule in (pair for family in families for pair in family):
            for word in known:
                self.by_word.setdefault(word, []).append(rule)
        self._triggers = triggers(self.by_word)

    def find(self, sentence: Sentence) -> Iterator[Finding]:
        """Find what the rules find; a sentence without their letters is not split into words."""
        if sentence.may_contain(self._triggers):
            for place, low in enumerate(sentence.lows):
                for rule in self.by_word.get(low, ()):
                    yield from rule(sentence, place)
