"""The order of day and month in a document whose dates do not show it, by its language."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "O serviço de cobrança enviou as notas duas vezes para os clientes, e não se sabe por que uma foi paga.",
            "2026-06-03",
        ),
        ("El servicio de cobros envió las facturas dos veces a los clientes de la región.", "2026-06-03"),
        ("Le service de facturation a envoyé les avis deux fois aux clients de la région.", "2026-06-03"),
        (
            "Die Rechnungen wurden von der Warteschlange zweimal an die Kunden geschickt und nicht gelöscht.",
            "2026-06-03",
        ),
        ("The billing service sent the bills twice to all of the customers in the region.", "None"),
        ("We use de la Cruz's patch and the los-angeles zone, and it was the cause of the loop.", "None"),
        ("Short.", "None"),
    ],
)
def test_a_language_that_writes_the_day_first_decides_the_order_and_the_report_says_so(text: str, day: str) -> None:
    reading = read_foreign(f"# Twice\n\nDate: 03/06/2026\n\n{text}\n", "a.md")
    assert (str(reading.day), [one.code for one in reading.remarks]) == (
        day,
        ["dates-ambiguous" if day == "None" else "dates-by-language"],
    )


def test_a_date_that_shows_the_order_and_an_answer_count_more_than_the_language() -> None:
    text = "# Notas\n\nData: 03/06/2026\n\nO serviço de notas foi para a região errada, e não se sabe por que.{}\n"
    assert str(read_foreign(text.format(""), "a.md", day_first=False).day) == "2026-03-06"
    assert str(read_foreign(text.format(" Até 06/24/2026."), "a.md").day) == "2026-03-06"


def test_a_due_date_that_shows_the_order_is_evidence_for_the_others() -> None:
    items = "- Pin the glossary (Kim, due 3/10)\n- Count swaps (Kim, due 12/31)\n"
    reading = read_foreign(f"# Twice\n\nDate: 2026-03-01\n\n## Action items\n\n{items}", "a.md")
    assert [str(one.due) for one in reading.actions] == ["2026-03-10", "2026-12-31"]
    assert not reading.is_ambiguous
