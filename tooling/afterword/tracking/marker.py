"""What marks an issue as ours, and which part of its body is ours to write.

    <!-- afterword:begin -->
    <!-- afterword:action=2026-02-10-support-bot/A1 -->
    …
    <!-- afterword:end -->

`afterword:document=` marks the issue that the others of a post-mortem are parts of, `afterword:reminder=` the one that
asks for its publication. People write above and below; that text is never touched. A body edited in GitHub's form comes
back with CRLF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from afterword.text.newlines import with_lf

BEGIN = "<!-- afterword:begin -->"
END = "<!-- afterword:end -->"
WITHDRAWN = "<!-- afterword:withdrawn -->"
"""Says that we closed the issue, because its row went away or nothing is left to do; so we may reopen it."""

ACTION, DOCUMENT, REMINDER = "action", "document", "reminder"

_ID = r"([0-9A-Za-z-]{1,250})"
_MARKER = re.compile(
    rf"<!--\s*afterword:(?:action={_ID}/([A-Za-z][A-Za-z0-9-]{{0,39}})|(document|reminder)={_ID})\s*-->"
)
# The innermost pair: a marker that lost its partner must not swallow what people wrote.
_BLOCK = re.compile(rf"{re.escape(BEGIN)}((?:(?!{re.escape(BEGIN)}).)*?){re.escape(END)}", re.DOTALL)
_LINK = re.compile(r"\]\(<([^>\n]*)>\)")
_PLACE = re.compile(r" \(\[line \d+\]\(<[^>\n]*>\)\)")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What an issue stands for: in lower case, so that `a1` is `A1`.

    Attributes:
        document: the post-mortem's id.
        action: the row's id; empty for an issue of the whole post-mortem.
        subject: `ACTION`, `DOCUMENT` or `REMINDER`.
    """

    document: str
    action: str
    subject: str = ACTION

    @classmethod
    def of(cls, document: str, action: str = "", subject: str = ACTION) -> Key:
        """The key of a row, or of a document."""
        return cls(document.casefold(), action.casefold(), subject)


def action_marker(document: str, action: str) -> str:
    """The comment that says which action item an issue stands for."""
    return f"<!-- afterword:action={document}/{action} -->"


def document_marker(document: str, subject: str) -> str:
    """The comment that says for which document an issue is the parent, or the reminder."""
    return f"<!-- afterword:{subject}={document} -->"


def _find(body: str) -> re.Match[str] | None:
    found = _BLOCK.search(body)
    return (_MARKER.search(found[1]) if found else None) or _MARKER.search(body)


def find_key(body: str) -> Key | None:
    """What a body says it stands for: by our block, else by the first marker."""
    found = _find(body)
    if found is None:
        return None
    return Key.of(found[1], found[2]) if found[1] else Key.of(found[4], "", found[3])


def find_action(body: str) -> str:
    """The row's id as written; empty where the body stands for no row."""
    found = _find(body)
    return (found[2] or "") if found else ""


def named(body: str) -> str:
    """What a body stands for, for people; empty where it stands for nothing."""
    found = _find(body)
    if found is None:
        return ""
    return f"{found[2]} of {found[1]}" if found[1] else f"the {found[3]} {found[4]}"


def block_of(body: str) -> str | None:
    """The text between our markers with LF and without blank lines around it; None where there is no block."""
    found = _BLOCK.search(body)
    return _lines(found[1]).strip("\n") if found else None


def lasting(block: str) -> str:
    """A block without the commit and line that its issue was opened from: they were right then, and stay."""
    return _PLACE.sub("", block, count=1)


def says(body: str, block: str) -> bool:
    """Whether a body holds our block."""
    found = block_of(body)
    return found is not None and lasting(found) == lasting(block)


def document_place(body: str) -> str:
    """Where our block says that the post-mortem is: an address or a path; empty where it says nothing."""
    found = _LINK.search(block_of(body) or "")
    return found[1] if found else ""


def is_withdrawn(body: str) -> bool:
    """Whether it was us who closed the issue."""
    return (block_of(body) or "").startswith(WITHDRAWN)


def with_block(body: str, block: str) -> str:
    """The body with our block put in place of the former one, or above everything where there is none."""
    text = f"{BEGIN}\n{block}\n{END}"
    found = _BLOCK.search(body)
    if found:
        return body[: found.start()] + text + body[found.end() :]
    return f"{text}\n\n{body}" if body.strip() else text + "\n"


def withdrawn(body: str) -> str:
    """The body with a note in our block that it was us who closed it."""
    return with_block(body, f"{WITHDRAWN}\n{block_of(body) or ''}".rstrip("\n"))


def comment_marker(name: str) -> str:
    """The comment that says what one of our comments is about, so that it is written once."""
    return f"<!-- afterword:comment={name} -->"


def _lines(text: str) -> str:
    return with_lf(text)


_OWNER = re.compile(r"^- \*\*Owner:\*\* `@?([A-Za-z0-9-]+)`$", re.MULTILINE)


def owner_of(body: str) -> str:
    """The login that our block names as owner; empty where it names none."""
    found = _OWNER.search(block_of(body) or "")
    return found[1] if found else ""
