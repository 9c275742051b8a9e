"""Light markup that is not Markdown, as Markdown: reStructuredText, AsciiDoc, Org mode, wikis, and plain text.

Pure, line by line, with every word. What takes some lines takes as many afterwards, so that line numbers stay, but for
tables of Jira, which get a line below their head, and of Org mode without a head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from afterword.importing.sources.markup_tables import MOST_LEVELS, padded, table_lines
from afterword.importing.sources.restructured_text import from_restructured_text
from afterword.postmortem.headings import section_called


def from_asciidoc(text: str) -> str:
    """Return AsciiDoc as Markdown: the header, headings, lists, tables, blocks of code, and attributes in the text."""
    lines = text.split("\n")
    attributes = {match[1]: match[2].strip() for line in lines if (match := _ATTRIBUTE.fullmatch(line))}
    lines = [_ATTRIBUTE_USED.sub(lambda used: attributes.get(used[1]) or used[0], line) for line in lines]
    out: list[str] = []
    at = 0
    is_header = text.startswith("= ")
    while at < len(lines):
        line = lines[at]
        is_header = is_header and bool(line.strip())
        if line.startswith("|==="):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("|===")), len(lines) - 1) + 1
            above = lines[at - 1] if at else ""
            rows, has_head = _asciidoc_rows(lines[at + 1 : end - 1], _columns(above))
            has_head = has_head or re.search(r"%header|options=\"?[^\"\]]*header", above) is not None
            out += padded(table_lines(rows, has_head=has_head), end - at)
            at = end
            continue
        if match := _ATTRIBUTE.fullmatch(line):
            line = f"- {match[1]}: {match[2]}" if match[2] else f"<!-- {match[1]} -->"
        elif is_header and at == 1 and not line.startswith(":"):
            line = f"- author: {line}"
        elif is_header and re.match(r"v?\d+(?:\.\d+)*,|\d{4}-\d\d-\d\d", line):
            line = f"- revdate: {line}"
        elif re.match(r"\[[^\]]*\]\s*$", line) and not re.match(r"\[[ xX*]\]", line):
            line = f"<!-- {line.strip()} -->"
        elif re.fullmatch(r"(?:-{4,}|\.{4,})\s*", line):
            line = "```"
        out.append(_asciidoc_line(line))
        at += 1
    return "\n".join(out)


_ATTRIBUTE_USED = re.compile(r"\{([\w-]+)\}")
_ATTRIBUTE = re.compile(r":([\w-]+)!?:[ \t]*(.*)")


def _columns(line: str) -> int:
    """How many columns the attributes above a table state; 0 if they state none."""
    match = re.search(r"cols=\"?([^\"\]]+)", line)
    repeated = re.match(r"(\d+)\*", match[1]) if match else None
    return int(repeated[1]) if repeated else len(match[1].split(",")) if match else 0


def _asciidoc_rows(lines: Sequence[str], columns: int) -> tuple[list[list[str]], bool]:
    """The rows of a table, and whether the first is its head: the cells of its first line, with a blank line below."""
    cells: list[str] = []
    first = 0
    has_head = False
    for line in lines:
        found = [cell.strip() for cell in _CELL.split(line)[1:]]
        if _CELL.match(line):
            cells += found
            first = first or len(found)
        elif cells and line.strip():
            cells[-1] = f"{cells[-1]} {line.strip()}".strip()
        elif cells and len(cells) == first:
            has_head = True
    width = columns or first
    # A row with a time of day is not a head, even with a blank line below it.
    has_head = has_head and not any(re.search(r"\d[:.h]\d\d", cell) for cell in cells[:width])
    return [cells[start : start + width] for start in range(0, len(cells), width or 1)], has_head


_CELL = re.compile(r"(?:(?<!\S)(?:\d+\*)?(?:\d*(?:\.\d+)?\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?)?(?<!\\)\|")
"""What begins a cell, with how it spans, is aligned and read: `|`, `a|`, `2+^.>s|`."""


def _asciidoc_line(line: str) -> str:
    if re.match(r"\.(?=[^\s.])[^.]{2,60}$", line):
        return f"**{line[1:].rstrip()}**"
    if match := re.match(r"(={1,6})\s+(?=\S)", line):
        return f"{'#' * len(match[1])} {line[match.end() :]}"
    if match := re.match(r"\s*([*.]{1,5})\s+(?=\S)", line):
        mark = "1. " if match[1][0] == "." else "- "
        return "   " * (len(match[1]) - 1) + mark + _linked(_bold(line[match.end() :]))
    line = re.sub(r"^([^:\s|][^:|]*?)::\s+(?=\S)", r"- \1: ", line)
    return _linked(_bold(line))


def _bold(line: str) -> str:
    return re.sub(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])", r"**\1**", line)


def _linked(line: str) -> str:
    return re.sub(r"(?:link:)?(https?://[^\s\[\]]+)\[([^\]]+)\]", r"[\2](\1)", line)


_USER = r"(?i:user|benutzer(?:in)?|utilisateur|utilisatrice|usuari[oa]|usuári[oa]|utente|gebruiker|利用者|用户):\s?"
"""The name space of a wiki in which the pages of its users are; what is behind it is a person's name there."""
_ORG_TIME = r"[<\[](\d{4}-\d\d-\d\d)(?: ([^\W\d_]+\.?))?(?: (\d\d?:\d\d(?:-\d\d?:\d\d)?))?[^>\]\n]{0,40}[>\]]"
_ORG: tuple[tuple[str, str], ...] = (
    (rf"{_ORG_TIME}--{_ORG_TIME}", r"\1 \3 – \4 \6"),
    (_ORG_TIME, r"\1 \2 \3"),
    (r"\[\[([^\]\n]{1,500})\]\[([^\]\n]{1,500})\]\]", r"[\2](\1)"),
    (rf"\[\[{_USER}([^\]\n]{{1,200}})\]\]", r"\1"),
    (r"\[\[([^\]\n]{1,500})\]\]", r"<\1>"),
    (r"(?<![\w=~])([=~])(?=\S)([^=~\n]+?)(?<=\S)\1(?![\w=~])", r"`\2`"),
    (r"^(\s*)[-+] (\S[^\n]*?) ::(?=\s|$)", r"\1- \2:"),
    (r"(?<=\S)[ \t]+:(\w+):$", r" #\1"),
)  # fmt: skip


