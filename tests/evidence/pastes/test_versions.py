"""Which prompts and settings of a paste are versions."""

from __future__ import annotations

import pytest

from afterword.evidence.pastes.split import PastePart
from afterword.evidence.pastes.versions import choose_copies


def chosen(*labels: str, kind: str = "prompt", body: str = "x") -> list[str]:
    parts = [PastePart(kind, number, number, body, label) for number, label in enumerate(labels, 1)]
    copies = choose_copies(parts)
    return [copies.get(part, "") for part in parts]


@pytest.mark.parametrize(
    ("labels", "targets"),
    [
        (("prompt v2", "prompt v1"), ["prompts/prompt.after.txt", "prompts/prompt.before.txt"]),
        (("old prompt", "the prompt now"), ["prompts/prompt.before.txt", "prompts/prompt.after.txt"]),
        (("prompt before",), ["prompts/prompt.before.txt"]),
        (("prompt v1",), [""]),
        (("prompt", "prompt"), ["", ""]),
        (("prompt before", "prompt"), ["", ""]),
        (("old prompt", "prompt before"), ["", ""]),
        (("prompt v1", "prompt v2", "prompt v3"), ["", "", ""]),
    ],
)
def test_a_version_is_certain_or_it_is_not_chosen(labels: tuple[str, ...], targets: list[str]) -> None:
    assert chosen(*labels) == targets


@pytest.mark.parametrize(("body", "ending"), [('{"a": 1}', "json"), ("a = 1", "toml"), ("a: 1", "yaml")])
def test_settings_get_the_ending_of_their_form(body: str, ending: str) -> None:
    assert chosen("settings after", kind="settings", body=body) == [f"config/config.after.{ending}"]
