"""The models that a text names, with their versions, providers and settings, and the releases of what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from afterword.checks.consistency.sentences import Sentence, of_sections
from afterword.checks.consistency.statements import Named, Statements
from afterword.postmortem import outline
from afterword.postmortem.schema import ModelUse
from afterword.text.late_pattern import late_pattern

OTHER_TIME = late_pattern(
    r"\b(?:before|previous\w*|old\w*|earlier|former\w*|replac\w+|instead|until|from|after|since|upgrad\w+|switch\w*|"
    r"back|new\w*|next|than|while|unlike|again|restor\w+|revert\w*|roll\w*|moved?|chang\w+|lower\w*|rais\w+|set|"
    r"now|later|last|ago|once|second|other|test\w*|tri(?:ed|es|al)|had|would|without|not|no)\b",
    re.IGNORECASE,
)
"""Words of what was so at another time."""
_NO_OTHER_TIME = late_pattern(
    r"\b(?:before and after|no change\w*|not changed?|unchanged|c[ao]me from)\b", re.IGNORECASE
)
_NOT_SERVED = late_pattern(
    r"\b(?:staging|replacement|fall-?back|candidate|judge|evaluat\w+|compar\w+|similar|never|shadow|canary|plan\w*|"
    r"successor|alternative|embedd\w+|benchmark\w*|drill|vendor|deprecat\w+|retir\w+|before|previous\w*|"
    r"former\w*|replac\w+|instead|until|upgrad\w+|switch\w*|restor\w+|revert\w*|roll\w*|moved?|chang\w+|test\w*|"
    r"tri(?:ed|es|al)|would|last|ago|once|tuned|later|since|next|suspect\w*|ruled out|another|other)\b",
    re.I,
)
_PROVIDER = "OpenAI|Anthropic|Google|Mistral|Cohere|Meta|DeepSeek|Amazon|xAI|Alibaba"
_PROVIDED = late_pattern(
    r"\b(?:(?i:served|answered|generated|written|run|hosted|provided|delivered|supplied|made) by|(?i:models?|LLM|"
    r"API|endpoint|"
    r"snapshot|version|provider)(?: in use| behind it)? (?:of|by|from|is|was|came from)|(?i:provider|vendor)(?: is|"
    r" was|:)|(?:calls|requests|traffic|everything) (?:went|go|goes) to|(?:answers|outputs|responses) came from|"
    r"(?i:we) (?:use|used|run|ran|were|relied)(?: on)?|r[au]ns? on|works with)(?: a)?(?: model)?(?: by| from| of)? "
    rf"({_PROVIDER})\b(?! [A-Z])|\b({_PROVIDER}) as (?:the|our|its) (?:only |sole )?(?:provider|vendor|supplier)|"
    rf"\b({_PROVIDER})(?:'s)? (?:models?|API|endpoint|snapshot|LLM)\b"
)
_SERVED = late_pattern(
    r"\b(?:(?:model|snapshot|version|checkpoint|weights|LLM|brain)(?: (?:name|used|live|serving|which|that|served|this|"
    r"in|the|our|on|of|that|day|service|use|question|production|time|incident|then))*(?:,| is| was| were|:| =)?|"
    r"(?:served|answered|generated|produced|written|handled|powered|run) by|came (?:only )?from|r[au]n(?:s|ning)? on|"
    rf"behind \w+ (?:is|was)|we (?:use|used|were on)|works with|went (?:through|to)|(?:{_PROVIDER})(?:'s)?)"
    r"(?: [A-Z][\w-]*(?: by| from|'s)?| the| our| self-hosted)? $",
    re.IGNORECASE,
)
"""What is said before a model that served."""
_VERSION = r"(?:v?\d+(?:[.-]\d+)+|v\d+|\d+)"
_NAMED = r"[`\"(]*(?:,? (?:version|snapshot|v\.?)|:)?[`\"( ]* ?"
"""What may be between the name of a model and its version."""
_TOKEN = late_pattern(
    r"(?<![\w./-])(?:[a-z][a-z0-9.]*(?:-[a-z0-9.]*[a-z0-9])+|(?:Claude|GPT|Gemini|Llama|Command|DeepSeek|Qwen|Grok)"
    r"(?:[ -](?:mini|nano|[A-Z](?=[ .,])|Sonnet|Opus|Haiku|Pro|Flash|Lite|\d[\w.]*\w|\d))+)(?![\w/-])"
)
_COMMON = late_pattern(r"-(?:\w+(?:ed|ing)|in|out|up|wide|only|level|scale|end|term|time|day|size|first|house|source)$")
"""The end of a word that does not name a model."""
_OF_THE_INCIDENT = tuple(
    kind.name for kind in (outline.SUMMARY, outline.ROOT_CAUSE, outline.IMPACT, outline.MODEL_CONFIG)
)
"""Sections that name the versions that served, and no later ones."""
_RELEASE = late_pattern(
    r"\b(?P<noun>prompts?|releases?|versions?|snapshots?|builds?)(?: (?:of|to|v))? (?:v\.? ?)?"
    r"(?P<version>v?\d+(?:[.-]\d+)+|v?\d+)(?![\w%:]|[.,]\d)",
    re.IGNORECASE,
)


def is_of_now(sentence: Sentence) -> bool:
    """Whether nothing in a sentence speaks of another time."""
    return OTHER_TIME.search(_NO_OTHER_TIME.sub("", sentence.text)) is None


def bare(version: str) -> str:
    """A version without the `v`."""
    return version.strip("`\"' ").casefold().removeprefix("v").strip(". ")


def form(name: str) -> str:
    """The name of a model as an id: `Claude Sonnet 4.5` as `claude-sonnet-4-5`."""
    return re.sub(r"[ ._]", "-", bare(name))


def names_version(text: str, version: str) -> bool:
    """Whether a text names a version."""
    return re.search(rf"(?<![\w.:,-])v?{re.escape(version)}(?![\w:%-]|[.,]\d)", text, re.IGNORECASE) is not None


def read_versions(statements: Statements, name: str) -> Iterator[Named]:
    """Read the versions directly behind the name of a model: `chat-xl 2.4.0`, `opal-guard 7,`."""
    pattern = re.compile(
        rf"(?<![\w-]){re.escape(name)}(?P<gap>{_NAMED})(?P<version>{_VERSION})(?![\w%]|[.,]\d)", re.IGNORECASE
    )
    for sentence in of_sections(statements.sentences, *_OF_THE_INCIDENT):
        for match in pattern.finditer(sentence.text):
            gap, behind = match["gap"], sentence.text[match.end() :]
            is_called_so = re.search(r"version|snapshot|v|\(", gap, re.IGNORECASE)
            # `opal-guard 7, …`, and not `opal-guard 7 times`.
            is_end = ":" not in gap and re.match(r"\s*(?:$|[.,;)`])", behind)
            if gap and (not match["version"].isdigit() or is_called_so or is_end):
                yield Named(name, "version", match["version"], sentence)


def read_models(statements: Statements, families: set[str]) -> Iterator[Named]:
    """Read the models that are named as the ones that served: `the model in service was talk-3-mini`.

    Args:
        statements: what a document states.
        families: how the names of its models begin; of such a model no word needs to say that it served.
    """
    events = [event for event in statements.events if event.part != "change"]
    for sentence in (*of_sections(statements.sentences, *_OF_THE_INCIDENT), *events):
        tokens = list(_TOKEN.finditer(sentence.text))
        for match in tokens if tokens and not _NOT_SERVED.search(sentence.text) else ():
            text, token = sentence.text, match[0]
            is_served = _SERVED.search(text[: match.start()].replace("`", "").replace("(", ""))
            has_number = any(map(str.isdigit, token))
            if (is_served and (has_number or not _COMMON.search(token))) or (
                has_number and form(token).partition("-")[0] in families
            ):
                yield Named("", "model", token, sentence)


def makes_models(provider: str) -> bool:
    """Whether a provider is known to make the models that it offers, and not only to run those of others."""
    return re.fullmatch(_PROVIDER, provider) is not None and provider != "Amazon"


def read_providers(statements: Statements, names: Sequence[str]) -> Iterator[Named]:
    """Read who a model is said to be from: `Mistral mistral-medium`, `mistral-medium by Mistral`, `served by Mistral`.

    Args:
        statements: what a document states.
        names: the names of its models.
    """
    named = "|".join(map(re.escape, names))
    of_name = re.compile(
        rf"\b({_PROVIDER})(?: Cloud)?(?:'s|,)? (?:model )?`?(?:{named})\b|(?<![\w-])(?:{named})`?,? (?:by|from|of) "
        rf"({_PROVIDER})\b"
    )
    for sentence in of_sections(statements.sentences, *_OF_THE_INCIDENT):
        match = of_name.search(sentence.text) or _PROVIDED.search(sentence.text)
        if match and not _NOT_SERVED.search(sentence.text):
            yield Named("", "provider", next(filter(None, match.groups())), sentence)


def read_cells(statements: Statements, name: str, version: str = "") -> Iterator[Named]:
    """Read the cells of a model's rows in tables of settings, each with its header in lower case as its key."""
    header: list[str] = []
    for sentence in of_sections(statements.sentences, outline.MODEL_CONFIG.name):
        cells = [cell.strip(" `") for cell in sentence.text.split(";")] if sentence.is_row else []
        if not header:
            header = [cell.casefold() for cell in cells]
        elif not cells:
            header = []
        elif (name.casefold() in cells[0].casefold() or version in cells) and len(cells) == len(header):
            yield from (Named(name, key, cell, sentence) for key, cell in zip(header, cells, strict=True) if cell)


