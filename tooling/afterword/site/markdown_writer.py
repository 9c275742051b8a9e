"""A parsed body as Markdown that Python-Markdown shows as GitHub shows the original, without running any of it.

Other site generators read Python-Markdown's dialect. It requires four spaces where GitHub accepts two, and empty lines
where GitHub does not, and it would run raw HTML and attribute lists; so the document is written from what was parsed.
"""

from __future__ import annotations

import re

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from afterword.text.comments import without_comments
from afterword.text.escaping import escape_markdown

_LANGUAGE = re.compile(r"[A-Za-z0-9+#_-]{1,30}")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\"'`*\\\[\]{}|]")
_INDENT = " " * 4


def write(tokens: list[Token]) -> str:
    """Write the tokens of a body, links already rewritten, as Markdown."""
    return _joined(SyntaxTreeNode(tokens).children) + "\n"


def _joined(nodes: list[SyntaxTreeNode]) -> str:
    return "\n\n".join(text for node in nodes if (text := _block(node)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "heading":
            return f"{'#' * max(int(node.tag[1]), 2)} {_inline(node.children)}"
        case "paragraph" | "inline":
            return _inline(node.children)
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return "\n".join(f"> {line}".rstrip() for line in _joined(node.children).split("\n"))
        case "alert":
            return _alert(node)
        case "fence" | "code_block":
            return _code(node)
        case "table":
            return _table(node)
        case "hr":
            return "* * *"
        case "html_block":
            return escape_markdown(without_comments(node.content))
        case "footnote_block":
            return "\n\n".join(_footnote(child) for child in node.children)
    return _joined(node.children)


def _list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1))
    items = []
    for number, item in enumerate(node.children, start):
        mark = "-" if node.type == "bullet_list" else f"{number}."
        body = _joined(item.children)
        if "checked" in item.meta:
            body = f"[{'x' if item.meta['checked'] else ' '}] {body}"
        items.append(mark.ljust(4) + _indented(body)[4:])
    is_tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    return ("\n" if is_tight and not any("\n\n" in item for item in items) else "\n\n").join(items)


def _alert(node: SyntaxTreeNode) -> str:
    title, *rest = node.children
    kind = str(node.meta.get("kind", "note")).lower()
    shown = {"important": "info", "caution": "danger"}.get(kind, kind)
    words = _inline(title.children).replace('"', "'")
    return f'!!! {shown} "{words}"\n\n{_indented(_joined(rest))}'


def _code(node: SyntaxTreeNode) -> str:
    content = node.content.rstrip("\n")
    longest = max((len(run) for run in re.findall(r"`+|~+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    name = node.info.split(maxsplit=1)[0] if node.info.strip() else ""
    return f"{fence}{name if _LANGUAGE.fullmatch(name) else ''}\n{content}\n{fence}"


def _table(node: SyntaxTreeNode) -> str:
    head, *body = node.children
    rows = [[_inline(cell.children) or " " for cell in row.children] for part in (head, *body) for row in part.children]
    marks = {"text-align:left": ":--", "text-align:right": "--:", "text-align:center": ":-:"}
    aligned = [marks.get(str(cell.attrs.get("style", "")), "---") for cell in head.children[0].children]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (rows[0], aligned, *rows[1:]))


def _footnote(node: SyntaxTreeNode) -> str:
    return f"[^{node.meta['id'] + 1}]: {_indented(_joined(node.children))[4:]}"


def _indented(text: str) -> str:
    return "\n".join(_INDENT + line if line else line for line in text.split("\n"))


def _inline(nodes: list[SyntaxTreeNode]) -> str:
    parts = ""
    for node in nodes:
        part = _span(node)
        # Two code spans that touch would be one.
        parts += (" " if parts.endswith("`") and part.startswith("`") else "") + part
    return parts.strip()


def _span(node: SyntaxTreeNode) -> str:
    match node.type:
        case "inline":
            return _inline(node.children)
        case "code_inline":
            return escape_markdown(f"`{node.content}`") if "`" not in node.content else escape_markdown(node.content)
        case "strong" | "em":
            inner = _inline(node.children)
            mark = "**" if node.type == "strong" else "*"
            return f"{mark}{inner}{mark}" if inner else ""
        case "link":
            words = _inline(node.children)
            address = _UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", str(node.attrs.get("href", "")))
            return f"[{words}]({address})" if words else ""
        case "aw_picture":
            return f"![{_text(str(node.attrs['alt']))}]({node.attrs['src']})"
        case "s":
            return f"<s>{_inline(node.children)}</s>"
        case "footnote_ref":
            return f"[^{node.meta['id'] + 1}]"
        case "softbreak":
            return " "
        case "hardbreak":
            return "<br>"
        case "footnote_anchor":
            return ""
        case "html_inline":
            return _text(without_comments(node.content))
    return _inline(node.children) if node.children else _text(node.content)


def _text(text: str) -> str:
    """Escape a text; blanks at its edges stay, for they separate it from its neighbours."""
    if not text.strip():
        return " " if text else ""
    core = escape_markdown(text)
    return f"{' ' if text[0].isspace() else ''}{core}{' ' if text[-1].isspace() else ''}"
