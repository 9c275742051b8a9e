"""What a benchmark measures, as rows of one table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, the value with its unit, and the value that it should reach."""

    what: str
    value: str
    target: str = ""


def show(benchmark: Callable[..., Iterator[Figure]]) -> None:
    """Run a benchmark with the whole numbers of the command line, and print each figure once it is known."""
    show_figures(benchmark(*map(int, sys.argv[1:])))


def show_figures(figures: Iterator[Figure]) -> None:
    """Print each figure once it is known."""
    print("| Figure | Value | Target |\n|---|---|---|", flush=True)
    for figure in figures:
        print(f"| {figure.what} | {figure.value} | {figure.target} |", flush=True)


def listed(values: list[float], digits: int = 2) -> str:
    """Join the values of several rounds, in seconds."""
    return f"{', '.join(f'{value:.{digits}f}' for value in values)} s"
