"""Turn names into roles: what people did in the incident, never who they are.

One person is one participant in all sources of a run. While sources are read, persons are marks in texts; only when
everything has been read is it known who is the same, and the marks become roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from afterword.postmortem import PostMortem
from afterword.postmortem.values import Person, PersonKind
from afterword.redaction import Known, Numbering
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import DECORATING_MODULES, MAILBOXES, NAME_PARTICLES, NO_NAMES, ROLES

# Slack and GitHub write logins so; a name in a sentence is one to three words with capitals.
_HANDLE = late_pattern(r"(?<![\w@./-])@([A-Za-z0-9][\w.-]{0,78})")
_PARTICLE = rf"(?:{'|'.join(NAME_PARTICLES.split())})"
_CAPITALS = late_pattern(rf"(?<![\w@])[^\W\d_a-z][\w'’-]*(?: (?:{_PARTICLE} ){{0,3}}[^\W\d_a-z][\w'’-]*){{0,3}}")
_AT_NAME = late_pattern(r"(?<![\w@./-])@([^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){1,3})")
# What is behind an `@` in programs: Python's and Java's decorators, tags of packages and of comments.
_DECORATORS = frozenset(
    re.findall(
        r"\w+",
        "property staticmethod classmethod dataclass abstractmethod cached_property cache lru_cache contextmanager "
        "wraps override overload final deprecated test tool fixture autowired bean component injectable param params "
        "return returns throws see type types typedef todo internal latest next beta canary stable media import",
    )
)
_MIN_NAME = 3
_MARK = late_pattern("\ue000(\\d+)\ue001")
"""A person in a text that was read: private characters, which no redacted text has."""
_ADDRESS = late_pattern(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
# What programs write beside a name: pronouns, guests, the app's mark.
_BESIDE = late_pattern(
    r"\s*(?:[(\[][^()\[\]]{0,40}[)\]]|\|.{0,60}|:[a-z0-9_+-]{2,40}:|[^\w\s.,'’()@#+&/-]+)\s*$", re.IGNORECASE
)
_FULL_NAME = late_pattern(rf"[^\W\d_a-z][\w'’.-]*(?: (?:{_PARTICLE} ){{0,3}}[^\W\d_a-z][\w'’.-]*){{1,4}}")


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


@dataclass
class _Person:
    names: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    title: str = ""
    bot: str | None = None
    role: str = "participant"


class People:
    """The persons of one run, whom sources introduce by names, handles and addresses.

    Args:
        known: people whom the project knows. Responders keep their role.
    """

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._persons: list[_Person] = []
        self._same: list[int] = []
        self._ids: dict[str, int] = {}
        self._others = [person for person in known if person.role != "responder"]
        for person in known:
            if person.role == "responder":
                index = self._introduce((person.name, *(f"@{handle}" for handle in person.handles)), "")
                self._persons[index].role = "responder"
        self._logins: dict[str, set[int]] = {}
        self._settled: tuple[dict[str, int], frozenset[str]] | None = None

    def introduce(self, *names: str, key: str = "", title: str = "") -> str:
        """Make a person known by all that a source calls them, and return the mark that stands for them in texts.

        Args:
            names: full names (also `Pike, Oren`), display names, logins and mail addresses; empty ones count as none.
            key: what the source calls them in its data, such as `slack:U012`.
            title: what they are, as the source says, such as `Support lead`.
        """
        index = self._introduce(names, key)
        person = self._persons[self._root(index)]
        person.title = person.title or " ".join(title.split())
        return f"\ue000{index}\ue001"

    def introduce_bot(self, name: str, key: str) -> str:
        """Make a program known: it keeps its name, which is not a person's and can be any word."""
        index = self._add({f"k:{key}"})
        self._persons[self._root(index)].bot = f"bot {' '.join(name.split())}".strip()
        return f"\ue000{index}\ue001"

    def _introduce(self, names: Iterable[str], key: str) -> int:
        ids, full, handles = {f"k:{key}"} if key else set(), [], []
        shared: set[str] = set()
        for text in names:
            for address in _ADDRESS.findall(text):
                if is_mailbox(address):
                    shared.add(f"a:{address.casefold()}")
                    continue
                ids.add(f"a:{address.casefold()}")
                local = address.partition("@")[0]
                if len(parts := re.split(r"[._-]", local)) > 1:
                    ids.add(f"n:{' '.join(parts).casefold()}")
                    full.append(" ".join(part.capitalize() for part in parts))
            name = _clean_name(_ADDRESS.sub("", text))
            if not name.strip("@ "):
                continue
            folded = name.casefold().removeprefix("@")
            if " " in name:
                ids.add(f"n:{folded}")
                full.append(name)
            else:
                ids |= {f"n:{folded}", f"n:{' '.join(re.split(r'[._-]', folded)).strip()}"}
                handles.append(name.removeprefix("@"))
        index = self._add(ids or shared)
        person = self._persons[self._root(index)]
        person.names = list(dict.fromkeys((*person.names, *full)))
        person.handles = list(dict.fromkeys((*person.handles, *handles)))
        self._settled = None
        return index

    def _add(self, ids: set[str]) -> int:
        """Find the person with one of these ids, or add one; several are found to be the same."""
        roots = sorted({self._root(self._ids[one]) for one in ids if one in self._ids})
        if not roots:
            self._persons.append(_Person())
            self._same.append(len(self._same))
            roots = [len(self._same) - 1]
        for other in roots[1:]:
            self._join(roots[0], other)
        self._ids |= dict.fromkeys(ids, roots[0])
        return roots[0]

    def _root(self, index: int) -> int:
        while self._same[index] != index:
            index = self._same[index]
        return index

    def _join(self, one: int, other: int) -> None:
        first, second = self._persons[one], self._persons[other]
        self._same[other] = one
        first.names = list(dict.fromkeys((*first.names, *second.names)))
        first.handles = list(dict.fromkeys((*first.handles, *second.handles)))
        first.title, first.bot = first.title or second.title, first.bot or second.bot
        first.role = "responder" if "responder" in (first.role, second.role) else first.role

    def knows(self, name: str) -> bool:
        """Whether somebody was introduced by a name or a login."""
        return f"n:{name.casefold().removeprefix('@')}" in self._ids

    def settle(self) -> None:
        """Join those who are called by a given name or a login alone with the only person who can be meant."""
        logins = self._usual_logins()
        for index in list(self._living()):
            person = self._persons[index]
            alone = [handle.casefold() for handle in person.handles] if not person.names and not person.bot else []
            meant = {found for handle in alone for found in logins.get(handle, ())}
            if len(meant) == 1:
                self._join(self._root(meant.pop()), index)
        self._logins = self._usual_logins()

    def _usual_logins(self) -> dict[str, set[int]]:
        """Find how people with full names are called for short: `oren`, `orenp`, `opike`, `orenpike`."""
        found: dict[str, set[int]] = {}
        for index in self._living():
            for name in self._persons[index].names:
                first, *_, last = (part.casefold() for part in (*name.split(), name.split()[-1]))
                for login in (first, first + last, first + last[0], first[0] + last):
                    found.setdefault(login, set()).add(index)
        return found

    def _living(self) -> Iterator[int]:
        return (index for index, same in enumerate(self._same) if index == same)

    def known(self) -> tuple[Known, ...]:
        """Return everyone, as redaction knows people."""
        mine = [self._known(index) for index in self._living() if self._persons[index].bot is None]
        taken = {name.casefold() for person in mine for name in (person.name, *person.handles) if name}
        others = (
            person
            for person in self._others
            if taken.isdisjoint(name.casefold() for name in (person.name, *person.handles) if name)
        )
        return (*(person for person in mine if person.name or person.handles), *others)

    def _known(self, index: int) -> Known:
        person = self._persons[index]
        names = [name for name in person.names if name != name.lower() or name.lower() == name.upper()]
        return Known(person.role, max(names, key=len, default=""), tuple(person.handles))

    def of(self, text: str, numbering: Numbering) -> str:
        """Return who is meant by an actor: the roles of the marked, with their titles."""
        if "\ue000" not in text:
            return self.hidden(text, numbering)  # the name of an app can contain a person's: `Dana via tickets`
        return _MARK.sub(lambda match: self._role(int(match[1]), numbering, with_title=True), text)

    def unmarked(self, text: str, numbering: Numbering) -> str:
        """Replace the marks alone."""
        return _MARK.sub(lambda match: self._role(int(match[1]), numbering), text) if "\ue000" in text else text

    def hidden(self, text: str, numbering: Numbering) -> str:
        """Replace every mark, every known name, and every handle after an `@`, by a role."""
        text = self.unmarked(text, numbering)
        if "@" in text:
            text = _AT_NAME.sub(lambda match: self._called(match, numbering), text)
            text = _HANDLE.sub(lambda match: self._handle(match, numbering), text)
        names, ambiguous = self._names()
        return _CAPITALS.sub(lambda match: self._name(match, numbering), text) if names or ambiguous else text

    def _role(self, index: int, numbering: Numbering, with_title: bool = False) -> str:
        if index >= len(self._persons):
            return ""
        index = self._root(index)
        person = self._persons[index]
        if person.bot is not None:
            return person.bot
        known = self._known(index)
        value = f"{known.name}|{known.handles}" if known.name or known.handles else f"person {index}"
        role = numbering.placeholder(person.role, value).strip("[]")
        title = self.hidden(person.title, numbering) if with_title else ""  # it can name others: `assistant to …`
        return f"{role} ({title})" if title else role

    def _names(self) -> tuple[dict[str, int], frozenset[str]]:
        """The names by which persons are found in texts, and those that several have."""
        if self._settled is None:
            names: dict[str, int] = {}
            ambiguous: set[str] = set()
            for index in self._living():
                person = self._persons[index]
                if person.bot is not None:
                    continue
                parts = [part for name in person.names for part in name.split()]
                words = NO_NAMES | ROLES | MAILBOXES
                # A handle such as `deploy` is also a word; without the `@` only what is written like a name counts.
                for name in dict.fromkeys((*person.names, *person.handles, *parts)):
                    folded = name.casefold()
                    is_name = name != name.lower() and len(name) >= _MIN_NAME and folded not in words
                    if is_name and names.setdefault(folded, index) != index:
                        ambiguous.add(folded)
            self._settled = names, frozenset(ambiguous)
        return self._settled

    def _called(self, match: re.Match[str], numbering: Numbering) -> str:
        """Replace `@Dana Okafor`, which names one person, and not two."""
        words = match[1].split(" ")
        for length in range(len(words), 1, -1):
            name = re.sub(r"['’]s?$", "", " ".join(words[:length]))
            if (index := self._ids.get(f"n:{name.casefold()}")) is not None:
                return self._role(index, numbering) + match[1][len(name) :]
        return match[0]

    def _handle(self, match: re.Match[str], numbering: Numbering) -> str:
        login = match[1].rstrip(".-_")
        if login.casefold() in ("here", "channel", "everyone", "all"):
            return match[0]
        index = self._ids.get(f"n:{login.casefold()}")
        names, ambiguous = self._names()
        if index is None and login.casefold() not in ambiguous:
            index = names.get(login.casefold())
        if index is None and len(meant := self._logins.get(login.casefold(), set())) == 1:
            index = next(iter(meant))
        if index is None:
            if _is_of_code(login, match.string[match.end() :][:2]):
                return match[0]
            index = self._introduce((f"@{login}",), "")
        return self._role(index, numbering) + match[1][len(login) :]

    def _name(self, match: re.Match[str], numbering: Numbering) -> str:
        """Replace the longest known names in a run of capitalised words."""
        names, ambiguous = self._names()
        words = match[0].split(" ")
        done: list[str] = []
        while words:
            for length in range(len(words), 0, -1):
                name = " ".join(words[:length])
                bare = re.sub(r"['’]s?$", "", name)
                folded = bare.casefold()
                if folded in ambiguous or folded in names:
                    role = "participant" if folded in ambiguous else self._role(names[folded], numbering)
                    done.append(role + name[len(bare) :])
                    words = words[length:]
                    break
            else:
                done.append(words.pop(0))
        return " ".join(done)


