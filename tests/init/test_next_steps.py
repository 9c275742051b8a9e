"""The steps that remain are those of the files that were added."""

from afterword.init.next_steps import list_next_steps


def test_steps_are_those_of_what_was_added() -> None:
    assert [where for where, _ in list_next_steps(["afterword.yml"], "", reports=False, deploys=False)] == [
        "git add -A && git diff --cached", 'afterword new "What users noticed"',
    ]  # fmt: skip
    written = [".github/workflows/afterword-main.yml", ".github/CODEOWNERS", ".github/afterword-ruleset.json"]
    steps = dict(list_next_steps(written, "acme", reports=True, deploys=True))
    assert steps["Settings, Pages"] == "source: GitHub Actions"
    assert steps[".github/CODEOWNERS"] == "names @acme; if that is an organisation, write teams"
    assert steps["Settings, Rules, Rulesets"] == "import .github/afterword-ruleset.json"
    bare = dict(list_next_steps(written, "", reports=False, deploys=False))
    assert "Settings, Pages" not in bare and "insert owners" in bare[".github/CODEOWNERS"]
    assert "only if a workflow of yours reports" in bare["Settings, Rules, Rulesets"]
