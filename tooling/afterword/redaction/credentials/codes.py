"""Codes that let somebody in once: of a message, an app, a door, OAuth, for recovery; and seeds of wallets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.credentials.spoken import IS
from afterword.redaction.judging import is_random
from afterword.redaction.matching import Anchors, Match, Needles, Sort, hits, look_for, starts
from afterword.redaction.view import View, seen
from afterword.text.late_pattern import late_pattern

KIND = "one-time code"

_DIGITS = r"\d{3}[ -]?\d{3,4}|\d{4} \d{4}|\d{2}[ -]\d{2}[ -]\d{2}|\d{4,8}"
_ONE_TIME = rf"(?:[A-Z]-)?(?P<value>{_DIGITS}|(?=[A-Za-z-]*\d)[A-Z0-9]{{3,5}}-[A-Z0-9]{{3,5}})(?!\w|\.\d)"
_SAID = (
    rf"(?: (?:{IS}|to)\b|['’]s\b)?"
    r"(?:[\"'\])]?[ :=]{1,4}[\"'\[(]?|[\"'],\s?[\"']"
    r"(?:value|text)[\"']\s?:\s?[\"']?)"
)
# What tells a code that lets somebody in from a status: what it is for, or whose it is.
_QUALIFIER = late_pattern(
    r"(?i)(?:verif\w*|confirm\w*|one[ -]?time|otp|[2m]fa|sms|log[ -]?in|sign[ -]?in|security|authenti\w*|access"
    r"|bestätigung\w*|sicherheit\w*|vérification|verificaci[óo]n|verifica(?:tie)?|einmal\w*|door|gate|alarm|safe|lock"
    r"|unlock|reset|okta|duo|sso|pin|portier|porte|portail|keypad|garage|locker|t[üu]r|read(?: out)? the|typed the"
    r"|entered the|wi-?fi|backup|recovery|scratch"
    r"|pairing|microsoft|google|apple|amazon|whatsapp|telegram|paypal|instagram|steam|github|bank|manager"
    r"|enter this"
    r"|(?:your|ihr|dein|votre|ton|uw|je|tu|su|din)(?: [\w ]{2,12})?)"
    r"(?:[ _-](?:de|di|e-?mail|sms|text|phone))?[ _-]{0,2}\Z"
)
_STATUS = late_pattern(
    r"(?i)(?:error|status|exit|return|country|postal|post|zip|area|reason|color|source|response)[ _-]{1,2}\Z"
)
_CODE = late_pattern(
    rf"(?i:codes?)(?: (?:on|of|for|to) (?:the|my|his|her|our) \w+|(?: [A-Za-z0-9'’-]{{1,12}}){{1,6}}?(?="
    rf" ?:))?{_SAID}{_ONE_TIME}"
)
_ENTERED = late_pattern(rf"(?i:code) to (?:sign|log) ?in:? {_ONE_TIME}")
_LISTED = late_pattern(
    r"(?i:codes?)(?: (?:for|of|to|on)(?: [\w.@'’-]{1,20}){1,4}?(?=:| is\b| are\b))?(?: \([^)\n]{1,30}\))?"
    r"(?: (?:is|are))?:?\s{1,3}"
    r"(?P<value>(?:(?:\A|[\s,;]{0,3})(?:\d{1,2}[.)] )?(?:[a-z0-9]{4,5}(?:-[a-z0-9]{4,5}){1,3}"
    r"|\d{4} ?\d{4})(?![\w-]))+)"
)
_BEFORE_CODE = late_pattern(
    r"(?P<value>\d{3}[ -]?\d{3}|\d{4,8}) (?:is (?:your|the|my)|ist (?:dein|ihr)|est (?:votre|ton)|es (?:tu|su)) "
    r"(?:[A-Z]\w+ )?(?i:[\w-]+ )?\Z"
)
_OAUTH = late_pattern(
    r"(?i:code(?:_verifier)?)(?P<sign>[\"']?\s?[=:]\s?|[ ])[\"']?(?P<value>[A-Za-z0-9._~/+%-]{20,2000})"
)
_USER_CODE = late_pattern(r"(?i:code)[\"']?\s?[=:]\s?[\"']?(?P<value>[A-Z]{4}-[A-Z]{4})\b")


def _code(text: str, at: int) -> Iterator[Match]:
    """A one-time code, a recovery code, an authorization code; `at` is at the word `code`."""
    before = text[max(0, at - 40) : at].rpartition("\n")[2]
    if (match := _OAUTH.match(text, at)) and _is_authorization(match, before):
        yield Match.of(match, "authorization code", Sort.SECRET, "value")
    elif before.lower().endswith(("user_", "user ", "device_", "device ")) and (match := _USER_CODE.match(text, at)):
        yield Match.of(match, KIND, Sort.SECRET, "value")
    elif _QUALIFIER.search(before) and not _STATUS.search(before):
        looks = (_LISTED, _CODE, _ENTERED)
        match = next(
            (found for look in looks if (found := look.match(text, at)) and re.search(r"\d", found["value"])), None
        )
        if match or (match := _BEFORE_CODE.search(text, max(0, at - 60), at)):
            yield Match.of(match, KIND, Sort.SECRET, "value")


def _is_authorization(match: re.Match[str], before: str) -> bool:
    is_named = match["sign"] != " " or before.endswith(("authorization_", "device_", "authorization "))
    return is_random(match["value"]) and is_named and not before.endswith("challenge=")


_OTHER_WORDS = (
    "暗証番号", "パスコード", "пин-код", "пинкод", "пин:", "비밀 번호", "密码锁", "验证码", "驗證碼",
    "校验码", "动态码", "認証コード", "確認コード", "認証番号", "인증번호", "код подтверждения",
    "код доступа", "код из смс", "одноразовый код", "код:", "ワンタイムパスワード", "一次性密码", "动态密码",
        "일회용 비밀번호",
)  # fmt: skip
_OTHER = {
    word: late_pattern(rf"{seen(word)}[^\d\n]{{0,8}}?(?P<value>{_DIGITS})(?!\d|[.:]\d)", re.IGNORECASE)
    for word in _OTHER_WORDS
}


_NAMED = late_pattern(
    r"(?i:(?<![a-z])(?:t?otp|passcode|geheimzahl|m?tan|puk\d?|[2m]fa|one[ -]time pass(?:word|code)|"
    r"pin(?:[ _-]?(?:code|kode?n?))?))(?![a-z]| to (?:version|release|tag|commit|build)\b)"
    r"(?: (?:for|of|to|on|für|zum|der|des|de|"
    rf"del|della|do|da|van|for|number for) (?:[\w'’-]{{1,20}} ?){{1,4}}?)?{_SAID}(?P<value>\d{{3}}[ -]?\d{{3}}|"
    r"\d{4,8})(?![\w-]|[.:,]\d| (?:users|accounts|people|lines|pins)\b)"
)


def _named(text: str, at: int) -> Iterator[Match]:
    """`OTP: …`, `the PIN is …`, `TAN …`; `at` is within the word."""
    for start in range(at, max(-1, at - 10), -1):
        if (match := _NAMED.match(text, start)) and match.end() > at:
            yield Match.of(match, KIND, Sort.SECRET, "value")
            return


_PURPOSE = (
    r"(?i:to (?:log|sign|verify|confirm|finish|complete|access|authenticate|unlock|continue)|on your (?:phone|device))"
)
_use = look_for(KIND, rf"(?i:use|enter|type)(?i: code)? (?P<value>\d{{3}}[ -]?\d{{3}}|\d{{4,8}}) {_PURPOSE}")
"""`Use 660431 to log in`."""
_recovery_key = look_for(
    KIND,
    rf"(?i:recovery|rescue|emergency|backup) (?i:key|kit|code)s?{_SAID}"
    r"(?P<value>(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{4,8}(?:[ -][A-Z0-9]{4,8}){2,12})(?![\w-])",
)
_BASE32 = r"[A-Z2-7]{16,64}|[a-z2-7]{16,64}|[A-Z2-7]{4}(?:[ -][A-Z2-7]{4}){3,15}|[a-z2-7]{4}(?:[ -][a-z2-7]{4}){3,15}"
_FACTORS = r"(?:t?otp|hotp|authenticator|[2m]fa|two[- ]factor)"
_KEY_WORD = r"(?:secret|key|seed|token|schlüssel|clé|clave|chiave|sleutel|klucz)"
_authenticator = look_for(
    "secret",
    rf"(?i:{_FACTORS}(?:[ _-](?:app|setup|shared|manual|backup|base32|enrol\w{{0,5}}))?[ _-]{_KEY_WORD}"
    rf"|manual(?: entry)? key|setup key|{_KEY_WORD}(?: de| del| du)? {_FACTORS}|oathtool[^\n]{{1,40}}? (?:-b|--base32))"
    rf"(?: (?:(?:for|of|on|für|von|pour|para|if|wenn|si) [\w .@'’/-]{{1,40}}?|\([\w -]{{1,20}}\)))?{_SAID}"
    rf"(?P<value>{_BASE32})(?![\w-])",
    back=12,
)
_typed_in = look_for(
    "secret",
    rf"(?i:{_FACTORS}(?:\([\"']| ?[:=] ?)|(?:enter|type|scan|add) [^\n]{{0,30}}?)"
    r"(?P<value>[A-Z2-7]{16,64}|[A-Z2-7]{4}(?: [A-Z2-7]{4}){3,15})(?![\w-])",
    lambda value: any(char.isdigit() for char in value),
)
"""`Google Authenticator: …`, `pyotp.TOTP("…")`, `enter ABCD … manually`."""
_google = look_for("authorization code", r"(?i:code)[^\n]{0,120}?(?<![\w/])(?P<value>4/[01]A[\w-]{40,120})(?![\w-])")
"""A code that Google shows in the browser."""
_WORDS = r"[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23}"
_NUMBERED_WORD = r"[.):] {0,2}[a-z]{3,8}(?![\w-])"
_BETWEEN_WORDS = r"[\s,;|]{1,12}"
_unlocking = look_for(
    "password",
    r"(?i:(?:unlock|vault|disk|luks|master|secret|safe|emergency) phrase)\b[^\n\"“„]{0,60}[\"“„]"
    r"(?P<value>[^\"“”\n]{6,100})[\"”“]",
    lambda value: 1 <= value.count(" ") <= 12,
    back=10,
)
_seed = look_for(
    "seed phrase",
    r"(?i:(?:seed|recovery|mnemonic|backup) (?:phrase|words?)|mnemonic|(?:12|24|twelve|twenty-four) words)\b"
    rf"(?: (?:for|of) [\w’' ]{{1,30}}?)?(?: (?:is|was|are))?[\"']?[ :=]{{1,3}}[\"']?(?P<value>{_WORDS})\b",
    back=12,
)
_bare_seed = look_for("seed phrase", rf"(?i:seed)(?: [\w'’-]{{1,15}}){{0,5}} ?: ?(?P<value>{_WORDS})\b")
"""`wallet seed for the bot: …`."""
_totp = look_for("secret", r"(?i:otpauth://)[^\s\"']{1,200}?secret=(?P<value>[A-Z2-7]{16,64})")
_saml = look_for("secret", r"(?i:samlresponse)[\"']?\s?[=:]\s?[\"']?(?P<value>[A-Za-z0-9+/%=]{40,8000})")


_READ_OUT = late_pattern(r"(?i:it says|it is|it['’]s|code is|:)[ ]{1,2}(?P<value>\d{3} ?\d{3})[.!]?[ \t]*(?=\r?\n|\Z)")
_REACH = 160


_FACTOR = late_pattern(r"(?i)[2m]fa(?![0-9a-z])")


def _factor(text: str, at: int) -> Iterator[Match]:
    found = list(_named(text, at))
    yield from found
    if not found and _FACTOR.match(text, at):  # a code that is read out some messages later
        yield from (Match.of(match, KIND, Sort.SECRET, "value") for match in _READ_OUT.finditer(text, at, at + _REACH))
    yield from _authenticator(text, at)


_answered = look_for(
    KIND,
    r"(?i:(?:your|the|my|his|her) pin|passcode|security code|otp)[^\n\d.]{0,60}?"
    r"(?i:it['’]?s|yes|is|ja|caller:|customer:|user:)"
    r"[ :,]{1,3}(?P<value>\d(?:[ -]?\d){3,7})(?![\w-]|\.\d)",
)
"""`can you confirm your passcode? yes it's …`."""
_ANCHORED = Anchors(Needles(b"fa", {b"0fa(?![0-9a-z])": _factor}, "fa"), *Needles.each(
    (b"code", _code, ""), (b"otpauth", _totp, "otpauth"), (b"otp(?![a-z])", _named, "otp totp"),
    (b"passcode", _named, "passcode"), (b"geheimzahl", _named, "geheimzahl"),
    (b"pin(?![a-z])", _named, "pin"), (b"tan(?![a-z])", _named, "tan mtan"),
    (b"puk", _named, "puk"), (b"mfa", _factor, "mfa"), (b"one time pass", _named, "one"),
    (b"one-time pass", _named, "one"),
    (b"use (?=000|code 0)", _use, "use"), (b"enter (?=000|code 0)", _use, "enter"),
    *((word + b"(?=[^\n]{2,80}0[ -]?0)", _answered, word.decode().split()[-1]) for word in (b"your pin", b"the pin",
        b"my pin", b"his pin", b"her pin", b"passcode", b"security code", b"otp")),
    *((word, _recovery_key, word.decode()) for word in (b"recovery", b"rescue", b"emergency", b"backup")),
    (b"otp", _authenticator, "totp hotp otp"), (b"two-factor ", _authenticator, "factor"),
    (b"two factor ", _authenticator, "factor"), (b"manual ", _authenticator, "manual"),
    (b"setup key", _authenticator, "setup"),
    (b"oathtool ", _authenticator, "oathtool"),
    (b"authenticator", _authenticator, "authenticator"), (b"authenticator=", _typed_in, "authenticator"),
    (b"otp(", _typed_in, "totp otp"), (b"otp=", _typed_in, "totp otp"),
    *((word + b" ", _typed_in, word.decode()) for word in (b"enter", b"type",
    b"scan", b"add")),
    (b"phrase", _seed, "phrase"), (b" phrase", _unlocking, "phrase"), (b"mnemonic", _seed, "mnemonic"),
    (b"words", _seed, "words"),
    (b"seed(?=[^\n=]{0,90}=)", _bare_seed, "seed"),
    (b"code(?=[^\n]{0,120}0/0a)", _google, "code"),
    (b"samlresponse", _saml, "samlresponse"),
))  # fmt: skip
_BITLOCKER = late_pattern(r"(?<!\d)\d{6}(?:-\d{6}){7}(?!\d)")


_LISTED_SEED = late_pattern(
    r"(?<![\w.])(?P<value>"
    + "".join(rf"{'' if number == 1 else _BETWEEN_WORDS}{number}{_NUMBERED_WORD}" for number in range(1, 13))
    + f"(?:{''.join(f'{_BETWEEN_WORDS}{number}{_NUMBERED_WORD}' for number in range(13, 25))})?"
    + rf")(?!{_BETWEEN_WORDS}\d{{1,2}}[.):])"
)
_TWELFTH = late_pattern(rb"12(?=[.):] {0,2}[a-z]{3,8}(?![A-Za-z0-9]))")
_OF_WALLETS = frozenset((b"seed", b"mnemonic", b"phrase", b"wallet", b"words", b"recovery"))
_LONGEST_LIST = 400


def _listed_seeds(view: View) -> Iterator[Match]:
    """Twelve or twenty-four words with their numbers, in a text that speaks of a wallet or its seed."""
    if _OF_WALLETS.isdisjoint(view.words):
        return
    for at in starts(view.data, _TWELFTH):
        begin = max(0, at - _LONGEST_LIST)
        for match in _LISTED_SEED.finditer(view.text, begin, at + _LONGEST_LIST):
            if match.end() > at:
                yield Match.of(match, "seed phrase", Sort.SECRET, "value")


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _listed_seeds(view)
    yield from _ANCHORED.find(view)
    for word in view.possible(_OTHER):
        yield from (Match.of(match, KIND, Sort.SECRET, "value") for match in _OTHER[word].finditer(view.text))
    for at in hits(view.shape, b"-000000-000000-000000-000000-000000-000000-"):
        if match := _BITLOCKER.match(view.text, max(0, at - 6)):
            yield Match.of(match, KIND, Sort.SECRET)
