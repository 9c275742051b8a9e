from datetime import date

import pytest
import yaml

from afterword.evidence.collectors.front_matter import without_front_matter
from afterword.evidence.shallow_yaml import load_shallow


def test_yaml_of_a_few_levels_is_read() -> None:
    assert load_shallow("- at: 2026-04-16\n  what: {rows: [1, 2]}") == [
        {"at": date(2026, 4, 16), "what": {"rows": [1, 2]}}
    ]


@pytest.mark.parametrize(
    "text", ["- " + "[" * 50_000, "- " * 50_000 + "a", "a: &a [1]\nb: *a"], ids=["flow", "blocks", "alias"]
)
def test_deep_yaml_and_aliases_are_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        load_shallow(text)


def test_a_deep_front_matter_leaves_the_notes_as_they_are() -> None:
    owners = "owner: ivy larch of the desk\n" * 800
    text = f"---\n{owners}deep: {'[' * 50_000}\n---\n17:02 rolled back\n"
    assert without_front_matter(text) == text


@pytest.mark.parametrize("notes", ["17:02 nobody was paged", "17:02 outage: nobody was paged"])
def test_notes_between_two_rules_are_no_front_matter(notes: str) -> None:
    text = f"---\n{notes}\n---\n17:10 rolled back\n"
    assert without_front_matter(text) == text
