"""What remains to do after `init`: the same list for `init` and `init --check`, from what is there."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from afterword import git
from afterword.init import earlier_documents, ignored_files
from afterword.init.own_site import lacking_plugin
from afterword.postmortem import find_post_mortems, read_bytes


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a repository.

    Attributes:
        root: its top.
        folder: of the post-mortems.
        owner: of the repository; empty if it is not known.
        files: paths that it wants to have and has.
        has_workflows: whether workflows report the check that the ruleset requires.
        has_site: whether it wants a site.
        tracker: where action items are tracked.
        host: where the repository is, such as `github.com`; empty if it is not known.
    """

    root: Path
    folder: str
    owner: str
    files: Collection[str]
    has_workflows: bool
    has_site: bool
    tracker: str
    host: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step that remains: where, what, and lines to write there."""

    where: str
    what: str
    lines: tuple[str, ...] = ()


_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for code owners; the first that exists counts."""


def list_local_steps(situation: Situation) -> list[Step]:
    """List what remains in the files: it is gone from the list once it is done."""
    root, steps = situation.root, []
    if situation.has_site and (lacking := lacking_plugin(root)):
        steps.append(Step(lacking[0], "add the post-mortems to your site", lacking[1]))
    place = next((one for one in _OWNERS if (root / one).is_file()), _OWNERS[0])
    owners = (read_bytes(root / place) or b"").decode("utf-8", "replace")
    owned = [line.split()[0].lstrip("/") for line in owners.splitlines() if line.strip() and not line.startswith("#")]
    if owned and not any(one.startswith(("*", situation.folder)) for one in owned):
        steps.append(
            Step(place, "add who approves post-mortems", (f"/{situation.folder}/  @your-org/incident-review",))
        )
    elif owners and all(line.startswith("#") for line in owners.splitlines() if line.strip()):
        steps.append(Step(place, "insert owners, delete the `#`"))
    elif any(line.split()[1:] == [f"@{situation.owner}"] for line in owners.splitlines()):
        steps.append(Step(place, f"names @{situation.owner}; if that is an organisation, write teams instead"))
    if situation.tracker == "local" and is_github(situation.host):
        steps.append(Step("afterword.yml", "delete `tracker: local` to track action items as issues on GitHub"))
    return steps


def list_github_steps(situation: Situation) -> list[Step]:
    """List the settings of GitHub that are needed; whether they are made is not visible in the files."""
    steps = []
    if situation.has_workflows:
        steps += [
            Step("Actions, General", "tick: allow GitHub Actions to create and approve pull requests"),
            Step("Secrets and variables", "secret OPENAI_API_KEY, variable AFTERWORD_LLM_MODEL; or no model"),
        ]
        steps += [Step("Pages", "source: GitHub Actions")] if situation.has_site else []
        if ".github/afterword-ruleset.json" in situation.files:
            steps.append(Step("Rules, Rulesets", "import .github/afterword-ruleset.json"))
        if ".github/ISSUE_TEMPLATE/postmortem.yml" in situation.files:
            steps.append(Step("Labels", "create `postmortem`, which the form Post-mortem sets"))
    return steps


def next_command(situation: Situation) -> str:
    """Return the one command to run next."""
    root = situation.root
    uncommitted = _uncommitted(root)
    ours = sorted({*situation.files, ignored_files.FILE} & uncommitted | _moved(root, situation.folder, uncommitted))
    if ours:
        added = "-A" if set(ours) == uncommitted else shlex.join(_together(ours, uncommitted))
        return f'git add {added} && git commit -m "Add Afterword"'
    if find_post_mortems(root / situation.folder):
        return "afterword check"
    earlier = earlier_documents.elsewhere(root, situation.folder)
    return f"afterword import {shlex.quote(earlier.folder)} --dry-run" if earlier else "afterword new --from FILES"


def is_github(host: str) -> bool:
    """Return whether a host may be GitHub: github.com, or a server that does not look like another service."""
    return bool(host) and not any(name in host for name in ("gitlab", "bitbucket", "codeberg", "dev.azure", "gitea"))


def _together(ours: Iterable[str], uncommitted: Collection[str]) -> list[str]:
    """Return the paths, and a folder at the top in place of those in it if nothing else there is uncommitted."""
    others = {path.partition("/")[0] for path in set(uncommitted) - set(ours)}
    tops = (path if (top := path.partition("/")[0]) in others else top for path in ours)
    return sorted(set(tops))


def _moved(root: Path, folder: str, uncommitted: Collection[str]) -> set[str]:
    """Return both sides of the move of old post-mortems out of the folder of the post-mortems; empty without one."""
    gone = {path for path in uncommitted if path.startswith(f"{folder}/") and not (root / path).exists()}
    come = {path for path in uncommitted if path.startswith(f"{earlier_documents.IMPORTED}/")}
    return gone | come if gone and come else set()


def _uncommitted(root: Path) -> set[str]:
    status = git.run(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames") or ""
    return {entry[3:] for entry in status.split("\0") if entry}
