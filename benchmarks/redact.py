"""How fast text is redacted, and whether the time grows with the text alone.

The text is generated: prose, post-mortems, chats, logs, JSON lines, YAML and diffs, with a secret or a piece of
personal data now and then. Beside it, in the same run, detect-secrets reads the first part of the same text, where it
is installed. All times are of the processor, the least of several runs, since other load does not lengthen those much.

    python benchmarks/redact.py [kilobytes]
"""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Iterator

from figures import Figure, show

from afterword.redaction import Redactor

WORDS_LIST = """
the model answered with an invented rule and users asked support about it because the prompt of that release dropped
the line which tied answers to the policy so the guardrail let them through while the evaluation suite had no case
beyond thirty days and the alert on refund_rate came after customers had already written — nobody was paged
"""
WORDS = WORDS_LIST.split()
TARGET = 20.0
"""Megabytes a second."""


def _word(rng: random.Random, alphabet: str, length: int) -> str:
    return "".join(rng.choice(alphabet) for _ in range(length))


def _prose(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(8, 24))]
    return f"{' '.join(words).capitalize()}.\n"


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(count))


def _hex(rng: random.Random, length: int) -> str:
    return _word(rng, "0123456789abcdef", length)


def _log(rng: random.Random) -> str:
    time_of_day = f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:12.{rng.randint(0, 999):03d}Z"
    return (
        f"2026-04-{rng.randint(1, 28):02d}T{time_of_day} INFO gateway request_id={_hex(rng, 32)} "
        f"model=acme-chat-2026-04-14 tokens={rng.randint(100, 4000)} latency_ms={rng.random() * 900:.1f} status=200 "
        f"{_words(rng, 6)}\n"
    )


def _json(rng: random.Random) -> str:
    identity = f"{_hex(rng, 8)}-1f3a-4c2b-9d1e-{_hex(rng, 12)}"
    score = f"{rng.random():.4f}"
    return f'{{"id": "{identity}", "role": "assistant", "content": "{_words(rng, 14)}", "score": {score}}}\n'


def _yaml(rng: random.Random) -> str:
    return (
        f"- name: {rng.choice(WORDS)}\n  temperature: 0.{rng.randint(1, 9)}\n"
        f"  max_tokens: {rng.randint(100, 900)}\n  notes: {_words(rng, 9)}\n"
    )


def _chat(rng: random.Random) -> str:
    return (
        f"[{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}] {rng.choice(('dana', 'priya', 'sam.lee'))}: "
        f"{_words(rng, rng.randint(3, 25))}{rng.choice(('', '?', ' :+1:', ' (thread)', ' — on it'))}\n"
    )


def _post_mortem(rng: random.Random) -> str:
    return rng.choice((
        f"## {_words(rng, 3).capitalize()}\n\n",
        f"- **{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}Z** {_prose(rng)}",
        f"| {rng.choice(WORDS)} | {rng.randint(1, 9000)} | {rng.random():.2%} | `{rng.choice(WORDS)}_rate` |\n",
        f"{_prose(rng)}{_prose(rng)}{_prose(rng)}\n",
    ))  # fmt: skip


def _diff(rng: random.Random) -> str:
    return f"@@ -{rng.randint(1, 90)},7 +{rng.randint(1, 90)},7 @@\n-{_prose(rng)}+{_prose(rng)} {_prose(rng)}"


def _private(rng: random.Random) -> str:
    # Put together here, so that no file of the repository holds anything that looks like a live key.
    made = (
        "gh" + "p_" + _word(rng, string.ascii_letters + string.digits, 36),
        "sk-" + "ant-api03-" + _word(rng, string.ascii_letters + string.digits, 90),
        f"{_word(rng, string.ascii_lowercase, 7)}@example.org",
        f"+49 30 {rng.randint(100000, 999999)}",
        f"203.0.113.{rng.randint(1, 254)}",
        f"password: {_word(rng, string.ascii_letters + string.digits, 14)}",
    )
    return f"It came from {rng.choice(made)} at first.\n"


