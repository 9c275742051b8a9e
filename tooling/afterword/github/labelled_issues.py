"""The issues of a repository that have a label, open and closed, with all that is written in them but the comments."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.github.errors import translate_errors
from afterword.github.issues import Issue, issue_of
from afterword.github.repository import Repository


@dataclass(frozen=True, slots=True)
class LabelledIssue:
    """An issue or pull request with a label.

    Attributes:
        issue: as GitHub gives it.
        comments: how many it has.
        is_pull_request: whether it is one.
    """

    issue: Issue
    comments: int
    is_pull_request: bool


def list_labelled(repository: Repository, label: str) -> list[LabelledIssue]:
    """Return the issues and pull requests that have a label, by number.

    Args:
        repository: with a token that has `issues: read`.
        label: its name; GitHub takes no notice of case.

    Raises:
        AfterwordError: they cannot be listed.
    """
    with translate_errors(repository.name):
        # By age, so that an issue opened meanwhile moves none of the others to another page.
        place = f"{repository.root}/issues"
        found = repository.api.pages(place, state="all", labels=label, sort="created", direction="asc")
        listed = {
            int(one["number"]): LabelledIssue(
                issue_of(one, repository.name), int(one.get("comments") or 0), "pull_request" in one
            )
            for one in found
        }
    return [listed[number] for number in sorted(listed)]
