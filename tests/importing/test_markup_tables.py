"""Tables of reStructuredText, and lists of definitions."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign
from afterword.importing.reader.reading import Reading
from afterword.importing.sources.exports import as_markdown


def read(text: str, name: str) -> Reading:
    return read_foreign(as_markdown(text, "markdown", lambda _: None, name), name)


def fields(reading: Reading) -> dict[str, str]:
    return {field.key: field.value for field in reading.fields}


def events(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (f"{event.clock[0]:02d}:{event.clock[1]:02d}" if event.clock else "", event.zone, event.text)
        for event in reading.events
    ]


LIST_TABLE = """.. list-table:: All times in CET
   :header-rows: 1

   * - Time
     - What happened
   * - 07:12
     - Store moved
   * - 07:40
     - Forecasts empty
       for two regions
"""
CSV_TABLE = """.. csv-table:: All times in CET
   :header: "Time", "What happened"

   07:12, Store moved
   07:40, "Forecasts empty for two regions"
"""
INDENTED_GRID = """All times in CET

  +-------+-----------------+
  | Time  | What happened   |
  +=======+=================+
  | 07:12 | Store moved     |
  +-------+-----------------+
  | 07:40 | Forecasts empty |
  |       | for two regions |
  +-------+-----------------+
"""


@pytest.mark.parametrize("table", [LIST_TABLE, CSV_TABLE, INDENTED_GRID])
def test_tables_of_restructured_text_have_their_words(table: str) -> None:
    reading = read(f"Empty\n=====\n\n:Date: 2026-03-18\n\nTimeline\n--------\n\n{table}\nEnd.\n", "a.rst")
    assert events(reading) == [("07:12", "CET", "Store moved"), ("07:40", "CET", "Forecasts empty for two regions")]


@pytest.mark.parametrize(
    "items",
    [
        "; [[User:Mira.T]]\n: Seat map from cache, 2026-07-31\n: Test of two buyers\n; Bram\n: Alarm, 2026-08-05\n",
        "; Mira.T : Seat map from cache, 2026-07-31\n; [[User:Mira.T|Mira.T]] : Test of two buyers\n"
        "; Bram : Alarm, 2026-08-05\n",
    ],
)
def test_definitions_of_a_wiki_are_items_of_the_person_whom_they_define(items: str) -> None:
    reading = read(
        f"== Sold twice ==\n\n'''Owner:''' [[Usuario:Mira.T]]\n\n=== Action items ===\n{items}\n[[Category:Done]]\n",
        "a.wiki",
    )
    assert fields(reading)["owner"] == "Mira.T"
    assert [(action.text, action.owners, str(action.due)) for action in reading.actions][:3] == [
        ("Seat map from cache", ("Mira.T",), "2026-07-31"),
        ("Test of two buyers", ("Mira.T",), "None"),
        ("Alarm", ("Bram",), "2026-08-05"),
    ]


def test_a_person_in_org_mode_is_called_by_the_name_alone() -> None:
    assert fields(read("#+TITLE: Sold twice\n#+OWNER: [[User:Mira.T]]\n", "a.org"))["owner"] == "Mira.T"


DEFINITIONS = """Sender blocked
==============

Date
    4 March 2026

Timeline
--------

09:12 UTC
    Mail bounces,
    all of it.
09:40 UTC
    Fixed, see :ref:`the page <bounces>`.

Actions
-------

* Warn shops (:issue:`902`)

A line
of prose.
"""


def test_definitions_of_restructured_text_are_items_and_roles_are_links() -> None:
    reading = read(DEFINITIONS, "a.rst")
    assert str(reading.day) == "2026-03-04"
    assert events(reading) == [("09:12", "UTC", "Mail bounces, all of it."), ("09:40", "UTC", "Fixed, see the page.")]
    assert [(one.text, one.links) for one in reading.actions] == [("Warn shops", ("#902",))]


def test_definitions_of_html_are_items_with_all_that_they_say() -> None:
    html = (
        "<h1>Shop closed</h1><h2>Actions</h2><dl><dt>Double the pool</dt><dd>Owner: Lena Falk</dd>"
        "<dd>Due: 2026-03-20</dd><dt>Alert on it</dt><dd>Status: done</dd></dl>"
    )
    reading = read(html, "2026-03-04-a.html")
    assert [(one.text, one.owners, str(one.due), one.state) for one in reading.actions] == [
        ("Double the pool", ("Lena Falk",), "2026-03-20", "open"), ("Alert on it", (), "None", "done"),
    ]  # fmt: skip
