"""The report for code scanning: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from afterword import __version__
from afterword.checks.baseline import FILE
from afterword.checks.formats import explaining
from afterword.checks.locations import Location
from afterword.checks.registry import RULES
from afterword.checks.rule import Finding, Rule
from afterword.checks.run import Report
from afterword.text.counting import counted

_ROOT = "%SRCROOT%"


def render(report: Report, prefix: str = "") -> str:
    """Return one run as a SARIF log.

    Columns count Unicode code points. Paths are relative to the root of the repository.

    Args:
        report: what was found.
        prefix: the folder of the project in its repository, empty or with a slash at its end.
    """
    indexes = {rule.id: index for index, rule in enumerate(RULES)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {"name": "afterword", "semanticVersion": __version__, "rules": [_rule(rule) for rule in RULES]}
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(report)}],
        "results": [_result(finding, indexes, prefix) for finding in report.listed],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n".join(explaining.as_text(rule)), "markdown": "\n".join(explaining.as_markdown(rule))},
        "defaultConfiguration": {"level": rule.levels.published.value},
        "properties": {"tags": [explaining.family(rule)]},
    }


def _result(finding: Finding, indexes: dict[str, int], prefix: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.level.value,
        "message": {"text": f"{finding.message}: {finding.remedy}" if finding.remedy else finding.message},
        "locations": [_location(finding, prefix)],
    }
    if finding.also:
        result["relatedLocations"] = [_location(place, prefix) for place in finding.also]
    if finding.rule in indexes:
        result["ruleIndex"] = indexes[finding.rule]
    return result


def _location(place: Finding | Location, prefix: str) -> dict[str, Any]:
    uri = quote(prefix + place.path, errors="replace")
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line}
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}, "region": region}}


def _notifications(report: Report) -> list[dict[str, Any]]:
    """Return what was skipped or accepted, which otherwise would look like passed."""
    accepted = f"{counted(len(report.accepted), 'finding')} accepted in {FILE}"
    return [
        *([{"level": "note", "message": {"text": accepted}}] if report.accepted else []),
        *(
            {
                "level": "note",
                "message": {"text": f"skipped for {counted(skipped.documents, 'post-mortem')}: {skipped.reason}"},
                "associatedRule": {"id": skipped.rule},
            }
            for skipped in report.skipped
        ),
    ]
