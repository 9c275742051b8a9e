"""HTML of our pages as Markdown for any generator: the headings as Markdown, the rest as HTML that it leaves as it is.

Generators list the headings of a page that are Markdown. What is HTML they neither run nor change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from afterword.site.headings import Heading

_EMPTY_LINE = re.compile(r"\n(?=[ \t]*\n)")
_FENCES = str.maketrans({char: f"&#{ord(char)};" for char in "`~{}"})
_TAG = re.compile(r"(<[^>]*>)")
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
_MARK = re.compile(r"[^\w\s]|_")
_AROUND_HEADINGS = re.compile(r"<(/?)(div|section)\b[^>]*>")


def write_markdown(html: str, headings: Iterable[Heading]) -> str:
    """Write the HTML of a page as Markdown.

    Args:
        html: everything below the site's header.
        headings: those that the table of contents lists, in order. What is around one, such as a `div`, ends before it
            and begins again behind it.
    """
    parts: list[str] = []
    around: list[str] = []
    html = str(html)
    for heading in headings:
        before, _, rest = html.partition(f'<h{heading.level} id="{heading.id}"')
        content, _, html = rest.partition(">")[2].partition(f"</h{heading.level}>")
        block, around = _balance(before, around)
        parts += [block, _heading(heading, content)]
    parts.append(_balance(html, around)[0])
    return "\n\n".join(part for part in parts if part) + "\n"


def html_block(html: str) -> str:
    """Return HTML that Markdown leaves as it is: one block without empty lines, in which nothing begins a fence."""
    return f"<div>\n{_EMPTY_LINE.sub('&#10;', html.strip()).translate(_FENCES)}\n</div>" if html.strip() else ""


def _heading(heading: Heading, content: str) -> str:
    """Write a heading: with what is in it, but in the table of contents by its text."""
    shown = " ".join("".join(map(_inline, _TAG.split(_PERMALINK.sub("", content)))).split())
    label = f' data-toc-label="{escape(heading.text)}"' if "<" in shown else ""
    return f"{'#' * heading.level} {shown} {{: #{heading.id}{label} }}"


def _inline(part: str) -> str:
    """Keep a tag, and write text so that no character of it is Markdown."""
    return part if part.startswith("<") else _MARK.sub(lambda match: f"&#{ord(match[0])};", unescape(part))


def _balance(html: str, around: list[str]) -> tuple[str, list[str]]:
    """Open before some HTML what is around it, and close behind it what is still open; returns that, too."""
    opened = list(around)
    for match in _AROUND_HEADINGS.finditer(html):
        if match[1]:
            opened.pop()
        else:
            opened.append(match[0])
    if not _AROUND_HEADINGS.sub("", html).strip():
        return "", opened
    closing = "".join(f"</{tag[1:].split()[0].rstrip('>')}>" for tag in reversed(opened))
    return html_block("".join(around) + html + closing), opened
