"""The words of an incident: what happened, and not what the tool or a template adds."""

from __future__ import annotations

from afterword.learning.terms import count_terms, document_terms
from afterword.postmortem import read
from samples import BOT, BOT_TEXT


def test_words_are_counted_without_case_citations_and_short_numbers() -> None:
    counted = count_terms("Zebra zebra, ZEBRA-striped Äpfel a 12 429 x1 [^s1]")
    assert counted == {"zebra": 3, "striped": 1, "äpfel": 1, "429": 1, "x1": 1}


def test_what_is_left_of_a_time_of_day_does_not_count() -> None:
    counted = count_terms(
        "From 2026-02-10T08:58:30.125Z to 09:17Z, at 5pm and 11:30am, v12z of the 3d model and 4k video"
    )
    assert counted.keys() == {"2026", "v12z", "3d", "model", "4k", "video"}


def test_letters_and_their_accents_can_be_written_apart() -> None:
    assert count_terms("O\u0308ffnung") == count_terms("Öffnung") == {"öffnung": 1}


def test_words_of_any_text_do_not_count_in_some_languages() -> None:
    texts = (
        "Der Aufzug wurde nicht gefunden und die Fähre ist weg",
        "L'ascenseur est dans la cour et les portes sont fermées",
        "El ascensor no fue encontrado y la puerta se cerró",
        "O elevador não foi encontrado e a porta é da loja",
        "Il sistema non ha risposto e la porta è della casa",
    )
    assert [sorted(count_terms(text)) for text in texts] == [
        ["aufzug", "fähre", "gefunden", "weg"],
        ["ascenseur", "cour", "fermées", "portes"],
        ["ascensor", "cerró", "encontrado", "puerta"],
        ["elevador", "encontrado", "loja", "porta"],
        ["casa", "ha", "non", "porta", "risposto", "sistema"],
    ]
    words = "hot pour plus son die cast male come sole war hat ha es su"
    assert set(words.split()) - count_terms(words).keys() == {"die"}


def test_a_digest_is_not_a_word() -> None:
    assert count_terms("a" * 41 + " " + "b" * 40) == {"b" * 40: 1}


def test_a_document_counts_what_happened_alone() -> None:
    terms = document_terms(read(BOT_TEXT.encode(), f"postmortems/{BOT}.md"))
    assert terms["zebra"] == 1
    assert terms["tone"] == 1, "summaries of causes"
    assert not terms["rollout"], "action items"
    assert not terms["slack"], "evidence"
    assert not terms["unreviewed"] and not terms["investigation"] and not terms["approved"], "notices and questions"
