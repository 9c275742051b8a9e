"""The option that says how dates such as 04/05/2026 are read."""

from __future__ import annotations

from typing import Any

import click

from afterword.times.date_order import DATE_ORDERS, date_order


class DateOrder(click.Choice[str]):
    """`day-first` or `month-first`; the words that `import` had for them earlier are understood, too."""

    def __init__(self) -> None:
        super().__init__(DATE_ORDERS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the order that a word means."""
        return super().convert(date_order(value) or value, param, ctx)
