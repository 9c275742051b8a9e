"""Issues of GitHub with a label, as files to import: the title as the heading, and the body below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.github.labelled_issues import list_labelled
from afterword.github.repository import Repository
from afterword.importing.gather import Found, Input
from afterword.text.newlines import with_lf

_OURS = re.compile(r"<!--\s*afterword:")


def find_issues(repository: Repository, labels: Sequence[str]) -> Found:
    """List the issues that have one of the labels, open and closed, each once.

    Args:
        repository: with a token that has `issues: read`.
        labels: their names.

    Raises:
        AfterwordError: they cannot be listed, or no issue has a label.
    """
    inputs: dict[int, Input] = {}
    left_out: dict[str, str] = {}
    for label in labels:
        listed = list_labelled(repository, label)
        if not listed:
            raise AfterwordError(
                f"no issue of {repository.name} has the label `{label}`", remedy="name a label that issues have"
            )
        for one in listed:
            shown = f"{repository.name}#{one.issue.number}"
            if one.is_pull_request:
                left_out[shown] = "it is a pull request"
            elif _OURS.search(one.issue.body):
                left_out[shown] = "Afterword opened it, for an action item or a post-mortem"
            else:
                address = one.issue.url.partition("://")[2]
                inputs[one.issue.number] = Input(
                    address,
                    shown,
                    None,
                    Path(address),
                    repository=address.partition("/issues/")[0],
                    data=f"# {' '.join(one.issue.title.split())}\n\n{with_lf(one.issue.body)}".encode(),
                    opened=one.issue.created.date() if one.issue.created else None,
                    comments=one.comments,
                )
    return Found(tuple(inputs[number] for number in sorted(inputs)), tuple(left_out.items()))
