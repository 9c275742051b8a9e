"""No module needs itself, not even by an import inside a function or for types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

TOOLING = Path(__file__).parents[1] / "tooling"


def _name(path: Path) -> str:
    return ".".join(path.relative_to(TOOLING).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path, modules: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in modules else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_imports_make_no_circle() -> None:
    paths = {_name(path): path for path in TOOLING.rglob("*.py")}
    assert len(paths) > 500
    needs = {name: set(_imported(path, set(paths))) & paths.keys() - {name} for name, path in paths.items()}
    # Raises `CycleError`, which names the modules.
    assert set(TopologicalSorter(needs).static_order()) == paths.keys()
