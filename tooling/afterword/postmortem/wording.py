"""What the readers of values share."""

from __future__ import annotations

import re


def shorten(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def qualifier_of(text: str) -> tuple[str, str]:
    match = re.match(r"(~|>=|<=|>|<)\s*", text)
    return (match[1], text[match.end() :]) if match else ("", text)
