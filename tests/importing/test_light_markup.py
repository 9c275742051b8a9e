"""Light markup and plain text as Markdown: each word stays, and each line stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.importing.reader.read import read_foreign
from afterword.importing.reader.reading import Reading
from afterword.importing.sources.exports import as_markdown
from afterword.importing.words import words_of

RST = """=================
Search went quiet
=================

:Date: 2026-01-11
:Severity: minor

Timeline
--------

2026-01-11 09:30 UTC
    Driver upgrade of ``gpu02``
2026-01-11 18:10 UTC
    First wrong label, see `the log <https://log.example/1>`_

To do
-----

============================  ==========  ==========  ======
Task                          Assignee    Deadline    State
============================  ==========  ==========  ======
Name the type in the unit     Okonedo     2026-01-12  done
Alarm on zero candidates      --          --          open
============================  ==========  ==========  ======
"""
GRID = """Search went quiet
=================

Timeline
--------

+------------------+----------------+
| Time             | Event          |
+==================+================+
| 2026-01-11 09:30 | Driver upgrade |
| UTC              | of gpu02       |
+------------------+----------------+
| 2026-01-11 18:10 | First label    |
| UTC              | was wrong      |
+------------------+----------------+
"""
ADOC = """= Search went quiet
Piotr Maj <pmaj@example.org>
v1.1, 2026-05-28
:inc: OPS-7781

Severity:: Medium
Reference:: {inc}

== Chronology

All times on 2026-05-19 are UTC.

[cols="1,4"]
|===
|Time |Event

|04:12
|New example deployed
with prompt p-33

|06:50
|{inc} raised
|===

== Measures

. Only fictional names (Piotr, done)
. Check each number -- Marit Solheim, 2026-06-12, OPS-7790
"""
JIRA = """h1. Search went quiet

||Field||Value||
|Severity|Major|
|Incident date|2026-01-29|

h2. Timeline
All times are UTC.
||Time||What||Who||
|10:05|Gateway 3.1 deployed|[~lkowal]|
|10:20|{color:red}First report{color}|support|

h2. Corrective actions
# Number the chunks - [~lkowal] - 2026-02-13 - [PLAT-5131|https://jira.example.com/browse/PLAT-5131] - DONE
# Load test with {{http2}}
"""
MEDIAWIKI = """== Search went quiet ==

'''Severity:''' 2

=== Timeline (2026-02-18, UTC) ===
* 07:30 new prompt live
* 11:35 old prompt back

=== Actions ===
{| class="wikitable"
! What !! Who !! State
|-
| Compare sums || Petra || done
|-
| Test 50 layouts || Joris || open
|}
"""
WIKI_OF_TERMS = """{{Infobox incident
| name     = Search went quiet
| severity = P2
| closed   = 2026-02-19
}}

== Timeline (2026-02-18, UTC) ==
; 07:30
: new prompt live
; 11:35
: old prompt back
"""
ORG = """#+TITLE: Search went quiet
#+DATE: <2026-03-06 Fri>

* Facts
  :PROPERTIES:
  :SEVERITY: SEV2
  :END:
