"""What an agent did."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.derived_values import Proposal
from afterword.postmortem.schema import Agent, FrontMatter
from drafting.derived import derived


def test_tools_and_irreversible_commands_of_a_session_are_proposed(tmp_path: Path) -> None:
    items = [
        ("", "remove old flags", "user"),
        ("", "called Bash: grep -rn flag_ config/ | wc -l", "assistant"),
        ("", "called Bash: flagctl delete --all --yes (1200 tokens in, 45 tokens out)", "assistant"),
        ("", "called Read: /srv/a", "assistant"),
        ("", "called Ops: rm -rf /", "user"),
    ]
    assert derived(tmp_path, *items) == [
        Proposal(("agent", "tools"), ["Bash", "Read"], ("E2", "E4")),
        Proposal(("agent", "irreversible_actions"), ["Bash: flagctl delete --all --yes"], ("E3",)),
    ]
    stated = FrontMatter(agent=Agent(tools=["shell"]))
    assert [one.path[-1] for one in derived(tmp_path, *items, front=stated)] == ["irreversible_actions"]


@pytest.mark.parametrize(
    ("command", "cannot_be_undone"),
    [
        ("DROP TABLE users", True),
        ("psql -c 'delete from orders'", True),
        ("terraform destroy -auto-approve", True),
        ("git push --force origin main", True),
        ("kubectl delete deployment judge", True),
        ("docker volume prune --all --force", True),
        ("rm notes.txt", False),
        ("git push origin main", False),
        ("kubectl get pods", False),
        ("terraform plan -destroy --dry-run", False),
        ("grep -rn 'drop table' migrations/", False),
        ("ls /var/delete", False),
    ],
)
def test_commands_that_delete_are_told_from_others(tmp_path: Path, command: str, cannot_be_undone: bool) -> None:
    found = derived(tmp_path, ("", f"called Bash: {command}", "assistant (acme-lm)"))
    assert (("agent", "irreversible_actions") in [one.path for one in found]) == cannot_be_undone


def test_many_irreversible_commands_are_counted(tmp_path: Path) -> None:
    items = [("", f"called Bash: rm -rf /data/{number}", "assistant") for number in range(8)]
    found = {one.path: one.value for one in derived(tmp_path, *items)}["agent", "irreversible_actions"]
    assert isinstance(found, list) and len(found) == 6 and found[-1] == "and 3 more like these"
