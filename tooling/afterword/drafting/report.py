"""Report what a draft is based on: Markdown for reviewers, JSON for machines."""

from __future__ import annotations

import json
from pathlib import Path

from afterword.drafting.claim_verdicts import JudgedClaim, JudgedSection
from afterword.drafting.compose import DraftResult
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals_file import Proposals
from afterword.drafting.report_data import ChosenData, DraftedSectionData, DraftReportData, ReadingsData
from afterword.drafting.selection_verdicts import JudgedSelection
from afterword.grounding.verify import Status
from afterword.postmortem import write_atomically
from afterword.postmortem.draft_notice import shown_model
from afterword.text.escaping import escape_markdown

_MAX_SHOWN = 300
_TABLE = "| What | Sections |\n|---|---|\n| Derived |"
_TITLES = (
    (Status.DROPPED, "Dropped: not in the draft"),
    (Status.HYPOTHESIS, "Hypotheses: marked as such"),
    (Status.DOUBTED, "Doubted: marked to be checked first"),
    (Status.DERIVED, "Derived: follows from what is cited"),
    (Status.FOUND, "Values found: they are in what is cited, and no second reading says that the sentence is"),
    (Status.GROUNDED, "Grounded: both readings find it in what is cited"),
)
_NOT_READ = (
    "There was no second reading: the values of each claim are in what it cites, but whether the sentence says what is "
    "cited was not compared."
)
_AS_THE_FILE_REPORTS = "as the draft's file reports"
"""Beside what only a file of proposals says: code does not repeat the second reading."""


def counts(result: DraftResult) -> dict[str, int]:
    """Count the claims of each status."""
    verdicts = [one.verdict.status for drafted in result.judged for one in drafted.judged]
    return {status.value: verdicts.count(status) for status in Status}


def report_data(inputs: DraftInputs, result: DraftResult, proposed: Proposals | None) -> DraftReportData:
    """Return the report as plain values."""
    return {
        "id": inputs.document.id,
        "model": proposed.model if proposed else None,
        "reader": (proposed.reader or None) if proposed else None,
        "spent": proposed.spent.model_dump() if proposed else None,
        "notices": list(proposed.notices) if proposed else [],
        "sections": {
            "derived": result.derived,
            "assembled": result.assembled,
            "drafted": result.drafted,
            "questions": result.questions,
            "proposed": result.proposed,
            "withdrawn": result.withdrawn,
            "differing": result.differing,
            "refreshed": result.refreshed,
            "declined": result.declined,
            "edited": result.edited,
            "ignored": result.ignored,
        },
        "claims": counts(result),
        "drafts": [_section_data(drafted, inputs) for drafted in result.judged],
        "chosen": _chosen_data(result.chosen, inputs),
    }


def report_markdown(
    inputs: DraftInputs, result: DraftResult, proposed: Proposals | None, *, from_file: bool = False
) -> str:
    """Write the report for people. What a model wrote is escaped in it.

    Args:
        inputs: what the draft is based on.
        result: the draft.
        proposed: what a model proposed; None if none was asked.
        from_file: whether a file says what it proposed and how it was read.
    """
    lines = [f"# Draft of {inputs.document.id}", ""]
    if proposed is None:
        lines += ["No model was asked: sections are derived or assembled from evidence, or open questions.", ""]
    else:
        spent = proposed.spent
        lines += [
            f"Drafted by {shown_model(proposed.model)} in {spent.requests} requests: "
            f"{spent.prompt_tokens} tokens in, {spent.completion_tokens} out.",
            "",
            f"Read again by {shown_model(proposed.reader)}, with only what each claim cites{_said_by(from_file)}."
            if proposed.reader
            else _NOT_READ,
            "",
            *(f"- {_shown(text, inputs)}" for text in proposed.notices),
            *([""] if proposed.notices else []),
        ]
    rows = {
        "Derived": result.derived,
        "Assembled from evidence, not yet reviewed": result.assembled,
        "Drafted, not yet reviewed": result.drafted,
        "Questions": result.questions,
        "Items that address an AI, not used": result.addressing_ai,
        "Proposed values": [f"`{name}`" for name in result.proposed],
        "Withdrawn values": [f"`{name}`" for name in result.withdrawn],
        "Values of which accounts differ": [escape_markdown(inputs.redacted(text)) for text in result.differing],
    }
    lines += ["| What | Sections |", "|---|---|"]
    lines += [f"| {label} | {', '.join(names) or 'none'} |" for label, names in rows.items()]
    lines += ["", "| Claims | Number |", "|---|---|"]
    lines += [f"| {name} | {number} |" for name, number in counts(result).items()]
    for status, title in _TITLES:
        found = [(drafted, one) for drafted in result.judged for one in drafted.judged if one.verdict.status is status]
        if found:
            title += _said_by(from_file and status is Status.GROUNDED)
            lines += ["", f"## {title}", "", *(_line(drafted, one, inputs) for drafted, one in found)]
    if result.chosen:
        used = [f"- {_shown(line, inputs)}" for line in result.chosen.lines] or ["- nothing"]
        lines += ["", "## Chosen from the evidence, and written by code", "", *used]
        not_used = [
            f"- {_shown(f'{one.section}: {one.text}', inputs)}: {_shown(one.reason, inputs)}"
            for one in result.chosen.dropped
        ]
        lines += ["", "## Chosen, and not used", "", *not_used] if not_used else []
    return "\n".join(lines) + "\n"


