"""Change the code in small ways and see whether the tests notice: a sample of mutants, by group and kind of change.

mutmut makes the mutants. It is not left to run them: it finds out which tests reach which function by calling each
function through another, which takes longer than all the tests of a sample. Each mutant of the sample is tried in
a process of its own, on a copy of the project, until a test fails. Each group is a room where a mistake is costly, with
the tests that mirror it. The sample is the same as long as the code is; another seed gives another sample.

    python tests/mutants.py [--seed N] [--each N] [group ...]
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "mutants"
KEPT = BUILD / "mutants.md"
PACKAGE = Path("tooling", "afterword")
_PATIENCE = 3
"""How many times as long as without a mutant the tests may take."""

GROUPS = {
    "grounding": (("grounding/**/*.py",), ("tests/grounding/**/test_*.py",)),
    "leakcheck": (("leakcheck/*.py",), ("tests/leakcheck/test_*.py",)),
    "redaction": (
        ("redaction/**/*.py",),
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
            "tracking/matching*.py",
            "tracking/issue_*.py",
            "tracking/unclaimed_issues*.py",
        ),
        (
            "tests/tracking/test_plan*",
            "tests/tracking/test_matching*",
            "tests/tracking/test_issue_*",
            "tests/tracking/test_unclaimed_issues*",
            "tests/tracking/test_both_ways*",
        ),
    ),
    "editor": (("postmortem/edit*.py",), ("tests/postmortem/test_e*", "tests/postmortem/test_markers*")),
}
"""Files below the package, and the tests that must notice a change in them.

The shortcuts and the properties of redaction are left out: they hold the code against itself over thousands of texts,
so that they notice few changes that the forms and the labelled sets do not, and take most of the time.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutant changes: its kind, and the code before and after."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One of the sample, and what became of it: `killed`, `timeout` or `survived`."""

    group: str
    name: str
    status: str
    change: Change


