"""The labelled set is what its README tells: large enough, balanced, valid, and without a key that could be live."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict

import pytest

from redaction.labelled import DATA, GROUPS, Item, items
from redaction.labelled.generators import NATIONAL_IDS

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

# What scanners of pushes look for. The files hold placeholders, so none of it may be found, whatever the length.
_LIVE = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{10}|github_pat_\w{10}|gl(?:pat|dt|rt)-[\w-]{10}|sk-(?:proj|ant|svcacct|admin|or)-[\w-]{10}"
    r"|sk-[A-Za-z0-9]{16}|(?:AKIA|ASIA)[A-Z0-9]{8}|AIza[\w-]{10}|GOCSPX-\w{6}|ya29\.\w{6}|xox[abeprs]-\w{6}|xapp-\d-\w"
    r"|hooks\.slack\.com/services/T\w|api/webhooks/\d|hf_[A-Za-z]{30}|[sr]k_live_\w{6}|whsec_\w{6}|npm_[A-Za-z0-9]{20}"
    r"|pypi-AgE|dckr_pat_\w|dop_v1_\w|dapi[0-9a-f]{16}|hvs\.\w{8}|eyJ[\w-]{8}|gl(?:sa|c)_\w{8}|SG\.[\w-]{16}"
    r"|BEGIN [A-Z ]*PRIVATE KEY|AGE-SECRET-KEY-1\w|gsk_\w{8}|xai-\w{16}|pplx-\w{8}|r8_\w{16}|nvapi-\w|shp[a-z]{2}_\w{8}"
)


def _of(group: str) -> list[Item]:
    return [item for item in items() if item.group == group]


@pytest.mark.parametrize(
    ("group", "least", "kinds"), [("secret", 330, 45), ("personal", 330, 40), ("lookalike", 350, 40)]
)
def test_there_are_enough_items_of_enough_kinds(group: str, least: int, kinds: int) -> None:
    found = _of(group)
    assert len(found) >= least
    assert len({item.kind for item in found}) >= kinds


def test_an_id_names_one_item() -> None:
    assert len({item.id for item in items()}) == len(items())


def test_every_national_id_that_can_be_made_is_there() -> None:
    assert set(NATIONAL_IDS) <= {item.kind for item in items()}


def test_no_snippet_stands_twice() -> None:
    assert [text for text, count in Counter(item.text for item in items()).items() if count > 1] == []


def test_each_kind_of_secret_stands_in_three_forms() -> None:
    forms = defaultdict(set)
    for item in _of("secret"):
        forms[item.kind].add(item.form)
    assert [kind for kind, found in forms.items() if len(found) < 3] == []


@pytest.mark.parametrize("form", ["prose", "chat", "json", "yaml", "log", "diff"])
@pytest.mark.parametrize("group", GROUPS)
def test_each_group_has_the_forms_of_an_incident(group: str, form: str) -> None:
    assert sum(item.form == form for item in _of(group)) >= 5


def test_the_halves_are_balanced_by_kind() -> None:
    halves: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items():
        halves[item.kind][item.split] += 1
        halves[item.group][item.split] += 1
    assert [name for name, half in halves.items() if abs(half["develop"] - half["held_out"]) > 1] == []


def test_people_come_with_known_persons_only() -> None:
    assert {item.kind for item in items() if item.people} == {"known-person"}


def test_a_half_of_a_secret_that_stands_leaks() -> None:
    secret = next(item for item in items() if item.kind == "github-pat")
    assert secret.leaked(secret.labels[0][:30]) == secret.labels[:1]
    assert secret.leaked(secret.labels[0][:10]) == []


@pytest.mark.parametrize("kind", ["github-pat", "github-oauth", "npm-token"])
def test_the_last_six_characters_are_the_checksum(kind: str) -> None:
    for item in items():
        for label in item.labels if item.kind == kind else []:
            body, check = label[4:-6], 0
            for character in label[-6:]:
                check = check * 62 + _BASE62.index(character)
            assert len(label) == 40
            assert check == zlib.crc32(body.encode()), item.id


def test_a_known_person_comes_with_a_role() -> None:
    known = [item for item in items() if item.kind == "known-person"]
    assert all(item.people and all(item.people.values()) for item in known)
    for item in known:
        names = {name.casefold() for name in item.people}
        assert {" ".join(label.split()).casefold() for label in item.labels} <= names, item.id


def test_no_file_holds_what_could_be_a_live_key() -> None:
    for path in sorted(DATA.parent.rglob("*.*")):
        if path.suffix in (".txt", ".md"):
            assert _LIVE.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_the_generated_keys_are_what_the_scanners_look_for() -> None:
    """Else the test above could not fail."""
    found = {item.kind for item in _of("secret") if _LIVE.search(item.text)}
    assert {"github-pat", "openai-key", "anthropic-key", "aws-access-key", "slack-token", "private-key"} <= found


def test_the_readme_counts_what_there_is() -> None:
    readme = (DATA.parent / "README.md").read_text(encoding="utf-8")
    told = {
        (row[1], row[2]): int(row[3]) for row in re.finditer(r"^\| (\w+) \| `([a-z0-9-]+)` \| (\d+) \|$", readme, re.M)
    }
    assert told == Counter((item.group, item.kind) for item in items())
