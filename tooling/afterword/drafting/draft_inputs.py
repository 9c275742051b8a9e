"""Everything that the draft of one post-mortem is based on, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from afterword.config import Way
from afterword.drafting.assembled_sections import Assembled, assemble_sections
from afterword.drafting.assembling.reading import ReadEvidence, Said
from afterword.drafting.citable_items import citable_items
from afterword.drafting.derived_sections import Derived, derive_sections, selected_sections
from afterword.drafting.derived_values import DerivedValues, derive_values, open_names
from afterword.drafting.samples import FailingSample, failing_samples, read_samples
from afterword.drafting.selected_values import selected_values
from afterword.drafting.selection import Selection
from afterword.drafting.version_facts import read_version_facts
from afterword.evidence import Ledger, read_ledger
from afterword.evidence.ledger import require_whole
from afterword.evidence.people import known_people
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds
from afterword.language.item_kinds import ItemKind
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.edit import require_editable
from afterword.postmortem.edit_front_matter import require_record
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.values import PersonKind
from afterword.project import Project
from afterword.redaction import Numbering, Redactor


@dataclass(frozen=True)
class DraftInputs:
    """What is known about one incident.

    Attributes:
        document: the post-mortem.
        evidence: its ledger.
        derived: what code derives, by section.
        samples: failing samples, from those of which all is known an eval case can be made.
        required: names of the H2 sections that its severity requires.
        redactor: with the project's patterns and the people who are known.
        values: what the evidence says about the front matter.
        headings: the headings of sections that the settings call otherwise, by their names.
        kinds: what each item of the evidence is, by its id.
        versions: what prompts and settings say, before and after a change.
        assembled: what code assembles from the evidence.
        ways: by the name of a section, whether it is drafted, gathered, or left to people.
        said: the evidence sentence by sentence.
        hides_status: whether tables of action items have no Status column.
    """

    document: PostMortem
    evidence: Ledger
    derived: dict[str, Derived]
    samples: tuple[FailingSample, ...] = ()
    required: frozenset[str] = field(default_factory=frozenset)
    redactor: Redactor = field(default_factory=Redactor)
    values: DerivedValues = field(default_factory=DerivedValues)
    headings: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, ItemKind] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    assembled: Assembled = field(default_factory=Assembled)
    ways: Mapping[str, Way] = field(default_factory=dict)
    said: tuple[Said, ...] = ()
    hides_status: bool = False

    @classmethod
    def of(cls, project: Project, document: PostMortem, known: ReadEvidence | None = None) -> DraftInputs:
        """Read the evidence of a post-mortem.

        Args:
            project: where the post-mortem is.
            document: the post-mortem.
            known: what its evidence was read as before, so that it is not read twice.

        Raises:
            AfterwordError: the document is too broken to edit, or not all of the evidence can be read.
        """
        require_editable(document)
        require_record(document)
        folder = project.evidence_folder(document.id)
        evidence = read_ledger(folder)
        # Blocks that are refreshed would lose what the unreadable lines say.
        require_whole(folder, evidence)
        samples = read_samples(folder)
        known = known or ReadEvidence.of(evidence.items, document.front)
        kinds, said = known.kinds, known.said
        values = derive_values(document.front, known.stated, folder, project.config.services, said)
        redactor = Redactor(project.config.redaction, known_people(document, project.committers))
        required = frozenset(project.config.required_sections(document.front.severity))
        ways = {kind.name: project.config.way_of(kind) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS)}
        names = frozenset(name for name in _names(required) if ways[name] != "leave")
        assembled = assemble_sections(
            document,
            evidence.items,
            kinds,
            said,
            names,
            values.proposals,
            _handles(document),
            hides_status=project.config.hides_status,
        )
        return cls(
            document,
            evidence,
            derive_sections(
                document, evidence, folder, samples, open_names(document, values.proposals), kinds, assembled
            ),
            failing_samples(samples, redactor),
            required,
            redactor,
            values,
            project.config.headings,
            kinds,
            tuple(read_version_facts(document.front, folder)),
            assembled,
            ways,
            said,
        )

    def choosing(self, selection: Selection) -> DraftInputs:
        """Return the same with the sections and values that a selection gives."""
        written = selected_sections(self.document, self.evidence, self.kinds, self.assembled, self.derived, selection)
        values = selected_values(self.document.front, selection, self.evidence, self.values)
        proposals = (*self.values.proposals, *values)
        return replace(self, derived={**self.derived, **written}, values=replace(self.values, proposals=proposals))

    def derived_for(self, kind: SectionKind) -> Derived:
        """Return what code derives for a section; nothing for most."""
        return self.derived.get(kind.name, Derived())

    @cached_property
    def addressing_ai(self) -> frozenset[str]:
        """Ids of the items that address an AI, from which nothing is asserted."""
        return frozenset(name for name, kind in self.kinds.items() if kind is ItemKind.ADDRESSES_AI)

    @cached_property
    def items(self) -> tuple[LedgerItem, ...]:
        """List what a claim can cite in any section: evidence (E1, …) and the post-mortem (D1, …)."""
        return citable_items(self.document, self.evidence, self.versions, self.redactor)

    @cached_property
    def grounds(self) -> Grounds:
        """Return what claims are verified against, including the samples."""
        return Grounds([*self.items, *(sample.item for sample in self.samples)])

    def redacted(self, text: str) -> str:
        """Redact a text by itself: what a model said last must not change what it said first."""
        return self.redactor.anew(Numbering()).redact(text).text

    @cached_property
    def causes(self) -> tuple[str, ...]:
        """List the ids of the causes if there are several, else none."""
        ids = dict.fromkeys(cause.id for cause in self.document.front.stated_causes if cause.id)
        return tuple(ids) if len(self.document.front.stated_causes) > 1 and len(ids) > 1 else ()

    @cached_property
    def people(self) -> frozenset[str]:
        """List the handles of people who took part; in a draft they are roles."""
        return _handles(self.document)


def _handles(document: PostMortem) -> frozenset[str]:
    return frozenset(one.name for one in document.front.stated_people if one.kind is PersonKind.HANDLE)


def _names(required: frozenset[str]) -> frozenset[str]:
    """Return the names of the sections that evidence can answer: those required, the parts of Root cause, lessons."""
    parts = {part.name for part in outline.ROOT_CAUSE_PARTS} if outline.ROOT_CAUSE.name in required else set()
    return required | parts | {outline.LESSONS.name}
