"""Sections and citations: order, reasons, definitions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Level
from afterword.project import Project
from checks.minor import GOOD, findings


def test_the_fewest_sections_are_reported_as_out_of_order(open_project: Callable[..., Project]) -> None:
    impact, guarded = "## Impact\n\nTwelve users.\n\n", "**Guarded by:** A2\n\n"
    without = GOOD.replace(impact, "")
    for text, line, remedy in (
        (without.replace(guarded, guarded + impact), "## Impact", "move it below `Root cause`"),
        (without.replace("## Summary", f"{impact}## Summary"), "## Impact", "move it below `Root cause`"),
        (GOOD.replace("## Timeline", "## Sources\n\n## Timeline"), "## Sources", "move it below `Action items`"),
    ):
        found = [one for one in findings(open_project(), text) if one.rule == "AW204"]
        assert [(text.splitlines()[one.line - 1], one.level) for one in found] == [(line, Level.WARNING)]
        assert found[0].remedy == remedy


LOOK_ALIKES = {
    "a section of their own between the others": ("## Impact", "## Communication\n\nOne mail.\n\n## Impact"),
    "a section that does not apply and the reason": ("Twelve users.", "**Not applicable:** nobody was there."),
    "a reason in the next paragraph": ("Twelve users.", "**Not applicable:**\n\nNobody was there."),
    "a footnote glued to a word": ("Twelve users.", "Twelve users[^s1]."),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert GOOD.count(LOOK_ALIKES[name][0]) == 1
    assert findings(open_project(), GOOD.replace(*LOOK_ALIKES[name])) == []


def test_code_that_looks_like_a_citation_is_a_note(open_project: Callable[..., Project]) -> None:
    def reported(text: str) -> list[tuple[str, Level]]:
        found = findings(open_project(), GOOD.replace("Twelve users.", text))
        return [(one.rule, one.level) for one in found]

    assert reported("The last, arr[^1], was lost.") == [("AW211", Level.NOTE)]
    assert reported("The last, `arr[^1]`, was lost.") == []
    assert reported("The last was lost. [^1]") == [("AW211", Level.ERROR)]
    assert reported("The last[^1] was lost.[^2]\n\n[^2]: the log") == [("AW211", Level.ERROR)]
