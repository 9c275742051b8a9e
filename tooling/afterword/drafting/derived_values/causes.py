"""Each prompt and configuration that changed, as a cause: whether it is one, the reviewer says.

If none was collected, the root cause that somebody names by this label: `Root cause: the temperature of release 212`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterword.derive.causes import write_changed_lines, write_changed_settings
from afterword.drafting.assembling.places import names_who_did_it
from afterword.drafting.assembling.reading import Said
from afterword.drafting.derived_values.proposal import Proposal
from afterword.drafting.derived_values.stated import is_own_account
from afterword.evidence.collected_versions import Versions
from afterword.language.standing import Standing, is_supposed
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.text.shorten import shorten

_MAX_SUMMARY = 160
_LABEL = late_pattern(
    r"(?:the )?root cause(?: identified| found| confirmed| is| was)?\s?:\s+(?P<cause>\S.{11,})", re.I | re.S
)
_OPEN = late_pattern(
    r"\b(?:unknown|unclear|not (?:yet )?(?:known|clear|found|sure)|tbd|investigat\w+|to be)\b|\?|n't\b"
)
_KINDS = {
    "prompt": r"prompts?|system messages?",
    "model": r"models?|snapshots?|fine-?tun\w+",
    "retrieval": r"index(?:es)?|retriev\w+|embeddings?|rerankers?",
    "config": r"config\w*|settings?|temperature|top_p|max_tokens|thresholds?|flags?|parameters?",
    "tool": r"tools?|tool calls?|function calls?",
    "guardrail": r"guardrails?|moderation",
    "eval": r"evals?|judges?",
    "code": r"bugs?|race condition|deadlock|typo|regression|exception",
    "routing": r"rout(?:er|ing)|load balanc\w+",
    "infrastructure": r"gpus?|nodes?|disks?|memory|cluster|network|dns|certificates?",
    "provider": r"providers?|vendors?|upstream",
    "traffic": r"traffic|load spike|spike",
}
"""By the part of the system, the words that name it."""


def cause_values(prompts: Sequence[Versions], settings: Sequence[Versions]) -> Iterator[Proposal]:
    """Propose a cause for each pair of versions that differ."""
    for kind, pairs in (("prompt", prompts), ("config", settings)):
        for pair in filter(lambda pair: pair.differs, pairs):
            cause = {"id": pair.name, "kind": kind, "summary": _what_changed(kind, pair), "before": pair.before}
            yield Proposal(("causes", pair.name), {**cause, "after": pair.after}, (pair.after,), is_item=True)


def named_causes(said: Sequence[Said]) -> Iterator[Proposal]:
    """Propose the root cause that one sentence names; if several do, people have to say which they are."""
    found = [
        (one, match["cause"].strip())
        for one in said
        if one.standing is Standing.STATED and not is_supposed(one.text) and (match := _LABEL.match(one.text))
        if not _OPEN.search(normalise_caseless(one.text))
        and not names_who_did_it(match["cause"])
        and is_own_account(normalise_caseless(one.text), one.item.actor or "")
    ]
    if len(found) != 1:
        return
    one, text = found[0]
    words = normalise_caseless(text)
    kinds = [kind for kind, names in _KINDS.items() if re.search(rf"\b(?:{names})\b", words)]
    kind = kinds[0] if len(kinds) == 1 else "unknown"
    name = kind if kind != "unknown" else "root-cause"
    summary = shorten(text[:1].upper() + text[1:].rstrip("."), _MAX_SUMMARY)
    yield Proposal(("causes", name), {"id": name, "kind": kind, "summary": summary}, (one.item.id,), is_item=True)


def _what_changed(kind: str, pair: Versions) -> str:
    assert pair.texts
    if kind == "config" and all(pair.settings):
        return write_changed_settings(*pair.settings)
    return write_changed_lines(pair.after, pair.texts)
