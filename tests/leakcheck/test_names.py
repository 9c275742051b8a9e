"""Names that are words of the language, short, written small, or in a script without blanks."""

from __future__ import annotations

import pytest

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.material import Material
from leakcheck.incident import found, with_sentence

PEOPLE = Material(
    people=("Mark Brown", "Jo Li", "Grace", "ingrid solheim", "May Novak", "田中太郎", "김민준", "Rose de Wit")
)
TOLD = (
    "thanks to Mark for it", "we asked Brown twice", "it was Jo who saw it", "we told Li about it", "our Grace saw it",
    "thanks to ingrid", "thanks to solheim", "INGRID SOLHEIM", "田中太郎さんが直しました", "調査は田中太郎が担当",
    "김민준이 고쳤습니다",
    "we met May and others", "thanks (Mark)", "thanks, *Grace*", "Mark Brown", "we asked Rose", "**Grace** and Mark",
)  # fmt: skip
NOT_TOLD = (
    "Mark this page.", "Brown boxes arrived late.", "a grace period of ten days", "- Mark all as read.",
    "By grace of luck.",
    "It was in May that it began.", "Since May we test more.", "On 3 May 2026 it ended.", "Some rose, some fell.",
    "We may do more.", "## Grace period", "The mark was missed.",
)  # fmt: skip


@pytest.mark.parametrize("text", TOLD)
def test_a_name_is_found(text: str) -> None:
    here = found(with_sentence(f"It is said that {text}."), PEOPLE)
    assert LeakKind.NAME in {leak.kind for leak in here}


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_word_of_the_language_is_no_name(text: str) -> None:
    assert [leak for leak in found(with_sentence(text), PEOPLE) if leak.kind is LeakKind.NAME] == []


def test_text_in_a_script_without_blanks_is_compared() -> None:
    words = "顧客から返金の約束が間違っていると三回連絡がありました"
    material = Material(items=(f"サポート: {words}。すぐに確認します",))
    assert {leak.kind for leak in found(with_sentence(f"当日、{words}とのことです。"), material)} == {LeakKind.EVIDENCE}
    assert found(with_sentence("返品の案内に誤りがあり、お詫び申し上げます。"), material) == []
