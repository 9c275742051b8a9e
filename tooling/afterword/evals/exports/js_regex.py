"""Write a pattern of Python as one of JavaScript that matches the same, or refuse it.

JavaScript reads many patterns without an error but differently: `\\w` and `\\b` know ASCII alone, `$` does not match
before the last line end, and `(?P<name>` is unknown.
"""

from __future__ import annotations

import re

_WORD = r"\p{L}\p{N}_"
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CLASSES = {"d": r"\p{Nd}", "w": _WORD, "s": _SPACE}
_BOUNDARY = f"(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}])"
_INSIDE = f"(?<=[{_WORD}])(?=[{_WORD}])|(?<![{_WORD}])(?![{_WORD}])"
_ASSERTIONS = {"b": f"(?:{_BOUNDARY})", "B": f"(?:{_INSIDE})", "A": r"(?<![\s\S])", "Z": r"(?![\s\S])"}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/-")
_RESERVED = frozenset("&!#%,:;<=>@`~")
"""Must be escaped within a class, where two of them in a row have a meaning."""
_TOKEN = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<escaped>[^xuU]))"
    r"|(?P<comment>\(\?#[^)]*\))|(?P<group>\((?:\?(?:P<\w+>|:|<?[=!]))?)(?!\?)|(?P<close>\))"
    r"|(?P<repeat>(?:[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\})\??)(?P<possessive>\+)?|(?P<open>\[\^?\]?)|(?P<char>[^(])",
    re.DOTALL,
)
_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")


class Untranslatable(Exception):  # noqa: N818 the pattern is right
    """The pattern has a part that JavaScript does not have."""


def translate(pattern: str) -> tuple[str, str]:
    """Return the source and the flags of the pattern for JavaScript's `RegExp`.

    Args:
        pattern: a valid pattern of Python.

    Raises:
        Untranslatable: a part of it has no counterpart; the message names it.
    """
    flags = set()
    if found := _FLAGS.match(pattern):
        flags, pattern = set(found[1]), pattern[found.end() :]
        if flags - set("imsu"):
            raise Untranslatable(f"the flag in `{found[0]}`")
    written, at = [], 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None:
            raise Untranslatable(f"`{pattern[at : at + 4]}`")
        at = token.end()
        if token["open"]:
            text, at = _character_class(pattern, token.start())
            written.append(text)
        else:
            written.append(_translated(token, flags))
    return "".join(written), "iv" if "i" in flags else "v"


def _translated(token: re.Match[str], flags: set[str]) -> str:
    if token["comment"] is not None:
        return ""
    if token["repeat"]:
        if token["possessive"]:
            raise Untranslatable(f"`{token[0]}`")
        return token["repeat"].replace("{,", "{0,")
    if token["group"]:
        # Nothing refers to a group, so none has to be captured.
        return token["group"] if token["group"][:2] == "(?" and "P" not in token["group"] else "(?:"
    if token["close"]:
        return ")"
    if token["escaped"]:
        return _escape(token["escaped"])
    if token["char"] is None:
        return _literal(chr(int(token["x"] or token["u"] or token["U"], 16)))
    return _plain(token["char"], flags)


def _plain(char: str, flags: set[str]) -> str:
    many = "m" in flags
    special = {
        ".": r"[\s\S]" if "s" in flags else r"[^\n]",
        "^": r"(?<![^\n])" if many else r"(?<![\s\S])",
        "$": r"(?![^\n])" if many else r"(?=\n?(?![\s\S]))",
        "|": "|",
    }
    return special.get(char) or _literal(char)


def _escape(char: str) -> str:
    if char.lower() in _CLASSES:
        return f"[{'^' if char.isupper() else ''}{_CLASSES[char.lower()]}]"
    if char in _ASSERTIONS:
        return _ASSERTIONS[char]
    if char in _CONTROLS or not char.isalnum():
        return _literal(_CONTROLS.get(char, char))
    raise Untranslatable(f"`\\{char}`")


def _literal(char: str) -> str:
    if char in _SYNTAX:
        # Outside a class a hyphen must not be escaped, and it means itself.
        return char if char == "-" else f"\\{char}"
    return char if char.isprintable() else f"\\u{{{ord(char):x}}}"


def _character_class(pattern: str, start: int) -> tuple[str, int]:
    """Return a class for JavaScript, and the offset behind it."""
    at = start + 1
    negated = pattern[at] == "^"
    at += negated
    written, first = [], True
    while pattern[at] != "]" or first:
        token = _TOKEN.match(pattern, at)
        if pattern[at] == "\\" and token:
            at = token.end()
            written.append(_in_class(token))
        elif pattern[at] == "-" and not first and pattern[at + 1] != "]" and written[-1] != "-":
            written.append("-")
            at += 1
        else:
            written.append(_member(pattern[at]))
            at += 1
        first = False
    return f"[{'^' if negated else ''}{''.join(written)}]", at + 1


def _in_class(token: re.Match[str]) -> str:
    char = token["escaped"]
    if char is None:
        return _member(chr(int(token["x"] or token["u"] or token["U"], 16)))
    if char.lower() in _CLASSES:
        return f"[^{_CLASSES[char.lower()]}]" if char.isupper() else _CLASSES[char]
    if char in _CONTROLS or not char.isalnum():
        return _member(_CONTROLS.get(char, char))
    raise Untranslatable(f"`\\{char}` in brackets")


def _member(char: str) -> str:
    return f"\\{char}" if char in _SYNTAX or char in _RESERVED else _literal(char)
