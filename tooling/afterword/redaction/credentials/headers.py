"""Secrets in HTTP headers: authorization, cookies, sessions."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.redaction.matching import Match, Sort, look_for
from afterword.text.late_pattern import late_pattern

_AUTHORIZATION = late_pattern(
    r"(?:proxy-)?authorization[\"'`]{0,2}[ \t]{0,3}(?:[:=,]|[ \t](?=[\"']))[ \t]{0,3}[\"'`]{0,2}"
    r"(?:(?P<scheme>[a-z][a-z0-9_-]{1,20})(?:[ =:]|%20){1,3})?"
    r"(?:token=[\"']?)?(?P<value>[A-Za-z0-9._~+/:-]{8,4000}={0,2})",
    re.IGNORECASE,
)
_SCHEMES = {"basic": "basic credentials", "bearer": "bearer token"}
_DIGEST = late_pattern(r"response=[\"']?(?P<value>[0-9a-f]{32,128})(?![0-9A-Za-z])", re.IGNORECASE)
_REACH_OF_DIGEST = 600


def authorization(text: str, at: int) -> Iterator[Match]:
    """`Authorization: Bearer …`, also as a setting or an argument."""
    match = _AUTHORIZATION.match(text, at)
    if match and (match["scheme"] or "").lower() == "digest":
        for response in _DIGEST.finditer(text, match.end(), match.end() + _REACH_OF_DIGEST):
            yield Match.of(response, "secret", Sort.SECRET, "value")
    elif match and not is_filler(match["value"]) and not is_reference(match["value"]):
        value = match["value"]
        if any(char.isdigit() for char in value) or len(value) > 30 or match["scheme"]:
            yield Match(*match.span("value"), _SCHEMES.get((match["scheme"] or "").lower(), "secret"), Sort.SECRET)


bearer = look_for(
    "bearer token",
    r"(?i:bearer)(?:,?[ \t]{1,3}|%20)(?:[\"'`] ?[+.] ?)?[\"'`]?(?P<value>[A-Za-z0-9._~+/-]{16,4000}=*)",
    lambda value: any(char.isdigit() for char in value),
)
"""`bearer …` without its header."""

docker_auth = look_for(
    "basic credentials",
    r"(?i:auth)[\"']?\s?[:=]\s?[\"']?(?P<value>[A-Za-z0-9+/]{12,1000}={0,2})",
    lambda value: _is_name_and_password(value),
)
"""`"auth": "…"` of Docker, `_auth=…` of npm: a name and a password in base64."""
basic = look_for(
    "basic credentials",
    r"(?i:basic|plain)(?:[ ]{1,2}|%20)(?P<value>[A-Za-z0-9+/]{8,1000}={0,2})",
    lambda value: _is_name_and_password(value),
)
"""`Basic …` without its header, and `AUTH PLAIN …` of SMTP."""
to_encode = look_for("password", r"btoa\([\"'`][^\"'`:\n]{1,60}:(?P<value>[^\"'`\n]{4,200})[\"'`]")


def _is_name_and_password(value: str) -> bool:
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except ValueError:
        return False
    name, sign, password = decoded.lstrip("\0").replace("\0", ":").partition(":")
    return bool(name and sign and password) and (name + password).isprintable()


_COOKIE = late_pattern(
    r"(?:set-)?cookie2?[\"']{0,2}(?:[ \t]{0,3}[:=,][ \t]{0,3}[\"']?|[ ][\"'](?=[\w.-]{1,60}=))", re.IGNORECASE
)
_PAIR = late_pattern(r"(?P<name>[A-Za-z0-9_.-]{1,60})=(?P<value>[^\s;,\"'&]{0,4000})(?:;[ ]?|$|(?=[\s\"',]))")
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


_PAIR_OF_JSON = (
    r"[\"'],\s{0,12}(?:[\"'](?!value)\w{1,20}[\"']\s?:\s?[^\s,{}\[\]]{1,80},\s{0,12}){0,6}"
    r"[\"']value[\"']\s?:\s?[\"'](?:s(?:%3A|:))?"
)
"""Between the name and the value of a cookie as browsers export it: `"name": "…", "domain": "…", "value": "…"`."""
_SESSION = late_pattern(
    r"(?i:(?:php|j|asp\.net_)?sess(?:ion)?s?[ _-]?(?:id|token|key|cookie)?)"
    r"(?P<sign>[\"'`]{0,2}[ \t]{0,3}[:=][ \t]{0,3}[\"'`]?(?:s%3A)?|[ ](?:value|cookie|token|id)?:?[ ]?"
    rf"|{_PAIR_OF_JSON}|\t| (?:is"
    r"|was) |_(?=[a-z0-9]{26}))(?P<value>[A-Za-z0-9%._+/=|-]{16,2000})"
)
_HEXADECIMAL = late_pattern(r"[0-9a-fA-F]{32,128}")


def session(text: str, at: int) -> Iterator[Match]:
    """`session_id=…`, `sess:…`, `/tmp/sess_…`, a line of a cookie jar; `at` is at `sess`."""
    match = _SESSION.match(text, at)
    if match is None or is_filler(match["value"]):
        return
    value = match["value"]
    # The id of a session can be that of a conversation; the program before a cookie or how it is kept shows it.
    is_cookie = _HEXADECIMAL.fullmatch(value) and (
        (text[max(0, at - 1) : at].lower() in tuple("_pj") and match["sign"] in ("=", '="', ": "))
        or match["sign"] in (":", "\t")
        or "cookie" in match.group()[: match.start("value") - at]
    )
    if is_cookie or (is_random(value) and not is_hash_or_uuid(value)):
        yield Match.of(match, "cookie", Sort.SECRET, "value")


sid = look_for(
    "cookie",
    rf"(?<![A-Za-z0-9])(?i:sid)(?:[\"']?\s?[=:]\s?[\"']?(?:s(?:%3A|:))?|{_PAIR_OF_JSON}|[ ](?:is[ ])?)"
    r"(?P<value>[A-Za-z0-9_%.+-]{16,400})(?![\w-])",
    lambda value: is_random(value) and not is_hash_or_uuid(value),
)
"""`connect.sid=…`, `her sid …`."""
cookie_value = look_for(
    "cookie",
    r"(?i:cookie)(?: value)?(?: is| was)?:? [\"'`]?(?P<value>[A-Za-z0-9_-]{20,400})(?![\w=.-])",
    lambda value: is_random(value) and not is_hash_or_uuid(value),
)
"""`her auth cookie …`."""
COOKIES = (
    "li_at", "ct0", "cf_clearance", "oauth2_proxy", "remember_token", "remember_me", "auth_tkt", "aspxauth",
        "roblosecurity",
    "sapisid", "apisid", "hsid", "datr", "_abck", "keycloak_identity", "kc_identity", "authelia", "_vercel_jwt",
        "xsrf-token",
    "csrftoken", "xsrf", "identity.application", "remember_web", "auth_cookie", "login_token", "d_session",
        "user_token",
)  # fmt: skip
"""Cookies of well-known sites and frameworks that say who is logged in, and whose names have no word for a session."""
named_cookie = look_for(
    "cookie",
    rf"(?i:{'|'.join(map(re.escape, COOKIES))})[\w.-]{{0,40}}"
    rf"(?:[\"']?\s?[=:]\s?[\"']?|{_PAIR_OF_JSON})(?P<value>[A-Za-z0-9%._+/="
    rf"|-]{{16,4000}})",
    lambda value: is_random(value) or _HEXADECIMAL.fullmatch(value) is not None,
)
_JAR = late_pattern(r"(?i:cookies)[\"']?\s?[=:]\s?\{(?P<pairs>[^{}\n]{0,4000})\}")
_MEMBER = late_pattern(r"[\"'][\w.-]{1,60}[\"']\s?:\s?[\"'](?P<value>[^\"'\n]{12,4000})[\"']")


def jar(text: str, at: int) -> Iterator[Match]:
    """The values of `cookies={"name": "…"}` that are random; `at` is at the word."""
    if match := _JAR.match(text, at):
        for pair in _MEMBER.finditer(text, *match.span("pairs")):
            if is_random(pair["value"]):
                yield Match.of(pair, "cookie", Sort.SECRET, "value")


wordpress = look_for("cookie", r"wordpress_(?:logged_in|sec)_\w{1,64}=(?P<value>[A-Za-z0-9%|._-]{30,400})")
azure_pat = look_for(
    "secret",
    r"(?i:azdo|azure devops|vsts|pat|access token)[^\n]{0,40}?[ :=\"']"
    r"(?P<value>(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{52,53}|[A-Za-z0-9]{84})(?![A-Za-z0-9])",
)
"""Tokens of Azure DevOps have no prefix, but a length."""
