"""The body of a document is parsed once, for the reader and for all who ask about its blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterword.postmortem import blocks, read
from afterword.postmortem.body import parse_body
from postmortem.documents import PATH

_LINES = st.sampled_from(
    ["", "text", "    code", "- item", "  - nested", "1. one", "> quote", "> ## Quoted", "# One", "## Two", "## Three",
     "### Part", "Setext", "---", "===", "***", "```", "~~~ diff", "| a | b |", "|---|---|", "[^e1]: note",
     "[ref]: /x", "'title'", "<!-- c -->", "<!-- open", "<div>", "- ## Nested", "\ttabbed", "  ", "\u00a0"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=24), st.sampled_from(["\n", "\r\n"]))
def test_tokens_of_a_section_are_those_of_its_text_alone(lines: list[str], newline: str) -> None:
    document = read(newline.join(["---", "schema: 1", "---", "## Summary", *lines]).encode(), PATH)
    body = parse_body(document.source, document.body_start)
    for section in document.walk():
        first = document.line(section.body) - 1
        alone = [
            (token.type, token.level, token.content, [document.source.line_start(first + line) for line in token.map])
            for block in blocks.parse(document.text(section.body))
            for token in block.tokens
            if token.map
        ]
        tokens = body.tokens_in(section.body)
        assert [(token.type, token.level, token.content, list(span)) for token, span in tokens] == alone
