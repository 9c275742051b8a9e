"""Hashes of passwords with their salt, from which a weak password can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler
from afterword.redaction.matching import Anchors, Look, Match, Needles, Sort, look_for, starts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KIND = "password hash"


def _of(regex: str) -> Look:
    return look_for(KIND, regex, lambda value: any(char.isdigit() for char in value), sort=Sort.KEY)


_MODULAR = late_pattern(
    r"\$(?:apr1|[156789y]|2[abxy]|gy|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*|bcrypt[\w-]*|krb5\w{1,12}|[PHS]|md5|sha1)\$"
    r"(?=[^\s\"']{0,80}[0-9A-Z])[A-Za-z0-9./+=,$*@_-]{20,4000}"
)


def _modular(text: str, at: int) -> Iterator[Match]:
    """`$2b$…`, `$argon2id$…`, `$P$…`."""
    match = _MODULAR.match(text, at)
    if match and not is_filler(match[0].rpartition("$")[2]):
        yield Match.of(match, KIND, Sort.KEY)


_schemed = _of(r"(?P<value>\{(?i:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2[\w-]{0,20})\}[A-Za-z0-9+/=$.,]{20,300})")
_ldif = _of(r"(?i:userpassword):: (?P<value>[A-Za-z0-9+/]{16,300}={0,2})")
# As Django and Werkzeug write them: `pbkdf2_sha256$600000$salt$hash`.
_named = _of(
    r"(?P<value>(?i:pbkdf2[:_]\w{1,12}|scrypt|bcrypt_sha256|sha(?:1|256|512)"
    r"|md5)(?:[:$][\w./+=,-]{0,200}){2,8})(?![\w$])"
)
_scram = _of(r"(?P<value>(?i:scram-sha-(?:1|256|512))\$\d{1,8}:[A-Za-z0-9+/=]{8,100}\$[A-Za-z0-9+/=:]{40,300})")
_postgres = _of(r"(?P<value>md5 ?[0-9a-f]{32})(?![0-9A-Za-z])")


def _md5(text: str, at: int) -> Iterator[Match]:
    """As PostgreSQL keeps them, behind a word for passwords: a digest of something else is written in the same way."""
    if re.search(r"(?i)pass(?:word|wd)?\b[\"'\s:=|]{1,6}\Z", text[max(0, at - 20) : at]):
        yield from _postgres(text, at)


_mysql = _of(r"(?i:native_password)['\"`]? (?i:as|by(?: password)?) ['\"](?P<value>\*[0-9A-F]{40})")
_router = _of(r"(?i:password|secret|key) [5789] (?P<value>[0-9A-F]{8,80}|\$[\w./$+=-]{20,120})(?![\w$])")
_ANCHORED = Anchors(
    Needles(b"$", {
        b"$0(?=[abxy]?\\$)": _modular, b"$a(?=pr0\\$|rgon)": _modular, b"$bcrypt": _modular, b"$krb": _modular,
        b"$scrypt": _modular, b"$y$": _modular, b"$p(?=\\$|bkdf)": _modular, b"$h$": _modular, b"$s$": _modular,
    }),
    Needles(b"{s", {b"{ssha": _schemed, b"{sha": _schemed, b"{smd0": _schemed}, "ssha sha smd"),
    Needles(b"{crypt", {b"{crypt": _schemed}, "crypt"),
    Needles(b"userpassword", {b"userpassword== ": _ldif}, "userpassword"),
    Needles(b"pbkdf0", {b"pbkdf0": _named}, "pbkdf"),
    Needles(b"crypt", {b"scrypt=": _named, b"bcrypt_": _named}, "scrypt bcrypt"),
    Needles(b"$", {b"sha0$": _named, b"sha000$": _named, b"md0$": _named}, "sha md"),
    Needles(b"scram", {b"scram-sha": _scram}, "scram"),
    Needles(b"md0", {b"md0": _md5}, "md"),
    Needles(b"native", {b"native_password": _mysql}, "native"),
    Needles(
        b" 0 ", {b"password 0 ": _router, b"secret 0 ": _router, b"key 0 ": _router}, "username enable tacacs radius"
    ),
)  # fmt: skip
# Lines of Windows, as tools print them: `name:id:LM:NT:::` and `name::domain:challenge:response`.
_LINE = late_pattern(
    rb"::(?:(?<=[0-9a-fA-F]::)(?=:)|(?<=[A-Za-z0-9$]::)(?=[\w.-]{1,40}:[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:))"
)
_PAIR = late_pattern(r"(?<![0-9A-Fa-f])(?:[0-9a-fA-F]{32}:)?[0-9a-fA-F]{32}\Z")
_RESPONSE = late_pattern(r"::[^:\n]{1,40}:(?P<value>[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:[0-9a-fA-F]{20,2000})")


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
    for at in starts(view.data, _LINE):
        if match := _PAIR.search(view.text, max(0, at - 66), at):
            yield Match.of(match, KIND, Sort.KEY)
        elif match := _RESPONSE.match(view.text, at):
            yield Match.of(match, KIND, Sort.KEY, "value")
