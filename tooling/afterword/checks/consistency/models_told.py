"""Compare the models, providers, versions and settings that a text names with those of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from afterword.checks.consistency.account import Account, Sentence, of_sections
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.postmortem.schema import ModelUse
from afterword.text.late_pattern import late_pattern

REMEDY = "correct the one that is wrong"
OTHER_TIME = late_pattern(
    r"\b(?:before|previous\w*|old\w*|earlier|former\w*|replac\w+|instead|until|from|after|since|upgrad\w+|switch\w*|"
    r"back|new\w*|next|than|while|unlike|again|restor\w+|revert\w*|roll\w*|moved?|chang\w+|lower\w*|rais\w+|set|"
    r"now|later|second|other|test\w*|tri(?:ed|es|al)|had|would|without|not|no)\b",
    re.IGNORECASE,
)
"""Words of what was so at another time."""
_NO_OTHER_TIME = late_pattern(
    r"\b(?:before and after|no change\w*|not changed?|unchanged|c[ao]me from)\b", re.IGNORECASE
)
_VERSION = r"(?:v?\d+(?:[.-]\d+)+|v\d+|\d+)"
_NAMED_VERSION = r"[\w.-]*\d[\w.-]*(?<![.-])"
_NAMED = r"[`\"(]*(?:,? (?:version|snapshot|v\.?)|:)?[`\"( ]* ?"
"""What may be between the name of a model and its version."""
_VALUE = late_pattern(r"-?\d[\d,]*(?:\.\d+)?")
_OF_THE_INCIDENT = tuple(
    kind.name for kind in (outline.SUMMARY, outline.ROOT_CAUSE, outline.IMPACT, outline.MODEL_CONFIG)
)
"""Sections that name the versions that served, and no later ones."""
_MODEL_ID = r"`?(?P<model>[a-z][a-z0-9.]*(?:-[a-z0-9.]+)+)`?(?![\w-])"
_IN_SERVICE = late_pattern(
    r"\b(?:(?:(?:used |live |served )?(?:model|snapshot|version)(?: (?:in (?:service|use|question|production)|(?:which|"
    r"that) served|live|serving))|(?:used|live) (?:model|snapshot|version)|model name)(?: is| was|:)?|"
    rf"(?:served|answered) by|the only model in use(?: is| was|:)?) (?:[A-Z][\w-]*(?: by| from)? )?{_MODEL_ID}"
)
"""A model that is said to be the one that served."""
_NOT_SERVED = late_pattern(
    r"\b(?:staging|replacement|fall-?back|candidate|judge|evaluat\w+|compar\w+|similar|never|shadow|canary|plan\w*)\b",
    re.I,
)


def find_other_models(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """Find versions, providers, settings and models that differ from those of the front matter."""
    yield from _versions_of_models(account, models)
    yield from _providers(account, models)
    yield from _settings(account, models)
    yield from _models_in_service(account, models)


def _versions_of_models(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """`helio-mini 2.9` where the front matter says 3.2, unless the text compares several."""
    versions: dict[str, set[str]] = {}
    for model in models:
        if model.name and any(char.isdigit() for char in model.version or ""):
            version = bare(model.version or "")
            own = versions.setdefault(model.name, set())
            own |= {version, version.removeprefix(f"{model.name.casefold()}-")}
    names = [model.name for model in models if model.name]
    for name, own in versions.items():
        if any(other != name and other.startswith(name) for other in names):
            continue
        pattern = re.compile(
            rf"(?<![\w-]){re.escape(name)}(?P<gap>{_NAMED})(?P<version>{_VERSION})(?![\w%]|[.,]\d)", re.I
        )
        told = [
            (sentence, match["version"])
            for sentence in of_sections(account.sentences, *_OF_THE_INCIDENT)
            for match in pattern.finditer(sentence.text)
            if _is_version(match, sentence.text) and not any(names_version(sentence.text, version) for version in own)
        ]
        told += [*_whole_names(account, name, own), *_version_cells(account, name)]
        others = {sentence: version for sentence, version in told if not _is_any_of(bare(version), own)}
        if len(others) != 1:
            continue  # a history of versions
        ((sentence, other),) = others.items()
        if not OTHER_TIME.search(_NO_OTHER_TIME.sub("", sentence.text)):
            shown = " or ".join(sorted({model.version or "" for model in models if model.name == name}))
            message = f"“{other}” is not the version of {name} in the front matter, which is {shown}"
            yield Found(sentence.place(other), message, REMEDY)


def _is_any_of(version: str, own: set[str]) -> bool:
    """Whether a version is one of some, perhaps stated less exactly: `11` of `11-int8`."""
    return any(one == version or re.match(rf"{re.escape(version)}[^\d\w]", one) for one in own)


def names_version(text: str, version: str) -> bool:
    """Whether a text names a version."""
    return re.search(rf"(?<![\w.:,-])v?{re.escape(version)}(?![\w:%-]|[.,]\d)", text, re.IGNORECASE) is not None


def _is_version(match: re.Match[str], text: str) -> bool:
    """Whether a number behind a name is a version: `opal-guard 7, …`, and not `opal-guard 7 times`."""
    if not match["version"].isdigit() or re.search(r"version|snapshot|v|\(", match["gap"], re.IGNORECASE):
        return bool(match["gap"])
    return (
        bool(match["gap"])
        and ":" not in match["gap"]
        and re.match(r"\s*(?:$|[.,;)`])", text[match.end() :]) is not None
    )


def _whole_names(account: Account, name: str, own: set[str]) -> Iterator[tuple[Sentence, str]]:
    """`whisper-diar-3.2`, where the front matter has versions that begin with the name."""
    if not any(version.startswith(f"{name.casefold()}-") for version in own):
        return
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}-(?P<version>{_NAMED_VERSION})(?![\w-])", re.IGNORECASE)
    for sentence in of_sections(account.sentences, *_OF_THE_INCIDENT):
        if not (_NOT_SERVED.search(sentence.text) or any(names_version(sentence.text, one) for one in own)):
            yield from ((sentence, match["version"]) for match in pattern.finditer(sentence.text))


def _version_cells(account: Account, name: str) -> Iterator[tuple[Sentence, str]]:
    pattern = re.compile(rf"(?P<version>{_VERSION})|{re.escape(name)}-(?P<named>{_NAMED_VERSION})", re.IGNORECASE)
    for row, cells in _rows_of(account, name):
        if match := pattern.fullmatch(cells.get("version", "")):
            yield row, match["version"] or match["named"]


def _providers(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """A row of a model that names another provider."""
    for model in models:
        if not (model.name and model.provider) or sum(other.name == model.name for other in models) > 1:
            continue
        for row, cells in _rows_of(account, model.name):
            stated, own = cells.get("provider", ""), model.provider
            if stated and not (_letters(stated) in _letters(own) or _letters(own) in _letters(stated)):
                message = f"“{stated}” is not the provider of {model.name} in the front matter, which is {own}"
                yield Found(row.place(stated), message, REMEDY)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _models_in_service(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """`The model in service was gpt-5.2-2026-02-11`, of another family than all models of the front matter."""
    known = {bare(text) for model in models for text in (model.name, model.version) if text}
    told = [
        (sentence, match["model"])
        for sentence in (*account.sentences, *account.rows)
        for match in _IN_SERVICE.finditer(sentence.text)
        if re.search(r"\d", match["model"])
        and not (_NOT_SERVED.search(sentence.text) or OTHER_TIME.search(sentence.text))
    ]
    others = [(sentence, token) for sentence, token in told if not any(_is_of(token, one) for one in known)]
    if models and len(others) == 1:
        sentence, token = others[0]
        shown = " or ".join(sorted(model.version or model.name or "" for model in models))
        yield Found(sentence.place(token), f"“{token}” is not the model of the front matter, which is {shown}", REMEDY)


def _is_of(token: str, known: str) -> bool:
    return bare(token).startswith(known) or known.startswith(bare(token))


def _rows_of(account: Account, name: str) -> Iterator[tuple[Sentence, Mapping[str, str]]]:
    """The rows of a model in tables of settings, with their cells by header."""
    header: list[str] = []
    for sentence in of_sections(account.sentences, outline.MODEL_CONFIG.name):
        if sentence.block != sentence.span:
            header = []
            continue
        cells = [cell.strip(" `") for cell in sentence.text.split(";")]
        if not header:
            header = [cell.casefold() for cell in cells]
        elif name.casefold() in cells[0].casefold() and len(cells) == len(header):
            yield sentence, dict(zip(header, cells, strict=True))


def _settings(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """A parameter with another number in the section about models, in its table or directly behind its name."""
    for model in models:
        parameters = model.parameters if isinstance(model.parameters, dict) else {}
        for key, value in parameters.items() if model.name else ():
            own = _number(value)
            if own is None or sum(_has(other, key) for other in models) > 1:
                continue
            rows = list(_rows_of(account, model.name or ""))
            told = [(row, cells[key.casefold()]) for row, cells in rows if key.casefold() in cells]
            told += list(_prose_settings(account, key))
            others = {_number(text) for _, text in told} - {own, None}
            wrong = [(sentence, text) for sentence, text in told if _number(text) in others]
            if len(wrong) == 1:
                sentence, text = wrong[0]
                message = f"“{text}” is not the `{key}` of the front matter, which is {value}"
                yield Found(sentence.place(text), message, REMEDY)


def _has(model: ModelUse, key: str) -> bool:
    return isinstance(model.parameters, dict) and key in model.parameters


def _prose_settings(account: Account, key: str) -> Iterator[tuple[Sentence, str]]:
    words = re.escape(key).replace("_", "[ _-]")
    pattern = re.compile(
        rf"(?<![\w-]){words}(?: is| was| of|:| =| at)? (?P<value>-?\d[\d,]*(?:\.\d+)?)(?![\w%]|[.,:]\d)", re.I
    )
    if len(key) < 4:
        return
    for sentence in of_sections(account.sentences, outline.MODEL_CONFIG.name):
        match = pattern.search(sentence.text.replace("`", ""))
        if match and not OTHER_TIME.search(_NO_OTHER_TIME.sub("", sentence.text)):
            yield sentence, match["value"]


def _number(text: str) -> float | None:
    return float(text.replace(",", "")) if _VALUE.fullmatch(text) else None


def bare(version: str) -> str:
    """A version without the `v`."""
    return version.strip("`\"' ").casefold().removeprefix("v").strip(". ")
