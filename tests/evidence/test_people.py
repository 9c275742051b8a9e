"""Names become roles; words stay words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.people import People, is_mailbox, known_people, people_of
from afterword.postmortem import read
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.redaction import Known, Numbering, Redactor


class Said:
    """Persons of a run, with the roles that texts get."""

    def __init__(self) -> None:
        self.people = People([Known("responder", handles=("Dana",))])
        self.numbering = Numbering()
        self.people.introduce("dana", "Dana Whitfield", key="U1", title="Lead")
        self.people.introduce("Ravi O’Neill", "ravi", key="U2")
        self.people.introduce("Dana Brook", "Will Grace", key="U3")
        self.people.settle()

    def of(self, key: str) -> str:
        return self.people.of(self.people.introduce(key=key), self.numbering)

    def hidden(self, text: str) -> str:
        return self.people.hidden(text, self.numbering)


def test_roles_are_numbered_as_people_appear_and_stay() -> None:
    said = Said()
    assert [said.of(key) for key in ("U2", "U1", "U9", "U2")] == [
        "participant 1",
        "responder 1 (Lead)",
        "participant 2",
        "participant 1",
    ]


def test_the_longest_name_counts_and_a_shared_first_name_has_no_number() -> None:
    text = Said().hidden("Dana Whitfield’s fix, says Ravi O’Neill. Dana agreed. Brook too")
    assert text == "responder 1’s fix, says participant 1. participant agreed. participant 2 too"


def test_words_that_are_also_names_stay() -> None:
    assert Said().hidden("Will it hold? Grace period, whitfield") == "Will it hold? Grace period, whitfield"
    assert Said().hidden("Will Grace said so") == "participant 1 said so"


def test_handles_are_hidden_and_addresses_and_calls_to_all_are_not() -> None:
    hidden = Said().hidden("@dana, @unknown.person. @here a@b.example x/@y")
    assert hidden == "responder 1, participant 1. @here a@b.example x/@y"


@pytest.mark.parametrize(
    ("ways", "count"),
    [
        (["Ivy Larch", "@ivyl", "Larch, Ivy", "ivy.larch@fernbank.org", "@ivy", "ivy_larch", "Ivy Larch (She/Her)"], 1),
        (["Ivy Larch :palm_tree:", "Ivy Larch 🌴", "Ivy  Larch (Guest)", "Ivy Larch | Support", "@ilarch"], 1),
        (["Ivy Larch", "Ivy Marsh"], 2),
        (["Ivy Larch", "Ivy Marsh", "ivy"], 3),
        (["Oren Pike <opike@fernbank.org>", "opike@fernbank.org"], 1),
        (["Anna-Lena Weiß", "Anna-Lena  Weiß", "山田 太郎", "@kotaro"], 3),
    ],
)
def test_one_person_is_one_participant_however_they_are_called(ways: list[str], count: int) -> None:
    people, numbering = People(), Numbering()
    marks = [people.introduce(way) for way in ways]
    people.settle()
    assert len({people.of(mark, numbering) for mark in marks}) == count


def test_a_full_name_behind_an_at_is_one_person() -> None:
    people, numbering = People(), Numbering()
    people.introduce("Dana Okafor")
    people.settle()
    hidden = people.hidden("@Dana Okafor can you, @Dana? ask Okafor, @danao", numbering)
    assert hidden == "participant 1 can you, participant 1? ask participant 1, participant 1"


def test_programs_keep_their_names() -> None:
    people, numbering = People(), Numbering()
    mark = people.introduce_bot("Alerts of Dana", "B1")
    people.settle()
    assert people.of(mark, numbering) == "bot Alerts of Dana"


@given(st.text(max_size=80))
def test_no_text_makes_it_raise_or_keeps_a_known_full_name(text: str) -> None:
    hidden = Said().hidden(f"{text} Ravi O’Neill {text}")
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


def test_a_name_with_small_words_between_is_one_person() -> None:
    people = People()
    people.introduce("Pieter de Vries")
    people.introduce("Anna van der Berg")
    people.settle()
    said = people.hidden("Pieter de Vries and Anna van der Berg; de rest", Numbering())
    assert said == "participant 1 and participant 2; de rest"


@pytest.mark.parametrize(
    ("nick", "log", "said"),
    [
        ("Meera", "hr-bot disabled by meera", "hr-bot disabled by [participant 1]"),
        ("Meera", "config reloaded by=meera", "config reloaded by=[participant 1]"),
        ("Meera", "the meera stone", "the meera stone"),
        ("Support", "closed by support", "closed by support"),
    ],
)
def test_a_given_name_alone_is_found_in_a_log_behind_what_announces_it(nick: str, log: str, said: str) -> None:
    people = People()
    people.introduce(nick)
    people.settle()
    assert Redactor(()).knowing(people.known()).redact(log).text == said


@pytest.mark.parametrize("local", ["refunds", "Parcels", "data-team", "help+417", "orders.2", "tenants_office"])
def test_the_address_of_a_role_or_a_queue_is_no_person_s(local: str) -> None:
    assert is_mailbox(f"{local}@fernbank.org")


@pytest.mark.parametrize("local", ["ilarch", "ivy.larch", "417", "larch-support", "ivy+orders"])
def test_the_address_of_a_person_is_no_mailbox(local: str) -> None:
    assert not is_mailbox(f"{local}@fernbank.org")


def test_two_who_write_from_one_mailbox_are_two() -> None:
    people, numbering = People(), Numbering()
    marks = [people.introduce(name, "refunds@fernbank.org") for name in ("Ivy Larch", "Oren Pike")]
    marks += [people.introduce("refunds@fernbank.org") for _ in range(2)]
    people.settle()
    assert len({people.of(mark, numbering) for mark in marks}) == 3


@pytest.mark.parametrize("name", ["Parcels Support", "Parcels", "@parcels", "Zephyr Desk", "Larch Parcels"])
def test_the_words_of_a_team_s_name_stay(name: str) -> None:
    people = People()
    people.introduce(name, "parcels@fernbank.org")
    people.settle()
    text = "Parcels go by zephyr; these parcels are late, parcels"
    assert Redactor(()).knowing(people.known()).redact(people.hidden(text, Numbering())).text == text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Dana Brown", "a brown box, said Brown", "a brown box, said [participant 1]"),
        ("@street", "the street is closed by @street", "the street is closed by [participant 1]"),
        ("Rosalind Quick", "a quick fix of rosalind", "a quick fix of [participant 1]"),
    ],
)
def test_a_common_word_in_small_letters_is_no_login(name: str, text: str, said: str) -> None:
    people = People()
    people.introduce(name)
    people.settle()
    assert Redactor(()).knowing(people.known()).redact(text).text == said
