"""Personal data in the records of machines: of health (HL7, DICOM), of journeys, of phones and vehicles, of banks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Anchors, Match, Needles, Sort, entries, starts, value_at
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import NO_PERSONS

_DICOM = {
    "0010": ("name", Sort.NAME), "0020": ("patient number", Sort.PERSONAL), "0030": ("date of birth", Sort.PERSONAL),
    "1000": ("patient number", Sort.PERSONAL), "1040": ("postal address", Sort.PERSONAL),
    "2154": ("phone number", Sort.PERSONAL),
}  # fmt: skip
_ELEMENT = late_pattern(r"\(0010,(?P<tag>\d{4})\) [A-Z]{2} [=\[ ]{0,3}(?P<value>[^\]\n]{1,64}?)\s?\]")
_FIELDS = {
    2: ("patient number", Sort.PERSONAL), 3: ("patient number", Sort.PERSONAL), 5: ("name", Sort.NAME),
    7: ("date of birth", Sort.PERSONAL), 11: ("postal address", Sort.PERSONAL), 13: ("phone number", Sort.PERSONAL),
    18: ("patient number", Sort.PERSONAL), 19: ("national id", Sort.PERSONAL),
}  # fmt: skip
_SEGMENT = late_pattern(r"PID(?:\|[^|\r\n]{0,200}){2,30}")


def _dicom(text: str, at: int) -> Iterator[Match]:
    """`(0010,0030) DA [19510914]`; `at` is at the bracket."""
    match = _ELEMENT.match(text, at)
    if match and match["tag"] in _DICOM:
        yield Match.of(match, *_DICOM[match["tag"]], "value")


def _hl7(text: str, at: int) -> Iterator[Match]:
    """The fields of a person in a segment `PID|…`; `at` is at its name."""
    if match := _SEGMENT.match(text, at):
        place = at
        for number, field in enumerate(match[0].split("|")):
            bare = field.partition("^^")[0].rstrip("^")
            if number in _FIELDS and len(bare) > 2:
                yield Match(place, place + len(bare), *_FIELDS[number])
            place += len(field) + 1


# `"patient": {…, "identifier": "…"}` and `"resourceType": "Patient", "id": "…"`.
_patient = value_at(
    "patient number",
    r"(?i:patient)[\"'](?:[^\n]{0,200}?[\"'](?i:identifier|id|mrn|number|no|record)[\"']\s?:\s?\[?\{?\s?"
    r"(?:[\"']value[\"']\s?:\s?)?[\"']?(?P<value>(?=[\w.-]{0,20}\d{4})[A-Za-z]{0,5}[-.]?[\w.-]{4,24}))(?=[\"',}\s])",
)

_reserved = value_at(
    "name",
    r"(?i:passenger|pax|guest)(?:[\w ]{0,16}[:=]\s?|[ ](?=\S{5,60} (?:MR|MRS|MS|MISS|DR|CHD|INF)\b))"
    r"(?P<value>[A-Z]{2,30}/[A-Z]{2,30}(?: [A-Z]{2,30})?)",
    sort=Sort.NAME,
)


_listed_traveller = value_at(
    "name",
    r"(?<![A-Z/])(?P<value>[A-Z]{2,30}/[A-Z]{2,30}(?: [A-Z]{2,20})? ?(?:MR|MRS|MS|MISS|MSTR|DR|CHD|INF))(?![A-Z])",
    lambda value: NO_PERSONS.isdisjoint(re.split("[/ ]", value.lower())),
    sort=Sort.NAME,
)
"""`1.LARCH/IVY MRS`, as bookings list travellers."""
_TRAVELLER = late_pattern(rb"/(?<=[A-Z]{2}/)(?=[A-Z ]{2,50}(?:MRS?|MS|MISS|MSTR|DR|CHD|INF)(?![A-Za-z]))")


def _travellers(view: View) -> Iterator[Match]:
    text = view.text
    for at in starts(view.data, _TRAVELLER):
        begin = at
        while text[begin - 1 : begin].isupper():
            begin -= 1
        yield from _listed_traveller(text, begin)


_PAPERS = late_pattern(
    r"P/[A-Z]{3}/(?P<paper>[A-Z0-9]{6,12})/[A-Z]{3}/(?P<day>\d{2}[A-Z]{3}\d{2})/[MFUX][A-Z]?(?:/|\b)"
)


def _of_traveller(text: str, at: int) -> Iterator[Match]:
    """`SSR DOCS … P/GBR/123456789/GBR/01JAN85/F`; `at` is at the word."""
    end = text.find("\n", at, at + 120)
    if match := _PAPERS.search(text, at, end if end >= 0 else at + 120):
        yield Match.of(match, "passport number", group="paper")
        yield Match.of(match, "date of birth", group="day")


_modem = value_at(
    "device id", r"(?<![A-Za-z])(?i:cgsn|gsn|cimi|ccid)\s{1,4}(?:[+\w]{2,8}: )?(?P<value>\d{14,20})(?!\d)"
)
_VEHICLE = late_pattern(r"(?<![A-Z0-9])(?=[A-Z0-9]{0,16}\d{3})(?=[0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{13}\d{4}(?![A-Z0-9])")
_VEHICLE_WORDS = ("obd", "ecu", "fleet", "odometer", "vehicle", "fahrzeug", "telematics", "chassis")
_OF_VEHICLES = late_pattern(rf"(?<![A-Za-z])(?i:{'|'.join(_VEHICLE_WORDS)})(?![A-Za-z])")
_BESIDE = 70
_ATTACHED = late_pattern(r"(?m)^(?P<value>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{8,16})\t(?:device|unauthorized|offline)\b")
_transfer = value_at(
    "bank account", r"(?<![A-Za-z])(?i:ach)(?![A-Za-z])[^\n]{0,40}?\b6[23][27]\d{9}(?P<value>\d{4,17})(?= )"
)


def _vehicle(text: str, at: int) -> Iterator[Match]:
    """An identification number of 17 signs in the line of a word for vehicles; `at` is at the word."""
    if not _OF_VEHICLES.match(text, at):
        return
    begin = max(text.rfind("\n", max(0, at - _BESIDE), at) + 1, at - _BESIDE, 0)
    end = text.find("\n", at, at + _BESIDE)
    for match in _VEHICLE.finditer(text, begin, end if end >= 0 else at + _BESIDE):
        yield Match.of(match, "vehicle id")


def _attached(text: str, at: int) -> Iterator[Match]:
    """A line of `adb devices`; `at` is before the state."""
    line = text.rfind("\n", max(0, at - 20), at) + 1
    if text[at : at + 1] == "\t" and (match := _ATTACHED.match(text, line)) and match.end("value") == at:
        yield Match.of(match, "device id", group="value")


_ANCHORED = Anchors(*Needles.each(
    (b"(0000=0000) ", _dicom, "pn lo da dicom"), (b"pid|", _hl7, "pid"), (b"patient=", _patient, "patient"),
    *entries(_reserved, "passenger", "pax", "guest"), *entries(_of_traveller, "docs", "apis", "doco"),
    *entries(_modem, "cgsn", "gsn", "cimi", "ccid"), (b"ach", _transfer, "ach"),
    *((word.encode(), _vehicle, word) for word in _VEHICLE_WORDS),
    (b"\tdevice", _attached, "device"), (b"\tunauthorized", _attached, "unauthorized"),
))  # fmt: skip


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
    yield from _travellers(view)
