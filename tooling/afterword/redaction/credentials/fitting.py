"""Whether a value can be the secret that the name before it announces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from afterword.redaction.judging import entropy, is_filler, is_hash_or_uuid, is_random, is_reference
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_PASSWORD_NAME = late_pattern(
    r"(?:pass(?:word|wd|phrase|code|wort|ord|e)?s?|passordet|pass[ _-]phrase|pwd?|mdp|contrase[ñn]a)\Z", re.IGNORECASE
)
_PASSWORD_CORES = ("pass", "psk", "pw", "mdp", "contrase")
# A bare `key` or `token` can be anything; what is before it says more.
_WEAK = late_pattern(
    r"(?:\A|[_. -])(?:key|token|cookie|credentials?|(?:id|user|app|job|host|root|function|routing|write|push)[-_. ]?"
    r"(?:key|token))\Z",
    re.IGNORECASE,
)
_STRONG = late_pattern(
    r"(?i)api|secret|auth|access|private|master|encrypt|signing|wpa|client-key|source|bot|subscription"
    r"|integration|aes|hmac|jwt|restic|wallet|deploy|storage|account|[-_](?:KEY|TOKEN)\Z"
)
_NOT_SECRET_NAMES = late_pattern(
    r"(?i:(?:\A|[^a-z])(?:public|primary|foreign|partition|sort|cache|idempotency|dedup\w*|routing|object|row|map"
    r"|hash|group|index|lookup|translation|i18n|locale|config|setting|feature|flag|metric|label|query|json|dict|unique"
    r"|composite|surrogate|message|max|min|num|total|prompt|completion|input|output|stop|eos|bos|pad|unk|sep|cls|mask"
    r"|special|next|prev(?:ious)?|page|continuation|cursor|sync|resume|fenc\w+|lock|bookmark|delta|change|trace"
    r"|publishable|anon|websocket|ssh[-_]?public|shard|event|correlation|request|record|document|item|entity)"
    r"[-_. ]?(?:key|token|s3key)|(?:site|project|issue|jira|ticket)[-_. ]?(?:key|s3key))\Z"
)
_NO_PASSWORD = late_pattern(
    r"(?i)(?:\A|[ _-])(?:first|second|third|next|last|final|forward|backward|single|each|dry|test|eval)[ _-]pass\Z"
)
"""Passes of programs and of tests."""
_PAGER = late_pattern(r"(?i)(?:routing|service|integration)[-_. ]?key\Z")
"""Names at PagerDuty; of its keys the form tells that they are none of a message broker."""
_HEXADECIMAL = late_pattern(r"(?:0x)?(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{48,128})")
_UUID = late_pattern(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NAME_OF_SECRET = late_pattern(r"[a-z]+(?:[-_.][a-z]+)*(?:[-_.]?v?\d{1,4})?")
_ATTRIBUTE = late_pattern(r"[A-Za-z_]\w*(?:\.\w+)+")
_PATH = late_pattern(r"/?[\w.-]+(?:/[\w.-]+)+/?")
_IDENTIFIER = late_pattern(r"[a-z]+(?:_[a-z]+)*")
_BOOTSTRAP = late_pattern(r"[a-z0-9]{6}\.[a-z0-9]{16}")
"""A token by which a node joins a cluster of Kubernetes."""
_GROUPS = late_pattern(
    r"(?=[\w-]*[0-9])(?=[\w-]*[A-Za-z])(?:[A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{4,6}){2,7}|[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){2,7})"
)
_LEAST_TOKEN = 12
_SHORT_ID = late_pattern(r"[A-Za-z]{1,12}-?\d{1,6}")

# The name before a password of letters alone distinguishes it from a state: `db_password`, and not `reset_password`.
_OWNED = late_pattern(
    r"(?:[A-Z][A-Z0-9]*_(?:[A-Z0-9]+_)*|(?:[a-z0-9]+[_.-])+|[a-z]+(?=[A-Z])|[A-Z]{2,}(?=PASSWORD))(?i:pass(?:word"
    r"|wd)?|pwd)\Z"
)
_OF_LOGIN = late_pattern(
    r"(?i)(?:admin|root|sa|db|database|guest|wi-?fi|wlan|vpn|ftp|smtp|ssh) (?:password|passwort|passwd|pwd|pw)\Z"
)
_VERBS = word_set("""
    require required requires reset forgot forget update generate show hide change changed allow enable enabled disable
    has is check verify validate confirm prompt ask need force ignore skip rotate feature policy with without use no new
    old current expired valid invalid wrong last max min random hash set clear unset missing empty strong weak using via
    by
