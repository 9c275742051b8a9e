"""What begins at a line of a paste: each function says how many lines from there on are of its kind."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml

from afterword.evidence.collectors.mail_headers import is_mail_head
from afterword.evidence.collectors.quoted_mails import begin_quoted_mail, split_marks
from afterword.evidence.shallow_yaml import load_shallow
from afterword.text.invisible import TERMINAL_ESCAPE
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import MONTH_START

_DIFF = late_pattern(r"diff --git |Index: |--- \S")
_OF_DIFF = late_pattern(
    r"[ +@\\-]|diff --git |index [0-9a-f]{4,}|(?:new|deleted) file mode|(?:old|new) mode|similarity index|rename |"
    r"Index: |={10,}$"
)
_LOG = late_pattern(
    r"\[?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}\S*"
    rf"|(?:{MONTH_START.title()})\s+\d{{1,2}} \d{{2}}:\d{{2}}:\d{{2}}"
    r"(?:\.\d+)? [\w.-]+ "
    r"[\w./-]+(?:\[\d+\])?:"
    r"|\[?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?\]?\s+\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b"
    r"|[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d+|(?:ts|time|timestamp)=\S*\d{2}:\d{2}:\d{2}"
    r"|-- (?:Journal|Logs) begins?\b|\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[\d{2}/\w{3}/\d{4}:"
)
_COMMAND = late_pattern(
    r"(?:[\w.-]+@[\w.-]+[:~\w/.-]*)?[$#%>] ?(?=kubectl|docker|journalctl|tail|grep|cat|aws|gcloud)|"
    r"kubectl (?:get|logs|describe) "
)
_COLUMNS = late_pattern(r"(?:LAST SEEN|NAMESPACE|NAME|LEVEL|CONTAINER ID)(?: {2,}[A-Z][A-Z ()-]*){2,}\s*$")
_ROW = late_pattern(r"\S+(?: {2,}\S.*){2,}")
_TRACE = late_pattern(
    r"Traceback \(most recent call last\):|Exception in thread |(?:[\w$]+\.)+\w*(?:Exception|Error)\b"
)
_OF_TRACE = late_pattern(r"\s+\S|(?:[\w$]+\.)*\w*(?:Exception|Error|Interrupt|Exit)\b|Caused by: |During handling ")
_DESCRIBED = late_pattern(r"(?:Name|Namespace):\s{2,}\S")
_FIELD = late_pattern(r"\s*[A-Z][\w ()/.-]{0,40}:(?:\s+\S.*)?$|\s{2,}\S")
_KEY = late_pattern(r"\s*(?:- )?[a-z_][\w.-]{0,60}\s?:(?:\s+\S.*)?$|\s*- \S.*$")
_TOML = late_pattern(r"\[{1,2}[\w.\"-]+\]{1,2}\s*$|[a-z_][\w.-]*\s?=\s?(?:[\"'\d\[{-]|true|false)")
_RULE = late_pattern(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_TIME_KEY = late_pattern(r"(?:time|timestamp|date|datetime|at|when|created.?at|start)\b", re.IGNORECASE)
_FENCE = late_pattern(r"(?P<mark>`{3,}|~{3,})\s*(?P<info>[\w.+-]*)[^`]*$")
_SETTINGS_INFO = frozenset(("yaml", "yml", "toml", "ini", "json", "json5", "properties", "env", "hcl"))
_MOST_HEAD_LINES = 5
"""Of what is above a quoted mail, and its first quoted line."""
_MIN_SETTINGS, _MAX_SETTINGS = 2, 300


def count_diff(lines: Sequence[str], at: int) -> int:
    """Count the lines of a diff; 0 if none begins."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    is_begun = lines[at].startswith("diff --git ") or (_DIFF.match(lines[at]) and following.startswith("+++ "))
    return _run(lines, at, _OF_DIFF, over_blank=True) if is_begun else 0


def count_json(lines: Sequence[str], at: int) -> int:
    """Count the lines of a JSON document; 0 if none begins."""
    if lines[at][:1] not in ("{", "["):
        return 0
    text = "\n".join(lines[at:])
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    if not isinstance(value, dict | list) or not value or text[end : end + 1] not in ("", "\n"):
        return 0
    return text.count("\n", 0, end) + 1


def begins_mail(lines: Sequence[str], at: int) -> bool:
    """Whether the headers of a mail begin, or what a mail program writes above a mail that it quotes."""
    return is_mail_head(lines[at : at + 20]) or begins_quoted_mail(lines, at)


