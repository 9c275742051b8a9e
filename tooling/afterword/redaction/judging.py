"""Whether a value is random, as secrets are, or a word, a name, a hash, a reference or a filler."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter

from afterword.text.word_set import word_set

_FILLERS = frozenset("x*.#?•_-0")
_SHORTENED = re.compile(r"redacted|\.\.\.|…|\*\*\*|EXAMPLE(?:KEY)?\Z")
_FILLER_WORD = re.compile(
    r"example|changeme(?!\d*[!#$%&*])|change[-_]me|placeholder|redacted|your[-_]|[-_]here\b|dummy|insert[-_]|not[-_](?:set|used)|x{4,}",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[A-Za-z0-9]+")
_HASH = re.compile(
    r"(?:sha(?:1|256|384|512)[:-])?(?:[0-9a-f]{7,8}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})", re.I
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

_REFERENCE = re.compile(
    r"\$[\w{(]|\{\{|%\(|<|os\.|process\.|env[.\[(]|getenv|secrets?[.\[]|var\.|vault:|arn:|op://|ref\+|sm://"
    r"|kms:|projects/|file:|/run/|/etc/|/var/|\./|\.\./|!Ref|!vault|local\.|data\.|module\.|self\.|this\.|config\."
    r"|settings\.|args\.|params\.|https?://|[a-z]+_[a-z_]+\.[a-z]\w*\.[a-z_]+\Z"
)
_LITERALS = word_set("""
    null none nil true false yes no undefined string str int bytes text password secret token unset empty required
    optional hidden masked removed missing invalid expired unknown incorrect wrong revoked rotated default basic bearer
""")


def is_filler(value: str) -> bool:
    """Whether the value is a placeholder for one that is left out: `xxxx`, `your-key-here`, `…EXAMPLE`."""
    if _FILLERS.issuperset(value.lower()) or _SHORTENED.search(value):
        return True
    rest, count = _FILLER_WORD.subn(" ", value)
    # A password may contain such a word: `exampleTr0ub4dor3` is live.
    return count > 0 and not any(len(part) >= 6 and _changes(part) >= 3 for part in _SEGMENT.findall(rest))


def is_reference(value: str) -> bool:
    """Whether the value names where the secret is kept, and is none itself."""
    return bool(_REFERENCE.match(value)) or value.lower().strip(".,;:!?)\"'") in _LITERALS


def is_hash_or_uuid(value: str) -> bool:
    """Whether the value has the form of a digest, a trace id or a UUID."""
    return bool(_HASH.fullmatch(value) or _UUID.fullmatch(value))


def is_random(value: str) -> bool:
    """Whether the value cannot be words joined by dashes: a long part of it mixes digits and letters, or cases."""
    return any(_mixed(part) for part in _SEGMENT.findall(value))


def _mixed(part: str) -> bool:
    if len(part) < 8:
        return False
    digits = sum(char.isdigit() for char in part)
    if digits == len(part):
        return False
    return _changes(part) >= (3 if digits else 5)


def _changes(part: str) -> int:
    """How often it goes from digits, small or capital letters to another of them."""
    return sum(_class(one) != _class(two) for one, two in itertools.pairwise(part))


def _class(char: str) -> int:
    return 0 if char.isdigit() else 1 if char.islower() else 2


def entropy(value: str) -> float:
    """Bits a character, by how often each occurs in the value itself."""
    total = len(value)
    return -sum(count / total * math.log2(count / total) for count in Counter(value).values())
