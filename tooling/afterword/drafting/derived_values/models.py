"""The models that served: from the settings and prompts that were collected, from sessions and traces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from afterword.derive.model_calls import model_of, read_settings_line
from afterword.derive.models import read_model
from afterword.drafting.derived_values.named_models import NamedModel, find_named_model
from afterword.drafting.derived_values.proposal import Differing, Proposal, first_sources, is_open
from afterword.drafting.derived_values.stated import Statement
from afterword.evidence import Ledger
from afterword.evidence.collected_versions import SingleVersion, Versions
from afterword.postmortem.schema import FrontMatter, ModelUse

_BEFORE_VERSION = "-@:_"
"""Signs between the name of a model and that of its snapshot."""


@dataclass
class _Model:
    """One model, with every value that something gives of it.

    Attributes:
        name: as it is called for.
        facts: values of `provider`, `version` and `system_prompt`, each with its sources.
        parameters: by parameter, values with their sources.
        sources: where the model is named.
    """

    name: str = ""
    facts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    parameters: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def take(self, facts: Mapping[str, str], parameters: Mapping[str, str], source: str) -> None:
        self.sources.append(source)
        for into, found in ((self.facts, facts), (self.parameters, parameters)):
            for key, value in found.items():
                into.setdefault(key, {}).setdefault(value, []).append(source)

    def proposals(self) -> dict[str, tuple[object, list[str]]]:
        """What everything that names the model agrees on, by key in the format's order, with its sources."""
        found: dict[str, tuple[object, list[str]]] = {"name": (self.name, self.sources)} if self.name else {}
        found |= {key: (value, sources) for key, value, sources in _certain(self.facts)}
        if parameters := list(_certain(self.parameters)):
            written = {key: value for key, value, _ in parameters}
            found["parameters"] = written, [sources[0] for _, _, sources in parameters]
        return {key: found[key] for key in ModelUse.model_fields if key in found}

    def differing(self) -> Iterator[Differing]:
        """Name the values on which the evidence differs."""
        for key, values in (*self.facts.items(), *((f"parameters.{key}", one) for key, one in self.parameters.items())):
            if len(values) > 1:
                accounts = tuple((value, first_sources(sources)) for value, sources in values.items())
                yield Differing(("models", self.name, key), accounts)


def _certain(told: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, list[str]]]:
    """List what the evidence says in one way, with its sources."""
    for key, values in told.items():
        if len(values) == 1:
            ((value, sources),) = values.items()
            yield key, value, sources


def model_values(
    front: FrontMatter,
    ledger: Ledger,
    prompts: Sequence[Versions | SingleVersion],
    settings: Sequence[Versions | SingleVersion],
    statements: Sequence[Statement] = (),
) -> Iterator[Proposal | Differing]:
    """Propose models, or what is missing of those that are stated.

    Args:
        front: what is stated and accepted.
        ledger: the evidence, whose sessions and traces name models.
        prompts: those that were collected; a single one is the system prompt of a single model.
        settings: the configurations that were collected; only a single one says which model it is of.
        statements: what people state; the model that they name counts if nothing else names one.
    """
    stated = front.stated_models
    models = _named_in_calls(ledger)
    _add_settings(models, settings, stated)
    if not models and (named := find_named_model(statements)):
        models[named.name] = _named_in_words(named)
    served = [file for prompt in prompts if (file := _current(prompt))]
    if len(models) <= 1 and len(stated) <= 1 and len(served) == 1 and (models or stated):
        model = next(iter(models.values()), None) or models.setdefault("", _Model())
        model.facts.setdefault("system_prompt", {}).setdefault(served[0], []).append(served[0])
    for model in models.values():
        yield from _missing(model, stated) if stated else _new(model)


def _current(version: Versions | SingleVersion) -> str:
    """Return the file of the version that was there when it failed; empty if it was not collected."""
    if isinstance(version, SingleVersion):
        return version.file if version.is_after else ""
    return version.after if version.texts else ""


