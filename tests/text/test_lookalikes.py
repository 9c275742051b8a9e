"""Look-alikes of ASCII are those of Unicode's table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from afterword.text.lookalikes import readings, unicode_lookalikes

TOOLING = Path(__file__).parents[2] / "tooling"


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("a", ("a",)),
        ("é", ("é",)),
        ("\u0430", ("a",)),
        ("\u0261", ("g",)),
        ("\u0410", ("A",)),
        ("\u041e", ("O", "0")),
        ("\u04c0", ("I", "l", "1")),
        ("\u04cf", ("l", "I", "1")),
        ("\u0431", ("\u0431", "6")),
        ("\u0665", ("5", "o")),
        ("\u0661", ("1", "l", "I")),
        ("\U0001d426", ("m",)),
        ("\uff11", ("1",)),
        ("×", ("×", "x")),
        ("–", ("-",)),
        ("\u3002", (".",)),
        ("\u043a", ("\u043a",)),
        ("\ufb01", ("fi",)),
        ("\u2161", ("\u2161", "II", "ll", "11")),
        ("’", ("’",)),
    ],
)
def test_readings_begin_with_the_surest(char: str, expected: tuple[str, ...]) -> None:
    assert readings(char) == expected


def test_the_table_has_ascii_looks_of_other_characters() -> None:
    table = unicode_lookalikes()
    assert len(table) > 1_500
    assert all(not char.isascii() and look.isascii() for char, look in table.items())
    assert all(readings(char) for char in table)


def test_the_table_is_made_from_unicodes_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(TOOLING), *sys.path])
    from make_lookalikes import make_table

    made = make_table(
        "# confusables.txt\n# Version: 17.0.0\n\n"
        "0049 ;\t006C ;\tMA\t# ( I → l )\n006D ;\t0072 006E ;\tMA\t# ( m → rn )\n"
        "0430 ;\t0061 ;\tMA\t# ( а → a )\n0251 ;\t0061 ;\tMA\t# ( ɑ → a )\n1D426 ;\t0072 006E ;\tMA\t# ( 𝐦 → rn )\n"
        "2019 ;\t0027 ;\tMA\t#* ( ’ → ' )\n0432 ;\t0299 ;\tMA\t# ( в → ʙ )\nFB01 ;\t0066 0069 ;\tMA\t# ( ﬁ → fi )\n"
    )
    assert "Unicode 17.0.0" in made.splitlines()[0]
    assert made.splitlines()[2:] == ["a 0251 0430", "fi FB01", "m 1D426"]
