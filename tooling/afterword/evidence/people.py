"""Turn names into roles: what people did in the incident, never who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterword.postmortem import PostMortem
from afterword.postmortem.values import Person, PersonKind
from afterword.redaction import Known
from afterword.text.word_lists import NO_NAMES, ROLES

# Slack and GitHub write logins so; a name in a sentence is one to three words with capitals.
_HANDLE = re.compile(r"(?<![\w@./-])@([A-Za-z0-9][\w.-]{0,78})")
_CAPITALS = re.compile(r"(?<![\w@])[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,3}")
_MIN_NAME = 3
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:(?:van|von|de|del|della|da|di|der|den|la|le|bin|al|ten|ter) ){0,3}"
                   r"[^\W\d_a-z][\w'’.-]*){1,4}")  # fmt: skip


def people_of(document: PostMortem) -> tuple[Known, ...]:
    """Find the people whom a post-mortem names: owner, responders, owners of action items."""
    owners = [item.owner for item in document.actions if item.owner is not None]
    return tuple(
        dict.fromkeys(known for person in (*document.front.stated_people, *owners) for known in _known(person))
    )


def known_people(document: PostMortem, committers: Iterable[str]) -> tuple[Known, ...]:
    """Find the people of a post-mortem, and those who committed."""
    own = people_of(document)
    taken = {name.casefold() for person in own for name in (person.name, *person.handles)}
    return (*own, *(Known.by(name, "committer") for name in committers if name.casefold() not in taken))


def _known(person: Person) -> Iterator[Known]:
    name = person.name.casefold()
    if person.kind is PersonKind.HANDLE and name not in ROLES:
        yield Known("responder", handles=(person.name,))
    elif (
        person.kind is PersonKind.ROLE
        and _FULL_NAME.fullmatch(person.name)
        and not ROLES.intersection((name, *re.split(r"[\s/-]+", name)))
    ):
        yield Known("responder", person.name)


class Roles:
    """Gives each person of one source a role, in the order in which they appear.

    Responders of the post-mortem are `responder N`, all others `participant N`.

    Args:
        responders: handles and names, without `@`, that the front matter names.
    """

    def __init__(self, responders: Iterable[str]) -> None:
        self._responders = frozenset(name.casefold().removeprefix("@") for name in responders)
        self._roles: dict[str, str] = {}
        self._counts = {"responder": 0, "participant": 0}
        self._keys: dict[str, str] = {}
        self._handles: dict[str, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._titles: dict[str, str] = {}
        self._ambiguous: set[str] = set()

    def introduce(self, key: str, names: Iterable[str], title: str = "") -> None:
        """Make the names of a person known, so that they are found in what others write.

        Args:
            key: what the source calls them in its data.
            names: logins, display names and full names; the first word of a full name counts too.
            title: what they are, as the source says, such as `Support lead`.
        """
        known = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name]
        self._names[key] = tuple(dict.fromkeys((*self._names.get(key, ()), *known)))
        self._titles[key] = " ".join(title.split()) or self._titles.get(key, "")
        self._handles |= {name.casefold(): key for name in known if " " not in name}
        parts = [part for name in known if " " in name for part in name.split()]
        # A handle such as `deploy` is also a word; without the `@` only what is written like a name counts.
        for name in dict.fromkeys(name for name in (*known, *parts) if name != name.lower()):
            folded = name.casefold()
            is_name = len(name) >= _MIN_NAME and folded not in NO_NAMES
            if is_name and self._keys.setdefault(folded, key) != key:
                self._ambiguous.add(folded)

    def introduce_bot(self, key: str, name: str) -> None:
        """Make a program known: it keeps its name, which is not a person's and can be any word."""
        self._roles[key] = f"bot {' '.join(name.split())}".strip()

    def of(self, key: str) -> str:
        """Return the role of a person; a new one if they appear for the first time."""
        if key not in self._roles:
            names = {name.casefold().removeprefix("@") for name in (key, *self._names.get(key, ()))}
            kind = "responder" if names & self._responders else "participant"
            self._counts[kind] += 1
            self._roles[key] = f"{kind} {self._counts[kind]}"
            if title := self.hidden(self._titles.get(key, "")):  # a title can name others: `assistant to …`
                self._roles[key] += f" ({title})"
        return self._roles[key]

    def short(self, key: str) -> str:
        """Return the role without the title, for a sentence."""
        return self.of(key).split(" (")[0]

    def hidden(self, text: str) -> str:
        """Replace every known name, and every handle after an `@`, by a role."""
        text = _HANDLE.sub(self._handle, text)
        return _CAPITALS.sub(self._name, text) if self._keys else text

    def _handle(self, match: re.Match[str]) -> str:
        login = match[1].rstrip(".-_")
        if login.casefold() in ("here", "channel", "everyone"):
            return match[0]
        return self.short(self._handles.get(login.casefold(), login)) + match[1][len(login) :]

    def _name(self, match: re.Match[str]) -> str:
        """Replace the longest known names in a run of capitalised words."""
        words = match[0].split(" ")
        done: list[str] = []
        while words:
            for length in range(len(words), 0, -1):
                name = " ".join(words[:length])
                bare = re.sub(r"['’]s?$", "", name)
                if role := self._role_of(bare):
                    done.append(role + name[len(bare) :])
                    words = words[length:]
                    break
            else:
                done.append(words.pop(0))
        return " ".join(done)

    def _role_of(self, name: str) -> str | None:
        folded = name.casefold()
        if folded in self._ambiguous:
            return "participant"
        key = self._keys.get(folded)
        return None if key is None else self.short(key)


def role_of_handle(actor: str | None, responders: frozenset[str]) -> str | None:
    """Return the role of a handle in notes and tables; roles that people write in words stay."""
    if actor is None or not (actor.startswith("@") or actor in responders):
        return actor
    return "responder" if actor.removeprefix("@") in responders else "participant"
