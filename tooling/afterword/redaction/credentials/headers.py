"""Secrets in HTTP headers: authorization, cookies, sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Match, Sort

_AUTHORIZATION = re.compile(
    r"(?:proxy-)?authorization[\"'`]{0,2}[ \t]{0,3}[:=,][ \t]{0,3}[\"'`]{0,2}"
    r"(?:(?P<scheme>[a-z][a-z0-9_-]{1,20})[ =:]{1,3})?"
    r"(?P<value>[A-Za-z0-9._~+/:-]{8,4000}={0,2})",
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


_BEARER = re.compile(r"bearer[ \t]{1,3}[\"'`]?(?P<value>[A-Za-z0-9._~+/-]{16,4000}=*)", re.IGNORECASE)


def bearer(text: str, at: int) -> Iterator[Match]:
    """`bearer …` without its header."""
    match = _BEARER.match(text, at)
    if match and any(char.isdigit() for char in match["value"]) and not is_filler(match["value"]):
        yield Match(*match.span("value"), "bearer token", Sort.SECRET)


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


_SESSION = re.compile(
    r"(?:php|j|asp\.net_)?sess(?:ion)?_?(?:id|token|key)"
    r"?[\"'`]{0,2}[ \t]{0,3}[:=][ \t]{0,3}[\"'`]?(?P<value>[A-Za-z0-9%._+/=-]{16,2000})",
    re.IGNORECASE,
)


def session(text: str, at: int) -> Iterator[Match]:
    """`session_id=…`."""
    match = _SESSION.match(text, at)
    if match and is_random(match["value"]) and not is_hash_or_uuid(match["value"]):
        yield Match(*match.span("value"), "cookie", Sort.SECRET)
