"""Where two rows of words have three in a row in common: where a copy can begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_MOST_PLACES = 64


class Seeds:
    """Each three words in a row of an edition, with the first places where they are."""

    def __init__(self, words: Sequence[str]) -> None:
        self._places: dict[tuple[str, str, str], list[int]] = {}
        for at, three in enumerate(_threes(words)):
            places = self._places.setdefault(three, [])
            if len(places) < _MOST_PLACES:
                places.append(at)

    def __bool__(self) -> bool:
        return bool(self._places)

    def find(self, theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield each pair of places, in the edition and in other words, that have the same three words."""
        for there, three in enumerate(_threes(theirs)):
            for here in self._places.get(three, ()):
                yield here, there


def _threes(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)
