"""What is reported in German, Spanish, French and Portuguese is read as in English."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.places import counts_affected, is_symptom, place_of
from afterword.language.standing import Standing, standing_of
from afterword.postmortem import outline


@pytest.mark.parametrize(
    "text",
    [
        "Der Bot gibt falsche Preise aus",
        "Bestellungen kommen doppelt an",
        "el asistente no responde desde las tres",
        "salen precios equivocados en la web",
        "le moteur renvoie des erreurs",
        "la recherche est en panne",
        "o robô caiu de novo",
        "a busca não carrega",
    ],
)
def test_a_symptom_is_one_in_each_language(text: str) -> None:
    assert is_symptom(text)


@pytest.mark.parametrize(
    "text",
    [
        "Index auf v3 zurückgerollt",
        "läuft wieder seit zehn Minuten",
        "hemos vuelto a la versión anterior",
        "ya funciona todo",
        "le filtre est désactivé",
        "tout est normal depuis une heure",
        "desativado em todas as lojas",
        "voltou ao normal às 15h",
    ],
)
def test_a_step_or_a_recovery_is_mitigation_in_each_language(text: str) -> None:
    assert place_of(text) is outline.MITIGATION


@pytest.mark.parametrize(
    "text",
    [
        "weil der neue Index keine Preise enthält",
        "la causa fue el índice sin precios",
        "à cause du nouvel index",
        "por causa do índice novo",
    ],
)
def test_a_reason_is_a_cause_in_each_language(text: str) -> None:
    assert place_of(text) is outline.IMMEDIATE_CAUSE


@pytest.mark.parametrize(
    "text",
    [
        "412 Kunden betroffen",
        "se han perdido 38 pedidos",
        "120 commandes annulées",
        "57 reclamações de clientes",
    ],
)
def test_a_figure_of_what_was_affected_is_one_in_each_language(text: str) -> None:
    assert counts_affected(text)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("vielleicht der Cache", Standing.GUESSED),
        ("creo que es el proveedor", Standing.GUESSED),
        ("c'est peut-être le cache", Standing.GUESSED),
        ("acho que foi o cache", Standing.GUESSED),
        ("bitte den Cache leeren", Standing.WISHED),
        ("hay que revisar los precios", Standing.WISHED),
        ("il faut prévenir les clients", Standing.WISHED),
        ("por favor, avisem os clientes", Standing.WISHED),
        ("mañana lo miramos", Standing.PLANNED),
        ("der Cache ist leer", Standing.STATED),
        ("el índice está vacío", Standing.STATED),
    ],
)
def test_guesses_plans_and_wishes_are_told_from_statements(text: str, standing: Standing) -> None:
    assert standing_of(text) is standing


@pytest.mark.parametrize(
    "text",
    [
        "noch nicht zurückgerollt",
        "aún no está corregido",
        "ce n'est pas encore corrigé",
        "ainda não foi corrigido",
    ],
)
def test_what_is_not_done_yet_is_no_mitigation(text: str) -> None:
    assert place_of(text) is not outline.MITIGATION


@pytest.mark.parametrize(
    "text",
    [
        "we met at noon", "the mall opens at nine", "she leads the fall campaign", "a fine normal day",
        "the cache holds prices", "lunch is here",
    ],
)  # fmt: skip
def test_english_words_that_look_alike_are_nothing_of_it(text: str) -> None:
    assert not is_symptom(text) and place_of(text) is None
