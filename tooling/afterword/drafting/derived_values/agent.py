"""What an agent did, from its sessions: which tools it called, and which of its commands cannot be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.derive.model_calls import model_of
from afterword.drafting.derived_values.proposal import Proposal, first_sources, is_open
from afterword.evidence import Ledger
from afterword.postmortem.schema import FrontMatter
from afterword.text.late_pattern import late_pattern
from afterword.text.shorten import shorten

_CALLED = late_pattern(r"^(?:Output: )?called (?P<tool>[\w.:/-]{1,60}): (?P<command>[^\n]*)", re.MULTILINE)
_MAX_ACTIONS = 5
_MAX_COMMAND = 100
_IRREVERSIBLE = late_pattern(
    r"\brm\s+-\w*[rf]|\b(?:drop|truncate)\s+(?:table|database|schema|collection)\b|\bdelete\s+from\b|"
    r"\b(?:delete|remove|purge|destroy|drop|wipe)[ _-](?:all|database|bucket|volume|cluster|namespace|table)s?\b|"
    r"\b(?:delete|remove|destroy|purge|rm|rb|prune)\b.{0,80}--(?:all|force|recursive|yes|auto-approve)\b|"
    r"\bterraform\s+destroy\b|\bgit\s+push\b.{0,80}(?:--force|\s-f)\b|\bgit\s+(?:reset\s+--hard|clean\s+-\w*f)|"
    r"\bkubectl\s+delete\b|\b(?:mkfs|shred)\b|\bdd\s+if=|\bdropdb\b|\bhelm\s+uninstall\b|\bflushall\b",
    re.IGNORECASE,
)
"""Commands that delete or overwrite; a dry run of them does neither."""
_TOKENS = late_pattern(r" \(\d+ tokens (?:in|out)(?:, \d+ tokens out)?\)$")
_HARMLESS = late_pattern(r"--(?:dry-?run|help|whatif)\b|^(?:echo|grep|cat|man|explain)\s", re.IGNORECASE)


def agent_values(front: FrontMatter, ledger: Ledger) -> Iterator[Proposal]:
    """Propose the tools that an agent called, and its commands that cannot be undone."""
    tools: dict[str, str] = {}
    actions: dict[str, str] = {}
    for item in ledger.items:
        if not (item.actor == "assistant" or model_of(item.actor)):
            continue
        for called in _CALLED.finditer(item.text):
            tools.setdefault(called["tool"], item.id)
            command = _TOKENS.sub("", called["command"])
            if _IRREVERSIBLE.search(command) and not _HARMLESS.search(command):
                actions.setdefault(f"{called['tool']}: {shorten(command, _MAX_COMMAND)}", item.id)
    if (more := len(actions) - _MAX_ACTIONS) > 0:
        actions = dict(list(actions.items())[:_MAX_ACTIONS]) | {f"and {more} more like these": ""}
    for key, found in (("tools", tools), ("irreversible_actions", actions)):
        if found and is_open(getattr(front.agent, key, None)):
            yield Proposal(("agent", key), list(found), first_sources(filter(None, found.values())))
