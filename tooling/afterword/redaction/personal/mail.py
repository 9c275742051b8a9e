"""Addresses for mail: as they are, escaped, and spelled so that programs do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Match, hits, starts
from afterword.redaction.personal import accounts, name_fields
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

KIND = "email"

_LOCAL = late_pattern(r"[\w.%+'-]++\Z")
_QUOTED_LOCAL = late_pattern(r"\"[^\"\n@]{1,60}\"\Z")
_DOMAIN = late_pattern(
    r"[@0](?P<domain>(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|-){1,63}){0,6}\.(?P<end>xn--[A-Za-z0-9-]{2,40}"
    r"|[A-Za-z]{2,24}(?![A-Za-z0-9])|[^\W\d_]{2,24}(?![^\W_])))"
)
_SIGN = late_pattern(rb"@(?<=[^\s@]@)(?=[A-Za-z0-9?-])")
_ESCAPED_SIGN = late_pattern(rb"%(?:25)?40(?=[A-Za-z0-9-])")
_QUOTED_SIGN = late_pattern(rb"40(?:(?<==40)|(?<=\\x40))(?=[A-Za-z0-9-]{1,63}\.[A-Za-z])")
_FILE_ENDINGS = word_set("""
    png jpg jpeg gif svg webp ico js jsx ts tsx mjs cjs css scss html json yml yaml toml md txt py rb go rs java kt sh
    lock log csv pdf zip gz tgz tar whl jar exe dll so service timer socket target mount
""")
_MAX_LOCAL = 64
_MASKED = frozenset("xX.%")


def find(view: View) -> Iterator[Match]:
    """Find addresses, names beside them, and what a prompt has at its sign."""
    yield from _spelled(view)
    text = view.text
    places = [(at, at) for at in starts(view.data, _SIGN)]
    if b"%" in view.data:
        places += [(found.start(), found.end() - 1) for found in _ESCAPED_SIGN.finditer(view.data)]
    if b"=40" in view.data or b"\\x40" in view.data:
        for at in starts(view.data, _QUOTED_SIGN):
            places.append((at - 1 if view.data[at - 1 : at] == b"=" else at - 2, at + 1))
    for at, sign in places:
        domain = _DOMAIN.match(text, sign)
        if domain is None or domain["end"].lower() in _FILE_ENDINGS:
            yield from accounts.prompt(text, at)
            continue
        found = _LOCAL.search(text, max(0, at - _MAX_LOCAL - 1), at) or _QUOTED_LOCAL.search(text, max(0, at - 66), at)
        if found and _MASKED.issuperset(found[0]):
            continue
        local = found[0].lstrip(".'-%+") if found else ""
        # An escape before it, as in "\nuser@…", is not part of the name.
        local = local[1:] if local[:1] in "nrt" and text[at - len(local) - 1 : at - len(local)] == "\\" else local
        if not 0 < len(local) <= _MAX_LOCAL:
            continue
        start = at - len(local)
        # git@host:path is how a repository is addressed, and `//user@host` names an account of a service.
        if local == "git" or (text[start - 2 : start] == "//" and text[start - 3 : start - 2] == ":"):
            continue
        if text[start - 1 : start] == "=" and (bounced := _BOUNCED.search(text, max(0, start - 42), start - 1)):
            start = bounced.start()  # `bounces+7-ivy.larch=acme.example@…` names whose mail it was
        if _is_example(text, start, domain) or _OF_NOBODY.match(text, start):
            continue
        yield Match(start, domain.end(), KIND)
        yield from name_fields.beside_mail(text, start, domain.end())


_OF_NOBODY = late_pattern(r"(?i)(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster)@")
_BOUNCED = late_pattern(r"(?<=[+-])[\w.]{3,40}\Z")
_SAYS_EXAMPLE = late_pattern(
    r"(?i)(?<![\w.@-])(?:examples?|sample|placeholder|dummy|docs?|documentation|rfc|made[- ]up"
    r"|template|gabarit|exemple|modèle|beispiel|muster|vorlage|ejemplo|plantilla|esempio|modello|exemplo|voorbeeld"
    r"|przykład)(?![\w@-]|\.\w)"
)


def _is_example(text: str, start: int, domain: re.Match[str]) -> bool:
    """Whether an address of a domain for examples is in a line that says so."""
    if not domain["domain"].lower().endswith(("example.com", "example.org", "example.net")):
        return False
    if _OF_FORMS.fullmatch(text[start : domain.start()]):
        return True
    return (
        _SAYS_EXAMPLE.search(text, max(text.rfind("\n", max(0, start - 80), start), start - 80, 0), start) is not None
    )


_OF_FORMS = late_pattern(
    r"(?i)pr[ée]nom\.nom|vorname\.nachname|first(?:name)?\.last(?:name)?|nombre\.apellido|nome\.cognome"
    r"|nome\.sobrenome|imie\.nazwisko"
    r"|voornaam\.achternaam|name\.surname|your.name"
)
"""What a form has in place of somebody's address."""

