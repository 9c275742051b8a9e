"""Prompt diff, model table, settings, impact, causes and samples."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from afterword.derive.causes import write_causes, write_differences, write_provider
from afterword.derive.code_blocks import MAX_CHARACTERS, MAX_LINES, excerpt, fenced
from afterword.derive.impact import durations, has_figures, write_impact
from afterword.derive.models import read_settings, write_models, write_settings_diff
from afterword.derive.prompts import MAX_LINES as PROMPT_LINES
from afterword.derive.prompts import write_prompt_diff
from afterword.derive.samples import Sample, write_samples
from afterword.postmortem.schema import Cause, FrontMatter, Impact, Incident, ModelUse, Provider


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_a_fence_holds_any_text_as_one_code_block(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(fenced(text))
    assert [token.type for token in tokens] == ["fence"]


def test_long_text_in_a_fence_is_cut_visibly() -> None:
    assert "[50 more lines]" in excerpt("x\n" * (MAX_LINES + 50))
    one_line = excerpt("x" * (MAX_CHARACTERS + 7))
    assert "\n[7 more characters]\n```" in one_line and len(one_line) < MAX_CHARACTERS + 50


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text(alphabet="x`\n\r", max_size=600).map(lambda text: text * 60))
def test_an_excerpt_of_any_text_is_one_code_block_of_bounded_size(text: str) -> None:
    shown = excerpt(text)
    assert [token.type for token in MarkdownIt("commonmark").parse(shown)] == ["fence"]
    assert len(shown.split("\n")) <= MAX_LINES + 3


def test_a_prompt_of_which_each_line_was_changed_is_compared_in_time() -> None:
    """Looking for lines that are alike, rather than the same, took minutes."""
    before, after = ("\n".join(f"Rule {n % 40}: you must {verb} {n}." for n in range(900)) for verb in ("say", "tell"))
    began = time.process_time()
    text = write_differences({"support": (before, after)}, {})
    assert "900 lines removed, 900 lines added" in text
    assert time.process_time() - began < 5


def test_prompts_too_long_to_be_compared_are_said_to_differ() -> None:
    """A line in two changed is the slowest case of all."""
    before = "\n".join(f"line {n}" for n in range(PROMPT_LINES + 1))
    after = "\n".join(f"line {n}" if n % 2 else f"rule {n}" for n in range(PROMPT_LINES + 1))
    assert "too long to be compared" in write_prompt_diff(before, after, "a.md", "b.md")
    assert "too long for its lines to be compared" in write_differences({"support": (before, after)}, {})
    assert "are the same" in write_prompt_diff(before, before, "a.md", "b.md")
    assert write_differences({"support": (before, before)}, {}) == ""


def test_the_prompt_diff_shows_what_went_and_what_came() -> None:
    text = write_prompt_diff("be brief\nuse articles\n", "be warm\nuse articles\n", "a.md", "b.md")
    assert text.splitlines()[0] == "```diff"
    assert "-be brief\n+be warm\n use articles" in text


def test_a_prompt_with_a_fence_of_its_own_stays_inside_the_diff() -> None:
    text = write_prompt_diff("````\n", "`````\n", "a.md", "b.md")
    assert text.startswith("``````diff\n")
    assert text.endswith("\n``````")


def test_equal_prompts_are_said_to_be_equal() -> None:
    assert write_prompt_diff("same\n", "same", "a.md", "b.md") == "`a.md` and `b.md` are the same."


def test_settings_of_yaml_json_and_toml_are_compared_by_dotted_key() -> None:
    before = read_settings("model: x\nlimits:\n  tokens: 400\nstop: [a, b]\n", "m.yaml")
    after = read_settings('{"model": "x", "limits": {"tokens": 800}, "stop": ["a"]}', "m.json")
    assert read_settings('model = "x"\n[limits]\ntokens = 400\n', "m.toml") == {"model": "x", "limits.tokens": "400"}
    assert write_settings_diff("m", before, after).split("\n")[2:] == [
        "| limits.tokens | 400 | 800 |",
        "| stop&#91;1&#93; | b | not set |",
    ]
    assert write_settings_diff("m", before, before) == "The settings of m before and after are the same."


def test_a_placeholder_is_a_value_and_no_list() -> None:
    text = "api_key: [OpenAI key 1]\nkeys:\n  - [OpenAI key 2]\nin: {a: [email 1], b: 2}\nstop: [a, b]\n"
    assert read_settings(text, "m.yaml") == {
        "api_key": "[OpenAI key 1]",
        "keys[0]": "[OpenAI key 2]",
        "in.a": "[email 1]",
        "in.b": "2",
        "stop[0]": "a",
        "stop[1]": "b",
    }


def test_an_empty_value_is_not_one_that_is_missing() -> None:
    assert write_settings_diff("m", {"a": "x", "b": ""}, {"a": "", "c": " "}).split("\n")[2:] == [
        "| a | x | empty |",
        "| b | empty | not set |",
        "| c | not set | empty |",
    ]


def test_true_of_toml_is_true_of_yaml() -> None:
    assert read_settings("stream = true\nbest = false\n", "m.toml") == read_settings(
        "stream: true\nbest: false\n", "m.yaml"
    )


def test_a_pipe_in_a_value_does_not_break_the_table() -> None:
    table = write_models([ModelUse(name="a|b", version="1\n2", parameters={"stop": "|"})])  # type: ignore[arg-type]
    row = table.split("\n")[2]
    assert len(re.findall(r"(?<!\\)\|", row)) == 7


def test_durations_are_intervals_where_times_are_imprecise() -> None:
    incident = Incident(started="2026-04-16T10:00Z", detected="2026-04-16T12:28Z", resolved="2026-04-18")  # type: ignore[arg-type]
    assert durations(incident) == [("Time to detect", "2 h 28 min"), ("Time to resolve", "1 d 14 h to 2 d 14 h")]
    assert durations(Incident(duration="~3 days")) == [("Duration", "~3 d")]  # type: ignore[arg-type]


def test_an_end_before_the_start_gives_no_duration() -> None:
    assert durations(Incident(started="2026-04-16", detected="2026-04-01")) == []  # type: ignore[arg-type]


def test_the_impact_table_states_what_is_unknown_and_omits_what_was_not_asked() -> None:
    front = FrontMatter(impact=Impact(users="~1200", cost="8420 EUR", revenue="unknown"))  # type: ignore[arg-type]
    assert write_impact(front).split("\n")[2:] == [
        "| Users affected | ~1200 |",
        "| Revenue lost | unknown |",
        "| Cost | 8420 EUR |",
    ]
    assert write_impact(FrontMatter()) == ""


def test_a_table_of_nothing_but_unknowns_is_a_question_and_no_table() -> None:
    front = FrontMatter(impact=Impact(users="unknown", data="unknown"), incident=Incident(started="2026-04-16"))  # type: ignore[arg-type]
    assert write_impact(front) == "" and not has_figures(front)
    assert write_models([ModelUse(name="unknown", parameters="unknown"), ModelUse()]) == ""  # type: ignore[arg-type]
    assert write_impact(FrontMatter(impact=Impact(notes="Trust was lost."))) == "Trust was lost."


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("~1200 users", False),
        ("~1200 users, 8420 EUR", False),
        ("~1200 users lost trust", True),
        ("1200 tickets", True),
    ],
)
def test_notes_that_only_repeat_the_figures_are_told_once(notes: str, told: bool) -> None:
    figures = Impact(users="~1200", cost="8420 EUR", notes=notes)  # type: ignore[arg-type]
    assert write_impact(FrontMatter(impact=figures)).endswith(f"\n\n{notes}") is told


def test_what_differs_is_told_before_anybody_names_a_cause() -> None:
    prompts = {"tone": ("a\nb\n", "a\nc\nd\n"), "same": ("x\n", "x\n")}
    config = {"config": ({"model": "m1", "top_p": "1"}, {"model": "m2", "top_p": "1", "a`b": "x"})}
    assert write_differences(prompts, config).split("\n")[2:] == [
        "- Prompt `tone`: 1 line removed, 2 lines added.",
        "- Settings `config`: `model`, `ab`.",
    ]
    assert write_differences({"same": ("x", "x")}, {}) == ""


def test_several_causes_stand_under_a_heading_each() -> None:
    causes = [Cause(id="one", kind="prompt", summary="First"), Cause(id="two", kind="config", summary="Second.")]  # type: ignore[arg-type]
    text = write_causes(FrontMatter(causes=causes))
    assert re.findall(r"^#### .*$", text, re.MULTILINE) == ["#### one", "#### two"]
    assert "#### one\nFirst (prompt).\n#### two\n" in text
    assert write_causes(FrontMatter(causes=causes[:1])) == "First (prompt)."


def test_the_provider_sentence_says_no_more_than_is_stated() -> None:
    assert write_provider(FrontMatter(provider=Provider(factor="none"))) == "No provider upstream is named as a factor."  # type: ignore[arg-type]
    stated = Provider(factor="primary", name="Acme", what="outage")  # type: ignore[arg-type]
    assert write_provider(FrontMatter(provider=stated)) == "Acme is a primary factor: outage."
    assert write_provider(FrontMatter(provider=Provider(factor="unknown"))) == ""  # type: ignore[arg-type]
    assert write_provider(FrontMatter()) == ""


def test_a_sample_with_fields_shows_them_and_any_other_is_shown_whole() -> None:
    text = write_samples(
        [Sample("samples/1.yaml", "input: hi\noutput: '@all <b>'\nexpected: no\n"), Sample("s/2.txt", "raw")]
    )
    assert text.count("```text") == 4
    assert "Input:\n\n```text\nhi\n```" in text
    assert "**Sample 2** (`s/2.txt`)\n\n```text\nraw\n```" in text
