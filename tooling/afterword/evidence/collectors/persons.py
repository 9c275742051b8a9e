"""Persons in the fields of records."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from afterword.evidence.collectors.interface import RawItem
from afterword.evidence.collectors.json_values import mapping, plain, string
from afterword.evidence.people import People, is_full_name
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import GIVEN_NAMES, NO_NAMES, NO_PERSONS, ROLES

_PERSON_KEYS = frozenset((
    "user", "username", "author", "login", "sender", "creator", "reporter", "assignee", "assignedto", "requester",
    "submitter", "owner", "approver", "reviewer", "commander", "lead", "responder", "responders", "participants",
    "attendees", "members", "customer", "customername", "client", "clientname", "employee", "employeename", "fullname",
    "displayname", "realname", "useremail", "email", "contact", "acknowledgedby", "resolvedby", "createdby",
    "updatedby", "closedby", "postedby", "mergedby", "openedby", "from", "to", "cc", "firstname", "lastname", "person",
    "engineer", "oncall", "agentname", "speaker", "who", "by", "actor", "participant", "recipient", "benutzer", "kunde",
    "name_of_user", "wer", "autor", "usuario", "nickname", "guest", "patient", "caller", "mitarbeiter", "username_",
    "auteur", "auteure", "utilisateur", "verfasser", "bearbeiter", "useridentity",
    "personemail", "senderfullname", "sendername", "member", "admin",
))  # fmt: skip
_LOGIN_KEYS = frozenset((
    "user", "username", "login", "author", "sender", "assignee", "reporter", "creator", "requester", "from", "nickname",
    "by", "who", "acknowledgedby", "resolvedby", "createdby", "updatedby",
))  # fmt: skip
_NAMES = (
    "display_value", "real_name", "realName", "full_name", "fullName", "displayName", "display_name", "name",
    "summary",
)  # fmt: skip
_FIRST_AND_LAST = (("first_name", "last_name"), ("firstName", "lastName"), ("given_name", "family_name"))
_LOGINS = ("login", "username", "user_name", "userName", "nickname", "handle")
_OF_PERSONS = frozenset((*_LOGINS, "email", "emailAddress", "displayName", "display_name", "real_name", "avatar_url"))
_SPOKEN = late_pattern(r"(?P<name>[^\W\d_][\w.'’ ]{3,60}?)\*{0,2}(?::|\s[-–—])\*{0,2}\s+(?=\S)")
_PROGRAM = re.compile(
    r"bot\b|\bbot|\[bot\]|system|service|admin|root|postgres|www-data|alert|monitor|webhook|api|cron|ci$|unknown|none|null|assistant|user$|tool$|human|model|anonymous",
    re.IGNORECASE,
)


def person_or_words(value: Any, key: str, people: People) -> str:
    """Return the mark of the person that a field names, or its words if it names a role, a team or a program.

    Args:
        value: of the field.
        key: the field's, without case and signs.
        people: who is who.
    """
    if isinstance(value, list):
        return ", ".join(filter(None, (person_or_words(one, key, people) for one in value)))
    if isinstance(value, dict):
        texts = [one for one in value.values() if isinstance(one, str) and one.strip()]
        alone = person_or_words(texts[0], key, people) if len(texts) == 1 else ""
        return _of_object(value, people) or alone or plain(value)
    text = string(value).strip() if isinstance(value, str) else plain(value) if value is not None else ""
    if not text or not _is_person(text, key):
        return text
    return people.introduce(text)


def speaker(name: str, people: People) -> str:
    """Return the mark of a person who speaks in a chat, or the words if they name a role or a program."""
    words = re.split(r"[\s._-]+", name.lower())
    is_role = not name.startswith("@") and (_PROGRAM.search(name) or ROLES.intersection((name.lower(), *words)))
    return name if is_role else people.introduce(name)


def is_name_of_person(text: str) -> bool:
    """Whether a text alone is the name of a person: a full one, a handle or a mail address, or a given name."""
    is_given = text.casefold() in GIVEN_NAMES and text[:1].isupper()
    return is_given or (_is_person(text, "") and NO_PERSONS.isdisjoint(re.split(r"[\s.-]+", text.casefold())))


def _is_person(text: str, key: str) -> bool:
    if re.fullmatch(r"[^\s@]{1,64}@[\w.-]+\.\w{2,}", text) or re.fullmatch(r".{1,80}<[^<>\s]+@[^<>\s]+>", text):
        return _PROGRAM.search(text.partition("@")[0]) is None
    if is_full_name(text):
        return _PROGRAM.search(text) is None
    if text.startswith("@"):
        return True
    if (
        key not in _LOGIN_KEYS
        or " " in text
        or _PROGRAM.search(text)
        or not re.fullmatch(r"[A-Za-z][\w.-]{1,39}", text)
    ):
        return False
    words = re.split(r"[\s._-]+", text.lower())
    return text.lower() not in NO_NAMES and not ROLES.intersection((text.lower(), *words))


def _of_object(value: dict[str, Any], people: People) -> str:
    """Return the mark of the person that an object describes; empty if it names none."""
    if isinstance(value.get("user"), dict):
        return _of_object(value["user"], people)
    names = [string(value.get(key)) for key in _NAMES if string(value.get(key)).strip()]
    first = next(
        filter(None, (" ".join(filter(None, map(string, map(value.get, pair)))) for pair in _FIRST_AND_LAST)), ""
    )
    logins = [string(value[key]) for key in _LOGINS if string(value.get(key)).strip()]
    logins = [login if "@" in login else f"@{login}" for login in logins]
    addresses = [string(value[key]) for key in ("email", "emailAddress", "mail") if "@" in string(value.get(key))]
    if string(value.get("type")).casefold() in ("bot", "app", "service", "service_reference") or (
        not (logins or addresses or first) and names and _PROGRAM.search(names[0])
    ):
        return names[0] if names else logins[0].removeprefix("@") if logins else ""
    return people.introduce(*names, first, *logins, *addresses) if names or first or logins or addresses else ""


def mark_persons(value: Any, key: str, people: People, depth: int = 0) -> Any:
    """Return a value with marks instead of the persons in it: in fields that hold persons, and objects of persons."""
    if depth > 20:
        return value
    normal = re.sub(r"[^a-z0-9]", "", key.lower())
    if isinstance(value, dict):
        is_person = (
            normal in _PERSON_KEYS
            or value.keys() & _OF_PERSONS
            or string(value.get("type")) in ("user", "user_reference")
        )
        if is_person and (mark := _of_object(value, people)):
            return mark
        return {name: mark_persons(one, name, people, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [mark_persons(one, key, people, depth + 1) for one in value]
    if normal in _PERSON_KEYS and isinstance(value, str):
        return person_or_words(value, normal, people)
    return value


def person_named(value: Any, people: People) -> str:
    """Return the mark of a person by an object or a text; empty if there is none."""
    return _of_object(mapping(value), people) if isinstance(value, dict) else person_or_words(value, "user", people)


def with_speakers(items: list[RawItem], people: People) -> list[RawItem]:
    """Take full names before a colon for speakers, if most items with a time begin with one: a chat, written down."""
    timed = [item for item in items if item.at is not None and item.actor is None]
    matches = ((item, _SPOKEN.match(item.text)) for item in timed)
    spoken = {id(item): match for item, match in matches if match and is_full_name(match["name"])}
    if len(spoken) < 2 or 5 * len(spoken) < 3 * len(timed):
        return items
    return [
        replace(item, actor=speaker(match["name"], people), text=item.text[match.end() :])
        if (match := spoken.get(id(item)))
        else item
        for item in items
    ]
