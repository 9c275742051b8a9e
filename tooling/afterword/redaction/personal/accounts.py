"""Account names in paths and prompts, ids of Slack, and names of persons beside their address or behind their key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Match, Needles, Sort, starts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import NO_NAMES, ROLES

ACCOUNT, NAME, SLACK_ID = "account name", "name", "Slack id"

_SHARED_LIST = """
runner runneradmin runnervm ubuntu debian centos fedora app apps user users username node jovyan root vscode shared
public default admin administrator ec2-user azureuser deploy deployer git jenkins gitlab-runner circleci travis vagrant
docker www-data www postgres mysql redis nginx guest test tester ci build builder bot service services svc system
developer dev work workspace workdir code ray airflow spark hadoop pi name me you someone somebody web api data backup
backups home local nvidia coder codespace gitpod container
"""
SHARED = frozenset(_SHARED_LIST.split())
"""Accounts of machines and images, which belong to no person."""
_IN_PATH = late_pattern(
    r"(?i:/home/|/users/|\\{1,2}users\\{1,2}|/spool/mail/|home\$\\{1,2})(?P<value>[A-Za-z_][\w.-]{1,40})(?![\w$%{(-])"
)
_TILDE = late_pattern(r"(?<![\w/~])~(?P<value>[a-z_][\w.-]{2,40})(?=/)")
_PROMPT = late_pattern(
    r"(?m)^(?:\([\w.-]{1,40}\) ?)?\[?(?P<value>[A-Za-z_][\w.-]{1,40})@(?P<host>[A-Za-z0-9][\w.-]{0,60})"
    r"(?::[^\s$#%]{0,100}|[ ][^\s\]$#%]{0,60})?(?:\]|[ ])?[$#%](?=[ ]|$)"
)
_OWN_MACHINE = late_pattern(r"(?i)macbook|mbp|imac|laptop|thinkpad|desktop|notebook|(?<![a-z])pc(?![a-z])")
_LOGGED_ON = late_pattern(
    r"(?<![\w\\])[A-Z][A-Z0-9-]{1,14}\\(?P<value>[a-z][\w.-]{2,40})(?= (?:logged|signed|locked|failed))"
)


def _is_own(name: str) -> bool:
    return name.lower() not in SHARED and name.lower() not in ROLES and not name.isdigit()


def _path(text: str, at: int) -> Iterator[Match]:
    match = _IN_PATH.match(text, at) or _IN_PATH.match(text, at - 1)
    web = text[max(0, at - 40) : at]
    if match and _is_own(match["value"]) and not _WEB.search(web):
        yield Match.of(match, ACCOUNT, Sort.PERSONAL, "value")


_WEB = late_pattern(r"(?<!file)://\S*\Z|(?<![\w/])[\w-]+(?:\.[\w-]+)+(?:/\S*)?\Z")


def _tilde(text: str, at: int) -> Iterator[Match]:
    if (match := _TILDE.match(text, at)) and _is_own(match["value"]):
        yield Match.of(match, ACCOUNT, Sort.PERSONAL, "value")


def prompt(text: str, at: int) -> Iterator[Match]:
    """`ivy@ivys-macbook app % `; `at` is at the sign."""
    line = text.rfind("\n", max(0, at - 90), at) + 1
    match = _PROMPT.match(text, line)
    if match and match.end("value") == at and _is_own(match["value"]):
        yield Match.of(match, ACCOUNT, Sort.PERSONAL, "value")
        name = re.sub(r"[^a-z]", "", match["value"].lower())
        if _OWN_MACHINE.search(match["host"]) or name in match["host"].lower():
            yield Match.of(match, "host name", Sort.PERSONAL, "host")


_SLACK_ID = late_pattern(rb"[UWD]0(?<![0-9A-Za-z+_-][UWD]0)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7,9}(?![0-9A-Za-z+/_-])")
_SLACK_STARTS = [late_pattern(letter + _SLACK_ID.pattern[5:]) for letter in (b"U", b"W", b"D")]

# Names: two to four words with capitals, or with the particles between them.
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
_PERSON = (
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Herr|Frau)\.? )?{_WORD}(?: (?:(?:van|von|de|der|den|da|di|la|le|el|al"
    rf"|bin|ten|ter) ){{0,2}}{_WORD}){{1,3}}"
)
_BEFORE_MAIL = late_pattern(
    rf"(?<![\w.])(?:[\"'](?P<quoted>{_WORD}(?:,? {_WORD}){{1,3}})[\"'] ?|(?P<plain>{_PERSON}) ?"
    rf"|\[(?P<link>{_PERSON})\])"
    r"(?:<|\((?:mailto:)?|[,:] ?)\Z"
)
_KEYED = late_pattern(rf"[\"']?(?:\w*_)?(?i:name)[\"']?\s?[:=]\s?[\"'](?P<value>{_PERSON})[\"']")
_TEAM = late_pattern(
    r"(?i)\b(?:team|support|sales|service|services|desk|help|noreply|reply|ops|operations|company|gmbh|inc|ltd|llc|corp|ag"
    r"|group|department|bot|system|alerts?|notifications?|info|office|security|contact|write|mail|e-?mail|please|ask|from"
    r"|to|cc|bcc|author|date|subject|customer|user|github|actions|security|incident|review|hello|hi|dear|the)\b"
)


def beside_mail(text: str, start: int, end: int) -> Iterator[Match]:
    """Find the name beside an address for mail: `Ivy Larch <…>`, `"name": "Ivy Larch", "email": "…"`."""
    head = text[max(0, start - 70) : start].rpartition("\n")[2]
    if match := _BEFORE_MAIL.search(head):
        group = next(name for name in ("quoted", "plain", "link") if match[name])
        first = start - len(head)
        value = match[group]
        skip = max(
            (found.end() + 1 for found in _TEAM.finditer(value) if value[found.end() : found.end() + 1] == " "),
            default=0,
        )
        rest = value[skip:]
        if " " in rest and not _TEAM.search(rest):
            at = first + match.start(group) + skip
            yield Match(at, at + len(rest), NAME, Sort.NAME)
    beside = (max(0, start - 90), min(len(text), end + 60))
    for match in _KEYED.finditer(text, *beside):
        between = text[match.end() : start] if match.end() <= start else text[end : match.start()]
        if not re.search(r"[{}\n]", between) and not _TEAM.search(match["value"]):
            yield Match.of(match, NAME, Sort.NAME, "value")


_OWNERS_LIST = """
customer client patient full first last sur given family middle contact cardholder holder kunden employee person guest
member nach vor maiden applicant caller recipient sender passenger student tenant
"""
_OWNERS = tuple(_OWNERS_LIST.split())
_NAMED = late_pattern(
    r"(?i:name|cardholder|patient)(?:[\"']?[ ]?[:=]{1,2}[ ]?|>|[ ]*=>[ "
    r"]*)(?:[\"'](?P<quoted>[^\W\d_a-z][^\"'\n\d{}<>]{1,60})[\"']"
    rf"|(?P<plain>{_WORD}(?: {_WORD}){{0,3}})(?=[\s,;<|)]|\Z))"
)
_NO_NAME = late_pattern(
    r"(?i)\b(?:unknown|none|null|n/?a|string|test|example|required|missing|see|true|false|the|is|not|redacted|anonymous)\b"
)


def _named(text: str, at: int) -> Iterator[Match]:
    is_owned = text[at : at + 4].lower() != "name" or text[max(0, at - 12) : at].lower().rstrip("_ -").endswith(_OWNERS)
    if is_owned and (match := _NAMED.match(text, at)):
        group = "quoted" if match["quoted"] else "plain"
        if not _NO_NAME.search(match[group]) and match[group].lower() not in NO_NAMES:
            yield Match.of(match, NAME, Sort.NAME, group)


_ANCHORED = Anchors(
    Needles(b"/home/", {b"/home/": _path}, "home"),
    Needles(b"users", {b"/users/": _path, b"\\users\\": _path}, "users"),
    Needles(b"spool", {b"/spool/mail/": _path}, "spool"),
    Needles(b"home$", {b"home$\\": _path}, "home"),
    Needles(b"~", {b"~(?=[a-z])": _tilde}),
    Needles(b"name", {b"name(?=[=>) ])": _named}),
    Needles(b"cardholder", {b"cardholder": _named}, "cardholder"),
    Needles(b"patient", {b"patient=": _named}, "patient"),
)


_MACHINE_READABLE = late_pattern(r"(?<![A-Z0-9<])(?=[A-Z0-9]*<)[A-Z0-9<]{30,44}(?![A-Z0-9<])")


def find(view: View) -> Iterator[Match]:
    """Find them all but those beside an address."""
    for match in _ANCHORED.find(view):
        yield match
        if match.kind == ACCOUNT and match.end - match.start >= _LEAST_ALONE:
            yield from _elsewhere(view.text, match)
    for form in _SLACK_STARTS:
        for at in starts(view.data, form):
            end = _SLACK_ID.match(view.data, at).end()  # type: ignore[union-attr]  # both are one pattern
            yield Match(at, end, SLACK_ID, Sort.PERSONAL)
    if b"logged" in view.words:
        yield from (Match.of(match, ACCOUNT, Sort.PERSONAL, "value") for match in _LOGGED_ON.finditer(view.text))
    if "<<<" in view.text:
        yield from (Match.of(match, "passport number") for match in _MACHINE_READABLE.finditer(view.text))


_LEAST_ALONE = 5
"""Letters of an account's name that is found without its path too."""


def _elsewhere(text: str, match: Match) -> Iterator[Match]:
    """The same account by its name alone, near its path."""
    name = text[match.start : match.end]
    begin, end = max(0, match.start - _NEAR), min(len(text), match.end + _NEAR)
    for found in re.compile(rf"(?<![\w@./\\-]){re.escape(name)}(?![\w.-])").finditer(text, begin, end):
        yield Match.of(found, match.kind, match.sort)


_NEAR = 2_000
