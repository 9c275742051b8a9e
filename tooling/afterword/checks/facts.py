"""What several rules ask about one document: worked out once, and dropped with the document."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.checks.context import Skipped
from afterword.config import Config
from afterword.postmortem import PostMortem
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.folders import Entry, list_entries
from afterword.project import Project

if TYPE_CHECKING:
    from afterword.checks.consistency.statements import Statements
    from afterword.checks.exposures import Exposures
    from afterword.checks.written_texts import WrittenText
    from afterword.leakcheck.leak import Leak


@dataclass(frozen=True)
class DocumentFacts:
    """A post-mortem with its evidence and the settings. There is no clock, no history and no other document in it.

    Attributes:
        document: the post-mortem.
        config: the settings.
        evidence_folder: where its evidence is, or would be.
        display_path: the path of a file as findings show it.
        rule_ids: the ids of all rules.
    """

    document: PostMortem
    config: Config
    evidence_folder: Path
    display_path: Callable[[Path], str]
    rule_ids: Set[str]

    @classmethod
    def of(cls, document: PostMortem, project: Project, rule_ids: Set[str]) -> DocumentFacts:
        """Return the facts of a project's post-mortem."""
        return cls(document, project.config, project.evidence_folder(document.id), project.display_path, rule_ids)

    @cached_property
    def evidence_files(self) -> tuple[Entry, ...]:
        """What is in the evidence folder."""
        return list_entries(self.evidence_folder)

    @cached_property
    def written_texts(self) -> list[WrittenText]:
        """What people wrote, with what in it blames."""
        # Imported here, as below: a run that remembers all its results needs neither.
        from afterword.checks.written_texts import written_texts

        return written_texts(self.document)

    @cached_property
    def statements(self) -> Statements:
        """What the document states: its times, lengths, figures and names."""
        from afterword.checks.consistency.statements import Statements

        return Statements(self.document)

    def require_english(self) -> None:
        """Let a rule of English look only at English.

        Raises:
            Skipped: the document is in another language.
        """
        if not self._is_english:
            raise Skipped("the rules of language read English only")

    @cached_property
    def _is_english(self) -> bool:
        from afterword.language import is_english

        return is_english(" ".join(written.text for written in self.written_texts))

    @cached_property
    def exposures(self) -> Exposures:
        """The secrets and the personal data in the document and in its evidence."""
        from afterword.checks.exposures import find_exposures

        return find_exposures(self.document, self.config, self.evidence_folder, self.evidence_files, self.display_path)


@dataclass(frozen=True)
class EditionFacts:
    """An external edition with all that it is compared with.

    Attributes:
        document: the edition.
        project: the project that it belongs to.
    """

    document: ExternalEdition
    project: Project

    @cached_property
    def internal(self) -> PostMortem | None:
        """The post-mortem of the edition."""
        return self.project.post_mortem(self.document.id)

    @cached_property
    def leaks(self) -> tuple[list[Leak], tuple[str, ...]]:
        """What in the edition is internal, and what could not be read to compare it with."""
        if self.internal is None:
            return [], ()
        # Imported here: most runs have no edition to compare.
        from afterword.leakcheck.leak_check import find_leaks
        from afterword.leakcheck.material import read_material

        material = read_material(self.project, self.internal)
        return find_leaks(self.document, self.internal, material), material.unread
