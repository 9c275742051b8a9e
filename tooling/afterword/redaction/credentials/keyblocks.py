"""Private keys in blocks: `-----BEGIN … PRIVATE KEY-----`, also when their beginning or their end is cut off."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from afterword.redaction.matching import Match, Sort, look_for, starts
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

_BEGIN = late_pattern(
    r"-----BEGIN (?:(?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V1)-----|---- BEGIN SSH2"
    r" ENCRYPTED PRIVATE KEY ----"
)
_END = late_pattern(
    r"-----END (?:(?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V1)-----|---- END SSH2 ENCRYPTED"
    r" PRIVATE KEY ----"
)
_LINE_END = r"[ \t\"'+,]{0,8}(?:\r?\n|\\r\\n|\\n)(?:[ \t\"'+]{0,8}\r?\n)?[ \t>|+#\"'-]{0,40}+"
_KEY_LINES = late_pattern(
    rf"(?:{_LINE_END}(?:[A-Za-z-]{{2,20}}: [^\n]{{1,100}}|[A-Za-z0-9+/=]{{20,}}(?=[^A-Za-z0-9+/=])|[A-Za-z0-9+/=]*+)"
    r"[ \t\"',+]{0,8}(?=\r?\n|\\|\"|\[|\.\.|…|[ ]\.|\Z))*+"
)
_PROSE = late_pattern(r"[a-z]{2,} [a-z]{2,} ")
_BLOCK_HEADER = late_pattern(r"(?m)^[ \t>|+#-]*[A-Za-z-]{2,20}: .*$")
_MAX_BLOCK = 20_000
_MAX_LINES = 200

# How the bodies of private keys begin, in PKCS#1, PKCS#8, SEC1 and in the form of OpenSSH; those of certificates and
# public keys begin otherwise.
_BODY = late_pattern(
    r"(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3}IBA|MI[GI][A-Za-z0-9+/]{1,3}AgEA|MH[cQ]CAQEE|MC4CAQAwBQYDK2Vw"
    r"|MII[A-Za-z0-9+/]{3}BOBgkqhkiG9w0BBQ|b3BlbnNzaC1rZXktdj)[A-Za-z0-9+/]{16,8000}={0,2}"
)
_BODY_STARTS = (late_pattern(rb"M(?=II|IG|H[cQ]CAQEE|C4CAQAw)"), late_pattern(rb"b3BlbnNzaC1rZXktdj"))
_DASHES = late_pattern(rb"----(?=-BEGIN |-END | BEGIN SSH2 | END SSH2 )")
_MORE_LINES = late_pattern(rf"(?:{_LINE_END}[A-Za-z0-9+/]{{16,}}={{0,2}}(?![A-Za-z0-9+/_.-])){{0,200}}")
_TAIL_LINE = rf"[A-Za-z0-9+/]{{16,200}}={{0,2}}{_LINE_END}"
_LAST_LINE = late_pattern(rf"{_TAIL_LINE}\Z")
_TAIL_LINES = late_pattern(rf"(?:{_TAIL_LINE}){{1,200}}\Z")
_ENCODED_START = late_pattern(rb"LS0tLS")
_ENCODED = late_pattern(r"LS0t(?:LS1CRUdJTi|LSBCRUdJTi)[A-Za-z0-9+/\s]{20,8000}={0,2}")
_LAST_WORD = late_pattern(r"(?:[^\n]{0,200}[ \t|])?(?P<value>[A-Za-z0-9+/]{16,200}={0,2})[ \t]{0,4}\r?(?=\n|\Z)")


putty_key = look_for(
    "private key",
    r"(?i:private-lines: )\d{1,3}\r?\n(?P<value>[A-Za-z0-9+/=]{16,}(?:\r?\n[A-Za-z0-9+/=]{1,64}){0,100})",
    sort=Sort.KEY,
)
"""The lines of a key of PuTTY."""
_PRIVATE_MEMBER = late_pattern(r"[\"'](?:d|p|q|dp|dq|qi|k)[\"']\s?:\s?[\"'](?P<value>[A-Za-z0-9_-]{20,2000})[\"']")
_PRIVATE_ELEMENT = late_pattern(r"<(?:D|P|Q|DP|DQ|InverseQ)>(?P<value>[A-Za-z0-9+/=\s]{20,2000})</")


def jwk(text: str, at: int) -> Iterator[Match]:
    """The private members of a JSON web key; `at` is at its `kty`."""
    begin, end = text.rfind("{", max(0, at - 4_000), at), text.find("}", at, at + 4_000)
    for match in _PRIVATE_MEMBER.finditer(text, max(begin, 0), end if end >= 0 else at + 4_000):
        yield Match.of(match, "private key", Sort.KEY, "value")


def rsa_key_value(text: str, at: int) -> Iterator[Match]:
    """The private elements of an `RSAKeyValue`; `at` is at its name."""
    end = text.find("RSAKeyValue>", at + 12, at + 8_000)
    for match in _PRIVATE_ELEMENT.finditer(text, at, end if end >= 0 else at):
        yield Match.of(match, "private key", Sort.KEY, "value")


def key_blocks(view: View) -> Iterator[Match]:
    """Each block from its first dashes to its last, or to where it is cut off; and bodies without their beginning."""
    text, taken = view.text, 0
    for at in starts(view.data, _DASHES):
        begin = _BEGIN.match(text, at)
        if begin is None or at < taken:
            yield from _tail(text, at) if at >= taken else ()
            continue
        following = text.find("-----BEGIN ", begin.end(), begin.end() + _MAX_BLOCK)
        limit = following if following >= 0 else min(len(text), begin.end() + _MAX_BLOCK)
        kind = "PGP key" if "PGP" in begin.group() else "private key"
        end = _END.search(text, begin.end(), limit)
        if end and not _PROSE.search(_BLOCK_HEADER.sub("", text[begin.end() : end.start()])):
            taken = end.end()
        else:  # cut off: lines that can only belong to it
            lines = _KEY_LINES.match(text, begin.end(), limit)
            stop = lines.end() if lines else begin.end()
            taken = begin.end() + len(text[begin.end() : stop].rstrip(" \t\r\n\"'+,|>\\"))
        if taken > begin.end():
            yield Match(at, taken, kind, Sort.KEY)
        else:
            yield from _behind_words(text, begin.end(), limit)
    yield from _bodies(view)
    yield from _encoded(view)


def _behind_words(text: str, at: int, limit: int) -> Iterator[Match]:
    """Lines of a key that have something before them, such as the time of a log or their number."""
    line = text.find("\n", at, limit) + 1
    for _ in range(_MAX_LINES):
        match = _LAST_WORD.match(text, line, limit) if line else None
        if match is None:
            return
        yield Match.of(match, "private key", Sort.KEY, "value")
        line = match.end() + 1


def _bodies(view: View) -> Iterator[Match]:
    """Keys whose first line is not there."""
    text, taken = view.text, 0
    for at in sorted(at for form in _BODY_STARTS for at in starts(view.data, form)):
        body = _BODY.match(text, at) if at >= taken else None
        if body and (more := _MORE_LINES.match(text, body.end())):
            taken = more.end()
            yield Match(at, taken, "private key", Sort.KEY)


def _tail(text: str, at: int) -> Iterator[Match]:
    """The last lines of a key whose beginning is not there; `at` is at the dashes before its end."""
    end = _END.match(text, at)
    begin = text.rfind("-----BEGIN ", max(0, at - _MAX_BLOCK), at)
    is_open = begin < 0 or text.find("-----END ", begin, at) >= 0
    if end and is_open and _LAST_LINE.search(text, max(0, at - _LONGEST_LINE), at):
        lines = _TAIL_LINES.search(text, max(0, at - _MAX_TAIL), at)
        if lines:
            yield Match(lines.start(), end.end(), "private key", Sort.KEY)


_MAX_TAIL = 4_000
_LONGEST_LINE = 220


def _encoded(view: View) -> Iterator[Match]:
    """Blocks in base64 once more, as Kubernetes has them."""
    for at in starts(view.data, _ENCODED_START):
        if match := _ENCODED.match(view.text, at):
            head = re.sub(r"\s", "", match[0])[:80]
            if b"PRIVATE KEY" in base64.b64decode(head[: len(head) // 4 * 4]) or len(head) < 40:
                yield Match(at, at + len(match[0].rstrip()), "private key", Sort.KEY)
