"""The statuses of post-mortems and of action items, and what each means."""

from __future__ import annotations

from typing import Literal, TypeGuard, get_args

DocumentStatus = Literal["draft", "in-review", "published"]
"""In the order in which a post-mortem or an external edition goes through them."""

ActionStatus = Literal["open", "done", "not planned"]
ACTION_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)
_SETTLED = ("done", "not planned")


def is_action_status(text: str) -> TypeGuard[ActionStatus]:
    """Whether a text is a status of action items."""
    return text in ACTION_STATUSES


def is_settled(status: str) -> bool:
    """Whether an action item with this status needs no more work; an unknown status counts as open."""
    return status in _SETTLED