def from_org(text: str) -> str:
    """Return Org mode as Markdown: its title, headings, tasks, drawers, tables, blocks and times."""
    out: list[str] = []
    rows: list[str] = []
    fence = ""
    is_task = False
    for line in [*text.split("\n"), ""]:
        shown = line.strip()
        is_task = _ORG_TASK.match(line) is not None or (is_task and not line.startswith("*"))
        if shown.startswith("|") and not fence:
            rows.append(shown)
            continue
        if rows:
            cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if not row.startswith("|-")]
            has_head = len(rows) > 1 and rows[1].startswith("|-")
            out += padded(
                table_lines([[_org_text(cell) for cell in row] for row in cells], has_head=has_head), len(rows)
            )
            rows = []
        if block := re.match(r"(?i)#\+(begin|end)_(src|example|quote)\b", shown):
            fence = "```" if block[1].lower() == "begin" and block[2].lower() != "quote" else ""
            out.append("" if block[2].lower() == "quote" else "```")
        else:
            written = line if fence else _org_line(line)
            # What is said of a task is in its item, also where it is not indented.
            out.append(
                f"  {written}" if is_task and written[:1] in ("<", "-") and not _ORG_TASK.match(line) else written
            )
    return "\n".join(out[:-1])


_ORG_TASK = re.compile(r"\*+ (?P<word>TODO|DONE|NEXT|WAITING|CANCELL?ED) (?:\[#[A-Z]\] )?(?=\S)")


