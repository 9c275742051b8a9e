"""A portfolio of given documents, at the time at which every test runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from afterword.portfolio import Portfolio
from afterword.postmortem import PostMortem
from afterword.project import Project
from samples import read_bot, read_old


@pytest.fixture
def make_portfolio(open_project: Callable[..., Project]) -> Callable[..., Portfolio]:
    """Build a portfolio; keyword arguments replace its attributes."""
    project = open_project()

    def make(*documents: PostMortem, **changes: Any) -> Portfolio:
        values: dict[str, Any] = {"config": project.config, "now": project.now}
        return Portfolio(documents, **(values | changes))

    return make


@pytest.fixture
def bot() -> PostMortem:
    """The document that has everything."""
    return read_bot()


@pytest.fixture
def old() -> PostMortem:
    """A short one, known to the month only."""
    return read_old()
