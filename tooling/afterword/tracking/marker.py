"""What marks an issue as ours, and which part of its body we write.

    <!-- afterword:begin -->
    <!-- afterword:action=2026-02-10-support-bot/A1 -->
    …
    <!-- afterword:end -->

`afterword:document=` marks the issue that the others of a post-mortem are parts of, `afterword:reminder=` the one that
asks for its publication. People write above and below; that text is never changed. A body edited in GitHub's form comes
back with CRLF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from afterword.text.newlines import with_lf

BEGIN = "<!-- afterword:begin -->"
END = "<!-- afterword:end -->"
WITHDRAWN = "<!-- afterword:withdrawn -->"
"""Says that we closed the issue, because its row is gone or nothing is left to do; so we may reopen it."""

ACTION, DOCUMENT, REMINDER = "action", "document", "reminder"

_ID = r"([0-9A-Za-z-]{1,250})"
_MARKER = re.compile(
    rf"<!--\s*afterword:(?:action={_ID}/([A-Za-z][A-Za-z0-9-]{{0,39}})|(document|reminder)={_ID})\s*-->"
)
# The innermost pair: a marker without its partner must not swallow what people wrote.
_BLOCK = re.compile(rf"{re.escape(BEGIN)}((?:(?!{re.escape(BEGIN)}).)*?){re.escape(END)}", re.DOTALL)
_LINK = re.compile(r"\]\(<([^>\n]*)>\)")
_OWNER = re.compile(r"^- \*\*Owner:\*\* `@?([A-Za-z0-9-]+)`$", re.MULTILINE)
_PLACE = re.compile(r" \(\[line \d+\]\(<[^>\n]*>\)\)")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What an issue is for: in lower case, so that `a1` is `A1`.

    Attributes:
        document: the post-mortem's id.
        action: the row's id; empty for an issue of the whole post-mortem.
        subject: `ACTION`, `DOCUMENT` or `REMINDER`.
        written: document and action as written.
    """

    document: str
    action: str
    subject: str
    written: tuple[str, str] = field(compare=False)

    @classmethod
    def of(cls, document: str, action: str = "", subject: str = ACTION) -> Key:
        """Return the key of a row, or of a document."""
        return cls(document.casefold(), action.casefold(), subject, (document, action))

    @property
    def name(self) -> str:
        """What it is for, for people."""
        document, action = self.written
        return f"{action} of {document}" if action else f"the {self.subject} {document}"


def action_marker(document: str, action: str) -> str:
    """Return the comment that says which action item an issue is for."""
    return f"<!-- afterword:action={document}/{action} -->"


def document_marker(document: str, subject: str) -> str:
    """Return the comment that says for which document an issue is the parent, or the reminder."""
    return f"<!-- afterword:{subject}={document} -->"


def find_keys(body: str) -> list[Key]:
    """Return what a body says it is for: by its blocks, of which people may have pasted some; else by the first
    marker."""
    blocks = (_MARKER.search(block[1]) for block in _BLOCK.finditer(body))
    found = [match for match in blocks if match] or [match for match in (_MARKER.search(body),) if match]
    return list(dict.fromkeys(Key.of(one[1], one[2]) if one[1] else Key.of(one[4], "", one[3]) for one in found))


def find_key(body: str) -> Key | None:
    """Return what a body says it is for first; None if it does not say."""
    return next(iter(find_keys(body)), None)


def block_of(body: str) -> str | None:
    """Return the text between our markers with LF and without blank lines around it; None if there is no block."""
    found = _BLOCK.search(body)
    return with_lf(found[1]).strip("\n") if found else None


def without_line(block: str) -> str:
    """Return a block without the commit and line that its issue was opened from: they were right then, and stay."""
    return _PLACE.sub("", block, count=1)


def says(body: str, block: str) -> bool:
    """Whether a body contains our block."""
    found = block_of(body)
    return found is not None and without_line(found) == without_line(block)


def document_place(body: str) -> str:
    """Return where our block says that the post-mortem is: an address or a path; empty if it does not say."""
    found = _LINK.search(block_of(body) or "")
    return found[1] if found else ""


def is_withdrawn(body: str) -> bool:
    """Whether it was us who closed the issue."""
    return (block_of(body) or "").startswith(WITHDRAWN)


def with_block(body: str, block: str) -> str:
    """Return the body with our block in place of the former one, or above everything if there is none."""
    text = f"{BEGIN}\n{block}\n{END}"
    found = _BLOCK.search(body)
    if found:
        return body[: found.start()] + text + body[found.end() :]
    return f"{text}\n\n{body}" if body.strip() else text + "\n"


def withdrawn(body: str) -> str:
    """Return the body with a note in our block that it was us who closed it."""
    return with_block(body, f"{WITHDRAWN}\n{block_of(body) or ''}".rstrip("\n"))


def comment_marker(name: str) -> str:
    """Return the HTML comment that says what a comment of ours is about, so that it is written once."""
    return f"<!-- afterword:comment={name} -->"


def owner_of(body: str) -> str:
    """Return the login that our block names as owner; empty if it names none."""
    found = _OWNER.search(block_of(body) or "")
    return found[1] if found else ""
