"""The prompt diff."""

from __future__ import annotations

import difflib

from afterword.derive.fence import fenced


def prompt_diff(before: str, after: str, before_name: str, after_name: str) -> str:
    """A `diff` block of two prompts, with three lines of context.

    Args:
        before: the prompt's text before, newlines as LF.
        after: its text after.
        before_name: name of the file before, as the diff's header shows it.
        after_name: name of the file after.
    """
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), before_name, after_name, lineterm="")
    text = "\n".join(lines)
    return fenced(text, "diff") if text else f"`{before_name}` and `{after_name}` hold the same text."
