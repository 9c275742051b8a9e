"""Levels from the settings: by rule, by family, and by path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Level
from afterword.errors import AfterwordError
from afterword.project import Project
from checks.minor import GOOD, findings

DISORDERED = GOOD.replace("- 2026-04-16 10:45Z — traffic", "- 2026-04-16 10:15Z — traffic")


def test_settings_give_levels_by_rule_family_and_path(open_project: Callable[..., Project], tmp_path: Path) -> None:
    settings = tmp_path / "afterword.yml"
    settings.write_text("checks:\n  rules:\n    AW210: warning\n")
    assert [finding.level for finding in findings(open_project(), DISORDERED)] == [Level.WARNING]
    settings.write_text("checks:\n  rules:\n    AW2: off\n")
    assert findings(open_project(), DISORDERED) == []
    paths = "  paths:\n    - path: 'postmortems/2026-*'\n      rules:\n        AW210: note\n"
    settings.write_text(f"checks:\n  rules:\n    AW2: off\n{paths}")
    assert [finding.level for finding in findings(open_project(), DISORDERED)] == [Level.NOTE]
    settings.write_text("checks:\n  rules:\n    AW999: off\n")
    with pytest.raises(AfterwordError, match="AW999"):
        findings(open_project(), GOOD)
