"""Claims that say of one thing what their items say of another one."""

from __future__ import annotations

import pytest

from afterword.grounding.ledger import LedgerItem
from afterword.grounding.parallels import doubts_about_parallels


def reasons(claim: str, *texts: str) -> list[str]:
    items = [LedgerItem(f"E{number}", text, None, "chat", "ops") for number, text in enumerate(texts, 1)]
    return [doubt.reason for doubt in doubts_about_parallels(claim, items)]


@pytest.mark.parametrize(
    ("claim", "text", "other"),
    [
        ("Pool B was back at 05:58.", "pool A back 05:58, pool B back 06:17", "a"),
        ("The disk of db-1 was full.", "disk full on db-2, db-1 ok", "db-2"),
        ("Staging was rolled back.", "we rolled back prod, staging keeps 2.1", "production"),
        ("QA closed it as won't fix.", "QA raised it, product closed it as won't fix", "product"),
        ("The new prompt scored 0.82.", "old prompt: 0.82, new prompt: 0.61", "old"),
        ("The file from the supplier Korda was empty.", "file from Brenn is empty; 12 rows from Korda", "brenn"),
        ("The deployment to eu-west was finished.", "deployment us-east finished, eu-west tomorrow", "us-east"),
    ],
)
def test_what_is_said_of_another_one_is_to_be_checked(claim: str, text: str, other: str) -> None:
    (reason,) = reasons(claim, text)
    assert reason.startswith(f"what is cited says it of “{other}”")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Pool A was back at 05:58 and pool B at 06:17.", "pool A back 05:58, pool B back 06:17"),
        ("Pool A was back before pool B.", "pool A back 05:58, pool B back 06:17"),
        ("The disk of db-2 was full, while db-1 was fine.", "disk full on db-2, db-1 ok"),
        ("Staging kept release 2.1.", "we rolled back prod, staging keeps 2.1"),
        ("Korda sent twelve rows.", "file from Brenn is empty; 12 rows from Korda"),
        ("Anders fixed it at 09:25.", "Anders found it 09:10, fixed it 09:25. Boris watched"),
        ("The disk of db-1 was full too.", "disk full on db-2, the other one, db-1, too"),
    ],
)
def test_what_is_said_of_each_is_not_doubted(claim: str, text: str) -> None:
    assert reasons(claim, text) == []


def test_statements_of_several_items_are_compared() -> None:
    assert reasons("Node-7 was drained.", "node-4 drained", "node-7 still serving") == [
        "what is cited says it of “node-4”, the claim of “node-7”"
    ]
