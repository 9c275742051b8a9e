"""Names beside what identifies a person, the cells of rows without a head, and names that come again."""

from __future__ import annotations

import time

import pytest

from afterword.redaction import Redactor
from redaction.forms import expected, outlined, unmarked


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Xolani Mbekana (DOB 1981-04-02) was in the log", ["Xolani", "Mbekana"]),
        ("blocked: Tunde Erdemlu, IBAN NL91ABNA0417164300, refund", ["Tunde", "Erdemlu"]),
        ("passport L898902C3 of Bjarte Hegdalen was read", ["Hegdalen"]),
        ("agent said Bjarte Hegdalen, Storgata 91, 6400 Nordvik, +47 412 88 305", ["Bjarte", "Hegdalen"]),
        ("leaked: Ewelina;Domanska;1990-07-22;ewe@skrzynka.example;NEWS", ["Ewelina", "Domanska", "1990-07-22"]),
        ("dump: (40118,'Nadia','El-Khatibi','n.ek@tulip.example','x')", ["Nadia", "El-Khatibi"]),
        ("17|Yusra|Hamdani|yusra.h@post.example|gold", ["Yusra", "Hamdani"]),
        ("his wife Annunziata called, he said Annunziata Perrini is ill", ["Annunziata", "Perrini"]),
        ("the boy (Milo Vanceny, 9) was named", ["Milo", "Vanceny"]),
    ],
)
def test_who_has_a_number_is_named_no_more(text: str, values: list[str]) -> None:
    out = Redactor().redact(text).text
    assert [value for value in values if value in out] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("paid by Ostmark Foods Ltd (IBAN NL91ABNA0417164300)", "Ostmark Foods Ltd"),
        ("2026-05-01;Premium;Berlin;a.b@post.example;3", "Premium;Berlin"),
        ("Release Manager: +49 171 1234567", "Release Manager"),
    ],
)
def test_what_is_no_person_stays_beside_a_number(text: str, kept: str) -> None:
    assert kept in Redactor().redact(text).text


@pytest.mark.parametrize(
    "marked",
    [
        "patientBirthDate ⟦19570923⟧ in the tags",
        "insuredDateOfBirth: ⟦1957-09-23⟧",
        "iban=⟦GB9542NWBK60161331927⟧ holder",
        "TC ⟦30184572933⟧ müşteri",
        "payee a/c ⟦00417744⟧ s/c ⟦08-32-11⟧",
        "umowa ⟦PL/2021/778343⟧",
        "aluno, matrícula ⟦2021114088⟧",
        "tessera ⟦80380000900123456780⟧",
        "location history 7 Feb: ⟦-33.86883, 151.20928⟧ at 08:02",
        "chat.user=⟦@mira_drago95⟧ wrote",
        'player "⟦Luthian_Mo7⟧" was banned',
        "his birth certificate, ⟦12-Apr-2012⟧",
        "b. ⟦5/V/1978⟧, dose 10x",
        "⟦昭和43年8月16日⟧生まれ",
        "患者ID ⟦00931183⟧ ⟦堀内 さゆみ⟧ 様",
        "Dear sirs, I live at ⟦House 15, Heron Lane, Adenta West⟧",
        "hey its ⟦tommy krugerson⟧, my order",
        "van mevr. ⟦Annelot Siebingen⟧ in de pers",
        "paní ⟦Dvorakova⟧ volala",
        "Bewohnerin ⟦E. Zimmermandl⟧ ist gestürzt",
        "müşteri ⟦Kerem Aydınlı⟧ aradı",
        "bonifico a ⟦Eustachio Lamacchi⟧ bloccato",
        "mum is ⟦Saoirse⟧, she will call",
        "student ⟦Bao Trang⟧ (⟦s3391823⟧) was flagged",
        "pacientka Jana, r.č. ⟦855214/1235⟧",
        "kunde ⟦Aksel Lundgren⟧ ringte ⟦22 33 44 56⟧",
        "nummerplaat ⟦1-ABD-235⟧",
        "NIF ⟦218903478⟧",
        "hetu ⟦090785-124B⟧",
        "DoB ⟦9 Jul 86⟧",
        "I'm ⟦Chiara⟧, I bought shoes",
        "juror ⟦Pikestone⟧'s address leaked",
        "Mieter ⟦Beckmannsen⟧, Wohnung 4",
        "the kids, ⟦Ayla⟧ (6) and another",
        "Client: ⟦BECKMANNSEN Horst⟧, facture",
        "passenger name record: ⟦PETROVIC/GORAN⟧",
        "kund, pnr ⟦850101-2385⟧",
        "printed: Name: ⟦Ayla Simsekoglu⟧; Adresse: ⟦Gartenstr. 12, 60596 Frankfurt⟧",
        "Kontakt pod numerem ⟦512 555 028⟧ po 16",
        "her sister, on ⟦01 555 0199⟧ after six",
        "yes good morning this is ⟦Delroy Campden⟧ about the bill",
    ],
)  # fmt: skip
def test_more_ways_to_announce_a_person_are_known(marked: str) -> None:
    assert outlined(Redactor().redact(unmarked(marked)).text) == expected(marked)


@pytest.mark.parametrize(
    "text",
    [
        "the test card is 4242 4242 4242 4242 in the docs",
        "the regex and the unit test use 123-45-6789",
        "courriel : prenom.nom@example.org (gabarit)",
        "invoice run, doc no. 9000118821 to 9000121045",
        "Sede di Torino, capannone 4, lotto 2025-0312",
        "MS Crypto API, HR Portal, Ms Teams outage, Pan zoom",
        "Client Hello was rejected, Customer Success asked",
        "run 20250117_0931 on node 11, run 998877664",
        "hey it's working again, hi this is broken",
        "the 04-Mar-2026 build, Sunday 5-Apr-2026",
        'player "level_3" is missing, streamer "v2.3"',
        "Unit 4, Block 12, House 7, rule engine",
        "actor Critic: loss 0.4, captain Planet (1990), coach Notes: wiki",
        "Section (6) of Chapter (9), kids: Menu (6)",
        "the Llama family (70000 tokens), the GPT family",
        "release (20240611) of Model Card, ringer 22 33",
    ],
)
def test_what_resembles_them_stays(text: str) -> None:
    assert Redactor().redact(text).text == text


@pytest.mark.parametrize("part", ["Xolani Mbekana (DOB 1981-04-02), ", "Ann;Lee;a@b.example;", "fooBarBaz ", "aBcD"])
def test_time_is_linear_in_names_and_rows(part: str) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        Redactor().find((part * size)[:size])
        return time.process_time() - began

    ratios = []
    for _ in range(3):
        ratios.append(seconds(40_000) / max(seconds(10_000), 0.01))
        if ratios[-1] < 8:
            return
    pytest.fail(f"four times the text takes {ratios} times as long")
