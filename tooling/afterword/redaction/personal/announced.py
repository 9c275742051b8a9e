"""Numbers that only the word before them tells from others: plates, patients, codes of cards."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Look, Match, Needles
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

CARD_CODE, PLATE, PATIENT = "card code", "vehicle plate", "patient number"

GAP = (
    r"(?:[ _-]?(?:(?:no|nr|num(?:ber|mer|éro|ero)?|id|is|was|ist|est|es|of (?:the|his|her) \w{2,10})\b|n[°º]))*"
    r"[\"'.:=#()>| ]{0,5}"
)
"""What may be between a word and the number that it announces."""


_LONGEST_WORD = 20
"""Letters of what announces a number before the needle in it, at most."""
_REACH = 80


def _after(kind: str, words: str, form: str) -> Look:
    pattern = late_pattern(rf"(?i:(?<![a-z])(?:{words})){GAP}(?P<value>{form})(?![A-Za-z0-9]|[.-]\d)")

    def look(text: str, at: int) -> Iterator[Match]:
        for match in pattern.finditer(text, max(0, at - _LONGEST_WORD), at + _REACH):
            if match.start() <= at < match.start("value"):
                yield Match.of(match, kind, group="value")

    return look


_card_code = _after(CARD_CODE, "cvc2?|cvv2?|cv2|card verification (?:code|value)", r"\d{3,4}")
_plate = _after(
    PLATE,
    r"(?:licen[cs]e|number|registration) ?plate|plate|(?:kfz-?)?kennzeichen|plaque d'immatriculation"
    r"|immatriculation|matr[íi]cula"
    r"|targa|kenteken|numer rejestracyjny|registration (?:number|no)",
    r"(?=[A-Z0-9 -]*[0-9])(?=[0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,5}){1,2}",
)
_patient = _after(
    PATIENT,
    r"patient(?:en|e)?|paciente|mrn|medical record|krankenakte",
    r"(?=[A-Z0-9-]*\d{4})[A-Z0-9]{0,4}-?\d[A-Z0-9-]{3,14}",
)
_ANCHORED = Anchors(
    Needles(b"cv", {b"cvc": _card_code, b"cvv": _card_code, b"cv0": _card_code}, "cvc cvv cv"),
    Needles(b"plate", {b"plate": _plate}, "plate"),
    *(Needles(word, {word: _plate}, words) for word, words in (
        (b"kennzeichen", "kennzeichen"), (b"matric", "immatriculation matricula"), (b"matr?cula", "matr"),
        (b"targa", "targa"),
        (b"kenteken", "kenteken"), (b"rejestrac", "rejestracyjny"), (b"registration", "registration"),
    )),
    *(Needles(word, {word: _patient}, words) for word, words in (
        (b"patient", "patient patiente patientid patientennummer "
        "patientnumber"), (b"paciente", "paciente"), (b"mrn", "mrn"),
        (b"medical rec", "medical"), (b"krankenakte", "krankenakte"),
    )),
)  # fmt: skip


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