def begins_quoted_mail(lines: Sequence[str], at: int) -> bool:
    """Whether `On … wrote:` begins, with quoted lines below."""
    return begin_quoted_mail(split_marks("\n".join(lines[at : at + _MOST_HEAD_LINES])), 0) is not None


def count_quoted(lines: Sequence[str], at: int) -> int:
    """Count the lines of a quoted mail that begins."""
    end = at + 1
    while end < len(lines) and not lines[end].startswith(">"):
        end += 1
    while end < len(lines) and lines[end].startswith(">"):
        end += 1
    return end - at


def count_log(lines: Sequence[str], at: int) -> int:
    """Count the lines of a log, of what a command printed, or of a stack trace; 0 if none begins."""
    line = TERMINAL_ESCAPE.sub("", lines[at])
    if _TRACE.match(line):
        return _run(lines, at, _OF_TRACE)
    if _COMMAND.match(line):
        below = count_log(lines, at + 1) if at + 1 < len(lines) and lines[at + 1].strip() else 0
        return 1 + below
    if _COLUMNS.match(line):
        return _run(lines, at, _ROW)
    if _DESCRIBED.match(line):
        return _run(lines, at, _FIELD)
    end, timed = at, 0
    while end < len(lines):
        line = TERMINAL_ESCAPE.sub("", lines[end])
        if _LOG.match(line):
            timed += 1
        elif not (end > at and line[:1] in (" ", "\t") and line.strip()):
            break
        end += 1
    return end - at if timed >= 2 else 0  # one line is what somebody wrote down


def begins_output(line: str) -> bool:
    """Whether a line is a command, or the head of the columns that one printed: what is above it was printed apart."""
    return any(pattern.match(line) for pattern in (_COMMAND, _COLUMNS, _DESCRIBED))


def count_table(lines: Sequence[str], at: int) -> int:
    """Count the lines of a table with a column of times; 0 if none begins."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    end = at + 1
    if "|" in line and _RULE.fullmatch(following) and any(_TIME_KEY.match(one.strip()) for one in line.split("|")):
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return end - at
    for mark in (",", "\t", ";"):
        cells = line.split(mark)
        if len(cells) < 3 or not _TIME_KEY.match(cells[0].strip(' "')) or any(" " in one.strip() for one in cells):
            continue
        while end < len(lines) and lines[end].count(mark) >= len(cells) - 1:
            end += 1
        return end - at if end - at >= 2 else 0
    return 0


def count_settings(lines: Sequence[str], at: int) -> int:
    """Count the lines of settings in YAML or TOML; 0 if none begin, or they do not read as a mapping."""
    if lines[at][:1].isspace():
        return 0
    if _TOML.match(lines[at]):
        end = at + _run(lines, at, _TOML)
        return end - at if end - at >= _MIN_SETTINGS else 0
    end, first = at, lines[at].partition(":")[0]
    while end < min(len(lines), at + _MAX_SETTINGS) and _KEY.match(lines[end]):
        if end > at and lines[end].partition(":")[0] == first:
            break  # the same key again: other settings begin
        end += 1
    if end - at < _MIN_SETTINGS:
        return 0
    try:
        value = load_shallow("\n".join(lines[at:end]))
    except (yaml.YAMLError, ValueError):
        return 0
    return end - at if isinstance(value, dict) and all(isinstance(key, str) for key in value) else 0


def count_fenced(lines: Sequence[str], at: int) -> tuple[int, str]:
    """Count the lines of a fenced block, and return what it says that it is; 0 if none begins or it has no end."""
    match = _FENCE.match(lines[at])
    if match is None:
        return 0, ""
    end = at + 1
    while end < len(lines):
        if lines[end].strip() == match["mark"]:
            return end + 1 - at, match["info"].lower()
        end += 1
    return 0, ""


def kind_of_fenced(info: str) -> str:
    """Say what a fenced block is by its name; empty if that says nothing."""
    if info in _SETTINGS_INFO:
        return "settings"
    return {"diff": "diff", "patch": "diff", "prompt": "prompt", "log": "log", "logs": "log", "eml": "mail"}.get(
        info, ""
    )


def _run(lines: Sequence[str], at: int, pattern: re.Pattern[str], *, over_blank: bool = False) -> int:
    """Count the lines from the second on that match; blank ones are within if more follow."""
    end = at + 1
    while end < len(lines):
        following = end
        while over_blank and following < len(lines) and not lines[following].strip():
            following += 1
        if following == len(lines) or not pattern.match(lines[following]):
            break
        end = following + 1
    return end - at
