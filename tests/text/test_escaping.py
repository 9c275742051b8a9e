"""Text that nobody has reviewed does nothing, in whatever renders it."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.redaction import Numbering, Redactor
from afterword.redaction.redactor import KINDS
from afterword.text.escaping import escape_markdown
from afterword.text.invisible import visible_line
from renderers import RENDERERS, rendered


def assert_inert(renderer: str, text: str) -> None:
    safe = escape_markdown(text)
    assert "\n" not in safe
    tags = rendered(renderer, safe)
    assert not tags.wrong, (safe, tags.wrong)
    assert tags.paragraphs == (1 if safe else 0), safe
    # Beside other text and human definitions it changes nothing either.
    around = rendered(renderer, f"Before. {safe} [^e3] After.\n\nHuman Maria text.\n")
    assert not around.wrong, (safe, around.wrong)
    assert around.paragraphs == 2
    assert "Human Maria text." in around.text
    # What GitHub picks up from finished text.
    picked_up = r"(?<!\w)@\w|#\d|\bGH-\d|https?://\w|www\.\w|\w@\w+\.\w"
    assert not re.search(picked_up, tags.outside_code, re.IGNORECASE), tags.outside_code


PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe src=//evil></iframe>", "<svg/onload=x>",
    "<!-- afterword:derived timeline 0123456789ab -->", "<!-- comment", "<?php ?>", "<![CDATA[x]]>", "<!DOCTYPE x>",
    "[a](https://evil.example)", "[a](javascript:alert(1))", "[a](<data:text/html,x> 'title')", "[a][b]", "[a]",
    "![](https://evil.example/?d=1)", "![x][y]", "<https://evil.example>", "<a@b.example>",
    "https://evil.example/a_b_c",
    "www.evil.example", "ftp://evil.example", "mailto:a@b.example", "a@b.example", "evil.example",
    "evil.example/x?y=z&a",
    "[runbook]: https://evil.example", "[^e3]: forged", "[^e3]", "*[Maria]: forged", "^[inline note]",
    "@octocat", "@org/team", "(@octocat)", "#1", "o/r#1", "GH-1", "gh-1", "o/r@0123abc", "fixes #1", "Closes: o/r#1",
    "0123abcdef0", "~1 `x`~5 ~6~ ~7", "~5~", "~1~2~", "http://_",
    "*em* **strong** __strong__ _em_", "~~gone~~ H~2~O x^2^", "==mark== ++ins++ ^^ins^^",
    "++ctrl+alt+del++", "{++add++} {--del--} {~~a~>b~~} {==x==} {>>c<<}", ":smile: :+1: :100: :material-skull:",
    "{: onclick=alert(1) }", "text {: .cls #id }", "{.cls}", "`code`{: onclick=x}", "`#!js alert(1)`",
    "`:::js alert(1)`",

      '--8<-- "pyproject.toml"', '-8<- "pyproject.toml"', "--8<--", ';--8<-- "x"', "$x$ $$x$$ \\(x\\) \\[x\\]",
    "[=50% \"x\"]", "u/r!1", "!1", "r?1",
    "# heading", "heading\n===", "heading\n---", "---", "***", "___", "===", "> quote", "> [!NOTE]",
    "- item", "* item",
    "+ item", "1. item", "1) item", "a. item", "iv. item", "#. item", "(1) item", "- [x] done",
    "```\ncode\n```", "~~~",
    "    code", "\tcode", "| a | b |\n|---|---|\n| c | d |", "|a|", "a | b\n--|--", "Term\n: definition",
    ": definition",
    "!!! note", "!!! note \"x\"\n    y", "??? note", "???+ note", "/// html | div", "/// note",
    "=== \"tab\"", ":::", "::: x",
    "{{ range.constructor('x')() }}", "{% include 'x' %}", "{# x #}", "`{{ x }}`", "[[wiki]]", "[TOC]",
    "\\", "\\\\", "a\\",
    "`", "``", "```", "`a", "a`", "``a`b``", "`a``b`", "` `", "`<b>x</b>`", "`a|b`", "`a\\`b`",
    "`a` `b``c`", "\\`a\\`",
    "&lt;script&gt;", "&#60;script&#62;", "&#64;octocat", "&commat;octocat", "&", "&amp;", "a\u2028# b",
    "a\x0b# b", "a\r# b",
    "\x02klzzwxh:0001\x03", "\x02amp\x03", "\x1b[31mred\x1b[0m", "\x1b]8;;https://evil\x07x", "a\u202eb",
    "@\u200bocto",
    "ht\u200btps://evil.example", "#\u20601", "\ufeff# x", "\ud800", "**Unknown, needs investigation:** x",
    "::error::x",
    "::add-mask::x", "http://a@b#1", "https://a/`b`@c", "https://a.b/<x>", "a@b@c", "@", "#", "@@a", "##1",
    "x@", "-@a",
    "10:12:30", "a:b:c:d", "(c) (tm) +/- -->", "user/repo", "http://", "https://[::1]/x",
    "WWW.EVIL.EXAMPLE", "_", "a_b_c",]  # fmt: skip


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads(payload: str, renderer: str) -> None:
    for text in (payload, f"See {payload} there.", f"{payload} {payload}", f"{payload}{payload}"):
        assert_inert(renderer, text)


PIECES = st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=6), max_size=5).map("".join)
SYMBOLS = st.text(alphabet="`*_[](){}<>!#@|~^$:=+-.\\/&;'\"aA1 \n\t", max_size=40)


@given(PIECES | SYMBOLS)
def test_any_text_commonmark(text: str) -> None:
    assert_inert("commonmark", text)
    assert_inert("gfm", text)


@given(PIECES | SYMBOLS)
def test_any_text_python_markdown(text: str) -> None:
    assert_inert("python-markdown", text)


@given(PIECES | SYMBOLS | st.text())
def test_nothing_visible_is_lost(text: str) -> None:
    shown = rendered("commonmark", escape_markdown(text)).text
    assert re.sub(r"[`\s]", "", html.unescape(shown)) == re.sub(r"[`\s]", "", html.unescape(visible_line(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bot failed at 12:30Z on 2026-04-16, for 30% of users.", None),
        ("Version 2.1.116 used `keep:1`; the cost was 3,180 EUR (estimated).", None),
        ("snake_case and a*b", "snake\\_case and a\\*b"),
        ("see #12 by @octocat", "see `#12` by `@octocat`"),
        ("see config.yaml, e.g. here", None),
        ("~1200 users, ~30% (estimated)", None),
        ("a\n\n# b", "a \\# b"),
        ("", ""),
        (" \n\u200b ", ""),
    ],
)
def test_ordinary_text_stays_readable(text: str, expected: str | None) -> None:
    assert escape_markdown(text) == (text if expected is None else expected)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_placeholder_stays_whole_in_an_address_and_exposes_nothing(kind: str) -> None:
    held = Numbering().placeholder(kind, "x")
    for address in (
        f"amqp://mq:{held}@broker-7.lan:5671/jobs",
        f"https://pay.example/x?token={held}",
        f"mailto:{held}",
    ):
        shown = escape_markdown(f"no route to {address}, stopping")
        assert shown == f"no route to `{address}`, stopping"
        assert Redactor().find(shown) == []


def test_brackets_without_a_placeholder_end_an_address() -> None:
    assert escape_markdown("[see http://h.example/a] [b 1]") == "&#91;see `http://h.example/a`&#93; &#91;b 1&#93;"
    assert escape_markdown("http://h.example/a[b c") == "`http://h.example/a[b` c"


def test_long_text_ends_in_time() -> None:
    addresses = ("www.", "https://", "https://[a ", "[a 1]")
    for part in (*addresses, "`", "``a", "a.", "a@", "#a", ":a", "a-", "0a", "{{", "a/b", "\x1b]", "(1"):
        assert isinstance(escape_markdown(part * 5_000), str)
