"""Secrets in sentences: the first one behind `password` or `key` that is not a word, a name or a version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_reference
from afterword.text.late_pattern import late_pattern

_REACH = 110
"""Characters behind the word in which its value can follow."""
_MOST_WORDS = 9
_TOKEN = late_pattern(r"[^\s]+")
_OPENING = "\"'`“„‘‚«‹([{<*_"
_CLOSING = "\"'`”“’»›)]}>,;:.?…*_"
_ENDS = late_pattern(r"(?<![.:])[.;]\Z|\A(?:but|because|while|although|aber|weil|mais|pero|ma|mas)\Z", re.IGNORECASE)
"""What ends the part of a sentence that speaks of the word."""
_LINKS_LIST = """
is was are be been becomes became reads read says said being equals contains changed set reset to as = : - – —
→ -> => now still currently just only again ist war lautet lautete auf est était es era fue é è är var er jest
to je на это на on oli vanaf nu nun jetzt c'est à a ahora agora ora teraz теперь
"""
_AFTER_WORD = frozenset({"?", ",", ":", "=", "(", '"', "”", "“", "'", "`", "?:"})
_LINKS = frozenset(_LINKS_LIST.split())
_OTHER_SUBJECT = late_pattern(
    r"(?i)(?:polic\w*|manager|rotation|hash\w*|reset|field|file|length|strength|rules?|vault|prompt|check\w*"
    r"|protect\w*|leak\w*|expir\w*|requirements?|authenti\w*|based|spray\w*|stuffing|auth|login|grant|flow|generator"
    r"|entropy|column|store|change[sd]?|event|handler|form|format|input|complexity|less)\W*\Z"
)
"""Nouns that are about passwords, and none follows them."""
_NO_VALUE = late_pattern(
    r"(?i)(?:\w+://|www\.|/|~/|\./|[\w.+-]+@[\w-]+\.)\S*|v?\d[\d.,:/%-]*[a-z]{0,3}|\d{4}-\d\d-\d\dT.*"
    r"|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?|[\w.]+(?:/[\w.-]+)+|[a-z_]+\(.*|(?-i:#?[a-z]{1,10}[-_#]?\d+|[A-Z]{2,10}-\d+)"
    r"|(?:sha|md|aes|rsa|argon|bcrypt|scrypt|pbkdf|utf|iso|rfc|cve|ghsa|oauth|saml|ipv?|http|tls|base|gpt|gb|v)[-_]?\d\S*"
    r"|\S*[a-z]['’](?:s|t|re|ve|ll|d|m)|(?:re|co|non|pre|post)-[a-z]+|[a-z]+(?:[-'’&][a-z]+)+|[a-z_]+=.*|\S*\[\S*"
)
"""Paths, addresses, versions, hosts, calls, tickets, algorithms, and words with a dash or an apostrophe."""
_MODEL = late_pattern(
    r"(?i)[a-z]+(?:[-_.][a-z]+)*[-_. ]?\d{1,4}(?:\.\d{1,3}){0,2}[a-z]{0,2}(?:-\d+[bkm])?(?:[-_.][a-z]+)*"
)
"""How models, hosts and releases are called, as a password can be too."""


def spoken(text: str, end: int, *, direct: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the place of the password of which a sentence speaks.

    Args:
        text, end: where the word for `password` ends.
        direct: whether a value right behind the word counts if it looks like the name of a model.
    """
    stop = text.find("\n", end, end + _REACH)
    announced, number = direct, 0
    for number, token in enumerate(_TOKEN.finditer(text, end, stop if stop >= 0 else end + _REACH)):
        if number > _MOST_WORDS or "[" in token[0][1:]:
            return
        whole = token[0]
        if token.start() == end and whole not in _AFTER_WORD:
            return  # the word goes on
        value = whole.lstrip(_OPENING).rstrip(_CLOSING)
        start = token.start() + len(whole) - len(whole.lstrip(_OPENING))
        is_quoted = whole[:1] in tuple('("“„«`') and not value.islower()
        if _looks_like_password(value, announced=announced or is_quoted):
            yield start, start + len(value)
            return
        if _OTHER_SUBJECT.fullmatch(whole) and number == 0:
            return
        if _ENDS.search(whole):
            return
        announced = whole.lower().strip("\"'`,") in _LINKS or whole[-1:] in (":", "=", "→") or whole in _AFTER_WORD


def _looks_like_password(value: str, *, announced: bool) -> bool:
    if not 6 <= len(value) <= 60 or _NO_VALUE.fullmatch(value) or is_filler(value) or is_reference(value):
        return False
    digit = any(char.isdigit() for char in value)
    lower, upper = any(char.islower() for char in value), any(char.isupper() for char in value)
    sign = any(not char.isalnum() for char in value)
    if not (lower or upper) or not value.isprintable():
        return False
    classes = digit + lower + upper + sign
    if announced:
        return (classes >= 3 and digit) or (digit and classes == 2 and value.isalnum()) or _is_signed(value)
    return len(value) >= 7 and classes >= 3 and digit and not _MODEL.fullmatch(value)


def _is_signed(value: str) -> bool:
    """Whether a sign within a value is one that no word has."""
    return any(char in "!#$%&*+?@^~=|" for char in value[1:-1]) and value[0].isalnum()


_KEY = late_pattern(r"(?<![\w/+.-])(?P<value>[A-Za-z0-9]{24,120})(?![\w/+.=-])")


def spoken_key(text: str, end: int) -> re.Match[str] | None:
    """Find the key of which a sentence speaks: letters of both cases and digits at random, which no digest has."""
    stop = text.find("\n", end, end + _REACH)
    for match in _KEY.finditer(text, end, stop if stop >= 0 else end + _REACH):
        value = match["value"]
        if (
            any(char.isdigit() for char in value)
            and any(char.islower() for char in value)
            and any(char.isupper() for char in value)
        ):
            return match
    return None
