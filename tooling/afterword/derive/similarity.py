"""How similar two texts are in their words: cosine of TF-IDF weights.

Deterministic and without a model. It sees words, not meaning: two questions in other words look different.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_MAX_CHARS = 4_000
"""Of one text; its subject is clear by then."""

MEANING = (
    "Similarity is the cosine of the words' weights (TF-IDF over these cases and samples): 1 means the same words, "
    "0 none in common. It compares wording, not meaning."
)


class Corpus:
    """Texts to compare others with.

    Args:
        texts: what can be found.
        others: further texts that show how rare a word is.
    """

    def __init__(self, texts: Sequence[str], others: Sequence[str] = ()) -> None:
        counts = [_words(text) for text in (*texts, *others)]
        frequency = Counter(word for words in counts for word in words)
        total = len(counts)
        self._rarity = {word: math.log((1 + total) / (1 + found)) + 1 for word, found in frequency.items()}
        self._vectors = [self._vector(words) for words in counts[: len(texts)]]

    def nearest(self, text: str) -> tuple[int, float] | None:
        """Find the position and similarity, 0 to 1, of the most similar text; None if none has a word in common."""
        vector = self._vector(_words(text))
        best: tuple[int, float] | None = None
        for position, other in enumerate(self._vectors):
            small, large = sorted((vector, other), key=len)
            # Summed in a fixed order, so that the last digit is the same on every run.
            score = sum(weight * large[word] for word, weight in sorted(small.items()) if word in large)
            if score > 0 and (best is None or score > best[1] + 1e-9):
                best = (position, score)
        return best

    def _vector(self, words: Counter[str]) -> dict[str, float]:
        weights = {word: (1 + math.log(n)) * self._rarity.get(word, 1.0) for word, n in words.items()}
        length = math.sqrt(sum(weights[word] ** 2 for word in sorted(weights)))
        return {word: weight / length for word, weight in weights.items()} if length else {}


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text[:_MAX_CHARS].casefold()))