def _is_of_code(login: str, behind: str) -> bool:
    """Whether what is behind an `@` is a scope of packages or a team (`@acme/kit`), or a decorator or a tag."""
    return (
        re.match(r"/\w|\(", behind) is not None
        or login.casefold() in _DECORATORS
        or ("." in login and login.partition(".")[0] in DECORATING_MODULES)
    )


def is_mailbox(address: str) -> bool:
    """Whether a mail address is a role's, a team's or a queue's, as `claims@` and `data-team@` are."""
    parts = re.split(r"[._-]", re.split("[@+]", address.casefold())[0])
    return all(part.isdigit() or part in ROLES | MAILBOXES for part in parts) and not parts[0].isdigit()


def is_full_name(text: str) -> bool:
    """Whether a text has the form of a full name, also `Pike, Oren`, and is not called by the words for roles."""
    name = _clean_name(text)
    return _FULL_NAME.fullmatch(name) is not None and not ROLES.intersection(re.split(r"[\s/-]+", name.casefold()))


def _clean_name(text: str) -> str:
    """Return a name without what programs write beside it; `Pike, Oren` becomes `Oren Pike`."""
    text = " ".join(text.replace("<>", "").split())
    while (match := _BESIDE.search(text)) and match.start():
        text = text[: match.start()]
    text = text.strip(' :,;·•—–-*_`"')
    last, comma, first = text.partition(", ")
    return f"{first} {last}".strip() if comma and "," not in first and len(text.split()) <= 4 else text
