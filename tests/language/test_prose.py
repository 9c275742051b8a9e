"""What counts as the author's own words; the same sentence gives the same finding, whatever Markdown is around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.language import find_blame, find_shallow_causes, split_prose
from afterword.language.prose import OBJECT


def texts(text: str) -> list[str]:
    return [" ".join(passage.text.replace(OBJECT, "").split()) for passage in split_prose(text)]


def test_offsets_point_into_the_fragment() -> None:
    text = "## Root cause\n\n- One. Two\n  goes on.\n- Three `x` four.\n"
    assert texts(text) == ["Root cause", "One.", "Two goes on.", "Three four."]
    for passage in split_prose(text):
        source = text[passage.start : passage.start + len(passage.text)]
        assert all(a in (b, OBJECT, " ") for a, b in zip(passage.text, source, strict=True))


@pytest.mark.parametrize(
    "hidden",
    [
        "`code here`", "``a ` b``", '"quoted words"', "“quoted words”", "‘it’s quoted’", "«quoted»", "'quoted words'",
        "<!-- comment\nmore -->", "https://example.org/words", "[^words]", "<b class='words'>",
    ],
)  # fmt: skip
def test_markup_within_a_sentence_is_left_out(hidden: str) -> None:
    assert texts(f"Before {hidden} after.") == ["Before after."]


def test_blocks_of_code_and_quotes_are_left_out() -> None:
    code = "```text\ncode. code\n```\n~~~\nmore\n~~~\n"
    table = "| a b | c |\n|---|---|\n| d | e f |\n"
    text = f"Before.\n\n{code}> quoted\nstill quoted\n\nAfter.\n\n{table}"
    assert texts(text) == ["Before.", "After.", "a b", "c", "d", "e f"]


def test_apostrophes_and_lone_quotes_hide_nothing() -> None:
    assert texts("The engineers' tool didn't work, it's said.") == ["The engineers' tool didn't work, it's said."]
    assert texts('A 5" disk.\n\nNext " one.') == ['A 5" disk.', 'Next " one.']
    assert texts("An open ` here and ``there.") == ["An open ` here and ``there."]


def test_text_is_split_into_sentences() -> None:
    assert texts("See e.g. v1.2 vs. v1.3. It ran at 10.30 a.m. Then?  Yes!") == [
        "See e.g. v1.2 vs. v1.3.",
        "It ran at 10.30 a.m.",
        "Then?",
        "Yes!",
    ]


def test_half_of_the_day_ends_no_sentence_that_goes_on() -> None:
    assert texts("From 5 p.m. in Boston to 8:40 p.m. UTC. At 9 p.m. It ended.") == [
        "From 5 p.m. in Boston to 8:40 p.m. UTC.",
        "At 9 p.m.",
        "It ended.",
    ]


def test_links_keep_their_words() -> None:
    assert texts("The [old runbook](https://example.org/x) is **wrong**.") == ["The old runbook is wrong ."]


SENTENCES = (
    "The engineer forgot to check the diff.",
    "The release was rushed.",
    "We should be more careful with prompts.",
    "The analyst accidentally shared the rows.",
    "The model hallucinated a policy.",
    "The engineer restarted the pool at noon.",
)
AROUND = (
    "{}",
    "# {}",
    "## Heading\n\n{}",
    "# Only a title\n\n{}\n",
    "- {}",
    "* {}",
    "+ {}",
    "1. {}",
    "2) {}",
    "- [ ] {}",
    "* [x] {}",
    "- One.\n- {}\n- Two.",
    "* One.\n* {}\n* Two.",
    "* One:\n    * {}",
    "**{}**",
    "_{}_",
    "- **{}**",
    "**Cause.** {}",
    "[{}](https://example.org)",
    "<b>{}</b>",
    "| Cause | {} |\n|---|---|\n| a | b |",
    "| a | b |\n|---|---|\n| Cause | {} |",
    "Before.\n\n{}\n\nAfter.",
    "{} [^e3]",
    "<details>\n\n{}\n\n</details>",
)


@pytest.mark.parametrize("around", AROUND)
def test_markup_makes_no_difference(around: str) -> None:
    for rule in (find_blame, find_shallow_causes):
        for sentence in SENTENCES:
            expected = [(f.kind, f.tier, f.matched) for f in rule(sentence)]
            assert [(f.kind, f.tier, f.matched) for f in rule(around.format(sentence))] == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from(["-", "*", "+"]))
def test_bullets_of_every_kind_are_alike(sentences: list[str], bullet: str) -> None:
    listed = find_blame("\n".join(f"{bullet} {sentence}" for sentence in sentences))
    apart = find_blame("\n\n".join(sentences))
    assert [(f.kind, f.tier, f.matched) for f in listed] == [(f.kind, f.tier, f.matched) for f in apart]


@pytest.mark.parametrize("quiet", ["> {}", "```\n{}\n```", "<!-- {} -->", "“{}”", "`{}`"])
def test_what_the_author_does_not_say_is_left_out(quiet: str) -> None:
    for sentence in SENTENCES:
        assert find_blame(quiet.format(sentence)) == []
