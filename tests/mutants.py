"""Change the code in small ways and see whether the tests notice: a sample of mutants, by group and kind of change.

mutmut makes and runs the mutants. Each group is a room where a mistake is costly, with the tests that mirror it. The
sample is the same as long as the code is; another seed gives another sample.

    python tests/mutants.py [--seed N] [--each N] [--workers N] [group ...]
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutants"
KEPT = BUILD / "mutants.md"
MUTMUT = str(Path(sys.executable).with_name("mutmut"))

GROUPS = {
    "grounding": (("grounding/*",), ("tests/grounding",)),
    "leakcheck": (("leakcheck/*",), ("tests/leakcheck",)),
    "redaction": (
        ("redaction/*",),
        (
            "tests/redaction/test_[a-o]*",
            "tests/redaction/test_p[el]*",
            "tests/redaction/test_provider*",
            "tests/redaction/test_[rv]*",
            "tests/redaction/test_sp*",
        ),
    ),
    "planner": (
        (
            "tracking/plan.py",
            "tracking/matching*",
            "tracking/issue_*",
            "tracking/unclaimed_issues*",
        ),
        (
            "tests/tracking/test_plan*",
            "tests/tracking/test_matching*",
            "tests/tracking/test_issue_*",
            "tests/tracking/test_unclaimed_issues*",
            "tests/tracking/test_both_ways*",
        ),
    ),
    "editor": (("postmortem/edit*",), ("tests/postmortem/test_e*", "tests/postmortem/test_markers*")),
}
"""Files below the package, and the tests that must notice a change in them.

The shortcuts and the properties of redaction are left out: they hold the code against itself over thousands of texts,
so that they notice few changes that the forms and the labelled sets do not, and take most of the time.
"""

# A process for each mutant imports the package anew, so that what is computed at import, or kept after a first call,
# is computed by the mutant. It starts from one that has imported what is not ours; pytest warns that it cannot rewrite
# the assertions in that.
_PRELOADED = ("hypothesis", "markdown_it", "pydantic", "pytest", "rich", "ruamel.yaml", "stdnum", "yaml")
_SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {sources}
also_copy = {copied}
pytest_add_cli_args = ["-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
pytest_add_cli_args_test_selection = {tests}
process_isolation = "forkserver"
forkserver_warmup = "import"
preload_modules_file = "preloaded.txt"
track_dependencies = false
use_git_change_detection = false
"""
# Most mutants are killed by a quick test. What a module prepares for its tests counts, so modules stay together.
_ORDER = """
import json
from collections import Counter
from pathlib import Path

def pytest_collection_modifyitems(items):
    stats = Path(__file__).with_name("mutmut-stats.json")
    if stats.is_file():
        seconds = json.loads(stats.read_text())["duration_by_test"]
        modules = Counter()
        for name, took in seconds.items():
            modules[name.partition("::")[0]] += took
        items.sort(key=lambda item: (modules[item.nodeid.partition("::")[0]], seconds.get(item.nodeid, 0)))
"""
_GENERATE = """
from pathlib import Path
from mutmut.__main__ import create_mutants
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir
Path("mutants").mkdir()
copy_src_dir()
copy_also_copy_files()
create_mutants(1)
"""
_NAME = re.compile(r"(?P<function>x[_ǁ].+)__mutmut_(?P<number>orig|\d+)")


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutant changes: its kind, and the code before and after."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One of the sample, and what became of it, such as `killed`, `survived` or `no tests`."""

    group: str
    name: str
    status: str
    change: Change


def main() -> int:
    """Run the sample of each group; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--each", type=int, default=120, help="mutants of each group")
    parser.add_argument("--workers", type=int, default=2, help="mutants that are tried at the same time")
    parser.add_argument("groups", nargs="*", metavar="group", help=f"one of {', '.join(GROUPS)}; all by default")
    options = parser.parse_args()
    if unknown := set(options.groups) - GROUPS.keys():
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    groups = options.groups or GROUPS
    found = [mutant for group in groups for mutant in run(group, options.each, options.seed, options.workers)]
    text = "\n".join(report(found, options.seed))
    KEPT.write_text(text, encoding="utf-8")
    print(text)
    return int(any(one.status not in _WORDS.values() for one in found))


def run(group: str, count: int, seed: str, workers: int) -> list[Mutant]:
    """Make the mutants of a group, and run a sample of them."""
    stage = BUILD / group
    _stage(stage, *GROUPS[group])
    subprocess.run([sys.executable, "-c", _GENERATE], cwd=stage, check=True, stdout=subprocess.DEVNULL)
    everything = _statuses(stage)
    sample = sorted(everything, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())[:count]
    print(f"{group}: {len(sample)} of {len(everything)} mutants", flush=True)
    with (stage / "log.txt").open("w") as log:
        command = [MUTMUT, "run", "--max-children", str(workers), *sample]
        subprocess.run(command, cwd=stage, check=True, stdout=log, stderr=log)
    statuses = _statuses(stage)
    changes = {name: change for path in _sources(stage) for name, change in changes_of(path, stage)}
    return [Mutant(group, name, statuses[name], changes[name]) for name in sample]


def _stage(stage: Path, sources: tuple[str, ...], tests: tuple[str, ...]) -> None:
    """Copy the project so that mutmut finds it: it knows `src/`, and works in the current folder."""
    shutil.rmtree(stage, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        target = stage / re.sub("^tooling/", "src/", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, target)
    (stage / "preloaded.txt").write_text("\n".join(_PRELOADED))
    (stage / "conftest.py").write_text(_ORDER)
    settings = _SETTINGS.format(
        sources=[f"src/afterword/{pattern}" for pattern in sources],
        copied=sorted({path.name for path in stage.iterdir()} - {"src", "tests", "pyproject.toml", ".git"}),
        tests=sorted(path.relative_to(stage).as_posix() for pattern in tests for path in stage.glob(pattern)),
    )
    with (stage / "pyproject.toml").open("a") as file:
        file.write(settings)


_WORDS = {
    0: "survived", 33: "no tests", **dict.fromkeys((1, 2, 3), "killed"), **dict.fromkeys((-24, 24, 152), "timeout"),
}  # fmt: skip
"""What an exit code of the tests says. Others, such as 255 if pytest does not start, say nothing of the mutant."""


def _statuses(stage: Path) -> dict[str, str]:
    """Read what became of each mutant; mutmut's own list takes a failure to start for a timeout."""
    codes: dict[str, int | None] = {}
    for path in _sources(stage):
        codes |= json.loads(path.with_suffix(".py.meta").read_text(encoding="utf-8"))["exit_code_by_key"]
    return {name: _WORDS.get(code, f"exit code {code}") for name, code in codes.items()}


