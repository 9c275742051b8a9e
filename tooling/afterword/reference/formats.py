"""The reference of the JSON that commands print, and that files have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterword.checks.baseline import FILE as BASELINE
from afterword.checks.baseline import Baseline
from afterword.checks.formats.json_ import FindingData
from afterword.cli.similar import SimilarData
from afterword.drafting.proposals_file import Proposals
from afterword.drafting.report_data import DraftReportData
from afterword.evalcases.proofs.record import ProofCall, ProofRecord
from afterword.evals.coverage_data import ListedIncident
from afterword.evals.exports.portable import PortableForm
from afterword.evals.run_report import RunData
from afterword.evidence.item import EvidenceItem
from afterword.importing.report_data import NEEDS, ImportData
from afterword.learning.recall_report import RecallData
from afterword.learning.review.markdown import AgendaData
from afterword.learning.tags.hygiene import TagFindings
from afterword.learning.tools import GuardingCasesAnswer, IncidentAnswer, OpenActionsAnswer, SimilarAnswer
from afterword.portfolio.snapshot import FILE as SNAPSHOT
from afterword.portfolio.snapshot import Snapshot
from afterword.reference.tables import describe_form
from afterword.site.data_forms import ActionList, IncidentData, Incidents
from afterword.tracking.plan_file import PlanFile
from afterword.tracking.report_data import SyncData

Shape = Literal["object", "array", "lines"]
_SHAPES: dict[Shape, str] = {
    "object": "One object.",
    "array": "An array of objects.",
    "lines": "A line for each object.",
}


@dataclass(frozen=True, slots=True)
class Format:
    """A form of JSON.

    Attributes:
        title: the command that prints it, or the file.
        form: the type whose keys it has.
        about: what it is for.
        shape: how often the object occurs.
        also: another command that prints it; empty for none.
    """

    title: str
    form: type
    about: str
    shape: Shape = "object"
    also: str = ""


FORMATS = (
    Format(
        "afterword check --format json",
        FindingData,
        "The findings. `--format sarif` prints [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/).",
        "array",
        "afterword evals check --format json",
    ),
    Format(BASELINE, Baseline, "The findings that `afterword check --baseline` accepts; commit it."),
    Format(
        "evidence.jsonl",
        EvidenceItem,
        "The evidence ledger of a post-mortem, in its folder. Keys without a value are left out, and `at` is text "
        "such as `2026-04-16T17:32Z`.",
        "lines",
    ),
    Format(
        "draft.json",
        Proposals,
        "What `afterword draft --generate FILE` writes and `--apply FILE` reads: the proposals of a model. `--apply` "
        "does not trust it. Keys that have their default are left out.",
    ),
    Format(
        "afterword draft --report FILE.md",
        DraftReportData,
        "`FILE.json`, beside the report for people: what the draft is based on.",
    ),
    Format("afterword sync --format json", SyncData, "What `sync` did, or with `--dry-run` what it would do."),
    Format("afterword sync --plan FILE", PlanFile, "What `--apply FILE` may do, and no more."),
    Format(
        SNAPSHOT,
        Snapshot,
        "What `afterword sync` writes: the state of every action item, as its issue has it. Git ignores the file. The "
        "same state gives the same bytes. Python reads it with `afterword.portfolio.snapshot.read_snapshot`.",
    ),
    Format("afterword evals list --format json", ListedIncident, "Eval cases, and what they guard.", "array"),
    Format(
        "afterword evals run --format json",
        RunData,
        "What a run of eval cases found.",
        also="afterword evals run --json FILE",
    ),
    Format(
        "afterword_cases.jsonl",
        PortableForm,
        "The eval cases that `afterword evals export` writes for your own runner.",
        "lines",
    ),
    Format("proofs/CASE.json", ProofRecord, "The record of a proof, in the folder of the post-mortem; commit it."),
    Format("proofs/CASE.calls.jsonl", ProofCall, "The calls of a proof, beside its record; commit it.", "lines"),
    Format(
        "afterword recall --format json",
        RecallData,
        "Past incidents that a change touches. The tool `recall` of `afterword mcp` answers with the same.",
    ),
    Format("mcp: similar", SimilarAnswer, "What the tool `similar` of `afterword mcp` answers."),
    Format("mcp: incident", IncidentAnswer, "What the tool `incident` of `afterword mcp` answers."),
    Format("mcp: open_actions", OpenActionsAnswer, "What the tool `open_actions` of `afterword mcp` answers."),
    Format("mcp: guarding_cases", GuardingCasesAnswer, "What the tool `guarding_cases` of `afterword mcp` answers."),
    Format("afterword similar --format json", SimilarData, "Past incidents that are similar."),
    Format("afterword tags --format json", TagFindings, "Tags that are spelled in several ways, and proposed factors."),
    Format("afterword review --format json", AgendaData, "The agenda of the weekly review."),
    Format("afterword import --format json", ImportData, "The report of an import."),
    Format("incidents.json", Incidents, "All incidents of the site."),
    Format("incidents/ID.json", IncidentData, "One incident of the site."),
    Format("action-items.json", ActionList, "All action items of the site. `action-items.csv` is the same as a table."),
)
"""Every form, in the order of an incident's life."""


def as_markdown() -> list[str]:
    """Return the page, from its first paragraph on."""
    lines = [
        "Every key of the JSON that commands print and that files have. New keys may be added; those that are here",
        "keep their meaning as long as `version` is the same. `afterword schema` prints the JSON Schema of the front",
        "matter, and `feed.json` of the site is a [JSON Feed](https://www.jsonfeed.org/version/1.1/).",
        "",
    ]
    for one in FORMATS:
        also = f" `{one.also}` gives the same." if one.also else ""
        lines += [f"## `{one.title}`", "", f"{one.about} {_SHAPES[one.shape]}{also}", ""]
        lines += describe_form(one.form, "", 3, is_json=True)
        if one.form is ImportData:
            lines += ["### Codes of `needs`", "", "| Code | Meaning |", "|---|---|"]
            lines += [*(f"| `{code}` | {meaning} |" for code, meaning in NEEDS.items()), ""]
    return lines
