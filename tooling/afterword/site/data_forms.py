"""The forms of the site's data: `incidents.json`, `incidents/<id>.json` and `action-items.json`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from afterword.portfolio.snapshot import Evidence


class _Incident(TypedDict):
    """Keys of an incident in both files."""

    id: Annotated[str, "of the post-mortem"]
    path: Annotated[str, "of its page, relative to the site's root"]
    date: Annotated[str, "when it began, as it is shown"]
    start: Annotated[str, "when it began, for sorting"]
    severity: Annotated[str, "its name; empty if it is not known"]
    rank: Annotated[str, "of the severity, from 1 for the most severe; other words for none"]
    meaning: Annotated[str, "of the severity"]
    title: Annotated[str, "of the post-mortem"]
    services: Annotated[list[str], "what was affected"]
    providers: Annotated[list[str], "their providers"]
    factors: Annotated[list[str], "contributing factors"]
    gaps: Annotated[list[str], "why evaluations did not catch it"]
    persons: Annotated[list[str], "people, teams and roles that it names"]
    versions: Annotated[list[str], "of the models that served"]
    detection: Annotated[str | None, "what detected it; None if it is not known"]
    year: Annotated[str, "when it began; `unknown` if it is not known"]
    duration: NotRequired[Annotated[str, "as it is shown. Durations are left out with `site.durations: false`"]]
    minutes: NotRequired[
        Annotated[int | None, "from the first effect on users to the resolution; None if it is not known"]
    ]
    owner: Annotated[str | None, "of the post-mortem; None if it has none yet"]
    detect: NotRequired[Annotated[str, "the range of the time to detect; left out if it cannot have one"]]
    mitigate: NotRequired[Annotated[str, "the range of the time to mitigate; left out if it cannot have one"]]
    resolve: NotRequired[Annotated[str, "the range of the time to resolve; left out if it cannot have one"]]
    publish: NotRequired[Annotated[str, "the range of the time to publish; left out if it cannot have one"]]
    open: Annotated[int, "action items that are not done"]
    overdue: Annotated[int, "those of them whose due date is past"]
    promised: Annotated[int, "action items in all, without drafted ones"]
    status: Annotated[str | None, "of the post-mortem"]
    near_miss: Annotated[bool, "whether no users were affected"]
    proposed: Annotated[int, "values of the front matter that await a person"]
    problems: Annotated[int, "problems of the file that hide something from readers"]


class BriefIncident(_Incident):
    """An incident in brief.

    Attributes:
        models: the models that served.
        causes: kinds of its causes.
    """

    models: list[str]
    causes: list[str]


class Incidents(TypedDict):
    """All incidents, the newest first.

    Attributes:
        version: of this form.
        incidents: in brief.
    """

    version: Literal[1]
    incidents: list[BriefIncident]


class ProposalData(TypedDict):
    """A value that was taken from evidence, and that awaits a person.

    Attributes:
        key: of the front matter.
        value: as it is written.
        evidence: ids of the items.
    """

    key: str
    value: str
    evidence: list[str]


class IncidentAction(TypedDict):
    """An action item.

    Attributes:
        id: of the row.
        action: what is to be done.
        category: as it is written.
        owner: None for none.
        due: None for none.
        status: `open`, `done`, `not planned`, or `drafted` below a draft notice.
        overdue: whether the due date is past.
        issue: as it is written; None for none.
        evidence: what shows that it is done; None if it is not known.
    """

    id: str
    action: str
    category: str
    owner: str | None
    due: str | None
    status: str
    overdue: bool
    issue: str | None
    evidence: list[Evidence] | None


class IncidentData(_Incident):
    """Everything about an incident.

    Attributes:
        version: of this form.
        file: of the post-mortem.
        summary: its first paragraph.
        visibility: `internal` or `external`.
        incident: as in the [front matter](front-matter.md); None if it is not there.
        models: as in the front matter; None if it is not there.
        causes: as in the front matter; None if it is not there.
        provider: as in the front matter; None if it is not there.
        impact: as in the front matter; None if it is not there.
        evals: as in the front matter; None if it is not there.
        proposals: values that await a person.
        times: minutes from the first effect on users to each milestone. Left out with `site.durations: false`.
        actions: action items.
        eval_cases: ids of the eval cases.
        unknowns: open questions.
    """

    version: Literal[1]
    file: str
    summary: str
    visibility: str
    incident: dict[str, Any] | None
    models: list[Any] | str | None
    causes: list[Any] | str | None
    provider: dict[str, Any] | None
    impact: dict[str, Any] | None
    evals: dict[str, Any] | None
    proposals: list[ProposalData]
    times: NotRequired[dict[str, int | None]]
    actions: list[IncidentAction]
    eval_cases: list[str]
    unknowns: list[str]


class EvidenceWords(TypedDict):
    """What shows that an action item is done.

    Attributes:
        words: such as the name of a commit.
        url: its address, if it has one.
    """

    words: str
    url: str | None


class ActionRow(TypedDict):
    """An action item. What is empty, false or 0 is left out, but for `index` and `days`.

    Attributes:
        index: its place in the list, from 0.
        id: of the row.
        anchor: of the row on the page of action items.
        action: what is to be done.
        done_when: how it is known that it is done.
        priority: as it is written.
        category: as it is written.
        owner: as it is written.
        team: the owner if it is a team or a role.
        due: a day.
        due_shown: as it is shown.
        late: days since the due date.
        state: `open`, `drafted` or `closed`, and `overdue` or `not overdue` besides.
        status: of the row: `open`, `done`, `not planned` or `drafted`.
        kind: how the status is shown.
        age: the range of how long it has been open.
        days: how long it has been open; None if it is not.
        closing: when and by whom it was closed, as far as the tracker says.
        issue: its name.
        issue_url: its address.
        evidence: what shows that it is done.
        is_bare: whether it is done and nothing shows it.
        document: id of the post-mortem.
        title: of the post-mortem.
        path: of the page of the incident.
        started: when the incident began, for sorting.
        services: what was affected.
        severity: of the incident.
        rank: of the severity, from 1 for the most severe.
        meaning: of the severity.
    """

    index: int
    id: NotRequired[str]
    anchor: NotRequired[str]
    action: NotRequired[str]
    done_when: NotRequired[str]
    priority: NotRequired[str]
    category: NotRequired[str]
    owner: NotRequired[str]
    team: NotRequired[str]
    due: NotRequired[str]
    due_shown: NotRequired[str]
    late: NotRequired[int]
    state: NotRequired[list[str]]
    status: NotRequired[str]
    kind: NotRequired[str]
    age: NotRequired[str]
    days: NotRequired[int | None]
    closing: NotRequired[str]
    issue: NotRequired[str]
    issue_url: NotRequired[str]
    evidence: NotRequired[list[EvidenceWords]]
    is_bare: NotRequired[bool]
    document: NotRequired[str]
    title: NotRequired[str]
    path: NotRequired[str]
    started: NotRequired[str]
    services: NotRequired[list[str]]
    severity: NotRequired[str]
    rank: NotRequired[str]
    meaning: NotRequired[str]


class ActionList(TypedDict):
    """All action items: overdue ones first, then open, drafted and closed ones.

    Attributes:
        version: of this form.
        actions: one for each row of an action table.
    """

    version: Literal[1]
    actions: list[ActionRow]
