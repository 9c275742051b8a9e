"""Settings: `afterword.yml`, overridden by `AFTERWORD_<SECTION>_<KEY>`, overridden by flags; the docs list them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from afterword.errors import AfterwordError
from afterword.postmortem import frontmatter, yamltree
from afterword.postmortem.factors import FACTORS
from afterword.postmortem.files import read_regular
from afterword.postmortem.outline import ROOT_CAUSE, SECTIONS, SectionKind, require_section, required_names
from afterword.postmortem.problems import Problem
from afterword.postmortem.source import BOM, Source
from afterword.text.patterns import longest_literal, require_bounded, require_bounded_together

FILE_NAME = "afterword.yml"
POSTMORTEMS = "postmortems"
"""The folder of the post-mortems unless the settings name another."""
MAX_BYTES = 200_000
"""A larger `afterword.yml` is not read, and not written."""
_SectionName = Annotated[str, AfterValidator(require_section)]


class _Section(BaseModel):
    # Built when it is first used: most of them only as a part of another.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Severity(_Section):
    """One severity."""

    name: str = Field(description="as in the front matter")
    meaning: str = Field("", description="one line for reports and the site")
    sections: list[str] = Field(default_factory=list, description="the sections it requires")


class Sections(_Section):
    """What sections are called; every name of a section is read."""

    root_cause: Literal["Root cause", "How it happened"] = Field("Root cause", description="heading of the causes")
    headings: dict[_SectionName, list[str]] = Field(
        default_factory=dict,
        description="by the name of a section, your own headings for it, such as `Timeline: [What we did when]`",
    )


class Llm(_Section):
    """The model that drafts. The key is never written here: it comes from `OPENAI_API_KEY`."""

    model: str | None = Field(None, description="model name as the endpoint knows it; without one, no model drafts")
    base_url: str | None = Field(None, description="any OpenAI-compatible endpoint; `OPENAI_BASE_URL` overrides it")
    second_reading: Literal["on", "off"] = Field(
        "on", description="whether a model reads each claim again, with only the evidence that it cites"
    )
    reader: str | None = Field(
        None, description="model of the second reading, at the same endpoint; without one, it is `llm.model`"
    )
    timeout_seconds: float = Field(60, gt=0, le=600, description="for one request")
    total_seconds: float = Field(600, gt=0, le=3_600, description="for all questions of one run")
    max_output_tokens: int = Field(2_000, ge=100, le=100_000, description="for one answer")
    max_tokens: int = Field(500_000, ge=1_000, description="for all questions of one run, prompts and answers together")
    concurrency: int = Field(4, ge=1, le=16, description="questions asked at the same time")


Way = Literal["draft", "gather", "leave"]


class Drafting(_Section):
    """What is drafted, and when."""

    on: Literal["pull-request", "label", "command"] = Field(
        "pull-request",
        description="`pull-request` drafts what is missing in a draft; `label` does so if the pull request has "
        "`draft.label`; `command` only if the workflow is run by hand",
    )
    label: str = Field("draft-postmortem", description="the label of pull requests to draft")
    max_documents: int = Field(10, ge=1, le=1_000, description="post-mortems that one run asks the model about")
    sections: dict[_SectionName, Way] = Field(
        default_factory=dict,
        description="by the name of a section: `draft`, the default, has it drafted; `gather` has it hold what the "
        "evidence says and the questions, so that people conclude; `leave` leaves it to people. `Root cause` means all "
        "its parts",
    )


class Tracking(_Section):
    """How action items become issues."""

    repository: str | None = Field(None, description="`owner/name`; in Actions it is the repository of the workflow")
    label: str = Field("postmortem-action", description="the label of the issue of every action item")
    document_label: str = Field(
        "postmortem-document", description="the label of issues for a whole post-mortem: parents and reminders"
    )
    parent_issues: bool = Field(
        True, description="whether a post-mortem with action items gets an issue that their issues are parts of"
    )
    issue_type: str = Field("Task", description="the type of new issues, if the organisation has it")
    due_soon_days: int = Field(
        3, ge=0, le=365, description="how many days before its due date an action item is due soon; 0 for never"
    )
    write_back: Literal["all", "numbers", "none"] = Field(
        "all",
        description="what `sync` writes into the action tables: issue numbers and statuses, numbers only, or nothing. "
        "The status pull request gets numbers at once, and statuses in one batch a week, by the first `sync` from "
        "Monday on (UTC). With `numbers` the Status column is not kept up to date, so that a closed issue needs no "
        "review: new tables have none, and the site shows the state of each issue",
    )
    trusted_authors: list[int] = Field(
        default_factory=list, description="numeric user ids whose markers are trusted too, such as an earlier bot's"
    )


LevelSetting = Literal["off", "note", "warning", "error"]


class PathRules(_Section):
    """Levels for some files."""

    path: str = Field(description="a pattern such as `postmortems/2023-*.md`")
    rules: dict[str, LevelSetting] = Field(default_factory=dict, description="level by rule id, or by family: `AW6`")


class Checks(_Section):
    """The levels of `check`. A level set here applies to every status."""

    rules: dict[str, LevelSetting] = Field(default_factory=dict, description="level by rule id, or by family: `AW6`")
    paths: list[PathRules] = Field(default_factory=list, description="levels for some files; the last match counts")


BoundedRegex = Annotated[str, AfterValidator(require_bounded)]


class RedactionPattern(_Section):
    """Something secret or personal that no general pattern can know, such as a customer number."""

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z .&-]{0,39}$", description="what the placeholder says: `[name 1]`")
    regex: BoundedRegex = Field(
        description="in Python's syntax; redacts the group `value`, else all of it. Repeats need a limit: `{1,20}`"
    )
    secret: bool = Field(True, description="`false` for personal data, for which `check` has a lower level in a draft")


_NUMBERED = re.compile(r"(?:participant|responder) \d+")
_LEAST_LITERAL = 3
"""Plain characters in a row that an allow entry must contain, so that it does not allow everything."""


def _require_literal(pattern: str) -> str:
    if longest_literal(pattern) < _LEAST_LITERAL:
        raise ValueError(
            f"the pattern would allow almost anything; let it contain at least {_LEAST_LITERAL} plain characters in "
            "a row that every value has, such as `@example`"
        )
    return pattern


class Allowed(_Section):
    """An allow entry: what is not redacted. It has either `text` or `regex`, and always the reason."""

    text: str | None = Field(None, description="the value to the letter")
    regex: Annotated[BoundedRegex, AfterValidator(_require_literal)] | None = Field(
        None,
        description="matches the whole value, such as `.{1,64}@example\\.com`; keys with a form of their own are "
        "allowed by `text` only",
    )
    because: str = Field(min_length=1, description="why it may stay, for the reviewer of the settings")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.regex is None):
            raise ValueError("expected either `text` or `regex`; write one of them")
        return self


class Collecting(_Section):
    """What is known about the people in evidence."""

    roles: dict[str, str] = Field(
        default_factory=dict,
        description="what persons are, by handle or name, such as `support lead`; prefer handles, since this file is "
        "committed. `collect --who` says it for one post-mortem",
    )

    @model_validator(mode="after")
    def _of_persons(self) -> Self:
        if found := next(filter(_NUMBERED.fullmatch, self.roles), None):
            raise ValueError(f"`{found}` is another person in each post-mortem; write a handle, or use `--who` there")
        return self


class Redaction(_Section):
    """What is redacted before a commit or a request to a model, besides what is known by its form."""

    patterns: list[RedactionPattern] = Field(default_factory=list, description="patterns of your own")
    allow: list[Allowed] = Field(default_factory=list, description="what may stay, with the reason")

    @model_validator(mode="after")
    def _bounded_together(self) -> Self:
        require_bounded_together(pattern.regex for pattern in self.patterns)
        return self


class Site(_Section):
    """The published site."""

    name: str = Field("Post-mortems", description="its title")
    url: str | None = Field(
        None, description="where it is published, for feeds and previews; `site_url` in mkdocs.yml counts before it"
    )
    search: Literal["auto", "full", "light", "pagefind"] = Field(
        "auto",
        description="the search: `pagefind`, every word; `full`, every word by the theme's, up to about 300 incidents; "
        "`light`, titles, facts and sentences; `auto` takes Pagefind if it is installed",
    )
    durations: bool = Field(True, description="whether the site shows how long incidents took")


class External(_Section):
    """External editions and their site."""

    name: str = Field("Incident reports", description="the title of the external site")
    url: str | None = Field(None, description="where the external site is published; the feeds contain it")
    approvers: list[str] = Field(
        default_factory=list, description="handles or teams that approve editions, for the line in CODEOWNERS"
    )


class Regulatory(_Section):
    """Reports to authorities, which a post-mortem names in `regulatory.regimes`."""

    hours: dict[str, Annotated[int, Field(ge=1, le=10_000)]] = Field(
        {"eu-ai-act-art-73": 360, "eu-ai-act-art-73-death": 240, "eu-ai-act-art-73-widespread": 48, "gdpr": 72},
        description="hours from `regulatory.aware` to the report, by regime; at first EU AI Act art. 73, GDPR art. 33",
    )


class Evals(_Section):
    """Eval cases against a model."""

    prompts: dict[str, str] = Field(
        default_factory=dict,
        description="the current prompt, a path in the repository, by the id of a case or of its cause; `evals run` "
        "asks with it. `<incident>/<case>` where several incidents have a case of the same id",
    )
    green: float = Field(
        0.1, gt=0, le=0.5, description="largest failure rate that `evals prove` accepts of a fixed prompt; 0.1 is 10 %"
    )


class Recall(_Section):
    """What `recall` knows of a service besides its name."""

    services: dict[str, list[str]] = Field(
        default_factory=dict,
        description="by the name of a service, patterns of its files such as `services/support/*`; `*` matches "
        "slashes too. `owner/name:pattern` is for one repository alone",
    )


DEFAULT_SEVERITIES = [
    Severity.model_construct(name=name, meaning=meaning, sections=list(required_names(minor=minor)))
    for name, minor, meaning in (
        ("SEV1", False, "most users affected, data lost or exposed, or harm possible"),
        ("SEV2", False, "many users or one key feature affected"),
        ("SEV3", True, "some users affected, a workaround exists"),
        ("SEV4", True, "hardly anyone noticed"),
    )
]


class Importing(_Section):
    """What `afterword import --keep-answers` writes: the answers for all documents; its options override them."""

    zones: list[str] = Field(default_factory=list, description="as `--zone`: a zone, or what a name means")
    dates: Literal["", "day-first", "month-first"] = Field("", description="as `--dates`")
    severities: list[str] = Field(default_factory=list, description="as `--severity`: WORD=SEVERITY")


class Config(_Section):
    """All settings."""

    postmortems: str = Field(POSTMORTEMS, description="the folder of the post-mortems")
    tracker: Literal["github", "local"] = Field(
        "github", description="`local` keeps issues in an SQLite file, for trying out and for working offline"
    )
    severities: list[Severity] = Field(
        default_factory=lambda: list(DEFAULT_SEVERITIES), min_length=1, description="most severe first"
    )
    services: list[str] = Field(default_factory=list, description="if given, the only service names allowed")
    factors: list[str] = Field(
        default_factory=list, description="contributing factors of your own, besides those that are built in"
    )
    # Not validated, as defaults need no validation, and to build a validator for each section takes time at each start.
    sections: Sections = Sections.model_construct()
    llm: Llm = Llm.model_construct()
    draft: Drafting = Drafting.model_construct()
    tracking: Tracking = Tracking.model_construct()
    checks: Checks = Checks.model_construct()
    evidence: Collecting = Collecting.model_construct()
    redaction: Redaction = Redaction.model_construct()
    site: Site = Site.model_construct()
    external: External = External.model_construct()
    evals: Evals = Evals.model_construct()
    recall: Recall = Recall.model_construct()
    regulatory: Regulatory = Regulatory.model_construct()
    importing: Importing = Importing.model_construct()

    def severity(self, name: str | None) -> Severity | None:
        """Find a severity by its name; None for any other."""
        return next((severity for severity in self.severities if severity.name == name), None)

    def required_sections(self, name: str | None) -> list[str]:
        """Return the sections that a severity requires; an unknown severity requires those of the most severe."""
        severity = self.severity(name) or self.severities[0]
        outline = [kind.name for kind in SECTIONS]
        return sorted(severity.sections, key=lambda s: outline.index(s) if s in outline else len(outline))

    @property
    def headings(self) -> dict[str, str]:
        """Return the headings of sections that the settings call otherwise, by the names of the sections."""
        return {ROOT_CAUSE.name: self.sections.root_cause}

    @property
    def hides_status(self) -> bool:
        """Whether action tables have no Status column: the issue has the state, and nothing writes it into the file."""
        return self.tracking.write_back == "numbers" and self.tracker != "local"

    def way_of(self, kind: SectionKind) -> Way:
        """Return how a section is drafted; a part of Root cause as that is, unless it is named itself."""
        return self.draft.sections.get(kind.name) or self.draft.sections.get(kind.parent or "", "draft")

    @property
    def known_factors(self) -> list[str]:
        """The vocabulary of contributing factors."""
        return sorted({*FACTORS, *self.factors})


def load(root: Path, env: Mapping[str, str]) -> Config:
    """Read the settings of a project.

    Args:
        root: the folder with `afterword.yml`, if there is one.
        env: the environment; an empty variable counts as not set.

    Raises:
        AfterwordError: the file or a variable is wrong; says the first problem with its line.
    """
    try:
        data = read_regular(root / FILE_NAME, MAX_BYTES, shown_as=FILE_NAME, root=root)
    except FileNotFoundError:
        data = b""
    source = Source.decode(data.removeprefix(BOM.encode()), FILE_NAME)
    tree, problems = yamltree.read(source.readable)
    bound = frontmatter.bind(Config, tree, problems)
    if problems:
        raise _error(source, problems)
    overrides = _from_environment(env)
    return _override(bound, overrides) if overrides else bound


def _error(source: Source, problems: list[Problem]) -> AfterwordError:
    first = min(problems, key=lambda problem: problem.span.start)
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return AfterwordError(
        first.message + more, remedy=first.remedy, path=FILE_NAME, line=source.line_of(first.span.start)
    )


def _from_environment(env: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Read `AFTERWORD_LLM_MODEL` as `{"llm": {"model": …}}`, with top-level keys under ""; skip other variables."""
    found: dict[str, dict[str, str]] = {}
    for key, field in Config.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, _Section):
            for name in section.model_fields:
                if value := env.get(f"AFTERWORD_{key}_{name}".upper()):
                    found.setdefault(key, {})[name] = value
        elif value := env.get(f"AFTERWORD_{key}".upper()):
            found.setdefault("", {})[key] = value
    return found


def _override(config: Config, overrides: dict[str, dict[str, str]]) -> Config:
    data: dict[str, Any] = config.model_dump(exclude_unset=True)
    for section, values in overrides.items():
        (data.setdefault(section, {}) if section else data).update(values)
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        detail = error.errors()[0]
        variable = "AFTERWORD_" + "_".join(str(part) for part in detail["loc"]).upper()
        raise AfterwordError(f"the variable {variable}: {detail['msg']}", remedy="correct it or unset it") from None
