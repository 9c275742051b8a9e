"""What the name of a person looks like. No list of names is complete: the words around a name have to tell it."""

from __future__ import annotations

import re

from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import AMBIGUOUS_NAMES, GIVEN_NAMES, NAME_PARTICLES, NO_PERSONS, ROLES, WORD_NAMES
from afterword.text.word_set import word_set

WORD = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
"""A word with a capital; with letters that are not ASCII, what it begins with is looked at later."""
_PARTICLES = frozenset((*NAME_PARTICLES.split(), "y", "e", "und"))
PARTICLE = rf"(?:{'|'.join(sorted(_PARTICLES))})"
TITLES = word_set("""
    mr mrs ms mx miss dr prof herr frau fräulein mme mlle monsieur madame m sr sra srta sig dott ing rev sir dame
    familie fam signora signor señora señor doña herrn meneer mevrouw mevr dhr sig.ra dott.ssa senhor senhora pani heer
    sayın cllr sgt insp capt cdr lieut brig canon dona seu mw mdm madam panie panu paní pán slečna bay bayan encik puan
    cik tuan shri smt kumari bapak ibu fru hr herra rouva lady lord maître avv arch geom sheikh hajji kyrios kyria
""")
FULL = rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,4}}"
"""Two words with capitals or more, and the particles between them."""
_ACTING = word_set("""
    keep kept let deploy refund refunded revert reverted restart restarted restore restored stop stopped start started
    disable disabled enable enabled escalate escalated assign assigned merge merged pause paused wait waited watch
    watched check checked use used try tried make made give gave send sent take took turn turned move moved remove
    removed roll rolled open opened close closed see update updated confirm confirmed
""")
CLOSED = FUNCTION_WORDS - {"can", "may", "will"} | word_set("""
    afterwards although always am cest cet finally gmt instead later meanwhile never none otherwise please pm soon
    today tomorrow tonight unfortunately utc yes yesterday
""")
"""Words that have a capital only where a sentence or a title begins."""
ASKING = word_set("""
    ask asked asking tell told telling call called calling ping pinged paged thanks thank email emailed message
    messaged notify notified remind reminded contact contacted inform informed meet met saw warn warned cc
""")
"""Words that begin a sentence and have a person behind them."""
NEVER_INSIDE = CLOSED | ASKING | (_ACTING - AMBIGUOUS_NAMES)
_SHORTENED = frozenset({"st"})
_SPLIT = late_pattern(r"[^\s,]+")
_NEVER = NO_PERSONS | ROLES
_NEVER_IF_SURE = _NEVER - AMBIGUOUS_NAMES
_GIVEN_TOO = GIVEN_NAMES | WORD_NAMES
_ANY_GIVEN = GIVEN_NAMES - _NEVER
_SURE_GIVEN = GIVEN_NAMES - _NEVER - AMBIGUOUS_NAMES
_HUMP = late_pattern(r"[a-z][A-Z]")
_HUMPED = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Lo", "Van", "Fitz", "O'", "O’", "D'", "D’")
_MOST_WORDS = 5


_CONTRACTION = late_pattern(r"(?:i|we|he|she|they|you|it|that|there|who|what)['’](?:m|s|re|ve|ll|d)")


def is_given(word: str) -> bool:
    """Whether a word is a given name and, with a capital, hardly ever something else."""
    lower = word.casefold().strip(".")
    return lower in _SURE_GIVEN or ("-" in lower and lower.partition("-")[0] in _SURE_GIVEN)


def is_title(word: str) -> bool:
    """Whether a word is what persons are addressed with, such as `Mr`."""
    return word.casefold().strip(".") in TITLES


def can_be_given(word: str) -> bool:
    """Whether a word is a given name, if perhaps a word of the language too."""
    return is_given(word) or word.casefold().strip(".") in _ANY_GIVEN


def has_given(text: str) -> bool:
    """Whether a word of a text is a given name, if perhaps a word of the language too, such as `Grace`."""
    return any(word.casefold().strip(".,") in _GIVEN_TOO for word in text.split())


