"""Identifiers, addresses and short copies in the forms in which people write them; and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.material import Material, read_material
from afterword.project import Project
from leakcheck.incident import ID, INTERNAL, MATERIAL, found, kinds, with_sentence

TOLD = {
    "Contoso's model was wrong": LeakKind.IDENTIFIER,
    "it ran at a temperature of 0.83": LeakKind.IDENTIFIER,
    "its temperature was 0.83": LeakKind.IDENTIFIER,
    "we changed support.before.md": LeakKind.IDENTIFIER,
    "we changed support.yaml": LeakKind.IDENTIFIER,
    "ask in #inc-refunds": LeakKind.REFERENCE,
    "it stands in acme/bots": LeakKind.REFERENCE,
    "it stands in /var/log/refunds": LeakKind.ADDRESS,
    "it stands in /etc/nginx/conf.d": LeakKind.ADDRESS,
    r"it stands in \\files01\reviews\april": LeakKind.ADDRESS,
    r"it stands in C:\reviews\april": LeakKind.ADDRESS,
    "it came from fe80::1": LeakKind.ADDRESS,
    "it came from 2001:db8::8a2e:370:7334": LeakKind.ADDRESS,
}


@pytest.mark.parametrize("text", TOLD)
def test_an_identifier_is_found(text: str) -> None:
    assert TOLD[text] in kinds(with_sentence(f"We saw that {text}."))


@pytest.mark.parametrize(
    "text",
    ["This was ticket 1 of 2.", "See issue 12 of our newsletter.", "Our CASE-2026 programme goes on.",
     "Returns and/or refunds, 24/7.", "The temperature was mild.", "See [above](#what-happened).", "We are number 1!"],
)  # fmt: skip
def test_what_only_looks_like_one_may_stay(text: str) -> None:
    assert found(with_sentence(text)) == []


def test_four_words_in_a_row_are_a_copy_and_three_of_many_are_not() -> None:
    material = Material(items=("warehouse reconciliation spreadsheets contradicted everything; the bot told him lies",))
    assert kinds_with("Warehouse reconciliation spreadsheets contradicted it.", material) == {LeakKind.EVIDENCE}
    material = Material(items=("please check order form then",))
    assert kinds_with("Please check order form twice.", material) == {LeakKind.EVIDENCE}
    assert kinds_with("Please check order numbers twice.", material) == set()


def kinds_with(text: str, material: Material) -> set[LeakKind]:
    return {leak.kind for leak in found(with_sentence(text), material)}


def test_text_of_json_is_compared_as_it_reads(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    folder = tmp_path / "postmortems" / ID
    folder.mkdir(parents=True)
    (tmp_path / "postmortems" / f"{ID}.md").write_text(INTERNAL)
    (folder / "chat.json").write_text(r'{"text": "caf\u00e9 owners\ncomplained loudly\nabout absurd vouchers"}')
    project = open_project()
    material = read_material(project, project.documents[0])
    assert LeakKind.EVIDENCE in kinds_with("Some café owners complained loudly about absurd vouchers.", material)
    assert found(with_sentence("We are sorry for it."), MATERIAL) == []


PARTED = Material(
    items=(
        "map yard7_v31.svg was loaded on planner node qx-main; ticket TRB-0912, host lane-ext-04",
        "the filter was set from .35 to .7 by hand; phase-2 of the follow-up is next, gpt-4 as well",
        "they want 730.000 Euro and CLP 31 million",
    )
)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A yard7 v31 map was loaded.", LeakKind.IDENTIFIER),
        ("It ran on QX_MAIN.", LeakKind.IDENTIFIER),
        ("It ran on qx main.", LeakKind.IDENTIFIER),
        ("See TRB_912 for more.", LeakKind.IDENTIFIER),
        ("It was lane ext 4 again.", LeakKind.IDENTIFIER),
        ("The filter had gone to 0.7 before.", LeakKind.IDENTIFIER),
        ("The cut-off was 0,35.", LeakKind.IDENTIFIER),
        ("It is about 0.73 million euros.", LeakKind.FIGURE),
        ("They lost CLP 31,000,000.", LeakKind.FIGURE),
    ],
)
def test_an_identifier_is_found_however_it_is_parted(sentence: str, kind: LeakKind) -> None:
    assert kind in {leak.kind for leak in found(with_sentence(sentence), PARTED)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Phase 2 begins.",
        "A follow up is planned.",
        "GPT 4 is not used.",
        "The share is 0.7 now.",
        "Version 0.35 is out.",
    ],
)
def test_words_with_a_number_are_no_parted_identifier(sentence: str) -> None:
    assert found(with_sentence(sentence), PARTED) == []
