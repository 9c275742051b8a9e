"""Known people: their names and handles become what they were in the incident.

No list of names is complete, and a name cannot be distinguished from a word. So only people whom the caller knows are
found: those of the document, of the history, of a chat export.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.redaction.matching import Match, Sort
from afterword.redaction.view import View
from afterword.text.word_lists import COMMON_WORDS, GIVEN_NAMES, MAILBOXES, NO_NAMES
from afterword.text.word_lists import ROLES as ROLE_WORDS

_ANNOUNCED = ("user=", "user: ", "author=", "author: ", "by ", "by=", "actor=", "login=", "github.com/")


ROLES = frozenset({"responder", "committer", "participant"})
"""What placeholders say of people whom the project knows."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person whose name may be in the text.

    Attributes:
        role: what the placeholder says, such as `responder`.
        name: as people write it, `Dana Miller`; empty where only the handle is known.
        handles: without `@`.
    """

    role: str
    name: str = ""
    handles: tuple[str, ...] = ()

    @classmethod
    def by(cls, text: str, role: str) -> Known:
        """Somebody by one way in which they are called: `@dmiller`, `dmiller` or `Dana Miller`."""
        if text.startswith("@") or (text.isascii() and " " not in text and not text[:1].isupper()):
            return cls(role, handles=(text.removeprefix("@"),))
        return cls(role, text)


class People:
    """Finds known people in texts."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._forms: dict[bytes, list[tuple[re.Pattern[str], Known]]] = {}
        people = list(dict.fromkeys(known))
        given = Counter(_plain(person.name.split()[0]) for person in people if len(person.name.split()) > 1)
        family = Counter(_plain(person.name.split()[-1]) for person in people if len(person.name.split()) > 1)
        # Scripts without spaces between words: the name is found within words too.
        self._unspaced = [
            (re.compile(re.escape(View.of(person.name).text)), person) for person in people if _is_unspaced(person.name)
        ]
        for person in people:
            for word, form in _forms(person, given, family):
                first = re.search(r"[a-z]+", word.lower())
                self._forms.setdefault(first[0].encode() if first else b"", []).append((re.compile(form), person))

    def find(self, view: View) -> Iterator[tuple[Match, Known]]:
        """Each mention, with who it is."""
        present = self._forms.keys() & {b"", *view.words} if self._forms else ()
        for form, person in (*self._unspaced, *(form for word in sorted(present) for form in self._forms[word])):
            for match in form.finditer(view.text):
                yield Match.of(match, person.role, Sort.PERSON), person


def _forms(person: Known, given: Counter[str], family: Counter[str]) -> Iterator[tuple[str, str]]:
    """Patterns of the ways in which a person is mentioned, each with a word that every such mention contains."""
    for name in dict.fromkeys((View.of(person.name).text, _plain(person.name))):
        yield from _forms_of_name(name, given, family)
    for handle in person.handles:
        # What precedes is looked at behind: a pattern that begins with letters is found many times as fast.
        form = re.escape(handle)
        yield handle, rf"@{form}(?<![\w@.-]@{form})(?![\w-])"
        if len(handle) >= 5 and handle not in COMMON_WORDS and handle.lower() not in NO_NAMES | MAILBOXES:
            yield handle, rf"{form}(?<![\w@.-]{form})(?![\w-]|\.\w)"
        else:  # too short to be distinguished from a word without what precedes it
            yield handle, _announced(form)
        if handle[1:].islower() and handle.lower() not in (handle, *NO_NAMES):  # `Meera`, and in a log `by meera`
            yield handle.lower(), _announced(re.escape(handle.lower()))


def _announced(form: str) -> str:
    before = "|".join(f"(?<={word}{form})" for word in _ANNOUNCED)
    return rf"{form}(?:{before})(?![\w-]|\.\w)"


def _forms_of_name(name: str, given: Counter[str], family: Counter[str]) -> Iterator[tuple[str, str]]:
    parts = name.split()
    if len(parts) > 1:
        first, last = parts[0], parts[-1]
        # `Parcels Desk` is a team's name: `parcels` in small letters is the word.
        is_person = first.lower() in GIVEN_NAMES or ROLE_WORDS.isdisjoint(part.lower() for part in parts)
        joined = rf"(?:{_BETWEEN})".join(map(re.escape, parts))
        yield first, _whole(f"(?i:{joined})")
        for word in (first, first + last, f"{first}_{last}"):
            yield word, _whole(f"(?i:{re.escape(first)}[._-]?{re.escape(last)})")
        yield last, _whole(rf"{re.escape(last)},\s+{re.escape(first)}")
        yield last, _whole(rf"{re.escape(first[0])}\.\s?{re.escape(last)}")
        if given[_plain(first)] == 1:
            yield first, _mention(first, is_person)
        if family[_plain(last)] == 1:
            yield last, _titled(last)
            yield last, _mention(last, is_person)
    elif parts:
        yield parts[0], _mention(parts[0])


_BETWEEN = r"\s+(?:\w\.\s+)?"


def _mention(name: str, is_person: bool = True) -> str:
    """A pattern for a name on its own; one that never matches where the name is an ordinary word."""
    if len(name) < 3 or name.lower() in NO_NAMES | MAILBOXES:
        return r"(?!)"
    has_small = is_person and len(name) > 3 and name.lower() not in COMMON_WORDS
    forms = {re.escape(name), re.escape(name.lower())} if has_small else {re.escape(name)}
    return _whole("|".join(sorted(forms)))


def _plain(name: str) -> str:
    """A name as it is seen in a view, without its accents."""
    decomposed = unicodedata.normalize("NFD", View.of(name).text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _is_unspaced(name: str) -> bool:
    return (
        len(name) > 1
        and all(unicodedata.category(char) == "Lo" for char in name.replace(" ", ""))
        and not any("\u0590" <= char <= "\u06ff" for char in name)
    )


def _whole(form: str) -> str:
    return rf"(?<![\w@.-])(?:{form})(?![\w-])"


def _titled(name: str) -> str:
    titles = ["Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Herr", "Frau", "Madame", "Monsieur"]
    behind = "|".join(f"(?<=\\b{title}{dot} )" for title in titles for dot in ("", r"\."))
    return rf"(?:{behind}){re.escape(name)}(?!\w)"
