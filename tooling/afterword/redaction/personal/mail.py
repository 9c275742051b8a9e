"""Addresses for mail: as they are, escaped, and spelled so that programs do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Match, hits, starts
from afterword.redaction.personal import accounts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

KIND = "email"

_LOCAL = late_pattern(r"[\w.%+'-]*+\Z")
_DOMAIN = late_pattern(
    r"[@0](?P<domain>(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|-){1,63}){0,6}\.(?P<end>xn--[A-Za-z0-9-]{2,40}"
    r"|[A-Za-z]{2,24}(?![A-Za-z0-9])|[^\W\d_]{2,24}(?![^\W_])))"
)
_SIGN = late_pattern(rb"@(?<=[^\s@]@)(?=[A-Za-z0-9?-])")
_ESCAPED_SIGN = late_pattern(rb"%40(?=[A-Za-z0-9-])")
_FILE_ENDINGS_LIST = """
png jpg jpeg gif svg webp ico js jsx ts tsx mjs cjs css scss html json yml yaml toml md txt py rb go rs java kt sh
lock log csv pdf zip gz tgz tar whl jar exe dll so service timer socket target mount
"""
_FILE_ENDINGS = frozenset(_FILE_ENDINGS_LIST.split())
_MAX_LOCAL = 64


def find(view: View) -> Iterator[Match]:
    """Find addresses, names beside them, and what a prompt has at its sign."""
    yield from _spelled(view)
    text = view.text
    places = [(at, at) for at in starts(view.data, _SIGN)]
    places += [(at, at + 2) for at in starts(view.data, _ESCAPED_SIGN)]
    for at, sign in places:
        domain = _DOMAIN.match(text, sign)
        if domain is None or domain["end"].lower() in _FILE_ENDINGS:
            yield from accounts.prompt(text, at)
            continue
        found = _LOCAL.search(text, max(0, at - _MAX_LOCAL - 1), at)
        local = found[0].lstrip(".'-%+") if found else ""
        # An escape before it, as in "\nuser@…", is not part of the name.
        local = local[1:] if local[:1] in "nrt" and text[at - len(local) - 1 : at - len(local)] == "\\" else local
        if not 0 < len(local) <= _MAX_LOCAL:
            continue
        start = at - len(local)
        # git@host:path is how a repository is addressed, and `//user@host` names an account of a service.
        if local == "git" or (text[start - 2 : start] == "//" and text[start - 3 : start - 2] == ":"):
            continue
        yield Match(start, domain.end(), KIND)
        yield from accounts.beside_mail(text, start, domain.end())


_AT = r"(?: ?[\[({<] ?(?:at|@|ät) ?[\])}>] ?| (?:AT|at) |@)"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.|punkt|point) ?[\])}>] ?| (?:DOT|dot) |\.)"
_SPELLED = late_pattern(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-]{{1,40}}(?:(?:\.|{_DOT})[A-Za-z0-9_%+-]{{1,40}})"
    rf"{{0,3}}{_AT}[A-Za-z0-9-]{{2,40}}(?:{_DOT}[A-Za-z0-9-]{{2,40}}){{1,3}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BRACKETED = late_pattern(r"[\[({<] ?(?:at|@|dot|ät|punkt) ?[\])}>]|[ ](?:dot|DOT)[ ]", re.IGNORECASE)


_SPELLED_SIGN = late_pattern(rb"\)(?:(?<=at\))|(?<=@\))|(?<=at \)))")


def _spelled(view: View) -> Iterator[Match]:
    text, taken = view.text, 0
    for at in sorted((*starts(view.folded, _SPELLED_SIGN), *hits(view.folded, b" dot "))):
        if at < taken:
            continue
        line = text.rfind("\n", max(0, at - 100), at) + 1
        for match in _SPELLED.finditer(text, max(line, at - 100, taken), at + 100):
            if match.end() > at and match.start() <= at and _BRACKETED.search(match.group()):
                taken = match.end()
                yield Match.of(match, KIND)
                break
