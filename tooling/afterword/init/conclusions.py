"""Who concludes in a post-mortem: what `init` asks, and the settings that an answer becomes."""

from __future__ import annotations

from typing import get_args

from afterword.config import Config, Way
from afterword.postmortem import outline

CONCLUSIONS = tuple(
    kind.name
    for kind in (
        outline.ROOT_CAUSE, outline.WENT_WELL, outline.WENT_WRONG, outline.GOT_LUCKY, outline.LESSONS,
        outline.ACTION_ITEMS,
    )
)  # fmt: skip
"""The sections in which somebody says what an incident means; the others say what happened."""
WAYS: tuple[Way, ...] = get_args(Way)
QUESTION = """\
Who writes the causes, what went well and wrong, the lessons and the action items?
  draft   Afterword drafts them from the evidence, and people review the draft
  gather  Afterword puts the evidence and open questions there, and people conclude
  leave   people write them"""


def way_of_conclusions(config: Config) -> Way:
    """Return the way in which the settings have all conclusions written; `draft` if they name several."""
    found = {config.draft.sections.get(name, "draft") for name in CONCLUSIONS}
    return found.pop() if len(found) == 1 else "draft"


def write_ways(way: Way) -> str:
    """Write the settings by which conclusions are written in a way; empty for the default."""
    if way == "draft":
        return ""
    lines = (f"    {name}: {way}\n" for name in CONCLUSIONS)
    return f"draft:\n  sections: # each can be draft, gather or leave\n{''.join(lines)}"
