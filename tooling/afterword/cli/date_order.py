"""The option that says how dates such as 04/05/2026 are read."""

from __future__ import annotations

from typing import Any

import click


class DateOrder(click.Choice[str]):
    """`day-first` or `month-first`; the words that `import` had for them earlier are understood, too."""

    def __init__(self) -> None:
        super().__init__(["day-first", "month-first"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the order that a word means."""
        from afterword.config import EARLIER_DATE_ORDERS

        return super().convert(EARLIER_DATE_ORDERS.get(value) or value, param, ctx)
