"""What a reader takes for the same is compared as the same, and nothing else is."""

from __future__ import annotations

import pytest

from afterword.text.folding import fold_lookalikes, folded_words, normalise, normalise_caseless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u00a0 b\n\tc", "a b c"),
        ("“x” ‘y’ «z»", '"x" \'y\' "z"'),
        ("5–7 − 2‑3", "5-7 - 2-3"),
        ("a—b", "a - b"),
        ("ﬁne ½ ①", "fine 1⁄2 1"),
        ("7¼ h, 12 ½ %, 1,200¾", "7.25 h, 12.5 %, 1,200.75"),
        ("v2.1½", "v2.11⁄2"),
        ("٣٤ ９", "34 9"),
        ("Keep `Case` а", "Keep `Case` а"),
    ],
)
def test_normalise_unifies_signs_and_keeps_letters(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_caseless_form_has_no_backticks() -> None:
    assert normalise_caseless("The `Top_K`  STRASSE ß") == "the top_k strasse ss"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zuzana Blahová", "zuzana blahova"),
        ("Ѕоlhеіm", "solheim"),
        ("ＳＯＬＨＥＩＭ", "solheim"),
        ("s\u200bo\u00adlheim", "solheim"),
        ("𝐒𝐨𝐥𝐡𝐞𝐢𝐦", "solheim"),
        ("Ørsted Łukasz Strauß", "orsted lukasz strauss"),
        ("v٤١", "v41"),
        ("a\r\nb\tc", "a\n\nb c"),
        ("田中", "田中"),
    ],
)
def test_lookalikes_are_folded(text: str, expected: str) -> None:
    assert fold_lookalikes(text) == expected


def test_words_forget_what_joins_them() -> None:
    assert folded_words("Support-Bot: support_bot's") == ["support", "bot", "support", "bot", "s"]