def _org_line(line: str) -> str:
    if keyword := re.fullmatch(r"\s*#\+(\w+):\s*(.*)", line):
        name = "Date written" if keyword[1].lower() == "date" else keyword[1]
        return f"# {keyword[2]}" if name.lower() == "title" else f"- {name}: {_org_text(keyword[2])}"
    if re.fullmatch(r"\s*:(?:PROPERTIES|LOGBOOK|END):\s*", line):
        return f"<!-- {line.strip()} -->"
    if task := _ORG_TASK.match(line):
        box = {"DONE": "x", "CANCELED": "-", "CANCELLED": "-"}.get(task["word"], " ")
        return f"- [{box}] {_org_text(line[task.end() :].rstrip())}"
    if heading := re.match(r"(\*+) +(?=\S)", line):
        return f"{'#' * min(MOST_LEVELS, len(heading[1]) + 1)} {_org_text(line[heading.end() :])}"
    if planned := re.match(r"\s*(?:DEADLINE|SCHEDULED|CLOSED): (?=[<\[])", line):
        return f"- {planned[0].strip().capitalize()} {_org_text(line[planned.end() :])}"
    line = re.sub(r"^\s*:(\w+): +(?=\S)", r"- \1: ", line)
    return _org_text(line)


def _org_text(text: str) -> str:
    for pattern, written in _ORG:
        text = re.sub(pattern, written, text)
    return _bold(re.sub(r"(?<=\S) {2,}", " ", text).rstrip())


def from_wiki(text: str) -> str:
    """Return the markup of Jira or MediaWiki as Markdown."""
    out: list[str] = []
    fence = ""
    lines = text.split("\n")
    at = 0
    is_infobox = False
    while at < len(lines):
        line = lines[at]
        is_infobox = bool(re.match(r"\{\{[^{}]*$", line)) or (is_infobox and not line.startswith("}}"))
        if block := re.match(r"\{(code|noformat)\b[^}]*\}", line.strip()):
            out.append("```")
            fence = "" if fence else block[1]
        elif fence:
            out.append(line)
        elif line.startswith("{|"):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("|}")), len(lines) - 1) + 1
            out += padded(_mediawiki_table(lines[at + 1 : end - 1]), end - at)
            at = end
            continue
        elif is_infobox and (pair := re.match(r"\|\s*([^=|]+?)\s*=\s*(?=\S)", line)):
            out.append(f"- {pair[1]}: {_wiki_text(line[pair.end() :])}")
        elif is_infobox or line.startswith("}}"):
            out.append(f"<!-- {line} -->")
        elif line.startswith("|"):
            end = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines))
            out += _jira_table(lines[at:end])
            at = end
            continue
        elif re.match(r";\s*\S", line):
            end = next((n for n in range(at + 1, len(lines)) if not re.match(r":\s*\S", lines[n])), len(lines))
            out += _definitions(
                _wiki_text(line[1:].strip()), [_wiki_text(one[1:].strip()) for one in lines[at + 1 : end]]
            )
            at = end
            continue
        else:
            out.append(_wiki_line(line))
        at += 1
    return "\n".join(out)


def _definitions(term: str, said: Sequence[str]) -> list[str]:
    """The items of a list of definitions: each says of which term it is; a term without any is a heading."""
    if said:
        return ["", *(f"- {term}: {one}" for one in said)]
    name, _, behind = term.partition(" : ")
    return [f"- {name}: {behind}" if behind else f"**{term}**"]


def _jira_table(lines: Sequence[str]) -> list[str]:
    has_head = lines[0].startswith("||")
    rows = [[cell.strip() for cell in re.split(r"\|\|?", _wiki_text(line).strip().strip("|"))] for line in lines]
    return table_lines(rows, has_head=has_head)


def _mediawiki_table(lines: Sequence[str]) -> list[str]:
    rows: list[list[str]] = [[]]
    has_head = False
    for line in lines:
        if line.startswith("|-"):
            rows += [[]] if rows[-1] else []
        elif line.startswith(("!", "|")):
            has_head |= line.startswith("!") and len(rows) == 1
            rows[-1] += [_wiki_text(cell).strip() for cell in re.split(r"\|\||!!", line[1:])]
        elif rows[-1]:
            rows[-1][-1] = f"{rows[-1][-1]} {_wiki_text(line.strip())}".strip()
    return table_lines([row for row in rows if row], has_head=has_head)