""")
_STATES = word_set("""
    accepted always authenticated authentication blocked changed cleared compat compatible configured confirm confirmed
    correct created default deleted denied deprecated disabled disallow enabled encrypted encryption enforced expired
    failed failure failing files false forever generated granted hashed hidden ignored incorrect invalid locked login
    manual masked matched migrated mismatch missing needed never nologin optional passwd password passphrase passing
    permitted plain plaintext present prompt random rejected removed required reset restricted return revoked rotated
    secret sensitive simple skipped stdin stored strict string strong success succeeded systemd textbox unchanged
    unknown updated username valid validated verified visible warning winbind wrong authenticator token expires sealed
    vault
""")

_DESCRIBES = late_pattern(
    r"(?i)\b(?:pass\w*|secret|must|required|enter\w*|invalid|your|users?|characters?|least|most|field|should|please|"
    r"reset|forg[eo]t\w*|incorrect|wrong|missing|empty|optional|default|encrypted|hashed|string|not|new|current|"
    r"expired|changed|rotated|confirm\w*|account|login|e-?mail)\b"
)
"""Words of what is said about a password: the texts of a form, an error or a document."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and what announces it.

    Attributes:
        name: with the word before it, such as `access token`.
        core: the part of the name that says that it is secret.
        value: without quotes.
        said: whether a verb or a blank joins them, and no sign.
        quoted: whether the value is in quotes.
        sure: whether the name can only be that of a value here, as an option of a command, a parameter of an address,
            or beside the name of a user.
    """

    name: str
    core: str
    value: str
    said: bool = False
    quoted: bool = False
    sure: bool = False


def is_password(core: str) -> bool:
    """Whether a core is a word for passwords, and not for keys."""
    return core.lower().startswith(_PASSWORD_CORES)


def is_said_of_passwords(words: str) -> bool:
    """Whether words say something about a password, or, if they are few, in what state it is, and so are none."""
    few = words.lower().split()
    return bool(_DESCRIBES.search(words)) or (len(few) < 4 and not _STATES.isdisjoint(few))


def is_strong(name: str) -> bool:
    """Whether a name says for what a key or a token is."""
    return bool(_STRONG.search(name))


def is_named_otherwise(name: str) -> bool:
    """Whether a name is that of a key or a token that is not secret, such as `cache key`."""
    return bool(_NOT_SECRET_NAMES.search(name))


def is_unmistakable(value: str) -> bool:
    """Whether a value can only be a key or a digest, with any text around it."""
    classes = {"0" if char.isdigit() else "a" if char.islower() else "A" for char in value if char.isalnum()}
    return bool(_HEXADECIMAL.fullmatch(value)) or (len(value) >= 24 and len(classes) == 3 and is_random(value))


def can_be_secret(setting: Setting) -> bool:
    """Whether a value can be the secret that its name announces."""
    value = setting.value
    if not value or is_reference(value) or is_filler(value) or setting.name.lower().endswith(value.lower()):
        return False
    if _NO_PASSWORD.search(setting.name):
        return False
    if _NOT_SECRET_NAMES.search(setting.name):
        return bool(_PAGER.search(setting.name) and re.fullmatch("[0-9a-f]{32}|R[0-9A-Z]{31}", value))
    if _PASSWORD_NAME.search(setting.name) or is_password(setting.core):
        return _can_be_password(setting)
    return _can_be_key(setting)


def _can_be_password(setting: Setting) -> bool:
    value, letters = setting.value, any(char.isalpha() for char in setting.value)
    # `pass = 12`, `pass: true`: a verdict of tests rather than a password
    verdict = setting.core.lower() == "pass" and not setting.name[: -len("pass")].strip("_-. ").isalnum()
    if len(value) < (6 if verdict or setting.said else 4):
        return False
    if " " in value:
        return _is_phrase(setting)
    if _IDENTIFIER.fullmatch(value) and not _VERBS.isdisjoint(re.split("[_.-]", setting.name.lower())):
        return False  # `update_password: on_create`
    digits = any(char.isdigit() for char in value)
    symbols = any(not char.isalnum() and char not in " '’-.,/" for char in value)
    if (digits and letters) or symbols or is_random(value):
        return True
    if (setting.said and not setting.sure) or len(value) < 6:
        return _is_phrase(setting)
    return digits or setting.quoted or _is_owned(setting)


def _is_owned(setting: Setting) -> bool:
    """Whether letters alone are the password of somebody or something that the name tells: `DB_PASSWORD=swordfish`."""
    words = {word.lower() for word in re.split(r"[_.\s-]+|(?<=[a-z])(?=[A-Z])", setting.name)}
    return (
        (setting.sure or _OWNED.search(setting.name) is not None or _OF_LOGIN.search(setting.name) is not None)
        and not words & _VERBS
        and re.sub("['’._-]", "", setting.value).isalpha()
        and not words.union(_STATES).intersection(re.split("['’._-]", setting.value.lower()))
    )


def _can_be_key(setting: Setting) -> bool:
    name, core, value = setting.name, setting.core, setting.value
    digits = any(char.isdigit() for char in value)
    if " " in value or not any(char.isalpha() for char in value) or value.endswith(("(", "()")):
        return False
    if _PATH.fullmatch(value) and not is_random(value):
        return False
    if core.lower() == "pat":
        return len(value) >= 20 and is_random(value) and not name[-4:-3].isalpha()
    if core.lower() in ("token", "secret") and not setting.said and _GROUPS.fullmatch(value):
        return True
    if _WEAK.search(name) and not is_strong(name):
        if core.lower().startswith("credential") and not setting.said and _is_composed(value):
            return True
        if _HEXADECIMAL.fullmatch(value) or _UUID.fullmatch(value):
            return setting.sure or (core.lower() == "token" and not setting.said)
        is_long = len(value) >= (_LEAST_TOKEN if core.lower() == "token" and setting.quoted else 16)
        return is_long and is_random(value) and not is_hash_or_uuid(value) and entropy(value) > 3
    if setting.said:
        return len(value) >= 8 and digits and not _SHORT_ID.fullmatch(value)
    if _NAME_OF_SECRET.fullmatch(value) and not (len(value) >= 20 and digits):
        # `SESSION_SECRET=keyboardcat99` is one, words with dashes are what a secret is called
        if core == "SECRET" and value.isalpha():
            return len(value) >= 20
        return name.isupper() and digits and value.isalnum() and len(value) >= 8
    if _ATTRIBUTE.fullmatch(value):
        return is_unmistakable(value) or bool(_BOOTSTRAP.fullmatch(value))
    return len(value) >= 8 and (digits or is_random(value))


def _is_composed(value: str) -> bool:
    """Whether a value has letters of both cases and digits, as passwords have, and no form of a name or a version."""
    kinds = {"d" if char.isdigit() else "u" if char.isupper() else "l" for char in value if char.isalnum()}
    return (
        len(value) >= 8
        and len(kinds) == 3
        and ":" not in value
        and not _PATH.fullmatch(value)
        and not _ATTRIBUTE.fullmatch(value)
    )


def _is_phrase(setting: Setting) -> bool:
    """Whether words with blanks can be a password: they are in quotes, and say nothing about passwords."""
    blanks = setting.value.count(" ")
    if setting.name.lower().endswith("passphrase"):
        return blanks in range(2, 12)
    return setting.quoted and blanks in range(1, 10) and not _DESCRIBES.search(setting.value)
