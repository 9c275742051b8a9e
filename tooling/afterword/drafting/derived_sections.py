"""The sections, or parts of them, that code derives for one post-mortem from its facts and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterword.derive.causes import differences, upstream_provider, what_changed
from afterword.derive.configuration import model_table, settings, settings_diff
from afterword.derive.evalruns import EvalRun
from afterword.derive.evals import case_table, failing_samples, nearest_table, run_table
from afterword.derive.events import Entry
from afterword.derive.impact import has_figures, impact_table
from afterword.derive.prompts import prompt_diff
from afterword.derive.samples import Sample, samples
from afterword.derive.timeline import marked, timeline
from afterword.errors import AfterwordError
from afterword.evidence import Ledger
from afterword.evidence.eval_runs import read_runs
from afterword.evidence.file_at_commit import FileAtCommit
from afterword.evidence.folder import read_text
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.schema import Cause, FrontMatter
from afterword.times.when import Precision

_MAX_SAMPLES = 3
# The name goes into the marker of a derived block.
_SIDE = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]{0,60})\.(?P<side>before|after)\.[a-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Derived:
    """What code has to say in one section.

    Attributes:
        blocks: name and content of each derived block, in order.
        questions: what stays unknown beside them.
    """

    blocks: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()


def derive_sections(document: PostMortem, ledger: Ledger, folder: Path) -> dict[str, Derived]:
    """What can be derived, by the outline's name of the section; a section that has nothing is left out.

    Args:
        folder: the evidence folder; files that the front matter names are read from it and from nowhere else.
    """
    front = document.front
    entries = [
        Entry(item.at, item.text, (item.label,), source=item.source)
        for item in ledger.items
        if item.at and item.at.known
    ]
    runs = read_runs(folder)
    collected = _samples(folder)
    found = {
        outline.TIMELINE.name: _one("timeline", timeline(front, entries)),
        outline.WHAT_CHANGED.name: _what_changed(document, folder),
        outline.UPSTREAM_PROVIDER.name: _one("provider", upstream_provider(front)),
        outline.IMPACT.name: _impact(front, entries),
        outline.PROMPT_DIFF.name: _prompts(document, folder),
        outline.MODEL_CONFIG.name: _models(document, folder),
        outline.SAMPLES.name: _shown(collected, runs),
        outline.EVAL_GAP.name: _eval_gap(collected, runs),
    }
    return {name: derived for name, derived in found.items() if derived.blocks or derived.questions}


def _one(name: str, content: str) -> Derived:
    return Derived(((name, content),) if content else ())


def _impact(front: FrontMatter, entries: list[Entry]) -> Derived:
    """Durations alone do not say how many were affected."""
    table = impact_table(front)
    questions = () if has_figures(front) else outline.IMPACT.questions
    return Derived((("impact", table),) if table else (), (*questions, *_times_asked(front, entries)))


def _times_asked(front: FrontMatter, entries: list[Entry]) -> Iterator[str]:
    """What keeps durations from being worked out, with the milestones that the evidence marks."""
    incident = front.incident
    if incident is None or incident.duration:
        return
    times = {"started": incident.started, "detected": incident.detected, "resolved": incident.resolved}
    missing = [name for name, when in times.items() if when is None or when.precision is Precision.UNKNOWN]
    if missing:
        names = [f"`incident.{name}`" for name in missing]
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        told = ", ".join(f"{one.kind} {one.at.display()} [^{one.citations[0]}]" for one in marked(entries))
        question = f"What {'is' if len(names) == 1 else 'are'} {listed}? Durations are worked out from them."
        yield question + (f"\nThe evidence marks: {told}" if told else "")


def _what_changed(document: PostMortem, folder: Path) -> Derived:
    """The causes that are stated; until one is, what differs between the files that were collected."""
    if stated := what_changed(document.front):
        return _one("what-changed", stated)
    prompts, settings_ = {}, {}
    for name, (before, after) in _unnamed_pairs(folder, "prompts", []).items():
        if texts := _texts(folder, before, after)[0]:
            prompts[name] = texts
    for name, (before, after) in _unnamed_pairs(folder, "config", []).items():
        if texts := _texts(folder, before, after)[0]:
            settings_[name] = (settings(texts[0], str(before)), settings(texts[1], str(after)))
    found = differences(prompts, settings_)
    return Derived((("what-differs", found),), outline.WHAT_CHANGED.questions) if found else Derived(())


def _prompts(document: PostMortem, folder: Path) -> Derived:
    causes = document.front.stated_causes
    changed = [cause for cause in causes if cause.kind == "prompt"]
    pairs = _pairs(changed) | _unnamed_pairs(folder, "prompts", causes)
    if not pairs and causes and all(isinstance(cause.kind, str) for cause in causes):
        return _one("prompt-diff", "**Not applicable:** none of the causes is a change of a prompt.")
    blocks, questions = [], []
    for name, (before, after) in pairs.items():
        before, after = (_copy(folder, "prompts", name, side, value) for side, value in _sides(before, after))
        texts, problem = _texts(folder, before, after)
        if texts:
            blocks.append((f"prompt-diff.{name}", prompt_diff(*texts, str(before), str(after))))
        else:
            questions.append(f"what was the prompt of `{name}` before and after? {problem}")
    return Derived(tuple(blocks), tuple(questions))


def _models(document: PostMortem, folder: Path) -> Derived:
    blocks, questions = [], []
    models = document.front.models
    if isinstance(models, list) and (table := model_table(models)):
        blocks.append(("models", table))
    causes = document.front.stated_causes
    stated = [c for c in causes if c.kind in ("config", "model") and (c.before is not None or c.after is not None)]
    pairs = _pairs(stated) | _unnamed_pairs(folder, "config", causes)
    for name, (before, after) in pairs.items():
        before, after = (_copy(folder, "config", name, side, value) for side, value in _sides(before, after))
        texts, problem = _texts(folder, before, after)
        if texts:
            old, new = settings(texts[0], str(before)), settings(texts[1], str(after))
            # Settings in a form that is not understood are compared as text.
            table = settings_diff(old, new) if old and new else prompt_diff(*texts, str(before), str(after))
            blocks.append((f"settings.{name}", f"Settings of `{name}`:\n\n{table}"))
        else:
            questions.append(f"what were the settings of `{name}` before and after? {problem}")
    return Derived(tuple(blocks), tuple(questions))


_Pairs = dict[str, tuple[str | None, str | None]]


def _pairs(causes: list[Cause]) -> _Pairs:
    return {cause.id or f"cause-{number}": (cause.before, cause.after) for number, cause in enumerate(causes, 1)}


def _unnamed_pairs(folder: Path, kind: str, causes: list[Cause]) -> _Pairs:
    """Files collected as before and after that no cause names: the change is a fact, its part in the cause is not."""
    place = folder / kind
    if place.is_symlink() or not place.is_dir():
        return {}
    named = {cause.before for cause in causes} | {cause.after for cause in causes}
    sides: dict[str, dict[str, str]] = {}
    for path in sorted(place.iterdir(), key=lambda path: path.name):
        match = _SIDE.fullmatch(path.name)
        if match and f"{kind}/{path.name}" not in named:
            sides.setdefault(match["name"], {}).setdefault(match["side"], f"{kind}/{path.name}")
    return {name: (found["before"], found["after"]) for name, found in sides.items() if len(found) == 2}


def _sides(before: str | None, after: str | None) -> tuple[tuple[str, str | None], ...]:
    return ("before", before), ("after", after)


def _copy(folder: Path, kind: str, name: str, side: str, stated: str | None) -> str | None:
    """Where the copy of a version such as `prompts/support.md@3f2a91c` lies once collected; else what is stated."""
    if not stated or "@" not in stated:
        return stated
    version = FileAtCommit.parse(stated)
    copied = f"{kind}/{name}.{side}{version.suffix or '.txt'}" if version else stated
    return copied if (folder / copied).is_file() else stated


def _texts(folder: Path, before: str | None, after: str | None) -> tuple[tuple[str, str] | None, str]:
    """Both texts, or why they cannot be compared."""
    if before in (None, "unknown") or after in (None, "unknown"):
        return None, "Collect both with `afterword collect`."
    try:
        return (read_text(folder, str(before)), read_text(folder, str(after))), ""
    except AfterwordError as error:
        return None, f"({error.message}.)"


def _samples(folder: Path) -> list[Sample]:
    samples_folder = folder / "samples"
    if samples_folder.is_symlink() or not samples_folder.is_dir():
        return []
    found = []
    for path in sorted(samples_folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith("."):
            continue
        try:
            found.append(Sample(f"samples/{path.name}", read_text(folder, f"samples/{path.name}")))
        except AfterwordError:
            continue  # `check` reports what lies there and cannot be read
    return found


def _shown(collected: list[Sample], runs: list[EvalRun]) -> Derived:
    """The samples that were collected; without any, what failed in the eval runs."""
    found = collected or failing_samples(runs)
    return _one("samples", samples(found[:_MAX_SAMPLES], max(0, len(found) - _MAX_SAMPLES)))


def _eval_gap(collected: list[Sample], runs: list[EvalRun]) -> Derived:
    """What the evals covered. Which case was missing people say: code knows what is near, not what is enough."""
    tables = (
        ("eval-runs", run_table(runs)),
        ("eval-cases", case_table(runs)),
        ("eval-nearest", nearest_table(runs, collected)),
    )
    blocks = tuple((name, content) for name, content in tables if content)
    return Derived(blocks, outline.EVAL_GAP.questions if blocks else ())
