"""The second labelled set is what its README tells: large enough, valid, and apart from the first one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from redaction.labelled import GROUPS, Item
from redaction.labelled import items as items_of

DATA: Final = Path(__file__).parent / "labelled2"

# The forms that all known keys share: a prefix, then a run that nobody writes by hand. The files hold placeholders.
_LIVE: Final = re.compile(
    r"(?:gh[pousr]_|github_pat_|gl(?:pat|rt|dt|sa|c)[-_]|sk-|sk_|[rp]k_live_|AKIA|ASIA|AIza|GOCSPX-|ya29\.|xox[a-z]-|xapp-"
    r"|hf_|whsec_|npm_|pypi-|dckr_pat_|dop_v1_|dapi|hvs\.|eyJ|SG\.|gsk_|xai-|pplx-|r8_|nvapi-|shpat_|lin_api_|ntn_|tskey-"
    r"|sbp_|ATATT|pcsk_|lsv2_|squ_|pul-|figd_|rubygems_|PMAK-|NRAK-|HRKU-|CCIPAT_|xkeysib-|nfp_|phx_|hcaik_|CFPAT-)"
    r"[\w-]{10}|-----BEGIN [A-Z ]*PRIVATE KEY|AGE-SECRET-KEY-1\w|services/T\w+/B\w+/\w|api/webhooks/\d"
    r"|\b[0-9a-f]{32,}\b"
)


def _items() -> tuple[Item, ...]:
    return items_of(DATA)


def _labels(kind: str) -> list[str]:
    return [label for item in _items() if item.kind == kind for label in item.labels]


@pytest.mark.parametrize(
    ("group", "least", "kinds"), [("secret", 160, 45), ("personal", 160, 30), ("lookalike", 160, 40)]
)
def test_there_are_enough_items_of_enough_kinds(group: str, least: int, kinds: int) -> None:
    found = [item for item in _items() if item.group == group]
    assert len(found) >= least
    assert len({item.kind for item in found}) >= kinds


@pytest.mark.parametrize(
    "form",
    [
        "actions-log",
        "chat",
        "cloudwatch",
        "compose",
        "csv",
        "curl",
        "datadog",
        "email",
        "json",
        "jupyter",
        "kubernetes-log",
        "log",
        "pagerduty",
        "postmortem",
        "prose",
        "sentry",
        "slack-export",
        "sql",
        "terraform",
        "traceback",
        "yaml",
    ],
)
def test_the_forms_of_an_incident_are_there(form: str) -> None:
    assert sum(item.form == form for item in _items()) >= 5


def test_it_only_measures() -> None:
    assert {item.split for item in _items()} == {"held_out"}


def test_no_id_or_snippet_is_that_of_the_first_set() -> None:
    """An id of the first set would also make its values once more."""
    both = (*_items(), *items_of())
    assert [name for name, count in Counter(item.id for item in both).items() if count > 1] == []
    assert [text for text, count in Counter(item.text for item in both).items() if count > 1] == []


def test_phones_are_of_many_countries() -> None:
    """Told by the calling code; +1, +7 and two digits are codes of one country each, others have three."""
    codes = re.findall(
        r"(?:\+|00 ?)(1|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)",
        "\n".join(_labels("phone-international")),
    )
    assert len(set(codes)) >= 15


def test_known_persons_come_with_roles_and_others_with_none() -> None:
    for item in _items():
        names = {name.casefold() for name in item.people}
        assert bool(names) == (item.kind == "known-person"), item.id
        assert all(item.people.values()), item.id
        assert not names or {label.casefold() for label in item.labels} <= names, item.id


def test_no_file_holds_what_could_be_a_live_key() -> None:
    paths = sorted(DATA.rglob("*.*"))
    assert len(paths) > len(GROUPS)
    for path in paths:
        assert _LIVE.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_the_generated_keys_are_what_a_scanner_looks_for() -> None:
    """Else the test above could not fail."""
    found = {item.kind for item in _items() if item.group == "secret" and _LIVE.search(item.text)}
    assert {"github-pat", "openai-key", "anthropic-key", "aws-access-key", "slack-token", "private-key"} <= found


def test_the_readme_counts_what_there_is() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    told = {row[1]: (int(row[2]), int(row[3])) for row in re.finditer(r"^\| (\w+) \| (\d+) \| (\d+) \|$", readme, re.M)}
    assert told == {
        group: (len(kinds), len(set(kinds)))
        for group in GROUPS
        for kinds in [[item.kind for item in _items() if item.group == group]]
    }
