"""Secrets in HTTP headers: authorization, cookies, sessions."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Match, Sort, look_for

_AUTHORIZATION = re.compile(
    r"(?:proxy-)?authorization[\"'`]{0,2}[ \t]{0,3}[:=,][ \t]{0,3}[\"'`]{0,2}"
    r"(?:(?P<scheme>[a-z][a-z0-9_-]{1,20})[ =:]{1,3})?"
    r"(?:token=[\"']?)?(?P<value>[A-Za-z0-9._~+/:-]{8,4000}={0,2})",
    re.IGNORECASE,
)
_SCHEMES = {"basic": "basic credentials", "bearer": "bearer token"}


def authorization(text: str, at: int) -> Iterator[Match]:
    """`Authorization: Bearer …`, also as a setting or an argument."""
    match = _AUTHORIZATION.match(text, at)
    if match and not is_filler(match["value"]) and not is_reference(match["value"]):
        value = match["value"]
        if any(char.isdigit() for char in value) or len(value) > 30 or match["scheme"]:
            yield Match(*match.span("value"), _SCHEMES.get((match["scheme"] or "").lower(), "secret"), Sort.SECRET)


bearer = look_for(
    "bearer token",
    Sort.SECRET,
    r"(?i:bearer)[ \t]{1,3}[\"'`]?(?P<value>[A-Za-z0-9._~+/-]{16,4000}=*)",
    lambda value: any(char.isdigit() for char in value),
)
"""`bearer …` without its header."""

docker_auth = look_for(
    "basic credentials",
    Sort.SECRET,
    r"(?i:auth)[\"']?\s?[:=]\s?[\"']?(?P<value>[A-Za-z0-9+/]{12,1000}={0,2})",
    lambda value: _is_name_and_password(value),
)
"""`"auth": "…"` of Docker, `_auth=…` of npm: a name and a password in base64."""


def _is_name_and_password(value: str) -> bool:
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except ValueError:
        return False
    return ":" in decoded[1:] and decoded.isprintable()


_COOKIE = re.compile(r"(?:set-)?cookie2?[\"']{0,2}[ \t]{0,3}[:=,][ \t]{0,3}[\"']?", re.IGNORECASE)
_PAIR = re.compile(r"(?P<name>[A-Za-z0-9_.-]{1,60})=(?P<value>[^\s;,\"'&]{0,4000})(?:;[ ]?|$|(?=[\s\"',]))")
_COOKIE_ATTRIBUTES = frozenset(
    {"path", "domain", "expires", "max-age", "samesite", "version", "lang", "locale", "theme"}
)


def cookie(text: str, at: int) -> Iterator[Match]:
    """The values of `Cookie: name=…; name=…` that are random."""
    head = _COOKIE.match(text, at)
    position = head.end() if head else 0
    while head and (pair := _PAIR.match(text, position)):
        value = pair["value"]
        if pair["name"].lower() not in _COOKIE_ATTRIBUTES and is_random(value) and len(value) >= 12:
            yield Match(*pair.span("value"), "cookie", Sort.SECRET)
        position = pair.end()


session = look_for(
    "cookie",
    Sort.SECRET,
    r"(?i:(?:php|j|asp\.net_)?sess(?:ion)?_?(?:id|token|key)?)"
    r"[\"'`]{0,2}[ \t]{0,3}[:=][ \t]{0,3}[\"'`]?(?P<value>[A-Za-z0-9%._+/=-]{16,2000})",
    lambda value: is_random(value) and not is_hash_or_uuid(value),
)
"""`session_id=…`."""
