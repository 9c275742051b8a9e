"""Rules that look at a sentence where one of their words is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import cache
from typing import NamedTuple

from afterword.language.finding import Finding
from afterword.language.sentence import Sentence
from afterword.language.tokens import Letters, triggers
from afterword.language.words import NEGATIONS, NOBODY
from afterword.text.late_pattern import late_pattern

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


class PatternRule(NamedTuple):
    """A rule that looks at a sentence where its pattern matches, which costs less than to split it into words.

    Attributes:
        letters: see `triggers`: those of words of which a match contains at least one.
        pattern: what matches a sentence in lower case; it has to read it in linear time.
        find: looks at a sentence, given a match.
        also: those of other words, of each set of which a match contains at least one as well.
    """

    letters: frozenset[str]
    pattern: re.Pattern[str]
    find: Callable[[Sentence, re.Match[str]], Iterator[Finding]]
    also: tuple[frozenset[str], ...] = ()


Rule = WordRule | PatternRule


def pattern_rule(known: str, pattern: str, find: Callable[[Sentence, re.Match[str]], Iterator[Finding]]) -> PatternRule:
    """Make a rule of a pattern.

    Args:
        known: words of which a match contains at least one; seldom ones cost least. Behind a semicolon there are
            others, of which it contains one as well.
        pattern: what matches, in lower case.
        find: looks at a sentence, given a match.
    """
    letters, *also = map(_triggers_of, known.split(";"))
    return PatternRule(letters, late_pattern(pattern), find, tuple(also))


@cache  # many phrases are looked for by the same verbs
def _triggers_of(words: str) -> frozenset[str]:
    return triggers(words.split())


def phrase_rule(known: str, pattern: str, find: Callable[[Sentence, int, int], Iterator[Finding]]) -> PatternRule:
    """Make a rule of a pattern of whole words.

    Args:
        known: see `pattern_rule`.
        pattern: what matches, in lower case.
        find: looks at a sentence, given the places of the first and the last word of a match.
    """

    def found(sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
        return find(sentence, sentence.place_at(match.start()), sentence.place_at(match.end()) - 1)

    return pattern_rule(known, rf"\b(?:{pattern})(?!\w|-\w)", found)


class Rules:
    """Rules of several families; one pass over a sentence asks all of them."""

    def __init__(self, *rules: Rule) -> None:
        self.by_word: dict[str, list[WordRule]] = {}
        self.by_letters: dict[str, list[PatternRule]] = {}
        groups: dict[frozenset[str], set[str]] = {}
        for rule in rules:
            if isinstance(rule, PatternRule):
                for letters in rule.letters:
                    self.by_letters.setdefault(letters, []).append(rule)
                continue
            groups.setdefault(frozenset(rule.needs), set()).update(rule.words)
            for word in rule.words:
                self.by_word.setdefault(word, []).append(rule)
        self._triggers = [(triggers(known), needs) for needs, known in groups.items()]
        self._all_triggers = triggers(self.by_word)

    def may_find(self, text: Letters) -> bool:
        """Whether the rules can find something: quick, and never no if they do."""
        return bool(text.present(self.by_letters.keys())) or self._may_find_words(text)

    def _may_find_words(self, text: Letters) -> bool:
        return text.may_contain(self._all_triggers) and any(
            text.may_contain(known) and (not needs or text.may_contain(needs)) for known, needs in self._triggers
        )

    def find(self, sentence: Sentence) -> Iterator[Finding]:
        """Find what the rules find; a sentence without their letters is neither matched nor split into words."""
        if letters := sentence.present(self.by_letters.keys()):
            here = {id(rule): rule for one in sorted(letters) for rule in self.by_letters[one]}
            for rule in here.values():
                if not all(map(sentence.may_contain, rule.also)):
                    continue
                for match in rule.pattern.finditer(sentence.text_low):
                    yield from rule.find(sentence, match)
        if self._may_find_words(sentence):
            for place, low in enumerate(sentence.lows):
                for at_word in self.by_word.get(low, ()):
                    yield from at_word.find(sentence, place)
