"""The words of one incident that are internal: people, services, models, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.views import View, Word
from afterword.postmortem import PostMortem, Span, yamltree
from afterword.text.folding import UNSPACED, folded_words
from afterword.text.word_lists import AMBIGUOUS_NAMES, ROLES
from afterword.text.word_set import word_set

_SHORTEST = 3
_SHORTEST_PLURAL = 5
_MOST_WORDS = 40
_ANY_PARTS = 6
"""Letters from which a name is one however its capitals part it: `Zalt Brug`, `Zalt-Brug`."""
_ANY_SPACING = 9
"""Letters from which the name of a service, a store or a company is one however its words are parted."""
_IN_ANY_SPACING = frozenset({LeakKind.SERVICE, LeakKind.NAME})

_BOT = re.compile(r"[\w-]+\[bot\]")
_BETWEEN_PEOPLE = re.compile(r"[,;&+|()<>\[\]\n]|\s(?=@)|\s/\s|\s(?:and|und|et|y)\s")


@dataclass(frozen=True, slots=True)
class Term:
    """A term that is internal.

    Attributes:
        kind: what a place that contains it is.
        parts: its folded words.
        reason: why it is internal.
        remedy: what to do about it.
    """

    kind: LeakKind
    parts: tuple[str, ...]
    reason: str
    remedy: str


_MONTHS = frozenset({"april", "august", "jan", "january", "july", "june", "march", "may", "september"})
_BEFORE_MONTHS = word_set("in since until till from by of on during before after last next early late mid this")
_NEVER_ALONE = word_set("i it us ai am an as at be by do go he if in is me my no of off on or so the to up we")
_NO_NAMES = "name the role instead, such as `our support team`"
_ALLOW = "say it in words that customers use, or list it under `allow` if they know it by this name"


class Terms:
    """Terms by their letters; the first reason for a term is reported."""

    def __init__(self) -> None:
        self._by_letters: dict[str, Term] = {}
        self._proper: dict[str, Term] = {}
        self._capital: dict[str, Term] = {}
        self._unspaced: dict[str, Term] = {}
        self._longest = 0

    def add(self, text: str, kind: LeakKind, reason: str, remedy: str = _ALLOW) -> None:
        """Add a term; one that is too short to mean anything, or only digits, is left out."""
        letters = "".join(folded_words(text))
        long_enough = len(letters) >= _SHORTEST or (len(letters) > 1 and UNSPACED.fullmatch(letters))
        if long_enough and not letters.isdigit() and letters != "unknown":
            self.add_any(text, kind, reason, remedy)

    def add_any(self, text: str, kind: LeakKind, reason: str, remedy: str) -> None:
        """Add a term, however short it is."""
        for spelled in _spellings(text):
            parts = tuple(folded_words(spelled))
            letters = "".join(parts)
            if len(letters) > 1 and UNSPACED.fullmatch(letters):
                self._unspaced.setdefault(letters, Term(kind, parts, reason, remedy))
            self._by_letters.setdefault(letters, Term(kind, parts, reason, remedy))
            self._longest = max(self._longest, len(letters))

    def add_person(self, text: str, reason: str) -> None:
        """Add who a person value, an author or an actor names: the whole, and the parts of a name."""
        several = [one for one in _BETWEEN_PEOPLE.split(_BOT.sub(" ", text)) if one.strip()]
        if len(several) != 1:
            for one in several:
                self.add_person(one, reason)
            return
        name = several[0].strip().lstrip("@")
        parts = folded_words(name)
        if not parts or all(part in ROLES for part in parts):
            return
        if len(parts) == 1 and (parts[0] in AMBIGUOUS_NAMES or len(parts[0]) < _SHORTEST):
            self._add_proper(parts[0], reason)
            return
        self.add(name, LeakKind.NAME, reason, _NO_NAMES)
        if "/" in name:
            self.add_person(name.rpartition("/")[2], reason)
        spelled = name.split()
        if 1 < len(spelled) <= 4:
            for part in spelled:
                folded = "".join(folded_words(part))
                if folded in ROLES or not folded or (part[:1].islower() and not _is_name(parts)):
                    continue
                if folded in AMBIGUOUS_NAMES or len(folded) < _SHORTEST:
                    self._add_proper(folded, reason)
                else:
                    self.add(part, LeakKind.NAME, reason, _NO_NAMES)

    def _add_proper(self, word: str, reason: str) -> None:
        """A name that is a word of the language too: it is one where it has a capital within a sentence."""
        if len(word) > 1 and word not in _NEVER_ALONE:
            self._proper.setdefault(word, Term(LeakKind.NAME, (word,), reason, _NO_NAMES))

    def add_capital(self, text: str, reason: str, remedy: str) -> None:
        """Add a word that is a name where it has a capital, at the beginning of a sentence or parted too."""
        for word in (word for spelled in _spellings(text) for word in folded_words(spelled)):
            if len(word) >= _SHORTEST:
                self._longest = max(self._longest, len(word))
                self._capital.setdefault(word, Term(LeakKind.NAME, (word,), reason, remedy))

    def find_in(self, view: View) -> Iterator[tuple[Term, Span]]:
        """Yield where terms are in a view, however their words are joined there."""
        found = view.words
        for first, word in enumerate(found):
            yield from self._within(word)
            if word.proper and (alone := self._proper.get(word.text)) and not _is_date(found, first):
                yield alone, Span(word.start, word.end)
            if word.capital and (named := self._capital.get(word.text)):
                yield named, Span(word.start, word.end)
            letters = ""
            for last in range(first, min(first + _MOST_WORDS, len(found))):
                letters += found[last].text
                if len(letters) > self._longest + 1:
                    break
                if (
                    last > first
                    and len(letters) >= _ANY_PARTS
                    and (named := self._capital.get(letters))
                    and word.capital
                ):
                    are_parts = all(one.joined or one.capital for one in found[first : last + 1])
                    yield from [(named, Span(word.start, found[last].end))] if are_parts else ()
                term = self._by_letters.get(letters) or self._plural(letters)
                if term and _fits(term, found[first : last + 1]):
                    yield term, Span(word.start, found[last].end)

    def _within(self, word: Word) -> Iterator[tuple[Term, Span]]:
        """Terms of a script without blanks, whose words are found within others."""
        if self._unspaced and UNSPACED.search(word.text):
            yield from (
                (term, Span(word.start, word.end)) for text, term in self._unspaced.items() if text in word.text
            )

    def _plural(self, letters: str) -> Term | None:
        """The term that letters are the plural of; a short one with an s is another word."""
        return self._by_letters.get(letters[:-1]) if letters.endswith("s") and len(letters) > _SHORTEST_PLURAL else None


_WITHOUT_SIGNS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
_SIGNED = re.compile(f"(?i)[{''.join(_WITHOUT_SIGNS)}]")


def _spellings(text: str) -> Iterator[str]:
    """A text, and as it is written where letters such as `ü` are missing."""
    yield text
    if _SIGNED.search(text):
        yield _SIGNED.sub(lambda found: _WITHOUT_SIGNS[found[0].lower()], text)


def _is_name(parts: list[str]) -> bool:
    """Whether words in small letters can be a full name: no role is among them."""
    return 1 < len(parts) <= 3 and not any(part in ROLES for part in parts)


def _is_date(found: list[Word], at: int) -> bool:
    """Whether a word that can be a month is one: `since May`, `16 April`."""
    if found[at].text not in _MONTHS:
        return False
    beside = [word.text for word in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])]
    return any(text.isdigit() or text in _BEFORE_MONTHS for text in beside)


def _fits(term: Term, found: list[Word]) -> bool:
    """Whether words that together have a term's letters are the term: `for all` is not the handle `forall`."""
    return (
        len(found) == 1
        or (term.kind in _IN_ANY_SPACING and sum(len(word.text) for word in found) >= _ANY_SPACING)
        or all(word.joined for word in found[1:])
        or all(len(word.text) == 1 for word in found)
        or tuple(word.text for word in found) == term.parts
        or (*(word.text for word in found[:-1]), found[-1].text.removesuffix("s")) == term.parts
    )


