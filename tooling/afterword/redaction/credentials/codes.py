"""Codes that let somebody in once: those of a message or an app, of OAuth, for recovery; hashes of passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random
from afterword.redaction.matching import Match, Sort, look_for

_ONE_TIME = r"(?:[A-Z]-)?(?P<value>\d{3}[ -]?\d{3,4}|\d{4,8}|(?=[A-Za-z-]*\d)[A-Z0-9]{3,5}-[A-Z0-9]{3,5})(?!\w|\.\d)"
_SAID = r"(?: (?:is|was|are|lautet|ist|est|es|é|è|är|to)\b)?[\"']?[ :=]{1,4}[\"']?"
_QUALIFIER = re.compile(
    r"(?i)(?:verif\w*|confirm\w*|one[ -]?time|otp|[2m]fa|sms|log[ -]?in|sign[ -]?in|security|authenti\w*|access"
    r"|bestätigung\w*"
    r"|sicherheit\w*|vérification|verificaci[óo]n|verifica(?:tie)?|einmal\w*|door|backup|recovery|enter this"
    r"|einmalpass)"
    r"(?:[ _-](?:de|di))?[ _-]{0,2}\Z"
)
_CODE = re.compile(rf"(?i:codes?|código|codice|kod)(?: (?:on|of) the \w+)?{_SAID}{_ONE_TIME}")
_OF = r"(?: (?:de|di|of) ?(?i:v[ée]rif\w*|s[ée]curit[ée]|seguridad|sicurezza|confirm\w*|acc\w+))"
_CODE_OF = re.compile(rf"(?i:code){_OF}{_SAID}{_ONE_TIME}")
_CODIGO = re.compile(rf"(?i:c[óo]digo){_OF}{_SAID}{_ONE_TIME}")
_ENTERED = re.compile(rf"(?i:code) to (?:sign|log) ?in:? {_ONE_TIME}")
_RECOVERY = re.compile(
    r"(?i:codes?)(?: (?:is"
    r"|are))?:?\s{1,3}(?P<value>[a-z0-9]{4,5}-[a-z0-9]{4,5}(?:\s{1,3}[a-z0-9]{4,5}-[a-z0-9]{4,5})*)\b"
)
_BEFORE_CODE = re.compile(r"(?P<value>\d{4,8}) is (?:your|the|my) (?:[A-Z]\w+ )?(?i:[\w-]+ )\Z")
_OAUTH = re.compile(r"(?i:code(?:_verifier)?)[\"']?\s?[=:]\s?[\"']?(?P<value>[A-Za-z0-9._~/+%-]{20,2000})")
_USER_CODE = re.compile(r"(?i:code)[\"']?\s?[=:]\s?[\"']?(?P<value>[A-Z]{4}-[A-Z]{4})\b")


def code(text: str, at: int) -> Iterator[Match]:
    """A one-time code, a recovery code, an authorization code; `at` is at the word `code`."""
    before = text[max(0, at - 30) : at]
    if (match := _OAUTH.match(text, at)) and is_random(match["value"]) and not before.endswith("challenge="):
        yield Match.of(match, "authorization code", Sort.SECRET, "value")
    elif (before.lower().endswith("user_") and (match := _USER_CODE.match(text, at))) or (
        match := _CODE_OF.match(text, at)
    ):
        yield Match.of(match, "one-time code", Sort.SECRET, "value")
    elif _QUALIFIER.search(before.rpartition("\n")[2]):
        match = _CODE.match(text, at) or _ENTERED.match(text, at) or _RECOVERY.match(text, at)
        if match is None or not any(char.isdigit() for char in match["value"]):
            match = _BEFORE_CODE.search(text, max(0, at - 60), at)
        if match:
            yield Match.of(match, "one-time code", Sort.SECRET, "value")


codigo = look_for("one-time code", Sort.SECRET, _CODIGO.pattern)
engangskod = look_for("one-time code", Sort.SECRET, rf"(?i:ngskod(?:en)?){_SAID}{_ONE_TIME}")


_USED = re.compile(r"(?i:use|enter) (?P<value>\d{4,8}) (?i:to) \Z")


def used(text: str, at: int) -> Iterator[Match]:
    """`Use 660431 to log in`; `at` is at `log`."""
    if match := _USED.search(text, max(0, at - 20), at):
        yield Match.of(match, "one-time code", Sort.SECRET, "value")


otp = look_for(
    "one-time code",
    Sort.SECRET,
    rf"(?i:t?otp|passcode|(?<![a-z])pin(?:[ -]?code)?)(?![a-z]){_SAID}"
    r"(?P<value>\d{3}[ -]?\d{3}|\d{4,8})(?![\w-]|[.:]\d)",
    back=1,
)
"""`OTP: …`, `the PIN is …`."""
seed = look_for(
    "seed phrase",
    Sort.SECRET,
    r"(?i:(?:seed|recovery|mnemonic) phrase|mnemonic)\b(?: (?:is|was))?[\"']?[ :=]{1,3}[\"']?"
    r"(?P<value>[a-z]{3,8}(?: [a-z]{3,8}){11,23})\b",
    back=10,
)
totp = look_for("secret", Sort.SECRET, r"(?i:otpauth://)[^\s\"']{1,200}?secret=(?P<value>[A-Z2-7]{16,64})")
saml = look_for("secret", Sort.SECRET, r"(?i:samlresponse)[\"']?\s?[=:]\s?[\"']?(?P<value>[A-Za-z0-9+/%=]{40,8000})")
_HASH = re.compile(
    r"\$(?:apr1|[1567y]|2[abxy]|gy|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*)\$(?=[^\s\"']{0,80}[0-9A-Z])[A-Za-z0-9./+=,$-]{20,200}"
)


def hashed(text: str, at: int) -> Iterator[Match]:
    """A hash of a password with its salt, from which a weak password can be found."""
    if (match := _HASH.match(text, at)) and not is_filler(match[0].rpartition("$")[2]):
        yield Match.of(match, "password hash", Sort.KEY)
