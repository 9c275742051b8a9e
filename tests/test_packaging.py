"""What is shipped: the package with its data, and nothing of the content folders."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.needs_source

ROOT = Path(__file__).parents[1]


def _build(target: str, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    (made,) = folder.iterdir()
    return made


def test_the_sdist_holds_the_package_and_not_the_content_folders(tmp_path: Path) -> None:
    with tarfile.open(_build("sdist", tmp_path)) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {name.split("/")[0] for name in names} == {
        "tooling", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore",
    }  # fmt: skip
    assert all(name.startswith("tooling/afterword/") for name in names if name.startswith("tooling"))


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel that was built of this source."""
    with zipfile.ZipFile(_build("wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_what_the_package_reads_at_run_time(in_wheel: set[str]) -> None:
    package = ROOT / "tooling" / "afterword"
    data = [
        p
        for p in package.rglob("*")
        if p.is_file() and p.suffix not in (".py", ".pyc") and ".ruff_cache" not in p.parts
    ]
    assert len(data) > 20
    assert [str(p) for p in data if f"afterword/{p.relative_to(package).as_posix()}" not in in_wheel] == []


def test_the_wheel_tells_type_checkers_that_it_is_typed(in_wheel: set[str]) -> None:
    assert "afterword/py.typed" in in_wheel


def test_ci_tests_the_wheel_on_every_python_that_the_package_names() -> None:
    import tomllib

    from ruamel.yaml import YAML

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    prefix = "Programming Language :: Python :: 3."
    named = [name.removeprefix(prefix[:-2]) for name in project["classifiers"] if name.startswith(prefix)]
    ci = YAML(typ="safe").load(ROOT / ".github" / "workflows" / "ci.yml")
    assert ci["jobs"]["test-wheel"]["strategy"]["matrix"]["python"] == named
