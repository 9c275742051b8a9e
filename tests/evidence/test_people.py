"""Names become roles; words stay words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.people import Roles, known_people, people_of
from afterword.postmortem import read
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.redaction import Known, Redactor


def _roles() -> Roles:
    roles = Roles(["@Dana"])
    roles.introduce("U1", ["dana", "Dana Whitfield"], "Lead")
    roles.introduce("U2", ["Ravi O’Neill", "ravi"])
    roles.introduce("U3", ["Dana Brook", "Will Grace"])
    return roles


def test_roles_are_numbered_as_people_appear_and_stay() -> None:
    roles = _roles()
    assert [roles.of(key) for key in ("U2", "U1", "U9", "U2")] == [
        "participant 1",
        "responder 1 (Lead)",
        "participant 2",
        "participant 1",
    ]


def test_the_longest_name_counts_and_a_shared_first_name_has_no_number() -> None:
    text = _roles().hidden("Dana Whitfield’s fix, says Ravi O’Neill. Dana agreed. Brook too")
    assert text == "responder 1’s fix, says participant 1. participant agreed. participant 2 too"


def test_words_that_are_also_names_stay() -> None:
    assert _roles().hidden("Will it hold? Grace period, whitfield") == "Will it hold? Grace period, whitfield"
    assert _roles().hidden("Will Grace said so") == "participant 1 said so"


def test_handles_are_hidden_and_addresses_and_calls_to_all_are_not() -> None:
    hidden = _roles().hidden("@dana, @unknown.person. @here a@b.example x/@y")
    assert hidden == "responder 1, participant 1. @here a@b.example x/@y"


@given(st.text(max_size=80))
def test_no_text_makes_it_raise_or_keeps_a_known_full_name(text: str) -> None:
    hidden = _roles().hidden(f"{text} Ravi O’Neill {text}")
    assert "O’Neill" not in hidden.replace(text, "")


DOCUMENT = read(
    f"""---
owner: Anna-Lena Weiß
responders: ["@octocat", Petra van der Berg, on-call lead, Platform Team, acme/search, platform, Head of Support, TBD]
---

## Action items

{EMPTY_ACTION_TABLE}
| A1 | Add an alert | monitoring improvement | | Theo Q. Ashworth | TBD | it fires | open | |
""".encode(),
    "x.md",
)


def test_the_people_of_a_document_are_its_owner_responders_and_owners_of_actions() -> None:
    assert people_of(DOCUMENT) == (
        Known("responder", "Anna-Lena Weiß"),
        Known("responder", handles=("octocat",)),
        Known("responder", "Petra van der Berg"),
        Known("responder", "Theo Q. Ashworth"),
    )


def test_who_committed_and_stands_in_the_document_is_one_person() -> None:
    known = known_people(DOCUMENT, ["octocat", "petra van der berg", "Rosalind Quick"])
    assert known == (*people_of(DOCUMENT), Known("committer", "Rosalind Quick"))


def test_people_given_by_name_go_from_texts() -> None:
    text = Redactor(people=people_of(DOCUMENT)).redact("Petra van der Berg told Theo Q. Ashworth; octocat saw it").text
    assert text == "[responder 1] told [responder 2]; [responder 3] saw it"