_AT = r"(?: ?[\[({<] ?(?:at|@|ät|a) ?[\])}>] ?| (?:AT|at|arobase|arroba|chiocciola|małpa) |@)"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.|punkt|point) ?[\])}>] ?| (?:DOT|dot|punto|punkt|kropka|ponto) |\.)"
_SPELLED = late_pattern(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-]{{1,40}}(?:(?:\.|{_DOT})[A-Za-z0-9_%+-]{{1,40}})"
    rf"{{0,3}}{_AT}[A-Za-z0-9-]{{2,40}}(?:{_DOT}[A-Za-z0-9-]{{2,40}}){{1,3}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BRACKETED = late_pattern(
    r"[\[({<] ?(?:at|@|dot|ät|punkt|a) ?[\])}>]|[ ](?:dot|arroba|chiocciola|arobase|małpa)[ ]|[ ](?-i:AT)[ ]",
    re.IGNORECASE,
)


_SPELLED_SIGN = late_pattern(rb"\)(?:(?<=[a?]t\))|(?<=@\))|(?<=[(]a\))|(?<=at \)))")
_ANGLED = late_pattern(rb"<at>")
_PARTED = late_pattern(
    r"(?<![\w.@])[A-Za-z][\w.+-]{1,40}(?: @ ?| ?@ )[A-Za-z0-9-]{2,40}(?: ?\. ?[A-Za-z0-9-]{2,40}){0,3} ?\. ?"
    r"(?:com|org|net|info|biz|io|eu|test|example|[a-z]{2})(?![\w(\[.-])"
)
_LETTERS_APART = late_pattern(r"(?<![\w.])(?:[A-Za-z0-9._-] ){3,40}(?=@)")
_PARTED_SIGN = late_pattern(rb"@(?:(?<= @)(?=[ A-Za-z0-9])|(?=[A-Za-z0-9-]{1,40} \.))")


def _spelled(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    dots = hits(view.folded, b" dot ") if b"dot" in view.words else ()
    named = [
        at
        for word in (b"arroba", b"chiocciola", b"arobase", b"ma?pa")
        if word in view.words or (view.characters and b"?" in word)
        for at in hits(view.folded, b" " + word + b" ")
    ]
    capital = hits(view.data, b" AT ") if b"at" in view.words else ()
    angled = starts(view.folded, _ANGLED) if b"at" in view.words and b"<" in view.data else ()
    for at in starts(view.data, _PARTED_SIGN) if b"@" in view.data else ():
        line = text.rfind("\n", max(0, at - 80), at) + 1 or max(0, at - 80)
        if apart := _LETTERS_APART.search(text, line, at + 1):
            yield Match(apart.start(), at, KIND)
        for match in _PARTED.finditer(text, max(text.rfind("\n", 0, at) + 1, at - 45), at + 100):
            if match.start() < at < match.end():
                yield Match.of(match, KIND)
                break
    for at in sorted((*starts(view.folded, _SPELLED_SIGN), *dots, *angled, *named, *capital)):
        if at < taken:
            continue
        line = text.rfind("\n", max(0, at - 100), at) + 1
        for match in _SPELLED.finditer(text, max(line, at - 100, taken), at + 100):
            if match.end() > at and match.start() <= at and _BRACKETED.search(match.group()):
                taken = match.end()
                yield Match.of(match, KIND)
                break
