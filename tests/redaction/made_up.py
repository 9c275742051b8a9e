"""Made-up values in place of `{a36}` and the like: no file of the repository has what looks like a live key."""

from __future__ import annotations

import random
import re
import string

_ALPHABETS = {
    "a": string.ascii_letters + string.digits,
    "b": string.ascii_letters + string.digits + "+/",
    "d": string.ascii_letters + string.digits + "-",
    "l": string.ascii_lowercase + string.digits,
    "n": string.digits,
    "u": string.ascii_uppercase + string.digits,
    "w": string.ascii_letters + string.digits + "_",
    "x": "0123456789abcdef",
}
_FIELD = re.compile(r"\{([abdlnuwx])(\d{1,4})\}")


def fill(text: str) -> str:
    """Replace each field, a letter for the alphabet and a length, by random characters; always the same ones.

    Dashes and underscores never end a value, and digits, small letters and capitals change often, as in keys.
    """

    def made(match: re.Match[str]) -> str:
        rng, alphabet, length = random.Random(match[0]), _ALPHABETS[match[1]], int(match[2])
        if match[1] == "n":
            return "".join(rng.choice(alphabet) for _ in range(length))
        letters = "".join(char for char in alphabet if char.isalpha())
        parts = [alphabet if at % 3 else string.digits if at % 2 else letters for at in range(length - 1)]
        return "".join(rng.choice(part) for part in parts) + rng.choice(letters)

    return _FIELD.sub(made, text)
