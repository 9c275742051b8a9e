"""Count phrases that the project no longer writes; `make english` lowers the allowed counts to those of today.

The phrases are hard to read for people whose first language is not English. They are counted in the Markdown of the
project, in its workflows, and in the strings, docstrings and comments of the package, but not in word lists, samples
and pages made from the code.
"""

from __future__ import annotations

import ast
import functools
import io
import json
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("english.json")
_PACKAGE = ROOT / "tooling" / "afterword"
_NOT_PROSE = (_PACKAGE / "language", _PACKAGE / "grounding" / "cues.py", _PACKAGE / "demo" / "sample")
"""Word lists, and the words of an invented incident."""
_PATTERN = re.compile(r"\\b|\(\?|\w\|\w")
_HANDWRITTEN = (
    ROOT.glob("*.md"),
    (ROOT / "docs").rglob("*.md"),
    (ROOT / "changelog.d").glob("*.md"),
    _PACKAGE.rglob("*.md"),
    (_PACKAGE / "init" / "templates").rglob("*.yml"),
    (ROOT / ".github").rglob("*.yml"),
    (ROOT / "actions").rglob("*.yml"),
)
_FORMER = {"How grave is it?"}
"""Labels of former versions that old issues still have."""
_MADE = "<!-- Made from the code by `make docs`"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern that the table names: what to write instead, how often it may still occur, and when to lower that."""

    pattern: str
    instead: str
    allowed: int
    slack: int
    """How many occurrences fewer than `allowed` there may be before the table must be renewed."""


def read_table() -> list[Phrase]:
    """Read the allowed counts."""
    return [Phrase(**row) for row in json.loads(TABLE.read_text(encoding="utf-8"))]


@functools.cache
def texts() -> tuple[tuple[str, str], ...]:
    """Read each text that a person reads, with the file and line at which it begins."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for path in (*(path for folder in _HANDWRITTEN for path in folder), *_PACKAGE.rglob("*.py")):
        if any(path.is_relative_to(folder) for folder in _NOT_PROSE):
            continue
        name, content = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(content)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_prose(node.value):
                    yield f"{name}:{node.lineno}", node.value
            for token in tokenize.generate_tokens(io.StringIO(content).readline):
                if token.type == tokenize.COMMENT:
                    yield f"{name}:{token.start[0]}", token.string
        elif _MADE not in content:
            # A phrase may be broken over two lines.
            for match in re.finditer(r"(?:.*\S.*\n?)+", content):
                yield f"{name}:{content.count(chr(10), 0, match.start()) + 1}", " ".join(match[0].split())


def _is_prose(text: str) -> bool:
    """Return whether people read a string: no pattern, no single word, no list of words without a sentence."""
    return not (_PATTERN.search(text) or text in _FORMER) and bool(
        (re.search(r"\s", text) and re.search(r"[.,:;?`()]|^[A-Z]", text)) or len(text.split()) in range(2, 12)
    )


def occurrences(pattern: str) -> list[str]:
    """List where a pattern matches, each as `file:line: words`."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return [f"{place}: {match[0]}" for place, text in texts() for match in compiled.finditer(text)]


def lower() -> None:
    """Write the counts of today into the table; a count never rises."""
    rows = [
        {
            "pattern": phrase.pattern,
            "instead": phrase.instead,
            "allowed": min(phrase.allowed, len(occurrences(phrase.pattern))),
            "slack": phrase.slack,
        }
        for phrase in read_table()
    ]
    TABLE.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    lower()