def _said_by(from_file: bool) -> str:
    return f", {_AS_THE_FILE_REPORTS}" if from_file else ""


def write_report(
    path: Path, inputs: DraftInputs, result: DraftResult, proposed: Proposals | None, *, from_file: bool = False
) -> None:
    """Write the Markdown to the path and the JSON beside it; see `report_markdown`.

    Raises:
        AfterwordError: one of them cannot be written.
    """
    data = json.dumps(report_data(inputs, result, proposed), ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, report_markdown(inputs, result, proposed, from_file=from_file).encode("utf-8", "replace"))
    write_atomically(path.with_suffix(".json"), data.encode("utf-8", "replace"))


def is_report(data: bytes) -> bool:
    """Whether the bytes of a file are the Markdown of a report."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return text.startswith("# Draft of ") and f"\n{_TABLE}" in text


def is_report_data(data: bytes) -> bool:
    """Whether the bytes of a file are the JSON of a report."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.keys() == DraftReportData.__annotations__.keys()


def _section_data(drafted: JudgedSection, inputs: DraftInputs) -> DraftedSectionData:
    return {
        "section": drafted.spec.name,
        "claims": [
            {
                "text": inputs.redacted(one.proposal.text),
                "evidence": one.proposal.evidence,
                "status": one.verdict.status.value,
                "reasons": [inputs.redacted(reason) for reason in one.verdict.reasons],
                "readings": _readings_data(one, inputs),
            }
            for one in drafted.judged
        ],
        "unknowns": [inputs.redacted(text) for text in drafted.unknowns],
    }


def _chosen_data(chosen: JudgedSelection | None, inputs: DraftInputs) -> ChosenData | None:
    if chosen is None:
        return None
    dropped = [(one.section, inputs.redacted(one.text), inputs.redacted(one.reason)) for one in chosen.dropped]
    return {
        "used": [inputs.redacted(line) for line in chosen.lines],
        "dropped": [{"section": section, "text": text, "reason": reason} for section, text, reason in dropped],
    }


def _readings_data(one: JudgedClaim, inputs: DraftInputs) -> ReadingsData:
    second = one.proposal.reading
    return {
        "first": one.first.value,
        "second": second.answer.value if second else None,
        "words": inputs.redacted(second.words) if second else None,
    }


def _line(drafted: JudgedSection, one: JudgedClaim, inputs: DraftInputs) -> str:
    cited = ", ".join(escape_markdown(name) for name in one.proposal.evidence) or "nothing"
    second = one.proposal.reading
    words = f" (“{_shown(second.words, inputs)}”)" if second and second.words else ""
    said = f"{second.answer.value}{words}" if second else "none"
    readings = f"First reading: {one.first.value}. Second: {said}."
    reasons = f" {_shown('; '.join(one.verdict.reasons), inputs)}." if one.verdict.reasons else ""
    return f"- {drafted.spec.name}: “{_shown(one.proposal.text, inputs)}” ({cited}). {readings}{reasons}"


def _shown(text: str, inputs: DraftInputs) -> str:
    text = inputs.redacted(text)
    return escape_markdown(text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN].rstrip() + " …")
