"""Personal data in the records of machines."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(0010,0020) LO [PAT614104] # 9,1", "(0010,0020) LO [[patient number 1]] # 9,1"),
        ("(0010,0030) DA [19510914] # 8,1", "(0010,0030) DA [[date of birth 1]] # 8,1"),
        ("(0010,0010) PN [Vogt] # 4,1", "(0010,0010) PN [[name 1]] # 4,1"),
        ("PID|1||88213904^^^HOSP^MR||VOGT^HANNA||19510914|F", "PID|1||[patient number 1]^^^HOSP^MR||[name 1]||"
         "[date of birth 1]|F"),
        ("AT+CGSN\n350403856374790\nOK", "AT+CGSN\n[device id 1]\nOK"),
        ("obd: 09 02 → 5YJC347A1NB872813 ECU", "obd: 09 02 → [vehicle id 1] ECU"),
        ("topic fleet/eu/ZFA31200RLW513796/odometer", "topic fleet/eu/[vehicle id 1]/odometer"),
        ("List of devices\nR58MBBWQP3G\tdevice", "List of devices\n[device id 1]\tdevice"),
        ("ach_file: 622038279366756122118        0000012500",
         "ach_file: 622038279366[bank account 1]        0000012500"),
    ],
)  # fmt: skip
def test_the_field_of_a_record_goes(text: str, expected: str) -> None:
    assert Redactor().redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "(0008,0020) DA [20260914] # 8,1", "(0010,0040) CS [F] # 2,1", "PID|1||7|F", "the PID 4411 was killed",
        "AT+CGSN\nERROR", "AT+CGSN 350403", "fleet/eu/gpu-node-pool-a100", "the vehicle ABCDEFGHJKLMNPRST passed",
        "5YJC347A1NB87281X in the fleet", "build 5YJC347A1NB872813 passed", "the fleets of 5YJC347A1NB872813",
        "emulator-5554\tdevice", "12345678\tdevice", "ABCDEFGH\tdevice", "reach 622038279366756122118 x",
    ],
)  # fmt: skip
def test_what_is_like_one_stays(text: str) -> None:
    assert Redactor().redact(text).text == text


def test_each_field_of_a_person_goes_and_the_others_stay() -> None:
    segment = (
        "PID|1|EXT44|PAT88|ALT1|VOGT^HANNA|MOTHER|19510914|F|ALIAS|RACE|QUARRY 9|DE|PHONE44|W|de|S|C|ACC77|SSN88|x"
    )
    expected = (
        "PID|1|[patient number 1]|[patient number 2]|ALT1|[name 1]|MOTHER|[date of birth 1]|F|ALIAS|RACE"
        "|[postal address 1]|DE|[phone number 1]|W|de|S|C|[patient number 3]|[national id 1]|x"
    )
    assert Redactor().redact(segment).text == expected
    assert Redactor().redact("PID|1|AB|ABC").text == "PID|1|AB|[patient number 1]"


@pytest.mark.parametrize("gap", [40, 80])
def test_a_vehicle_is_near_its_word_in_the_same_line(gap: int) -> None:
    number, between = "5YJC347A1NB872813", "." * gap
    expected = "[vehicle id 1]" if gap < 70 else number
    assert Redactor().redact(f"the fleet {between} {number}").text == f"the fleet {between} {expected}"
    assert Redactor().redact(f"{number} {between} fleet").text == f"{expected} {between} fleet"
    assert Redactor().redact(f"{number}\nthe fleet\n{number}").text == f"{number}\nthe fleet\n{number}"
