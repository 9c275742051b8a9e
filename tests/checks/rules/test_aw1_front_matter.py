"""Words of the vocabularies."""

from __future__ import annotations

from collections.abc import Callable

from afterword.project import Project
from checks.minor import GOOD, findings


def test_a_word_in_another_case_is_fixed_and_another_word_is_not(open_project: Callable[..., Project]) -> None:
    (found,) = findings(open_project(), GOOD.replace("SEV3", "sev3"))
    assert found.remedy == "did you mean `SEV3`? Use one of: SEV1, SEV2, SEV3, SEV4; or add it in afterword.yml"
    assert [splice.text for splice in found.fix] == ["SEV3"]
    (found,) = findings(open_project(), GOOD.replace("[missing-eval]", "[no-fallback]"))
    assert found.remedy.startswith("use one of 24 words, such as ") and "no-rollback-plan" in found.remedy
    assert not found.fix
    (found,) = findings(open_project(), GOOD.replace("[missing-eval]", "[missing-evals]"))
    assert found.remedy.startswith("did you mean `missing-eval`? Use one of 24 words, such as missing-eval, ")
    assert not found.fix
