"""The reference pages that are made from the code: what is read, written and checked; `make docs` writes them."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

from afterword.checks.formats import explaining
from afterword.checks.registry import FAMILIES
from afterword.config import Config
from afterword.drafting.second_reader import messages, readings_schema
from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.second_reading import Answer, Question, Reading, read_again
from afterword.grounding.verify import Grounds, Status, Verdict
from afterword.portfolio.definitions import DEFINITIONS
from afterword.postmortem.eval_case import WrittenCase
from afterword.postmortem.external.schema import ExternalFrontMatter
from afterword.postmortem.schema import REQUIRED_FROM, FrontMatter, as_file, json_schema
from afterword.postmortem.template import SCHEMA_FILE
from afterword.reference import commands, formats, glossary, vocabularies, workflows
from afterword.reference.tables import describe_form
from afterword.times.when import When

_MADE = "<!-- Made from the code by `make docs`; change it there. -->"


def front_matter_page() -> str:
    """The reference of the front matter and of eval cases, as Markdown."""
    lines = [
        "# Front matter",
        "",
        _MADE,
        "",
        "Every value is read as text, so `4.10`, `no` and `12:30` mean what they say. `unknown` may stand for any",
        "answer (not for `schema`, `id`, `status` and `visibility`), and it stays visible. A key that is written",
        "without a value is an error. A value that begins with `@`, `#` or a bracket, or that holds a colon and a",
        "space, needs quotes.",
        "",
        "| Value | Forms |",
        "|---|---|",
        "| when | `2026-04-16T17:00Z` (an offset is converted to UTC), `2026-04-16`, `2026-04`, a range `A/B`, `none`, "
        "`ongoing` |",
        "| quantity | `1200`, `~1200` (estimate), `>=1196`, `30%`, `8420 EUR` |",
        "| duration | `2 h 28 min`, `45m`, `~3 days` |",
        '| person | `octocat` or `"@octocat"`, `"@org/team"`, or a role in words |',
        '| reference | `"#871"`, `owner/repo#871`, a commit, or a URL |',
        "",
    ]
    edition = [
        "## External edition",
        "",
        "`postmortems/<id>.external.md`, made by `afterword external`, has its own keys; only `updates` and `allow` "
        "may be missing.",
        "",
        *describe_form(ExternalFrontMatter, "", 3),
    ]
    return "\n".join(
        (
            *lines,
            *describe_form(FrontMatter, "", 2, REQUIRED_FROM),
            "## Eval case",
            "",
            *describe_form(WrittenCase, "", 3),
            *edition,
        )
    )


def settings_page() -> str:
    """The reference of `afterword.yml`, as Markdown."""
    lines = [
        "# Settings",
        "",
        _MADE,
        "",
        "`afterword.yml` is at the root of the repository; without it the defaults hold. A variable",
        "`AFTERWORD_<SECTION>_<KEY>`, such as `AFTERWORD_LLM_MODEL`, overrides the file, and a flag overrides both.",
        "`AFTERWORD_NOW`, such as `2026-04-16T17:00Z`, takes the place of the clock.",
        "Secrets are never settings: the model's key comes from `OPENAI_API_KEY`, GitHub's token from `GITHUB_TOKEN`.",
        "",
    ]
    return "\n".join((*lines, *describe_form(Config, "", 2)))


def metrics_page() -> str:
    """The reference of the page of metrics, as Markdown."""
    lines = ["# Metrics", "", _MADE, "", "What the numbers on the site's page of metrics mean.", ""]
    return "\n".join((*lines, *(f"- **{name}:** {words}" for name, words in DEFINITIONS), ""))


def short_pages(root: Path) -> dict[str, tuple[str, list[str]]]:
    """Return the title and the lines of the pages that have a module of their own, by name.

    Args:
        root: folder of the repository, with its workflows.
    """
    return {
        "commands": ("Commands", commands.as_markdown()),
        "vocabularies": ("Vocabularies", vocabularies.as_markdown()),
        "workflows": ("Workflows", workflows.as_markdown(root)),
        "glossary": ("Glossary", glossary.as_markdown()),
        "json-formats": ("JSON formats", formats.as_markdown()),
    }


def page_of(title: str, lines: list[str]) -> str:
    return "\n".join((f"# {title}", "", _MADE, "", *lines)).rstrip("\n") + "\n"


def rules_page() -> str:
    """The reference of the rules of `check`, as Markdown."""
    lines = [
        "# Rules",
        "",
        _MADE,
        "",
        "`afterword check` applies these rules; `afterword explain AW503` shows one on the terminal. Errors fail the",
        "check, warnings ask for a look, notes only inform. Levels are mild for a draft and strict for a published",
        "document; single findings of a rule may have another level. How to ignore a rule at one place and how to set",
        "levels: [Check in CI](../how-to/check-in-ci.md).",
        "",
    ]
    for prefix, (name, rules) in FAMILIES.items():
        lines += [f"## {prefix}xx: {name}", "", "| Rule | What it requires | Level |", "|---|---|---|"]
        lines += [
            f"| [{r.id}](#{r.id.lower()}) | {_cell(r.title)} | {explaining.describe_levels(r.levels)} |" for r in rules
        ]
        for rule in rules:
            lines += ["", f"### {rule.id}", "", *explaining.as_markdown(rule)]
        lines.append("")
    return "\n".join(lines)


def second_reading_page() -> str:
    """The reference of the second reading: what a reader is asked, and what becomes of its answers, as Markdown."""
    at = When.parse("2026-03-12T14:02Z")
    items = (LedgerItem("E8", "the suite has no refund case outside 30 days", at, "chat", "on-call"),)
    asked = Question("No case of the suite is about a late refund.", items)
    system, user = messages([asked], lambda: "5f0c1b7e9a3d2468")
    schema = json.dumps(readings_schema(1), indent=1)
    lines = [
        "# Second reading",
        "",
        _MADE,
        "",
        "After code has found the values of each claim in what it cites, a model reads the claims of a section again,",
        "with only the evidence that each of them cites: `llm.reader`, or `llm.model` if that is not set, at the same",
        "endpoint. `llm.second_reading: off` does without. Action items and eval cases are not read again, because",
        "they assert nothing. Why there are two readings, and what each catches:",
        "[How a draft is verified](../explanation/how-a-draft-is-verified.md).",
        "",
        "## What becomes of a claim",
        "",
        "A reading keeps no claim that code drops, and takes away no mark. *Supported* makes *grounded* of *values",
        "found*, and the text of the draft stays the same. The first column is what code says of the claim.",
        "",
        *_verdicts(),
        "",
        "- *Contradicted* drops a claim only if the words that show it are in one of the items that the claim cites,",
        "  at least three of them. Otherwise it counts as *not said*.",
        "- If an answer says two things of one claim, the one that takes more away counts. Numbers of claims that were",
        "  not asked about, and other words than these three, do not count.",
        "- If the reader is down, refuses, or leaves a claim out, the claim stays as code judged it. The draft says",
        "  how many claims have no second reading. After three answers of no use, nothing more is asked.",
        "- What the reader said is in `draft.json` beside each claim, and in the report. `--apply` judges again by",
        "  both readings, and does not ask again: it has only the file's word for what the reader said. A forged",
        "  *supported* makes *grounded* of *values found*, which changes the label alone; it keeps no claim that code",
        "  drops. So the output and the report say of *grounded* claims: *as the draft's file reports*.",
        "",
        "## The request",
        "",
        "One for each section, and one more for what was repaired. The system message:",
        "",
        *_block(system["content"]),
        "",
        "The user message, with one claim. The marker is random, and no item can contain it:",
        "",
        *_block(user["content"]),
        "",
        "## The answer",
        "",
        "Its JSON Schema, here for one claim:",
        "",
        *_block(schema, "json"),
        "",
    ]
    return "\n".join(lines)


def _verdicts() -> list[str]:
    """A table of what becomes of a claim, by what each reading says of it."""
    item = LedgerItem("E1", "the words of the evidence")
    claim, grounds = Claim("The words of the evidence.", ("E1",), item.text, "fact"), Grounds([item])
    readings = {
        "supported": Reading(Answer.SUPPORTED),
        "not said": Reading(Answer.NOT_SAID),
        "contradicted, with the words": Reading(Answer.CONTRADICTED, item.text),
        "no answer": None,
    }
    lines = [f"| First reading | {' | '.join(readings)} |", "|---" * (1 + len(readings)) + "|"]
    for first in (Status.FOUND, Status.DERIVED, Status.DOUBTED, Status.HYPOTHESIS, Status.DROPPED):
        both = [read_again(claim, Verdict(first), reading, grounds).status.value for reading in readings.values()]
        lines.append(f"| {first.value} | {' | '.join(both)} |")
    return lines


def _block(text: str, language: str = "text") -> list[str]:
    return [f"```{language}", *text.split("\n"), "```"]


def rooms_page(root: Path) -> str:
    """Return the page of the rooms of the code, as Markdown: the layers of the import contract from top to bottom.

    Args:
        root: folder of the repository, with `pyproject.toml`.
    """
    lines = [
        "# Rooms of the code",
        "",
        _MADE,
        "",
        "Each room of `tooling/afterword/` has one kind of knowledge. It imports only from layers with a smaller",
        "number. `lint-imports` checks that; the contract is in `pyproject.toml`.",
        "",
        "| Layer | Room | What it has |",
        "|---|---|---|",
    ]
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (contract["layers"] for contract in settings["contracts"] if contract["id"] == "layers")
    for number, layer in zip(range(len(layers), 0, -1), layers, strict=True):
        rooms = ((name, _described(name)) for name in layer.split(" | "))
        lines += [f"| {number} | `{name}` | {described} |" for name, described in rooms if described]
    return "\n".join((*lines, ""))


def _described(name: str) -> str:
    """Return the first sentence of a room's docstring; empty if there is no such room yet."""
    package = Path(__file__).parents[1]
    file = next((p for p in (package / name / "__init__.py", package / f"{name}.py") if p.exists()), None)
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) if file else None
    return _cell((docstring or "").split("\n")[0])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write(root: Path) -> None:
    """Write the pages below `docs/reference/`, and the schema beside the post-mortems."""
    folder = root / "docs" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "front-matter.md").write_text(front_matter_page(), encoding="utf-8")
    (folder / "settings.md").write_text(settings_page(), encoding="utf-8")
    (folder / "rules.md").write_text(rules_page(), encoding="utf-8")
    (folder / "rooms.md").write_text(rooms_page(root), encoding="utf-8")
    (root / "postmortems" / SCHEMA_FILE).write_text(as_file(json_schema()), encoding="utf-8")
    (folder / "second-reading.md").write_text(second_reading_page(), encoding="utf-8")
    for name, (title, lines) in short_pages(root).items():
        (folder / f"{name}.md").write_text(page_of(title, lines), encoding="utf-8")
    (folder / "metrics.md").write_text(metrics_page(), encoding="utf-8")
