"""What the documentation says of the command line exists, and what exists is documented."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from afterword import reference
from afterword.cli.main import cli
from afterword.reference import commands, short_pages

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
pytestmark = pytest.mark.needs_source

_CODE = re.compile(r"^ *```(?:sh|console|bash)\n(?P<block>.*?)^ *```|`(?P<span>[^`\n]+)`", re.DOTALL | re.MULTILINE)


def mentions(text: str) -> Iterator[list[str]]:
    """List the words after `afterword` of each command in code."""
    for match in _CODE.finditer(text):
        code = (match["block"] or match["span"]).replace("\\\n", " ")
        for line in code.splitlines():
            lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;")
            lexer.whitespace_split = True
            try:
                words = list(lexer)
            except ValueError:
                continue
            for number, word in enumerate(words):
                if word == "afterword" and (
                    number == 0 or words[number - 1] in ("|", "&&", "env", "run") or "=" in words[number - 1]
                ):
                    rest = words[number + 1 :]
                    end = next((n for n, one in enumerate(rest) if set(one) <= set("|&;")), len(rest))
                    yield rest[:end]


def unknown_of(words: list[str]) -> str:
    """Return what of a command does not exist; empty if all of it does."""
    command: click.Command = cli
    rest = list(words)
    while rest[:1] == ["-C"]:
        rest = rest[2:]
    while isinstance(command, click.Group) and rest and re.fullmatch(r"[a-z][a-z-]*", rest[0]):
        below = command.get_command(click.Context(command), rest.pop(0))
        if below is None:
            return " ".join(words)
        command = below
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {
        "-h",
        "--help",
        "--version",
    }
    named = [word.partition("=")[0] for word in rest if re.match(r"-{1,2}[a-z]", word)]
    return next((f"{' '.join(words)}: {name}" for name in named if name not in known), "")


def test_every_command_and_option_in_the_documentation_exists() -> None:
    found = [
        f"{page.relative_to(ROOT)}: {unknown}"
        for page in PAGES
        for words in mentions(page.read_text(encoding="utf-8"))
        if (unknown := unknown_of(words))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("`afterword chek`", "chek"), ("`afterword check --fixx`", "check --fixx: --fixx"),
        ("```sh\nA=1 afterword -C x sync \\\n  --dry\n```", "-C x sync --dry: --dry"),
        ("`afterword check --fix ID`", ""), ("`afterword demo && afterword site buid`", "site buid"),
    ],
)  # fmt: skip
def test_command_that_does_not_exist_is_noticed(text: str, unknown: str) -> None:
    assert "".join(map(unknown_of, mentions(text))) == unknown


def test_page_has_every_command_with_each_option() -> None:
    page = "\n".join(commands.as_markdown())
    sections = dict(re.findall(r"^## `([^`\n]+)`\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    leaves = dict(commands.leaves())
    assert sections.keys() == leaves.keys() and len(leaves) > 35
    for name, command in leaves.items():
        for option in (one for one in command.params if isinstance(one, click.Option) and not one.hidden):
            for flag in option.opts:
                assert re.search(rf"`{flag}[ `]", sections[name]), (name, flag)
            assert option.help, f"{name} {option.opts[0]} has no help"


def test_help_says_that_a_part_of_an_id_is_enough() -> None:
    for name, command in commands.leaves():
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        takes_id = any((one.metavar or "").strip("[]").startswith("ID") for one in arguments)
        by_hand = not name.startswith(("afterword incident", "afterword pr"))
        if takes_id and by_hand:
            assert "any part of" in " ".join((command.help or "").split()), name


@pytest.mark.parametrize("name", short_pages(ROOT))
def test_page_is_what_make_docs_would_write(name: str) -> None:
    from afterword.reference import page_of

    title, lines = short_pages(ROOT)[name]
    assert (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8") == page_of(title, lines)


def test_rules_and_settings_in_the_documentation_exist() -> None:
    from afterword.checks.registry import FAMILIES
    from afterword.config import Config

    rules = {rule.id for _, family in FAMILIES.values() for rule in family}
    tops = {name: field.annotation for name, field in Config.model_fields.items()}
    keys = {(top, key) for top, kind in tops.items() for key in getattr(kind, "model_fields", ())}
    written = {*re.findall(r"^\| `([a-z_]+)\.([a-z_]+)` \|", reference.front_matter_page(), re.MULTILINE)}
    # Parts of the front matter have a heading with their name, and a table with their keys.
    for part, table in re.findall(
        r"^#+ `([a-z_]+)(?:\[\])?`\n(.*?)(?=^#)", reference.front_matter_page(), re.DOTALL | re.MULTILINE
    ):
        written |= {(part, key) for key in re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE)}
    files = {"md", "yml", "json", "jsonl"}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"\bAW\d{3}\b", text)) <= rules, page
        named = {
            (top, key) for top, key in re.findall(r"`([a-z_]+)\.([a-z_]+)`", text) if top in tops and key not in files
        }
        assert named <= keys | written, page
