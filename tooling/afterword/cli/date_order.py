"""The option that says how dates such as 04/05/2026 are read."""

from __future__ import annotations

import click

DATE_ORDER = click.Choice(("day-first", "month-first"))
