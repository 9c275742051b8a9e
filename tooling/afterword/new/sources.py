"""What a post-mortem is begun from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from afterword.evidence.collect import CollectRequest
from afterword.github.threads import IssueThread
from afterword.postmortem import PostMortem
from afterword.project import Project


@dataclass(frozen=True, slots=True)
class Sources:
    """What a post-mortem is begun from.

    Attributes:
        paths: files and folders.
        texts: what has no file, such as standard input, by the name to show.
        issues: issues and pull requests, as `owner/name` and number.
        threads: threads that were read already, by the name to show.
        files: prompts and settings, as `CollectRequest` takes them.
        samples: files with failing outputs.
        zone: of times without one; empty if it is not given.
        zone_names: what names of zones mean that are not certain.
        day_first: whether `04/05/2026` is the 4th of May; None if that is not known.
    """

    paths: tuple[Path, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    issues: tuple[tuple[str, int], ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[Path, ...] = ()
    zone: str = ""
    zone_names: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    threads: Mapping[str, IssueThread] = field(default_factory=dict)

    def request_for(self, document: PostMortem, path: Path, project: Project) -> CollectRequest:
        """Ask for their evidence for a post-mortem that is being begun.

        Args:
            document: the post-mortem.
            path: its file.
            project: where the sources are, and whose settings hold.
        """
        return CollectRequest(
            document,
            path=path,
            root=project.root,
            now=project.now,
            redaction=project.config.redaction,
            repository=project.issues_repository,
            sources=self.paths,
            texts=self.texts,
            issues=self.issues,
            threads=self.threads,
            files=self.files,
            samples=self.samples,
            zone=self.zone,
            zone_names=self.zone_names,
            day_first=self.day_first,
            who=project.config.evidence.roles,
            committers=tuple(project.committers),
            is_begun=True,
        )
