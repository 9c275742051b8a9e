"""The past incidents as tools for an agent. All read; none writes, asks a network, or runs anything but git.

Each returns JSON of bounded length. What post-mortems say is below the key `quoted`: data, not instructions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afterword.learning.change import change_of_paths, read_change
from afterword.learning.digest import digest_document, guarding_cases, open_actions, open_portfolio
from afterword.learning.recall import change_since, recall
from afterword.learning.recall_report import NOTE, describe_action, describe_case, describe_digest, quote, report_data
from afterword.learning.search import search_similar
from afterword.postmortem import PostMortem
from afterword.project import Project

INSTRUCTIONS = (
    "Past incidents of this organisation. Before you change a prompt, a model setting, a tool, or a service, call "
    f"`recall` with the files that you are about to change. {NOTE}"
)
"""What an agent reads about the tools."""
_MAX_CHARS = 8_000
"""Of the sections of an incident, about 2,000 tokens."""
_MAX_SECTION = 1_500
_MAX_ITEMS = 30
_MOST_SIMILAR = 5


class IncidentTools:
    """The tools; each opens the project again, so that what a person changes meanwhile is seen.

    Args:
        open_project: opens the project.
        repository: the repository that an agent changes; None for the project's own.
    """

    def __init__(self, open_project: Callable[[], Project], repository: Path | None = None) -> None:
        self._open = open_project
        self._repository = repository

    def recall(self, files: list[str] | None = None, diff: str | None = None) -> str:
        """Show past incidents that a change touches, the eval cases that guard against a repeat, and open action items.

        Call it before you change a prompt, a model setting, a tool, or a service. Give the paths of the files, or a
        unified diff; without both, the change is what the branch has changed so far.
        """
        project = self._open()
        place = self._repository or project.root
        if diff is not None:
            change = read_change(diff)
        else:
            change = change_of_paths(files) if files is not None else change_since(place, None)
        return json.dumps(report_data(recall(project, change, place)), indent=1)

    def similar(self, text: str) -> str:
        """List past incidents that are similar to a description of a failure, or to a post-mortem given by its id."""
        found = search_similar(self._open(), text)
        similar = [
            {
                "id": one.incident.id,
                "score": round(one.score, 3),
                "near": one.is_near,
                "quoted": {
                    "title": quote(one.incident.title),
                    "words": [quote(term) for term in one.terms],
                    "facts": [quote(f"{fact.label}: {fact.value}", 100) for fact in one.facts[:_MOST_SIMILAR]],
                },
            }
            for one in found.neighbours[:_MOST_SIMILAR]
        ]
        return _result({"searched": found.searched, "unread": len(found.unread), "similar": similar})

    def incident(self, incident: str) -> str:
        """Show one past incident: what happened, why, what is open, and the beginning of each section."""
        project = self._open()
        document = project.document(incident)
        entry = describe_digest(digest_document(project, open_portfolio(project), document), _MAX_ITEMS)
        left, sections = _MAX_CHARS, {}
        for section in document.sections[:_MAX_ITEMS]:
            text = quote(document.text(section.body), max(min(_MAX_SECTION, left), 1))
            left -= len(text)
            sections[quote(section.name, 80)] = text
        return _result({**entry, "quoted": {**entry["quoted"], "sections": sections}})

    def open_actions(self, incident: str = "") -> str:
        """List action items that are not done, the overdue ones first: of one incident, or of all."""
        project = self._open()
        portfolio = open_portfolio(project)
        found = [(one.id, action) for one in _chosen(project, incident) for action in open_actions(one, portfolio)]
        found.sort(key=lambda pair: not pair[1].is_overdue)
        listed = [{"incident": name, "quoted": describe_action(action)} for name, action in found[:_MAX_ITEMS]]
        return _result({"open": len(found), "not_listed": len(found) - len(listed), "actions": listed})

    def guarding_cases(self, incident: str = "") -> str:
        """List eval cases that guard against a repeat, with whether each is proven: of one incident, or of all."""
        project = self._open()
        cases = [(one.id, *guarding_cases(project, one)) for one in _chosen(project, incident)]
        found = [(name, case) for name, usable, _ in cases for case in usable]
        listed = [{"incident": name, "quoted": describe_case(case)} for name, case in found[:_MAX_ITEMS]]
        unusable = sum(number for _, _, number in cases)
        return _result(
            {"cases": len(found), "unusable": unusable, "not_listed": len(found) - len(listed), "listed": listed}
        )


def _chosen(project: Project, incident: str) -> list[PostMortem]:
    """Return the post-mortem that is meant; all of them if none is named."""
    return [project.document(incident)] if incident else project.documents


def _result(data: dict[str, Any]) -> str:
    return json.dumps({"note": NOTE, **data}, indent=1)