KINDS: dict[str, Callable[[random.Random], str]] = {
    "prose": _prose,
    "post-mortem": _post_mortem,
    "chat": _chat,
    "log": _log,
    "JSON lines": _json,
    "YAML": _yaml,
    "diff": _diff,
}


def generate(size: int, *kinds: str) -> str:
    """So many characters of text of some kinds, of all if none is named; always the same."""
    rng = random.Random(1)  # noqa: S311
    parts: list[str] = []
    length = 0
    makers = [KINDS[kind] for kind in kinds or KINDS]
    while length < size:
        parts.append(_private(rng) if rng.random() < 0.02 else rng.choice(makers)(rng))
        length += len(parts[-1])
    return "".join(parts)


HOSTILE: dict[str, Callable[[int], str]] = {
    "mixed": generate,
    "numbers": lambda size: "1234567 " * (size // 8),
    "Cyrillic": lambda size: "авария " * (size // 7),
    "one letter": lambda size: "a" * size,
    "digits": lambda size: "4" * size,
    "digits and spaces": lambda size: "41 " * (size // 3),
    "at signs": lambda size: "a@" * (size // 2),
    "half addresses": lambda size: "a.b@c." * (size // 6),
    "colons": lambda size: "a:" * (size // 2),
    "begins of keys": lambda size: ("-----BEGIN PRIVATE " + "KEY-----") * (size // 27),
    "prefixes": lambda size: ("sk-" + "ant-") * (size // 7),
    "wrapped": lambda size: ("sk-" + "a\n") * (size // 5),
    "settings": lambda size: 'password="' * (size // 10),
    "schemes": lambda size: "://a:" * (size // 5),
    "placeholders": lambda size: "[email 1]" * (size // 9),
    "dashes": lambda size: "1-" * (size // 2),
    "capitals": lambda size: "DE89" * (size // 4),
    "token of a token": lambda size: "token " * (size // 6),
    "jwt": lambda size: "eyJ" * (size // 3),
    "streets": lambda size: "1 A St " * (size // 7),
    "dots": lambda size: "1." * (size // 2),
    "hidden": lambda size: "a\u200b" * (size // 2),
    "look-alikes": lambda size: "a\u0431" * (size // 2),
    "cookies": lambda size: "cookie: a=" * (size // 10),
}
"""Texts of a given length that make a careless pattern slow."""


def seconds(text: str) -> float:
    """How long it takes to redact a text."""
    began = time.process_time()
    Redactor().redact(text)
    return time.process_time() - began


def _peer(text: str) -> float | None:
    try:
        from detect_secrets.core.scan import scan_line  # type: ignore[import-not-found]
        from detect_secrets.settings import default_settings  # type: ignore[import-not-found]
    except ImportError:
        return None
    with default_settings():
        began = time.process_time()
        for line in text.splitlines():
            list(scan_line(line))
        return time.process_time() - began


def main(kilobytes: int = 1_000) -> Iterator[Figure]:
    """Yield the rates for typical text, and the seconds for hostile text."""
    size = kilobytes * 1_000
    for kind in KINDS:
        yield Figure(kind, f"{_rate(generate(size // 5, kind)):.1f} MB/s")
    text = generate(size)
    rate = _rate(text)
    yield Figure("all kinds of text", f"{rate:.1f} MB/s", f"at least {TARGET:.0f}")
    part = text[:100_000]
    peer = _peer(part)
    if peer is None:
        yield Figure("detect-secrets", "is not installed: no peer to compare with")
    else:
        of_peer = len(part.encode()) / 1e6 / peer
        yield Figure("detect-secrets", f"{of_peer:.2f} MB/s; ours is {rate / of_peer:.0f} times as fast")
    for name, make in HOSTILE.items():
        tenth, whole = min(seconds(make(size // 10)) for _ in range(2)), seconds(make(size))
        yield Figure(
            f"hostile: {name}", f"{whole:.2f} s, {whole / tenth:.1f} times as long as a tenth of it", "about 10"
        )


def _rate(text: str) -> float:
    return len(text.encode()) / 1e6 / min(seconds(text) for _ in range(3))


if __name__ == "__main__":
    show(main)
