"""The files of a release: repeatable, complete, and only what the tag says."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.needs_source

ROOT = Path(__file__).parents[1]
PARTS = ("tooling/afterword/text/unicode", "README.md", "LICENSE", "pyproject.toml", "requirements.lock")
CHANGELOG = "# Changelog\n\n## 9.8.7 (2026-12-01)\n\n- `check` is faster.\n\n## 0.1.0\n\n- The first.\n"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", ROOT / "tooling" / "release.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


release = _load()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a release is made of, with a package of one module, at a version that exists nowhere else."""
    root = tmp_path_factory.mktemp("project")
    for part in PARTS:
        target = root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / part, target) if (ROOT / part).is_dir() else shutil.copy(ROOT / part, target)
    (root / "tooling/afterword/__init__.py").write_text('"""One module."""\n\n__version__ = "9.8.7"\n')
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    return root


@pytest.fixture(scope="module")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the release `v9.8.7`."""
    folder = tmp_path_factory.mktemp("made") / "release"
    release.make_release(project, "v9.8.7", folder)
    return folder


def test_a_release_has_the_distributions_the_bill_the_notes_and_the_digests(made: Path) -> None:
    files = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    assert files == [
        "SHA256SUMS", "afterword-9.8.7.cdx.json", "notes.md",
        "packages/afterword-9.8.7-py3-none-any.whl", "packages/afterword-9.8.7.tar.gz",
    ]  # fmt: skip
    assert (made / "notes.md").read_text() == "- `check` is faster.\n"
    for line in (made / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        (path,) = made.rglob(name)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_the_bill_of_materials_lists_what_the_lock_installs(made: Path) -> None:
    bill = json.loads((made / "afterword-9.8.7.cdx.json").read_text())
    locked = set(re.findall(r"^([\w.-]+)==([^ ;]+)", (ROOT / "requirements.lock").read_text(), re.M))
    assert len(locked) > 30
    assert {(part["name"], part["version"]) for part in bill["components"]} == locked
    assert all(part["externalReferences"][0]["hashes"] for part in bill["components"])
    assert bill["metadata"]["component"]["name"] == "afterword"


def find_python(version: str) -> str | None:
    """Find a Python that runs: the one of the tests, one on the path, or one of pyenv."""
    if version == f"3.{sys.version_info.minor}":
        return sys.executable
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = [shutil.which(f"python{version}"), *map(str, sorted(root.glob(f"versions/{version}.*/bin/python")))]
    for python in filter(None, found):
        if subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0:
            return python
    return None


@pytest.mark.needs_posix  # the layout of the environment
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_the_wheel_installs_into_a_bare_environment(made: Path, tmp_path: Path, version: str) -> None:
    if not (found := find_python(version)):
        pytest.skip(f"there is no Python {version} here")
    subprocess.run([found, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    python = tmp_path / "bare/bin/python"
    (wheel,) = (made / "packages").glob("*.whl")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
    )  # fmt: skip
    named = (
        "import importlib.metadata as m, sys, afterword;"
        "print(m.version('afterword'), afterword.__version__, '%d.%d' % sys.version_info[:2])"
    )
    shown = subprocess.run([python, "-I", "-c", named], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert shown.stdout == f"9.8.7 9.8.7 {version}\n"


@pytest.mark.parametrize("tag", ["9.8.7", "v9.8.8", "v9.8.7rc1", ""])
def test_a_tag_that_is_not_the_version_is_refused(project: Path, tmp_path: Path, tag: str) -> None:
    with pytest.raises(release.ReleaseError, match=r"the package's version is 9\.8\.7"):
        release.make_release(project, tag, tmp_path / "release")
    assert not (tmp_path / "release").exists()


def test_the_notes_are_made_of_one_file_for_each_change(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    folder = shutil.copytree(ROOT / "changelog.d", tmp_path / "changelog.d")
    (folder / "+it-is-faster.changed.md").write_text("`check` is faster.\n")
    build = [sys.executable, "-m", "towncrier", "build", "--keep", "--version", "9.8.7", "--date", "2026-12-01"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    changelog = (tmp_path / "CHANGELOG.md").read_text()
    assert changelog.startswith("# Changelog\n") and "\n## 9.8.7 (2026-12-01)\n\n### " in changelog
    notes = release.release_notes(changelog, "9.8.7")
    assert "### Changed\n\n" in notes and "\n- `check` is faster.\n" in notes
    fragments = list(folder.glob("*.md"))
    assert [
        one.name for one in fragments if not re.fullmatch(r"\+[a-z0-9-]+\.(added|changed|fixed|security)\.md", one.name)
    ] == []
    assert [one.name for one in fragments if f"- {one.read_text().strip()}" not in notes] == []


@pytest.mark.parametrize("changelog", ["# Changelog\n", "## 1.0.0\n\n## 0.9.0\n\n- Old.\n", "## 1.0.01\n\n- Other.\n"])
def test_a_version_without_notes_is_refused(changelog: str) -> None:
    with pytest.raises(release.ReleaseError, match=r"no section for 1\.0\.0"):
        release.release_notes(changelog, "1.0.0")


def test_a_build_that_cannot_be_repeated_is_refused(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = iter(range(9))

    def build(root: Path, *command: str) -> None:
        Path(command[-1], "afterword.whl").write_text(str(next(builds)))

    monkeypatch.setattr(release, "_run", build)
    with pytest.raises(release.ReleaseError, match=r"two builds of afterword\.whl differ"):
        release.build_distributions(project, tmp_path)


def test_no_job_that_runs_code_of_the_repository_can_sign_publish_or_write() -> None:
    jobs = YAML(typ="safe").load(ROOT / ".github/workflows/release.yml")["jobs"]
    assert {name: body["permissions"] for name, body in jobs.items()} == {
        "build": {"contents": "read"},
        "test": {"contents": "read"},
        "sign": {"attestations": "write", "id-token": "write"},
        "publish": {"id-token": "write"},
        "announce": {"contents": "write"},
    }
    for name, body in jobs.items():
        checks_out = any("actions/checkout" in step.get("uses", "") for step in body["steps"])
        assert checks_out == (body["permissions"] == {"contents": "read"}), name
    # Nothing is published that was not tested and signed.
    assert [jobs[name].get("needs") for name in ("build", "test", "sign", "publish", "announce")] == [
        None, "build", "test", "sign", "publish",
    ]  # fmt: skip
