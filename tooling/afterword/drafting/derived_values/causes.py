"""Each prompt and configuration that changed, as a cause: whether it is one, the reviewer says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.derive.causes import write_changed_lines, write_changed_settings
from afterword.drafting.derived_values.proposal import Proposal
from afterword.evidence.collected_versions import Versions


def cause_values(prompts: Sequence[Versions], settings: Sequence[Versions]) -> Iterator[Proposal]:
    """Propose a cause for each pair of versions that differ."""
    for kind, pairs in (("prompt", prompts), ("config", settings)):
        for pair in filter(lambda pair: pair.differs, pairs):
            cause = {"id": pair.name, "kind": kind, "summary": _what_changed(kind, pair), "before": pair.before}
            yield Proposal(("causes", pair.name), {**cause, "after": pair.after}, (pair.after,), is_item=True)


def _what_changed(kind: str, pair: Versions) -> str:
    assert pair.texts
    if kind == "config" and all(pair.settings):
        return write_changed_settings(*pair.settings)
    return write_changed_lines(pair.after, pair.texts)