def main() -> int:
    """Run the sample of each group; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--each", type=int, default=120, help="mutants of each group")
    parser.add_argument("groups", nargs="*", metavar="group", help=f"one of {', '.join(GROUPS)}; all by default")
    options = parser.parse_args()
    if unknown := set(options.groups) - GROUPS.keys():
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    found = [one for group in options.groups or GROUPS for one in run(group, options.each, options.seed)]
    text = "\n".join(report(found, options.seed))
    KEPT.write_text(text, encoding="utf-8")
    print(text)
    return 0


def run(group: str, count: int, seed: str) -> Iterator[Mutant]:
    """Make the mutants of a group, and try a sample of them."""
    stage = BUILD / group
    _stage(stage)
    sources, tests = GROUPS[group]
    made = {
        f"{path.relative_to(stage / PACKAGE).as_posix()}:{number}": (path, write)
        for pattern in sources
        for path in sorted((stage / PACKAGE).glob(pattern))
        for number, write in enumerate(mutants_of(path.read_text(encoding="utf-8")))
    }
    sample = sorted(made, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())[:count]
    runner = TestRun.prepare(stage, sorted(path for pattern in tests for path in stage.glob(pattern)))
    print(f"{group}: {len(sample)} of {len(made)} mutants; the tests take {runner.seconds:.0f} s", flush=True)
    for name in sample:
        path, write = made[name]
        text = write()
        original = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        status = runner.try_mutant(path)
        path.write_text(original, encoding="utf-8")
        mutant = Mutant(group, name, status, change(original, text))
        print(f"{status:8} {name}: {mutant.change.before} → {mutant.change.after}", flush=True)
        yield mutant


def mutants_of(text: str) -> Iterator[Callable[[], str]]:
    """Yield what writes a module with one change, within its functions: tables of words are not changed."""
    from mutmut.mutation.file_mutation import create_mutations

    module, mutations, *_ = create_mutations("", text)
    for one in mutations:
        if one.contained_by_top_level_function:
            yield lambda one=one: module.deep_replace(one.original_node, one.mutated_node).code


def _stage(stage: Path) -> None:
    """Copy the project, so that nothing of it is changed."""
    shutil.rmtree(stage, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, stage / name)


@dataclass(frozen=True, slots=True)
class TestRun:
    """The tests of a group, those that are quick first.

    Attributes:
        seconds: how long all of them take on the code as it is; at least their processor time.
    """

    stage: Path
    tests: list[Path]
    seconds: float

    @classmethod
    def prepare(cls, stage: Path, tests: list[Path]) -> TestRun:
        """Run the tests on the code as it is, on which they have to pass."""
        times = stage / "times.xml"
        code = _run_tests(stage, [*tests, f"--junitxml={times}"], 3_600)
        if code:
            sys.exit(f"the tests fail without a mutant, with exit code {code}: run them in {stage}")
        seconds: Counter[str] = Counter()
        for case in ElementTree.parse(times).iter("testcase"):
            seconds[case.attrib["classname"]] += float(case.attrib["time"])
        quick = sorted(tests, key=lambda path: seconds[".".join(path.relative_to(stage).with_suffix("").parts)])
        return cls(stage, quick, seconds.total())

    def try_mutant(self, path: Path) -> str:
        """Run the tests until one fails, those that mirror a changed module first; return what became of the mutant."""
        mirrored = [test for test in self.tests if path.stem.strip("_") in test.stem]
        rest = [test for test in self.tests if test not in mirrored]
        code = _run_tests(self.stage, [*mirrored, *rest], 30 + round(_PATIENCE * self.seconds))
        if code not in _MEANING:
            sys.exit(f"pytest ended with {code}, which says nothing of the mutant: {path}")
        return _MEANING[code]


_MEANING = {0: "survived", 1: "killed", 2: "killed", -signal.SIGXCPU: "timeout"}
"""What exit codes of pytest say: 2 is a module that cannot be imported."""


def _run_tests(stage: Path, arguments: Sequence[Path | str], seconds: int) -> int:
    """Run tests in a process that has so many seconds of processor time; return its exit code."""
    import resource

    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *map(str, arguments)],
        cwd=stage,
        env={**os.environ, "PYTHONPATH": str(stage / "tooling"), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ).returncode


def change(before: str, after: str) -> Change:
    """Say what changes between two texts of a module."""
    one, other = _difference(ast.parse(before), ast.parse(after))
    return Change(_kind(one, other), _shown(one), _shown(other))


def _difference(before: ast.AST, after: ast.AST) -> tuple[ast.AST, ast.AST]:
    """Return the smallest parts that differ."""
    if type(before) is not type(after):
        return before, after
    for field in before._fields:
        one, other = (_listed(getattr(node, field, None)) for node in (before, after))
        if len(one) != len(other):
            return before, after
        for left, right in zip(one, other, strict=True):
            if ast.dump(left) != ast.dump(right):
                # An operator alone says little: show what it joins.
                return (
                    (before, after)
                    if isinstance(left, ast.operator | ast.cmpop | ast.unaryop)
                    else _difference(left, right)
                )
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
    yield f"# Mutants\n\nSeed {seed}. A mutant is killed when a test fails, or when they take three times as long.\n"
    yield from _table("Group", [(one.group, one.status) for one in mutants])
    yield from _table("Change", [(one.change.kind, one.status) for one in mutants])
    for status in ("survived", "timeout"):
        yield f"## {status.capitalize()}\n"
        for one in mutants:
            if one.status == status:
                yield f"- `{one.name}` ({one.change.kind}): `{one.change.before}` → `{one.change.after}`"
        yield ""


def _table(title: str, statuses: list[tuple[str, str]]) -> Iterator[str]:
    yield f"| {title} | Mutants | Failed | Timed out | Survived | Share killed |"
    yield "|---|---|---|---|---|---|"
    for name, total in Counter(name for name, _ in statuses).most_common():
        counts = [statuses.count((name, status)) for status in ("killed", "timeout", "survived")]
        listed = " | ".join(str(count) for count in (total, *counts))
        yield f"| {name} | {listed} | {(counts[0] + counts[1]) / total:.0%} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
