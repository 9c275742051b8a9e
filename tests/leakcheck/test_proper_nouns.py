"""Names that their capital tells, and stores."""

from __future__ import annotations

import pytest

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.material import Material
from afterword.leakcheck.proper_nouns import product_names
from afterword.postmortem import read
from growth import require_linear
from leakcheck.incident import INTERNAL, found, with_sentence

MATERIAL = Material(
    items=(
        "Velkorit called about a refund",
        "the contract of Ostermoor Optik GmbH ends, PO Imbricht agreed, and Zaltbrug pays late",
        "Farmer Quillon saw it first, before Thrapston & Weald did; Sra. Umbrete lost money, as S. Castrigny says",
        "Repair by Halden Auto Body",
        "it was seen by Brunndal’s office after Monday’s report",
        "a colleague at Nordhavn Frakt saw it, and St. Aldhelm too",
        "we wrote to Martin Felbrook-Asker and to Dr. Wumbert Pirrong, and Zeltane Murkwood answered",
        "we asked Support Gateway, and then Support Gateway Tolmira",
        "Review is done, the review took long",
        "a mail to Support Tindalo came back",
        "we restored s3://acme-drafts-prod/hourly-copies and https://acmeblobs.blob.core.windows.net/x",
        "the bucket ledger-exports is empty; draft-vault-backups-2026 is not",
    )
)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Velkorit noticed.", LeakKind.NAME),
        ("We called VELKORIT.", LeakKind.NAME),
        ("It was Nordhavn.", LeakKind.NAME),
        ("Nordhavn Frakt noticed.", LeakKind.NAME),
        ("Thanks to Aldhelm.", LeakKind.NAME),
        ("We asked Support Tindalo.", LeakKind.NAME),
        ("We work for ostermoor optik.", LeakKind.NAME),
        ("Imbricht had not agreed.", LeakKind.NAME),
        ("It was Quillon.", LeakKind.NAME),
        ("Brunndal saw it.", LeakKind.NAME),
        ("Zalt Brug pays later.", LeakKind.NAME),
        ("Zalt-Brug pays later.", LeakKind.NAME),
        ("We asked T. & W. about it.", LeakKind.NAME),
        ("The shop (H.A.B.) was closed.", LeakKind.NAME),
        ("We paid Ms U. at once.", LeakKind.NAME),
        ("The client is O. Optik.", LeakKind.NAME),
        ("It happened at O'moor.", LeakKind.NAME),
        ("It happened at O-Moor.", LeakKind.NAME),
        ("It was Felbrook who asked.", LeakKind.NAME),
        ("It was Asker who asked.", LeakKind.NAME),
        ("It was Pirrong who asked.", LeakKind.NAME),
        ("acme drafts prod was used.", LeakKind.SERVICE),
        ("AcmeDraftsProd was used.", LeakKind.SERVICE),
        ("hourly copies were used.", LeakKind.SERVICE),
        ("Acme blobs were used.", LeakKind.SERVICE),
        ("ledger exports were used.", LeakKind.SERVICE),
        ("draft vault backups 2026 was used.", LeakKind.SERVICE),
    ],
)
def test_a_name_is_found_however_it_is_written(sentence: str, kind: LeakKind) -> None:
    assert kind in {leak.kind for leak in found(with_sentence(sentence), MATERIAL)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Review of it goes on.",
        "A review is planned.",
        "Monday was quiet.",
        "Monday’s was quiet.",
        "We called it off.",
        "It is in Murkwood.",
    ],
)
def test_a_word_is_no_name(sentence: str) -> None:
    assert LeakKind.NAME not in {leak.kind for leak in found(with_sentence(sentence), MATERIAL)}


@pytest.mark.parametrize(
    ("sentence", "reason", "remedy"),
    [
        (
            "Velkorit noticed.",
            "it is a name in the internal document or the evidence",
            "say `a customer` or the role instead, or list it under `allow` if it may be named",
        ),
        (
            "ledger exports were used.",
            "it is a store of the internal document or the evidence",
            "say it in words that customers use, or list it under `allow` if they know it by this name",
        ),
        (
            "We paid Ms U. at once.",
            "it shortens a name of the internal document or the evidence",
            "say `a customer` or the role instead",
        ),
    ],
)
def test_a_finding_says_why_and_what_to_do(sentence: str, reason: str, remedy: str) -> None:
    assert (reason, remedy) in {(leak.reason, leak.remedy) for leak in found(with_sentence(sentence), MATERIAL)}


GERMAN = """Die Lampe war aus und die Kiste ist leer, nicht mit Absicht.
Das Boot und die Leiter von gestern wurde nicht bewegt, der Wagen ist da.
Frau Zintelmann rief an, die Kiste ist von Herrn Obermoser und das Boot ist weg.
"""


def test_in_german_where_all_nouns_have_capitals_a_name_is_behind_its_title() -> None:
    def names(sentence: str) -> bool:
        return any(leak.kind is LeakKind.NAME for leak in found(with_sentence(sentence), Material(items=(GERMAN,))))

    assert names("It was Zintelmann.")
    assert names("It was Obermoser.")
    assert not names("It was Leiter.")
    assert not names("It was Absicht.")


def test_what_is_allowed_may_be_named() -> None:
    assert found(with_sentence("Velkorit noticed.", allow="Acme, Velkorit"), MATERIAL) == []
    assert "Velkorit" not in INTERNAL


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("It runs at Meteoglobe Sky, public, since May.", "It ran at Meteoglobe Sky."),
        ("Vendor of the tiles: public (Cartofolk).", "The tiles are from Cartofolk."),
        ("The system is DocDraft (public name) with a cache.", "DocDraft mixed two letters up."),
        ("Tilehub is a public platform that our users know.", "We wrote to Tilehub users."),
        ('Our companion NPC "Zib" began to shout.', "Since the update, Zib shouted."),
        ('Prompt: "You are Nalani. Use the tools."', "We asked Nalani to answer."),
        ("Prompts are kept on GitHub, and tested on macOS.", "We wrote about it on GitHub, for macOS."),
    ],
)
def test_what_is_public_may_be_named(inside: str, sentence: str) -> None:
    assert found(with_sentence(sentence), more=inside) == []


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("The contract with Meteoglobe Sky is not public.", "It ran at Meteoglobe Sky."),
        ("Service tile-gate timed out at once.", "The wait was due to tile-gate."),
        ("Worst: Lindequist farm for six hours.", "The Lindequist farm was hit."),
        ('The customer is kept as a number (internally "QV").', "QV was the one most affected."),
    ],
)
def test_what_is_named_inside_alone_may_not(inside: str, sentence: str) -> None:
    assert found(with_sentence(sentence), more=inside) != []


def test_words_with_a_dash_behind_a_service_are_no_name() -> None:
    assert (
        found(
            with_sentence("It was fine-tuned, and cloud-based."), more="The service fine-tuned it; a job cloud-based."
        )
        == []
    )


def test_a_word_without_an_end_takes_linear_time() -> None:
    require_linear(lambda size: read(f"{INTERNAL}\n{'a' * size}\n".encode(), "a.md"), product_names, size=64_000)
