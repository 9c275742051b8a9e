"""The current prompt of a case, as the settings name it, and which cases a change touches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from afterword import git
from afterword.config import FILE_NAME
from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evidence.folder import MAX_FILE_BYTES
from afterword.postmortem.files import read_regular
from afterword.project import Project
from afterword.text.newlines import with_lf


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from a commit.

    Attributes:
        base: the commit.
        paths: files that differ, relative to the project.
        lines: what was added and removed.
    """

    base: str
    paths: frozenset[str]
    lines: str

    @classmethod
    def since(cls, project: Project, ref: str) -> Change:
        """Read what differs from the merge base with a ref.

        Raises:
            AfterwordError: there is no repository, no such ref, or no common commit.
        """
        base = git.merge_base(project.root, ref)
        paths = git.changed_since(project.root, ref, ".")
        return cls(base, frozenset(paths), git.changed_lines(project.root, base))

    def touches(self, project: Project, case: EvalCase) -> bool:
        """Whether the prompt of a case, its model, its services, or the case itself changed."""
        named = {prompt_path(project, case), *case.guards.prompts}
        evidence = f"{project.display_path(project.evidence_folder(case.incident))}/"
        if self.paths & {*named, case.path, FILE_NAME} or any(path.startswith(evidence) for path in self.paths):
            return True
        folders = {part for path in self.paths for part in PurePosixPath(path).parent.parts}
        return bool(folders & set(case.guards.services)) or any(model in self.lines for model in case.guards.models)


def prompt_path(project: Project, case: EvalCase) -> str | None:
    """Return the path that `evals.prompts` has for a case, by its full name, its id, or its cause; None without one."""
    prompts = project.config.evals.prompts
    names = (case.name, case.id, case.guards.cause)
    return next((prompts[name] for name in names if name and name in prompts), None)


def read_current(project: Project, path: str) -> str:
    """Read a current prompt.

    Raises:
        AfterwordError: it is missing, outside of the project, too large, or not text.
    """
    try:
        data = read_regular(project.root / path, MAX_FILE_BYTES, shown_as=path, root=project.root)
    except FileNotFoundError:
        raise AfterwordError("`evals.prompts` names this file, and there is none", path=path) from None
    try:
        return with_lf(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise AfterwordError("this is not UTF-8 text", remedy="save it as UTF-8", path=path) from None


def read_at(project: Project, path: str, commit: str) -> str | None:
    """Read a current prompt as it was at a commit; None if it was not there."""
    text = git.show(project.root, commit, f"./{path}")
    return None if text is None else with_lf(text.removeprefix("\ufeff"))
