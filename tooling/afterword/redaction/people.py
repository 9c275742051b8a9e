"""Known people: their names and handles become what they were in the incident.

No list of names is complete, and a name cannot be told from a word. So only people whom the caller knows are found:
those of the document, of the history, of a chat export.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.redaction.matching import Match, Sort
from afterword.redaction.view import View

_WORD = re.compile(r"\w+")
# Given names that are words: "will roll back", "the mark", "in May".
_WORDS_LIST = """
art april august bill bob carol chase christian chuck claude clay cliff crystal dale dawn dean drew earl eve faith
frank gene glen grace grant guy hope hunter iris ivy jack jade jay jean joy june justice lance lane mark marina
mason max may melody mercy miles miller nick norm olive page pat patience paris penny ray reed rich rob robin rod
rose ruby rusty sandy scarlet sky skip sue summer terry trace tree van victor violet ward will wood alexa alias
daemon delta prompt test admin bot user system support oncall root deploy service data model agent
"""
_WORDS = frozenset(_WORDS_LIST.split())


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whose name may stand in the text.

    Attributes:
        role: what the placeholder says, such as `responder`.
        name: as people write it, `Dana Miller`; empty where only the handle is known.
        handles: without `@`.
    """

    role: str
    name: str = ""
    handles: tuple[str, ...] = ()


class People:
    """Finds known people in texts."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._forms: dict[str, list[tuple[re.Pattern[str], Known]]] = {}
        people = list(dict.fromkeys(known))
        given = Counter(person.name.split()[0] for person in people if len(person.name.split()) > 1)
        family = Counter(person.name.split()[-1] for person in people if len(person.name.split()) > 1)
        for person in people:
            for word, form in _forms(person, given, family):
                self._forms.setdefault(word.casefold(), []).append((re.compile(form), person))

    def find(self, view: View) -> Iterator[tuple[Match, Known]]:
        """Each mention, with who it is."""
        if not self._forms:
            return
        present = {word.casefold() for word in set(_WORD.findall(view.text))} & self._forms.keys()
        for word in sorted(present):
            for form, person in self._forms[word]:
                for match in form.finditer(view.text):
                    yield Match(match.start(), match.end(), person.role, Sort.PERSON), person


def _forms(person: Known, given: Counter[str], family: Counter[str]) -> Iterator[tuple[str, str]]:
    """Patterns of the ways in which a person is mentioned, each with a word that stands in every such mention."""
    parts = person.name.split()
    if len(parts) > 1:
        whole = r"\s+".join(map(re.escape, parts))
        yield _word(parts[0]), _whole(f"(?i:{whole})")
        yield _word(parts[0]), _whole(rf"{re.escape(parts[-1])},\s+{re.escape(parts[0])}")
        if given[parts[0]] == 1 and _distinct(parts[0]):
            yield _word(parts[0]), _whole(re.escape(parts[0]))
        if family[parts[-1]] == 1:
            yield _word(parts[-1]), _titled(parts[-1])
    elif parts and _distinct(parts[0]):
        yield _word(parts[0]), _whole(re.escape(parts[0]))
    for handle in person.handles:
        yield _word(handle), rf"(?<![\w@./-])@{re.escape(handle)}(?![\w-])"
        if len(handle) > 3 and re.search(r"[0-9._-]", handle):
            yield _word(handle), rf"(?<![\w@./-]){re.escape(handle)}(?![\w-]|\.\w)"


def _word(text: str) -> str:
    """The first word of a name, as it is looked up in a text."""
    found = _WORD.search(text)
    return found.group() if found else text


def _whole(form: str) -> str:
    return rf"(?<![\w@.-])(?:{form})(?![\w-])"


def _titled(name: str) -> str:
    titles = ["Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Herr", "Frau", "Madame", "Monsieur"]
    behind = "|".join(f"(?<=\\b{title}{dot} )" for title in titles for dot in ("", r"\."))
    return rf"(?:{behind}){re.escape(name)}(?!\w)"


def _distinct(name: str) -> bool:
    return len(name) > 2 and name[0].isupper() and name.lower() not in _WORDS