def collect_terms(
    internal: PostMortem, people: Iterable[str], texts: Iterable[str], files: Iterable[str] = ()
) -> Terms:
    """Collect the terms of an incident.

    Args:
        people: names of authors, and actors of the evidence.
        texts: evidence and files, whose mentions name people.
        files: names of the files of the evidence.
    """
    terms = Terms()
    for text, where in _persons(internal):
        terms.add_person(text, f"it is {where} of the internal document")
    for name in people:
        terms.add_person(name, "it is a person of the history or of the evidence")
    for text in (internal.source.readable, *texts):
        for match in _MENTION.finditer(text):
            terms.add_person(match[1], "it is a handle in the internal document or the evidence")
    for text in _scalars(internal, "services"):
        terms.add(text, LeakKind.SERVICE, "it is a service of the internal document")
    for name in files:
        base = name.rpartition("/")[2]
        if "." in base:
            terms.add(base, LeakKind.IDENTIFIER, "it is a file of the evidence")
    for text, what in _identifiers(internal):
        terms.add(text, LeakKind.IDENTIFIER, f"it is {what} of the internal document")
    return terms


_MENTION = re.compile(r"(?<![\w./@+-])@([A-Za-z0-9][A-Za-z0-9._-]{1,60}[A-Za-z0-9])(?![\w@])")


