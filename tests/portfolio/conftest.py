"""A portfolio of given documents, at the time at which every test runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from afterword.portfolio import Portfolio
from afterword.postmortem import PostMortem
from afterword.project import Project


@pytest.fixture
def make_portfolio(open_project: Callable[..., Project]) -> Callable[..., Portfolio]:
    """Build a portfolio; keyword arguments replace its attributes."""
    project = open_project()

    def make(*documents: PostMortem, **changes: Any) -> Portfolio:
        values: dict[str, Any] = {"config": project.config, "now": project.now}
        return Portfolio(documents, **(values | changes))

    return make
