"""Derive sections, or parts of them, from the facts and the evidence of a post-mortem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterword.derive.causes import write_causes, write_differences, write_provider
from afterword.derive.eval_coverage import find_failing_samples, write_cases, write_nearest_cases, write_runs
from afterword.derive.eval_runs import EvalRun
from afterword.derive.events import Entry
from afterword.derive.impact import has_figures, write_impact
from afterword.derive.models import write_models, write_settings_diff
from afterword.derive.prompts import write_prompt_diff
from afterword.derive.samples import Sample, write_samples
from afterword.derive.timeline import find_milestones, write_timeline
from afterword.drafting.collected_versions import Versions, collected_versions
from afterword.evidence import Ledger
from afterword.evidence.eval_runs import read_runs
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.schema import FrontMatter
from afterword.times.when import Precision

_MAX_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Derived:
    """What code derives for one section.

    Attributes:
        blocks: name and content of each derived block, in order.
        questions: what stays unknown beside them.
    """

    blocks: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()


def derive_sections(document: PostMortem, ledger: Ledger, folder: Path, samples: list[Sample]) -> dict[str, Derived]:
    """Derive what facts and evidence give, by the name of the section; a section that has nothing is left out.

    Args:
        document: the post-mortem.
        ledger: its evidence.
        folder: its evidence folder.
        samples: the samples in it.
    """
    front = document.front
    entries = [
        Entry(item.at, item.text, (item.label,), source=item.source)
        for item in ledger.items
        if item.at and item.at.known
    ]
    runs = read_runs(folder)
    found = {
        outline.TIMELINE.name: _one("timeline", write_timeline(front, entries)),
        outline.WHAT_CHANGED.name: _what_changed(front, folder),
        outline.UPSTREAM_PROVIDER.name: _one("provider", write_provider(front)),
        outline.IMPACT.name: _impact(front, entries),
        outline.PROMPT_DIFF.name: _prompts(front, folder),
        outline.MODEL_CONFIG.name: _models(front, folder),
        outline.SAMPLES.name: _shown(samples, runs),
        outline.EVAL_GAP.name: _eval_gap(samples, runs),
    }
    return {name: derived for name, derived in found.items() if derived.blocks or derived.questions}


def _one(name: str, content: str) -> Derived:
    return Derived(((name, content),) if content else ())


def _impact(front: FrontMatter, entries: list[Entry]) -> Derived:
    """Derive the figures of the impact; durations alone do not say how many were affected."""
    table = write_impact(front)
    questions = () if has_figures(front) else outline.IMPACT.questions
    return Derived((("impact", table),) if table else (), (*questions, *_times_asked(front, entries)))


def _times_asked(front: FrontMatter, entries: list[Entry]) -> Iterator[str]:
    """Ask for the times that durations need, with the milestones that the evidence marks."""
    incident = front.incident
    if incident is None or incident.duration:
        return
    times = {"started": incident.started, "detected": incident.detected, "resolved": incident.resolved}
    missing = [name for name, when in times.items() if when is None or when.precision is Precision.UNKNOWN]
    if missing:
        names = [f"`incident.{name}`" for name in missing]
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        marks = ", ".join(f"{one.kind} {one.at.display()} [^{one.citations[0]}]" for one in find_milestones(entries))
        question = f"What {'is' if len(names) == 1 else 'are'} {listed}? Durations are worked out from them."
        yield question + (f"\nThe evidence marks: {marks}" if marks else "")


def _what_changed(front: FrontMatter, folder: Path) -> Derived:
    """List the causes that are stated; until one is, what differs between the files that were collected."""
    if stated := write_causes(front):
        return _one("what-changed", stated)
    prompts = {pair.name: pair.texts for pair in collected_versions(folder, "prompts") if pair.texts}
    settings = {pair.name: pair.settings for pair in collected_versions(folder, "config") if pair.texts}
    found = write_differences(prompts, settings)
    return Derived((("what-differs", found),), outline.WHAT_CHANGED.questions) if found else Derived()


def _prompts(front: FrontMatter, folder: Path) -> Derived:
    causes = front.stated_causes
    pairs = collected_versions(folder, "prompts", [cause for cause in causes if cause.kind == "prompt"], causes)
    if not pairs and causes and all(isinstance(cause.kind, str) for cause in causes):
        return _one("prompt-diff", "**Not applicable:** none of the causes is a change of a prompt.")
    blocks = [(f"prompt-diff.{pair.name}", _text_diff(pair)) for pair in pairs if pair.texts]
    return Derived(tuple(blocks), _questions(pairs, "was the prompt"))


def _models(front: FrontMatter, folder: Path) -> Derived:
    models = front.models if isinstance(front.models, list) else []
    blocks = [("models", table)] if (table := write_models(models)) else []
    causes = front.stated_causes
    stated = [c for c in causes if c.kind in ("config", "model") and (c.before is not None or c.after is not None)]
    pairs = collected_versions(folder, "config", stated, causes)
    for pair in pairs:
        if pair.texts:
            before, after = pair.settings
            # Settings in a form that is not known are compared as text.
            table = write_settings_diff(before, after) if before and after else _text_diff(pair)
            blocks.append((f"settings.{pair.name}", f"Settings of `{pair.name}`:\n\n{table}"))
    return Derived(tuple(blocks), _questions(pairs, "were the settings"))


def _text_diff(pair: Versions) -> str:
    return write_prompt_diff(*pair.texts, pair.before, pair.after) if pair.texts else ""


def _questions(pairs: list[Versions], what: str) -> tuple[str, ...]:
    return tuple(f"what {what} of `{one.name}` before and after? {one.problem}" for one in pairs if not one.texts)


def _shown(collected: list[Sample], runs: list[EvalRun]) -> Derived:
    """Show the samples that were collected; without any, what failed in the eval runs."""
    found = collected or find_failing_samples(runs)
    return _one("samples", write_samples(found[:_MAX_SAMPLES], max(0, len(found) - _MAX_SAMPLES)))


def _eval_gap(collected: list[Sample], runs: list[EvalRun]) -> Derived:
    """Show what the evals covered. People say which case was missing: code finds similar cases, not sufficient ones."""
    tables = (
        ("eval-runs", write_runs(runs)),
        ("eval-cases", write_cases(runs)),
        ("eval-nearest", write_nearest_cases(runs, collected)),
    )
    blocks = tuple((name, content) for name, content in tables if content)
    return Derived(blocks, outline.EVAL_GAP.questions if blocks else ())
