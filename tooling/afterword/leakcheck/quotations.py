"""What was said inside, in the quotation marks of either text: `we were told to "just ship"`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from afterword.leakcheck.copied_words import stem
from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View
from afterword.postmortem import Span
from afterword.text.folding import folded_words
from afterword.text.numbers import NUMBER_WORDS, parse_number

_QUOTED = re.compile(
    r"(?<!\w)(?:\"(?P<straight>[^\"\n]{4,300})\"|“(?P<curly>[^“”\n]{4,300})”|„(?P<low>[^„“”\n]{4,300})[“”]"
    r"|«\s?(?P<angled>[^«»\n]{4,300}?)\s?»|'(?P<single>[^'\n]{8,300})'(?!\w)|‘(?P<bent>[^‘’\n]{8,300})’(?!\w))"
)
_SAYING = re.compile(
    r"(?i)\b(?:sa(?:id|ys?)|told|call(?:ed|s)|wrote|written|quoted?|asked|answered|replied|comment\w*|remark\w*|words?"
    r"|order\w*|instruct\w*|chosen|decided|rule|message|sagte|schrieb|disait|dit|écri\w+|dijo|disse|ha detto|zei)\b"
)
_CLAUSE = re.compile(r"[.!?;:,\n]+(?=\s|\Z)")
_REACH = 60
_NUMBER = re.compile(rf"(?<![\w-])(?i:{NUMBER_WORDS})(?![\w-])")
_MOST_OTHER = 0.34
"""The share of the words of a quotation that can be other ones where it is repeated without its marks."""
_MOST_ALIKE = 0.65
_LEAST_WORDS, _LEAST_MEANING, _MOST_PLACES = 4, 2, 16


def find_quotations(view: View, texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find what the edition quotes from internal texts, and what it repeats of their quotations.

    Args:
        view: of the edition.
        texts: the internal document and the evidence.
    """
    texts = list(texts)
    known = dict.fromkeys(
        words
        for text in texts
        for match in _QUOTED.finditer(text)
        for part in _CLAUSE.split(_inner(match))
        if (words := _words(part))
    )
    quoted = list(_QUOTED.finditer(view.text))
    runs = {run for text in texts for run in _runs(_words(text))} if quoted else set()
    yield from (_leak(view.span(*match.span())) for match in quoted if _is_internal(match, known.keys(), runs))
    tokens = [_token(word.text) for word in view.words]
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        if _means(token) and len(places.setdefault(token, [])) < _MOST_PLACES:
            places[token].append(at)
    for said in known:
        if len(said) >= _LEAST_WORDS and (found := _repeated(tokens, places, said)):
            yield _leak(Span(view.words[found[0]].start, view.words[found[1]].end))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Two and three words in a row."""
    for size in (2, 3):
        yield from zip(*(words[at:] for at in range(size)), strict=False)


def _is_internal(match: re.Match[str], known: Set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> bool:
    """Whether the words of a quotation are in a text: three of them, or fewer that a word such as `said` introduces."""
    words = _words(_inner(match))
    is_said = _SAYING.search(match.string, max(0, match.start() - _REACH), match.start()) is not None
    if not any(map(_means, words)) or len(words) < 2:
        return False
    if len(words) < 3:
        return is_said and (words in known or (all(map(_means, words)) and words in runs))
    # The first word can be one of the edition's.
    ours = list(_runs(words[1:] if len(words) > 3 or is_said else words))
    return all(run in runs for run in ours) or any(_is_like(words, other) for other in known)


def _is_like(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a quotation is another one with a word or two exchanged."""
    mine, theirs = _meaning(words), _meaning(other)
    shared = len([word for word in mine if word in theirs])
    return shared >= max(_LEAST_MEANING, _MOST_ALIKE * max(len(mine), len(theirs)))


@lru_cache(maxsize=8192)  # each is compared with all of the other text
def _meaning(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some words that mean something."""
    return tuple(filter(_means, words))


def _repeated(tokens: list[str], places: dict[str, list[int]], said: tuple[str, ...]) -> tuple[int, int] | None:
    """Where most of a quotation is repeated in its order, with a few other words; None if it is not."""
    least = max(_LEAST_WORDS - 1, round(len(said) * (1 - _MOST_OTHER)))
    order = {token: at for at, token in reversed(list(enumerate(said)))}
    starts = {max(0, here - order[token]) for token in order.keys() & places.keys() for here in places[token]}
    for start in sorted(starts):
        at, matched = -1, list[int]()
        for here in range(start, min(len(tokens), start + len(said) + 4)):
            if (place := order.get(tokens[here], -1)) > at:
                at = place
                matched.append(here)
        if len(matched) >= least and _say_something(tokens, matched):
            return matched[0], matched[-1]
    return None


def _say_something(tokens: list[str], matched: list[int]) -> bool:
    return sum(_means(tokens[at]) for at in matched) >= _LEAST_MEANING and len(matched) > (matched[-1] - matched[0]) * (
        1 - _MOST_OTHER
    )


def _means(word: str) -> bool:
    return stem(word) is not None


def _inner(match: re.Match[str]) -> str:
    return match[match.lastgroup or 0]


def _words(text: str) -> tuple[str, ...]:
    """The folded words, numbers in digits, so that `thirty days` is `30 days`."""
    return tuple(_token(word) for word in folded_words(_NUMBER.sub(lambda one: str(parse_number(one[0])), text)))


def _token(word: str) -> str:
    if _NUMBER.fullmatch(word):
        return str(parse_number(word))
    return {"kilometres": "km", "n't": "not"}.get(word, stem(word) or word)


def _leak(span: Span) -> PossibleLeak:
    return PossibleLeak(
        LeakKind.SECTION, span, "these words are said inside", "say it in your own words, or leave it out"
    )