def read_settings(statements: Statements, key: str) -> Iterator[Named]:
    """Read the number directly behind the name of a setting: `temperature of 0.8`."""
    words = re.escape(key).replace("_", "[ _-]")
    pattern = re.compile(
        rf"(?<![\w-]){words}(?: is| was| of|:| =| at)? (?P<value>-?\d[\d,]*(?:\.\d+)?)(?![\w%]|[.,:]\d)", re.I
    )
    for sentence in of_sections(statements.sentences, outline.MODEL_CONFIG.name) if len(key) > 3 else ():
        match = pattern.search(sentence.text.replace("`", ""))
        if match and is_of_now(sentence):
            yield Named("", key, match["value"], sentence)


def read_releases(sentences: Sequence[Sentence]) -> list[Named]:
    """Read the releases that sentences name: `prompt v29`."""
    return [
        Named(match["noun"].lower().rstrip("s"), "release", match["version"], sentence)
        for sentence in sentences
        for match in _RELEASE.finditer(sentence.text)
    ]


def known_versions(models: Sequence[ModelUse]) -> Mapping[str, set[str]]:
    """The versions of each model of the front matter, bare; `chat-3.1` of `chat` is `3.1`, too."""
    versions: dict[str, set[str]] = {}
    for model in models:
        if model.name and any(char.isdigit() for char in model.version or ""):
            version = bare(model.version or "")
            short = version.removeprefix(f"{model.name.casefold()}-")
            versions.setdefault(model.name, set()).update((version, short))
    return versions
