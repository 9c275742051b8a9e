"""What is remembered of a post-mortem, so that it can be found again. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from afterword.learning.facts import Facts, facts_of
from afterword.learning.named_files import NamedFile, find_named_files
from afterword.portfolio.facets import Fact, name_models, name_versions
from afterword.postmortem import PostMortem


class PastIncident(NamedTuple):
    """What is remembered of a post-mortem.

    Attributes:
        id: of the post-mortem.
        path: its file, as a user would write it.
        title: its title.
        severity: empty if it is not known.
        facts: what it can share with other incidents.
        files: the files that it names.
        models: names and versions of the models that served.
        tools: names of the tools that an agent had, or that an eval case offers.
        services: that were affected.
        guarded: ids of its eval cases and causes, by which the settings name current prompts.
        written: its `WrittenDigest`, encoded, as few are looked at; empty if it is not needed.
    """

    id: str
    path: str
    title: str
    severity: str
    facts: Facts
    files: tuple[NamedFile, ...]
    models: tuple[str, ...]
    tools: tuple[str, ...]
    services: tuple[str, ...]
    guarded: tuple[str, ...]
    written: str = ""


def remember(document: PostMortem, evidence: Iterable[str], written: str = "") -> PastIncident:
    """Take from a post-mortem what is remembered of it.

    Args:
        evidence: the paths of the files in its evidence folder, relative to it.
        written: its `WrittenDigest`, encoded.
    """
    front = document.front
    agent = front.agent.tools if front.agent and isinstance(front.agent.tools, list) else []
    offered = (tool.name or "" for block in document.eval_cases for tool in block.case.tools or ())
    facts = facts_of(document)
    return PastIncident(
        document.id,
        document.path,
        document.title,
        front.severity or "",
        facts,
        find_named_files(document, evidence),
        tuple(dict.fromkeys((*name_models(document), *name_versions(document)))),
        tuple(dict.fromkeys(filter(None, (*agent, *offered)))),
        tuple(sorted(fact.value for fact in facts if fact.key == "service")),
        tuple(
            dict.fromkeys(
                filter(
                    None,
                    (*(block.case.id for block in document.eval_cases), *(cause.id for cause in front.stated_causes)),
                )
            )
        ),
        written,
    )


def encode_incidents(incidents: Sequence[PastIncident]) -> bytes:
    """Write incidents as one line of JSON. Facts are written once for all incidents that have the same ones."""
    numbers: dict[Facts, int] = {}
    rows = [one._asdict() | {"facts": numbers.setdefault(one.facts, len(numbers))} for one in incidents]
    return json.dumps([[sorted(facts) for facts in numbers], rows]).encode()


def decode_incidents(data: bytes) -> list[PastIncident]:
    """Read what `encode_incidents` wrote."""
    sets, rows = json.loads(data)
    facts = [frozenset(Fact(key, value) for key, value in pairs) for pairs in sets]
    lists = ("models", "tools", "services", "guarded")
    return [
        PastIncident(
            **row
            | {name: tuple(row[name]) for name in lists}
            | {"facts": facts[row["facts"]], "files": tuple(NamedFile(*file) for file in row["files"])}
        )
        for row in rows
    ]
