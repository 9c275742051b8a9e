"""Identifiers and names: what is written in one way alone."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from afterword.grounding.facts import Value, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.text.amounts import Count


def values(text: str, known: tuple[str, ...] = ()) -> list[Value]:
    return [fact.value for fact in find_facts(text, known)]


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("see ftp://a.example/x-1, or", ["ftp://a.example/x-1"]),
        ("HTTPS://A.example/Y).", ["https://a.example/y"]),
        ("<http://a.example/z> 'http://a.example/q'", ["http://a.example/z", "http://a.example/q"]),
        ("by Ann-b.c+d@mail-x.example.org.", ["ann-b.c+d@mail-x.example.org"]),
        ("by @ann-b, @org/team.x, @9x", ["@ann-b", "@org/team.x", "@9x"]),
        ("mail a@b and @-x", []),
        ("`Keep: this` and `x", ["keep: this"]),
        ("` `, `.`", []),
        ("acme/shop#12, a.b-c/d_e#3", ["acme/shop#12", "a.b-c/d_e#3"]),
        ("PR 5, MR #6, pull request 7, merge request #8", ["#5", "#6", "#7", "#8"]),
        ("issue 9, Incident 10, bug 11, GH-12, #13, (#14)", ["#9", "#10", "#11", "#12", "#13", "#14"]),
        ("x#14, #15a", ["x#14", "15a"]),
        ("version 2, Versions 2.1, release 3, releases 3.1", ["v2", "v2.1", "v3", "v3.1"]),
        ("v4, v 4, ver 5, v1.2-rc.1, v1.2+b, v.3", ["v4", "v4", "v5", "v1.2-rc.1", "v1.2+b", "v3"]),
        ("1.2.3, 1.2.3.4, 1.2.3-rc1, 1.2.3+b.2", ["v1.2.3", "v1.2.3.4", "v1.2.3-rc1", "v1.2.3+b.2"]),
        ("a-1.2.3, xv5", ["a-1.2.3", "xv5"]),
        ("exit code 6, code 7, HTTP 404, SEV 1, severity 2", ["exit code 6", "code 7", "http 404", "sev1", "sev2"]),
        ("Opus 4.6, Opus-4.7", ["opus 4.6", "opus 4.7"]),
        ("Opus 4.6/4.7, 4.8 and 4.9", ["opus 4.6", "opus 4.7", "opus 4.8", "opus 4.9"]),
        ("Opus 4.6 & 4.7 or 4.8, and 4.9", ["opus 4.6", "opus 4.7", "opus 4.8", "opus 4.9"]),
        ("/var/log/x.log, ./run.sh and ~/x", ["/var/log/x.log", "/run.sh", "~/x"]),
        ("src/a/b.py, x-1/c.d", ["src/a/b.py", "x-1/c.d"]),
        ("a/b, and/or", []),
        ("snake_case, camelCase, file.ext, README.md, key=value, a1", [
            "snake_case", "camelcase", "file.ext", "readme.md", "key=value", "a1",
        ]),
        ("e.g. the x-y of Q.", []),
        ("01.02.2026, 1/2/2026", ["01.02.2026", "1/2/2026"]),
        ("1.2.26x and 1.5,6", ["1.2.26x", "1.5,6"]),
    ],
)  # fmt: skip
def test_identifiers_are_found(text: str, identifiers: list[str]) -> None:
    assert [value.text for value in values(text) if isinstance(value, Identifier)] == identifiers


@pytest.mark.parametrize(
    "label",
    re.findall(
        r"\w+",
        "article attempt batch build case cluster code error experiment http item line node page phase port question "
        "region replica rule run section shard stage status step tier turn zone",
    ),
)
def test_a_label_belongs_to_its_number(label: str) -> None:
    assert values(f"in {label} 12 it") == values(f"in {label.upper()} 12.") == [Identifier(f"{label} 12")]
    assert values(f"in {label}s 12") == values(f"in x-{label} 12") == [Count(Decimal(12))]
    for behind in ("12%", "12:30", "12.5", "12,5", "12x"):
        assert Identifier(f"{label} 12") not in values(f"in {label} {behind}")


@pytest.mark.parametrize(
    "unit", ["%", " %", " per day", " million", " billion", " hours", " days", " times", " seconds", " minutes"]
)
def test_a_number_with_a_unit_is_not_the_version_of_a_name(unit: str) -> None:
    assert Identifier("rate 4.6") not in values(f"The Rate 4.6{unit}")
    assert values("The 4.6, When 4.6, GPT 4.6") == [Count(Decimal("4.6")), Count(Decimal("4.6")), Identifier("gpt 4.6")]


def test_numbers_joined_to_words_are_numbers() -> None:
    assert values("a 3-way, 12-step-long and 2nd, 3rd, 4th, 21st try") == [
        Count(Decimal(n)) for n in (3, 12, 2, 3, 4, 21)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It saw Redis.", ["redis"]),
        ("It saw Ann's and Redis' way", ["ann", "redis"]),
        ("Redis ran. Then it fell. Users left! Why? Nobody knew.", []),
        ('Redis ran. "Redis fell. (Redis rose. - Redis.', []),
        ("Redis Labs ran", ["redis", "labs"]),
        ("Redis, Labs ran", ["labs"]),
        ("Redis", []),
        ("It ran. AWS fell. OK", ["aws", "ok"]),
        ("It: Redis; Kafka and (Vespa) on Monday", ["redis", "kafka", "vespa", "monday"]),
        ("I saw X of the UTC and GMT and the LLM", []),
        ("We told The If Version", []),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert values(text) == [Name(name) for name in names]


def test_a_known_name_counts_at_the_beginning_of_a_sentence() -> None:
    assert values("Redis ran. Users left.", ("redis",)) == [Name("redis")]
    assert [(fact.text, fact.start) for fact in find_facts("We asked Redis's team")] == [("Redis", 9)]


def test_facts_have_their_text_and_place() -> None:
    facts = find_facts("At 16:40 `PR 5` cost  $5, 20% and 3 x.")
    assert [(fact.label, fact.text, fact.start) for fact in facts] == [
        ("time", "16:40", 3),
        ("identifier", "`PR 5`", 9),
        ("sum of money", "$5", 21),
        ("percentage", "20%", 25),
        ("number", "3 x", 33),
    ]
    assert [fact.label for fact in find_facts("2 h on 2026-04-16 for Ann")] == ["duration", "date", "name"]
    assert find_facts("x " * 5_000 + "12") == ()


def test_text_in_code_is_one_identifier_and_its_numbers_are_hidden() -> None:
    assert values("set `limit to 5` at 5") == [Identifier("limit to 5"), Count(Decimal(5))]
    assert values("a lone ` hides no 5") == values("a lone hides no 5")


def test_a_token_ends_at_punctuation() -> None:
    for sign in "\"'()[]{}<>|,;!?/%€$":
        assert Identifier("ab12") in values(f"see ab12{sign}cd and"), sign
        assert Identifier(f"ab12{sign}cd") not in values(f"see ab12{sign}cd and"), sign
    for sign in ".:+@#&*~-=_":
        assert values(f"see ab12{sign}cd and") == [Identifier(f"ab12{sign}cd")], sign
    for sign in ".,:;!?*_~+=/-":
        assert values(f"see ab12{sign} and") == values(f"see `ab12` {sign} and") == [Identifier("ab12")], sign


def test_an_address_ends_at_punctuation() -> None:
    for sign in "\"'()[]{}<> ":
        assert values(f"see https://a.example/b{sign} or") == [Identifier("https://a.example/b")], sign
    for sign in ".,:;!?*_~+=/-":
        assert values(f"see https://a.example/b{sign} or") == [Identifier("https://a.example/b")], sign
    for sign in ".,:;!?*_~+=/-&%$@#|":
        assert values(f"see https://a.example/b{sign}c or") == [Identifier(f"https://a.example/b{sign}c")], sign


@pytest.mark.parametrize(
    "text",
    [
        *("a-b.c_d/e-f.g_h#3", "a-b.c+d_e@f-g.h-i.example", "@a-b_c/d.e-f_g", "/a.b@c+d-e_f/g", "./a-b/c.d", "../x/y"),
        *("~/a-b/c_d", "a-b.c/d-e_f.g.py", "x-y/z.md", "a_b", "aB", "a=b", "ab.yaml", "a-b.c-d.ts", "v1.2-rc_1.b"),
    ],
)
def test_an_identifier_is_found_whole(text: str) -> None:
    for before, behind in (("see ", " or"), ("(", ")"), ("", "."), ("see ", ", or"), ('"', '"')):
        (found,) = find_facts(before + text + behind)
        assert isinstance(found.value, Identifier)
        assert found.text.strip(".,") == text.lstrip(".") or found.text.strip(".,") == text.strip(".,")


def test_a_ticket_is_the_same_with_its_word_and_with_a_hash() -> None:
    assert values("see ticket 12") == values("see #12") == [Identifier("#12")]
