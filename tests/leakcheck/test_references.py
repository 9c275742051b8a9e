"""What is recognised by its form: each pattern with what it finds, to the character, and what only looks like it."""

from __future__ import annotations

import pytest

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.references import find_identifiers, find_references
from afterword.leakcheck.views import View
from afterword.postmortem import read
from leakcheck.incident import ID, INTERNAL, internal


def view(text: str) -> View:
    return View(text, list(range(len(text) + 1)))


def found(text: str, *kinds: LeakKind) -> list[str]:
    """The texts that are found, each once, in their order."""
    leaks = sorted(find_references(view(text), internal()), key=lambda leak: (leak.span.start, -leak.span.end))
    return list(dict.fromkeys(leak.span.of(text) for leak in leaks if not kinds or leak.kind in kinds))


ADDRESSES = [
    ("see https://wiki.example.org/a?b=c.", ["https://wiki.example.org/a?b=c", "wiki.example.org/a?b=c"]),
    ("s3://bucket-1/key, too", ["s3://bucket-1/key"]),
    ("at www.acme.example!", ["www.acme.example"]),
    ("mailto:help@acme.example", ["mailto:help@acme.example"]),
    ("on db-1.eu.internal:5432/x", ["db-1.eu.internal:5432/x"]),
    ("on DB.ACME.COM now", ["DB.ACME.COM"]),
    ("at localhost:8080", ["localhost:8080"]),
    ("from 10.1.2.3:443 on", ["10.1.2.3:443"]),
    ("from 2001:db8:0:1:2:3:4:5", ["2001:db8:0:1:2:3:4:5"]),
    ("from fe80::1 and fd00:12::9", ["fe80::1", "fd00:12::9"]),
    (r"in \\files01\share\a", [r"\\files01\share\a"]),
    (r"in C:\logs\a.txt.", [r"C:\logs\a.txt", r"\logs\a.txt"]),
    ("in /etc/nginx/conf.d, and /home/dana", ["/etc/nginx/conf.d", "/home/dana"]),
    ("[a](/page) [b](#top)", ["/page"]),
    ("[a]: /page", ["/page"]),
]
REFERENCES = [
    ("in acme/shop#12", ["acme/shop#12"]),
    ("by GH-77", ["GH-77"]),
    ("PR 12, MR !7, pull request #9", ["PR 12", "MR !7", "pull request #9"]),
    ("commit 1234567 and changeset no. 8", ["commit 1234567", "changeset no. 8"]),
    ("ticket 99, tickets #3", ["ticket 99", "tickets #3"]),
    ("issue 44, bug #123", ["issue 44", "bug #123", "#123"]),
    ("a bare #44", ["#44"]),
    ("OPS-1234 and AB2-77", ["OPS-1234", "AB2-77"]),
    ("at 9fceb02 or deadbeef1", ["9fceb02", "deadbeef1"]),
    ("id 550e8400-e29b-41d4-a716-446655440000", ["550e8400-e29b-41d4-a716-446655440000"]),
    ("so [^e3]", ["[^e3]"]),
    ("in #inc-refunds, #help", ["#inc-refunds", "#help"]),
    # Those of the internal document, whatever their form.
    ("see 4711, and 8712", ["4711", "8712"]),
    ("see issue 4711, incident 8713", ["issue 4711", "incident 8713"]),
    ("it is A1", ["A1"]),
    ("in acme/bots", ["acme/bots"]),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_an_address_is_found(text: str, expected: list[str]) -> None:
    assert found(text, LeakKind.ADDRESS) == expected


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_a_reference_is_found(text: str, expected: list[str]) -> None:
    assert found(text, LeakKind.REFERENCE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("@dana and @acme/team.", ["@dana", "@acme/team"]), ("x@y, a.@b", []), ("(@dana-m_x)", ["@dana-m_x"])],
)
def test_a_handle_is_found(text: str, expected: list[str]) -> None:
    assert found(text, LeakKind.NAME) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It ended. So we went on.", "e.g. this, i.e. that", "version 1.2.3", "at 10:30:45", "and/or, 24/7, 1/2",
        "a rate of 3:1", "the /home page", "[see](#above)", "COVID-19, ISO-8601, UTF-8, GPT-4", "CASE-2026", "A2",
        "issue 1 of 2", "issue 12 of our newsletter", "ticket 1 of 3", "we are #1", "&#8212;", "C#", "facade",
        "decade5s", "the added effaced cafe", "12345678", "a 4th commit", "4712", "incident 12", "fe80", "::",
        "x-4711y",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert found(text) == []


INSIDE = "We set top_k=12 in prompt.md (v41), for refundBot and SUPPORTX, --dry-run, a/b/c, Größe2, cafe."
IDENTIFIERS = [
    ("it was top_k=12", ["top_k=12"]),
    ("see prompt.md", ["prompt.md"]),
    ("since v41", ["v41"]),
    ("our RefundBot", ["RefundBot"]),
    ("with --dry-run", ["--dry-run"]),
    ("in a/b/c", ["a/b/c"]),
    ("the größe2", ["größe2"]),
    ("REFUNDBOT failed", ["REFUNDBOT"]),
    # In capitals a word is an identifier only if it has such a form inside.
    ("SUPPORTX failed", []),
    ("the cafe", []),
    # Not inside.
    ("top_p=12 in other.md (v42)", []),
    ("v4 or v412", []),
    # Quantities and times.
    ("for 12h, 30%, 1st, 12pm, 5x, 24-hour, 2026-04-16T10:30Z", []),
]


@pytest.mark.parametrize(("text", "expected"), IDENTIFIERS)
def test_an_identifier_of_the_inside_is_found(text: str, expected: list[str]) -> None:
    leaks = find_identifiers([view(text)], ["12h, 30%, 1st, 12pm, 5x, 24-hour, 2026-04-16T10:30Z", INSIDE])
    assert [leak.span.of(text) for leak in leaks] == expected


@pytest.mark.parametrize(("number", "is_known"), [(999, False), (1_000, True), (1_001, True)])
def test_a_bare_number_is_a_reference_from_four_digits_on(number: int, is_known: bool) -> None:
    document = read(INTERNAL.replace("#8712", f"#{number}").encode(), f"postmortems/{ID}.md")
    leaks = list(find_references(view(f"In {number} of them."), document))
    assert [leak.reason for leak in leaks] == (["it is a reference of the internal document"] if is_known else [])


@pytest.mark.parametrize("text", ["defacedbeadfeed", "since defaced", "Defaced it was"])
def test_a_commit_of_letters_alone_is_one_of_the_internal_document(text: str) -> None:
    document = read(INTERNAL.replace('"#8712"', '"defacedbeadfeed"').encode(), f"postmortems/{ID}.md")
    assert [leak.kind for leak in find_references(view(text), document)] == [LeakKind.REFERENCE]
    assert found(text) == []
