"""Making and updating an edition: derived facts, and never a word of a person's changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.external import derived
from afterword.external.update import Changes, update
from afterword.leakcheck.leak_check import find_leaks
from afterword.leakcheck.material import Material
from afterword.postmortem import PostMortem, read
from afterword.postmortem import external as editions
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.outline import EXTERNAL_SECTIONS
from afterword.postmortem.outline import SectionKind
from afterword.times.when import When
from leakcheck.incident import EDITION, ID, INTERNAL, MATERIAL, PATH, internal
from postmortem.documents import STYLES, Style

NAMES = [kind.name for kind in EXTERNAL_SECTIONS]


def document(text: str = INTERNAL) -> PostMortem:
    return read(text.encode(), f"postmortems/{ID}.md")


def made(text: str = INTERNAL) -> ExternalEdition:
    return update(document(text), None, PATH, MATERIAL)[0]


def again(edition: ExternalEdition | str, text: str = INTERNAL) -> tuple[ExternalEdition, Changes]:
    found = editions.read(edition.encode(), PATH) if isinstance(edition, str) else edition
    return update(document(text), found, PATH, MATERIAL)


def test_a_new_edition_contains_derived_facts_without_leaks() -> None:
    edition, changes = update(internal(), None, PATH, MATERIAL)
    text = edition.source.text
    assert "title: Incident of 16 April 2026\nstatus: draft\ndate: 2026-04-16T09:00Z\n" in text
    assert (
        "- **Began:** 16 April 2026, 09:00 UTC\n- **Ended for customers:** 16 April 2026, 11:30 UTC\n"
        "- **Lasted:** 2 hours 30 minutes\n"
    ) in text
    assert (
        "- **Customers affected:** about 1,200\n- **Requests affected:** at least 3,480\n"
        "- **Share affected:** about 30%\n"
        "- **Data:** No data was lost, changed or shown to others.\n"
    ) in text
    assert "- **New tests:** 0 of 1 done" in text
    assert "84" not in text and "SLA" not in text and "persona" not in text
    assert (edition.problems, changes.added) == ((), NAMES)
    assert changes.unwritten == ["title", *NAMES]
    assert find_leaks(edition, internal(), MATERIAL) == []


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("incident:\n  started: 2026-04-16 # proposed, E1\n  declared: unknown # proposed\n", ("incident.started",)),
        ("incident: # proposed, E1\n  started: 2026-04-16\n", ("incident",)),
        ("impact:\n  users: 5 # proposed, E1\n  cost: 5 EUR # proposed, E1\n  data: loss # proposed, E2\n",
         ("impact.users", "impact.data")),
        ("incident: {duration: 2 h} # proposed, E1\nservices: [a] # proposed, E1\n", ("incident",)),
        ("incident:\n  started: 2026-04-16\n", ()),
    ],
)  # fmt: skip
def test_what_an_edition_would_show_and_is_only_proposed_is_listed(front: str, names: tuple[str, ...]) -> None:
    assert derived.find_only_proposed(document(f"---\n{front}---\n")) == names


def test_the_second_run_changes_nothing() -> None:
    edition = made()
    same, changes = again(edition)
    assert same.source.text == edition.source.text
    assert (changes.added, changes.refreshed, changes.yours) == ([], [], [])


def test_untouched_figures_follow_the_facts_and_edited_ones_are_theirs() -> None:
    changed = INTERNAL.replace("users: ~1200", "users: ~1500")
    edition, changes = again(made(), changed)
    assert "about 1,500" in edition.source.text and changes.refreshed == ["Who was affected"]
    edited = made().source.text.replace("about 1,200", "about one thousand two hundred")
    edition, changes = again(edited, changed)
    assert edition.source.text == edited and changes.yours == ["Who was affected"]


def test_blank_lines_at_the_markers_of_untouched_figures_go() -> None:
    new = made().source.text
    old = new.replace(" -->\n- ", " -->\n\n- ").replace("\n<!-- /afterword", "\n\n<!-- /afterword")
    assert old.count("\n\n<!-- /afterword") == len(NAMES) == len(again(old)[1].refreshed)
    assert again(old)[0].source.text == new
    edited = old.replace("about 1,200", "about one thousand two hundred")
    assert (
        again(edited)[0].source.text
        == new[: new.index("## Who")]
        + edited[edited.index("## Who") : edited.index("## What we did")]
        + new[new.index("## What we did") :]
    )


def test_a_written_section_stays_and_a_missing_one_is_added_in_order() -> None:
    edition, changes = again(EDITION)
    assert edition.source.text == EDITION
    assert changes == Changes()
    without = EDITION[: EDITION.index("## Who")] + EDITION[EDITION.index("## What we did") :]
    edition, changes = again(without)
    assert [section.title for section in edition.sections] == NAMES
    assert (changes.added, changes.unwritten) == (["Who was affected"], ["Who was affected"])
    assert again(edition)[0].source.text == edition.source.text


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_the_style_of_a_file_is_kept(style: Style) -> None:
    edition = editions.read(style.write(made().source.text), PATH)
    as_written = all(block.untouched for block in edition.derived)
    changed, changes = again(edition, INTERNAL.replace("users: ~1200", "users: ~1500"))
    assert (changes.refreshed, changes.yours) == (
        (["Who was affected"], []) if as_written else ([], ["Who was affected"])
    )
    lines = zip(edition.source.text.splitlines(True), changed.source.text.splitlines(True), strict=True)
    different = [new for old, new in lines if old != new]
    assert len(different) == (2 if as_written else 0)
    assert all(line.endswith(edition.source.newline) for line in different)


_WORDS = st.text("abc xyz\n#>-*`[]()<!&;|", max_size=60)


@given(st.lists(st.tuples(st.sampled_from(NAMES), _WORDS), max_size=4), st.sampled_from(["~1200", "~7", "unknown"]))
def test_no_word_of_a_person_is_lost(written: list[tuple[str, str]], users: str) -> None:
    text = made().source.text
    for name, words in written:
        text = text.replace(f"## {name}\n", f"## {name}\n\n{words}\n")
    edition = editions.read(text.encode(), PATH)
    try:
        changed, _ = update(document(INTERNAL.replace("users: ~1200", f"users: {users}")), edition, PATH, MATERIAL)
    except AfterwordError:
        return  # too uncertain to edit, and so not edited
    for _, words in written:
        assert words in changed.source.text
    assert update(document(INTERNAL.replace("users: ~1200", f"users: {users}")), changed, PATH, MATERIAL)[
        0
    ].source.text == changed.source.text  # fmt: skip


def test_an_unclosed_code_block_is_reported_without_writing() -> None:
    with pytest.raises(AfterwordError, match="something above it is not closed"):
        again(made().source.text.replace("## Who was affected", "```\n\n## Who was affected"))


def test_a_broken_edition_is_not_edited() -> None:
    with pytest.raises(AfterwordError, match="nothing was written"):
        again("---\ntitle: [\n---\n")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-04-16T09:00Z", "16 April 2026, 09:00 UTC"),
        ("2026-04-16", "16 April 2026"),
        ("2026-04", "April 2026"),
        ("2025-08-25/2025-08-26", "between 25 August 2025 and 26 August 2025"),
        ("2026-04-16T09:00Z/2026-04-16T10:00Z", "between 16 April 2026, 09:00 UTC and 16 April 2026, 10:00 UTC"),
    ],
)
def test_a_time_is_written_as_precisely_as_it_is_known(value: str, words: str) -> None:
    assert derived.time_in_words(When.parse(value)) == words


@pytest.mark.parametrize(
    ("old", "new", "shown", "hidden"),
    [
        ("mitigated: 2026-04-16T11:30Z", "mitigated: ongoing", "We are working to end the effect", "11:30"),
        ("users: ~1200", "users: unknown", "Requests affected", "Customers affected"),
        ("data: none", "data: exposure", "Some data could be seen by others.", "No data"),
        ("| open | #8713 |", "| not planned | #8713 |", "Share affected", "New tests"),
        ("started: 2026-04-16T09:00Z", "started: unknown", "title: Incident of 2026-04-16", "Lasted"),
    ],
)
def test_unknown_facts_are_left_out(old: str, new: str, shown: str, hidden: str) -> None:
    text = made(INTERNAL.replace(old, new)).source.text
    assert shown in text and hidden not in text


def test_a_draft_without_leaks_is_put_in_under_its_note() -> None:
    leaking = "The refund-copilot was rewritten by Solheim."
    note = (
        "> [!NOTE]\n> Drafted from evidence by m, not yet reviewed. Delete this note once you have checked the section."
    )

    def write(kind: SectionKind) -> tuple[str, tuple[str, ...]] | None:
        if kind.name != "What happened":
            return None
        return note, ("Some answers were wrong.", leaking, "We are sorry.")

    edition, changes = update(internal(), None, PATH, MATERIAL, write)
    assert f"## What happened\n\n{note}\n\nSome answers were wrong.\nWe are sorry.\n" in edition.source.text
    assert [section.title for section, _ in edition.notices] == ["What happened"]
    assert changes.drafted == ["What happened"]
    assert [sentence for sentence, _ in changes.dropped] == [leaking]
    same, changes = update(internal(), edition, PATH, Material(), write)
    assert (same.source.text, changes.drafted) == (edition.source.text, [])
