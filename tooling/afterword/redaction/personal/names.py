"""Names of persons: runs of words with capitals that what is around them, or a common given name, tells to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from afterword.redaction.matching import Match, Sort
from afterword.redaction.personal.name_contexts import BEFORE, Evidence, after, after_genitive, before
from afterword.redaction.personal.persons import (
    ASKING,
    PARTICLE,
    can_be_given,
    ends_sentence,
    find_name,
    has_given,
    is_given,
    is_never_inside,
    is_title,
)
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import HISTORIC_NAMES, PERSON_NOUNS
from afterword.text.word_set import word_set

# Over the case of the letters: a word with a capital, and at least one more behind it; or `Pike, Oren`.
_CASED = r"A(?:[A-Za-z?]|['.-](?=[A-Za-z]))*+\.?"
_RUN = late_pattern(
    rf"A(?<![A-Za-z0-9_/\\?-]A)(?:[A-Za-z?]|['.-](?=[A-Za-z]))*+\.?"
    rf"(?:(?: (?:{PARTICLE} ){{0,2}}{_CASED}){{1,6}}|, (?!A['?][a-z]){_CASED}(?: {_CASED})?(?![A-Za-z]))".encode()
)
KIND = "name"
_AROUND = 80
_NOUNS = word_set("""
    customer client patient employee applicant claimant candidate student pupil resident tenant subscriber user member
    policyholder nurse driver passenger guest colleague caller complainant beneficiary recipient kunde kundin
    mitarbeiter mitarbeiterin patientin bewerber bewerberin versicherte cliente paciente reporter requester paged asked
    told thanks contacted resolved owner cc beschwerde reklamation gehalt lohn befund diagnose blutgruppe plainte
    kontoinhaber kontoinhaberin karteninhaber inhaber inhaberin cto ceo cfo ciso coo dpo scribe zahnarzt zahnärztin arzt
    ärztin
""")
"""Words that may begin the run itself, where a sentence or a line begins with them."""
_FAMILIES = frozenset({"familie", "fam"})
"""Titles of several persons, who are known by them."""
_TITLES_TOO = frozenset(("pan", "hr", "bay", "ms", "lady", "lord", "dame", "ing", "seu", "mw", "arch", "cik", "shri"))
"""Titles that are words or abbreviations of something else as well."""
_SAINTS = frozenset(
    (
        "st", "ste", "saint", "sainte", "sankt", "san", "santa", "santo", "são", "sint", "monte", "mount", "cape",
        "lake", "fort",
    )
)  # fmt: skip
"""What churches, hospitals, towns, hills and methods are called after a person with."""
_GREETINGS = word_set("""
    dear hi hello hey hallo liebe lieber bonjour bonsoir cher chère salut hola estimado estimada ciao gentile caro cara
    olá prezado prezada hej hei beste geachte cześć witam merhaba moin servus
""")
_GROUPS = word_set("""
    world all everyone everybody team folks friends colleagues kolleginnen kollegen alle zusammen tous toutes todos
    todas tutti there community customers kunden user users sir madam
