"""Rules that look at a sentence where one of their words is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from afterword.language.finding import Finding
from afterword.language.sentence import Sentence
from afterword.language.tokens import Letters, triggers
from afterword.language.words import NEGATIONS, NOBODY

Rule = Callable[[Sentence, int], Iterator[Finding]]
WordRules = tuple[tuple[Set[str], Rule], ...]
"""Words, and the rule that looks at a sentence with the place of one of them."""


_DENIALS = triggers(NEGATIONS | NOBODY) | {"t"}
"""What can deny: the `t` is that of `didn't`."""


class RulesByWord:
    """The rules of several families; one pass over a sentence asks all of them.

    Args:
        families: the rules.
        if_denied: rules that find nothing in a sentence without a negation.
    """

    def __init__(self, *families: WordRules, if_denied: WordRules = ()) -> None:
        self.by_word: dict[str, list[Rule]] = {}
        for known, rule in (pair for family in (*families, if_denied) for pair in family):
            for word in known:
                self.by_word.setdefault(word, []).append(rule)
        self._triggers = triggers(word for family in families for known, _ in family for word in known)
        self._triggers_if_denied = triggers(word for known, _ in if_denied for word in known)

    def may_find(self, text: Letters) -> bool:
        """Whether the rules can find something: quick, and never no if they do."""
        denied = text.may_contain(self._triggers_if_denied) and text.may_contain(_DENIALS)
        return denied or text.may_contain(self._triggers)

    def find(self, sentence: Sentence) -> Iterator[Finding]:
        """Find what the rules find; a sentence without their letters is not split into words."""
        if self.may_find(sentence):
            for place, low in enumerate(sentence.lows):
                for rule in self.by_word.get(low, ()):
                    yield from rule(sentence, place)
