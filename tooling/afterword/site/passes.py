"""What is done to a parsed body before it is rendered: links, headings, and the marks of a post-mortem.

Each pass changes tokens in place. The text stays as it was written; only a date that has passed is said to be overdue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from afterword.postmortem import draft_notice
from afterword.postmortem.markers import OPEN_QUESTION_MARKER
from afterword.postmortem.outline import ACTION_ITEMS, TIMELINE, recognise
from afterword.site.links import Links

_UNKNOWN = OPEN_QUESTION_MARKER.strip("*")
_TIME = r"\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?)?"
_WHEN = re.compile(rf"(?P<when>{_TIME}(?:/{_TIME})?|unknown|ongoing)\s*(?:—|–|--|-|:)\s+")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: level 2 to 6, its id, and its text without markup."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the links of a document lead: each as written, with the line of the text on which it first stands, from 0.

    Attributes:
        broken: those that name a file which does not exist.
        places: those that name an id, with the page, by its URL, and the id.
        pictures: paths in the project of the pictures that are shown.
    """

    broken: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int, tuple[str, str]], ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionMark:
    """What is shown in one row of an action table.

    Attributes:
        kind: suffix of the CSS class for its state.
        due_kind: the same for its date, empty for none.
        issue: address of its issue, None where there is none to link to.
        status: what the tracker says where that is not what is written; empty to show what is written.
    """

    kind: str
    due_kind: str = ""
    issue: str | None = None
    status: str = ""


def plain(tokens: list[Token] | None) -> str:
    """The text of inline tokens without markup, notes and images."""
    parts = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
    return "".join((parts[t.type] or t.content) for t in tokens or [] if t.type in parts)


def number_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Give every heading an id, as GitHub does; returns those at the top level.

    The page has an H1 already, so that of a document becomes an H2.
    """
    found: list[Heading] = []
    taken: dict[str, int] = {}
    opened: Token | None = None
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            opened = token
            token.tag = "h2" if token.tag == "h1" else token.tag
            text = plain(tokens[index + 1].children).strip()
            identifier = _unique(slug(text), taken)
            token.attrSet("id", identifier)
            if token.level == 0:
                found.append(Heading(int(token.tag[1]), identifier, text))
        elif token.type == "heading_close" and opened:
            token.tag = opened.tag
            token.meta["id"] = opened.attrs["id"]
    return tuple(found)


def slug(text: str) -> str:
    """A heading's id, as GitHub makes it."""
    # Ids that begin with underscores belong to the theme.
    return _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-").lstrip("_") or "section"


def _unique(slug: str, taken: dict[str, int]) -> str:
    name = slug
    while name in taken:
        taken[slug] += 1
        name = f"{slug}-{taken[slug]}"
    taken[name] = 0
    return name


def rewrite_links(tokens: list[Token], links: Links) -> Followed:
    """Lead every link where it belongs; one that leads nowhere becomes text.

    Pictures that the site has are shown, all others become links to them: a picture from another server would tell
    that server who reads the page, so none is loaded.
    """
    written: dict[str, int] = {}
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_rewritten(token.children, links, written, token.map[0] if token.map else 0))
    places = [(href, line, links.place(href)) for href, line in written.items()]
    return Followed(
        broken=tuple((href, line) for href, line in written.items() if links.is_broken(href)),
        places=tuple((href, line, place) for href, line, place in places if place),
        pictures=tuple(
            sorted(
                {child.meta["path"] for token in tokens for child in token.children or () if child.type == "aw_picture"}
            )
        ),
    )


def _rewritten(children: list[Token], links: Links, seen: dict[str, int], line: int) -> Iterator[Token]:
    within: list[bool] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        if child.type == "link_open":
            written = str(child.attrs.get("href", ""))
            seen.setdefault(written, line)
            target = links.resolve(written)
            within.append(target is not None)
            if target is not None:
                yield _link(target, str(child.attrs.get("title", "")))
        elif child.type == "link_close":
            if within.pop():
                yield child
        elif child.type == "image":
            yield from _image(child, links, seen, line, inside_link=any(within))
        else:
            yield child


def _image(image: Token, links: Links, seen: dict[str, int], line: int, inside_link: bool) -> Iterator[Token]:
    alt = plain(image.children) or "picture"
    text = Token("text", "", 0, content=alt)
    if shown := links.shown(str(image.attrs.get("src", ""))):
        seen.setdefault(str(image.attrs["src"]), line)
        attrs: dict[str, str | int | float] = {"src": shown[1], "alt": alt, "loading": "lazy"}
        yield Token("aw_picture", "img", 0, attrs=attrs, meta={"path": shown[0]})
        return
    target = None
    if not inside_link:
        written = str(image.attrs.get("src", ""))
        seen.setdefault(written, line)
        target = links.resolve(written)
    if target is None:
        yield text
    else:
        yield from (_link(target, ""), text, Token("link_close", "a", -1))