def _sources(stage: Path) -> list[Path]:
    """List the files that hold mutants."""
    return [meta.with_suffix("") for meta in sorted((stage / "mutants" / "src").rglob("*.py.meta"))]


def changes_of(path: Path, stage: Path) -> Iterator[tuple[str, Change]]:
    """Yield the name of each mutant in a file that mutmut wrote, and what it changes."""
    module = ".".join(path.relative_to(stage / "mutants" / "src").with_suffix("").parts).removesuffix(".__init__")
    functions: dict[str, dict[str, ast.AST]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (name := _NAME.fullmatch(node.name)):
            functions.setdefault(name["function"], {})[name["number"]] = node
    for function, versions in functions.items():
        for number in versions.keys() - {"orig"}:
            before, after = _difference(versions["orig"], versions[number])
            change = Change(_kind(before, after), _shown(before), _shown(after))
            yield f"{module}.{function}__mutmut_{number}", change


def _difference(before: ast.AST, after: ast.AST) -> tuple[ast.AST, ast.AST]:
    """Return the smallest parts that differ."""
    if type(before) is not type(after):
        return before, after
    for field in (field for field in before._fields if field != "name"):
        one, other = (_listed(getattr(node, field, None)) for node in (before, after))
        if len(one) != len(other):
            return before, after
        for left, right in zip(one, other, strict=True):
            if ast.dump(left) != ast.dump(right):
                # An operator alone says little: show what it joins.
                return (before, after) if isinstance(left, ast.operator | ast.cmpop) else _difference(left, right)
    return before, after


def _listed(value: object) -> list[ast.AST]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST)]


def _kind(before: ast.AST, after: ast.AST) -> str:
    constants = [node.value for node in (before, after) if isinstance(node, ast.Constant)]
    if isinstance(after, ast.Constant) and after.value is None:
        return "value replaced by None"
    if len(constants) == 2:
        return {bool: "True or False", str: "text"}.get(type(constants[0]), "number")
    if isinstance(after, ast.BoolOp) and isinstance(after.values[-1], ast.Constant):
        return "condition that always holds, or never"
    kinds: dict[type[ast.AST], str] = {
        ast.Compare: "comparison",
        ast.boolop: "and, or",
        ast.BinOp: "arithmetic",
        ast.operator: "arithmetic",
        ast.UnaryOp: "not, minus",
        ast.Call: "argument dropped",
        ast.Attribute: "method",
        ast.AugAssign: "assignment",
        ast.Break: "loop left or gone on with",
        ast.Continue: "loop left or gone on with",
    }
    return next((kind for node, kind in kinds.items() if isinstance(before, node)), "other")


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.boolop):
        return type(node).__name__.lower()
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 160 else f"{text[:160]}…"


def report(mutants: list[Mutant], seed: str) -> Iterator[str]:
    """Yield the lines of a table by group, of one by kind of change, and of the lists of those that were not killed."""
    yield f"# Mutants\n\nSeed {seed}. A mutant is killed when a test fails, or takes 15 times as long as without it.\n"
    yield from _table("Group", [(one.group, one.status) for one in mutants])
    yield from _table("Change", [(one.change.kind, one.status) for one in mutants])
    for status in dict.fromkeys(("survived", "no tests", *(one.status for one in mutants if one.status != "killed"))):
        yield f"## {status.capitalize()}\n"
        for one in mutants:
            if one.status == status:
                yield f"- `{one.name}` ({one.change.kind}): `{one.change.before}` → `{one.change.after}`"
        yield ""


def _table(title: str, statuses: list[tuple[str, str]]) -> Iterator[str]:
    yield f"| {title} | Mutants | Failed | Timed out | Survived | Not reached | Not tried | Share killed |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, total in Counter(name for name, _ in statuses).most_common():
        counts = [statuses.count((name, status)) for status in ("killed", "timeout", "survived", "no tests")]
        listed = " | ".join(str(count) for count in (total, *counts, total - sum(counts)))
        yield f"| {name} | {listed} | {(counts[0] + counts[1]) / total:.0%} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
