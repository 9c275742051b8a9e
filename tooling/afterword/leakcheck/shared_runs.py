"""Where two rows of words have three in a row in common: where a copy can begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_SEED = 3
_MOST_PLACES = 64


class Seeds:
    """Each three words in a row of an edition, with the first places where they are."""

    def __init__(self, words: Sequence[str]) -> None:
        self._places: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(words) - _SEED + 1):
            places = self._places.setdefault(tuple(words[at : at + _SEED]), [])
            if len(places) < _MOST_PLACES:
                places.append(at)

    def __bool__(self) -> bool:
        return bool(self._places)

    def find(self, theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield each pair of places, in the edition and in other words, that have the same three words."""
        for there in range(len(theirs) - _SEED + 1):
            for here in self._places.get(tuple(theirs[there : there + _SEED]), ()):
                yield here, there