""")
"""Words that greet a group or a reader, and name no person."""


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    text, listed = view.text, -1
    for run in _RUN.finditer(view.case):
        first = run.start()
        if text[max(0, first - 3) : first].split()[-1:] in (["i."], ["p."]) and text[first : first + 3] in (
            "A. ",
            "V. ",
        ):
            first += 3  # `i.A.` before the name of a German signature
        for start, end, is_asked in _pieces(text[first : run.end()]):
            found = _named(text, first + start, first + end, listed, is_asked=is_asked)
            if found:
                listed = found[1]
                yield Match(*found, KIND, Sort.NAME)


@lru_cache(maxsize=16_384)
def _pieces(run: str) -> tuple[tuple[int, int, bool], ...]:
    """The parts of a run that can be names, and whether a word such as `Ask` is right before.

    A run is parted at the ends of sentences, at words that are inside of no name, and at a comma, unless a family name
    can be before it and a given name behind it.
    """
    pieces: list[tuple[int, int, bool]] = []
    start, is_asked = -1, False
    words = list(re.finditer(r"\S+", run))
    for at, word in enumerate(words):
        bare = word[0].rstrip(",")
        if is_never_inside(bare) or bare.endswith("-by"):
            if start >= 0:
                pieces.append((start, words[at - 1].end(), is_asked))
            start, is_asked = -1, bare.casefold().strip(".") in ASKING and not ends_sentence(bare)
            continue
        start = word.start() if start < 0 else start
        is_parted = word[0].endswith(",") and (can_be_given(bare) or is_never_inside(words[at + 1][0]))
        if at + 1 < len(words) and (is_parted or ends_sentence(bare)):
            pieces.append((start, word.start() + len(bare.rstrip(".")), is_asked))
            start, is_asked = -1, False
    if start >= 0:
        pieces.append((start, len(run), is_asked))
    return tuple(pieces)


_LISTING = late_pattern(r"(?: \([^()\n]{1,24}\))?(?:,? (?:and|und|et|y|e|i|och|og|en) |[;,]\s?|\s?[&/+]\s?)")


def _named(text: str, start: int, end: int, listed: int, *, is_asked: bool) -> tuple[int, int] | None:
    """The name in a run, if the run itself or what is around it says so.

    Args:
        text, start, end: the run.
        listed: where the name before it ended.
        is_asked: whether a word such as `Ask` is right before.
    """
    if " " not in text[start:end]:
        return _single(text, start, end, listed, is_asked=is_asked)
    led, surely, hardly, given = _judge(text[start:end])
    if surely is None:
        return None
    if led == "greeting":
        is_name = re.match(r"[,!.:]?[ ]?(?:\r?\n|\Z)|[,!:\"”»]", text[end : end + 4]) is not None
        return (start + surely[0], start + surely[1]) if is_name else None
    if led:
        return start + surely[0], start + surely[1]
    if given:
        is_historic = text[start + given[0] : start + given[1]].casefold() in HISTORIC_NAMES
        return None if is_historic else (start + given[0], start + given[1])
    head, tail = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    evidence = max(before(head, tail), after(head, tail))
    if text[start:end].endswith(("'s", "’s")):
        evidence = max(evidence, after_genitive(tail))
    if evidence is Evidence.NONE and 0 <= listed < start and _LISTING.fullmatch(text, listed, start):
        evidence = Evidence.WEAK
    if evidence is Evidence.GIVEN:
        evidence = Evidence.STRONG if has_given(text[start:end]) else Evidence.NONE
    _, comma, second = text[start:end].partition(", ")
    if comma and evidence is not Evidence.STRONG and not can_be_given(second.split()[0]):
        return None
    span = surely if evidence is Evidence.STRONG else hardly if evidence is Evidence.WEAK else None
    return (start + span[0], start + span[1]) if span else None


def _single(text: str, start: int, end: int, listed: int, *, is_asked: bool) -> tuple[int, int] | None:
    """A given name alone: behind `Ask`, in a field, or in a list behind another name."""
    if not can_be_given(text[start:end]):
        return None
    is_listed = 0 <= listed < start and _LISTING.fullmatch(text, listed, start) is not None
    if not is_asked and not is_listed:
        head, tail = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        if before(head, tail) not in (Evidence.STRONG, Evidence.GIVEN):
            return None
    return find_name(text, start, end, sure=True, single=True)


_Span = tuple[int, int] | None


@lru_cache(maxsize=16_384)  # the same words with capitals come again and again
def _judge(run: str) -> tuple[str, _Span, _Span, _Span]:
    """What a run says by itself.

    Returns:
        What it begins with (`title`, `noun`, `greeting`), or nothing; the name if the text around is sure; the name
        if it
        is less so; and the name if a given name in it is proof enough.
    """
    words = run.split()
    first = words[0].casefold().strip(".,")
    is_word = first in _TITLES_TOO and words[0].isupper()  # `MS Crypto`, `HR Portal`
    if (is_title(words[0]) and first != "m" and not is_word) or (first == "m" and words[0] == "M."):
        found = find_name(run, len(words[0]), len(run), sure=first not in _TITLES_TOO, single=True)
        if found and first in _FAMILIES:
            found = (0, found[1])
        return "title" if found else "", found, found, None
    if first in _GREETINGS:
        is_nobody = words[1].casefold().strip(".,!:") in _GROUPS
        found = None if is_nobody else find_name(run, len(words[0]), len(run), sure=True, single=True)
        return "greeting", found, None, None
    if (first in _NOUNS or first in PERSON_NOUNS or first in BEFORE) and (
        found := find_name(run, len(words[0]), len(run), single=len(words) > 2 and words[1].endswith("."))
    ):
        return "noun", found, found, None
    if first in _SAINTS and len(words) == 2:  # a hospital, a school or a town
        return "", None, None, None
    surely = find_name(run, 0, len(run), sure=True)
    hardly = find_name(run, 0, len(run))
    is_whole = hardly is not None and (len(run) - hardly[1] <= 2 or run[hardly[1] + 1 :].isupper())
    is_sure = (
        is_whole and any(is_given(word) for word in re.split(r"[\s,]+", run[: hardly[1]])[:2]) if hardly else False
    )
    return "", surely, hardly, hardly if is_sure else None