def _wiki_line(line: str) -> str:
    if match := re.match(r"\s*h([1-6])\.\s+", line):
        return f"{'#' * int(match[1])} {_wiki_text(line[match.end() :])}"
    if match := re.fullmatch(r"(={1,6})\s*([^\s=].*?)\s*\1\s*", line):
        return f"{'#' * len(match[1])} {_wiki_text(match[2])}"
    if match := re.match(r"\s*([*#-]{1,6})\s+(?=\S)", line):
        mark = "1. " if match[1][-1] == "#" else "- "
        return "   " * (len(match[1]) - 1) + mark + _wiki_text(line[match.end() :])
    if match := re.match(r"\s*bq\.\s+", line):
        return f"> {_wiki_text(line[match.end() :])}"
    return _wiki_text(line)


_WIKI: tuple[tuple[str, str], ...] = (
    (r"\{status:[^}]*?title=([^}|]+)[^}]*\}", r"\1"),
    (r"(?i)</?(?:s|del|strike)>", "~~"),
    (r"\{(?:color|panel|quote|info|note|tip|warning|anchor)(?::([^}]*))?\}", ""),
    (r"(?i)\{\{(done|closed|open|declined|rejected|in progress|stalled)\}\}", r"[\1]"),  # of Phabricator's wikis
    (r"\{\{([^}]+)\}\}", r"`\1`"),
    (r"\[~(?:accountid:)?([\w.-]+)\]", r"@\1"),
    (rf"\[\[{_USER}([^\]|\n]{{1,200}})\]\]", r"\1"),
    (r"\[\[(?:[^\]|\n]{0,200}\|)?([^\]\n]{1,500})\]\]", r"\1"),
    (r"\[([^\]|]+)\|([^\]|\s]+)(?:\|[^\]]*)?\]", r"[\1](\2)"),
    (r"\[(https?://\S+)\s([^\]]+)\]", r"[\2](\1)"),
    (r"'''([^']+)'''", r"**\1**"),
    (r"''([^']+)''", r"*\1*"),
    (r"\(/\)", "✅"), (r"\(x\)", "❌"), (r"\(!\)", "⚠"),
    (r"(?<![\w-])-(?=[^\s-])([^-\n]{2,}?)(?<=\S)-(?![\w-])", r"~~\1~~"),
)  # fmt: skip


def _wiki_text(text: str) -> str:
    for pattern, written in _WIKI:
        text = re.sub(pattern, written, text)
    return _bold(text)


_SHOUTED = re.compile(r"(?=.*[^\W\d_]{3})[^a-zß-öø-ÿ|]{3,80}")
_SHOUTED_VALUE = re.compile(r"[A-Z][A-Z /-]{1,30}: (?=\S)")
_NUMBERED = re.compile(r"\s*(?P<mark>[A-Z]{1,4}-?\d{1,3}[.:)]?|\d{1,2}\.\d{1,2}[.:)]?)\s{1,4}(?=\S.*(?:\s{3}|$))")
_UNDERLINE = re.compile(r"([=\-~_*#^])\1{2,}\s*")
_TASK = re.compile(r"\s*(?:[-*•]\s)?\[(?P<mark>[ xX~✓✔-]?)\]\s+(?=\S)")
_GAP = re.compile(r"(?<=\S)(?:[ ]{3,}|\t+[ ]*)(?=\S)")


_TIME_AND_STOP = re.compile(r"^(?:[01]\d|2[0-4])[0-5]\d(?=[.)]\s)")
"""`0430. Milking starts`, which Markdown would take for the 430th item of a list."""