def _named_in_calls(ledger: Ledger) -> dict[str, _Model]:
    """Gather what sessions and traces say of each model that answered."""
    found: dict[str, _Model] = {}
    for item in ledger.items:
        name = model_of(item.actor)
        if not name:
            continue
        said = read_settings_line(item.text)
        facts = {key: value for key, value in said.items() if key in ("provider", "version")}
        parameters = {key: value for key, value in said.items() if key not in ("provider", "model", "version")}
        found.setdefault(name, _Model(name)).take(facts, parameters, item.id)
    versions = {
        version: model
        for model in found.values()
        for version in model.facts.get("version", ())
        if version != model.name
    }
    for name in [name for name in found if name in versions]:  # elsewhere it is called by its snapshot
        versions[name].take({"version": name}, {}, found.pop(name).sources[0])
    return found


def _add_settings(
    models: dict[str, _Model], settings: Sequence[Versions | SingleVersion], stated: Sequence[ModelUse]
) -> None:
    """Add what the only configuration says to the model that it names."""
    current = [(file, one) for one in settings if (file := _current(one))]
    if len(current) != 1:
        return
    file, version = current[0]
    given = version.settings if isinstance(version, SingleVersion) else version.settings[1]
    facts, parameters = read_model(given)
    name = facts.pop("name", "")
    if not name and len(models) == 1:
        name = next(iter(models))
    if not name and (len(stated) != 1 or models):
        return
    of = next((model for known, model in models.items() if name and _is_version(name, known)), None)
    if of is not None:
        facts.setdefault("version", name)
    else:
        of = next((model for known, model in models.items() if name and _is_version(known, name)), None)
        if of is not None:  # called by its snapshot, and configured by its name
            models.pop(of.name)
            of.facts.setdefault("version", {}).setdefault(of.name, []).append(of.sources[0])
            of.name = name
            models[name] = of
    model = of or models.setdefault(name, _Model(name))
    model.take(facts, parameters, file)


def _named_in_words(named: NamedModel) -> _Model:
    facts = {"version": {named.version: named.sources}} if named.version else {}
    return _Model(named.name, facts, named.parameters, named.sources)


def _is_version(name: str, of: str) -> bool:
    """Whether a name is that of a snapshot of a model: `acme-lm-2026-04-01` of `acme-lm`."""
    return (
        name != of
        and name.startswith(of)
        and name[len(of)] in _BEFORE_VERSION
        and any(map(str.isdigit, name[len(of) :]))
    )


def _new(model: _Model) -> Iterator[Proposal | Differing]:
    if not model.name:
        return
    told = model.proposals()
    value = {key: one for key, (one, _) in told.items()}
    sources = [source for _, of in told.values() for source in of[:1]]
    yield Proposal(("models", model.name), value, first_sources(sources), is_item=True)
    yield from model.differing()


def _missing(model: _Model, stated: Sequence[ModelUse]) -> Iterator[Proposal | Differing]:
    """Propose what is not stated yet of the model that is meant; of another model, nothing."""
    meant = _meant(model, stated)
    if meant is None:
        return
    index, known = meant
    told = model.proposals()
    if known.name and model.name and known.name != model.name and _is_version(model.name, known.name):
        told.setdefault("version", (model.name, model.sources))
    for key in (key for key in ModelUse.model_fields if key in told and is_open(getattr(known, key))):
        value, sources = told[key]
        yield Proposal(("models", index, key), value, first_sources(sources))
    yield from (one for one in model.differing() if is_open(getattr(known, str(one.path[-1]).partition(".")[0], None)))


def _meant(model: _Model, stated: Sequence[ModelUse]) -> tuple[int, ModelUse] | None:
    for index, known in enumerate(stated):
        if model.name and known.name in (model.name, *model.facts.get("version", ())):
            return index, known
        if known.name and model.name and _is_version(model.name, known.name):
            return index, known
    if len(stated) == 1 and (is_open(stated[0].name) or not model.name):
        return 0, stated[0]
    return None
