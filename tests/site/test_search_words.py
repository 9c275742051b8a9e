"""The forms of words that people type, and the engine of the search does not make."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.postmortem import read
from afterword.site.search_words import describe
from afterword.site.site import Site

MakeSite = Callable[..., Site]


@pytest.mark.parametrize(
    ("text", "forms", "missing"),
    [
        ("on `gpt-4o-2024-05-13`", ["gpt", "4o", "2024", "05", "13"], []),
        ("it took 48,213 and 7\u202f500 requests", ["48213", "7500"], []),
        ("1 902 417 rows for $2,904.50", ["1902417", "2904.50"], ["902417"]),
        ("by tiny/Tern4.1-8B-base", ["Tern4.1", "Tern4", "8B", "base"], []),
        ("die Größe der Übersicht in der Café-Bar", ["Groesse", "Grosse", "Uebersicht", "Ubersicht", "Cafe"], []),
        (
            "for Sjøberg in Łódź and Århus, Þór's œuvre",
            ["Sjoeberg", "Sjoberg", "Lodz", "Aarhus", "Arhus", "Thor", "oeuvre"],
            [],
        ),
        ("at 2026-04-16T08:30Z, 2026-04-16 09:45Z and 10:15:09Z", [], ["16T08", "30Z", "45Z", "09Z"]),
        ("a well-known on-call/rota", [], ["well", "known", "call"]),
    ],
)
def test_forms_of_words(make_site: MakeSite, text: str, forms: list[str], missing: list[str]) -> None:
    source = f"---\nid: 2026-04-16-x\nincident: {{started: 2026-04-16T08:00Z}}\n---\n\n## Summary\n\n{text}\n"
    document = read(source.encode(), "postmortems/2026-04-16-x.md")
    found = describe(document, "X", make_site(document))["forms"].split()
    assert found[:4] == ["16", "April", "Apr", "2026"]
    assert {"16.04.2026", "16.4.2026", "16/04/2026", "04/16/2026", "4/16/2026"} <= set(found)
    assert set(forms) <= set(found)
    assert not set(missing) & set(found)