def from_plain_text(text: str) -> str:
    """Return plain text as Markdown: lines in capitals, with a line below or called as a section are headings, wide
    gaps are bars, and what begins with a box is a task.
    """
    out: list[str] = []
    lines = _with_tables(text.split("\n"))
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        shown = line.strip()
        above = out[-1] if out else ""
        is_value = any(out) and _SHOUTED_VALUE.match(shown)
        is_underlined = bool(shown) and _UNDERLINE.fullmatch(below) is not None and above == ""
        if is_underlined or (
            shown and not is_value and not re.match(r"[-*•]\s|\d(?!\d?[.)]\s)", shown) and _is_heading(shown)
        ):
            out.append(f"{'##' if any(out) else '#'} {shown.rstrip(':')}")
        elif above.startswith("#") and _UNDERLINE.fullmatch(line):
            out.append("")
        elif task := _TASK.match(line):
            out.append(f"- [{task['mark'] or ' '}] {_GAP.sub(' | ', line[task.end() :])}")
        elif match := _NUMBERED.match(line):
            out.append(f"- {match['mark'].rstrip('.:)')}: {_GAP.sub(' | ', line[match.end() :])}")
        else:
            shown = _TIME_AND_STOP.sub(r"\g<0>\\", shown)
            is_nested = re.match(r"\s*(?:[-*•]|\d{1,2}[.)])\s", line) is not None
            out.append(_GAP.sub(" | ", line if is_nested or above.startswith("- ") else shown))
    return "\n".join(out)


_COLUMN = re.compile(r"\S(?:\S|[ ](?! ))*")
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3


def _with_tables(lines: Sequence[str]) -> list[str]:
    """Lines of which those in columns, which begin at the same places in a head and its rows, are a table."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        starts = [match.start() for match in _COLUMN.finditer(lines[at])]
        end = at + 1
        is_head = len(starts) >= _LEAST_COLUMNS and not re.search(r"\d|[:.]", lines[at])
        while is_head and end < len(lines) and _fits(lines[end], starts):
            end += 1
        if end - at < _LEAST_ROWS:
            out.append(lines[at])
            at += 1
            continue
        rows = [[line[one:two].strip() for one, two in pairwise([*starts, None])] for line in lines[at:end]]
        out += ["", *table_lines(rows), ""] if out and out[-1].strip() else [*table_lines(rows), ""]
        at = end
    return out


def _fits(line: str, starts: Sequence[int]) -> bool:
    """Whether each piece of a line begins where a column does, and there are at least two."""
    own = [match.start() for match in _COLUMN.finditer(line)]
    return len(own) > 1 and set(own) <= set(starts)


def _is_heading(line: str) -> bool:
    if _SHOUTED.fullmatch(line) and not re.search(r"\d{1,2}:\d\d|[.!?]$", line):
        return True
    return len(line.split()) <= 4 and not line.endswith(".") and section_called(line.rstrip(":")) is not None


_BY_SUFFIX: dict[str, Callable[[str], str]] = {
    ".rst": from_restructured_text, ".rest": from_restructured_text,
    ".adoc": from_asciidoc, ".asciidoc": from_asciidoc, ".asc": from_asciidoc, ".org": from_org,
    ".jira": from_wiki, ".wiki": from_wiki, ".mediawiki": from_wiki,
}  # fmt: skip
MARKUP_SUFFIXES = tuple(_BY_SUFFIX)
_SIGNS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (r"(?m)^h[1-6]\. \S|^\|\|.*\|\|\s*$|^\{\|", from_wiki),
    (r"(?m)^={2,6} ?[^\s=].*[^\s=] ?={2,6}\s*$", from_wiki),
    (r"(?m)^={1,5} \S|^\|===\s*$", from_asciidoc),
    (r"(?im)^#\+(?:title|author|date|startup|begin_\w+)\b", from_org),
    (r"(?m)^\.\. \w+::|^:[A-Z]\w*: \S", from_restructured_text),
    (r"(?m)^#{1,6} \S|^[-*] \[[ xX]\] |^\|[ :-]*--|^```", str),
)


def text_to_markdown(text: str, suffix: str) -> str:
    """Return the text of a file as Markdown, by the end of its name, or by its markup where that says `.txt`."""
    if suffix == ".txt":
        return next((read for sign, read in _SIGNS if re.search(sign, text)), from_plain_text)(text)
    return _BY_SUFFIX.get(suffix, str)(text)
