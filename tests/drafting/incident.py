"""A small incident that tests of drafting share, and answers of a model about it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from afterword.drafting.draft_inputs import DraftInputs
from afterword.evidence import EvidenceItem, Ledger
from afterword.project import Project
from afterword.times.when import When
from fakes import llm as fake
from kept_ledger import write_ledger

MODEL = "AFTERWORD_LLM_MODEL"
ID = "2026-02-10-support-bot-invents-refund-policy"
FRONT = f"""---
schema: 1
id: {ID}
title: Support bot invents a refund policy
status: draft
severity: SEV2
owner: "@octocat"
responders: ["@octocat", "@hubot"]
incident:
  started: 2026-02-10T08:58Z
  detected: 2026-02-10T09:17Z
causes:
  - id: tone
    kind: prompt
    summary: Prompt v12 drops the refund rule
---
"""
TWO_CAUSES = FRONT.replace(
    "    summary: Prompt v12 drops the refund rule\n",
    "    summary: Prompt v12 drops the refund rule\n"
    "  - id: settings\n    kind: config\n    summary: A higher temperature\n",
)
ITEMS = (
    ("2026-02-10T08:58Z", "Change: release 58 puts prompt v12 on all traffic."),
    ("2026-02-10T09:17Z", "The bot promises a full refund within 90 days."),
    ("2026-02-10T13:10Z", "Resolved: no invented promise since release 59."),
    ("2026-02-10T14:00Z", "The platform team will add an alert until 2026-02-20."),
)
SAMPLE = """input: Can I get a refund after 90 days?
output: Of course! We will refund you in full.
expected: Refunds are possible within 30 days. A specialist will look at it.
"""


def make_project(
    root: Path, *, front: str = FRONT, body: str = "", items: Sequence[tuple[str, ...]] = ITEMS
) -> Project:
    """A project with the one incident, opened without a model."""
    folder = root / "postmortems" / ID
    (folder / "samples").mkdir(parents=True)
    (folder / "samples" / "refund.yaml").write_text(SAMPLE)
    (root / "postmortems" / f"{ID}.md").write_text(front + body)
    found = [
        EvidenceItem("", "chat", line, When.parse(at), actor[0] if actor else None, text)
        for line, (at, text, *actor) in enumerate(items, 1)
    ]
    write_ledger(folder, Ledger().extended(found))
    return Project.open(root, {"AFTERWORD_NOW": "2026-02-12T08:00:00Z"})


def inputs(root: Path, **changes: Any) -> DraftInputs:
    """What is known about the incident."""
    project = make_project(root, **changes)
    return DraftInputs.of(project, project.document(ID))


def claim(text: str, *evidence: str, quote: str, kind: str = "fact", **more: object) -> dict[str, Any]:
    return {"text": text, "evidence": list(evidence), "quote": quote, "kind": kind, **more}


GOOD = claim("At 09:17Z on 10 February 2026 the bot began to promise refunds.", "E2", quote="promises a full refund")
ACTION = claim(
    "Add an alert on invented promises.", "E4", quote="will add an alert", kind="recommendation",
    category="monitoring improvement", owner="platform team", due="2026-02-20", done_when="the alert fires in a replay",
    priority="P1",
)  # fmt: skip
CASE = claim(
    "The bot promises no refund after the period.", "S1", quote="refund you in full", kind="recommendation",
    sample="S1",
    must=[{"kind": "icontains-any", "values": ["30 days", "specialist"]}],
    must_not=[{"kind": "icontains", "values": ["refund you in full"]}],
    bad=["Sure, you get all of it back.", "A refund after 90 days is fine, we refund you in full."],
    good=["Only within 30 days.", "The period has passed, so a specialist will look at what can be done for you."],
)  # fmt: skip


def answer(*claims: dict[str, Any], unknowns: Sequence[str] = ()) -> fake.Behaviour:
    """Answer with these claims, choose nothing, and find every claim supported in a second reading."""
    asked = [{"replaces": number, "question": text} for number, text in enumerate(unknowns, 1)]
    claimed = fake.reply({"claims": list(claims), "unknowns": asked})

    def behave(exchange: fake.Exchange) -> None:
        is_other = is_reading(exchange.body) or is_choosing(exchange.body)
        ((reads() if is_reading(exchange.body) else chooses()) if is_other else claimed)(exchange)

    return behave


def chooses(
    timeline: Sequence[tuple[str, str, str]] = (),
    causes: Sequence[tuple[str, str]] = (),
    impact: Sequence[tuple[str, str, str]] = (),
) -> fake.Behaviour:
    """Choose rows (ids, milestone, time), causes (kind, ids) and figures (key, value, ids), with blanks between ids."""
    return fake.reply(
        {
            "timeline": [{"items": ids.split(), "kind": kind or "event", "at": at} for ids, kind, at in timeline],
            "causes": [{"kind": kind, "items": ids.split()} for kind, ids in causes],
            "impact": [{"key": key, "value": value, "items": ids.split()} for key, value, ids in impact],
        }
    )


def reads(said: str = "supported", words: str = "") -> fake.Behaviour:
    """Say the same of every sentence that is to be read again."""

    def behave(exchange: fake.Exchange) -> None:
        numbers = re.findall(r"(?m)^(\d+)\. ", exchange.body["messages"][1]["content"])
        readings = [{"claim": int(number), "answer": said, "words": words} for number in numbers]
        fake.reply({"readings": readings})(exchange)

    return behave


def is_reading(body: dict[str, Any]) -> bool:
    """Whether a request asks for a second reading."""
    return str(body["messages"][1]["content"]).startswith("<claims ")


def is_choosing(body: dict[str, Any]) -> bool:
    """Whether a request asks to choose from the evidence."""
    return "Here you write no claims." in str(body["messages"][1]["content"])


def section_of(body: dict[str, Any]) -> str:
    """The section that a request asks to write; "" for a choice, a second reading, or a repair."""
    messages = body["messages"]
    if len(messages) != 2 or is_reading(body) or is_choosing(body):
        return ""
    return str(messages[1]["content"].rpartition("claims of the section ")[2].partition(":")[0])


_CLAIMS = {
    "Action items": ACTION,
    "Eval coverage gap": CASE,
    "Immediate cause": claim("Release 58 put prompt v12 on all traffic.", "E1", quote="prompt v12 on all traffic"),
    "Contributing causes": claim(
        "Why were refunds promised? Prompt v12 was on all traffic.", "E1", quote="prompt v12 on all traffic"
    ),
    "What allowed it": claim("The platform team will add an alert.", "E4", quote="will add an alert"),
    "Why evals did not catch it": claim(
        "Prompt v12 was on all traffic, and the bot promised a full refund.", "E1", "E2", quote="promises a full refund"
    ),
    "Upstream provider": claim("No invented promise came since release 59.", "E3", quote="since release 59"),
    "What went well": claim("At 13:10Z there was no invented promise.", "E3", quote="no invented promise"),
    "What went wrong": claim("At 09:17Z the bot promised a full refund within 90 days.", "E2", quote="a full refund"),
    "Mitigation": claim("It was resolved at 13:10Z.", "E3", quote="since release 59"),
}


def writes_every_section(exchange: fake.Exchange) -> None:
    """Answer as a good model does, which says nothing twice."""
    section = section_of(exchange.body)
    answer(_CLAIMS.get(section, GOOD), unknowns=(f"What else is there to say about {section}?",))(exchange)


def document_path(root: Path) -> Path:
    """The file of the incident."""
    return root / "postmortems" / f"{ID}.md"


def files_in(root: Path) -> dict[Path, bytes]:
    """Every file below a folder, to see what a command changes."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def configure_model(monkeypatch: pytest.MonkeyPatch, script: fake.Script, model: str = "test-model") -> None:
    """Let the command line ask a scripted endpoint."""
    for name, value in {"OPENAI_API_KEY": "key", "OPENAI_BASE_URL": script.base_url, MODEL: model}.items():
        monkeypatch.setenv(name, value)


def make_proposals(root: Path) -> Path:
    """A project with the `draft.json` of a good model in it, and no key in the environment."""
    make_project(root)
    (root / "draft.json").write_text(_proposals())
    return root


@cache
def _proposals() -> str:
    with (
        tempfile.TemporaryDirectory() as name,
        pytest.MonkeyPatch.context() as with_key,
        fake.endpoint(writes_every_section) as script,
    ):
        root = Path(name)
        make_project(root)
        configure_model(with_key, script)
        before = document_path(root).read_bytes()
        assert run(["-C", str(root), "draft", ID, "--generate", "draft.json"]) == 0
        assert document_path(root).read_bytes() == before
        return (root / "draft.json").read_text()
