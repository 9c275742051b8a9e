"""What marks an issue as ours, and which part of its body is ours to write.

    <!-- afterword:begin -->
    <!-- afterword:action=2026-02-10-support-bot/A1 -->
    …
    <!-- afterword:end -->

People write above and below; that text is never touched. A body edited in GitHub's form comes back with CRLF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BEGIN = "<!-- afterword:begin -->"
END = "<!-- afterword:end -->"
WITHDRAWN = "<!-- afterword:withdrawn -->"
"""Says that we closed the issue because its row went away, so that it is reopened when the row comes back."""

_ACTION = re.compile(r"<!--\s*afterword:action=([0-9A-Za-z-]{1,250})/([A-Za-z][A-Za-z0-9-]{0,39})\s*-->")
# The innermost pair: a marker that lost its partner must not swallow what people wrote.
_BLOCK = re.compile(rf"{re.escape(BEGIN)}((?:(?!{re.escape(BEGIN)}).)*?){re.escape(END)}", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which action item: the post-mortem's id and the row's, in lower case, so that `a1` is `A1`."""

    document: str
    action: str

    @classmethod
    def of(cls, document: str, action: str) -> Key:
        """The key of a row."""
        return cls(document.casefold(), action.casefold())


def action_marker(document: str, action: str) -> str:
    """The comment that says which action item an issue stands for."""
    return f"<!-- afterword:action={document}/{action} -->"


def find_marker(body: str) -> tuple[str, str] | None:
    """Post-mortem and row that a body says it stands for, as written: by our block, else by the first marker."""
    found = _BLOCK.search(body)
    match = (_ACTION.search(found[1]) if found else None) or _ACTION.search(body)
    return (match[1], match[2]) if match else None


def find_key(body: str) -> Key | None:
    """The key of the action item that a body says it stands for."""
    found = find_marker(body)
    return Key.of(*found) if found else None


def named(body: str) -> str:
    """The action item that a body stands for, for people; empty where it stands for none."""
    found = find_marker(body)
    return f"{found[1]} of {found[0]}" if found else ""


def block_of(body: str) -> str | None:
    """The text between our markers with LF and without blank lines around it; None where there is no block."""
    found = _BLOCK.search(body)
    return _lines(found[1]).strip("\n") if found else None


def is_withdrawn(body: str) -> bool:
    """Whether we closed the issue because its row was gone."""
    return WITHDRAWN in (block_of(body) or "")


def with_block(body: str, block: str) -> str:
    """The body with our block put in place of the former one, or above everything where there is none."""
    text = f"{BEGIN}\n{block}\n{END}"
    found = _BLOCK.search(body)
    if found:
        return body[: found.start()] + text + body[found.end() :]
    return f"{text}\n\n{body}" if body.strip() else text + "\n"


def withdrawn(body: str) -> str:
    """The body with a note in our block that its row is gone."""
    return with_block(body, f"{WITHDRAWN}\n{block_of(body) or ''}".rstrip("\n"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