All times CET. The =index= was empty, see [[https://log.example/1][the log]].

* Timeline
** [2026-03-03 Tue 16:40] new model live
** [2026-03-04 Wed 08:55] old model back
   It took *two* restarts.

* Actions
** DONE Check label columns
   CLOSED: [2026-03-05 Thu 10:02]
** TODO Alarm when a queue is empty
   Owner: Liv
#+BEGIN_SRC sh
** TODO not this
#+END_SRC
"""
ORG_TABLE = """#+TITLE: Search went quiet
* Timeline
| Time                   | Event          |
|------------------------+----------------|
| <2026-03-03 Tue 16:40> | new model live |
| <2026-03-04 Wed 08:55> | old model back |
"""
PLAIN_UNDERLINED = """Search went quiet
=================

Date: 2026-02-18

Timeline
--------

07:30 UTC new prompt live
11:35 UTC old prompt back
"""
PLAIN = """ROOT CAUSE ANALYSIS
Ref RCA/2026/117            Class: B

INCIDENT
Search went quiet

SEQUENCE OF EVENTS (UTC)
26/02/2026 07:15    Intent list updated
26/02/2026 07:40    First wrong answer

CORRECTIVE ACTIONS
CA1  Lock the intents.                Owner: M. Idowu     Due: 13/03/2026   Complete
PA1  Daily report of jobs,
     compared with last month.        Owner: J. Strand    Due: 31/03/2026   Open
"""


def read(text: str, name: str) -> Reading:
    markdown = as_markdown(text, "markdown", lambda _: None, name)
    markup = words_of("h1 h2 h2 color red color class wikitable title todo done begin src sh end src")
    assert not words_of(text.replace("{inc}", "OPS-7781")) - words_of(markdown) - markup
    heads = sum(line.startswith("| ---") for line in markdown.split("\n")) if text == JIRA else 0
    assert markdown.count("\n") == text.count("\n") + heads
    return read_foreign(markdown, name)


@pytest.mark.parametrize(
    ("text", "name", "severity", "first", "actions"),
    [
        (RST, "a.rst", "minor", "2026-01-11 (9, 30, None) UTC Driver upgrade of gpu02",
         [("Name the type in the unit", "Okonedo", "done"), ("Alarm on zero candidates", "", "open")]),
        (GRID, "a.rst", "", "2026-01-11 (9, 30, None) UTC Driver upgrade of gpu02", []),
        (ADOC, "a.adoc", "Medium", "2026-05-19 (4, 12, None) UTC New example deployed with prompt p-33",
         [("Only fictional names", "Piotr", "done"), ("Check each number", "Marit Solheim", "open")]),
        (JIRA, "a.txt", "Major", "2026-01-29 (10, 5, None) UTC Gateway 3.1 deployed",
         [("Number the chunks", "lkowal", "done"), ("Load test with http2", "", "open")]),
        (MEDIAWIKI, "a.txt", "2", "2026-02-18 (7, 30, None) UTC new prompt live",
         [("Compare sums", "Petra", "done"), ("Test 50 layouts", "Joris", "open")]),
        (WIKI_OF_TERMS, "a.txt", "P2", "2026-02-18 (7, 30, None) UTC new prompt live", []),
        (ORG, "a.org", "SEV2", "2026-03-03 (16, 40, None) CET new model live",
         [("Check label columns", "", "done"), ("Alarm when a queue is empty", "Liv", "open")]),
        (ORG_TABLE, "a.txt", "", "2026-03-03 (16, 40, None)  new model live", []),
        (PLAIN_UNDERLINED, "a.txt", "", "2026-02-18 (7, 30, None) UTC new prompt live", []),
        (PLAIN, "a.txt", "B", "2026-02-26 (7, 15, None) UTC Intent list updated",
         [("Lock the intents.", "M. Idowu", "done"),
          ("Daily report of jobs, compared with last month.", "J. Strand", "open")]),
    ],
)  # fmt: skip
def test_light_markup_is_read_as_markdown_is(
    text: str, name: str, severity: str, first: str, actions: list[tuple[str, str, str]]
) -> None:
    reading = read(text, name)
    assert reading.title == "Search went quiet"
    assert next((field.value for field in reading.fields if field.key == "severity"), "") == severity
    event = reading.events[0]
    assert (f"{event.day} {event.clock} {event.zone} {event.text}", len(reading.events)) == (first, 2)
    assert [(one.text, "".join(one.owners), one.state) for one in reading.actions] == actions


@given(
    st.text(alphabet="=-|+*#.:{}[]!'_ ab1\n\t", max_size=200),
    st.sampled_from([".rst", ".adoc", ".org", ".wiki", ".txt"]),
)
def test_any_text_becomes_markdown_with_its_words(text: str, suffix: str) -> None:
    markdown = as_markdown(text, "markdown", lambda _: None, f"a{suffix}")
    if suffix not in (".wiki", ".adoc"):  # where `{ab}` is markup
        assert not words_of(text) - words_of(markdown)


def test_the_state_templates_of_a_wiki_are_the_states_of_its_tasks() -> None:
    page = (
        "= Gap =\n\n2025-10-14\n\n== Actionables ==\n* {{done}} Sample set ([[phab:T50219|T50219]]) – Ilka\n* {{x}} y\n"
    )
    text = as_markdown(page, "markdown", lambda _: None, "gap.wiki")
    assert "- [done] Sample set (T50219) – Ilka" in text
    assert "- `x` y" in text


@pytest.mark.parametrize(
    ("name", "text", "day", "actions"),
    [
        (
            "a.org",
            "#+TITLE: Fares halved\n#+DATE: <2026-03-06 Fri>\n\n* Action items\n** TODO Cap the discount\n"
            "DEADLINE: <2026-03-20 Fri>\n:PROPERTIES:\n:OWNER: Leif Moen\n:END:\n"
            "** CANCELLED Buy a second model\n:PROPERTIES:\n:OWNER: Asha\n:END:\n** DONE Write to riders\n",
            "2026-03-06",
            [("Leif Moen", "2026-03-20", "open"), ("Asha", "", "dropped"), ("", "", "done")],
        ),
        (
            "a.adoc",
            '= Fares halved\n:date: 2026-03-06\n\n.Action items\n[cols="3a,1,1",options="header"]\n|===\n'
            "| Action | Owner | Due\na| Cap the discount\n\n* per zone\n| Leif\n| 20 March\n|===\n",
            "2026-03-06",
            [("Leif", "2026-03-20", "open")],
        ),
        (
            "a.adoc",
            "= Fares halved\n:date: 2026-03-06\n\n== Action items\n\n. Cap it (Leif)\n* [x] Write to riders\n",
            "2026-03-06",
            [("Leif", "", "open"), ("", "", "done")],
        ),
        (
            "a.jira",
            "h1. Fares halved\n*Date:* 6 March 2026\nh2. Action items\n||Action||Owner||Status||\n"
            "|Cap it|[~leif]|{status:colour=Green|title=DONE}|\n",
            "2026-03-06",
            [("leif", "", "done")],
        ),
        (
            "a.wiki",
            "== Facts ==\n* Date: 6 March 2026\n== Action items ==\n* <s>Cap it</s> ([[User:Leif]])\n",
            "2026-03-06",
            [("Leif", "", "done")],
        ),
    ],
)
def test_tasks_of_light_markup_have_what_its_own_marks_say(
    name: str, text: str, day: str, actions: list[tuple[str, str, str]]
) -> None:
    reading = read_foreign(as_markdown(text, "markdown", lambda _: None, name), name)
    assert str(reading.day) == day
    assert [(", ".join(one.owners), str(one.due or ""), one.state) for one in reading.actions] == actions


def test_columns_of_plain_text_are_a_table_and_boxes_are_tasks() -> None:
    text = (
        "SLOW\n\nDate: 6 May 2026\n\nActions\n-------\n"
        "  What                Who          When     Status\n"
        "  Pin the glossary    Tilde Holm   13 May   done\n"
        "  Count swaps         Bo Lund               open\n\n"
        "To do\n-----\n  [x] Test it      Tilde   2026-05-09\n  [ ] Write it down\n"
    )
    actions = read_foreign(as_markdown(text, "markdown", lambda _: None, "a.txt"), "a.txt").actions
    assert [(one.text, one.owners, str(one.due or ""), one.state) for one in actions] == [
        ("Pin the glossary", ("Tilde Holm",), "2026-05-13", "done"),
        ("Count swaps", ("Bo Lund",), "", "open"),
        ("Test it", ("Tilde",), "2026-05-09", "done"),
        ("Write it down", (), "", "open"),
    ]
