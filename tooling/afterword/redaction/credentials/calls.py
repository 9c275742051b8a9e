"""Passwords among the arguments of calls: `connect("host", "user", "…")`, `auth=("user", "…")`, `Fernet("…")`."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random, is_reference
from afterword.redaction.matching import Anchors, Match, Needles, Sort
from afterword.text.late_pattern import late_pattern

_ARGUMENT = r"(?:[bBuUrR]?\"[^\"\n]{0,200}\"|[bBuUrR]?'[^'\n]{0,200}'|[\w.:@$>-]{1,60})"
_CALL = late_pattern(
    r"(?P<name>(?:\w{0,20}connect|getConnection|__construct|log_?in|signIn|authenticate|createConnection|createPool|"
    r"HTTP\w{0,8}Auth|\w{0,30}AuthProvider|PasswordAuthentication|basic_auth|auth|setCredentials|"
    r"UsernamePassword\w{0,20}|NetworkCredential))[\"']?\s?[=:]?\s?[(\[]\s?"
    rf"(?P<arguments>{_ARGUMENT}(?:,\s?{_ARGUMENT}){{1,6}})\s?(?:,[^()\n]{{0,100}})?[)\]]"
)
_TEXT = late_pattern(r"[bBuUrR]?(?:\"(?P<double>[^\"\n]{0,200})\"|'(?P<single>[^'\n]{0,200})')|[\w.:@$>-]{1,60}")
_OTHER = late_pattern(
    r"(?:[a-z][a-z0-9+]{1,20}:)?//.*|[\w+]+:\w+[=/:].*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/.*)?|v?\d[\d.:]*|\d{4}-\d\d-\d\d.*|/.*"
    r"|[a-z]+(?:[-_.][a-z]+)*[-_.]?\d{0,3}|[A-Z][a-z]+|[A-Z0-9_]+|\$.*"
)
"""Hosts, addresses, versions, names: what other arguments of such calls are."""
_KEY_CALL = late_pattern(
    r"(?:AES\.new|Fernet|SecretBox|HMAC|hmac\.new|createHmac|createSecretKey|SecretKeySpec|cohere\.Client(?:V2)?"
    r"|bytes\.fromhex|jwt\.(?:en|de)code|(?:\w{1,20}\.)?Signer|URLSafe\w{0,20}Serializer)"
    r"\((?:[\"']sha\d{1,3}[\"'],\s?|\w{1,30},\s?)?[bBuUrR]?(?:\"(?P<double>[^\"\n]{8,200})\"|'"
    r"(?P<single>[^'\n]{8,200})')"
)


_LONGEST_NAME = 30
_NAME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"


def _arguments(text: str, at: int) -> Iterator[Match]:
    """The arguments behind the first that no host, name or version is; `at` is within the name of the call."""
    head = text[max(0, at - _LONGEST_NAME) : at]
    match = _CALL.match(text, at - len(head) + len(head.rstrip(_NAME_CHARACTERS)))
    for one in list(_TEXT.finditer(text, *match.span("arguments")))[1:] if match else ():
        group = "double" if one["double"] is not None else "single"
        value = one[group]
        if value and _can_be_password(value):
            yield Match.of(one, "password", Sort.SECRET, group)
            return


def _can_be_password(value: str) -> bool:
    is_other = _OTHER.fullmatch(value) or is_reference(value) or is_filler(value)
    return len(value) >= 5 and " " not in value and any(char.isalpha() for char in value) and not is_other


def _key(text: str, at: int) -> Iterator[Match]:
    """A key in the code that uses it."""
    match = _KEY_CALL.match(text, at)
    if match:
        group = "double" if match["double"] is not None else "single"
        value = match[group]
        if (
            not is_reference(value)
            and not is_filler(value)
            and (
                is_random(value) or (len(value) in (16, 24, 32) or (len(value) >= 12 and any(map(str.isdigit, value))))
            )
        ):
            yield Match.of(match, "secret", Sort.SECRET, group)


_ANCHORED = Anchors(*Needles.each(
    (b"connect", _arguments, "connect pconnect mysqli psycopg pymysql dbi"),
    (b"connection(", _arguments, "getconnection createconnection"), (b"__construct(", _arguments, "construct"),
    (b"login(", _arguments, "login"), (b"authenticate(", _arguments, "authenticate"),
    (b"auth(?=[(=])", _arguments, "httpbasicauth httpdigestauth auth"),
    (b"authprovider(", _arguments, "plaintextauthprovider authprovider"),
    (b"passwordauthentication(", _arguments, "passwordauthentication"),
    (b"networkcredential(", _arguments, "networkcredential"), (b"signin(", _arguments, "signin"),
    (b"aes.new(", _key, "aes"), (b"fernet(", _key, "fernet"), (b"secretbox(", _key, "secretbox"),
    (b"hmac.new(", _key, "hmac"), (b"createhmac(", _key, "createhmac"), (b"secretkeyspec(", _key, "secretkeyspec"),
    (b"cohere.client", _key, "cohere"), (b"bytes.fromhex(", _key, "fromhex"), (b"jwt.", _key, "jwt"),
))  # fmt: skip
find = _ANCHORED.find
"""Find them all."""
