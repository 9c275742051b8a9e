"""Words that differ are marked in a diff, names of files are no changes, and nothing of the text is markup."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from afterword.site.diffs import mark_words, render_diff


def test_the_words_that_differ_are_marked() -> None:
    made = render_diff(
        "--- a.md\n+++ b.md\n@@ -1,2 +1,2 @@\n same\n-Answer from <the> policy.\n+Answer warmly from policy.\n"
    )
    assert made.splitlines() == [
        '<span class="aw-diff-head">--- a.md</span>',
        '<span class="aw-diff-head">+++ b.md</span>',
        '<span class="aw-diff-hunk">@@ -1,2 +1,2 @@</span>',
        " same",
        '<span class="aw-diff-del">-Answer from <del>&lt;the&gt;</del> policy.</span>',
        '<span class="aw-diff-ins">+Answer <ins>warmly</ins> from policy.</span>',
    ]


def test_a_sentence_that_is_wrapped_elsewhere_is_the_same_sentence() -> None:
    made = render_diff("-Answer from the\n-policy, and say so.\n+Answer from the policy,\n+and always say so.\n")
    assert re.findall(r"<(?:del|ins)>[^<]*</", made) == ["<ins>always</"]


def test_words_that_follow_one_another_are_one_mark() -> None:
    made = render_diff("-Match the tone of the user today.\n+Match the policy, not the wish, of the user today.\n")
    assert re.findall(r"<(?:del|ins)>([^<]*)</", made) == ["tone", "policy, not the wish,"]


def test_values_of_settings_are_marked_by_words() -> None:
    assert mark_words("temperature 0.2 <b>", "temperature 0.7 <b>") == (
        "temperature 0.<del>2</del> &lt;b&gt;", "temperature 0.<ins>7</ins> &lt;b&gt;",
    )  # fmt: skip
    assert mark_words("high", "medium") == ("high", "medium"), "nothing is the same"


def test_other_sentences_are_marked_as_lines_alone() -> None:
    assert "<del>" not in render_diff("-One thing entirely.\n+Nothing whatsoever remains here\n")
    assert "<del>" not in render_diff("- ---\n-no file\n")


def test_a_line_that_looks_like_the_name_of_a_file_is_a_change() -> None:
    assert '<span class="aw-diff-del">--- a rule in a prompt</span>' in render_diff("--- a rule in a prompt\n same\n")


@given(st.lists(st.text(alphabet="+-@ <&b\t", max_size=12), max_size=9))
def test_no_character_of_a_diff_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert unescape(re.sub(r"</?(?:span|del|ins)[^>]*>", "", render_diff(text))) == text
