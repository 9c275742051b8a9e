"""The draft notice: what is written is recognised, and nothing else is."""

import pytest

from afterword.postmortem.draft_notice import begins_with_sentence, find_notice, model_name, write_notice


def quoted(text: str) -> str:
    return "\n".join(line.removeprefix("> ") for line in text.split("\n"))


@pytest.mark.parametrize("model", ["m1", "provider/model@2026-04", "a, b | c", "*bold* [x](y)", "", "m" * 300])
def test_notice_is_recognised_as_written(model: str) -> None:
    text = quoted(write_notice(model))
    found = find_notice(text)
    assert found is not None and found[1] == len(text)
    assert begins_with_sentence(text.partition("\n")[2])


def test_notice_keeps_its_words() -> None:
    assert write_notice("m1") == (
        "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. "
        "Delete this note once you have checked the section."
    )


@pytest.mark.parametrize(
    "text",
    [
        "[!NOTE]\nDrafted from evidence by m1,\nnot yet\nreviewed.",
        "[!NOTE] Drafted  from evidence by m1, not yet reviewed.",
        "\n[!NOTE]\n\nDrafted from evidence by m1, not yet reviewed. More.",
        "Drafted from evidence by m1, not yet reviewed.",
        "[!note]\nDrafted from evidence by m1, not yet reviewed.",
        "\\[!NOTE]\nDrafted from evidence by m1, not yet reviewed.",
        "\\[!NOTE\\]\nDrafted from evidence by m1, not yet reviewed.",
    ],
)
def test_notice_is_recognised_when_rewrapped(text: str) -> None:
    found = find_notice(text)
    assert found is not None and found[0] == "m1" and text[: found[1]].endswith("reviewed.")


@pytest.mark.parametrize(
    "text",
    [
        "He wrote: Drafted from evidence by m1, not yet reviewed.",
        "[!NOTE]\nDrafted from evidence by m1, reviewed.",
        "[!NOTE]\nIt was drafted from evidence by m1, not yet reviewed.",
        f"[!NOTE]\nDrafted from evidence by {'m' * 201}, not yet reviewed.",
        "[!NOTE]\nDrafted from evidence by , not yet reviewed.",
    ],
)
def test_other_quotes_are_not_a_notice(text: str) -> None:
    assert find_notice(text) is None


def test_model_name_is_one_short_visible_line() -> None:
    assert model_name("a,\n b\u200bc") == "a bc"
    assert model_name("a,b") == "a b"
    assert model_name("m" * 300) == "m" * 80
    assert model_name(" \n") == "a model"
