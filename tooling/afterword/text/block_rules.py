"""The block rules of the Markdown parser, tried where a line's first character allows their blocks to begin."""

from __future__ import annotations

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

# The other rules make blocks that can begin with any character.
_FIRST_CHARACTERS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
}
_BELOW_A_HEADER = "|-:"
"""With which the second line of a table begins; its first can begin with any character."""


class RulesByFirstCharacter(Ruler[RuleFuncBlockType]):
    """The rules of a ruler; for a line the parser tries only those whose blocks can begin with its first character.

    Most lines begin with a letter, and most rules look for a mark.
    """

    def __init__(self, ruler: Ruler[RuleFuncBlockType]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__

    def __compile__(self) -> None:
        super().__compile__()
        assert self.__cache__ is not None
        names = {rule.fn: rule.name for rule in self.__rules__}
        self.__cache__ = {
            chain: [_choosing([(names[rule], rule) for rule in rules])] for chain, rules in self.__cache__.items()
        }


def _choosing(rules: list[tuple[str, RuleFuncBlockType]]) -> RuleFuncBlockType:
    """Return a rule that tries, of those with these names, the ones that the first characters of two lines allow."""
    with_table = _by_first_character(rules)
    without_table = _by_first_character([(name, rule) for name, rule in rules if name != "table"])

    def choosing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        text, begins, indents = state.src, state.bMarks, state.tShift
        at, below = begins[start] + indents[start], begins[start + 1] + indents[start + 1]
        by_character = with_table if text[below : below + 1] in _BELOW_A_HEADER else without_table
        found = False
        for rule in by_character.get(text[at : at + 1], by_character[""]):
            if found := rule(state, start, end, silent):
                break
        return found

    return choosing


def _by_first_character(rules: list[tuple[str, RuleFuncBlockType]]) -> dict[str, list[RuleFuncBlockType]]:
    """Return the rules by the characters with which their blocks can begin; for any other character, those of ""."""
    by_character = {
        character: [rule for name, rule in rules if character in _FIRST_CHARACTERS.get(name, character)]
        for character in "".join(_FIRST_CHARACTERS.values())
    }
    return by_character | {"": [rule for name, rule in rules if name not in _FIRST_CHARACTERS]}