def is_never_inside(word: str) -> bool:
    """Whether a word is of a closed class, such as `No`, or tells somebody what to do, such as `Keep`."""
    lower = word.casefold().strip(".,")
    return (lower in NEVER_INSIDE and not _is_initial(word)) or _CONTRACTION.fullmatch(lower) is not None


def ends_sentence(word: str) -> bool:
    """Whether the full stop of a word ends a sentence: not that of an initial or a title."""
    return (
        word.endswith(".") and not _is_initial(word) and not is_title(word) and word[:-1].casefold() not in _SHORTENED
    )


def _is_initial(word: str) -> bool:
    return word.endswith(".") and all(len(part) == 1 for part in re.split("[.-]", word[:-1]))


def find_name(
    text: str, start: int, end: int, *, sure: bool = False, single: bool = False, ends: bool = False
) -> tuple[int, int] | None:
    """Find the name of a person at the beginning of a run of words with capitals.

    Args:
        text, start, end: the run.
        sure: whether the words around it say that it is a name, so that it may be a word of the language too.
        single: whether one word will do.
        ends: whether the name is at the end of the run instead.
    """
    words = [(match.start(), match.group()) for match in _SPLIT.finditer(text, start, end)]
    if ends:
        words.reverse()
    chosen: list[tuple[int, str]] = []
    given = any(is_given(word) for _, word in words)
    for at, word in words[: _MOST_WORDS + 2]:
        if not _can_be(word, sure or given):
            break
        if ends and chosen and ends_sentence(word):
            break
        chosen.append((at, word))
        if not ends and ends_sentence(word):
            break
    chosen.sort()
    while not ends and len(chosen) > 2 and _is_shouted(chosen[-1][1]) and not _is_shouted(chosen[0][1]):
        chosen.pop()  # `… HIV test`
    while chosen and chosen[-1][1] in _PARTICLES:
        chosen.pop()
    is_titled = False
    while chosen and (chosen[0][1] in _PARTICLES or chosen[0][1].casefold().strip(".") in TITLES):
        is_titled = chosen.pop(0)[1] not in _PARTICLES or is_titled
    names = [word for _, word in chosen if word not in _PARTICLES]
    if not (1 if single or is_titled else 2) <= len(names) <= _MOST_WORDS or not _have_one_case(names, sure):
        return None
    last, word = chosen[-1]
    return chosen[0][0], last + len(_without_genitive(word))


def _is_shouted(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.isupper() and word.upper() != word.lower()


def _without_genitive(word: str) -> str:
    return re.sub(r"['’]s?\Z|(?<=[^\W\d_]{2})\.\Z", "", word)


def _can_be(word: str, sure: bool) -> bool:
    if word in _PARTICLES or word.casefold().strip(".") in TITLES:
        return True
    if is_never_inside(word):
        return False
    if _is_initial(word):
        return True
    never = _NEVER_IF_SURE if sure else _NEVER
    bare = _without_genitive(word)
    parts = (bare, *bare.split("-"))
    is_hump = _HUMP.search(bare) is not None and not bare.startswith(_HUMPED)
    is_capital = bare[:1].isalpha() and not bare[:1].islower() and _DEPARTMENT.search(bare) is None
    return is_capital and not is_hump and not any(part.casefold().strip(".") in never for part in parts)


_DEPARTMENT = late_pattern(
    r"\w{3}(?:leitung|abteilung|dienst|gruppe|verwaltung|buchhaltung|zentrale|technik|betrieb|redaktion|vertrieb|einkauf)\Z"
)
"""What German compounds end with that name a part of a company."""


def _have_one_case(names: list[str], sure: bool) -> bool:
    """Whether no word alone is in capitals, as abbreviations are; all of them are in some records."""
    if sure and len(names) == 2 and names[0].endswith(",") and _is_shouted(names[0].rstrip(",")):  # `LARCH, Ivy`
        return True
    if sure and len(names) == 2 and _is_shouted(names[0]) and not _is_shouted(names[1]) and can_be_given(names[1]):
        return True  # `LARCH Ivy`
    shouted = [name for name in names if _is_shouted(name)]
    return not shouted or (sure and len(shouted) == len([name for name in names if len(name.strip(".")) > 1]))
