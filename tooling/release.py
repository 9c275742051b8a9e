"""Make the files of a release, and refuse where they would not be what the tag says.

    python tooling/release.py v0.1.0 build/release

Into the folder go the source distribution and the wheel, a software bill of materials (SBOM, CycloneDX 1.6) of what the
lock installs, the notes, and the SHA-256 digests. The tag must be `v` and the version of the package, and
`CHANGELOG.md` must have the section of that version. Both distributions are built twice: a release has only files that
anyone can build again, byte for byte.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


class ReleaseError(Exception):
    """The release cannot be made; the text says why and what to do."""


def package_version(root: Path) -> str:
    """The version that the package names.

    Raises:
        ReleaseError: The file names none.
    """
    named = re.search(r'^__version__ = "([^"]+)"', (root / "tooling/afterword/__init__.py").read_text("utf-8"), re.M)
    if not named:
        raise ReleaseError("tooling/afterword/__init__.py has no __version__")
    return named[1]


def release_notes(changelog: str, version: str) -> str:
    """The text of a version's section in the changelog, without its heading.

    Raises:
        ReleaseError: There is no such section, or nothing is in it.
    """
    heading = re.search(rf"^## {re.escape(version)}(?: .*)?$", changelog, re.M)
    notes = re.split(r"^## ", changelog[heading.end() :], maxsplit=1, flags=re.M)[0].strip() if heading else ""
    if not notes:
        raise ReleaseError(
            f"CHANGELOG.md has no section for {version}: run `towncrier build --version {version}`, and commit it"
        )
    return notes + "\n"


def build_distributions(root: Path, folder: Path) -> list[Path]:
    """Builds the source distribution and the wheel.

    Raises:
        ReleaseError: A second build gives other bytes.
    """
    with tempfile.TemporaryDirectory() as again:
        for target in (folder, Path(again)):
            _run(root, sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(target))
        built = sorted(folder.iterdir())
        differing = [path.name for path in built if path.read_bytes() != (Path(again) / path.name).read_bytes()]
    if differing:
        raise ReleaseError(f"two builds of {' and '.join(differing)} differ")
    return built


def write_bill_of_materials(root: Path, file: Path) -> None:
    """Writes what the lock installs, with versions and digests, as CycloneDX 1.6."""
    _run(
        root, sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.lock",
        "--pyproject", "pyproject.toml", "--spec-version", "1.6", "--output-reproducible",
        "--output-file", str(file.resolve()),
    )  # fmt: skip


def make_release(root: Path, tag: str, folder: Path) -> None:
    """Writes all files of a release into an empty folder, which is made.

    Raises:
        ReleaseError: The tag, the version and the changelog disagree, a build cannot be repeated, or a tool failed.
    """
    version = package_version(root)
    if tag != f"v{version}":
        raise ReleaseError(f"the tag is {tag} and the package's version is {version}: tag v{version}, or change one")
    notes = release_notes((root / "CHANGELOG.md").read_text("utf-8"), version)
    packages = folder / "packages"
    packages.mkdir(parents=True)
    distributions = build_distributions(root, packages)
    bill = folder / f"afterword-{version}.cdx.json"
    write_bill_of_materials(root, bill)
    (folder / "notes.md").write_text(notes, "utf-8")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (*distributions, bill)]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")


def _run(root: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"{' '.join(command[1:4])} failed:\n{(done.stderr or done.stdout).strip()}")


def main() -> None:
    """Reads the tag and the folder from the command line."""
    if len(sys.argv) != 3:
        sys.exit("usage: python tooling/release.py TAG FOLDER")
    try:
        make_release(ROOT, sys.argv[1], Path(sys.argv[2]).absolute())
    except (ReleaseError, FileExistsError) as error:
        sys.exit(f"release: {error}")


if __name__ == "__main__":
    main()
