"""By which headings documents from elsewhere call our sections."""

from __future__ import annotations

import pytest

from afterword.postmortem import read
from afterword.postmortem.heading_table import HEADINGS
from afterword.postmortem.headings import plain_heading, section_called, use_headings
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, TIMELINE, WHAT_ALLOWED_IT, SectionKind
from postmortem.documents import PATH

KINDS = (*SECTIONS, *ROOT_CAUSE_PARTS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_heading_is_known_however_it_is_decorated(kind: SectionKind) -> None:
    for name in (*HEADINGS.get(kind.name, ()), *kind.synonyms, kind.name):
        for written in (name, name.upper(), f"{name}:", f"**{name}**", f"2. {name}", f"{name} (UTC)", f"🔥 {name}"):
            assert section_called(written) is kind, written


def test_no_heading_names_two_sections() -> None:
    plain = [(plain_heading(heading), name) for name, headings in HEADINGS.items() for heading in set(headings)]
    names = dict(plain)
    assert [(heading, name) for heading, name in plain if names[heading] != name] == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Timeline (all times in UTC+8)", "Timeline"),
        ("Timeline - all times PST", "Timeline"),
        ("Timeline [UTC]", "Timeline"),
        ("TIMELINE OF EVENTS (UTC):", "Timeline"),
        ("3.1 Incident Timeline", "Timeline"),
        ("What we'll do", "Action items"),
        ("Corrective and preventative measure", "Action items"),
        ("Lessons learned & next steps", "Action items"),
        ("Timeline of the outage", "Timeline"),
        ("[Timeline](#timeline)", "Timeline"),
        ('<a name="timeline"></a>Timeline', "Timeline"),
        ("Timeline {#timeline}", "Timeline"),
        ("## Timeline ##", "Timeline"),
        ("What Went Well?", "What went well"),
        ("Why didn’t we catch it", "Why evals did not catch it"),
        ("II. Impact", "Impact"),
        ("五、改进措施", "Action items"),
        ("タイムライン（JST）", "Timeline"),
        (":warning: Impact", "Impact"),
    ],
)
def test_decoration_hides_no_section(heading: str, name: str) -> None:
    found = section_called(heading)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "2024-05-01",
        "Timeline of yesterday",
        "What worked, what did not",
        "Impact, but not",
        "Model railway",
        "Time",
        "1.",
        "(UTC)",
        "**",
    ],
)
def test_other_headings_name_no_section(heading: str) -> None:
    assert section_called(heading) is None


def names(body: str) -> list[str]:
    return [section.name for section in read(f"---\nschema: 1\n---\n\n{body}".encode(), PATH).sections]


def test_a_document_has_its_sections_by_headings_of_the_table() -> None:
    assert names("## Zusammenfassung\n\nA.\n\n## Maßnahmen\n\nB.\n\n## Was sonst\n\nC.\n") == [
        "Summary",
        "Action items",
        "Was sonst",
    ]


def test_a_heading_of_the_table_gives_way_to_the_outlines_own_name() -> None:
    assert names("## Description\n\nA.\n\n## Summary\n\nB.\n") == ["Description", "Summary"]
    assert names("## Resolution\n\nA.\n\n## Response\n\nB.\n") == ["Mitigation", "Response"]


def test_parts_of_the_root_cause_are_found_below_it_alone() -> None:
    read_one = read(
        b"---\nschema: 1\n---\n\n## Impact\n\n### Vendor\n\nA.\n\n## Ursache\n\n### Direkte Ursache\n\nB.\n", PATH
    )
    assert [[part.name for part in section.parts] for section in read_one.sections] == [["Vendor"], ["Immediate cause"]]


def test_headings_of_a_team_extend_the_table_until_others_are_given() -> None:
    use_headings({"Timeline": ["Das Drama"], "What allowed it": ["Tja?"]})
    try:
        assert section_called("3. Das Drama (UTC)") is TIMELINE and section_called("tja") is WHAT_ALLOWED_IT
        assert section_called("Timeline") is TIMELINE
    finally:
        use_headings({})
    assert section_called("Das Drama") is None
