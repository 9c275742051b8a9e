"""Forms in which engineers paste secrets and personal data, a line each, written together with the rules for them.

They show what each rule finds and leaves, and measure nothing: the labelled sets do that. `⟦ ⟧` is around what must go,
all of it and no more; a line without it must stay as it is. `{a40}` and the like are filled with made-up values
(`made_up.py`), `{}` only keeps a key from looking live, `\\n` and `\\t` are written so, and `# ` names what the lines
below it are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from afterword.redaction.placeholders import PLACEHOLDER
from afterword.redaction.redactor import KINDS
from redaction.made_up import fill

MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}


def outlined(redacted: str) -> str:
    """A redacted text with `…` for each placeholder that says what it was."""
    return PLACEHOLDER.sub(lambda match: "…" if match["kind"] in KINDS else match[0], redacted)


def expected(marked: str) -> str:
    """What must be left of a text, outlined."""
    return MARKED.sub(lambda match: "…" + "\n" * match[1].count("\n"), marked)


def unmarked(marked: str) -> str:
    """The text itself."""
    return MARKED.sub(lambda match: match[1], marked)


class Form(NamedTuple):
    """A text, the same with its marks, what must not survive of it, and what it is about."""

    text: str
    marked: str
    values: tuple[str, ...]
    about: str


def forms(name: str) -> Iterator[Form]:
    """Yield the forms of a file."""
    about = ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and "⟦" not in line:
            about = line.removeprefix("# ")
            continue
        text = fill(re.sub(r"\\[nt\\]", lambda match: _ESCAPES[match[0]], line.replace("{}", "")))
        yield Form(unmarked(text), text, tuple(MARKED.findall(text)), about)
