"""Rules of external editions: each flags its defect, and nothing takes a leak out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Finding, Level, check
from afterword.checks.rules.aw8_evidence.external_editions import RULES
from afterword.leakcheck.leak import LeakKind
from afterword.postmortem.external import read
from afterword.project import Project
from leakcheck.incident import EDITION, ID, INTERNAL, LINE, PATH, PROMPTS, with_sentence

FOLDER = "postmortems"


@pytest.fixture
def checked(tmp_path: Path, open_project: Callable[..., Project]) -> Callable[..., list[Finding]]:
    """Checks an edition beside its post-mortem."""

    def run(text: str = EDITION, internal: str | None = INTERNAL, settings: str = "") -> list[Finding]:
        folder = tmp_path / FOLDER
        (folder / ID / "prompts").mkdir(parents=True, exist_ok=True)
        (folder / ID / "prompts" / "support.before.md").write_text(PROMPTS[0])
        (folder / ID / "notes.txt").write_text(
            "a customer wrote that every headphone arrived broken without any manual"
        )
        if internal is not None:
            (folder / f"{ID}.md").write_text(internal)
        (tmp_path / "afterword.yml").write_text(settings)
        project = open_project()
        return list(check([read(text.encode(), PATH)], project).findings)

    return run


def test_a_good_edition_has_no_findings(checked: Callable[..., list[Finding]]) -> None:
    assert checked() == []


LEAKS = {
    "AW855": "Thanks to Zuzana.",
    "AW856": "See grafana.acme.internal for more.",
    "AW857": "We fixed it in #8712.",
    "AW858": "Someone wrote that every headphone arrived broken without any manual.",
    "AW859": "It should never reveal internal escalation codes, discount ladders or supplier margins.",
    "AW860": "### Root cause",
    "AW861": "It met 1,200 users.",
    "AW862": "The setting retriever_top_k was wrong.",
    "AW863": "Our refund-copilot was wrong.",
    "AW864": "The key was gh" + "p_" + "a1B2c3D4e5" * 4 + ".",
    "AW865": "Write to jana@shop.example please.",
}


@pytest.mark.parametrize("rule", LEAKS)
def test_each_kind_of_leak_has_its_rule(checked: Callable[..., list[Finding]], rule: str) -> None:
    found = checked(with_sentence(LEAKS[rule]))
    assert [(one.rule, one.line, one.level) for one in found] == [(rule, LINE, Level.ERROR)]
    assert found[0].remedy and "`" in found[0].message


def test_every_kind_of_leak_has_a_rule() -> None:
    assert len(LEAKS) == len(LeakKind) == sum(rule.title.startswith("an external edition contains") for rule in RULES)


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("date: 2026-04-16\n", "", "AW850", 2),
        ("## What we did", "## What we learned", "AW851", 20),
        ("We went back to the version of the day before, and wrote", "<!-- x -->\n\n## More\n\nWe wrote", "AW851", 24),
        ("New versions answer", "**Unknown, needs investigation:** who?\n\nNew versions answer", "AW851", 26),
        ("edition: external", "edition: internal", "AW107", 4),
    ],
)
def test_a_defect_is_found_at_its_line(
    checked: Callable[..., list[Finding]], old: str, new: str, rule: str, line: int
) -> None:
    found = checked(EDITION.replace(old, new))
    assert rule in {one.rule for one in found}
    assert line in {one.line for one in found if one.rule == rule}


def test_a_draft_may_be_unfinished_and_a_published_edition_may_not(checked: Callable[..., list[Finding]]) -> None:
    text = EDITION.replace(
        "## What we did", "## What we did\n\n> [!NOTE]\n> Drafted from evidence by m, not yet reviewed."
    )
    assert [(one.rule, one.level) for one in checked(text)] == [("AW851", Level.ERROR)]
    draft = checked(text.replace("status: published", "status: draft"))
    assert [(one.rule, one.level) for one in draft] == [("AW851", Level.WARNING)]


@pytest.mark.parametrize("old", ["visibility: external", "status: published"])
def test_an_edition_is_published_only_with_its_post_mortem(checked: Callable[..., list[Finding]], old: str) -> None:
    new = {"visibility: external": "visibility: internal", "status: published": "status: in-review"}[old]
    internal = INTERNAL.replace(old, new)
    assert [(one.rule, one.line) for one in checked(internal=internal)] == [("AW852", 6)]
    assert checked(EDITION.replace("status: published", "status: draft"), internal) == []


def test_an_edition_without_its_post_mortem_is_reported(checked: Callable[..., list[Finding]]) -> None:
    (found,) = checked(internal=None)
    assert (found.rule, found.level) == ("AW852", Level.ERROR)
    assert f"there is no post-mortem `{ID}`" in found.message


def test_no_setting_and_no_comment_lets_a_leak_out(checked: Callable[..., list[Finding]]) -> None:
    settings = (
        "checks:\n  rules: {AW8: off, AW855: off}\n  paths:\n    - {path: 'postmortems/*', rules: {AW855: note}}\n"
    )
    comment = "<!-- afterword: ignore AW855 because she agreed -->"
    found = checked(with_sentence(f"Thanks to Zuzana. {comment}"), settings=settings)
    assert ("AW855", Level.ERROR) in {(one.rule, one.level) for one in found}
    assert checked(with_sentence("Thanks to Zuzana.", allow="Zuzana")) == []


def test_unreadable_evidence_is_reported(checked: Callable[..., list[Finding]], tmp_path: Path) -> None:
    checked()
    (tmp_path / FOLDER / ID / "evidence.jsonl").write_text("not json\n")
    assert [one.rule for one in checked()] == ["AW853"]


def test_the_editions_of_this_repository_may_go_out() -> None:
    from afterword.site.external import find_publishable

    project = Project.open(Path(__file__).parents[2], {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    ready, refused = find_publishable(project, lambda line: None)
    assert len(ready) >= 3 and refused == []
    assert check(project.editions, project).findings == ()
