"""Passwords in command lines, in SQL, in PowerShell and in `.pgpass`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_reference
from afterword.redaction.matching import Match, Sort, look_for, starts
from afterword.redaction.view import View

quoted = look_for(
    "password",
    Sort.SECRET,
    r"(?i:identified\s(?:with\s\S{1,40}\s)?(?:by|as)\s(?:password\s)?|securestring(?:\s-string)?\s)"
    r"['\"](?P<value>[^'\"\n]{1,200})['\"]",
)
"""`IDENTIFIED BY '…'` of SQL, `SecureString '…'` of PowerShell."""
user = look_for(
    "password",
    Sort.SECRET,
    r"-u(?:ser)?[ =][\"']?[^\s:\"']{1,60}:(?P<value>[^\s\"']{4,200})",
    lambda value: not value.isdigit(),
)
"""`curl -u name:password`; the anchor is the option."""

community = look_for(
    "password", Sort.SECRET, r"(?i:community) (?P<value>(?=\S*\d)\S{6,60}) (?i:r[ow])\b", lambda value: ":" not in value
)
"""`snmp-server community … RW`."""

# Passwords in the arguments of commands; what names the command, and the option as it is written.
_COMMANDS = (
    (r"mysql\w*|mariadb[\w-]*", r"-p"),
    (r"sshpass|mongo\w*|(?:docker|podman|nerdctl|helm registry|oras|crane auth|skopeo|oc) login", r"-p[ =]?"),
    (r"redis-cli|valkey-cli|iredis", r"-a "),
    (r"ldap\w+", r"-w "),
    (r"sqlcmd|bcp|osql|mssql-cli|isql|tsql|unzip|zip", r"-P ?"),
    (r"7za?", r"-p"),
    (r"openssl", r"-k "),
    (r"snmp\w+", r"-c "),
)
_ARGUMENTS = [
    (
        re.compile(rf"(?<![\w-])(?:{names})(?:\.exe)?\s[^\n|;]*\Z"),
        re.compile(rf"{option}(?P<value>'[^'\n]+'|\"[^\"\n]+\"|[^\s'\"]+)"),
    )
    for names, option in _COMMANDS
]


def argument(text: str, at: int) -> Iterator[Match]:
    """`mysql -pword`, `sshpass -p word`; `at` is at the space before the option."""
    if not text.startswith(" -", at):
        return
    before = text[max(0, at - 200) : at + 1]
    for command, option in _ARGUMENTS:
        match = option.match(text, at + 1)
        if match and command.search(before):
            start, end = match.span("value")
            if text[start] in "'\"":
                start, end = start + 1, end - 1
            value = text[start:end]
            if not (is_reference(value) or is_filler(value) or value.isdigit() or value.startswith("-")):
                yield Match(start, end, "password", Sort.SECRET)
            return


_PGPASS = re.compile(
    r":(?:[0-9]{4,5}|\*):[A-Za-z*][\w.*-]{0,60}:[\w.*-]{1,60}:"
    r"(?P<value>(?=[^\s:'\"]*[0-9!#$%&@^*+=?~])[^\s:'\"]{6,100})(?=[\s'\"]|\Z)"
)
_PORT = re.compile(rb":(?:00000?|\*)(?=:[A-Za-z*])")


def pgpass(view: View) -> Iterator[Match]:
    """Lines of `.pgpass`: host, port, database, user, password."""
    for at in starts(view.shape, _PORT):
        match = _PGPASS.match(view.text, at)
        if match and any(char.isalpha() for char in match["value"]) and not is_filler(match["value"]):
            yield Match.of(match, "password", Sort.SECRET, "value")
