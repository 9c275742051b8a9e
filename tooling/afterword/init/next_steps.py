"""What remains to do after files were added."""

from __future__ import annotations

from collections.abc import Collection


def list_next_steps(written: Collection[str], owner: str, *, reports: bool, deploys: bool) -> list[tuple[str, str]]:
    """List the steps that remain: where, and what.

    Args:
        written: paths that were added.
        owner: of the repository; empty if it is not known.
        reports: whether there are workflows that report the check which the ruleset requires.
        deploys: whether they deploy a site.
    """
    steps = [("git add -A && git diff --cached", "read what was added; commit it on a branch")]
    if any(path.startswith(".github/workflows/") for path in written):
        steps += [
            ("Settings, Actions, General", "tick: allow GitHub Actions to create and approve pull requests"),
            ("Settings, Secrets and variables", "secret OPENAI_API_KEY, variable AFTERWORD_LLM_MODEL; or no model"),
        ]
        steps += [("Settings, Pages", "source: GitHub Actions")] if deploys else []
    if reports and ".github/ISSUE_TEMPLATE/postmortem.yml" in written:
        steps.append(("gh label create postmortem", "the label that the form Post-mortem sets"))
    if ".github/CODEOWNERS" in written:
        what = f"names @{owner}; if that is an organisation, write teams" if owner else "insert owners, delete the `#`"
        steps.append((".github/CODEOWNERS", what))
    if ".github/afterword-ruleset.json" in written:
        when = "" if reports else ", only if a workflow of yours reports the check `afterword`"
        steps.append(("Settings, Rules, Rulesets", f"import .github/afterword-ruleset.json{when}"))
    steps.append(('afterword new "What users noticed"', "the first post-mortem"))
    return steps