def _link(target: str, title: str) -> Token:
    attrs: dict[str, str | int | float] = {"href": target}
    if title:
        attrs["title"] = title
    if ":" in target.split("/")[0]:
        # The address of an internal page is nobody else's business.
        attrs["rel"] = "noreferrer"
    return Token("link_open", "a", 1, attrs=attrs)


def mark_unknowns(tokens: list[Token]) -> None:
    """Give open questions a class: the bold words, and the paragraph or item that they begin."""
    for index, token in enumerate(tokens):
        children = token.children or []
        for at, child in enumerate(children[:-1]):
            if child.type == "strong_open" and children[at + 1].content.strip() == _UNKNOWN:
                child.attrJoin("class", "aw-unknown")
                if not plain(children[:at]).strip():
                    holder = tokens[index - 2] if tokens[index - 1].hidden else tokens[index - 1]
                    holder.attrJoin("class", "aw-question")


def mark_drafts(tokens: list[Token]) -> None:
    """Name draft notices for what they are."""
    for index, token in enumerate(tokens):
        if token.type != "alert_open":
            continue
        text = next((t for t in tokens[index + 4 :] if t.type in ("inline", "alert_close")), None)
        if text and draft_notice.begins_with_sentence(text.content):
            token.meta["drafted"] = True
            title = tokens[index + 2]
            title.content = "Drafted, not yet reviewed"
            title.children = [Token("text", "", 0, content=title.content)]


def dress_sections(tokens: list[Token], actions: Mapping[str, ActionMark]) -> None:
    """Set the timeline's times apart, and show the state of action items."""
    section = None
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            if token.tag <= "h2":
                section = recognise(tokens[index + 1].content, 2)
        elif section is TIMELINE and token.type == "bullet_list_open" and token.level == 0:
            _dress_timeline(token, tokens[index + 1 :])
        elif section is ACTION_ITEMS and token.type == "table_open" and token.level == 0:
            _dress_actions(token, tokens[index + 1 :], actions)


def _dress_timeline(opening: Token, rest: list[Token]) -> None:
    dressed = False
    for index, token in enumerate(rest):
        if token.type == "bullet_list_close" and token.level == 0:
            break
        children = token.children
        if token.level != 3 or token.type != "inline" or not children or children[0].type != "text":
            continue
        if match := _WHEN.match(children[0].content):
            children[0].content = children[0].content[match.end() :]
            children.insert(0, Token("aw_when", "", 0, content=match["when"]))
            rest[index - 2].attrJoin("class", "aw-event")
            for at in (1, 2):
                if at < len(children) and children[at].type == "strong_open" and not plain(children[1:at]):
                    children[at].attrJoin("class", "aw-milestone")
            dressed = True
    if dressed:
        opening.attrJoin("class", "aw-timeline")


def _dress_actions(opening: Token, rest: list[Token], actions: Mapping[str, ActionMark]) -> None:
    end = next(i for i, token in enumerate(rest) if token.type == "table_close")
    cells = [i for i, token in enumerate(rest[:end]) if token.type in ("th_open", "td_open")]
    columns = [plain(rest[i + 1].children).strip() for i in cells if rest[i].type == "th_open"]
    if "Action" not in columns:
        return
    opening.attrJoin("class", "aw-cards")
    rows = [i for i in cells if rest[i].type == "td_open"]
    for at in range(0, len(rows), len(columns)):
        row = dict(zip(columns, rows[at : at + len(columns)], strict=False))
        mark = actions.get(plain(rest[row["ID"] + 1].children).strip()) if "ID" in row else None
        for column, index in row.items():
            rest[index].attrSet("data-label", column)
            rest[index].attrJoin("class", "aw-col-" + slug(column))
            if mark:
                _dress_cell(rest[index + 1], column, mark)


def _dress_cell(cell: Token, column: str, mark: ActionMark) -> None:
    text = plain(cell.children).strip()
    if not text:
        return
    if column == "Status":
        shown = mark.status or text
        cell.children = [Token("aw_status", "", 0, content=shown, meta={"kind": mark.kind})]
    elif column == "Due" and mark.due_kind:
        space, chip = Token("text", "", 0, content=" "), Token("aw_status", "", 0, content="overdue")
        chip.meta["kind"] = mark.due_kind
        cell.children = [*(cell.children or []), space, chip]
    elif column == "Issue" and mark.issue:
        label = Token("text", "", 0, content=text)
        cell.children = [_link(mark.issue, ""), label, Token("link_close", "a", -1)]
