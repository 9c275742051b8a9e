"""The words of an incident that are internal are found however they are joined, and nothing around them."""

from __future__ import annotations

import pytest

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.terms import Terms, collect_terms
from leakcheck.incident import MATERIAL, internal
from leakcheck.test_references import view


def found(terms: Terms, text: str) -> list[str]:
    return [span.of(text) for _, span in terms.find_in(view(text))]


def person(*names: str) -> Terms:
    terms = Terms()
    for name in names:
        terms.add_person(name, "")
    return terms


def service(text: str) -> Terms:
    terms = Terms()
    terms.add(text, LeakKind.SERVICE, "")
    return terms


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("refund-copilot", "Refund Copilot, refund_copilot", ["Refund Copilot", "refund_copilot"]),
        ("refund-copilot", "RefundCopilot, refund-copilot's", ["RefundCopilot", "refund-copilot", "refund-copilot's"]),
        ("refund-copilot", "refund-copilots, refund. Copilot", ["refund-copilots", "refund. Copilot"]),
        ("forall", "for all of you; forall", ["forall"]),
        ("for-all", "for all of you", ["for all"]),
        ("api", "the apis, an a p i", ["a p i"]),
        ("ledger", "ledgers", ["ledgers"]),
        ("ab", "ab", []),
        ("123", "123", []),
        ("unknown", "unknown", []),
        ("田中", "田中さん", ["田中さん"]),
        ("田", "田", []),
    ],
)  # fmt: skip
def test_a_term_is_found_however_its_words_are_joined(name: str, text: str, expected: list[str]) -> None:
    assert found(service(name), text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Ingrid Solheim", "Ingrid Solheim", ["Ingrid", "Ingrid Solheim", "Solheim"]),
        ("Ingrid Solheim", "ingrid and SOLHEIM", ["ingrid", "SOLHEIM"]),
        ("@mkovac", "mkovac", ["mkovac"]),
        ("@acme/pay-team", "pay-team, acme pay team", ["pay-team", "acme pay team", "pay team"]),
        ("Ada, Ben and Cleo", "Ada, Ben, Cleo", ["Ada", "Ben", "Cleo"]),
        ("dana @kim", "dana kim", ["dana", "kim"]),
        # Roles name nobody.
        ("on-call lead", "the on-call lead", []),
        ("support team", "our support team", []),
        ("dependabot[bot]", "dependabot", []),
        ("Ada, dependabot[bot]", "Ada, dependabot", ["Ada"]),
        ("Release Manager Solheim", "the release manager", []),
        ("Release Manager Solheim", "Solheim", ["Solheim"]),
        # Words of the language need a capital within a sentence.
        ("Mark Brown", "we asked Mark; a mark is brown", ["Mark"]),
        ("Mark Brown", "Mark it. Brown it.", []),
        ("May", "asked May", ["May"]),
        ("May", "we met in May, May 3, and 3 May", []),
        ("Jo Li", "it was Jo, and Li", ["Jo", "Li"]),
        ("Will", "We Will not. we will", ["Will"]),
        # A small word in a longer name is none.
        ("Rose de Wit", "a de facto rule, Wit", ["Wit"]),
    ],
)  # fmt: skip
def test_a_person_is_found_by_each_part_of_the_name(name: str, text: str, expected: list[str]) -> None:
    assert found(person(name), text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mkovac", LeakKind.NAME),
        ("Blahová", LeakKind.NAME),
        ("tadeusz-w", LeakKind.NAME),
        ("bjornar77", LeakKind.NAME),
        ("quokkafan", LeakKind.NAME),
        ("ledger-gateway", LeakKind.SERVICE),
        ("support.before.md", LeakKind.IDENTIFIER),
        ("contoso-chat-large", LeakKind.IDENTIFIER),
        ("contoso-chat-large-2026-02-11", LeakKind.IDENTIFIER),
        ("Contoso AI", LeakKind.IDENTIFIER),
        ("Contoso", LeakKind.IDENTIFIER),
        ("support_v41", LeakKind.IDENTIFIER),
        ("retriever_top_k", LeakKind.IDENTIFIER),
        ("temperature of 0.83", LeakKind.IDENTIFIER),
        ("temperature was set to 0.83", None),
        ("temperature", None),
        ("tone-rewrite", LeakKind.IDENTIFIER),
        ("prompts/support.after.md", LeakKind.IDENTIFIER),
        ("refund-window-respected", LeakKind.IDENTIFIER),
        ("on-call", None),
    ],
)
def test_the_terms_of_an_incident_are_its_people_services_models_and_files(text: str, kind: LeakKind | None) -> None:
    names = [name for name, _ in MATERIAL.files]
    terms = collect_terms(internal(), MATERIAL.people, MATERIAL.texts, names)
    whole = {term.kind for term, span in terms.find_in(view(text)) if span.of(text) == text}
    assert whole == ({kind} if kind else set())
