"""Bodies become HTML as on GitHub, and nothing in them is executed."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.site.links import Links, Repository
from afterword.site.rendering import Known, render, render_inline
from afterword.site.section_styles import ActionMark

LINKS = Links(
    folder="postmortems",
    page="incidents/2026-04-16-bot/",
    urls={"postmortems/2026-02-10-old.md": "incidents/2026-02-10-old/", "docs/how-to/write.md": "how-to/write/"},
    exists=lambda path: path in ("postmortems/2026-04-16-bot/prompts/a.md", "README.md"),
)
ON_GITHUB = Links(LINKS.folder, LINKS.page, LINKS.urls, LINKS.exists, Repository("https://github.com/acme/bots"))

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "em", "strong", "s", "code", "pre", "div", "span"),
    *("blockquote", "hr", "br", "sup", "input", "table", "thead", "tbody", "tr", "th", "td", "del", "ins"),
}
_ATTRIBUTES = {
    *("class", "href", "id", "title", "aria-label", "rel", "tabindex", "style", "type", "disabled", "checked"),
    *("start", "data-label"),
}


class _Inspector(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def assert_inert(html: str) -> None:
    seen = _Inspector(html)
    assert seen.tags <= _TAGS
    assert {name for name, _ in seen.attributes} <= _ATTRIBUTES
    for name, value in seen.attributes:
        if name == "href":
            assert re.match(r"(https?:|mailto:|#|\.\.?/|[\w-]+/)", value), value
        if name == "style":
            assert re.fullmatch(r"text-align:(left|right|center)", value)


def html(text: str, links: Links = LINKS) -> str:
    return str(render(text, links).html)


HOSTILE = [
    "<script>alert(1)</script>",
    "text <script src=//evil.example/x.js></script> text",
    "<img src=x onerror=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/png;base64,AAAA)",
    "![x](data:image/png;base64,AAAA)",
    "[x](vbscript:x) [y](file:///etc/passwd) [z](ftp://x) [w](blob:x)",
    "[x](//evil.example/)",
    "[x](\\\\evil.example)",
    "[x](http://[)",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '[x](https://a.example "title\\" onmouseover=alert(1) x=\\"")',
    "[x](https://a.example/\"onmouseover='alert(1)')",
    "# Heading { onclick=alert(1) #id .class }\n\ntext\n{: onclick=alert(1) }",
    '--8<-- "/etc/passwd"\n\n--8<--\n/etc/passwd\n--8<--',
    '{% include "/etc/passwd" %} {{ config }}',
    "```<script>\nx\n```",
    '``` "onclick=alert(1)\nx\n```',
    "```python {onclick=alert(1)}\nx\n```",
    "<!-- x --><script>alert(1)</script>",
    "<!-- --!> <script>alert(1)</script> -->",
    "a <!-- --> <b onclick=alert(1)>x</b>",
    "![x](https://evil.example/pixel.png)",
    "| a | <img onerror=alert(1) src=x> |\n|---|---|\n| `x` | <script>alert(1)</script> |",
    "- <script>alert(1)</script>\n\n  <style>*{display:none}</style>",
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    '[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: x',
    "> [!NOTE]\n> <script>alert(1)</script>",
    "<form action=https://evil.example><input name=q></form>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<base href=https://evil.example>",
    "\u0000<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    for links in (LINKS, ON_GITHUB):
        assert_inert(html(text, links))
        assert_inert(str(render_inline(text, links)))


@given(st.lists(st.sampled_from(["<", ">", '"', "'", "[", "](", ")", "!", "`", "javascript:", "<!--", "-->", "\n", "|",
                                 "<script>", "x", " ", "&#58;", "[^1]", "[^1]: ", "onload=", "---", "- ", "#", "*"]),
                max_size=40))  # fmt: skip
def test_no_mixture_of_marks_becomes_active(parts: list[str]) -> None:
    assert_inert(html("".join(parts), ON_GITHUB))


def test_snippets_and_templates_stay_text() -> None:
    assert "--8&lt;--" in html('--8<-- "pyproject.toml"')
    assert "{{ config }}" in html("{{ config }}")


def test_raw_html_is_shown_as_text_and_comments_are_not_shown() -> None:
    assert html("a <b>c</b> <!-- gone --> d") == "<p>a &lt;b&gt;c&lt;/b&gt;  d</p>\n"
    assert html("<!-- afterword:derived timeline 000000000000 -->\n\ntext\n\n<!-- /afterword:derived -->") == (
        "<p>text</p>\n"
    )
    assert html("<details>\nx\n</details>") == '<p class="aw-raw">&lt;details&gt;\nx\n&lt;/details&gt;</p>\n'


def test_a_title_cannot_be_closed_from_an_attribute() -> None:
    assert 'title="a&quot; b"' in html('[x](https://a.example "a\\" b")')


class TestLinks:
    def test_siblings_and_the_handbook_become_pages(self) -> None:
        assert '<a href="../2026-02-10-old/#summary">' in html("[x](2026-02-10-old.md#summary)")
        assert '<a href="../../how-to/write/">' in html("[x](../docs/how-to/write.md)")
        assert '<a href="../../how-to/write/">' in html("[x](/docs/how-to/write.md)")
        assert '<a href="#impact">' in html("[x](#impact)")

    def test_evidence_leads_to_the_repository_or_nowhere(self) -> None:
        text = "[the prompt](2026-04-16-bot/prompts/a.md)"
        assert html(text) == "<p>the prompt</p>\n"
        url = "https://github.com/acme/bots/blob/HEAD/postmortems/2026-04-16-bot/prompts/a.md"
        assert f'<a href="{url}" rel="noreferrer">the prompt</a>' in html(text, ON_GITHUB)

    def test_pictures_become_links(self) -> None:
        assert html("![a picture](https://x.example/p.png)") == (
            '<p><a href="https://x.example/p.png" rel="noreferrer">a picture</a></p>\n'
        )
        assert html("[![a picture](https://x.example/p.png)](https://y.example)") == (
            '<p><a href="https://y.example" rel="noreferrer">a picture</a></p>\n'
        )

    def test_a_link_to_a_missing_file_is_reported(self) -> None:
        rendered = render("[a](gone.md) [b](gone.md) [c](../../outside.md) [d](https://x.example/gone.md)", LINKS)
        assert rendered.found_links.broken == (("gone.md", 0), ("../../outside.md", 0))
        assert "a b c" in rendered.html

    def test_a_missing_file_is_reported_with_the_line_of_its_link(self) -> None:
        text = (
            "one\ntwo [a](a.md)\nthree  \n![b](b.md)\n\n- x\n  - [c](c.md)\n\n| h |\n|---|\n| x |\n| [d](d.md) |\n\n"
            "> [!NOTE]\n> [e](e.md)\n\nsee[^1] [a](a.md)\n\n[^1]: note\n    [f](f.md)\n"
        )
        assert render(text, LINKS).found_links.broken == (
            ("a.md", 1), ("b.md", 3), ("c.md", 6), ("d.md", 11), ("e.md", 14), ("f.md", 19),
        )  # fmt: skip

    def test_a_link_to_a_heading_names_its_page_and_id(self) -> None:
        text = (
            "[a](#impact) [b](2026-02-10-old.md#what-went-%C3%BCber) [c](https://x.example/#y) [d](#top) [e](gone.md#z)"
        )
        assert [anchor for *_, anchor in render(text, LINKS).found_links.anchors] == [
            (LINKS.page, "impact"),
            ("incidents/2026-02-10-old/", "what-went-über"),
        ]

    def test_paths_cannot_leave_the_project(self) -> None:
        assert ON_GITHUB.find("../../etc/passwd").href is None
        assert ON_GITHUB.find("..%2f..%2fetc/passwd").href is None


class TestGitHub:
    def test_tables_keep_their_alignment_and_can_scroll(self) -> None:
        made = html("| a | b |\n|---|--:|\n| 1 | x \\| y |")
        assert '<div class="aw-scroll" tabindex="0"><table class="aw-table">' in made
        assert '<td style="text-align:right">x | y</td>' in made

    def test_strikethrough_tasks_and_bare_addresses(self) -> None:
        made = html("- [ ] ~~one~~\n- [x] two https://a.example/x")
        assert "<s>one</s>" in made
        assert made.count('type="checkbox"') == 2 and made.count("disabled") == 2
        assert '<a href="https://a.example/x" rel="noreferrer">' in made

    def test_a_list_may_follow_a_paragraph(self) -> None:
        assert "<ul>" in html("text\n- one\n  - two")

    @pytest.mark.parametrize(
        ("word", "kind"),
        [("NOTE", "note"), ("TIP", "tip"), ("IMPORTANT", "info"), ("WARNING", "warning"), ("CAUTION", "danger")],
    )
    def test_alerts_are_admonitions(self, word: str, kind: str) -> None:
        made = html(f"> [!{word}]\n> text")
        assert made.startswith(f'<div class="admonition {kind}">\n<p class="admonition-title">{word.capitalize()}</p>')

    def test_footnotes_have_ids_of_their_labels(self) -> None:
        made = html("a[^e3] b[^e3]\n\n[^e3]: slack")
        assert '<sup id="fnref:e3"><a class="footnote-ref" href="#fn:e3" title="slack">E3</a></sup>' in made
        assert '<sup id="fnref:e3:1">' in made and '<li id="fn:e3"><a class="aw-note-name" href="#fn:e3"' in made
        assert made.count('class="footnote-backref"') == 2

    def test_a_citation_shows_the_words_of_its_evidence_as_text(self) -> None:
        words = '2026-04-16 14:02Z, on-call: "no <b>case</b> & *none*" (chat)'
        made = html(f"a[^e8] b[^a-note]\n\n[^e8]: {words}\n\n[^a-note]: {'long ' * 90}")
        title = made.split('title="')[1].split('"')[0]
        assert unescape(title) == '2026-04-16 14:02Z, on-call: "no case & none" (chat)'
        assert '">2</a></sup>' in made, "what is not named like evidence has a number"
        assert len(made.split('title="')[2].split('"')[0]) <= 301

    def test_footnotes_are_in_the_order_of_their_names(self) -> None:
        notes = "".join(f"[^{name}]: of {name}\n" for name in ("e10", "e2", "s1", "note"))
        made = html(f"a[^e10][^s1] b[^note] c[^e2]\n\n{notes}")
        assert re.findall('<li id="fn:([^"]+)">', made) == ["note", "e2", "e10", "s1"]

    def test_the_evidence_of_an_open_question_begins_a_line(self) -> None:
        asked = "**Unknown, needs investigation:** which case was missing?\nEvidence: [^e1]\n\n[^e1]: slack\n"
        assert "missing?<br />\nEvidence: <sup" in html(asked)
        assert "<br" not in html("a line\nEvidence: [^e1]\n\n[^e1]: slack\n")

    def test_a_sentence_a_line_is_one_paragraph(self) -> None:
        assert html("One claim.\nAnother one.\n").count("<p>") == 1 and "<br" not in html("One claim.\nAnother.\n")

    def test_code_has_the_classes_that_the_theme_colours(self) -> None:
        made = html("```diff\n-a\n+b\n```\n\n```nonsense\n<x>\n```\n\n    indented")
        assert (
            '<div class="language-diff highlight"><pre><span></span><code><span class="aw-diff-del">-a</span>' in made
        )
        assert '<div class="highlight"><pre><span></span><code>&lt;x&gt;' in made
        assert "<code>indented\n</code>" in made

    def test_headings_have_github_s_ids(self) -> None:
        rendered = render("# Top\n\n## What allowed it?\n\n#### tone\n\n#### tone\n\n> ## Quoted & `code`\n", LINKS)
        assert [(h.level, h.id) for h in rendered.headings] == [
            (2, "top"),
            (2, "what-allowed-it"),
            (4, "tone"),
            (4, "tone-1"),
        ]
        assert '<h2 id="quoted--code">' in rendered.html
        assert "<h1" not in rendered.html

    def test_ids_of_the_theme_cannot_be_taken(self) -> None:
        assert render("## \\_\\_search", LINKS).headings[0].id == "search"
        assert render("## !!!", LINKS).headings[0].id == "section"

    def test_ids_stay_unique(self) -> None:
        ids = [heading.id for heading in render("## a\n\n## a-1\n\n## a\n\n## a", LINKS).headings]
        assert len(set(ids)) == 4


class TestMarks:
    def test_a_draft_notice_says_so(self) -> None:
        made = html("> [!NOTE]\n> Drafted from evidence by m, not yet reviewed. Delete this note.")
        assert 'class="admonition aw-drafted"' in made and ">Drafted, not yet reviewed</p>" in made

    def test_open_questions_have_a_class(self) -> None:
        made = html("**Unknown, needs investigation:** who?\n\n- **Unknown, needs investigation:** when?\n")
        assert made.count('<strong class="aw-unknown">Unknown, needs investigation:</strong>') == 2
        assert '<p class="aw-question">' in made and '<li class="aw-question">' in made

    def test_times_of_the_timeline_stand_apart(self) -> None:
        made = html(
            "## Timeline\n\n- 2026-04-16 17:00Z — **detected:** Seen.\n- words\n\n## Impact\n\n- 2026-04-16 — x"
        )
        opening = '<li id="event-2026-04-16-17-00z" class="aw-event aw-event--signal">'
        assert f'{opening}<a class="aw-when" href="#event-2026-04-16-17-00z"' in made
        assert '<strong class="aw-milestone">detected:</strong> Seen.' in made
        assert made.count("aw-when") == 1

    def test_events_of_one_moment_have_addresses_of_their_own(self) -> None:
        made = html("## Timeline\n\n- 2026-04-16 — x\n- 2026-04-16 — y\n")
        assert re.findall(r'<li id="([^"]+)"', made) == ["event-2026-04-16", "event-2026-04-16--2"]

    def test_claims_to_check_first_have_a_class_and_an_address(self) -> None:
        text = "**Check this first:** 120 users.\n\n- **Check this first:** 9 of 10.\n- Sure.\n"
        rendered = render(text, LINKS)
        assert rendered.doubts == ("check-first-1", "check-first-2")
        assert '<p id="check-first-1" class="aw-check-first">' in rendered.html
        assert '<li id="check-first-2" class="aw-check-first">' in rendered.html

    def test_a_table_without_a_status_column_shows_the_state_beside_the_action(self) -> None:
        text = "## Action items\n\n| ID | Action | Issue |\n|---|---|---|\n| A1 | x | #4 |\n| A2 | y | |"
        made = render(text, LINKS, Known({"A1": ActionMark("done", status="done")})).html
        assert 'class="aw-col-action">x <span class="aw-chip aw-chip--done">done</span></td>' in made
        assert 'class="aw-col-action">y</td>' in made

    def test_rows_of_actions_show_their_state(self) -> None:
        rows = "| A1 | x | 2026-01-01 | open | #4 |\n| A2 | y | | done | |"
        text = f"## Action items\n\n| ID | Action | Due | Status | Issue |\n|---|---|---|---|---|\n{rows}"
        marks = {"A1": ActionMark("open", True, "https://github.com/acme/bots/issues/4"), "A2": ActionMark("done")}
        made = render(text, LINKS, Known(marks)).html
        assert '<span class="aw-chip aw-chip--open">open</span>' in made
        assert '<span class="aw-chip aw-chip--overdue">overdue</span>' in made
        assert '<a href="https://github.com/acme/bots/issues/4" rel="noreferrer">#4</a>' in made
        assert '<td data-label="Action" class="aw-col-action">y</td>' in made


def test_what_is_nested_deeply_is_not_lost() -> None:
    nested = "".join("  " * depth + f"- level-{depth}-\n" for depth in range(40))
    for text in (nested, "> " * 40 + "level-39-\n"):
        assert "level-39-" in render(text, LINKS).html
