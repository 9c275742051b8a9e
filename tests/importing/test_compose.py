"""What is written from a foreign document: every word of it, in the format, and nothing that it does not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.importing.reader.read import read_foreign
from afterword.importing.words import missing_words
from afterword.importing.writer.answers import Answers
from afterword.importing.writer.compose import compose
from afterword.importing.writer.place import Place
from afterword.postmortem import PostMortem, read
from importing.layouts import Written, documents

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.md"))
ID = "2024-05-01-it-broke"
PLACE = Place(
    ID, "docs/old/it.md", "docs/old", "postmortems", "2026-05-01", "0123456789abcdef", severities=("SEV1", "SEV2")
)


_LINES = (
    "# It", "## Timeline", "**Timeline**", "**Impact**", "Impact", "---", "===", "Actions:", "10:00 UTC alert",
    "- 10:01 fixed", "  - 10:02 again", "| a | b |", "|---|---|", "| 10:00 | x |", "<details>",
    "<summary>Timeline</summary>", "</details>", "<table><tr><td>10:00</td><td>x</td></tr></table>",
    "<h2>Impact</h2>", "", "text", "```", "> **Actions**", "- [ ] do it", "**Summary**<br>**Impact**",
    "[^1]: ## Impact", "    ## Timeline", "<!-- c -->", "\ufeff", "---\na: b\n---",
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_LINES), max_size=14))
def test_lines_in_any_order_are_written_with_every_word(lines: list[str]) -> None:
    source = "\n".join(lines)
    assert not missing_words(source, compose(read_foreign(source, "2024-05-01-x.md"), Answers(), PLACE))


SOURCE_WITH_DATE = (
    "# It broke\n\n**Severity:** Sev 1\n\n## Summary\n\nIt broke.\n\n## Timeline\n\n- 2024-05-01 10:00 UTC: alert\n"
    "- 2024-05-01 11:00 UTC: fixed\n\n## Impact\n\nFew.\n\n## Resolution\n\nWe restarted it.\n\n"
    "## Action items\n\n- Add a test (@ana)\n"
)


def written(text: str, answers: Answers | None = None, place: Place = PLACE) -> str:
    return compose(read_foreign(text, place.source), answers or Answers(), place)


def parsed(text: str, answers: Answers | None = None) -> PostMortem:
    return read(written(text, answers).encode(), f"postmortems/{ID}.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_word_of_a_document_is_in_what_is_written(path: Path) -> None:
    source = path.read_text(encoding="utf-8-sig")
    text = compose(read_foreign(source, path.name), Answers(), PLACE)
    assert not missing_words(source, text)
    assert "as it was written" not in text
    document = read(text.encode(), f"postmortems/{ID}.md")
    assert [problem.message for problem in document.problems] == []


@settings(max_examples=30)
@given(documents())
def test_events_and_actions_are_in_the_document(drawn: Written) -> None:
    text = written(drawn.text, Answers(zone="UTC"))
    assert not missing_words(drawn.text, text)
    document = read(text.encode(), f"postmortems/{ID}.md")
    assert not document.problems
    assert [str(event.when) for event in document.events] == [
        f"{drawn.day}T{hour:02d}:{minute:02d}Z" for (hour, minute), _ in drawn.events
    ]
    assert [str(action.owner).lstrip("@").lower() for action in document.actions] == [
        owner for _, owner in drawn.actions
    ]
    assert "(../docs/graphs/a.png)" in text


@settings(max_examples=40)
@given(st.text(alphabet="#*-|`~[]()<>/:.\n 0123456789abcTZé时\t&\\\"'", max_size=300))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    assert not missing_words(text, written(text))


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("2024-05-01 10:00 UTC", "2024-05-01T10:00Z"),
        ("2024-05-01 10:00:05 UTC", "2024-05-01T10:00:05Z"),
        ("2024-05-01 10:00 CEST", "2024-05-01T08:00Z"),
        ("2024-05-01 10:00 PST", "2024-05-01"),
        ("2024-05-01 10:00", "2024-05-01"),
        ("2024-05-01", "2024-05-01"),
        ("10:00", "unknown"),
        ("03/04/2024 10:00 UTC", "unknown"),
        ("2024-05-01 23:50-00:10 UTC", "2024-05-01T23:50Z/2024-05-02T00:10Z"),
        ("2024-05-01 22:00–24:00 UTC", "2024-05-01T22:00Z/2024-05-02T00:00Z"),
        ("2024-05-01 00:00–24:00 UTC", "2024-05-01/2024-05-01"),
    ],
)
def test_a_time_is_written_as_precisely_as_it_is_certain(line: str, when: str) -> None:
    document = parsed(f"# It\n\n## Timeline\n\n- {line}: alert\n")
    assert [str(event.when) for event in document.events] == [when]


def test_answers_make_uncertain_times_exact() -> None:
    text = "# It\n\n## Timeline\n\n- 2024-07-01 10:00{}: alert\n"
    answers = Answers("Europe/Berlin", {"pst": "America/Los_Angeles"})
    for zone, when in ((" PST", "2024-07-01T17:00Z"), ("", "2024-07-01T08:00Z")):
        assert [str(event.when) for event in parsed(text.format(zone), answers).events] == [when]


def test_nothing_is_invented() -> None:
    text = written("# It broke\n\nSome words.\n\n## Action items\n\n- Fix it\n")
    front = text.split("---\n")[1]
    assert front.splitlines()[:9] == [
        "schema: 1",
        f"id: {ID}",
        "title: It broke",
        "status: published",
        "severity: unknown",
        "owner: unknown",
        "incident:",
        "  started: unknown",
        "services: unknown",
    ]
    assert "| A1 | Fix it |  |  | unknown | unknown |  | open |  |" in text


def test_what_has_no_place_is_below_other() -> None:
    text = written(
        "# It\n\n**Author:** Ana\n\n## Impact\n\nFew.\n\n## The weather\n\nIt rained.\n\n### Later\n\nSun.\n"
    )
    assert (
        "## Impact\n\nFew.\n\n## Other\n\n**Author:** Ana\n\n### The weather\n\nIt rained.\n\n#### Later\n\nSun.\n"
        in text
    )


def test_an_issue_of_another_repository_is_not_adopted() -> None:
    text = "# It\n\n## Action items\n\n- Fix it (#12)\n"
    assert "| #12 |" not in written(text)
    own = Place(ID, "docs/a.md", "docs", "postmortems", "2026-05-01", "x", own_issues=True)
    assert written(text, place=own).count("| #12 |") == 1


def test_details_of_an_action_are_below_its_id() -> None:
    document = parsed(
        "# It\n\n## Action items\n\n1. Fix it\n   - in the cache\n\n   ```\n   a | b\n   ```\n2. Test it\n"
    )
    assert document.actions[0].details == "- in the cache\n\n```\na | b\n```"
    assert [action.action for action in document.actions] == ["Fix it", "Test it"]


def test_lists_in_a_timeline_that_are_no_events_are_quoted() -> None:
    text = "# It\n\n## Timeline\n\nWho was there:\n\n- Ana\n- Bo\n\n"
    text += "| Time | Event |\n|---|---|\n| 2024-05-01 10:00Z | alert |\n"
    document = parsed(text)
    assert [event.text for event in document.events] == ["alert"]
    assert not document.problems


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("1 hour and 5 minutes", "1 h 5 min"),
        ("about 3 hours", "~3 h"),
        ("2 days, 3 hours, and 4 minutes", "2 d 3 h 4 min"),
        ("2 Std. 10 Min.", "2 h 10 min"),
        ("1 heure et 5 minutes", "1 h 5 min"),
        ("約1時間30分", "~1 h 30 min"),
    ],
)
def test_durations_in_words_are_those_of_the_format(stated: str, value: str) -> None:
    assert f"  duration: {value}\n" in written(f"# It\n\n**Duration:** {stated}\n").replace('"', "")
    assert "  duration:" not in written("# It\n\n**Duration:** mostly at night\n")


def test_an_update_of_a_status_page_is_written_with_the_word_of_its_heading() -> None:
    head = "# Late labels\n\nAffected: Label printing\n\n"
    updates = "### Resolved Jul 30, 15:02 UTC\n\nAll *is* back.\n\n### Investigating Jul 30, 12:48 UTC\n\nIt is late.\n"
    page = written(f"{head}{updates}\nPublished July 31, 2026.\n")
    assert "- 2026-07-30 15:02Z — Resolved: All *is* back.\n" in page
    assert "- 2026-07-30 12:48Z — Investigating: It is late.\n" in page


@pytest.mark.parametrize(
    ("item", "row"),
    [
        ("- Pin it (Ana Holm, #7)", "| Pin it (#7) |  |  | Ana Holm |"),
        (
            "- Pin it – Ana Holm – see [OPS-3](https://x.example/3)",
            "| Pin it – Ana Holm – see [OPS-3](https://x.example/3) |",
        ),
        ("- Pin it\n  - Owner: Ana Holm\n  - Ticket: OPS-3", "| Pin it (OPS-3) |  |  | Ana Holm |"),
        ("- Pin it, see discussion in #7", "| Pin it, see discussion in #7 |  |  | unknown |"),
        ("- Pin it @Ana Holm", "| Pin it |  |  | Ana Holm |"),
        ("- Pin it @ana", "| Pin it |  |  | @ana |"),
        ("- Pin it – Lager (Frau Holm) – offen", " |  |  | Lager (Frau Holm) |"),
        ("- 直す(担当：アナ・ホルム)", " |  |  | アナ・ホルム |"),
    ],
)
def test_a_row_has_the_links_and_owners_of_its_action_item_as_they_are(item: str, row: str) -> None:
    text = written(f"# It broke\n\n**Date:** 2024-05-01\n\n## Action items\n\n{item}\n")
    assert row in next(line for line in text.split("\n") if line.startswith("| A1"))


def test_action_items_of_several_sections_are_one_table_which_is_read() -> None:
    prose = "## Next steps\n\nWe pinned it at once. Kim will ask the vendor about the limit.\n\n"
    text = f"# It\n\n## Corrective actions\n\n- Pin it\n\n{prose}## Follow-up\n\nSoon:\n\n- Warn the team\n"
    document = parsed(text)
    assert [(action.id, action.action, action.text("Owner")) for action in document.actions] == [
        ("A1", "Pin it", "unknown"),
        ("A2", "Kim will ask the vendor about the limit.", "Kim"),
        ("A3", "Warn the team", "unknown"),
    ]
    assert written(text).count("| ID |") == 1
    assert not missing_words(text, written(text))


def test_lines_of_events_above_all_sections_are_in_the_timeline_alone() -> None:
    text = "# It\n\nLabels were wrong on 4 March 2026, times in UTC\n09:12 wrong\n09:40 fixed\n\n## Impact\n\nNone.\n"
    document = written(text)
    assert document.count("09:12") == document.count("fixed") == 1
    assert "- 2026-03-04 09:12Z — wrong" in document
    assert not missing_words(text, document)


def test_titles_of_tasks_do_not_group_the_next_ones() -> None:
    text = "# It\n\n## Action items\n\n### Pin it\n\nOwner: Ivy.\n\n### Add an alert\n\nStatus: done.\n"
    assert "Group" not in written(text)
