"""Cells that have text but no answer: placeholders, `everyone` as the owner, an end that fits any action."""

from __future__ import annotations

import re

from afterword.postmortem import ActionItem

_AROUND = " \t.,:;!*_`()[]<>{}"
_NOTHING = frozenset(
    ("", "?", "??", "???", "-", "--", "–", "—", "…", "...", "n/a", "na", "none", "nil", "tbd", "tba", "tbc", "todo",
     "xxx", "to be determined", "to be decided", "to be defined", "to be confirmed", "to be assigned", "fill in")
)  # fmt: skip
_NOBODY = frozenset(
    ("all", "all of us", "all teams", "anybody", "anyone", "each", "everybody", "everyone", "nobody", "no one",
     "no-one", "not assigned", "somebody", "someone", "the team", "the whole team", "team", "teams", "unassigned", "us",
     "we", "whole team")
)  # fmt: skip
_HANDLE = re.compile(r"@[A-Za-z0-9]")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}")
_LISTED = re.compile(r"[,;]")
# Words that fit the end of any action. "It fails on v41" has other words as well.
_ENDED = frozenset(
    ("a", "all", "an", "and", "are", "as", "asap", "be", "been", "closed", "complete", "completed", "deployed",
     "done", "finished", "fixed", "has", "have", "if", "implemented", "is", "issue", "item", "it", "live",
     "merged", "now", "once", "ongoing", "or", "possible", "pr", "prs", "ready", "released", "resolved",
     "shipped", "soon", "task", "that", "the", "then", "this", "ticket", "we", "when")
)  # fmt: skip
_WORD = re.compile(r"\w+")


def says_nothing(text: str) -> bool:
    """Whether a cell is empty or contains only a placeholder. `unknown` is an answer."""
    return text.casefold().strip(_AROUND) in _NOTHING


def owner_lack(item: ActionItem) -> str:
    """Return what is wrong with an action item's owner, as part of a sentence; empty if it has one owner.

    A team is one owner, and so is a role in words.
    """
    text = item.text("Owner")
    bare = text.casefold().strip(_AROUND)
    if says_nothing(text) or bare in _NOBODY:
        return "no owner"
    logins = [part.strip() for part in _LISTED.split(text)]
    if len(_HANDLE.findall(text)) > 1 or (len(logins) > 1 and all(_LOGIN.fullmatch(login) for login in logins)):
        return "more than one owner"
    return ""


def fits_any_action(text: str) -> bool:
    """Whether the text about the end of an action item would fit any action: `merged`, `when it is done`."""
    return says_nothing(text) or _ENDED.issuperset(_WORD.findall(text.casefold()))
