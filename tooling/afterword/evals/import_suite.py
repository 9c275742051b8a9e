"""Keep a suite as evidence of a post-mortem, and name its nearest case to each output that failed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from afterword import git
from afterword.derive.similarity import Corpus
from afterword.errors import AfterwordError
from afterword.evalcases import find_cases
from afterword.evals.read_suite import read_suite
from afterword.evidence.people import known_people
from afterword.evidence.source_redactor import SourceRedactor
from afterword.evidence.suites import read_suites, write_suite
from afterword.postmortem import PostMortem
from afterword.postmortem.files import read_regular
from afterword.project import Project
from afterword.redaction import Redactor

_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class ImportedSuite:
    """What was read of a file.

    Attributes:
        path: the file in the evidence folder, as a user would write it.
        cases: how many cases it has.
        notes: what was not read, each in words.
    """

    path: str
    cases: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The case of a suite that is nearest to one of the incident.

    Attributes:
        case: the id of the case of the incident.
        name: the nearest case and its suite; empty if none has a word in common.
        similarity: 0 to 1.
        why: why it did not fire on the output that failed.
    """

    case: str
    name: str = ""
    similarity: float = 0.0
    why: str = ""


def import_suite(project: Project, document: PostMortem, path: Path) -> ImportedSuite:
    """Read a suite and write its cases into the evidence folder, redacted.

    Raises:
        AfterwordError: the file is missing, or is not a suite.
    """
    try:
        data = read_regular(path, _MAX_BYTES)
    except FileNotFoundError:
        raise AfterwordError("there is no such file", path=str(path)) from None
    try:
        cases, notes = read_suite(path.name, data)
    except AfterwordError as error:
        raise AfterwordError(error.message, remedy=error.remedy, path=str(path), line=error.line) from error
    redactor = SourceRedactor(Redactor(project.config.redaction, known_people(document, git.committers(project.root))))
    folder = project.evidence_folder(document.id)
    name, missing = write_suite(folder, cases, redactor)
    more = (f"{missing} cases: the file in the evidence would be too large",) if missing else ()
    return ImportedSuite(f"{project.display_path(folder)}/{name}", len(cases) - missing, (*notes, *more))


def nearest_cases(project: Project, document: PostMortem) -> list[Nearest]:
    """Name the nearest case of the suites in the evidence to each eval case with an output that failed."""
    suites = read_suites(project.evidence_folder(document.id))
    asked = [(case, output) for case in find_cases([document]) for output in case.observed[:1]]
    corpus = Corpus([f"{one.name}\n{one.input}" for one in suites], [case.input for case, _ in asked])
    found = []
    for case, output in asked:
        nearest = corpus.nearest(case.input)
        if nearest is None:
            found.append(Nearest(case.id))
        else:
            one = suites[nearest[0]]
            found.append(Nearest(case.id, f"{one.name} ({one.suite})", nearest[1], one.explain_silence(output.text)))
    return found
