"""No markup hides a name: the text that is compared is that of the renderer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.leakcheck.leak import LeakKind
from afterword.postmortem.markers import write_derived
from afterword.site import rendering
from afterword.site.links import Links
from afterword.text.visible_text import visible_pieces
from leakcheck.incident import LINE, found, kinds, with_sentence

HIDING = (
    "mko[](#a(b(c)))vac", "mko[](#a\n't')vac", "mko[](#a 'it)le')vac", "mko[](<#a)b>)vac", "mko[](#a \"t[](x)\")vac",
    "mko![](#a)vac", "mko\\[\\]vac", "m&#107;ova&#99;", "mk<b title='>'>o</b>vac", "mko<!-- ) -->vac", "m**k**ovac",
    "mko~~~~vac", "<div>mko<i></i>vac</div>", "mko[](#a\\)b)vac", "[mko](#a (t))vac", "<div>m&#107;ovac</div>",
    "| a | b |\n|---|---|\n| mko[](#a)vac | c |",
)  # fmt: skip


@pytest.mark.parametrize("text", HIDING)
def test_markup_within_a_name_hides_nothing(text: str) -> None:
    lines = {leak.line for leak in found(with_sentence(text)) if leak.kind is LeakKind.NAME}
    assert lines and lines <= set(range(LINE, LINE + text.count("\n") + 1))


MARKS = st.text(st.sampled_from("ab[]()<>*_`~!#'\"\\& \n^|"), max_size=40)


@settings(max_examples=200, deadline=None)
@given(MARKS, MARKS)
def test_what_the_site_shows_as_one_word_is_found_as_one(before: str, between: str) -> None:
    text = f"{before} mko{between}vac"
    html = rendering.render(text, Links("", "", {}, lambda _: False)).html
    if " mkovac" in f" {html.striptags()}":
        joined = "".join(piece for piece, _, _ in visible_pieces(text, 0, ""))
        assert "mkovac" in joined
        assert LeakKind.NAME in kinds(with_sentence(text))


@pytest.mark.parametrize(
    "sentence",
    ["Timeline: see below.", "What went wrong: our assistant was too generous.", "Cause: a wrong wording.",
     "The cause was a wrong wording.", "Model: the one that you know."],
)  # fmt: skip
def test_a_sentence_that_begins_like_a_heading_is_none(sentence: str) -> None:
    assert found(with_sentence(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "## Timeline",
        "**Timeline:** see below",
        "Timeline",
        "Root cause: a wording",
        "### What went wrong",
        "<h2>Cause</h2>",
    ],
)
def test_a_heading_of_an_internal_section_is_one(sentence: str) -> None:
    assert LeakKind.SECTION in kinds(with_sentence(sentence))


INSIDE = "Seventeen resellers quietly escalated contradictory promises through their dedicated account managers"


ALLOWED = "Nobody owned the policy fixtures, therefore the nightly comparison silently skipped every conversation"


@pytest.mark.parametrize("heading", ["Impact", "What went well", "Where we got lucky", "What went wrong"])
def test_no_section_but_summary_and_mitigation_may_be_copied(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from leakcheck import incident

    text = incident.INTERNAL.replace("## Timeline", f"## {heading}\n\n{INSIDE}.\n\n## Timeline")
    text = (
        text if heading != "Impact" else incident.INTERNAL.replace("About 1,200 customers read", f"{INSIDE}. They read")
    )
    monkeypatch.setattr(incident, "INTERNAL", text)
    assert kinds(with_sentence(f"{INSIDE}.")) == {LeakKind.SECTION}
    for plain in ("Summary", "Mitigation"):
        monkeypatch.setattr(incident, "INTERNAL", text.replace(f"## {heading}", f"## {plain}"))
        if heading != "Impact":
            assert kinds(with_sentence(f"{INSIDE}.")) == set()
    monkeypatch.setattr(incident, "INTERNAL", text.replace("## Summary", f"## Summary\n\n{INSIDE}."))
    assert kinds(with_sentence(f"{INSIDE}.")) == set(), "it is told plainly too"
    assert kinds(with_sentence(f"{INSIDE}. {ALLOWED}.")) == {LeakKind.SECTION}


def test_the_internal_title_may_not_be_copied() -> None:
    assert LeakKind.SECTION in kinds(with_sentence("The support assistant invents refund promises."))


def test_a_derived_block_is_read_without_its_markers() -> None:
    assert found(with_sentence(write_derived("duration", "It took two and a half hours."))) == []
    leaks = found(with_sentence(write_derived("duration", "It took mkovac two hours.") + "\n\nAll is well, mkovac."))
    assert [(leak.kind, leak.line) for leak in leaks] == [(LeakKind.NAME, LINE + 1), (LeakKind.NAME, LINE + 4)]