def _values(internal: PostMortem, *keys: str) -> Iterator[tuple[yamltree.Path, str]]:
    """Yield every value below a key with its path, of any shape: a string in place of a list is a name too."""
    node = yamltree.find(internal.tree, keys)
    for path, found in yamltree.walk(node) if node else ():
        if isinstance(found, yamltree.Scalar):
            yield path, found.text


def _scalars(internal: PostMortem, *keys: str) -> Iterator[str]:
    return (text for _, text in _values(internal, *keys))


def _persons(internal: PostMortem) -> Iterator[tuple[str, str]]:
    yield from ((text, "the owner") for text in _scalars(internal, "owner"))
    yield from ((text, "a responder") for text in _scalars(internal, "responders"))
    yield from ((item.text("Owner"), "the owner of an action item") for item in internal.actions)


_NAMED = {
    "provider": "the provider of a model",
    "name": "a model",
    "version": "the version of a model",
    "system_prompt": "a system prompt",
    **dict.fromkeys(("index", "snapshot", "embedding_model"), "the retrieval"),
    **dict.fromkeys(("before", "after"), "a file"),
}
_BETWEEN_PARAMETER = ("", " of", " was", " is", " at", " to", " set to", " from")


def _identifiers(internal: PostMortem) -> Iterator[tuple[str, str]]:
    front = internal.front
    for key, read, what in (("models", front.models, "a model"), ("causes", front.causes, "a cause")):
        for path, text in _values(internal, key):
            name = str(path[-1]) if path else ""
            if read is None:  # of another shape: any value can be a name
                yield text, what
            elif "parameters" in path[:-1]:
                yield (name if "_" in name else ""), "a parameter"
                yield from ((f"{name}{between} {text}", "a parameter with its value") for between in _BETWEEN_PARAMETER)
            elif name in _NAMED or (name == "id" and "-" in text):
                yield text, _NAMED.get(name, what)
                if name in ("before", "after"):
                    yield text.partition("@")[0].rpartition("/")[2], "a file"
                elif name == "provider":
                    yield text.partition(" ")[0], "the provider"
    names = ("name",) if isinstance(yamltree.find(internal.tree, ("provider",)), yamltree.Mapping) else ()
    for text in _scalars(internal, "provider", *names):
        yield from ((text, "the provider"), (text.partition(" ")[0], "the provider"))
    yield from ((text, "the eval suite") for text in _scalars(internal, "evals", "suite"))
    yield from ((block.case.id, "an eval case") for block in internal.eval_cases if block.case.id)
